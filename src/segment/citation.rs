//! Citation: markers in sentences → the references they name.
//!
//! A marker is a group of numbers in square, full-width or tortoise-shell
//! brackets: `[1,2]`, `[3-5]`, `［1，2］`, `〔1〕`. Groups joined by a dash are one
//! range: `[4]–[7]`. An article without any may cite in raised numbers ([`raised`]), by author
//! and year ([`author_year`]) or in round brackets ([`rounded`]).

use super::{author_year, raised, rounded};
use crate::model::{Citation, Reference, Sentence, Span};
use crate::normalize::is_dash;

/// The longest range that is expanded; of a longer one only the ends count.
const LONGEST_RANGE: u32 = 200;

/// Square brackets and their like.
const SQUARE: [&str; 2] = ["[［〔", "]］〕"];

/// Returns the citations of the sentences, in text order.
///
/// An article cites in one way: of brackets, raised numbers, and author and year the one that
/// finds most entries of the list counts, and brackets count whenever they find any.
pub(super) fn citations(
    text: &str,
    sentences: &[Sentence],
    references: &[Reference],
) -> Vec<Citation> {
    let bracketed = bracketed(text, sentences, references);
    let resolved = |citations: &[Citation]| {
        let found = citations.iter().filter(|c| !c.reference_indices.is_empty());
        found.count()
    };
    if references.is_empty() || resolved(&bracketed) > 0 {
        return bracketed;
    }
    let raised = raised::citations(text, sentences, references);
    let named = author_year::citations(text, sentences, references);
    let rounded = rounded::citations(text, sentences, references);
    // Of equal ones the first.
    let others = [raised, named, rounded].into_iter().rev();
    let most = others.max_by_key(Vec::len).unwrap_or_default();
    match most.is_empty() {
        true => bracketed,
        false => most,
    }
}

/// The citations in square brackets and their like.
fn bracketed(text: &str, sentences: &[Sentence], references: &[Reference]) -> Vec<Citation> {
    let mut citations = Vec::new();
    for (sentence_index, sentence) in sentences.iter().enumerate() {
        let (mut at, end) = (sentence.span.start as usize, sentence.span.end as usize);
        while let Some(offset) = text[at..end].find(['[', '［', '〔']) {
            let start = at + offset;
            let statistic = is_statistic(&text[..start]);
            let Some((len, numbers)) = marker(&text[start..end]).filter(|_| !statistic) else {
                at = start + text[start..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            at = start + len;
            let (reference_indices, unresolved) = resolve(&numbers, references);
            let span = Span::new(start, at);
            citations.push(Citation {
                span,
                sentence_index,
                reference_indices,
                unresolved,
            });
        }
    }
    citations
}

/// `F[1,12]`, `t[23]`: a single letter before the bracket makes it a test statistic.
fn is_statistic(before: &str) -> bool {
    let mut characters = before.chars().rev();
    let letter = characters.next().is_some_and(|c| c.is_ascii_alphabetic());
    letter
        && characters
            .next()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '（'))
}

/// Length of the marker at the start of `text`, if one stands there.
pub(super) fn marker_len(text: &str) -> Option<usize> {
    let bracketed = marker(text).map(|(len, _)| len);
    bracketed.or_else(|| raised::marker_len(text))
}

fn resolve(numbers: &[u32], references: &[Reference]) -> (Vec<usize>, Vec<u32>) {
    let mut indices = Vec::new();
    let mut unresolved = Vec::new();
    for number in numbers {
        // Lists are numbered 1, 2, 3 … but for gaps, so the place is near the number.
        let guess = (*number as usize)
            .checked_sub(1)
            .filter(|&at| references.get(at).is_some_and(|r| r.number == *number));
        let index = guess.or_else(|| {
            references
                .iter()
                .position(|reference| reference.number == *number)
        });
        match index {
            Some(index) if !indices.contains(&index) => indices.push(index),
            None if !unresolved.contains(number) => unresolved.push(*number),
            _ => {}
        }
    }
    (indices, unresolved)
}

/// Reads a marker: its length in bytes and its numbers in order.
fn marker(text: &str) -> Option<(usize, Vec<u32>)> {
    let (mut len, mut numbers) = group(text, SQUARE)?;
    // `[4]–[7]`: two groups of one number each with a dash between.
    let rest = &text[len..];
    if let Some(dash) = rest
        .chars()
        .next()
        .filter(|c| is_dash(*c) || matches!(c, '~' | '～'))
        && let Some((more, last)) = group(&rest[dash.len_utf8()..], SQUARE)
        && let ([first], [last]) = (numbers.as_slice(), last.as_slice())
    {
        len += dash.len_utf8() + more;
        numbers = expand(*first, *last);
    }
    Some((len, numbers))
}

/// Reads a group of numbers in some brackets: its length in bytes and its numbers in order.
pub(super) fn group(text: &str, [open, close]: [&str; 2]) -> Option<(usize, Vec<u32>)> {
    let opening = text.chars().next().filter(|c| open.contains(*c))?;
    let close = text
        .char_indices()
        .take(400)
        .find(|(_, c)| close.contains(*c))?;
    let inner = &text[opening.len_utf8()..close.0];
    let mut numbers = Vec::new();
    for piece in inner.split([',', '，', '、', ';', '；']) {
        let mut ends = piece.split(|c: char| is_dash(c) || matches!(c, '~' | '～'));
        let first = reference_number(ends.next()?)?;
        match ends.next() {
            None => numbers.push(first),
            Some(last) => numbers.extend(expand(first, reference_number(last)?)),
        }
        if ends.next().is_some() {
            return None;
        }
    }
    Some((close.0 + close.1.len_utf8(), numbers))
}

/// A number of at most four digits that is no year.
fn reference_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let text: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            other => other,
        })
        .collect();
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = is_number.then(|| text.parse().ok())??;
    (!(1800..2100).contains(&number)).then_some(number)
}

/// The numbers of a range.
pub(super) fn expand(first: u32, last: u32) -> Vec<u32> {
    if first < last && last - first <= LONGEST_RANGE {
        (first..=last).collect()
    } else {
        vec![first, last]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &[u32])>) {
        let got = marker(text);
        let got = got
            .as_ref()
            .map(|(len, numbers)| (&text[..*len], numbers.as_slice()));
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn reads_groups_and_ranges() {
        check("[1]。", Some(("[1]", &[1])));
        check("[1,2], so", Some(("[1,2]", &[1, 2])));
        check("[3-5]", Some(("[3-5]", &[3, 4, 5])));
        check("［1，2］", Some(("［1，2］", &[1, 2])));
        check("[2,6–8]", Some(("[2,6–8]", &[2, 6, 7, 8])));
        check("[1、3]", Some(("[1、3]", &[1, 3])));
        check("〔7〕", Some(("〔7〕", &[7])));
        check("[4]–[7] and", Some(("[4]–[7]", &[4, 5, 6, 7])));
        check("[4][7]", Some(("[4]", &[4])));
    }

    #[test]
    fn leaves_other_brackets_alone() {
        for text in [
            "[95% CI]", "[3H]", "[2019]", "[J]", "[1", "[]", "[1-2-3]", "(1)", "[99999]",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn never_expands_without_bound() {
        check("[1-9999]", Some(("[1-9999]", &[1, 9999])));
        check("[9-3]", Some(("[9-3]", &[9, 3])));
    }
}
