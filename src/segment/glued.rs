//! Glued: headings that run into their paragraph without a break.
//!
//! Two kinds of evidence say that a heading begins: a number that belongs to a
//! series (`1.` … `2.` … with whole sentences between), or the start of a line.
//! Where it ends is a matter of weighing ([`split`]): the paragraph restates the
//! heading or opens as sentences do, the heading ends as names of things do, and
//! no string that recurs in the article is torn apart. Nothing is looked up in a
//! list of headings. The weights were set by hand on the articles of `corpus/`
//! with their line breaks taken out.

use super::heading::{Heading, Mark, is_main};
use super::layout::{Line, width};
use super::numbering::{Number, Style, number};
use crate::model::{SectionKind, Span};
use crate::normalize::{is_han, is_word};

pub(super) mod junction;
mod split;
mod unnumbered;

/// A number that may begin a heading.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Where the number begins.
    at: usize,
    number: Number,
    /// Where the unnumbered heading above it begins, if one runs into it.
    parent: Option<usize>,
}

impl Candidate {
    fn after(&self) -> usize {
        self.at + self.number.len
    }
}

/// The longest heading, in columns.
const LONGEST: usize = 76;

/// Returns the headings that run into the given lines, beside those already found.
pub(super) fn headings(text: &str, lines: &[Line], found: &[Heading]) -> Vec<Heading> {
    let candidates: Vec<Candidate> = lines
        .iter()
        .flat_map(|line| candidates(text, line.span))
        .collect();
    let series = in_series(text, &candidates, found);
    let mut headings = Vec::new();
    for (place, candidate) in series.iter().enumerate() {
        let line_end = line_end(lines, candidate.at);
        let next = series
            .get(place + 1)
            .map_or(line_end, |next| next.parent.unwrap_or(next.at));
        headings.extend(parent(text, candidate));
        headings.extend(numbered(text, *candidate, next.min(line_end)));
    }
    let is_label = |heading: &Heading| heading.mark == Mark::Label;
    if headings.is_empty() && found.iter().all(is_label) {
        headings.extend(unnumbered::headings(text, lines));
    }
    let english = lines.iter().filter(|line| !is_chinese(line.span.of(text)));
    for line in english {
        let taken = |heading: &Heading| {
            (line.span.start as usize..line.span.end as usize).contains(&heading.start)
        };
        if !headings.iter().chain(found).any(taken) {
            headings.extend(junction::headings(text, line.span));
        }
    }
    headings
}

/// Whether a line begins as Chinese does; in it a capital behind a small letter means nothing.
fn is_chinese(line: &str) -> bool {
    line.chars().take(100).filter(|c| is_han(*c)).count() >= 5
}

fn line_end(lines: &[Line], at: usize) -> usize {
    let line = lines
        .iter()
        .find(|line| (line.span.start as usize..line.span.end as usize).contains(&at));
    line.map_or(at, |line| line.span.end as usize)
}

/// Every number in a line that stands where a heading may begin.
fn candidates(text: &str, line: Span) -> Vec<Candidate> {
    let (start, end) = (line.start as usize, line.end as usize);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut sentence_start = start;
    let mut previous = None;
    for (offset, character) in line.of(text).char_indices() {
        let at = start + offset;
        let behind_main = || {
            let is_short = at - sentence_start <= 2 * LONGEST;
            is_short
                && text
                    .get(sentence_start..at)
                    .is_some_and(|lead| is_main(lead.trim()))
        };
        let inside_word =
            previous.is_some_and(|p: char| is_word(p) || matches!(p, '.' | '-' | '–' | '~' | '～'));
        let begins = character.is_ascii_digit() && (!inside_word || behind_main())
            || matches!(character, '一'..='龥' | '（' | '(')
                && previous.is_none_or(|p| !is_list_mark(p));
        if begins && let Some(number) = number(text.get(at..end).unwrap_or_default()) {
            candidates.extend(candidate(text, line, at, number, sentence_start));
        }
        if matches!(character, '。' | '！' | '？' | '!' | '?')
            || closes_citation(text, at, character)
        {
            sentence_start = at + character.len_utf8();
        }
        previous = Some(character);
    }
    candidates
}

fn is_list_mark(character: char) -> bool {
    matches!(character, '，' | '、' | ',' | '：' | ':' | '；' | ';')
}

/// Whether `]` ends a citation behind a full stop.
fn closes_citation(text: &str, at: usize, character: char) -> bool {
    character == ']'
        && text[..at]
            .rfind('[')
            .is_some_and(|open| text[..open].ends_with(['。', '.', '？', '！']))
}

fn candidate(
    text: &str,
    line: Span,
    at: usize,
    number: Number,
    sentence_start: usize,
) -> Option<Candidate> {
    if number.style == Style::Bracket {
        return None;
    }
    let closers = ['”', '"', '’', '）', ')', '」', '』'];
    let lead = text
        .get(sentence_start..at)?
        .trim_start_matches(closers)
        .trim();
    let alone = Candidate {
        at,
        number,
        parent: None,
    };
    if lead.is_empty() {
        return Some(alone);
    }
    let opens_series = number.value == 1 && (number.is_marked || number.style != Style::Decimal(1));
    if !opens_series || !is_short_heading(lead) {
        return None;
    }
    // What leads up to the number is itself a numbered heading, or one without a number.
    let at_line_start = sentence_start == line.start as usize;
    let is_numbered =
        super::numbering::number(lead).is_some_and(|above| above.style != number.style);
    let lead_start = text[..at].rfind(lead)?;
    let is_marked = at_line_start && lead.starts_with('#');
    let parent = (!is_numbered && !is_marked).then_some(lead_start);
    Some(Candidate { parent, ..alone })
}

/// Whether a text without a sentence in it can be the heading above the first number.
fn is_short_heading(lead: &str) -> bool {
    (4..=LONGEST).contains(&width(lead))
        && !lead.contains(['，', ',', '；', ';', '：', ':', '。'])
        && (lead.chars().any(is_han) || is_main(lead))
        && !lead.ends_with([
            '第', '约', '为', '的', '和', '与', '至', '是', '有', '等', '（', '(',
        ])
}

/// Keeps the numbers that count on: 1, 2, 3 …, starting anew under a new parent.
///
/// Between two numbers there must be a whole sentence; items of a list inside a sentence are none.
fn in_series(text: &str, candidates: &[Candidate], found: &[Heading]) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    let styles: Vec<Style> = candidates
        .iter()
        .map(|candidate| candidate.number.style)
        .collect();
    let mut seen: Vec<Style> = Vec::new();
    for style in styles {
        if seen.contains(&style) {
            continue;
        }
        seen.push(style);
        let mut run: Vec<Candidate> = Vec::new();
        for candidate in candidates
            .iter()
            .filter(|candidate| candidate.number.style == style)
        {
            let expected = run.last().map_or(1, |last| last.number.value + 1);
            let follows = candidate.number.value == expected
                && run
                    .last()
                    .is_none_or(|last| has_sentence(text, last.after(), candidate.at));
            let joins_found = run.is_empty() && continues_found(found, candidate);
            if follows || joins_found {
                run.push(*candidate);
            } else if candidate.number.value == 1 {
                flush(&mut run, &mut kept, style);
                run.push(*candidate);
            }
        }
        flush(&mut run, &mut kept, style);
    }
    kept.sort_by_key(|candidate| candidate.at);
    kept
}

/// A series of one is none, but for the first subsection (`1.1`) and a numbered parent's only child.
fn flush(run: &mut Vec<Candidate>, kept: &mut Vec<Candidate>, style: Style) {
    let run = std::mem::take(run);
    let deep = matches!(style, Style::Decimal(2..));
    if run.len() > 1 || deep && !run.is_empty() {
        kept.extend(run);
    }
}

/// Whether a heading on its own line is the number before this one.
fn continues_found(found: &[Heading], candidate: &Candidate) -> bool {
    candidate.number.value > 1
        && found.iter().any(|heading| {
            heading.mark == Mark::Numbered(candidate.number.style) && heading.start < candidate.at
        })
}

fn has_sentence(text: &str, from: usize, to: usize) -> bool {
    let between = text.get(from..to).unwrap_or_default();
    between.contains(['。', '！', '？', '\n']) || between.contains(". ")
}

/// The unnumbered heading that runs into the first number of a series.
fn parent(text: &str, candidate: &Candidate) -> Option<Heading> {
    let start = candidate.parent?;
    let name = text.get(start..candidate.at)?.trim_end();
    let span = Span::new(start, start + name.len());
    Some(Heading {
        start,
        text: span,
        body_start: candidate.at,
        mark: Mark::Main,
        kind: SectionKind::Body,
    })
}

/// The numbered heading, cut off from its paragraph.
fn numbered(text: &str, candidate: Candidate, limit: usize) -> Option<Heading> {
    let start = candidate.after();
    let rest = text.get(start..limit)?;
    let whole = rest.trim_end();
    let is_whole =
        width(whole) <= LONGEST && !whole.contains(['。', '，']) && !whole.ends_with('.');
    let len = match is_whole {
        true => whole.len(),
        false if is_chinese(rest) => split::heading_len(text, start, rest)?,
        false => junction::heading_len(text, rest)?,
    };
    Some(Heading {
        start: candidate.at,
        text: Span::new(start, start + len),
        body_start: start + len,
        mark: Mark::Numbered(candidate.number.style),
        kind: SectionKind::Body,
    })
}
