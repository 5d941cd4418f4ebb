//! Flow: text that is written block by block, its white space folded.

/// A text in the making.
#[derive(Default)]
pub(super) struct Flow {
    /// What is written.
    pub(super) text: String,
    /// Whether white space came last in the block.
    pub(super) gap: bool,
    /// Where the block that is being written begins, in bytes.
    pub(super) block_start: usize,
}

impl Flow {
    /// Adds to the block; runs of white space become one space, none stands at its start.
    /// Returns how many visible characters were added.
    pub(super) fn push(&mut self, text: &str) -> usize {
        let mut shown = 0;
        for character in text.chars() {
            if character.is_whitespace() || character.is_control() {
                self.gap = true;
                continue;
            }
            if std::mem::take(&mut self.gap) && self.has_begun() {
                self.text.push(' ');
            }
            self.text.push(character);
            shown += 1;
        }
        shown
    }

    /// Whether anything stands in the block.
    pub(super) fn has_begun(&self) -> bool {
        self.text.len() > self.block_start
    }

    /// Parts what stands there from the next block by a blank line.
    pub(super) fn part(&mut self) {
        self.text.push_str("\n\n");
        self.block_start = self.text.len();
    }
}
