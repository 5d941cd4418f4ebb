//! Build: concepts and rules → a lexicon that is ready to be asked.
//!
//! A spelling has the rule that a rule file gives it; without one, a spelling whose
//! every name is called ambiguous by its row counts only beside another name.

use std::collections::HashMap;
use std::sync::Arc;

use super::spelling::spellings;
use super::{Lexicon, Name, Rule, RuleKind, Spelling};
use crate::model::Concept;

/// Builds a lexicon of concepts, by id, with the names that are ambiguous.
pub(super) fn lexicon(
    concepts: Vec<(Concept, Vec<String>)>,
    mut rules: Vec<Rule>,
    fingerprint: String,
) -> Lexicon {
    let mut names = Vec::new();
    let mut doubted: Vec<u32> = Vec::new();
    let mut pairs: Vec<(String, u32)> = Vec::new();
    for (concept_index, (concept, ambiguous)) in (0..).zip(&concepts) {
        for text in concept.names() {
            let is_preferred = text == concept.name || Some(text) == concept.name_zh.as_deref();
            let name_index = u32::try_from(names.len()).unwrap_or(u32::MAX);
            if ambiguous.iter().any(|name| name == text) {
                doubted.push(name_index);
            }
            pairs.extend(
                spellings(text)
                    .into_iter()
                    .map(|folded| (folded, name_index)),
            );
            names.push(Name {
                text: text.into(),
                concept_index,
                is_preferred,
            });
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut rule_of: HashMap<Box<str>, u32> = (0..)
        .zip(&rules)
        .map(|(index, rule)| (rule.folded.clone(), index))
        .collect();
    let concepts: Vec<Arc<Concept>> = concepts.into_iter().map(|pair| Arc::new(pair.0)).collect();
    let rank = |index: &u32| {
        let name = &names[*index as usize];
        let concept = &concepts[name.concept_index as usize];
        (
            !name.is_preferred,
            concept.category,
            name.concept_index,
            *index,
        )
    };
    let mut spellings = Vec::new();
    for group in pairs.chunk_by(|a, b| a.0 == b.0) {
        let folded = group[0].0.as_str();
        let mut name_indices: Vec<u32> = group.iter().map(|pair| pair.1).collect();
        name_indices.sort_unstable_by_key(rank);
        let rule_index = rule_of.remove(folded).or_else(|| {
            let is_doubted = name_indices
                .iter()
                .all(|index| doubted.binary_search(index).is_ok());
            is_doubted.then(|| {
                rules.push(beside_another_name(folded));
                u32::try_from(rules.len() - 1).unwrap_or(u32::MAX)
            })
        });
        spellings.push(Spelling {
            folded: folded.into(),
            name_indices,
            rule_index,
        });
    }
    Lexicon {
        concepts,
        names,
        spellings,
        rules,
        fingerprint,
    }
}

fn beside_another_name(folded: &str) -> Rule {
    Rule {
        folded: folded.into(),
        kind: RuleKind::Longform,
        context: Vec::new(),
        reason: "its dictionary calls it ambiguous".into(),
    }
}
