//! Terminal: text of documents made safe to print, and colours.

use std::borrow::Cow;

use litmine::model::{Category, Span};

/// Bold.
pub(crate) const BOLD: &str = "1";
/// Faint.
pub(crate) const FAINT: &str = "2";
/// What answers a query.
pub(crate) const HIGHLIGHT: &str = "1;38;5;178";

/// Paints text, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    is_on: bool,
}

impl Paint {
    pub(crate) fn new(is_on: bool) -> Self {
        Self { is_on }
    }

    /// Makes text of a document printable and paints it in one style.
    pub(crate) fn text(self, style: &str, text: &str) -> String {
        let text = printable(text);
        match self.is_on && !text.is_empty() {
            true => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
            false => text.into_owned(),
        }
    }

    /// Makes text printable and paints parts of it; of overlapping parts the shortest shows.
    ///
    /// Spans are bytes of `text`.
    pub(crate) fn parts(self, text: &str, parts: &[(Span, &str)]) -> String {
        let mut cuts: Vec<usize> = vec![0, text.len()];
        for (span, _) in parts {
            cuts.extend([span.start as usize, span.end as usize]);
        }
        cuts.retain(|&at| text.is_char_boundary(at));
        cuts.sort_unstable();
        cuts.dedup();
        let mut out = String::new();
        for cut in cuts.windows(2) {
            let piece = &text[cut[0]..cut[1]];
            let over = parts
                .iter()
                .filter(|(span, _)| span.contains(Span::new(cut[0], cut[1])));
            match over.min_by_key(|(span, _)| span.len()) {
                Some((_, style)) => out.push_str(&self.text(style, piece)),
                None => out.push_str(&printable(piece)),
            }
        }
        out
    }
}

/// Returns the colour of a category.
pub(crate) fn style_of(category: Category) -> &'static str {
    match category {
        Category::Gene => "38;5;32",
        Category::Family => "4;38;5;32",
        Category::Drug => "38;5;35",
        Category::DrugClass => "4;38;5;35",
        Category::Disease => "38;5;166",
        Category::Pathway => "38;5;74",
        Category::Variant => "38;5;175",
        Category::Mechanism => "38;5;178",
    }
}

/// Replaces what a terminal would obey instead of showing: line breaks and tabs by a
/// space, other control characters and changes of writing direction by U+FFFD.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let is_safe = |c: char| !c.is_control() && !is_direction(c);
    if text.chars().all(is_safe) {
        return Cow::Borrowed(text);
    }
    let shown = text.replace("\r\n", " ");
    let shown = shown.chars().map(|c| match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_safe(c) => c,
        _ => '\u{fffd}',
    });
    Cow::Owned(shown.collect())
}

fn is_direction(character: char) -> bool {
    matches!(
        character,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_control_characters_instead_of_obeying_them() {
        let rows = [
            ("HER2阳性", "HER2阳性"),
            ("a\nb\r\nc\td", "a b c d"),
            ("\u{1b}[31mred\u{7}", "\u{fffd}[31mred\u{fffd}"),
            ("\u{9b}2J", "\u{fffd}2J"),
            ("ab\u{202e}dc", "ab\u{fffd}dc"),
        ];
        for (text, expected) in rows {
            assert_eq!(printable(text), expected);
        }
    }

    #[test]
    fn paints_the_shortest_of_overlapping_parts() {
        let paint = Paint::new(true);
        let parts = [(Span::new(0, 8), "1"), (Span::new(0, 4), "2")];
        let painted = paint.parts("EGFR扩增x", &parts[..]);
        assert_eq!(painted, "\u{1b}[2mEGFR\u{1b}[0m扩增x");
        let parts = [(Span::new(0, 10), "1"), (Span::new(0, 4), "2")];
        let painted = paint.parts("EGFR扩增x", &parts[..]);
        assert_eq!(painted, "\u{1b}[2mEGFR\u{1b}[0m\u{1b}[1m扩增\u{1b}[0mx");
        assert_eq!(
            Paint::new(false).parts("EGFR扩增x", &parts[..]),
            "EGFR扩增x"
        );
    }
}
