//! Ambiguity: does an ambiguous spelling mean the concept here?
//!
//! Two questions. Alone, from the surface ([`fit`]): letter case. In company ([`settle`]): a hit
//! whose spelling has a rule is believed when these weights sum to zero or more:
//!
//! | feature | weight |
//! | --- | --- |
//! | its rule: `unmeasured` 0, `context`, `longform` | 0, -2, -4 |
//! | the article names the concept elsewhere without doubt | 4 |
//! | it stands in a list beside a name of its kind that nobody doubts | 4 |
//! | a context word of its rule stands in its sentence | 4 |
//! | the word before or behind says what it is: `X mRNA`, `X阳性`, `口服X` | 2 |
//! | its sentence names another gene (or drug) without doubt | 1 |
//! | it is telling: five letters, or letters and a digit | 1 |
//! | a gene that a number measures: `TSH: 2.3 mIU/L`, `OR = 1.5` | -2 |
//! | another reading of its spelling is named in the article without doubt, this one is not | -2 |
//!
//! What the article itself defines was decided before ([`super::abbreviation`]). The order of the
//! weights was thought out, their sizes were set on the training parts of GNormPlus, NLM-Gene,
//! BioRED, BC5CDR and the drug-interaction corpus of 2013; errors of the development parts of
//! BioRED, BC5CDR and DrugProt were looked at, so that none of these is held out.

use super::article::Article;
use super::company;
use super::{Hit, Verdict};
use crate::lexicon::{Lexicon, RuleKind, Spelling};
use crate::model::{Category, Span, Structure};
use crate::normalize::{Folded, is_han};

/// How a surface fits the names of a spelling.
pub(super) struct Fit {
    /// The name that fits best.
    pub name_index: u32,
    /// Whether its company decides.
    pub is_open: bool,
}

/// Tells which name a surface fits.
///
/// Without a rule, a symbol of up to three letters needs a capital unless the name has none,
/// one of two letters the case of the name, and a single letter is no name.
pub(super) fn fit(
    lexicon: &Lexicon,
    spelling: Spelling<'_>,
    surface: &str,
) -> Result<Fit, Verdict> {
    let rule = spelling.rule_index.map(|index| lexicon.rule_at(index).kind);
    let same_case = spelling
        .name_indices
        .iter()
        .copied()
        .find(|&index| is_same_case(surface, lexicon.name_at(index).text));
    let first = spelling
        .name_indices
        .first()
        .copied()
        .ok_or(Verdict::LetterCase)?;
    let fits = match rule {
        Some(RuleKind::Never) => return Err(Verdict::RuleNever),
        Some(RuleKind::Exact) => same_case.is_some(),
        _ => {
            same_case.is_some() && !is_torn(lexicon, spelling, surface)
                || is_loose_case(spelling, surface) && !has_gap(lexicon, spelling, surface)
        }
    };
    let is_open = matches!(
        rule,
        Some(RuleKind::Context | RuleKind::Longform | RuleKind::Unmeasured)
    );
    let name_index = same_case.unwrap_or(first);
    if fits {
        Ok(Fit {
            name_index,
            is_open,
        })
    } else {
        Err(Verdict::LetterCase)
    }
}

/// Whether two writings agree letter by letter, leaving out everything but letters and digits.
fn is_same_case(surface: &str, name: &str) -> bool {
    let letters =
        |text: &str| -> Vec<char> { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    if surface.is_ascii() && name.is_ascii() {
        let plain =
            |text: &'_ str| -> Vec<u8> { text.bytes().filter(u8::is_ascii_alphanumeric).collect() };
        return plain(surface) == plain(name);
    }
    letters(surface) == letters(name)
}

/// Whether a surface whose case differs from the name's may still mean it.
fn is_loose_case(spelling: Spelling<'_>, surface: &str) -> bool {
    let folded = spelling.folded;
    if !folded.is_ascii() {
        return true;
    }
    let letters = folded.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    match (letters, digits) {
        (0..=2, 0) => false,
        (0..=1, 1) => false,
        (3, 0) => surface.chars().any(char::is_uppercase),
        _ => true,
    }
}

/// Whether a surface of ASCII letters has a space where no name of its spelling has one:
/// `and r` for `AND-R`.
fn has_gap(lexicon: &Lexicon, spelling: Spelling<'_>, surface: &str) -> bool {
    let is_parted = |window: &[u8]| {
        window[0].is_ascii_alphabetic() && window[1] == b' ' && window[2].is_ascii_alphabetic()
    };
    surface.as_bytes().windows(3).any(is_parted)
        && spelling
            .name_indices
            .iter()
            .all(|&index| !lexicon.name_at(index).text.contains(' '))
}

/// Whether such a space stands behind a single letter: `U/L alanine`.
fn is_torn(lexicon: &Lexicon, spelling: Spelling<'_>, surface: &str) -> bool {
    surface.as_bytes().get(1) == Some(&b' ') && has_gap(lexicon, spelling, surface)
}

/// Keeps the open hits that more speaks for than against, and all others; what stands inside an
/// open hit of one word falls with it. Hits that name a gene as well as a drug are read as what
/// the article says, and symbols that are cell lines go.
pub(super) fn settle(
    lexicon: &Lexicon,
    text: &str,
    folded: &Folded,
    structure: &Structure,
    hits: Vec<Hit>,
) -> Vec<Hit> {
    let article = Article::of(lexicon, text, folded, structure, &hits);
    let lines = article.cell_lines(lexicon, &hits);
    let read = hits.into_iter().map(|hit| article.read(lexicon, hit));
    let (believed, doubted): (Vec<Hit>, Vec<Hit>) = read
        .filter(|hit| !lines.contains(hit.span.of(text)))
        .partition(|hit| !hit.is_open || score(lexicon, text, &article, hit) >= 0);
    let is_word = |hit: &&Hit| !hit.span.of(text).contains(char::is_whitespace);
    let length = |hit: &Hit| lexicon.spelling_at(hit.spelling_index).folded.len();
    let mut fallen: Vec<(Span, usize)> = doubted
        .iter()
        .filter(is_word)
        .map(|hit| (hit.span, length(hit)))
        .collect();
    fallen.sort_unstable();
    let stands = |hit: &Hit| {
        let until = fallen.partition_point(|(span, _)| span.start <= hit.span.start);
        let mut over = fallen[..until].iter().rev().take(4);
        !over.any(|(span, longer)| span.contains(hit.span) && *longer > length(hit))
    };
    believed.into_iter().filter(stands).collect()
}

/// Weighs what speaks for an open hit; see the module's table.
fn score(lexicon: &Lexicon, text: &str, article: &Article<'_>, hit: &Hit) -> i32 {
    let spelling = lexicon.spelling_at(hit.spelling_index);
    let Some(rule) = spelling.rule_index.map(|index| lexicon.rule_at(index)) else {
        return 0;
    };
    let company = article.company(hit.span);
    let is_certain = article.is_certain(hit.concept_index);
    let has_context = rule.context.iter().any(|word| company.has(word));
    let kind = company::kind(lexicon, hit);
    let says_kind = match kind {
        Some(Category::Gene) => company.says_gene(),
        Some(_) => company.says_drug(),
        None => false,
    };
    let is_beside_kin = kind.is_some_and(|kind| article.has_kin(hit.span, kind));
    let is_rivalled = lexicon
        .meanings(hit.spelling_index)
        .any(|meant| meant != hit.concept_index && article.is_certain(meant));
    let is_measured = kind == Some(Category::Gene) && company.is_measured();
    let features = [
        (is_certain, 4),
        (article.is_listed(hit.span), 4),
        (has_context, 4),
        (says_kind, 2),
        (is_beside_kin, 1),
        (is_telling(hit.span.of(text)), 1),
        (is_measured, -2),
        (is_rivalled && !is_certain, -2),
    ];
    let weights = features.iter().filter(|(holds, _)| *holds);
    let prior = match rule.kind {
        RuleKind::Unmeasured => 0,
        RuleKind::Context => -2,
        RuleKind::Longform | RuleKind::Exact | RuleKind::Never => -4,
    };
    prior + weights.map(|(_, weight)| weight).sum::<i32>()
}

/// Whether a surface is hardly written for anything else: a word of five letters, or letters with
/// a digit.
fn is_telling(surface: &str) -> bool {
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let has_digit = surface.chars().any(char::is_numeric);
    letters >= 5 || has_digit && letters >= 2 || surface.chars().filter(|c| is_han(*c)).count() >= 3
}
