//! Evidence: mentions + structure → the mechanisms and references of each mention.
//!
//! Every gene, family and drug mention in a sentence gets the mechanisms that its
//! sentence names, then those of the headings above it from the innermost outwards,
//! and the references of its sentence, else of the next marker in the same section.
//!
//! Link finds no names of its own: mechanisms are mentions like any other.
//!
//! Invariant: evidence is in the order of the mentions.

use std::collections::BTreeMap;

use crate::model::{
    Category, Evidence, EvidenceMechanism, MechanismSource, Mention, ReferenceScope, Structure,
};

/// Returns the evidence of the mentions of one document.
pub fn evidence(structure: &Structure, mentions: &[Mention]) -> Vec<Evidence> {
    let named = mechanisms_by_sentence(mentions);
    let above = mechanisms_by_section(structure, mentions);
    let references = references_by_sentence(structure);
    let mut evidence = Vec::new();
    for (mention_index, mention) in mentions.iter().enumerate() {
        let counts = matches!(
            mention.category,
            Category::Gene | Category::Family | Category::Drug
        );
        let Some(sentence_index) = mention.sentence_index.filter(|_| counts) else {
            continue;
        };
        let section_index = structure.sentences[sentence_index].section_index;
        let mut mechanisms = named.get(&sentence_index).cloned().unwrap_or_default();
        for mechanism in &above[section_index] {
            if !mechanisms
                .iter()
                .any(|known| known.concept == mechanism.concept)
            {
                mechanisms.push(mechanism.clone());
            }
        }
        let (reference_scope, reference_indices) = references[sentence_index].clone();
        evidence.push(Evidence {
            mention_index,
            sentence_index,
            mechanisms,
            reference_indices,
            reference_scope,
        });
    }
    evidence
}

fn mechanisms_by_sentence(mentions: &[Mention]) -> BTreeMap<usize, Vec<EvidenceMechanism>> {
    let mut named: BTreeMap<usize, Vec<EvidenceMechanism>> = BTreeMap::new();
    for mention in mentions
        .iter()
        .filter(|mention| mention.category == Category::Mechanism)
    {
        if let Some(sentence_index) = mention.sentence_index {
            push(
                named.entry(sentence_index).or_default(),
                mention,
                MechanismSource::Sentence,
            );
        }
    }
    named
}

/// For each section the mechanisms that its heading and those above it name, innermost first.
pub(super) fn mechanisms_by_section(
    structure: &Structure,
    mentions: &[Mention],
) -> Vec<Vec<EvidenceMechanism>> {
    let own = |section_index: usize| {
        let heading = structure.sections[section_index].heading;
        mentions.iter().filter(move |mention| {
            mention.category == Category::Mechanism
                && heading.is_some_and(|heading| heading.contains(mention.span))
        })
    };
    let all = |section_index: usize| {
        let mut mechanisms = Vec::new();
        let mut next = Some(section_index);
        while let Some(index) = next {
            own(index).for_each(|mention| push(&mut mechanisms, mention, MechanismSource::Heading));
            next = structure.sections[index].parent;
        }
        mechanisms
    };
    (0..structure.sections.len()).map(all).collect()
}

fn push(mechanisms: &mut Vec<EvidenceMechanism>, mention: &Mention, from: MechanismSource) {
    if !mechanisms
        .iter()
        .any(|mechanism| mechanism.concept == mention.concept)
    {
        mechanisms.push(EvidenceMechanism {
            concept: mention.concept.clone(),
            from,
        });
    }
}

/// For each sentence its own references, else those of the next marker in its section.
pub(super) fn references_by_sentence(structure: &Structure) -> Vec<(ReferenceScope, Vec<usize>)> {
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); structure.sentences.len()];
    let mut first: Vec<Vec<usize>> = vec![Vec::new(); structure.sentences.len()];
    for citation in &structure.citations {
        let sentence = citation.sentence_index;
        if first[sentence].is_empty() {
            first[sentence].clone_from(&citation.reference_indices);
        }
        for &reference_index in &citation.reference_indices {
            if !own[sentence].contains(&reference_index) {
                own[sentence].push(reference_index);
            }
        }
    }
    let mut following: (usize, Vec<usize>) = (usize::MAX, Vec::new());
    let mut found = Vec::with_capacity(own.len());
    for (sentence_index, references) in own.into_iter().enumerate().rev() {
        let section = structure.sentences[sentence_index].section_index;
        if references.is_empty() {
            let near = if following.0 == section {
                following.1.clone()
            } else {
                Vec::new()
            };
            let scope = if near.is_empty() {
                ReferenceScope::None
            } else {
                ReferenceScope::Following
            };
            found.push((scope, near));
        } else {
            following = (section, std::mem::take(&mut first[sentence_index]));
            found.push((ReferenceScope::Sentence, references));
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests;
