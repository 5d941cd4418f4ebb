//! Reference list: text → where the list stands and where each entry begins and ends.
//!
//! Entries are followed by their numbers, 1, 2, 3 …, in the way in which the first
//! one is numbered, whether they stand one a line, wrap over lines or run together.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Span;
use crate::normalize::is_han;

/// The reference list of a text.
#[derive(Clone, Debug)]
pub(super) struct ReferenceList {
    /// From its heading, or its first entry, to the end of its last entry.
    pub span: Span,
    /// The heading, where there is one.
    pub heading: Option<Span>,
    /// The entries in order.
    pub entries: Vec<Entry>,
}

/// One entry: its number and its text, number included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub number: u32,
    pub span: Span,
}

static HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"参考文献|參考文獻|主要参考文献|引用文献|References?|REFERENCES?|Bibliography|BIBLIOGRAPHY",
        r"|Literature [Cc]ited|LITERATURE CITED",
    ))
    .ok()
});

/// The most entries that a list may have; beyond it the numbers are no reference numbers.
const MOST: u32 = 3000;
/// How far after its heading the first entry may begin, in bytes.
const LEAD: usize = 120;

/// Finds the reference list: the last heading that numbered or plain entries follow,
/// else a numbered run of entries at the end of the text.
pub(super) fn find(text: &str) -> Option<ReferenceList> {
    let headings: Vec<Span> = HEADING
        .as_ref()?
        .find_iter(text)
        .map(|heading| Span::new(heading.start(), heading.end()))
        .filter(|&heading| stands_as_heading(text, heading))
        .collect();
    headings
        .iter()
        .rev()
        .find_map(|&heading| after_heading(text, heading))
        .or_else(|| bare(text))
}

/// Where the marks and the number before a heading begin: `## `, `【`, `6. `.
fn mark_start(text: &str, heading: Span) -> usize {
    let before = &text[..heading.start as usize];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let is_mark = |c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || "#*【[■一二三四五六七八九十壹貳參肆伍陸柒捌玖、.".contains(c)
    };
    let marks = &before[line..];
    if marks.chars().all(is_mark) {
        line + (marks.len() - marks.trim_start().len())
    } else {
        before.len()
    }
}

/// Whether the words begin a line (behind marks and a number) or follow a full stop, or an entry
/// follows them at once.
fn stands_as_heading(text: &str, heading: Span) -> bool {
    let marks = ['#', '*', '【', ' ', '\t', '\u{3000}', '、', '.', '[', '■'];
    let numerals = "0123456789一二三四五六七八九十壹貳參肆伍陸柒捌玖";
    let before = &text[..heading.start as usize];
    let stem = before
        .trim_end_matches(marks)
        .trim_end_matches(|c| numerals.contains(c));
    let stem = stem.trim_end_matches(marks);
    let begins_line = stem.is_empty() || stem.ends_with('\n');
    let closers = [
        '。', '！', '？', '.', '!', '?', '）', ')', '”', '」', ']', '］',
    ];
    let from = heading.end as usize;
    let tail = text[from..].trim_start_matches([' ', '\t', '\r', '\n', ':', '：', '】', '*']);
    let at = text.len() - tail.len();
    let styles = [Style::Bracket, Style::Round, Style::Dot];
    let entry_follows = styles.iter().any(|style| style.len(text, at, 1).is_some());
    begins_line || before.trim_end().ends_with(closers) || entry_follows
}

fn after_heading(text: &str, heading: Span) -> Option<ReferenceList> {
    let from = heading.end as usize;
    let entries = match Style::first(text, from) {
        Some((style, first)) => numbered(text, style, first),
        None => unnumbered(text, from),
    };
    let last = entries.last()?.span;
    if !entries.iter().any(|entry| has_year(entry.span.of(text))) {
        return None;
    }
    let span = Span::new(mark_start(text, heading), last.end as usize);
    Some(ReferenceList {
        span,
        heading: Some(heading),
        entries,
    })
}

/// A list without a heading: lines that begin `[1]`, `[2]`, `[3]` up to the end of the text.
fn bare(text: &str) -> Option<ReferenceList> {
    let first = text
        .match_indices("[1]")
        .map(|(at, _)| at)
        .filter(|&at| starts_line(text, at));
    let first = first.last()?;
    let entries = numbered(text, Style::Bracket, first);
    let is_list = entries.len() >= 3
        && entries
            .iter()
            .all(|entry| starts_line(text, entry.span.start as usize));
    let span = Span::new(first, entries.last()?.span.end as usize);
    is_list.then_some(ReferenceList {
        span,
        heading: None,
        entries,
    })
}

fn starts_line(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t', '\u{3000}']);
    before.is_empty() || before.ends_with('\n')
}

/// How the entries of a list are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `[1]`, `［1］`, `〔1〕`, with or without a full stop behind.
    Bracket,
    /// `(1)`, `（1）`
    Round,
    /// `1.`, `1、`, `1．`
    Dot,
}

impl Style {
    /// The style of the first entry, and where that begins: within a short lead after the heading.
    fn first(text: &str, from: usize) -> Option<(Self, usize)> {
        let lead_end = (from + LEAD..).find(|&at| text.len() <= at || text.is_char_boundary(at))?;
        let lead = &text[from..lead_end.min(text.len())];
        [Style::Bracket, Style::Round, Style::Dot]
            .into_iter()
            .filter_map(|style| {
                let places = lead.char_indices().map(|(offset, _)| from + offset);
                let mut starts = places.filter(|&at| style.len(text, at, 1).is_some());
                starts.next().map(|at| (style, at))
            })
            .min_by_key(|(_, at)| *at)
    }

    /// Length of the number mark `n` of this style at `at`, if it stands there.
    fn len(self, text: &str, at: usize, n: u32) -> Option<usize> {
        let rest = &text[at..];
        let (opening, closing): (&[char], &[char]) = match self {
            Style::Bracket => (&['[', '［', '〔'], &[']', '］', '〕']),
            Style::Round => (&['(', '（'], &[')', '）']),
            Style::Dot => (&[], &['.', '、', '．']),
        };
        let digits = if opening.is_empty() {
            rest
        } else {
            rest.strip_prefix(opening)?
        };
        let digits = digits.trim_start_matches(' ');
        let number = n.to_string();
        let tail = digits
            .strip_prefix(number.as_str())?
            .trim_start_matches(' ');
        let tail = tail.strip_prefix(closing)?;
        let len = rest.len() - tail.len();
        let follows = tail.trim_start().chars().next()?;
        match self {
            Style::Dot => {
                let before = text[..at].chars().next_back();
                let at_edge = starts_line(text, at)
                    || before.is_some_and(|c| {
                        matches!(c, '.' | '。' | ')' | ' ' | ']' | '）' | '：' | ':') || is_han(c)
                    });
                (at_edge && follows.is_alphabetic()).then_some(len)
            }
            _ => Some(len),
        }
    }

    /// Where mark `n` stands next, from `from` on.
    ///
    /// In a list of one entry a line the mark must begin a line.
    fn next(self, text: &str, from: usize, n: u32, by_line: bool) -> Option<usize> {
        let number = n.to_string();
        text[from..]
            .match_indices(&number)
            .map(|(offset, _)| from + offset)
            .find_map(|digits| {
                let opening = match self {
                    Style::Dot => 0,
                    _ => text[..digits]
                        .trim_end_matches(' ')
                        .chars()
                        .next_back()
                        .map_or(0, char::len_utf8),
                };
                let before = &text[..digits];
                let before = if self == Style::Dot {
                    before
                } else {
                    before.trim_end_matches(' ')
                };
                let at = before.len().checked_sub(opening).filter(|&at| at >= from)?;
                let stands = self.len(text, at, n).is_some();
                (stands && (!by_line || starts_line(text, at))).then_some(at)
            })
    }
}

fn numbered(text: &str, style: Style, first: usize) -> Vec<Entry> {
    let mut starts = vec![(1, first)];
    let after_first = first + style.len(text, first, 1).unwrap_or(1);
    let line_next = style.next(text, after_first, 2, true);
    let any_next = style.next(text, after_first, 2, false);
    let by_line = match (line_next, any_next) {
        (Some(line), Some(any)) => {
            line <= any
                || !text[first..any].contains('\n') && starts_line(text, first) && line - any < 200
        }
        (Some(_), None) => true,
        _ => false,
    };
    let mut from = after_first;
    for n in 2..MOST {
        let found = (n..n + 3).find_map(|n| style.next(text, from, n, by_line).map(|at| (n, at)));
        let Some((n, at)) = found.filter(|(found, _)| *found >= n) else {
            break;
        };
        if starts.last().is_some_and(|(last, _)| n <= *last) {
            continue;
        }
        starts.push((n, at));
        from = at + style.len(text, at, n).unwrap_or(1);
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    let mut entries: Vec<Entry> = starts
        .iter()
        .zip(ends)
        .map(|(&(number, start), end)| Entry {
            number,
            span: trimmed(text, start, end),
        })
        .collect();
    let longest = entries
        .iter()
        .rev()
        .skip(1)
        .map(|entry| entry.span.len())
        .max();
    if let Some(last) = entries.last_mut() {
        let start = last.span.start as usize;
        let end = start + end_of_last(last.span.of(text), by_line, longest.unwrap_or(600));
        last.span = trimmed(text, start, end);
    }
    entries
}

/// Entries without numbers: one a line, each long enough and with a year in it.
fn unnumbered(text: &str, from: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let body = line.trim().trim_start_matches(['-', '*', '•', ' ']);
        if body.len() > 30 && has_year(line) {
            let start = at + (line.len() - line.trim_start().len());
            let start = start + (line.trim().len() - body.len());
            let number = u32::try_from(entries.len() + 1).unwrap_or(u32::MAX);
            entries.push(Entry {
                number,
                span: Span::new(start, start + body.len()),
            });
        } else if !body.is_empty() && !entries.is_empty() {
            break;
        }
        at += line.len();
    }
    entries
}

/// Where the last entry ends, counted from its start: what follows is back matter.
///
/// Back matter begins at a blank line, at a new line in a list of one entry a line
/// unless that goes on in small letters, or where Chinese text follows the closing
/// full stop of an entry in Latin letters.
fn end_of_last(entry: &str, by_line: bool, longest: usize) -> usize {
    let blank = ["\n\n", "\n\r\n"]
        .iter()
        .filter_map(|gap| entry.find(gap))
        .min();
    let line = entry
        .match_indices('\n')
        .map(|(at, _)| at)
        .filter(|_| by_line)
        .find(|&at| {
            let next = entry[at..].trim_start().chars().next();
            let begins = next.is_none_or(|c| {
                is_han(c) || c.is_uppercase() || matches!(c, '#' | '*' | '(' | '（' | '【')
            });
            begins && is_complete(&entry[..at])
        });
    let turn = chinese_after_latin(entry);
    let limit = blank
        .into_iter()
        .chain(line)
        .chain(turn)
        .min()
        .unwrap_or(entry.len());
    let cap = (longest * 2 + 200).min(limit);
    let cap = (cap..=entry.len())
        .find(|&at| entry.is_char_boundary(at))
        .unwrap_or(entry.len());
    if cap < limit {
        entry[..cap]
            .rfind(['.', '。'])
            .map_or(cap, |at| after(entry, at))
    } else {
        limit
    }
}

/// Whether an entry has its year and ends as entries do, so that what follows is none of it.
fn is_complete(entry: &str) -> bool {
    has_year(entry) && entry.trim_end().ends_with(['.', '。', ')', '）', ']'])
        || entry.trim_end().ends_with(|c: char| c.is_ascii_digit()) && has_year(entry)
}

fn has_year(line: &str) -> bool {
    line.as_bytes().windows(4).any(|digits| {
        (digits.starts_with(b"19") || digits.starts_with(b"20"))
            && digits.iter().all(u8::is_ascii_digit)
    })
}

fn chinese_after_latin(entry: &str) -> Option<usize> {
    let first_han = entry.find(is_han)?;
    let stop = entry[..first_han].rfind(['.', '。'])?;
    let end = after(entry, stop);
    let only_marks = entry[end..first_han].chars().all(|c| !c.is_alphanumeric());
    (only_marks && stop > 30).then_some(end)
}

/// One past the character at `at`.
fn after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let part = text.get(start..end).unwrap_or_default();
    Span::new(start, start + part.trim_end().len())
}
