//! Raised: markers in superscript digits → the numbers in them: `耐药¹²`, `relapse.³,⁵⁻⁷`.
//!
//! Powers, units and isotopes are raised too (`10⁵`, `m²`, `¹²⁵I`), so raised numbers are markers
//! only where an article has a list that holds them and cites in no other way more often.

use super::citation::expand;
use crate::model::{Citation, Reference, Sentence, Span};
use crate::normalize::{is_dash, is_han};

/// Units behind which a raised number is a power.
const UNITS: [&str; 16] = [
    "m", "cm", "mm", "km", "nm", "μm", "µm", "kg", "g", "s", "min", "h", "L", "l", "mL", "d",
];

/// Returns the citations in raised numbers, in text order.
pub(super) fn citations(
    text: &str,
    sentences: &[Sentence],
    references: &[Reference],
) -> Vec<Citation> {
    let place = |number: &u32| references.iter().position(|r| r.number == *number);
    let mut citations = Vec::new();
    for (sentence_index, sentence) in sentences.iter().enumerate() {
        let (mut at, end) = (sentence.span.start as usize, sentence.span.end as usize);
        while let Some(offset) = text[at..end].find(|c| digit(c).is_some()) {
            let start = at + offset;
            let len = marker_len(&text[start..end]).unwrap_or(1);
            at = start + len;
            let numbers = numbers(&text[start..at]);
            let found: Option<Vec<usize>> = numbers.iter().map(place).collect();
            if let Some(reference_indices) = found.filter(|_| stands_as_marker(&text[..start])) {
                citations.push(Citation {
                    span: Span::new(start, at),
                    sentence_index,
                    reference_indices,
                    unresolved: Vec::new(),
                });
            }
        }
    }
    citations
}

/// Length of the raised numbers at the start of a text, with the signs between them.
pub(super) fn marker_len(text: &str) -> Option<usize> {
    text.chars().next().and_then(digit)?;
    let mut end = 0;
    for (at, character) in text.char_indices() {
        if digit(character).is_some() {
            end = at + character.len_utf8();
        } else if !is_dash(character) && !matches!(character, ',' | '，' | '、' | '⁻') {
            break;
        }
    }
    Some(end)
}

fn digit(character: char) -> Option<u32> {
    Some(match character {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => u32::from(character) - u32::from('⁰'),
        _ => return None,
    })
}

fn numbers(marker: &str) -> Vec<u32> {
    let number = |part: &str| {
        let digits = part.chars().filter_map(digit).take(5);
        digits.fold(0, |number, digit| number * 10 + digit)
    };
    let mut numbers = Vec::new();
    for piece in marker.split([',', '，', '、']) {
        match piece.split_once(|c: char| is_dash(c) || c == '⁻') {
            Some((first, last)) => numbers.extend(expand(number(first), number(last))),
            None => numbers.push(number(piece)),
        }
    }
    numbers
}

/// Whether a marker may stand behind this text: a word or a mark, no number, unit or letter.
fn stands_as_marker(before: &str) -> bool {
    let is_latin = |c: char| c.is_alphabetic() && !is_han(c);
    match before.chars().next_back() {
        None => false,
        Some(c) if is_latin(c) => {
            let word = before.rsplit(|c| !is_latin(c)).next().unwrap_or_default();
            word.chars().count() > 1 && !UNITS.contains(&word)
        }
        Some(c) => {
            is_han(c)
                || matches!(
                    c,
                    '。' | '.' | ',' | '，' | '；' | ';' | ')' | '）' | '%' | '”' | '"'
                )
        }
    }
}
