//! Author-year: `(Smith et al., 2005; Li, 1998)`, `Smith et al. (2005)`, `（张三等，2019）` → citations.
//!
//! A bracket is a marker when an entry of the list has its year and a first author of its name;
//! of two entries that fit, both are named.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Citation, Reference, Sentence, Span};
use crate::normalize::is_han;

/// How far a bracket may reach, in bytes.
const REACH: usize = 400;

static YEAR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?P<name>.*?)[\s,，]*(?P<year>(?:19|20)\d\d)[a-z]?$").ok());

/// Returns the citations in brackets of author and year, in text order.
pub(super) fn citations(
    text: &str,
    sentences: &[Sentence],
    references: &[Reference],
) -> Vec<Citation> {
    let mut citations = Vec::new();
    if !references
        .iter()
        .any(|r| r.year.is_some() && !r.authors.is_empty())
    {
        return citations;
    }
    for (sentence_index, sentence) in sentences.iter().enumerate() {
        let (mut at, end) = (sentence.span.start as usize, sentence.span.end as usize);
        while let Some(offset) = text[at..end].find(['(', '（']) {
            let start = at + offset;
            let opening = if text[start..].starts_with('(') {
                1
            } else {
                '（'.len_utf8()
            };
            at = start + opening;
            let close = text[at..end]
                .find([')', '）'])
                .filter(|close| *close <= REACH);
            let Some(close) = close else { continue };
            let lead = text[sentence.span.start as usize..start].trim_end();
            let found = pieces(&text[at..at + close], lead, references);
            if found.is_empty() {
                continue;
            }
            at += close;
            let closing = text[at..].chars().next().map_or(0, char::len_utf8);
            citations.push(Citation {
                span: Span::new(start, at + closing),
                sentence_index,
                reference_indices: found,
                unresolved: Vec::new(),
            });
        }
    }
    citations
}

/// The references that a bracket names; none when one of its parts is something else.
fn pieces(inner: &str, lead: &str, references: &[Reference]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for piece in inner.split([';', '；']) {
        let captures = YEAR.as_ref().and_then(|year| year.captures(piece.trim()));
        let Some(captures) = captures else {
            return Vec::new();
        };
        let year: Option<i32> = captures["year"].parse().ok();
        let name = match captures["name"].trim() {
            "" => last_name(lead),
            name => first_name(name),
        };
        let fits = |r: &Reference| r.year == year && is_by(r, name);
        let places = references.iter().enumerate().filter(|(_, r)| fits(r));
        found.extend(places.map(|(place, _)| place));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the first author of an entry has this family name.
fn is_by(reference: &Reference, name: &str) -> bool {
    let Some(first) = reference
        .authors
        .first()
        .filter(|_| name.chars().count() > 1)
    else {
        return false;
    };
    let (first, name) = (first.to_lowercase(), name.to_lowercase());
    first.strip_prefix(name.as_str()).is_some_and(|rest| {
        let next = rest.chars().next();
        next.is_none_or(|c| !c.is_alphabetic() || is_han(c) && name.ends_with(is_han))
    })
}

/// The first family name of `Smith et al.`, `Smith and Li`, `张三等`.
fn first_name(name: &str) -> &str {
    let ends = [" et al", " and ", " & ", ",", "，", "等", "和", "、"];
    let end = ends.iter().filter_map(|mark| name.find(mark)).min();
    name[..end.unwrap_or(name.len())].trim()
}

/// The family name that a bracket with a year alone follows: `… by Smith et al.`, `张三等`.
fn last_name(lead: &str) -> &str {
    let stem = ["et al.", "et al", "等人", "等"]
        .iter()
        .find_map(|mark| lead.strip_suffix(mark));
    let stem = stem.unwrap_or(lead).trim_end();
    let is_break =
        |c: char| c.is_whitespace() || matches!(c, '(' | '（' | ',' | '，' | '。' | '、' | '；');
    stem.rsplit(is_break).next().unwrap_or_default()
}
