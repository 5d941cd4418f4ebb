//! Roll-up: genes counted as the family that they belong to.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Category, Concept, ConceptId, Label, Occurrences};

/// Turns every gene that has a family among `concepts` into that family.
///
/// A gene of several families counts as the smallest of them, of equally small ones as
/// the first by id, so that no two families ever share a mention.
pub fn roll_up<'c>(
    occurrences: &mut Occurrences,
    concepts: impl Iterator<Item = &'c Arc<Concept>>,
) {
    let mut families: Vec<&Arc<Concept>> = concepts
        .filter(|concept| concept.category == Category::Family)
        .collect();
    families.sort_by_key(|family| (family.members.len(), family.id.clone()));
    let mut family_of: BTreeMap<ConceptId, Label> = BTreeMap::new();
    for family in families {
        for member in &family.members {
            family_of.entry(member.clone()).or_insert_with(|| Label {
                id: family.id.clone(),
                category: family.category,
                name: family.name.clone(),
                name_zh: family.name_zh.clone(),
            });
        }
    }
    let labels = occurrences.labels.iter();
    let genes = labels.filter(|label| label.category == Category::Gene);
    let instead = genes
        .filter_map(|gene| Some((gene.id.clone(), family_of.get(&gene.id)?.clone())))
        .collect();
    occurrences.relabel(&instead);
}
