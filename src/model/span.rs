//! Span: a half-open range of bytes in the text of one document.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of bytes in a document's text.
///
/// Invariant: `start <= end`; both lie on character boundaries of the text
/// that the span was made for. Texts are shorter than 4 GiB (`read` sees to it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes the span `[start, end)`; an end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let at = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        Self {
            start: at(start),
            end: at(end.max(start)),
        }
    }

    /// Returns the part of `text` that the span covers; empty when it does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Returns the span as a range of byte positions.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}
