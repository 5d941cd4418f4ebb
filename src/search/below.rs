//! Below: a concept → all that its name stands for in a field.
//!
//! Members of families and pathways, kinds of diseases and mechanisms, drugs of classes,
//! and what is below those.

use std::collections::{BTreeSet, HashMap};

use crate::lexicon::Lexicon;
use crate::model::ConceptId;

/// What stands directly below each concept of a lexicon.
#[derive(Debug)]
pub(super) struct Below<'l>(HashMap<&'l ConceptId, Vec<&'l ConceptId>>);

impl<'l> Below<'l> {
    /// Walks the lexicon once.
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        let mut narrower: HashMap<&ConceptId, Vec<&ConceptId>> = HashMap::new();
        for concept in lexicon.concepts() {
            for parent in &concept.parents {
                narrower.entry(parent).or_default().push(&concept.id);
            }
            if !concept.members.is_empty() {
                let members = narrower.entry(&concept.id).or_default();
                members.extend(&concept.members);
            }
        }
        Self(narrower)
    }

    /// Returns concepts and everything below them, each once, sorted.
    pub(super) fn all(&self, ids: impl IntoIterator<Item = ConceptId>) -> Vec<ConceptId> {
        let mut found = BTreeSet::new();
        let mut next: Vec<ConceptId> = ids.into_iter().collect();
        while let Some(id) = next.pop() {
            if found.insert(id.clone()) {
                let below = self.0.get(&id).into_iter().flatten();
                next.extend(below.copied().cloned());
            }
        }
        found.into_iter().collect()
    }
}
