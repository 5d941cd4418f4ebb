//! Reference: one entry → its fields.
//!
//! Four printed styles are read, by their own marks:
//!
//! - GB/T 7714: `Authors. Title[J]. Journal, 2020, 12(3): 1-5.`
//! - Vancouver: `Authors. Title. Journal. 2020;12(3):1-5.`
//! - Nature: `Authors. Title. Journal 12, 1–5 (2020).`
//! - APA: `Authors (2020). Title. Journal, 12(3), 1–5.`
//!
//! What an entry does not show stays empty; the raw string is always the span.

use std::sync::LazyLock;

use regex::Regex;

use super::reference_list::Entry;
use crate::model::{Reference, Span};
use crate::normalize::is_han;

/// Reads every entry of a list.
pub(super) fn references(text: &str, entries: &[Entry]) -> Vec<Reference> {
    entries
        .iter()
        .map(|entry| reference(text, *entry))
        .collect()
}

struct Patterns {
    number: Regex,
    doi: Regex,
    pmid: Regex,
    nature: Regex,
    vancouver: Regex,
    gbt_mark: Regex,
    gbt_source: Regex,
    apa: Regex,
    apa_source: Regex,
    year: Regex,
    pmcid: Regex,
    arxiv: Regex,
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    let new = |pattern: &str| Regex::new(pattern).ok();
    Some(Patterns {
        number: new(r"^\s*(?:[\[［〔(（]\s*\d+\s*[\]］〕)）]\s*[.．、]?|\d+\s*[.．、])\s*")?,
        doi: new(r"(?i)\b(10\.\d{4,9}/[^\s,;\]）]+)")?,
        pmid: new(r"(?i)PMID:?\s*(\d{4,9})")?,
        nature: new(
            r"^(?P<head>.+?)[\s,]+(?P<volume>[A-Za-z]?\d+[A-Za-z]?)(?:\s*\((?P<issue>[^()]{1,20})\))?\s*[,:]\s*(?P<pages>[A-Za-z]{0,3}\d[\w.]*(?:\s*[-–—‐－]\s*[A-Za-z]{0,3}\d\w*)?)\s*\((?P<year>(?:18|19|20)\d\d)\)",
        )?,
        vancouver: new(
            r"^(?P<head>.+?)[.,]?\s+(?P<year>(?:18|19|20)\d\d)(?:\s+[A-Z][a-z]{2}(?:[- ]?\w{1,4}){0,3})?\s*[;,]\s*(?P<volume>[^\s:;(,]+(?:\s?[Ss]uppl\.?\s?\d*)?)\s*(?:\((?P<issue>[^()]*)\))?\s*[:：]\s*(?P<pages>[A-Za-z]{0,3}\d[\w.]*(?:\s*[-–—‐]\s*[A-Za-z]{0,3}\d\w*)?)",
        )?,
        gbt_mark: new(
            r"\s*[\[［]\s*(?:J|M|C|D|R|N|S|P|Z|EB|DB|J/OL|EB/OL|M/OL|OL|A|G)(?:/OL)?\s*[\]］]\s*[.．,，。]?\s*",
        )?,
        gbt_source: new(
            r"^(?P<journal>.+?)[,，.．]\s*(?P<year>(?:18|19|20)\d\d)(?:\s*[,，;；]\s*(?P<volume>[A-Za-z]?\d+[A-Za-z]?))?\s*(?:[(（](?P<issue>[^()（）]*)[)）])?\s*(?:[:：]\s*(?P<pages>[A-Za-z]{0,3}\d[\w.]*(?:\s*[-–—‐－~～+]\s*[A-Za-z]{0,3}\d\w*)?))?",
        )?,
        apa: new(
            r"^(?P<head>[^()（）]+?)\s*[(（](?P<year>(?:18|19|20)\d\d)[a-z]?(?:,[^()（）]*)?[)）][.．]\s*(?P<rest>\p{L}.*)$",
        )?,
        apa_source: new(
            r"[.?!。]\s*(?P<journal>[^.?!。,]+(?:,[^,\d]+)*?),\s*(?P<volume>[A-Za-z]?\d+[A-Za-z]?)\s*(?:\((?P<issue>[^()]*)\))?(?:,\s*(?P<pages>[A-Za-z]{0,3}\d[\w.]*(?:\s*[-–—‐]\s*[A-Za-z]{0,3}\d\w*)?))?\.?(?:\s|$)",
        )?,
        year: new(r"\b((?:18|19|20)\d\d)\b")?,
        pmcid: new(r"(?i)\b(PMC\d{4,9})\b")?,
        arxiv: new(r"(?i)\barxiv[:.\s]\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})")?,
    })
});

/// Reads one entry.
pub(super) fn reference(text: &str, entry: Entry) -> Reference {
    let empty = Reference {
        span: entry.span,
        ..Reference::numbered(entry.number)
    };
    let Some(patterns) = PATTERNS.as_ref() else {
        return empty;
    };
    let raw = entry.span.of(text);
    let number = patterns.number.find(raw).map_or(0, |found| found.end());
    let line = raw[number..]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let first = |regex: &Regex| {
        let found = regex.captures(&line)?.get(1)?;
        Some(
            found
                .as_str()
                .trim_end_matches(['.', ',', ';', ')'])
                .to_owned(),
        )
    };
    let mut reference = empty;
    reference.doi = first(&patterns.doi);
    reference.pmid = first(&patterns.pmid);
    reference.pmcid = first(&patterns.pmcid).map(|id| id.to_uppercase());
    reference.arxiv = first(&patterns.arxiv);
    let known = gbt(patterns, &line, &mut reference)
        || dated(&patterns.vancouver, &line, &mut reference)
        || dated(&patterns.nature, &line, &mut reference)
        || apa(patterns, &line, &mut reference);
    if !known {
        // The first half of an arXiv id may look like a year.
        let dated = patterns.arxiv.replace_all(&line, "");
        let year = patterns.year.captures(&dated);
        reference.year = year.and_then(|year| year[1].parse().ok());
        let (authors, rest) = split_authors(&line);
        reference.authors = authors;
        let title = rest.split_once(". ").map_or(rest, |(title, _)| title);
        reference.title = text_of(title);
    }
    reference.title_span = reference.title.as_ref().and_then(|title| {
        let start = entry.span.start as usize;
        find_loosely(raw, title).map(|found| Span::new(start + found.start, start + found.end))
    });
    reference
}

/// Where `part` stands in `text`, whatever white space the text has in its place.
fn find_loosely(text: &str, part: &str) -> Option<std::ops::Range<usize>> {
    let first = part.chars().next()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut rest = text[start..]
            .char_indices()
            .filter(|(_, c)| !c.is_whitespace());
        let mut end = start;
        for wanted in part.chars().filter(|c| !c.is_whitespace()) {
            let (at, found) = rest.next()?;
            if found != wanted {
                return None;
            }
            end = start + at + found.len_utf8();
        }
        Some(start..end)
    })
}

/// GB/T 7714: the mark of the document type ends the title.
fn gbt(patterns: &Patterns, line: &str, reference: &mut Reference) -> bool {
    let Some(mark) = patterns.gbt_mark.find(line) else {
        return false;
    };
    let (authors, title) = split_authors(&line[..mark.start()]);
    reference.authors = authors;
    reference.title = text_of(title);
    if let Some(source) = patterns.gbt_source.captures(&line[mark.end()..]) {
        reference.journal = source.name("journal").and_then(|m| text_of(m.as_str()));
        fill(&source, reference);
    }
    true
}

/// Vancouver and Nature: the source stands at the end, the journal before it.
fn dated(pattern: &Regex, line: &str, reference: &mut Reference) -> bool {
    let Some(found) = pattern.captures(line) else {
        return false;
    };
    fill(&found, reference);
    let head = found.name("head").map_or("", |m| m.as_str());
    let (authors, rest) = split_authors(head);
    let (title, journal) = split_journal(rest);
    reference.authors = authors;
    reference.title = text_of(title);
    reference.journal = text_of(journal);
    true
}

/// APA: the year stands behind the authors.
fn apa(patterns: &Patterns, line: &str, reference: &mut Reference) -> bool {
    let Some(found) = patterns.apa.captures(line) else {
        return false;
    };
    let list = found["head"].trim();
    // Behind a Chinese name the stop closes the list, behind an initial the initial.
    let list = match list.strip_suffix(['.', '．']) {
        Some(names) if names.ends_with(is_han) => names,
        _ => list,
    };
    if !is_author_list(list) {
        return false;
    }
    let rest = found.name("rest").map_or("", |m| m.as_str());
    let source = patterns.apa_source.captures(rest);
    let title_end = match source.as_ref().and_then(|source| source.get(0)) {
        Some(source) if rest[source.start()..].starts_with(['?', '!']) => source.start() + 1,
        Some(source) => source.start(),
        None => rest.find(". ").unwrap_or(rest.len()),
    };
    if let Some(source) = &source {
        reference.journal = source.name("journal").and_then(|m| text_of(m.as_str()));
        fill(source, reference);
    }
    reference.year = found["year"].parse().ok();
    reference.authors = authors(&list.replace(", &", " &"));
    reference.title = text_of(&rest[..title_end]);
    true
}

fn fill(found: &regex::Captures<'_>, reference: &mut Reference) {
    let get = |name: &str| found.name(name).map(|m| m.as_str().trim().to_owned());
    reference.volume = get("volume");
    reference.issue = get("issue").filter(|issue| !issue.is_empty());
    reference.year = get("year").and_then(|year| year.parse().ok());
    reference.pages = get("pages").map(|pages| {
        let plain = pages.replace(['–', '—', '‐', '－', '~', '～'], "-");
        plain.replace(' ', "").trim_end_matches('.').to_owned()
    });
}

fn text_of(part: &str) -> Option<String> {
    let part = part.trim().trim_end_matches(['.', '．', '。', ',']).trim();
    (!part.is_empty()).then(|| part.to_owned())
}

/// Splits `authors. rest`: authors end at `et al.`, at `等.`, or at the first full stop that
/// closes no initial.
fn split_authors(head: &str) -> (Vec<String>, &str) {
    for end in ["et al.", "et al", "等.", "等．", "等。"] {
        if let Some(at) = head.find(end).filter(|&at| is_author_list(&head[..at])) {
            let rest = head[at + end.len()..].trim_start_matches(['.', ',', '，', ' ', '．']);
            return (authors(&head[..at]), rest);
        }
    }
    let mut at = 0;
    while let Some(offset) = head[at..].find(['.', '．', '。']) {
        let stop = at + offset;
        let mark = head[stop..].chars().next().map_or(1, char::len_utf8);
        let rest = head[stop + mark..].trim_start();
        if !closes_initial(head, stop) || !continues_authors(rest) {
            // In `Joncour, V.` the stop belongs to the initial, in `Enomoto M.` it ends the list.
            let initial = head[..stop].chars().next_back().map_or(0, char::len_utf8);
            let before = &head[..stop - initial];
            let is_dotted = head[..stop].contains('.') || before.ends_with(", ");
            let keeps = closes_initial(head, stop) && is_dotted;
            let list = if keeps {
                &head[..stop + mark]
            } else {
                &head[..stop]
            };
            if is_author_list(list) {
                return (authors(list), rest);
            }
            break;
        }
        at = stop + mark;
    }
    (Vec::new(), head)
}

/// Whether the full stop at `stop` closes a single capital, as in `Joncour, V.`.
fn closes_initial(head: &str, stop: usize) -> bool {
    let mut before = head[..stop].chars().rev();
    let initial = before
        .next()
        .is_some_and(|c| c.is_uppercase() && !is_han(c));
    initial
        && before
            .next()
            .is_none_or(|c| matches!(c, ' ' | '.' | '-' | '‐' | '–' | ','))
}

/// Whether what follows an initial is more of the author list: another initial, a comma, `&`.
fn continues_authors(rest: &str) -> bool {
    if rest.starts_with([',', '&', '，', ';', '-', '‐', '–']) || rest.starts_with("and ") {
        return true;
    }
    let mut characters = rest.chars();
    let initial = characters
        .next()
        .is_some_and(|c| c.is_uppercase() && !is_han(c));
    initial && characters.next() == Some('.')
}

/// Whether a text can be a list of names: short pieces, few words each.
fn is_author_list(list: &str) -> bool {
    let pieces: Vec<&str> = list.split([',', '，', '&', ';', '、']).collect();
    !list.trim().is_empty()
        && pieces
            .iter()
            .all(|piece| piece.split_whitespace().count() <= 7 && piece.len() <= 80)
        && (pieces.len() > 1 || list.split_whitespace().count() <= 5)
}

/// Splits a list of authors; `Surname, A. B.` stays one author.
fn authors(list: &str) -> Vec<String> {
    let list = list
        .replace(" & ", ", ")
        .replace(", and ", ", ")
        .replace(" and ", ", ");
    let mut authors: Vec<String> = Vec::new();
    for piece in list.split([',', '，', ';', '、']) {
        let piece = piece.trim();
        let is_initials = !piece.is_empty()
            && piece.contains('.')
            && piece.split(['.', ' ', '-', '‐', '–']).all(|part| {
                part.chars().count() <= 2
                    && part
                        .chars()
                        .all(|c| c.is_uppercase() || c.is_lowercase() && part.chars().count() == 2)
            });
        match authors
            .last_mut()
            .filter(|last| is_initials && !last.ends_with('.'))
        {
            Some(last) => {
                last.push_str(", ");
                last.push_str(piece);
            }
            None if !piece.is_empty() => authors.push(piece.to_owned()),
            None => {}
        }
    }
    authors
}

/// Splits `Title. Journal`: at the last full stop, but abbreviated journals keep theirs.
fn split_journal(rest: &str) -> (&str, &str) {
    let rest = rest.trim().trim_end_matches(['.', ',']);
    let stops: Vec<usize> = rest
        .char_indices()
        .filter(|(at, c)| {
            matches!(c, '.' | '?' | '!' | '。') && rest[at + c.len_utf8()..].starts_with(' ')
                || *c == '。'
        })
        .map(|(at, _)| at)
        .collect();
    let Some((&last, before)) = stops.split_last() else {
        return ("", rest);
    };
    let mut cut = last;
    for (place, &stop) in before.iter().enumerate().rev() {
        let piece = rest[stop + 1..cut].trim();
        let is_final = rest[stop..].starts_with(['?', '!']);
        if !is_abbreviated(piece) || (place == 0 && rest[..stop].split_whitespace().count() < 2) {
            break;
        }
        cut = stop;
        if is_final {
            break;
        }
    }
    let mark = rest[cut..].chars().next().map_or(1, char::len_utf8);
    let keep = if rest[cut..].starts_with(['?', '!']) {
        cut + mark
    } else {
        cut
    };
    (&rest[..keep], rest[cut + mark..].trim())
}

/// Whether a piece before a full stop is part of an abbreviated journal name: `Mol`, `N`, `J Clin`.
fn is_abbreviated(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && words.iter().all(|word| {
            word.len() <= 9
                && word.starts_with(|c: char| c.is_uppercase())
                && word.chars().all(char::is_alphabetic)
        })
}
