//! Pair: two concepts, the units with both, and what those say.

use std::collections::HashSet;

use super::units::Units;

/// Two concepts and where they stand together.
#[derive(Debug)]
pub(super) struct Pair {
    /// The two, the smaller number first.
    pub(super) concepts: [u32; 2],
    pub(super) units: Units,
    /// Articles with both, with both in one section, with both in one sentence.
    pub(super) in_articles: [u32; 3],
    /// Sentences with both that deny a claim.
    pub(super) negated: u32,
    pub(super) years: Option<(i32, i32)>,
    /// Places of an article and of a sentence in it.
    pub(super) example: Option<(u32, u32)>,
    /// What the sentences with both name, each as often as they do.
    pub(super) mechanisms: Vec<u32>,
    pub(super) references: Vec<u32>,
}

impl Pair {
    /// Starts with nothing counted.
    pub(super) fn new(concepts: [u32; 2]) -> Self {
        Self {
            concepts,
            units: Units::default(),
            in_articles: [0; 3],
            negated: 0,
            years: None,
            example: None,
            mechanisms: Vec::new(),
            references: Vec::new(),
        }
    }

    /// Notes the year of an article.
    pub(super) fn add_year(&mut self, year: i32) {
        let (first, last) = self.years.unwrap_or((year, year));
        self.years = Some((first.min(year), last.max(year)));
    }

    /// The references, each once, in the order in which they were met.
    pub(super) fn distinct_references(&self) -> Vec<u32> {
        let mut seen = HashSet::new();
        let references = self.references.iter().copied();
        references.filter(|&number| seen.insert(number)).collect()
    }
}
