//! Columns: as much of a text as fits a width of the terminal.
//!
//! A Han character is two columns wide, so columns are counted, not characters.

use unicode_width::UnicodeWidthChar;

/// Returns the beginning of a text that fits.
pub(super) fn first(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or_default();
        used > columns
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// Returns the end of a text that fits.
pub(super) fn last(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().rev().take_while(|(_, c)| {
        used += c.width().unwrap_or_default();
        used <= columns
    });
    &text[start.last().map_or(text.len(), |(at, _)| at)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_by_columns_and_between_characters() {
        for (text, columns, beginning, end) in [
            ("", 5, "", ""),
            ("abc", 5, "abc", "abc"),
            ("abcdef", 4, "abcd", "cdef"),
            ("曲妥珠单抗", 5, "曲妥", "单抗"),
            ("HER2阳性", 5, "HER2", "2阳性"),
            ("耐药", 0, "", ""),
        ] {
            assert_eq!(first(text, columns), beginning, "{text}");
            assert_eq!(last(text, columns), end, "{text}");
        }
    }
}
