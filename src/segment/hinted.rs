//! Hinted: what the layout of a page shows → headings and asides among its lines.
//!
//! A page that marks its headings marks them all, so that no other line of it is taken for one
//! unless it is numbered or has the name of a part.

use super::heading::{Heading, Mark, kind_of};
use super::layout::Line;
use super::numbering::{Style, number};
use crate::model::{Hints, Span};

/// With so many headings of a level, a page marks its headings.
const MARKED: usize = 2;

/// What a page shows, ready to be asked.
pub(super) struct Layout<'h> {
    hints: Option<&'h Hints>,
}

impl<'h> Layout<'h> {
    pub(super) fn new(hints: Option<&'h Hints>) -> Self {
        Self { hints }
    }

    /// Parts that are no running text.
    pub(super) fn asides(&self) -> &'h [Span] {
        self.hints.map_or(&[], |hints| &hints.asides)
    }

    /// Whether the page marks its headings.
    pub(super) fn marks_headings(&self) -> bool {
        self.hints
            .is_some_and(|hints| hints.headings.len() >= MARKED)
    }

    /// Whether a line is shown as a heading.
    pub(super) fn is_heading(&self, line: Span) -> bool {
        self.level(line).is_some()
    }

    /// The level at which a line is shown as a heading; none inside for one that is merely bold.
    fn level(&self, line: Span) -> Option<Option<u8>> {
        let headings = &self.hints?.headings;
        let place = headings.binary_search_by_key(&line.start, |heading| heading.span.start);
        place.ok().map(|place| headings[place].level)
    }

    /// The heading that a line is shown as.
    pub(super) fn heading(&self, text: &str, line: Span) -> Option<Heading> {
        let level = self.level(line)?;
        let found = number(line.of(text)).filter(|found| found.style != Style::Bracket);
        let skip = found.map_or(0, |found| found.len);
        let (start, end) = (line.start as usize, line.end as usize);
        let inner = Span::new(start + skip, end);
        let mark = match (level, found) {
            (Some(level), _) => Mark::Markdown(level),
            (None, Some(found)) => Mark::Numbered(found.style),
            (None, None) => Mark::Plain,
        };
        let has_name = inner.of(text).chars().any(char::is_alphabetic);
        has_name.then(|| Heading {
            start,
            text: inner,
            body_start: end,
            mark,
            kind: kind_of(inner.of(text)),
        })
    }
}

/// The lines that are running text or headings.
pub(super) fn outside(asides: &[Span], lines: Vec<Line>) -> Vec<Line> {
    let is_running = |line: &Line| {
        let behind = asides.partition_point(|aside| aside.start <= line.span.start);
        let aside = behind.checked_sub(1).map(|place| asides[place]);
        aside.is_none_or(|aside| !aside.contains(line.span))
    };
    lines.into_iter().filter(is_running).collect()
}

/// The asides of a page and those found in its lines, which lie outside of them, in text order.
pub(super) fn merged(shown: &[Span], found: Vec<Span>) -> Vec<Span> {
    let mut asides = found;
    asides.extend_from_slice(shown);
    asides.sort_by_key(|aside| aside.start);
    asides
}

/// The pieces of a part of the text that lie between asides.
pub(super) fn between(part: Span, asides: &[Span]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = part.start;
    for aside in asides.iter().filter(|aside| part.contains(**aside)) {
        if aside.start > start {
            pieces.push(Span::new(start as usize, aside.start as usize));
        }
        start = start.max(aside.end);
    }
    if part.end > start {
        pieces.push(Span::new(start as usize, part.end as usize));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_asides_out() {
        let at = |start, end| Span::new(start, end);
        assert_eq!(between(at(0, 9), &[]), [at(0, 9)]);
        assert_eq!(
            between(at(0, 9), &[at(0, 2), at(4, 6), at(10, 12)]),
            [at(2, 4), at(6, 9)]
        );
        assert_eq!(between(at(0, 9), &[at(0, 9)]), []);
    }
}
