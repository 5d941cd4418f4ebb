//! Positions: bytes of a text → code points of it.

use crate::model::Span;

/// Bytes between two counts.
const STEP: usize = 64;

/// Turns byte positions of one text into code points.
///
/// Made in one pass over the text; each answer reads at most 64 bytes, none
/// when the text is ASCII.
pub(super) struct Positions<'t> {
    text: &'t [u8],
    /// Code points before each 64th byte; empty when the text is ASCII.
    before: Vec<u32>,
}

impl<'t> Positions<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve(text.len() / STEP + 1);
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += code_points(chunk);
            }
            before.push(count);
        }
        Self {
            text: text.as_bytes(),
            before,
        }
    }

    /// Code points before a byte; the end of the text for a byte behind it.
    pub(super) fn of(&self, byte: u32) -> u32 {
        let byte_index = (byte as usize).min(self.text.len());
        match self.before.get(byte_index / STEP) {
            Some(count) => count + code_points(&self.text[byte_index / STEP * STEP..byte_index]),
            None => byte_index as u32,
        }
    }

    /// Start and end of a span in code points.
    pub(super) fn span(&self, span: Span) -> (u32, u32) {
        (self.of(span.start), self.of(span.end))
    }
}

/// Counts the bytes that do not continue a character.
fn code_points(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|&byte| u32::from(byte & 0xC0 != 0x80))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_at_every_character() {
        let mixed = "HER2阳性，α-突触😀\r\n".repeat(20);
        let exact = "肿".repeat(64);
        for text in ["", "a", "肿", "plain text", &mixed, &exact] {
            let positions = Positions::new(text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(
                    positions.of(byte as u32),
                    count as u32,
                    "{text:?} at {byte}"
                );
            }
            let end = (text.len() as u32, text.chars().count() as u32);
            assert_eq!(positions.of(end.0), end.1);
            assert_eq!(positions.of(u32::MAX), end.1);
        }
    }
}
