//! Boundary: does a name stand by itself?
//!
//! A Latin or digit name never stands inside a longer Latin or digit run, and
//! Chinese marks no boundary at all: `\b` would see none between `ERBB2` and `中`.
//! What may be glued behind a symbol is told apart by its shape: a protein
//! variant (`KRASG12C`), a plural (`TKIs`), `mRNA`.

use std::ops::Range;

use crate::normalize::{Folded, is_word};

/// Whether a folded match begins inside an ASCII word whose neighbour was its neighbour in the
/// original too, a letter for a species aside. A cheap test that settles nearly all false matches.
pub(super) fn cuts_folded_word(folded: &Folded, range: Range<usize>) -> bool {
    let bytes = folded.text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let glued = |at: usize| at > 0 && is_letter(at - 1) && is_letter(at) && folded.is_adjacent(at);
    let start = range.start;
    let is_prefix = || {
        matches!(bytes[start - 1], b'h' | b'm' | b'r' | b'p')
            && !glued(start - 1)
            && range.len() >= 3
    };
    glued(start) && !is_prefix()
}

/// Where a surface ends whose last letter or digit stands in a bracket: `5-HT(1A|)`; or that
/// stands in the plural: `CB1 receptors`.
pub(super) fn closed_end(text: &str, range: Range<usize>) -> usize {
    let surface = &text[range.clone()];
    let is_open = surface
        .rfind('(')
        .is_some_and(|at| !surface[at..].contains(')'));
    let rest = &text[range.end..];
    let is_plural = || {
        let behind = rest.strip_prefix('s');
        behind.is_some_and(|behind| !behind.starts_with(is_word)) && has_plural(surface)
    };
    match is_open && rest.starts_with(')') || is_plural() {
        true => range.end + 1,
        false => range.end,
    }
}

/// Whether what stands at `range` of the original text begins a word, or with Chinese.
pub(super) fn begins_free(text: &str, range: Range<usize>) -> bool {
    let surface = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let first = surface.chars().next();
    if first.is_some_and(is_word) && before.is_some_and(is_word) {
        return false;
    }
    let continues_number = first.is_some_and(|c| c.is_ascii_digit())
        && before.is_some_and(|c| matches!(c, '.' | ','))
        && text[..range.start - 1].ends_with(|c: char| c.is_ascii_digit());
    !continues_number
}

/// Whether what stands at `range` of the original text ends a word, or with Chinese.
pub(super) fn ends_free(text: &str, range: Range<usize>) -> bool {
    let surface = &text[range.clone()];
    let last = surface.chars().next_back();
    let rest = &text[range.end..];
    let glued = last.is_some_and(is_word) && rest.starts_with(is_word);
    if glued && !is_glued_tail(surface, rest) || is_ion(surface, rest) {
        return false;
    }
    !is_number_of_something(surface, rest)
}

/// `Ca2|+`, `Ca(2|+)`: a charge.
fn is_ion(surface: &str, rest: &str) -> bool {
    const IONS: [&str; 9] = [
        "Ca2", "Mg2", "Zn2", "Fe2", "Fe3", "Cu2", "Mn2", "Ca(2", "Mg(2",
    ];
    IONS.contains(&surface) && rest.starts_with('+')
}

/// Whether a symbol is numbered further than the name goes, so that another member of its family
/// is meant: `DGAT` in `DGAT-3`, `GnRH` in `GnRH-II`.
pub(super) fn is_numbered_further(text: &str, range: Range<usize>) -> bool {
    let surface = &text[range.clone()];
    let is_symbol = surface.bytes().any(|byte| byte.is_ascii_uppercase())
        && !surface.ends_with(|c: char| c.is_ascii_digit());
    let rest = &text[range.end..];
    let number = rest.strip_prefix('-').unwrap_or_default();
    let length = number.find(|c: char| !is_word(c)).unwrap_or(number.len());
    let number = &number[..length];
    let is_number = matches!(number.len(), 1 | 2) && number.bytes().all(|b| b.is_ascii_digit());
    is_symbol && (is_number || matches!(number, "I" | "II" | "III" | "IV"))
}

/// Whether the run of letters and digits at the start of `rest` may be glued to a symbol.
fn is_glued_tail(surface: &str, rest: &str) -> bool {
    let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    let tail = &rest[..end];
    let is_symbol = surface.chars().filter(|c| c.is_uppercase()).count() >= 2;
    is_symbol && (tail == "s" || tail == "mRNA" || is_variant(tail))
        || tail == "s" && has_plural(surface)
}

/// Whether the last word of a name is a common noun that a text may put in the plural:
/// `CB1 receptors`, `amphetamines`.
pub(super) fn has_plural(surface: &str) -> bool {
    const ENDINGS: [&str; 34] = [
        "ceptor",
        "kinase",
        "protein",
        "transporter",
        "channel",
        "factor",
        "subunit",
        "ligand",
        "chain",
        "peptide",
        "gene",
        "antigen",
        "integrin",
        "cadherin",
        "enzyme",
        "ase",
        "amine",
        "azine",
        "azole",
        "cycline",
        "cillin",
        "ate",
        "ide",
        "one",
        "statin",
        "sporin",
        "barbital",
        "lipid",
        "steroid",
        "acid",
        "quinolone",
        "inhibitor",
        "antagonist",
        "agonist",
    ];
    let word = surface.rsplit(|c: char| !c.is_ascii_lowercase()).next();
    word.is_some_and(|word| word.len() >= 4 && ENDINGS.iter().any(|end| word.ends_with(end)))
}

/// Whether a symbol goes on as the code of something else: `MDA` in `MDA-MB-435`, `SGC` in
/// `SGC-7901`.
pub(super) fn is_code_further(text: &str, range: Range<usize>) -> bool {
    let surface = &text[range.clone()];
    let is_symbol = surface.len() <= 5 && surface.bytes().all(|b| b.is_ascii_uppercase());
    let Some(rest) = text[range.end..].strip_prefix('-').filter(|_| is_symbol) else {
        return false;
    };
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &rest[letters..];
    let rest = match letters {
        0 => rest,
        1..=3 if rest.starts_with('-') => &rest[1..],
        _ => return false,
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (if letters == 0 { 4..=5 } else { 2..=5 }).contains(&digits)
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
