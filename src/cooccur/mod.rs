//! Cooccur: occurrences → pairs of concepts that occur together, with scores.
//!
//! Three steps: count every article ([`count()`]); measure every pair against chance;
//! keep and sort the pairs that were asked for. [`sentences()`] tells what they rest on.
//!
//! - A window (sentence, run of sentences, section, article) counts a concept once,
//!   whatever the number of its mentions. Only mentions that stand in a sentence count:
//!   names in headings, front and back matter and the reference list do not.
//! - A section is the union of its own sentences, without those of the sections
//!   below it; an article is the union of all its sentences.
//! - Of an ambiguous mention only its concept counts, never its other candidates, so
//!   two readings of one name are not a pair.
//! - Counts are whole numbers up to the last step.
//!
//! Invariant: `a.id < b.id` in every pair, and each pair stands once.

mod category_pairs;
mod choice;
mod compare;
mod count;
mod fisher;
mod measure;
mod pair;
mod roll_up;
mod score;
mod sentences;
mod sort;
#[cfg(test)]
mod tests;
mod timeline;
mod units;

use crate::model::{ConceptId, Cooccurrence, Example, Node, Occurrences, Window};

use count::Counts;
use measure::Contingency;
use pair::Pair;
use score::Marginals;

pub use category_pairs::CategoryPairs;
pub use compare::compare;
pub use roll_up::roll_up;
pub use sentences::{Holds, PairSentence, sentences, windows};
pub use sort::SortColumn;
pub use timeline::timeline;

/// What to count and which pairs to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The unit of `count_a`, `count_b`, `total` and of everything computed from them.
    pub window: Window,
    /// Categories to pair.
    pub pairs: CategoryPairs,
    /// Fewest windows that hold both; a pair that shares no window is never listed.
    pub min_count: u64,
    /// Keep only pairs with this concept. It is counted whatever its category.
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
            pairs: CategoryPairs::default(),
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
    /// All windows.
    pub windows: u64,
    /// Articles counted.
    pub articles: u64,
    /// Sections counted.
    pub sections: u64,
    /// Sentences counted.
    pub sentences: u64,
}

impl Table {
    /// Sorts the pairs by a column; ties go by score descending, then by ids.
    pub fn sort(&mut self, column: SortColumn) {
        sort::sort(&mut self.pairs, column);
    }

    /// Keeps the first `count` pairs; the nodes stay, with the pairs that are left.
    pub fn keep(&mut self, count: usize) {
        self.pairs.truncate(count);
        connect(&mut self.nodes, &self.pairs);
    }
}

/// Counts all articles and returns the pairs that were asked for.
///
/// `q_value` is corrected for all pairs that share a window, also for those that
/// `min_count` or `about` drop. Time and memory grow with the number of pairs of
/// concepts that share an article.
pub fn count(occurrences: &Occurrences, options: &Options) -> Table {
    let counts = Counts::new(occurrences, options);
    let marginals = Marginals::new(&counts, options.weights);
    let shares_window = |pair: &&Pair| pair.units.count(options.window) > 0;
    let tested: Vec<&Pair> = counts.pairs.iter().filter(shares_window).collect();
    let tables: Vec<Contingency> = tested
        .iter()
        .map(|pair| contingency(&counts, pair, options.window))
        .collect();
    let p_values: Vec<f64> = tables.iter().map(Contingency::p_value).collect();
    let q_values = measure::benjamini_hochberg(&p_values);
    let mut pairs = Vec::new();
    for (place, pair) in tested.iter().enumerate() {
        let table = &tables[place];
        if table.both >= options.min_count && counts.choice.is_about(pair.concepts) {
            let p_and_q = (p_values[place], q_values[place]);
            let score = marginals.score(&counts, pair, options.alpha);
            pairs.push(row(&counts, pair, table, p_and_q, score));
        }
    }
    sort::sort(&mut pairs, SortColumn::Score);
    Table {
        nodes: nodes(&counts, &pairs),
        pairs,
        tested_count: tested.len(),
        windows: counts.totals.count(options.window),
        articles: counts.totals.count(Window::Article),
        sections: counts.totals.count(Window::Section),
        sentences: counts.totals.count(Window::Sentence),
    }
}

fn contingency(counts: &Counts<'_>, pair: &Pair, window: Window) -> Contingency {
    let [a, b] = pair
        .concepts
        .map(|concept| counts.concepts[concept as usize].count(window));
    let total = counts.totals.count(window);
    Contingency::new(pair.units.count(window), a, b, total)
}

fn row(
    counts: &Counts<'_>,
    pair: &Pair,
    table: &Contingency,
    (p_value, q_value): (f64, f64),
    score: f64,
) -> Cooccurrence {
    let occurrences = counts.choice.occurrences;
    let [a, b] = pair
        .concepts
        .map(|concept| occurrences.labels[concept as usize].clone());
    let references = pair.distinct_references().into_iter();
    Cooccurrence {
        a,
        b,
        articles: pair.units.count(Window::Article),
        sections: pair.units.count(Window::Section),
        sentences: pair.units.count(Window::Sentence),
        negated_sentences: pair.negated.into(),
        count: table.both,
        count_a: table.count_a,
        count_b: table.count_b,
        total: table.total,
        expected: table.expected(),
        lift: table.lift(),
        pmi: table.pmi(),
        npmi: table.npmi(),
        g2: table.g2(),
        chi2: table.chi2(),
        is_chi2_valid: table.is_chi2_valid(),
        p_value,
        q_value,
        jaccard: table.jaccard(),
        salton: table.salton(),
        association: table.association(),
        score,
        mechanisms: mechanisms(occurrences, pair),
        references: references
            .filter_map(|number| occurrences.references.get(number as usize).cloned())
            .collect(),
        first_year: pair.years.map(|(first, _)| first),
        last_year: pair.years.map(|(_, last)| last),
        example: example(occurrences, pair),
    }
}

/// The mechanisms of a pair, each once, by id.
fn mechanisms(occurrences: &Occurrences, pair: &Pair) -> Vec<ConceptId> {
    let mut numbers = pair.mechanisms.clone();
    numbers.sort_unstable();
    numbers.dedup();
    let labels = numbers
        .into_iter()
        .filter_map(|number| occurrences.labels.get(number as usize));
    labels.map(|label| label.id.clone()).collect()
}

fn example(occurrences: &Occurrences, pair: &Pair) -> Example {
    let (article, sentence) = pair.example.unwrap_or_default();
    let article = &occurrences.articles[article as usize];
    let sentence = &article.sentences[sentence as usize];
    Example {
        article: article.id.clone(),
        sentence: sentence.index,
        key: sentence.key,
    }
}

fn nodes(counts: &Counts<'_>, pairs: &[Cooccurrence]) -> Vec<Node> {
    let occurrences = counts.choice.occurrences;
    let mut nodes: Vec<Node> = Vec::new();
    for (place, label) in occurrences.labels.iter().enumerate() {
        let units = counts.concepts[place];
        nodes.push(Node {
            label: label.clone(),
            articles: units.count(Window::Article),
            sections: units.count(Window::Section),
            sentences: units.count(Window::Sentence),
            mentions: counts.mentions[place],
            degree: 0,
            strength: 0,
        });
    }
    nodes.retain(|node| node.articles > 0);
    connect(&mut nodes, pairs);
    nodes
}

/// Counts the pairs of each node, which are in order of their ids.
fn connect(nodes: &mut [Node], pairs: &[Cooccurrence]) {
    for node in nodes.iter_mut() {
        (node.degree, node.strength) = (0, 0);
    }
    for pair in pairs {
        for id in [&pair.a.id, &pair.b.id] {
            if let Ok(place) = nodes.binary_search_by(|node| node.label.id.cmp(id)) {
                nodes[place].degree += 1;
                nodes[place].strength += pair.count;
            }
        }
    }
}
