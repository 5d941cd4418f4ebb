//! Sentences: pairs → every sentence that they rest on.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Cooccurrence, Occurrences, Window};

use super::Options;
use super::choice::Choice;
use super::count::first_with;
use super::units::{self, Unit};

/// Which of a pair a sentence holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// Both.
    Both,
    /// The first, in a window that holds both in different sentences.
    A,
    /// The second, in such a window.
    B,
}

impl Holds {
    /// Returns the word used in tables: `both`, `a` or `b`.
    pub fn as_str(self) -> &'static str {
        match self {
            Holds::Both => "both",
            Holds::A => "a",
            Holds::B => "b",
        }
    }
}

/// A sentence that a pair rests on. Ordered by article, sentence and pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PairSentence {
    /// Place of the article in the occurrences.
    pub article_index: usize,
    /// Place of the sentence in the list of that article.
    pub sentence_index: usize,
    /// The two concepts, the smaller number first.
    pub concepts: [u32; 2],
    /// Place of the pair in the list that was given.
    pub pair_index: usize,
    /// Which of the two it holds.
    pub holds: Holds,
}

/// Returns the sentences of pairs that were counted with the same options, in order.
///
/// For each window with both: the sentences that hold both; where there is none, the
/// first with each. So every pair has at least one.
pub fn sentences(
    occurrences: &Occurrences,
    pairs: &[Cooccurrence],
    options: &Options,
) -> Vec<PairSentence> {
    let numbered = pairs.iter().enumerate().filter_map(|(index, pair)| {
        let number = |id| occurrences.number_of(id);
        Some(([number(&pair.a.id)?, number(&pair.b.id)?], index))
    });
    let pair_indices: HashMap<[u32; 2], usize> = numbered.collect();
    let choice = Choice::new(occurrences, options);
    let mut all = BTreeSet::new();
    for (article_index, article) in occurrences.articles.iter().enumerate() {
        let places = choice.places(article);
        let units = units::units(article, &places, options.window);
        for unit in units.iter().filter(|unit| unit.window == options.window) {
            for (concepts, pair_index) in unit_pairs(unit, &pair_indices) {
                let row = |sentence_index, holds| PairSentence {
                    article_index,
                    sentence_index,
                    concepts,
                    pair_index,
                    holds,
                };
                let found = holding(concepts, unit, &places).into_iter();
                all.extend(found.map(|(sentence, holds)| row(sentence, holds)));
            }
        }
    }
    all.into_iter().collect()
}

/// The pairs in a unit and their places in the list.
fn unit_pairs(unit: &Unit, indices: &HashMap<[u32; 2], usize>) -> Vec<([u32; 2], usize)> {
    let mut pairs = Vec::new();
    for (place, &a) in unit.concepts.iter().enumerate() {
        let found = unit.concepts[place + 1..].iter().map(|&b| [a, b]);
        pairs.extend(found.filter_map(|pair| Some((pair, *indices.get(&pair)?))));
    }
    pairs
}

/// The sentences of a unit that show a pair.
fn holding([a, b]: [u32; 2], unit: &Unit, places: &[Vec<u32>]) -> Vec<(usize, Holds)> {
    let has = |sentence: usize, concept| places[sentence].binary_search(&concept).is_ok();
    let both: Vec<(usize, Holds)> = (unit.first..unit.end)
        .filter(|&sentence| has(sentence, a) && has(sentence, b))
        .map(|sentence| (sentence, Holds::Both))
        .collect();
    if !both.is_empty() {
        return both;
    }
    vec![
        (first_with(a, unit, places), Holds::A),
        (first_with(b, unit, places), Holds::B),
    ]
}

/// Returns every window with a counted concept: places of an article and, for what is
/// smaller, of its first sentence; and the concepts in it.
pub fn windows(
    occurrences: &Occurrences,
    options: &Options,
) -> Vec<(usize, Option<usize>, Vec<u32>)> {
    let choice = Choice::new(occurrences, options);
    let mut found = Vec::new();
    for (article_index, article) in occurrences.articles.iter().enumerate() {
        let places = choice.places(article);
        let units = units::units(article, &places, options.window);
        let wanted = units
            .into_iter()
            .filter(|unit| unit.window == options.window);
        for unit in wanted.filter(|unit| !unit.concepts.is_empty()) {
            let first = (unit.window != Window::Article).then_some(unit.first);
            found.push((article_index, first, unit.concepts));
        }
    }
    found
}
