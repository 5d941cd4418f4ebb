//! Variant: how a sequence variant is written, and what it is called.
//!
//! A variant is no concept of a dictionary: its id, `litmine.variant:BRAF:V600E`, says all that is
//! known of it. Notations are those of HGVS (<https://hgvs-nomenclature.org>) as articles write
//! them, exons by number, star alleles and internal tandem duplications.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Category, Concept, ConceptId};

/// What every id of a variant begins with.
pub const PREFIX: &str = "litmine.variant:";

/// One alternative for each notation; the name of its group tells how it is written down.
static NOTATIONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let three =
        "Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp|Tyr|Val|Ter";
    let pattern = format!(
        r"(?x)
        (?<three>(?:p\.\(?)?(?:{three})\d{{1,4}}(?:{three}|\*|=|fs(?:\*?\d+)?|del)\)?)
        |(?<one>(?:p\.)?[ACDEFGHIKLMNPQRSTVWY]\d{{2,4}}(?:[ACDEFGHIKLMNPQRSTVWYX*]|fs(?:\*?\d+)?|del|dup))
        |(?<coding>[cg]\.[*-]?\d+(?:[+-]\d+)?(?:_[*-]?\d+(?:[+-]\d+)?)?(?:[ACGT]>[ACGT]|(?:del|dup|ins|inv)[ACGT]*))
        |(?<exon>[Ee]xons?[\ -]\d{{1,2}}[\ -](?:deletions?|insertions?|skipping)
            |(?:第)?\d{{1,2}}号?外显子(?:缺失|插入|跳跃|跳读)|外显子\d{{1,2}}(?:缺失|插入|跳跃|跳读))
        |(?<star>\*\d{{1,2}}[A-Z]?)
        |(?<itd>ITD|internal\ tandem\ duplications?|内部串联重复)"
    );
    Regex::new(&pattern).ok()
});

/// Returns the pattern that finds variants in a text; what it captures [`short`] reads.
pub fn notations() -> Option<&'static Regex> {
    NOTATIONS.as_ref()
}

/// Returns the id of a variant of a gene by its symbol and the [`short`] form.
pub fn id(symbol: &str, short: &str) -> ConceptId {
    format!("{PREFIX}{symbol}:{short}").into()
}

/// Returns symbol and short form of a variant's id; `None` for an id of anything else.
pub fn parts(id: &ConceptId) -> Option<(&str, &str)> {
    id.as_str().strip_prefix(PREFIX)?.split_once(':')
}

/// Returns what is known of a variant by its id alone; `None` for an id of anything else.
pub fn concept(id: &ConceptId) -> Option<Concept> {
    let (symbol, short) = parts(id)?;
    Some(Concept {
        id: id.clone(),
        category: Category::Variant,
        name: format!("{symbol} {short}"),
        name_zh: None,
        synonyms: Vec::new(),
        synonyms_zh: Vec::new(),
        xrefs: Vec::new(),
        parents: Vec::new(),
        members: Vec::new(),
        targets: Vec::new(),
    })
}

/// Returns what stands before a variant that ends a text, and its short form: of `BRAF p.V600E`
/// `BRAF ` and `V600E`; `None` where none does.
pub fn at_end(text: &str) -> Option<(&str, String)> {
    let found = NOTATIONS.as_ref()?.captures_iter(text).last()?;
    let whole = found.get(0)?;
    let short = short(&found).filter(|_| whole.end() == text.len())?;
    Some((&text[..whole.start()], short))
}

/// The short form of what was found: `p.Gly12Cys` is `G12C`.
pub fn short(found: &Captures<'_>) -> Option<String> {
    let text = |name: &str| found.name(name).map(|part| part.as_str());
    let digits = |part: &str| -> String { part.chars().filter(char::is_ascii_digit).collect() };
    if let Some(part) = text("three") {
        let part = part.trim_start_matches("p.").trim_matches(['(', ')']);
        return Some(one_letter(part));
    }
    if let Some(part) = text("exon") {
        let what = match part {
            _ if part.contains("del") || part.contains("缺失") => "del",
            _ if part.contains("ins") || part.contains("插入") => "ins",
            _ => "skip",
        };
        return Some(format!("exon{}{what}", digits(part)));
    }
    text("one")
        .map(|part| part.trim_start_matches("p.").to_owned())
        .or_else(|| text("coding").map(str::to_owned))
        .or_else(|| text("star").map(str::to_owned))
        .or_else(|| text("itd").map(|_| "ITD".to_owned()))
}

/// Writes three-letter amino acids with one letter.
fn one_letter(part: &str) -> String {
    const LETTERS: [(&str, &str); 21] = [
        ("Ala", "A"),
        ("Arg", "R"),
        ("Asn", "N"),
        ("Asp", "D"),
        ("Cys", "C"),
        ("Gln", "Q"),
        ("Glu", "E"),
        ("Gly", "G"),
        ("His", "H"),
        ("Ile", "I"),
        ("Leu", "L"),
        ("Lys", "K"),
        ("Met", "M"),
        ("Phe", "F"),
        ("Pro", "P"),
        ("Ser", "S"),
        ("Thr", "T"),
        ("Trp", "W"),
        ("Tyr", "Y"),
        ("Val", "V"),
        ("Ter", "*"),
    ];
    let start = |part: String, (three, one): &(&str, &str)| part.replace(three, one);
    LETTERS.iter().fold(part.to_owned(), start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_variant_at_the_end_of_a_text() {
        for (text, before, expected) in [
            ("V600E", "", "V600E"),
            ("p.Val600Glu", "", "V600E"),
            ("BRAF p.V600E", "BRAF ", "V600E"),
            ("EGFR exon 19 deletion", "EGFR ", "exon19del"),
            ("EGFR 19号外显子缺失", "EGFR ", "exon19del"),
        ] {
            assert_eq!(at_end(text), Some((before, expected.to_owned())), "{text}");
        }
        for text in ["", "V600E突变", "HER2", "耐药"] {
            assert_eq!(at_end(text), None, "{text}");
        }
    }
}
