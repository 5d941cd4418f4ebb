//! Composer: pieces of an article in order → its text and outline.
//!
//! Readers of formats that state their structure put headings, paragraphs and references one
//! behind the other; blocks are parted by a blank line, white space within them is one space.

use super::flow::Flow;
use crate::model::{Outline, Reference, Section, SectionKind, Span, StatedCitation};

/// An article in the making.
#[derive(Default)]
pub(super) struct Composer {
    flow: Flow,
    outline: Outline,
    /// Places of the sections that stand open, outermost first.
    open: Vec<usize>,
}

impl Composer {
    /// Begins a section of its own level without a heading yet.
    pub(super) fn section(&mut self, level: u8, kind: SectionKind) {
        self.block();
        let start = self.flow.text.len();
        let level = level.max(1);
        self.open
            .retain(|&open| self.outline.sections[open].level < level);
        let parent = self.open.last().copied();
        if let Some(last) = self.outline.sections.last_mut() {
            last.span.end = Span::new(start, start).end;
        }
        self.open.push(self.outline.sections.len());
        let begin = if self.outline.sections.is_empty() {
            0
        } else {
            start
        };
        self.outline.sections.push(Section {
            level,
            kind,
            heading: None,
            span: Span::new(begin, start),
            body_start: Span::new(start, start).start,
            parent,
        });
    }

    /// Writes the title of the article into a section of its own.
    pub(super) fn title(&mut self, title: &str) {
        self.section(1, SectionKind::Front);
        let span = self.paragraph(title);
        self.outline.title = span;
        self.settle(span);
    }

    /// Writes the heading of the section that was begun last, its number before it.
    pub(super) fn heading(&mut self, number: &str, heading: &str) {
        self.block();
        self.push(number);
        self.push(" ");
        let span = self.piece(heading);
        self.settle(span);
        self.block();
    }

    /// Writes a label before the text of the section that was begun last: `METHODS: `.
    pub(super) fn label(&mut self, label: &str) {
        self.block();
        let label = label.trim().trim_end_matches([':', '：']);
        let span = self.piece(label);
        self.push(": ");
        self.settle(span);
    }

    /// The section that was begun last has this heading, and its text begins here.
    fn settle(&mut self, heading: Option<Span>) {
        let end = Span::new(self.flow.text.len(), self.flow.text.len()).start;
        if let Some(section) = self.outline.sections.last_mut() {
            section.body_start = end;
            section.heading = heading.filter(|_| section.kind != SectionKind::Front);
        }
    }

    /// Writes a paragraph; `None` for an empty one.
    pub(super) fn paragraph(&mut self, text: &str) -> Option<Span> {
        self.block();
        let span = self.piece(text);
        self.block();
        span
    }

    /// Ends the block that is being written, if anything stands in it.
    pub(super) fn block(&mut self) {
        self.flow.gap = false;
        if self.flow.has_begun() {
            self.flow.part();
        }
    }

    /// Adds to the block that is being written; runs of white space become one space.
    pub(super) fn push(&mut self, text: &str) {
        self.flow.push(text);
    }

    /// Adds a piece and returns where it stands.
    pub(super) fn piece(&mut self, text: &str) -> Option<Span> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return None;
        }
        self.push(if text.starts_with(char::is_whitespace) {
            " "
        } else {
            ""
        });
        let needs_space = self.flow.gap && self.flow.has_begun();
        let start = self.flow.text.len() + usize::from(needs_space);
        self.push(text);
        Some(Span::new(start, self.flow.text.len()))
    }

    /// Where the next visible character will stand, when no white space comes before it.
    pub(super) fn position(&self) -> usize {
        self.flow.text.len()
    }

    /// What stands behind a position.
    pub(super) fn since(&self, position: usize) -> &str {
        self.flow.text.get(position..).unwrap_or_default()
    }

    /// The last character of the block, when no white space stands behind it.
    pub(super) fn last_char(&self) -> Option<char> {
        self.flow.text[self.flow.block_start..]
            .chars()
            .next_back()
            .filter(|_| !self.flow.gap)
    }

    /// Adds a citation.
    pub(super) fn cite(&mut self, citation: StatedCitation) {
        self.outline.citations.push(citation);
    }

    /// The citation that was added last.
    pub(super) fn last_citation(&mut self) -> Option<&mut StatedCitation> {
        self.outline.citations.last_mut()
    }

    /// Writes an entry of the reference list as a paragraph; its span is filled in here.
    pub(super) fn reference(&mut self, entry: &str, mut reference: Reference) {
        let span = self.paragraph(entry);
        reference.span = span.unwrap_or(Span::new(self.flow.text.len(), self.flow.text.len()));
        reference.title_span = reference.title.as_ref().and_then(|title| {
            let at = reference.span.of(&self.flow.text).find(title.as_str())?;
            let start = reference.span.start as usize + at;
            Some(Span::new(start, start + title.len()))
        });
        self.outline.references.push(reference);
    }

    /// The number of the next entry of the reference list.
    pub(super) fn next_number(&self) -> u32 {
        u32::try_from(self.outline.references.len() + 1).unwrap_or(u32::MAX)
    }

    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.flow.text.trim().is_empty()
    }

    /// Returns text and outline.
    pub(super) fn finish(mut self) -> (String, Outline) {
        self.flow.text.truncate(self.flow.text.trim_end().len());
        let end = Span::new(self.flow.text.len(), self.flow.text.len()).end;
        for section in &mut self.outline.sections {
            section.span = Span {
                start: section.span.start.min(end),
                end: section.span.end.min(end),
            };
            section.body_start = section.body_start.min(end);
        }
        match self.outline.sections.last_mut() {
            Some(last) => last.span.end = end,
            None => self.outline.sections.push(Section {
                level: 1,
                kind: SectionKind::Body,
                heading: None,
                span: Span { start: 0, end },
                body_start: 0,
                parent: None,
            }),
        }
        (self.flow.text, self.outline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_blocks_and_keeps_their_places() {
        let mut composer = Composer::default();
        composer.title("HER2  resistance\n in cancer");
        composer.section(1, SectionKind::Abstract);
        composer.label("METHODS:");
        composer.push("我们 检测");
        composer.push("了HER2。");
        composer.section(1, SectionKind::Body);
        composer.heading("1.", "Results");
        composer.paragraph("  ");
        composer.paragraph(" One. ");
        let (text, outline) = composer.finish();
        assert_eq!(
            text,
            "HER2 resistance in cancer\n\nMETHODS: 我们 检测了HER2。\n\n1. Results\n\nOne."
        );
        let headings: Vec<&str> = outline
            .sections
            .iter()
            .filter_map(|s| Some(s.heading?.of(&text)))
            .collect();
        assert_eq!(headings, ["METHODS", "Results"]);
        assert_eq!(
            outline.title.unwrap().of(&text),
            "HER2 resistance in cancer"
        );
        let whole: String = outline.sections.iter().map(|s| s.span.of(&text)).collect();
        assert_eq!(whole, text);
    }
}
