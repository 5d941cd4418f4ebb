//! Article: what one document adds to its pairs beside counts: examples and evidence.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{AnnotatedDocument, Window};

use super::units::Unit;

/// What a document knows beside its units.
pub(super) struct Article<'d> {
    pub(super) annotated: &'d AnnotatedDocument,
    /// Place in the list of articles.
    pub(super) index: usize,
    /// Sentence, concept, evidence; sorted.
    pub(super) evidence: Vec<(usize, usize, usize)>,
    /// Sentence and concept; sorted.
    pub(super) places: Vec<(usize, usize)>,
    /// Texts of sentences used as an example.
    pub(super) examples: HashMap<usize, Arc<str>>,
    /// The number of the readable string of each reference met.
    pub(super) references: HashMap<usize, usize>,
}

impl Article<'_> {
    /// The text of a sentence.
    pub(super) fn sentence(&mut self, index: usize) -> Arc<str> {
        let text = || {
            let sentence = self.annotated.structure.sentences.get(index);
            sentence.map_or("", |sentence| {
                sentence.span.of(&self.annotated.document.text)
            })
        };
        Arc::clone(
            self.examples
                .entry(index)
                .or_insert_with(|| Arc::from(text())),
        )
    }

    /// The first sentence with a concept, among those of a section when the window is one.
    pub(super) fn first_with(&self, concept: usize, unit: &Unit) -> usize {
        let section_of = |sentence: usize| {
            let sentences = &self.annotated.structure.sentences;
            sentences.get(sentence).map(|found| found.section_index)
        };
        let section = section_of(unit.sentence);
        self.places
            .iter()
            .filter(|(_, other)| *other == concept)
            .map(|(sentence, _)| *sentence)
            .find(|sentence| unit.window != Window::Section || section_of(*sentence) == section)
            .unwrap_or(unit.sentence)
    }

    /// The evidence of the mentions of a concept in a sentence.
    pub(super) fn evidence_of(
        &self,
        sentence: usize,
        concept: usize,
    ) -> impl Iterator<Item = usize> {
        let key = (sentence, concept);
        let start = self.evidence.partition_point(|&(s, c, _)| (s, c) < key);
        self.evidence[start..]
            .iter()
            .take_while(move |&&(s, c, _)| (s, c) == key)
            .map(|&(_, _, evidence)| evidence)
    }
}
