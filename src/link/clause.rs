//! Clause: a sentence → its clauses.
//!
//! Clauses end at Chinese commas, semicolons and words such as `whereas`. An English
//! comma ends one only before a word that begins another (`, which`); commas inside
//! brackets end none.

use crate::model::{CueKind, Span};
use crate::normalize::is_han;

use super::cue::Found;

/// Words that begin a clause behind an English comma.
const OPENERS: [&str; 24] = [
    "which",
    "whereas",
    "while",
    "but",
    "and",
    "although",
    "though",
    "suggesting",
    "indicating",
    "leading",
    "resulting",
    "thereby",
    "thus",
    "so",
    "however",
    "with",
    "who",
    "whose",
    "where",
    "when",
    "because",
    "since",
    "as",
    "showing",
];

/// Returns the clauses of a sentence, in order; together they are the sentence.
pub(super) fn clauses(text: &str, sentence: Span, cues: &[Found<'_>]) -> Vec<Span> {
    let part = sentence.of(text);
    let start = sentence.start as usize;
    let mut cuts: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    for (at, character) in part.char_indices() {
        match character {
            '(' | '（' | '[' | '［' => depth += 1,
            ')' | '）' | ']' | '］' => depth = depth.saturating_sub(1),
            '，' | '；' | ';' | '：' if depth == 0 => {
                cuts.push(start + at + character.len_utf8())
            }
            ',' | ':' if depth == 0 && ends_clause(part, at) => cuts.push(start + at + 1),
            _ => {}
        }
    }
    for found in cues {
        let before = text[start..found.span.start as usize].trim_end();
        let begins = found.is(CueKind::Discovery) && before.ends_with(" and");
        if found.is(CueKind::Break) || begins {
            cuts.push(found.span.start as usize);
        }
    }
    cuts.push(sentence.end as usize);
    cuts.sort_unstable();
    let mut clauses = Vec::new();
    let mut from = start;
    for cut in cuts {
        if cut > from {
            clauses.push(Span::new(from, cut));
            from = cut;
        }
    }
    clauses
}

/// Whether a half-width comma or colon at `at` ends a clause.
fn ends_clause(part: &str, at: usize) -> bool {
    let rest = part[at + 1..].trim_start();
    let next = rest.chars().next();
    let before = part[..at].chars().next_back();
    if before.is_some_and(is_han) || next.is_some_and(is_han) {
        return true;
    }
    let word = rest
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    OPENERS.contains(&word)
}
