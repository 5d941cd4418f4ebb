//! Unnumbered: Chinese headings without a number that run into their paragraph.
//!
//! Nothing but the weighing of [`super::split`] tells that a heading stands at
//! the start of a sentence, and it errs. So an article must give itself away first:
//! [`MIN_STRONG`] of its sentences begin with what can hardly be but a heading (the name
//! of a part, or a noun phrase with the author of the first sentence right behind it).
//! Then what is weaker counts as well, above all at the start of a line.

use super::super::heading::{Heading, Mark, is_main};
use super::super::layout::Line;
use super::split::{self, names_author};
use super::{closes_citation, is_chinese};
use crate::model::{SectionKind, Span};
use crate::normalize::is_han;

/// What weighs so much is a heading wherever a sentence begins.
const STRONG: f64 = 6.0;
/// What weighs so much is one at the start of a line, or is the name of a part.
const WEAK: f64 = 4.0;
/// Of an article whose headings run into its text, so many are strong.
const MIN_STRONG: usize = 2;
/// Shorter lines hold no heading with its paragraph.
const SHORTEST_LINE: usize = 120;
/// The longest heading looked for at the start of a sentence, in characters.
const LONGEST: usize = 36;
/// What the heading of a chapter ends with, and names of things in it do not.
const CHAPTERS: [&str; 7] = ["机制", "机理", "策略", "进展", "现状", "背景", "概述"];

/// A place where a heading may begin, and how much speaks for it.
struct Weighed {
    start: usize,
    len: usize,
    score: f64,
    begins_line: bool,
}

/// Returns the headings that run into the lines of an article without other headings.
pub(super) fn headings(text: &str, lines: &[Line]) -> Vec<Heading> {
    let long = |line: &&Line| line.span.range().len() >= SHORTEST_LINE;
    let lines = lines.iter().filter(long).map(|line| line.span);
    let lines: Vec<Span> = lines.filter(|line| is_chinese(line.of(text))).collect();
    let plausible: Vec<(usize, Span)> = lines
        .iter()
        .flat_map(|&line| sentence_starts(text, line).map(move |start| (start, line)))
        .filter(|&(start, line)| is_plausible(&text[start..line.end as usize]))
        .collect();
    if plausible.len() < MIN_STRONG {
        return Vec::new();
    }
    let found = plausible.iter();
    let mut found: Vec<Weighed> = found
        .filter_map(|&(start, line)| weighed(text, start, line))
        .collect();
    if found.iter().filter(|one| one.score >= STRONG).count() < MIN_STRONG {
        return Vec::new();
    }
    let others = lines.iter().map(|&line| (line.start as usize, line));
    let others = others.filter(|other| !plausible.contains(other));
    found.extend(others.filter_map(|(start, line)| weighed(text, start, line)));
    let is_heading = |one: &&Weighed| {
        let name = &text[one.start..one.start + one.len];
        one.score >= STRONG || one.score >= WEAK && (one.begins_line || is_main(name))
    };
    found
        .iter()
        .filter(is_heading)
        .flat_map(|one| with_chapter(text, one))
        .collect()
}

/// Where the sentences of a line begin.
fn sentence_starts(text: &str, line: Span) -> impl Iterator<Item = usize> {
    let ends = line.of(text).char_indices().filter_map(move |(at, c)| {
        let at = line.start as usize + at;
        let ends = matches!(c, '。' | '！' | '？') || closes_citation(text, at, c);
        ends.then_some(at + c.len_utf8())
    });
    let begins = move |&start: &usize| {
        let rest = &text[start..line.end as usize];
        !rest.starts_with(['[', '［', '〔', '。', '”', '）', ')', '」'])
    };
    std::iter::once(line.start as usize)
        .chain(ends)
        .filter(begins)
}

/// Whether a sentence begins as one with a strong heading does; a quick look before weighing.
fn is_plausible(rest: &str) -> bool {
    let begin = |place: usize| {
        let at = rest.char_indices().nth(place).map(|(at, _)| at);
        at.map(|at| rest.split_at(at))
    };
    (2..=LONGEST)
        .map_while(begin)
        .take_while(|(heading, _)| !heading.ends_with(['，', ',', '。', '；', '：', ':']))
        .any(|(heading, paragraph)| {
            let han = heading.chars().filter(|c| is_han(*c)).count();
            let is_again = heading.len() >= 12 && paragraph.starts_with(heading);
            han >= 2 && (is_main(heading) || names_author(paragraph) || is_again)
        })
}

fn weighed(text: &str, start: usize, line: Span) -> Option<Weighed> {
    let (len, score) = split::heading(text, start, &text[start..line.end as usize])?;
    let name = &text[start..start + len];
    let is_name = !name.contains(['：', ':', '、', '【', '“', '"']) && !name.contains('等');
    is_name.then_some(Weighed {
        start,
        len,
        score,
        begins_line: start == line.start as usize,
    })
}

/// The heading, and before it that of the chapter it opens: `耐药机制` `KRAS继发突变`.
fn with_chapter(text: &str, one: &Weighed) -> Vec<Heading> {
    let name = &text[one.start..one.start + one.len];
    let chapter = CHAPTERS.iter().find_map(|ending| {
        let end = name.find(ending)? + ending.len();
        let goes_on = name[end..].starts_with(|c: char| c.is_ascii_uppercase());
        (goes_on && name.len() - end >= 6).then_some(end)
    });
    let heading = |from: usize, to: usize, mark: Mark| Heading {
        start: one.start + from,
        text: Span::new(one.start + from, one.start + to),
        body_start: one.start + to,
        mark,
        kind: SectionKind::Body,
    };
    let mark = match is_main(name) {
        true => Mark::Main,
        false => Mark::Plain,
    };
    match chapter {
        Some(end) => vec![
            heading(0, end, Mark::Main),
            heading(end, one.len, Mark::Plain),
        ],
        None => vec![heading(0, one.len, mark)],
    }
}
