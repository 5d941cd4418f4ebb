//! Roll-up: genes counted as the family that they belong to.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{AnnotatedDocument, Category, Concept, ConceptId};

/// For each gene the family that it counts as.
///
/// A gene of several families counts as the smallest of them, of equally small ones as
/// the first by id, so that no two families ever share a mention.
#[derive(Clone, Debug, Default)]
pub struct RollUp {
    family_of: BTreeMap<ConceptId, Arc<Concept>>,
}

impl RollUp {
    /// Learns the members of the families among `concepts`.
    pub fn new<'c>(concepts: impl Iterator<Item = &'c Arc<Concept>>) -> Self {
        let mut families: Vec<&Arc<Concept>> = concepts
            .filter(|concept| concept.category == Category::Family)
            .collect();
        families.sort_by_key(|family| (family.members.len(), family.id.clone()));
        let mut family_of = BTreeMap::new();
        for family in families {
            for member in &family.members {
                family_of
                    .entry(member.clone())
                    .or_insert_with(|| Arc::clone(family));
            }
        }
        Self { family_of }
    }

    /// Turns every mention of a gene that has a family into one of the family.
    pub fn apply(&self, mut annotated: AnnotatedDocument) -> AnnotatedDocument {
        for mention in &mut annotated.mentions {
            let family = self.family_of.get(&mention.concept);
            if let Some(family) = family.filter(|_| mention.category == Category::Gene) {
                mention.concept = family.id.clone();
                mention.category = family.category;
                annotated
                    .concepts
                    .insert(family.id.clone(), Arc::clone(family));
            }
        }
        annotated
    }
}
