//! Sheet: the blocks of a page or Word file in order → its text and hints.
//!
//! Blocks are parted by a blank line; white space within them is one space. A block may be a
//! heading, or an aside: a caption, a table, a note.

use super::flow::Flow;
use crate::model::{HintedHeading, Hints, Span};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Running text.
    Text,
    /// A heading of a level from 1.
    Heading(u8),
    /// A caption, a table, a note.
    Aside,
}

/// Longer bold lines are no headings, in characters.
const LONGEST_BOLD_CHARS: usize = 60;

/// A text in the making.
#[derive(Default)]
pub(super) struct Sheet {
    flow: Flow,
    hints: Hints,
    /// Visible characters of the block, and those of them in bold.
    shown: usize,
    bold: usize,
    /// The number of the next entry, while a reference list is written.
    entry: Option<usize>,
}

impl Sheet {
    /// Adds to the block that is being written.
    pub(super) fn push(&mut self, text: &str, is_bold: bool) {
        let shown = self.flow.push(text);
        self.shown += shown;
        self.bold += if is_bold { shown } else { 0 };
    }

    /// Breaks a line inside the block.
    pub(super) fn line_break(&mut self) {
        if self.flow.has_begun() {
            self.flow.text.push('\n');
            self.flow.gap = false;
        }
    }

    /// Ends the block, if anything stands in it.
    pub(super) fn end(&mut self, block: Block) {
        self.flow.gap = false;
        let (shown, bold) = (
            std::mem::take(&mut self.shown),
            std::mem::take(&mut self.bold),
        );
        let end = self.flow.text.trim_end().len();
        let span = Span::new(self.flow.block_start, end);
        let visible = span.of(&self.flow.text);
        if end <= self.flow.block_start || visible.trim().is_empty() {
            self.flow.text.truncate(self.flow.block_start);
            return;
        }
        let is_line = !visible.contains('\n') && shown <= LONGEST_BOLD_CHARS;
        let is_bold = is_line && bold * 10 >= shown * 9;
        if is_line && names_references(visible) {
            self.entry = Some(1);
        }
        match block {
            Block::Heading(level) => self.hints.headings.push(HintedHeading {
                span,
                level: Some(level),
            }),
            Block::Aside => self.hints.asides.push(span),
            Block::Text if is_bold => self
                .hints
                .headings
                .push(HintedHeading { span, level: None }),
            Block::Text => {}
        }
        self.flow.text.truncate(end);
        self.flow.part();
    }

    /// Writes the title as a block of its own.
    pub(super) fn title(&mut self, title: &str) {
        let start = self.flow.text.len();
        self.push(title, false);
        self.end(Block::Text);
        let end = self.flow.text.trim_end().len();
        if end > start {
            self.hints.title = Some(Span::new(start, end));
        }
    }

    /// Begins an item of a list whose numbers stand beside the text: in a reference list the
    /// number is written, for citations point to it.
    pub(super) fn item(&mut self) {
        if let Some(number) = self
            .entry
            .filter(|_| self.flow.text.len() == self.flow.block_start)
        {
            self.push(&format!("{number}. "), false);
            self.entry = Some(number + 1);
        }
    }

    /// Returns text and hints.
    pub(super) fn finish(mut self) -> (String, Hints) {
        self.end(Block::Text);
        self.flow.text.truncate(self.flow.text.trim_end().len());
        (self.flow.text, self.hints)
    }
}

/// Whether a line is the heading of a reference list.
fn names_references(line: &str) -> bool {
    const NAMES: [&str; 7] = [
        "参考文献",
        "參考文獻",
        "主要参考文献",
        "references",
        "reference",
        "bibliography",
        "literature cited",
    ];
    let name = line
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    NAMES.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_blocks_and_marks_headings() {
        let mut sheet = Sheet::default();
        sheet.title("HER2  耐药");
        sheet.push("一、机制", true);
        sheet.end(Block::Text);
        sheet.push(" Text with ", false);
        sheet.push("bold", true);
        sheet.end(Block::Text);
        sheet.end(Block::Text);
        sheet.push("图1", false);
        sheet.end(Block::Aside);
        sheet.push("References", false);
        sheet.end(Block::Heading(2));
        sheet.item();
        sheet.push("Li H.", false);
        let (text, hints) = sheet.finish();
        assert_eq!(
            text,
            "HER2 耐药\n\n一、机制\n\nText with bold\n\n图1\n\nReferences\n\n1. Li H."
        );
        let headings: Vec<_> = hints
            .headings
            .iter()
            .map(|h| (h.span.of(&text), h.level))
            .collect();
        assert_eq!(headings, [("一、机制", None), ("References", Some(2))]);
        assert_eq!(hints.asides[0].of(&text), "图1");
        assert_eq!(hints.title.unwrap().of(&text), "HER2 耐药");
    }
}
