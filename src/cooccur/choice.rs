//! Choice: which concepts are counted, and which two of them are a pair.

use crate::model::{ArticleOccurrences, Category, Occurrences, SentenceOccurrences};

use super::Options;

/// The options, with the concept that was asked about looked up.
pub(super) struct Choice<'o> {
    pub(super) occurrences: &'o Occurrences,
    pub(super) options: &'o Options,
    about: Option<u32>,
}

impl<'o> Choice<'o> {
    pub(super) fn new(occurrences: &'o Occurrences, options: &'o Options) -> Self {
        let about = options.about.as_ref();
        Self {
            occurrences,
            options,
            about: about.and_then(|id| occurrences.number_of(id)),
        }
    }

    pub(super) fn category(&self, concept: u32) -> Category {
        self.occurrences.labels[concept as usize].category
    }

    /// Whether two counted concepts are a pair.
    pub(super) fn is_pair(&self, [one, other]: [u32; 2]) -> bool {
        let categories = [one, other].map(|concept| self.category(concept));
        let is_about = self.about == Some(one) || self.about == Some(other);
        is_about || self.options.pairs.allow(categories)
    }

    /// Whether a pair passes `options.about`.
    pub(super) fn is_about(&self, pair: [u32; 2]) -> bool {
        let has = |about: u32| pair.contains(&about);
        self.options.about.is_none() || self.about.is_some_and(has)
    }

    /// The concepts of each sentence that are counted: sorted, each once.
    pub(super) fn places(&self, article: &ArticleOccurrences) -> Vec<Vec<u32>> {
        let is_counted = |&concept: &u32| {
            self.about == Some(concept) || self.options.pairs.has(self.category(concept))
        };
        let counted = |sentence: &SentenceOccurrences| {
            let concepts = sentence.concepts.iter().copied();
            let mut concepts: Vec<u32> = concepts.filter(is_counted).collect();
            concepts.sort_unstable();
            concepts.dedup();
            concepts
        };
        article.sentences.iter().map(counted).collect()
    }
}
