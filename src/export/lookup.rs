//! Lookup: what the rows of a document look up, made ready once.

use std::borrow::Cow;

use crate::model::{AnnotatedDocument, Evidence, Mention, Reference};

use super::cell::Cell;

/// Heading paths, readable references, and evidence by mention and by sentence.
pub(super) struct Lookup<'d> {
    pub(super) annotated: &'d AnnotatedDocument,
    /// Heading path of each section.
    sections: Vec<String>,
    /// Each reference as a reader knows it.
    references: Vec<String>,
    /// Places of the evidence of each mention: mention, evidence; sorted.
    evidence: Vec<(usize, usize)>,
}

impl<'d> Lookup<'d> {
    /// Makes ready what every row of a document needs.
    pub(super) fn new(annotated: &'d AnnotatedDocument) -> Self {
        let structure = &annotated.structure;
        let text = &annotated.document.text;
        let path = |index| structure.heading_path(index, text).join(" > ");
        Self {
            annotated,
            sections: (0..structure.sections.len()).map(path).collect(),
            references: structure.references.iter().map(Reference::short).collect(),
            evidence: places(annotated, |evidence| evidence.mention_index),
        }
    }

    /// The evidence of a mention.
    pub(super) fn evidence_of(&self, mention: usize) -> impl Iterator<Item = &'d Evidence> {
        self.found(&self.evidence, mention)
    }

    fn found(&self, sorted: &[(usize, usize)], key: usize) -> impl Iterator<Item = &'d Evidence> {
        let start = sorted.partition_point(|&(found, _)| found < key);
        let end = sorted.partition_point(|&(found, _)| found <= key);
        let evidence = &self.annotated.evidence;
        let places: Vec<usize> = sorted[start..end].iter().map(|&(_, place)| place).collect();
        places.into_iter().filter_map(|place| evidence.get(place))
    }

    /// The heading path of a sentence.
    pub(super) fn section_of(&self, sentence: usize) -> String {
        let sentence = self.annotated.structure.sentences.get(sentence);
        self.section(sentence.map(|sentence| sentence.section_index))
    }

    /// The heading path of a section; empty without one.
    pub(super) fn section(&self, index: Option<usize>) -> String {
        let path = index.and_then(|index| self.sections.get(index));
        path.cloned().unwrap_or_default()
    }

    /// Readable references, each once.
    pub(super) fn references(&self, indices: &[usize]) -> Cell<'d> {
        let mut texts: Vec<Cow<'d, str>> = Vec::new();
        for text in indices
            .iter()
            .filter_map(|&index| self.references.get(index))
        {
            if !texts.iter().any(|other| other == text) {
                texts.push(Cow::Owned(text.clone()));
            }
        }
        Cell::List(texts)
    }

    /// The text of a sentence; empty when there is no such sentence.
    pub(super) fn sentence_text(&self, index: usize) -> &'d str {
        let sentence = self.annotated.structure.sentences.get(index);
        sentence.map_or("", |sentence| {
            sentence.span.of(&self.annotated.document.text)
        })
    }

    /// The id, the name and the Chinese name of what a mention means.
    pub(super) fn concept(&self, mention: &'d Mention) -> [Cell<'d>; 3] {
        let concept = self.annotated.concepts.get(&mention.concept);
        [
            Cell::text(mention.concept.as_str()),
            Cell::optional(concept.map(|concept| concept.name.as_str())),
            Cell::optional(concept.and_then(|concept| concept.name_zh.as_deref())),
        ]
    }
}

/// The places of the evidence by a key; sorted.
fn places(annotated: &AnnotatedDocument, key: impl Fn(&Evidence) -> usize) -> Vec<(usize, usize)> {
    let evidence = annotated.evidence.iter().enumerate();
    let mut places: Vec<(usize, usize)> = evidence
        .map(|(place, evidence)| (key(evidence), place))
        .collect();
    places.sort_unstable();
    places
}
