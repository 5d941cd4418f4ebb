//! Ambiguity: does an ambiguous spelling mean the concept here?
//!
//! Two questions. Alone, from the surface ([`fit`]): letter case. In company
//! ([`settle`]): a context word in the same sentence, or an unambiguous name of
//! the same concept elsewhere in the article. What each spelling needs stands in
//! the rule files of the dictionaries.

use std::collections::HashSet;

use super::{Hit, Verdict};
use crate::lexicon::{Lexicon, RuleKind, Spelling};
use crate::model::{Category, Span, Structure};
use crate::normalize::{fold, is_han};

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
pub(super) fn fit(lexicon: &Lexicon, spelling: &Spelling, surface: &str) -> Result<Fit, Verdict> {
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
        _ => same_case.is_some() || is_loose_case(spelling, surface),
    };
    let is_open = matches!(rule, Some(RuleKind::Context | RuleKind::Longform));
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
fn is_loose_case(spelling: &Spelling, surface: &str) -> bool {
    let folded = &spelling.folded;
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

/// Keeps the open hits whose company speaks for them, and all others.
pub(super) fn settle(
    lexicon: &Lexicon,
    text: &str,
    structure: &Structure,
    hits: Vec<Hit>,
) -> Vec<Hit> {
    if hits.iter().all(|hit| !hit.is_open) {
        return hits;
    }
    let concept_of = |hit: &Hit| lexicon.name_at(hit.name_index).concept_index;
    let certain: HashSet<u32> = hits
        .iter()
        .filter(|hit| !hit.is_open)
        .map(concept_of)
        .collect();
    let neighbours = coordinated(lexicon, text, &hits);
    let believed = |hit: &Hit| {
        let spelling = &lexicon.spellings()[hit.spelling_index as usize];
        let Some(rule) = spelling.rule_index.map(|index| lexicon.rule_at(index)) else {
            return true;
        };
        if certain.contains(&concept_of(hit)) || neighbours.contains(&hit.span) {
            return true;
        }
        rule.kind == RuleKind::Context && {
            let company = company(text, structure, hit.span);
            rule.context.iter().any(|word| has_word(&company, word))
        }
    };
    hits.into_iter()
        .filter(|hit| !hit.is_open || believed(hit))
        .collect()
}

/// The spans of open hits that stand in a list beside a certain name of the same kind:
/// `PI3K或MEK`, `EGFR/MET`, `cisplatin and CTX`.
fn coordinated(lexicon: &Lexicon, text: &str, hits: &[Hit]) -> HashSet<Span> {
    let kind = |hit: &Hit| {
        let concept = lexicon.concept_at(lexicon.name_at(hit.name_index).concept_index);
        match concept.category {
            Category::Gene | Category::Family => Some(Category::Gene),
            Category::Drug => Some(Category::Drug),
            _ => None,
        }
    };
    let mut sorted: Vec<&Hit> = hits.iter().filter(|hit| kind(hit).is_some()).collect();
    sorted.sort_by_key(|hit| (hit.span.start, hit.span.end));
    let mut found = HashSet::new();
    for (place, hit) in sorted.iter().enumerate() {
        for other in &sorted[place + 1..] {
            if other.span.start as usize > hit.span.end as usize + LONGEST_JOINT {
                break;
            }
            let gap = text.get(hit.span.end as usize..other.span.start as usize);
            if kind(hit) != kind(other)
                || hit.is_open == other.is_open
                || !gap.is_some_and(is_joint)
            {
                continue;
            }
            found.insert(if hit.is_open { hit.span } else { other.span });
        }
    }
    found
}

/// The longest text that joins two items of a list, in bytes.
const LONGEST_JOINT: usize = 12;

/// Whether a text between two names makes them items of one list.
fn is_joint(gap: &str) -> bool {
    let words = [
        "和", "或", "与", "及", "、", "以及", "和/或", "/", ",", "，", "and", "or", "&", "+",
        "and/or", ", and", ", or",
    ];
    !gap.is_empty() && words.contains(&gap.trim())
}

/// The folded sentence around a hit without the hit itself; outside of sentences, its line.
fn company(text: &str, structure: &Structure, span: Span) -> String {
    let sentences = &structure.sentences;
    let place = sentences.partition_point(|sentence| sentence.span.start <= span.start);
    let sentence = place
        .checked_sub(1)
        .map(|index| sentences[index].span)
        .filter(|s| s.contains(span));
    let around = sentence.unwrap_or_else(|| {
        let start = text[..span.start as usize]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let end = text[span.end as usize..]
            .find('\n')
            .map_or(text.len(), |at| span.end as usize + at);
        Span::new(start, end)
    });
    let before = &text[around.start as usize..span.start as usize];
    let after = &text[span.end as usize..around.end as usize];
    format!("{} {}", fold(before).text, fold(after).text)
}

/// Whether a folded text holds a folded word: anywhere for Chinese, else between word boundaries.
fn has_word(text: &str, word: &str) -> bool {
    if word.chars().any(is_han) {
        return text.contains(word);
    }
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let plural = text[at + word.len()..]
            .strip_prefix('s')
            .map(|rest| rest.chars().next());
        !is_letter(before) && (!is_letter(after) || plural.is_some_and(|next| !is_letter(next)))
    })
}
