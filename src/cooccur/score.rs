//! Score: counts of articles → the weighted co-occurrence score of STRING.
//!
//! `C = Σ articles (article + section + sentence weight, each at most once)` and
//! `score = C^α · (C·C.. / (C_a·C_b))^(1−α)`. The marginals belong to the pair of
//! categories: for a gene and a drug, `C_a` runs over the drugs and `C_b` over the
//! genes. Where both are of one category, `C..` holds each pair once.

use std::collections::{BTreeMap, HashMap};

use crate::model::Category;

use super::Weights;
use super::count::Counts;
use super::pair::Pair;

/// Sums of weighted counts, kept as numbers of articles so that they are exact.
pub(super) struct Marginals {
    weights: Weights,
    /// By concept and category of the other one.
    concepts: HashMap<(u32, Category), [u64; 3]>,
    /// By categories, the smaller one first.
    totals: BTreeMap<(Category, Category), [u64; 3]>,
}

impl Marginals {
    /// Sums over every pair that was counted.
    pub(super) fn new(counts: &Counts<'_>, weights: Weights) -> Self {
        let mut marginals = Self {
            weights,
            concepts: HashMap::new(),
            totals: BTreeMap::new(),
        };
        for pair in &counts.pairs {
            let [a, b] = pair.concepts;
            let [of_a, of_b] = pair.concepts.map(|concept| counts.choice.category(concept));
            let totals = marginals.totals.entry(sorted(of_a, of_b)).or_default();
            add(totals, pair.in_articles);
            for key in [(a, of_b), (b, of_a)] {
                add(marginals.concepts.entry(key).or_default(), pair.in_articles);
            }
        }
        marginals
    }

    /// Returns the score of a pair; 0 when its weighted count is not above 0.
    pub(super) fn score(&self, counts: &Counts<'_>, pair: &Pair, alpha: f64) -> f64 {
        let [a, b] = pair.concepts;
        let [of_a, of_b] = pair.concepts.map(|concept| counts.choice.category(concept));
        let concept = |key| self.weighted(self.concepts.get(&key));
        let both = self.weighted(Some(&pair.in_articles.map(u64::from)));
        let total = self.weighted(self.totals.get(&sorted(of_a, of_b)));
        let by_chance = concept((a, of_b)) * concept((b, of_a));
        if both <= 0.0 || by_chance <= 0.0 {
            return 0.0;
        }
        both.powf(alpha) * (both * total / by_chance).powf(1.0 - alpha)
    }

    fn weighted(&self, articles: Option<&[u64; 3]>) -> f64 {
        let Weights {
            article,
            section,
            sentence,
        } = self.weights;
        articles.map_or(0.0, |found| {
            found[0] as f64 * article + found[1] as f64 * section + found[2] as f64 * sentence
        })
    }
}

fn sorted(one: Category, other: Category) -> (Category, Category) {
    (one.min(other), one.max(other))
}

fn add(sums: &mut [u64; 3], articles: [u32; 3]) {
    for (sum, count) in sums.iter_mut().zip(articles) {
        *sum += u64::from(count);
    }
}
