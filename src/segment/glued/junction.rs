//! Junction: English headings that run into their paragraph: `IntroductionThe patients`.
//!
//! Where a small letter, a digit or a bracket meets a capital without a space, at
//! the start of a line, a heading may end. Words that are written so inside
//! (`PubMed`, `mRNA`) recur in the text as one word, or the sentence does not go on
//! as sentences do.

use crate::model::{SectionKind, Span};
use crate::normalize::is_word;

use super::super::heading::{Heading, Mark, is_main};
use super::super::numbering::number;

/// The longest heading, in characters.
const LONGEST: usize = 200;
/// Most headings that may run into each other at the start of one line.
const MOST: usize = 4;

/// Returns the headings at the start of a line.
pub(in crate::segment) fn headings(text: &str, line: Span) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut start = line.start as usize;
    let end = line.end as usize;
    while headings.len() < MOST {
        let Some(rest) = text.get(start..end) else {
            break;
        };
        let skip = number(rest).map_or(0, |number| number.len);
        let Some(len) = heading_len(text, &rest[skip..]) else {
            break;
        };
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
        None if is_main(name) => Mark::Main,
        None => Mark::Plain,
    }
}

/// Length of the heading at the start of `rest`, if one runs into a sentence there.
pub(super) fn heading_len(text: &str, rest: &str) -> Option<usize> {
    if !rest.starts_with(|c: char| c.is_alphanumeric()) || opens_sentence(rest) {
        return None;
    }
    let characters: Vec<(usize, char)> = rest.char_indices().take(LONGEST).collect();
    for window in characters.windows(2).skip(2) {
        let ((_, left), (at, right)) = (window[0], window[1]);
        if matches!(left, '.' | ';' | '?' | '!') && right == ' ' {
            return None;
        }
        let behind_word = left.is_lowercase()
            || left.is_ascii_digit()
            || matches!(left, ')' | '?' | '!' | ':' | '”');
        let behind_acronym =
            left.is_uppercase() && rest[at..].chars().nth(1).is_some_and(char::is_lowercase);
        let (heading, paragraph) = rest.split_at(at);
        if right.is_uppercase()
            && (behind_word || behind_acronym)
            && reads_as_heading(heading)
            && parts_here(text, heading, paragraph, behind_acronym)
        {
            return Some(at);
        }
    }
    None
}

/// Words that begin sentences and hardly ever headings.
fn opens_sentence(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "We ", "If ", "Our ", "It ", "There ", "These ", "This ", "They ", "Let ", "Here ",
        "However", "Using ",
    ];
    WORDS.iter().any(|word| text.starts_with(word))
}

/// Whether a text has no sign of a whole sentence: a past tense of to be, a `we`, an open bracket.
fn reads_as_heading(heading: &str) -> bool {
    const SIGNS: [&str; 6] = [" were ", " was ", " we ", " our ", ", and the ", " which "];
    let open = |opening: char, closing: char| {
        heading.matches(opening).count() > heading.matches(closing).count()
    };
    !SIGNS.iter().any(|sign| heading.contains(sign)) && !open('(', ')') && !open('[', ']')
}

/// Words that begin paragraphs.
const STARTERS: [&str; 24] = [
    "The", "This", "These", "In", "To", "We", "As", "A", "An", "It", "Our", "For", "When", "All",
    "Both", "Most", "Since", "At", "On", "By", "Here", "After", "Cells", "Data",
];

/// Whether a heading ends and a sentence begins here.
fn parts_here(text: &str, heading: &str, paragraph: &str, behind_acronym: bool) -> bool {
    let is_in_word = |c: char| is_word(c) || c == '-';
    let left = heading
        .rsplit(|c| !is_in_word(c))
        .next()
        .unwrap_or_default();
    let right_end = paragraph
        .find(|c| !is_in_word(c))
        .unwrap_or(paragraph.len());
    let right = &paragraph[..right_end];
    let stands_alone = |word: &str| count_words(text, word) > 1;
    let is_capitalized = right.chars().nth(1).is_none_or(char::is_lowercase);
    let is_plain_word = left.chars().count() >= 4 && left.chars().skip(1).all(char::is_lowercase);
    let left_is_word = match behind_acronym {
        true => left.chars().count() == 1 || stands_alone(left),
        false => left.chars().count() >= 3 || left.is_empty() || stands_alone(left),
    };
    // Neither half of `GenBank` is a word of the text; an acronym begins few sentences.
    let right_is_word = stands_alone(right) || stands_alone(&right.to_lowercase());
    let opens_clause = paragraph[right_end..]
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let right_is_word = right_is_word
        || !behind_acronym
            && (is_capitalized || is_plain_word)
            && (is_plain_word && opens_clause || stands_alone(left) || STARTERS.contains(&right))
        || is_main(heading);
    let recurs = count_words(text, &format!("{left}{right}")) > 0;
    let is_initial = right.chars().count() == 1 && paragraph[right_end..].starts_with(". ");
    let is_letter = right.chars().count() == 1 && right != "A";
    if is_letter && !is_initial {
        return false;
    }
    let goes_on = is_initial || goes_on(&paragraph[right_end..]);
    !recurs && goes_on && left_is_word && right_is_word && !right.is_empty() && !is_unit_like(left)
}

/// How often a word stands in the text by itself, headings at the start of lines left out.
fn count_words(text: &str, word: &str) -> usize {
    if word.is_empty() {
        return 0;
    }
    let is_whole = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    };
    let in_heading = |at: usize| {
        let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let lead = text[line..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let lead = number(lead).map(|number| text.len() - lead.len() + number.len);
        let line = lead
            .or_else(|| number(&text[line..]).map(|number| line + number.len))
            .unwrap_or(line);
        let before = text.get(line..at).unwrap_or_default();
        before.len() < LONGEST && reads_as_heading(before) && !before.contains(". ")
    };
    let places = text.match_indices(word).map(|(at, _)| at);
    places
        .filter(|&at| is_whole(at) && !in_heading(at))
        .take(3)
        .count()
}

/// Whether a text goes on as a sentence does after its first word.
fn goes_on(rest: &str) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        Some(' ') => characters
            .next()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '"')),
        Some(',' | '-' | '/' | '’' | '\'') => true,
        _ => false,
    }
}

fn is_unit_like(word: &str) -> bool {
    matches!(word, "k" | "m" | "pH" | "ex" | "mc" | "Mc")
}
