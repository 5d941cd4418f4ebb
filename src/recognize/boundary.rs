//! Boundary: does a name stand by itself?
//!
//! A Latin or digit name never stands inside a longer Latin or digit run, and
//! Chinese marks no boundary at all: `\b` would see none between `ERBB2` and `中`.
//! What may be glued behind a symbol is told apart by its shape: a protein
//! variant (`KRASG12C`), a plural (`TKIs`), `mRNA`.

use std::ops::Range;

use crate::normalize::{Folded, is_word};

/// Whether a folded match begins or ends inside an ASCII word whose neighbour was its neighbour in
/// the original too. A cheap test that settles nearly all false matches.
pub(super) fn cuts_folded_word(folded: &Folded, range: Range<usize>) -> bool {
    let bytes = folded.text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    range.start > 0
        && is_letter(range.start - 1)
        && is_letter(range.start)
        && folded.is_adjacent(range.start)
}

/// Whether what stands at `range` of the original text is a whole word, or Chinese.
pub(super) fn is_free(text: &str, range: Range<usize>) -> bool {
    let surface = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let first = surface.chars().next();
    let last = surface.chars().next_back();
    if first.is_some_and(is_word) && before.is_some_and(is_word) {
        return false;
    }
    let continues_number = first.is_some_and(|c| c.is_ascii_digit())
        && before.is_some_and(|c| matches!(c, '.' | ','))
        && text[..range.start - 1].ends_with(|c: char| c.is_ascii_digit());
    if continues_number {
        return false;
    }
    let rest = &text[range.end..];
    let glued = last.is_some_and(is_word) && rest.starts_with(is_word);
    if glued && !is_glued_tail(surface, rest) {
        return false;
    }
    !is_number_of_something(surface, rest)
}

/// Whether the run of letters and digits at the start of `rest` may be glued to a symbol.
fn is_glued_tail(surface: &str, rest: &str) -> bool {
    let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    let tail = &rest[..end];
    let is_symbol = surface.chars().filter(|c| c.is_uppercase()).count() >= 2;
    is_symbol && (tail == "s" || tail == "mRNA" || is_variant(tail))
}

/// `G12C`, `V600E`, `Y537S`, `L858R`, `G12X`: one letter, a place, one letter.
fn is_variant(tail: &str) -> bool {
    let mut characters = tail.chars();
    let is_amino_acid = |c: char| "ACDEFGHIKLMNPQRSTVWXY".contains(c);
    let first = characters.next().is_some_and(is_amino_acid);
    let last = characters.next_back().is_some_and(is_amino_acid);
    let place = characters.as_str();
    first && last && (2..=4).contains(&place.len()) && place.bytes().all(|b| b.is_ascii_digit())
}

/// `AKT 1 h`, `EGF 10 ng/ml`: a number behind a space that counts something else.
fn is_number_of_something(surface: &str, rest: &str) -> bool {
    let Some(gap) = surface.rfind(' ') else {
        return false;
    };
    let number = &surface[gap + 1..];
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        return false;
    }
    const UNITS: [&str; 32] = [
        "h", "hr", "hrs", "hour", "hours", "min", "mins", "minutes", "s", "sec", "d", "day",
        "days", "week", "weeks", "month", "months", "year", "years", "mg", "ng", "g", "kg", "ml",
        "mL", "nM", "mM", "pM", "times", "fold", "cm", "mm",
    ];
    let next = rest.trim_start_matches([' ', '-']);
    let end = next
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(next.len());
    let is_decimal =
        rest.starts_with(['.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    UNITS.contains(&&next[..end]) || next.starts_with(['%', '％', 'μ', 'µ', '°', '×']) || is_decimal
}
