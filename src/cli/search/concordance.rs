//! Concordance: mentions → one line each, the names one below the other.

use std::io::{self, Write};

use litmine::model::{Hit, Span};
use unicode_width::UnicodeWidthStr;

use super::columns::{first, last};
use crate::cli::terminal::{FAINT, HIGHLIGHT, Paint, printable};

/// Longer names do not push the text behind them further away.
const MAX_NAME_COLUMNS: usize = 24;

/// Writes a line for each mention: what stands before it, its name, what stands behind it, and
/// where it is. `columns` of text stand on each side.
pub(super) fn write(
    out: &mut impl Write,
    hits: &[Hit],
    columns: usize,
    paint: Paint,
) -> io::Result<()> {
    let name = |hit: &Hit| hit.highlights.first().copied().unwrap_or(Span::new(0, 0));
    let width = |hit: &Hit| printable(name(hit).of(&hit.text)).width();
    let widest = hits
        .iter()
        .map(width)
        .filter(|&width| width <= MAX_NAME_COLUMNS);
    let widest = widest.max().unwrap_or_default();
    for hit in hits {
        let span = name(hit);
        let (before, behind) = around(&hit.text, span);
        let left = last(&before, columns);
        let right = first(&behind, columns);
        let place = match hit.sentence {
            Some(sentence) => format!("{}#{sentence}", hit.article),
            None => hit.article.clone(),
        };
        writeln!(
            out,
            "{}{left} {}{} {right}{}  {}",
            " ".repeat(columns - left.width()),
            paint.text(HIGHLIGHT, span.of(&hit.text)),
            " ".repeat(widest.saturating_sub(width(hit))),
            " ".repeat(columns - right.width()),
            paint.text(FAINT, &place)
        )?;
    }
    Ok(())
}

/// Returns what stands before and behind a name, made printable.
fn around(text: &str, name: Span) -> (String, String) {
    let range = name.range();
    let part = |part: Option<&str>| printable(part.unwrap_or_default()).into_owned();
    (part(text.get(..range.start)), part(text.get(range.end..)))
}
