//! Known: an entry → the concept of the dictionaries in use that it is about.
//!
//! The same rules as when dictionaries are loaded (`lexicon::merge`), asked of one entry; and
//! a drug is known by any name that the dictionaries have for it alone: `Acetaminophen`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::entry::Entry;
use crate::lexicon::merge::namespace;
use crate::lexicon::{Lexicon, RuleKind, Spelling};
use crate::model::{Category, Concept};
use crate::normalize::fold_name;

/// The dictionaries in use, by what an entry can be recognized by.
pub(super) struct Known<'l> {
    lexicon: &'l Lexicon,
    /// Concepts by id and by reference; `None` where several refer to one record.
    records: HashMap<&'l str, Option<&'l Arc<Concept>>>,
    drugs: HashMap<String, &'l Arc<Concept>>,
    /// Folded names that a rule says never count, whether some concept has them or not.
    never: HashSet<&'l str>,
}

impl<'l> Known<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        let mut records = HashMap::new();
        let mut drugs = HashMap::new();
        for concept in lexicon.concepts() {
            for xref in concept
                .xrefs
                .iter()
                .filter(|xref| namespace(xref).is_some())
            {
                let place = records.entry(xref.as_str()).or_insert(Some(concept));
                if place.is_some_and(|other| other.id != concept.id) {
                    *place = None;
                }
            }
            if concept.category == Category::Drug {
                drugs.entry(fold_name(&concept.name)).or_insert(concept);
            }
        }
        for concept in lexicon.concepts() {
            records.insert(concept.id.as_str(), Some(concept));
        }
        let never = lexicon
            .rules
            .iter()
            .filter(|rule| rule.kind == RuleKind::Never);
        Self {
            lexicon,
            records,
            drugs,
            never: never.map(|rule| &*rule.folded).collect(),
        }
    }

    /// Returns the concept that an entry is about.
    pub(super) fn same(&self, entry: &Entry) -> Option<&'l Arc<Concept>> {
        let own = self.records.get(entry.id.as_str()).copied().flatten();
        let named = || match entry.category {
            Category::Drug => self.drug_named(&entry.name),
            _ => None,
        };
        let referred = || {
            let mut found = entry.xrefs.iter().filter(|xref| namespace(xref).is_some());
            found.find_map(|xref| self.records.get(xref.as_str()).copied().flatten())
        };
        let apart = |concept: &&Arc<Concept>| {
            let space = namespace(&entry.id);
            space.is_some()
                && space == namespace(concept.id.as_str())
                && concept.id.as_str() != entry.id
        };
        own.or_else(|| named().filter(|concept| !apart(concept)))
            .or_else(|| referred().filter(|concept| !apart(concept)))
    }

    /// Returns the drug that a name is the preferred name of, or a name of and of nothing else.
    fn drug_named(&self, name: &str) -> Option<&'l Arc<Concept>> {
        let preferred = self.drugs.get(&fold_name(name)).copied();
        preferred.or_else(|| match self.lexicon.named(name)[..] {
            [only] if only.category == Category::Drug => Some(only),
            _ => None,
        })
    }

    /// Whether a rule says that a name never counts.
    pub(super) fn is_never(&self, name: &str) -> bool {
        self.never.contains(fold_name(name).as_str())
    }

    /// Returns the spelling of a name, if the dictionaries have it.
    pub(super) fn spelling(&self, name: &str) -> Option<Spelling<'l>> {
        self.lexicon.spelling(name)
    }

    /// Whether a name is a name of some other concept than `same`.
    pub(super) fn is_of_another(&self, spelling: Spelling, same: Option<&Concept>) -> bool {
        spelling.name_indices.iter().any(|&index| {
            let concept = self
                .lexicon
                .concept_at(self.lexicon.name_at(index).concept_index);
            same.is_none_or(|same| same.id != concept.id)
        })
    }

    /// Whether a name is a name of `same`.
    pub(super) fn is_name_of(&self, name: &str, same: &Concept) -> bool {
        let places = self
            .spelling(name)
            .map_or(&[][..], |spelling| spelling.name_indices);
        let concept_of = |&index: &u32| self.lexicon.name_at(index).concept_index;
        places
            .iter()
            .map(concept_of)
            .any(|index| self.lexicon.concept_at(index).id == same.id)
    }
}
