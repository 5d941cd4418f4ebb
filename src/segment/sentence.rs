//! Sentence: a section's text → its sentences, in Chinese, English or both.
//!
//! A sentence ends at a full stop that ends one ([`super::chinese`],
//! [`super::english`]), never inside brackets or quotation marks, or at a blank
//! line. Closing marks and citation markers behind the stop belong to it. A
//! single line break does not end a sentence unless the next line begins an item.

use super::{chinese, english};
use crate::model::Span;
use crate::normalize::is_han;

/// How far a bracket may reach, in bytes; one that is not closed by then was never meant to be.
const BRACKET_REACH: usize = 600;

/// Returns the sentences of a part of the text, in order.
pub(super) fn sentences(text: &str, part: Span) -> Vec<Span> {
    let (from, to) = (part.start as usize, part.end as usize);
    let Some(inside) = text.get(from..to) else {
        return Vec::new();
    };
    let half_width_stops = chinese::uses_half_width_stops(inside);
    let mut sentences = Vec::new();
    let mut start = from;
    let mut closed_at = from;
    let characters = inside.char_indices().map(|(at, c)| (from + at, c));
    for (at, character) in characters {
        if at < closed_at {
            continue;
        }
        let after = at + character.len_utf8();
        let end = match character {
            '(' | '（' | '[' | '［' | '“' | '「' | '『' | '《' => {
                closed_at = closing(&text[..to], at, character).unwrap_or(closed_at);
                continue;
            }
            '\n' => breaks_line(&text[start..at], &text[after..to]).then_some(at),
            '。' | '！' | '？' | '!' | '?' | '…' | '.' | '．' => {
                let before = &text[start..at];
                let is_stop = match character {
                    '.' | '．'
                        if chinese::is_half_width_stop(
                            before,
                            &text[after..to],
                            half_width_stops,
                        ) =>
                    {
                        true
                    }
                    '.' | '!' | '?' if !before.ends_with(is_han) => {
                        english::is_stop(before, character, &text[after..to])
                    }
                    '.' | '．' => false,
                    _ => chinese::is_stop(character, &text[after..to]),
                };
                is_stop.then(|| tail(text, after, to))
            }
            '”' | '」' | '』' | ')' | '）' => {
                ends_in_closer(&text[start..at], character, &text[after..to])
                    .then(|| tail(text, after, to))
            }
            _ => None,
        };
        if let Some(end) = end {
            push(text, start, end, &mut sentences);
            start = end;
            closed_at = end;
        }
    }
    push(text, start, to, &mut sentences);
    sentences
}

/// Adds a sentence without the white space around it, if anything is left.
fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let raw = &text[start..end];
    let visible = raw.trim();
    if visible.chars().any(char::is_alphanumeric) {
        let start = start + (raw.len() - raw.trim_start().len());
        sentences.push(Span::new(start, start + visible.len()));
    } else if !visible.is_empty()
        && let Some(last) = sentences.last_mut()
    {
        *last = Span::new(last.start as usize, start + raw.trim_end().len());
    }
}

/// Where the bracket or quotation mark that opens at `at` is closed: just behind its fellow.
fn closing(text: &str, at: usize, opening: char) -> Option<usize> {
    let fellows: &[char] = match opening {
        '(' | '（' => &[')', '）'],
        '[' | '［' => &[']', '］'],
        '“' => &['”'],
        '「' => &['」'],
        '『' => &['』'],
        _ => &['》'],
    };
    let openings: &[char] = match opening {
        '(' | '（' => &['(', '（'],
        '[' | '［' => &['[', '［'],
        _ => &[],
    };
    let mut depth = 0usize;
    for (offset, character) in text[at..].char_indices() {
        if offset > BRACKET_REACH || text[at + offset..].starts_with("\n\n") {
            return None;
        }
        if offset == 0 || openings.contains(&character) {
            depth += 1;
        } else if fellows.contains(&character) {
            depth -= 1;
            if depth == 0 {
                return Some(at + offset + inner_stop(&text[at..at + offset], character));
            }
        }
    }
    None
}

/// `他说：“……。”`: when a full stop stands inside the closing mark, the mark itself is left for
/// the scan, so that the sentence may end there.
fn inner_stop(quoted: &str, closer: char) -> usize {
    let stops = matches!(closer, '”' | '」' | '』' | ')' | '）')
        && quoted.ends_with(['。', '！', '？', '.']);
    if stops { 0 } else { closer.len_utf8() }
}

/// Whether a sentence ends at a closing mark that has a full stop before it: `“会耐药。”我们…`,
/// `(All were tested.) None…`. In brackets, only when the whole sentence stands in them.
fn ends_in_closer(before: &str, closer: char, after: &str) -> bool {
    let Some(stop) = before.chars().next_back() else {
        return false;
    };
    let is_bracket = matches!(closer, ')' | '）');
    let is_whole = before.trim_start().starts_with(['(', '（']);
    match stop {
        // `“为什么？”这一问题` goes on, `“会耐药。”我们` does not.
        '！' | '？' if !is_bracket && after.starts_with(is_han) => false,
        '。' | '！' | '？' => (!is_bracket || is_whole) && chinese::is_stop(stop, after),
        '.' => (!is_bracket || is_whole) && english::is_stop("", stop, after),
        _ => false,
    }
}

/// Where a sentence ends whose stop ends at `after`: closing marks and citation markers follow it.
fn tail(text: &str, after: usize, to: usize) -> usize {
    let mut end = after;
    loop {
        let rest = &text[end..to];
        let Some(next) = rest.chars().next() else {
            return end;
        };
        if matches!(
            next,
            '”' | '’'
                | '"'
                | '」'
                | '』'
                | ')'
                | '）'
                | '。'
                | '.'
                | '！'
                | '？'
                | '\u{200b}'
                | '\u{feff}'
        ) {
            end += next.len_utf8();
        } else if let Some(len) = marker_behind(rest).or_else(|| lowered_behind(text, end, to)) {
            end += len;
        } else {
            return end;
        }
    }
}

/// Length of a marker in plain digits right behind a full stop that ends at `end`.
fn lowered_behind(text: &str, end: usize, to: usize) -> Option<usize> {
    let before = text[..end].strip_suffix('.')?;
    english::lowered_marker(before, &text[end..to])
}

/// Length of a citation marker behind a stop, with a space before it if a sentence begins behind it.
fn marker_behind(rest: &str) -> Option<usize> {
    let spaced = rest.strip_prefix(' ').unwrap_or(rest);
    let len = super::citation::marker_len(spaced)?;
    let gap = rest.len() - spaced.len();
    let next = spaced[len..].trim_start().chars().next();
    let begins = next.is_none_or(|c| c.is_uppercase() || is_han(c) || matches!(c, '[' | '［'));
    (gap == 0 || begins).then_some(gap + len)
}

/// Whether a line break ends the sentence: a blank line, or an item begins.
fn breaks_line(before: &str, after: &str) -> bool {
    let next = after.trim_start_matches([' ', '\t', '\r', '\u{3000}']);
    let is_item = next.starts_with(['•', '·', '*', '|', '>', '#', '【', '■', '◆'])
        || next.starts_with("- ")
        || super::numbering::number(next).is_some_and(|number| number.is_marked);
    next.starts_with('\n') || next.is_empty() || is_item || before.trim_end().ends_with([':', '：'])
}
