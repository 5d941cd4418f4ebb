//! Cooccur: annotated documents → pairs of concepts that occur together, with scores.
//!
//! Three steps: count each document into the [`Counter`] (one document in memory
//! at a time); measure every pair against chance ([`Counter::finish`]); keep and
//! sort the pairs that were asked for.
//!
//! - A window (sentence, section, article) counts a concept once, whatever the
//!   number of its mentions. Only mentions that stand in a sentence count: names
//!   in headings, front and back matter and the reference list do not.
//! - A section is the union of its own sentences, without those of the sections
//!   below it; an article is the union of all its sentences.
//! - Of an ambiguous mention only its `concept` counts, never its `candidates`, so
//!   two readings of one name are not a pair.
//! - Counts are whole numbers up to the last step, so the order in which documents
//!   are added changes nothing in the result.
//!
//! Invariant: `id_a < id_b` in every pair, and each pair stands once.

mod article;
mod count;
mod fisher;
mod measure;
mod pair;
mod roll_up;
mod score;
mod sort;
#[cfg(test)]
mod tests;
mod units;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{AnnotatedDocument, Category, Concept, ConceptId, Cooccurrence, Window};

use count::Counts;
use measure::Contingency;
use pair::Pair;
use score::Marginals;

pub use roll_up::RollUp;
pub use sort::SortColumn;

/// What to count and which pairs to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The unit of `count_a`, `count_b`, `total` and of everything computed from them.
    pub window: Window,
    /// Categories of the concepts to pair.
    pub categories: BTreeSet<Category>,
    /// Fewest windows that hold both; a pair that shares no window is never listed.
    pub min_count: u64,
    /// Keep only pairs with this concept. It is counted even if its category is not among `categories`.
    pub about: Option<ConceptId>,
    /// Weights of the score.
    pub weights: Weights,
    /// Exponent of the weighted count in the score; 1 ignores how frequent each of the two is.
    pub alpha: f64,
}

impl Default for Options {
    /// Genes, families and drugs in the same sentence, at least once, weighted as STRING does.
    fn default() -> Self {
        Self {
            window: Window::Sentence,
            categories: BTreeSet::from([Category::Gene, Category::Family, Category::Drug]),
            min_count: 1,
            about: None,
            weights: Weights::default(),
            alpha: 0.6,
        }
    }
}

/// What an article adds to the weighted count of a pair, each at most once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// For holding both.
    pub article: f64,
    /// For holding both in one section.
    pub section: f64,
    /// For holding both in one sentence.
    pub sentence: f64,
}

impl Default for Weights {
    /// The weights of STRING; its paragraph is our section.
    fn default() -> Self {
        Self {
            article: 1.0,
            section: 2.0,
            sentence: 0.2,
        }
    }
}

/// All that was counted, and the pairs that were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The pairs kept, by score descending, then by ids.
    pub pairs: Vec<Cooccurrence>,
    /// Every concept counted, isolated ones too, by id.
    pub nodes: Vec<Node>,
    /// Number of pairs tested: all that share a window, kept or not.
    pub tested_count: usize,
}

impl Table {
    /// Sorts the pairs by a column; ties go by score descending, then by ids.
    pub fn sort(&mut self, column: SortColumn) {
        sort::sort(&mut self.pairs, column);
    }
}

/// A concept and in how many units it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The concept.
    pub concept: Arc<Concept>,
    /// Articles with it.
    pub articles: u64,
    /// Sections with it.
    pub sections: u64,
    /// Sentences with it.
    pub sentences: u64,
    /// Pairs of the table that it is part of.
    pub degree: u64,
}

/// Counts documents one by one.
///
/// Time and memory grow with the number of pairs of concepts that share an article.
#[derive(Debug)]
pub struct Counter {
    options: Options,
    counts: Counts,
}

impl Counter {
    /// Starts with no document.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            counts: Counts::default(),
        }
    }

    /// Counts one document.
    pub fn add(&mut self, annotated: &AnnotatedDocument) {
        self.counts.add(annotated, &self.options);
    }

    /// Measures every pair and returns those that were asked for.
    ///
    /// `q_value` is corrected for all pairs that share a window, also for those that
    /// `min_count` or `about` drop.
    pub fn finish(self) -> Table {
        let Self { options, counts } = self;
        let marginals = Marginals::new(&counts, options.weights);
        let tested: Vec<&Pair> = counts
            .pairs
            .iter()
            .filter(|pair| pair.count(options.window) > 0)
            .collect();
        let tables: Vec<Contingency> = tested
            .iter()
            .map(|pair| contingency(&counts, pair, options.window))
            .collect();
        let p_values: Vec<f64> = tables.iter().map(Contingency::p_value).collect();
        let q_values = measure::benjamini_hochberg(&p_values);
        let mut pairs = Vec::new();
        for (place, pair) in tested.iter().enumerate() {
            if pair.count(options.window) < options.min_count || !counts.is_about(pair, &options) {
                continue;
            }
            let mut row = described(&counts, pair);
            measured(&mut row, &tables[place]);
            row.p_value = p_values[place];
            row.q_value = q_values[place];
            row.score = marginals.score(&counts, pair, options.alpha);
            pairs.push(row);
        }
        sort::sort(&mut pairs, SortColumn::Score);
        Table {
            nodes: nodes(&counts, &pairs),
            pairs,
            tested_count: tested.len(),
        }
    }
}

/// Counts a run of documents and returns the pairs that were asked for.
pub fn count<'d>(
    documents: impl IntoIterator<Item = &'d AnnotatedDocument>,
    options: Options,
) -> Table {
    let mut counter = Counter::new(options);
    for document in documents {
        counter.add(document);
    }
    counter.finish()
}

fn contingency(counts: &Counts, pair: &Pair, window: Window) -> Contingency {
    let [a, b] = pair
        .concepts
        .map(|index| counts.concepts[index].units.count(window));
    let total = counts.totals.count(window);
    Contingency::new(pair.count(window), a, b, total)
}

/// The row of a pair with everything but its measures.
fn described(counts: &Counts, pair: &Pair) -> Cooccurrence {
    let [a, b] = pair.concepts.map(|index| &counts.concepts[index].concept);
    let (example_article, example_sentence) = match &pair.example {
        Some((article, text)) => (counts.articles[*article].clone(), text.to_string()),
        None => Default::default(),
    };
    Cooccurrence {
        id_a: a.id.clone(),
        name_a: a.name.clone(),
        name_zh_a: a.name_zh.clone(),
        category_a: a.category,
        id_b: b.id.clone(),
        name_b: b.name.clone(),
        name_zh_b: b.name_zh.clone(),
        category_b: b.category,
        articles: pair.units.articles,
        sections: pair.units.sections,
        sentences: pair.units.sentences,
        count_a: 0,
        count_b: 0,
        total: 0,
        expected: 0.0,
        pmi: 0.0,
        npmi: 0.0,
        g2: 0.0,
        p_value: 1.0,
        q_value: 1.0,
        jaccard: 0.0,
        score: 0.0,
        mechanisms: pair.mechanisms.clone(),
        references: counts.references(pair),
        first_year: pair.years.map(|(first, _)| first),
        last_year: pair.years.map(|(_, last)| last),
        example_article,
        example_sentence,
    }
}

fn measured(row: &mut Cooccurrence, table: &Contingency) {
    row.count_a = table.count_a;
    row.count_b = table.count_b;
    row.total = table.total;
    row.expected = table.expected();
    row.pmi = table.pmi();
    row.npmi = table.npmi();
    row.g2 = table.g2();
    row.jaccard = table.jaccard();
}

fn nodes(counts: &Counts, pairs: &[Cooccurrence]) -> Vec<Node> {
    let mut degrees = vec![0; counts.concepts.len()];
    for pair in pairs {
        for id in [&pair.id_a, &pair.id_b] {
            if let Some(&index) = counts.concept_indices.get(id) {
                degrees[index] += 1;
            }
        }
    }
    let mut nodes: Vec<Node> = counts
        .concepts
        .iter()
        .zip(degrees)
        .map(|(counted, degree)| Node {
            concept: Arc::clone(&counted.concept),
            articles: counted.units.articles,
            sections: counted.units.sections,
            sentences: counted.units.sentences,
            degree,
        })
        .collect();
    nodes.sort_by(|one, other| one.concept.id.cmp(&other.concept.id));
    nodes
}
