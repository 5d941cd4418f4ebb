//! Category pairs: which categories are paired with which.

use std::collections::BTreeSet;

use crate::model::Category;

/// Which categories are paired with which; the order of the two does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryPairs(BTreeSet<[Category; 2]>);

impl CategoryPairs {
    /// Pairs every category of a list with every other and with itself.
    pub fn among(categories: &[Category]) -> Self {
        let pairs = categories
            .iter()
            .flat_map(|&one| categories.iter().map(move |&other| sorted([one, other])));
        Self(pairs.collect())
    }

    /// Adds two categories.
    pub fn add(&mut self, pair: [Category; 2]) {
        self.0.insert(sorted(pair));
    }

    /// Whether a category is paired with any.
    pub fn has(&self, category: Category) -> bool {
        self.0.iter().any(|pair| pair.contains(&category))
    }

    /// Whether two categories are paired.
    pub fn allow(&self, pair: [Category; 2]) -> bool {
        self.0.contains(&sorted(pair))
    }

    /// Returns the pairs as words: `gene-drug`.
    pub fn words(&self) -> Vec<String> {
        let word = |[one, other]: &[Category; 2]| format!("{one}-{other}");
        self.0.iter().map(word).collect()
    }
}

impl Default for CategoryPairs {
    /// Genes, families and drugs, each with each.
    fn default() -> Self {
        Self::among(&[Category::Gene, Category::Family, Category::Drug])
    }
}

fn sorted([one, other]: [Category; 2]) -> [Category; 2] {
    [one.min(other), one.max(other)]
}
