//! Abbreviation: the short names that an article defines for itself.
//!
//! 1. Pairs of a long form and a short one, in both languages, are found by their
//!    brackets ([`pair`]): `fatty acid synthase (FASN)`, `FASN (fatty acid synthase)`,
//!    `成纤维细胞生长因子受体(FGFR)`, `表皮生长因子受体（epidermal growth factor receptor，EGFR）`.
//! 2. What the short form stands for is decided: the concept
//!    that the long form names; else the reading of the short form whose names are
//!    written with most of the words of the long one; else, where the long form is
//!    nothing like any reading, something that the dictionaries do not hold.
//! 3. That holds for the short form, letter by letter, in the whole article, also
//!    against the dictionary: `PR (partial response)` is no receptor. A short form that
//!    is defined twice means what the last definition before it says.

mod pair;
mod sound;

use std::collections::HashMap;

use super::{Hit, affix, has_preferred};
use crate::lexicon::Lexicon;
use crate::model::{Category, Origin, Span};
use crate::normalize::{is_han, is_word};

/// What a defined short form means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// A concept; its long form or the short one is this spelling.
    Concept {
        concept_index: u32,
        spelling_index: u32,
    },
    /// Nothing that the dictionaries hold; `is_sure` where that binds clear names too.
    Other { is_sure: bool },
}

/// One definition, decided.
#[derive(Clone, Copy, Debug)]
struct Definition {
    start: u32,
    meaning: Meaning,
}

/// The short forms that an article defines, and what they mean there.
pub(super) struct Definitions<'t> {
    /// By short form; each list in text order.
    by_short: HashMap<&'t str, Vec<Definition>>,
    /// The short forms in the order of their first definition.
    shorts: Vec<&'t str>,
}

impl<'t> Definitions<'t> {
    /// Finds and decides the definitions of a text, given every hit in it.
    pub(super) fn of(lexicon: &Lexicon, text: &'t str, hits: &[Hit]) -> Self {
        let mut found = Self {
            by_short: HashMap::new(),
            shorts: Vec::new(),
        };
        let pairs = pair::pairs(text);
        if pairs.is_empty() {
            return found;
        }
        let mut ends: HashMap<u32, Vec<Hit>> = HashMap::new();
        for hit in hits {
            ends.entry(hit.span.end).or_default().push(*hit);
        }
        for pair in pairs {
            let named = named(text, &ends, &pair);
            let Some(meaning) = decide(lexicon, text, &pair, named) else {
                continue;
            };
            let short = pair.short.of(text);
            let list = found.by_short.entry(short).or_default();
            if list.is_empty() {
                found.shorts.push(short);
            }
            let start = pair.short.start;
            list.push(Definition { start, meaning });
        }
        found
    }

    /// What the article says that the text at a span means; `None` where it says nothing.
    fn meaning(&self, text: &str, span: Span) -> Option<Meaning> {
        let surface = span.of(text);
        let list = self.by_short.get(surface).or_else(|| {
            let singular = surface.strip_suffix('s')?;
            self.by_short.get(singular)
        })?;
        let before = list.partition_point(|definition| definition.start <= span.start);
        list.get(before.saturating_sub(1))
            .map(|definition| definition.meaning)
    }

    /// Puts every defined short form where it belongs: hits that mean something else there go,
    /// those that are meant are no longer open, and those that no dictionary has are added.
    pub(super) fn apply(&self, lexicon: &Lexicon, text: &str, hits: Vec<Hit>) -> Vec<Hit> {
        if self.shorts.is_empty() {
            return hits;
        }
        let is_kept = |hit: &Hit| match self.meaning(text, hit.span) {
            None => true,
            Some(Meaning::Concept { .. }) => false,
            Some(Meaning::Other { is_sure }) => {
                !is_sure && !hit.is_open && has_preferred(lexicon, hit.spelling_index)
            }
        };
        let mut kept: Vec<Hit> = hits.into_iter().filter(is_kept).collect();
        for &short in &self.shorts {
            for span in occurrences(text, short) {
                let Some(Meaning::Concept {
                    concept_index,
                    spelling_index,
                }) = self.meaning(text, span)
                else {
                    continue;
                };
                let own = lexicon.spelling_index(short);
                let is_known = own.is_some_and(|index| can_mean(lexicon, index, concept_index));
                let is_drug = lexicon.concept_at(concept_index).category == Category::Drug;
                let whole = || affix::whole_product(text, span);
                kept.push(Hit {
                    span: if is_drug { whole() } else { span },
                    concept_index,
                    spelling_index: own.unwrap_or(spelling_index),
                    is_open: false,
                    is_defined: true,
                    origin: match is_known {
                        true => Origin::Dictionary,
                        false => Origin::Abbreviation,
                    },
                });
            }
        }
        kept
    }
}

fn can_mean(lexicon: &Lexicon, spelling_index: u32, concept_index: u32) -> bool {
    lexicon
        .meanings(spelling_index)
        .any(|meant| meant == concept_index)
}

/// The places where a short form stands by itself, a plural `s` aside.
fn occurrences<'t>(text: &'t str, short: &'t str) -> impl Iterator<Item = Span> + 't {
    text.match_indices(short).filter_map(move |(start, _)| {
        let end = start + short.len();
        let before = text[..start].chars().next_back();
        let rest = &text[end..];
        let is_end = |rest: &str| !rest.starts_with(is_word);
        let plural = rest.strip_prefix('s').filter(|rest| is_end(rest));
        let end = match plural {
            Some(_) => end + 1,
            None if is_end(rest) => end,
            None => return None,
        };
        let is_start = !before.is_some_and(is_word);
        is_start.then(|| Span::new(start, end))
    })
}

/// The hits that name the long form of a pair, longest first.
fn named<'h>(text: &str, ends: &'h HashMap<u32, Vec<Hit>>, pair: &pair::Pair) -> Vec<&'h Hit> {
    let tails = sound::ends_without_noun(pair.long.of(text));
    let covers = |hit: &&Hit| {
        let skipped = text
            .get(pair.long.start as usize..hit.span.start as usize)
            .unwrap_or_default();
        hit.span != pair.short
            && (pair.is_bare || skipped.is_empty() || sound::is_modifier(skipped))
    };
    let mut found: Vec<&Hit> = tails
        .flat_map(|cut| ends.get(&(pair.long.end - cut)))
        .flatten()
        .filter(covers)
        .collect();
    found.sort_by_key(|hit| std::cmp::Reverse(hit.span.len()));
    found
}

/// Whether a Chinese name does not go on to the left: before it stands no Han character, or a
/// function word or a verb.
fn stands_alone(text: &str, span: Span) -> bool {
    const FUNCTION: &str = "和与及或的对用为是以在经由将把向从被使抗人行予即如含等且而其该此者了";
    const VERBS: [&str; 24] = [
        "检测", "测定", "观察", "分析", "研究", "抑制", "激活", "促进", "降低", "升高", "表达",
        "靶向", "阻断", "结合", "编码", "敲除", "介导", "称为", "简称", "联合", "应用", "使用",
        "口服", "给予",
    ];
    let before = &text[..span.start as usize];
    let previous = before.chars().next_back();
    previous.is_none_or(|c| !is_han(c) || FUNCTION.contains(c))
        || VERBS.iter().any(|verb| before.ends_with(verb))
}

/// Decides what the short form of a pair means; `None` where that stays as the dictionary has it.
fn decide(lexicon: &Lexicon, text: &str, pair: &pair::Pair, named: Vec<&Hit>) -> Option<Meaning> {
    let short = pair.short.of(text);
    let own = lexicon.spelling_index(short);
    let readings = |index: u32| lexicon.meanings(index);
    let concept = |concept_index: u32, spelling_index: u32| Meaning::Concept {
        concept_index,
        spelling_index,
    };
    let agreed = own.and_then(|own| {
        let mut both = named
            .iter()
            .flat_map(|hit| readings(hit.spelling_index))
            .filter(|meant| can_mean(lexicon, own, *meant));
        both.next().map(|meant| concept(meant, own))
    });
    if agreed.is_some() {
        return agreed;
    }
    let is_alone = |hit: &&&Hit| !pair.is_bare || stands_alone(text, hit.span);
    if let Some(hit) = named.iter().find(is_alone) {
        return (!pair.is_bare || own.is_some() || is_nameable(lexicon, hit, short))
            .then(|| concept(hit.concept_index, hit.spelling_index));
    }
    let own = own?;
    let long = pair.long.of(text);
    let alike = readings(own)
        .map(|meant| (sound::likeness(lexicon.concept_at(meant), long), meant))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match alike {
        Some((likeness, meant)) if likeness > 0.5 => Some(concept(meant, own)),
        _ if sound::is_of_gene(long) || pair.is_bare && !is_acronym(short) => None,
        _ => Some(Meaning::Other {
            is_sure: !pair.is_bare,
        }),
    }
}

/// Whether a short form is of capitals only, and few.
fn is_acronym(short: &str) -> bool {
    short.len() <= 5 && short.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a Latin word in brackets behind a Chinese name may be a name of the same thing:
/// a symbol for a gene, a code or a word for a drug.
fn is_nameable(lexicon: &Lexicon, hit: &Hit, short: &str) -> bool {
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    match lexicon.concept_at(hit.concept_index).category {
        Category::Gene | Category::Family | Category::Disease => capitals >= 2,
        Category::Drug | Category::DrugClass => capitals >= 2 || short.len() >= 6,
        Category::Pathway | Category::Variant | Category::Mechanism => false,
    }
}
