//! Junction: English headings that run into their paragraph: `IntroductionThe patients`.
//!
//! Where a small letter, a digit or a bracket meets a capital without a space, at
//! the start of a line, a heading may end. Words that are written so inside
//! (`PubMed`, `mRNA`) recur in the text as one word, or the sentence does not go on
//! as sentences do.

use crate::model::{SectionKind, Span};
use crate::normalize::is_word;

use super::super::heading::{Heading, Mark};
use super::super::numbering::number;

/// The longest heading, in characters.
const LONGEST: usize = 200;
/// Most headings that may run into each other at the start of one line.
const MOST: usize = 4;

/// Returns the headings at the start of a line.
pub(super) fn headings(text: &str, line: Span) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut start = line.start as usize;
    let end = line.end as usize;
    while headings.len() < MOST {
        let Some(rest) = text.get(start..end) else { break };
        let skip = number(rest).map_or(0, |number| number.len);
        let Some(len) = heading_len(text, &rest[skip..]) else { break };
        let inner = Span::new(start + skip, start + skip + len);
        headings.push(Heading {
            start,
            text: inner,
            body_start: start + skip + len,
            mark: mark(inner.of(text), rest),
            kind: SectionKind::Body,
        });
        start += skip + len;
    }
    headings
}

fn mark(name: &str, rest: &str) -> Mark {
    match number(rest) {
        Some(number) => Mark::Numbered(number.style),
        None if super::super::heading::is_main(name) => Mark::Main,
        None => Mark::Plain,
    }
}

/// Length of the heading at the start of `rest`, if one runs into a sentence there.
fn heading_len(text: &str, rest: &str) -> Option<usize> {
    if !rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c.is_lowercase()) {
        return None;
    }
    let characters: Vec<(usize, char)> = rest.char_indices().take(LONGEST).collect();
    let mut previous_stop = false;
    for window in characters.windows(2).skip(2) {
        let ((_, left), (at, right)) = (window[0], window[1]);
        let is_sentence_end = matches!(left, '.' | ';') && right == ' ';
        if is_sentence_end && !previous_stop {
            return None;
        }
        previous_stop = false;
        let meets = (left.is_lowercase() || left.is_ascii_digit() || matches!(left, ')' | '?' | '!' | ':' | '”'))
            && (right.is_uppercase())
            || left.is_uppercase() && right.is_uppercase() && opens_small_word(&rest[at..]);
        if meets && parts_here(text, &rest[..at], &rest[at..]) {
            return Some(at);
        }
    }
    None
}

/// `TThe`: the second capital begins a word of its own.
fn opens_small_word(paragraph: &str) -> bool {
    let mut characters = paragraph.chars();
    characters.next();
    const SMALL: [&str; 24] = [
        "The ", "This ", "These ", "In ", "To ", "We ", "As ", "A ", "An ", "It ", "Our ", "For ", "When ", "Although ",
        "Because ", "Recent ", "Here ", "At ", "On ", "By ", "All ", "Both ", "Most ", "Since ",
    ];
    SMALL.iter().any(|word| paragraph.starts_with(word))
}

/// Whether a heading ends and a sentence begins here.
fn parts_here(text: &str, heading: &str, paragraph: &str) -> bool {
    let left_start = heading.rfind(|c: char| !is_word(c) && c != '-').map_or(0, |at| at + heading[at..].chars().next().map_or(1, char::len_utf8));
    let left = &heading[left_start..];
    let right_end = paragraph.find(|c: char| !is_word(c) && c != '-').unwrap_or(paragraph.len());
    let right = &paragraph[..right_end];
    let joined = format!("{left}{right}");
    let recurs = stands_elsewhere(text, &joined);
    let goes_on = goes_on(&paragraph[right_end..]);
    let left_is_word = left.chars().count() >= 3 || stands_elsewhere(text, left);
    !recurs && goes_on && left_is_word && !right.is_empty() && !is_unit_like(left)
}

/// Whether a word stands somewhere in the text by itself more than the once that it stands here.
fn stands_elsewhere(text: &str, word: &str) -> bool {
    let whole = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    };
    text.match_indices(word).filter(|(at, _)| whole(*at)).nth(1).is_some()
}

/// Whether a text goes on as a sentence does after its first word.
fn goes_on(rest: &str) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        Some(' ') => characters.next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '"')),
        Some(',' | '-' | '/' | '’' | '\'') => true,
        _ => false,
    }
}

fn is_unit_like(word: &str) -> bool {
    matches!(word, "k" | "m" | "pH" | "ex" | "mc" | "Mc")
}
