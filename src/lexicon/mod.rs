//! Lexicon: `dictionaries/*.csv` → every concept, and every spelling that can name it.
//!
//! Rows are read and checked ([`row`]), names get the spellings that text writes
//! them in ([`spelling`]), rules say which spellings mean something else ([`rule`]).
//! Layers are read in order: the shipped dictionaries, then the folders the user
//! gives; a later layer adds names to a concept and overrides its preferred ones.
//! Rows of several files are one concept when [`merge`] finds them to be about the
//! same thing. [`audit()`] looks for what only a person can mend, [`import`] makes
//! dictionaries of public downloads.
//!
//! Invariant: concepts are sorted by id and spellings by their folded form, so
//! that everything built from them is the same on every run.
//!
//! The lexicon searches no text; `recognize` does.

mod audit;
mod build;
mod cue;
mod files;
pub mod import;
mod list;
mod merge;
mod row;
mod rule;
mod shipped;
mod snapshot;
mod spelling;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::model::{Category, Concept, ConceptId, Cue, CueKind};
use crate::normalize;

pub use audit::{Finding, audit};
pub use rule::{Rule, RuleKind};
pub use table::Spelling;

use table::Table;

/// One name of one concept.
#[derive(Clone, Copy, Debug)]
pub struct Name<'l> {
    /// The name as the dictionary writes it.
    pub text: &'l str,
    /// Place of its concept in [`Lexicon::concept_at`].
    pub concept_index: u32,
    /// Whether it is the preferred name in either language.
    pub is_preferred: bool,
}

/// A name as it is held: its text stands in its concept.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct NamePlace {
    concept_index: u32,
    /// Place among [`Concept::names`].
    place: u32,
    is_preferred: bool,
}

/// All dictionaries, loaded and ready.
#[derive(Debug, Serialize, Deserialize)]
pub struct Lexicon {
    concepts: Vec<Arc<Concept>>,
    names: Vec<NamePlace>,
    spellings: Table,
    rules: Vec<Rule>,
    cues: Vec<Cue>,
    fingerprint: String,
}

/// One dictionary file: its name for messages, and its text.
#[derive(Clone, Debug)]
pub struct DictionaryFile {
    /// Path as the user knows it.
    pub path: String,
    /// Content.
    pub text: String,
}

/// The files that are read together; within a layer an id stands once.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Concept files.
    pub concepts: Vec<DictionaryFile>,
    /// Rule files.
    pub rules: Vec<DictionaryFile>,
    /// Cue files.
    pub cues: Vec<DictionaryFile>,
}

impl Lexicon {
    /// Loads the shipped dictionaries and, over them, the folders in order.
    ///
    /// A folder holds concept files (`*.csv`) and, in its folder `rules`, rule files.
    ///
    /// # Errors
    ///
    /// [`Error::Io`](crate::error::Error::Io) for a folder that cannot be read, [`Error::Input`](crate::error::Error::Input) for one without
    /// a dictionary, [`Error::Dictionary`](crate::error::Error::Dictionary) for a row that breaks the format.
    pub fn load(folders: &[PathBuf]) -> Result<Self> {
        let mut layers = vec![shipped::layer()];
        for folder in folders {
            layers.push(files::layer(folder)?);
        }
        Self::from_layers(&layers)
    }

    /// Builds a lexicon from layers, later ones over earlier ones.
    ///
    /// # Errors
    ///
    /// [`Error::Dictionary`](crate::error::Error::Dictionary) for a row that breaks the format.
    pub fn from_layers(layers: &[Layer]) -> Result<Self> {
        let mut fingerprint = Sha256::new();
        let mut entries: Vec<merge::Entry> = Vec::new();
        let mut rules = Vec::new();
        let mut cues: BTreeMap<(Box<str>, CueKind), Cue> = BTreeMap::new();
        for (layer, layer_index) in layers.iter().zip(0..) {
            let mut paths: Vec<&str> = layer.concepts.iter().map(|file| &*file.path).collect();
            paths.sort_unstable();
            for file in &layer.concepts {
                fingerprint.update(file.text.as_bytes());
                let place = paths.partition_point(|path| *path < &*file.path);
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                files::read_rows(file, layer_index, place, &mut entries)?;
            }
            for file in &layer.rules {
                fingerprint.update(file.text.as_bytes());
                rules.extend(rule::read(file)?);
            }
            for file in &layer.cues {
                fingerprint.update(file.text.as_bytes());
                let read = cue::read(file)?;
                cues.extend(
                    read.into_iter()
                        .map(|cue| ((cue.folded.clone(), cue.kind), cue)),
                );
            }
        }
        let fingerprint = hex(&fingerprint.finalize());
        let mut lexicon = build::lexicon(merge::unite(entries), rules, fingerprint);
        lexicon.cues = cues.into_values().collect();
        Ok(lexicon)
    }

    /// Returns a concept by id.
    pub fn concept(&self, id: &ConceptId) -> Option<&Arc<Concept>> {
        let place = self.concepts.binary_search_by(|concept| concept.id.cmp(id));
        place.ok().map(|index| &self.concepts[index])
    }

    /// Every concept, by id.
    pub fn concepts(&self) -> impl Iterator<Item = &Arc<Concept>> {
        self.concepts.iter()
    }

    /// Every spelling, by its folded form.
    pub fn spellings(&self) -> impl ExactSizeIterator<Item = Spelling<'_>> {
        (0..self.spellings.len()).map(|place| self.spellings.get(place))
    }

    /// Returns a spelling by its place in [`Lexicon::spellings`].
    pub fn spelling_at(&self, spelling_index: u32) -> Spelling<'_> {
        self.spellings.get(spelling_index as usize)
    }

    /// Returns a name by its place; places come from [`Spelling::name_indices`].
    pub fn name_at(&self, name_index: u32) -> Name<'_> {
        let NamePlace {
            concept_index,
            place,
            is_preferred,
        } = self.names[name_index as usize];
        let concept = &self.concepts[concept_index as usize];
        let text = concept.names().nth(place as usize).unwrap_or(&concept.name);
        Name {
            text,
            concept_index,
            is_preferred,
        }
    }

    /// Returns a concept by its place; places come from [`Name::concept_index`].
    pub fn concept_at(&self, concept_index: u32) -> &Arc<Concept> {
        &self.concepts[concept_index as usize]
    }

    /// Returns a rule by its place; places come from [`Spelling::rule_index`].
    pub fn rule_at(&self, rule_index: u32) -> &Rule {
        &self.rules[rule_index as usize]
    }

    /// Folded words that a rule says are no names, and that no concept has as one: what stands
    /// inside them is none either.
    pub fn screens(&self) -> impl Iterator<Item = &str> {
        let is_screen = |rule: &&Rule| {
            let is_name = self.spellings.find(&rule.folded).is_some();
            rule.kind == RuleKind::Never && !is_name && rule.folded.contains(' ')
        };
        self.rules
            .iter()
            .filter(is_screen)
            .map(|rule| &*rule.folded)
    }

    /// Returns a spelling, given any way of writing it.
    pub fn spelling(&self, name: &str) -> Option<Spelling<'_>> {
        self.spelling_index(name)
            .map(|index| self.spelling_at(index))
    }

    /// Returns the place of a spelling in [`Lexicon::spellings`], given any way of writing it.
    pub fn spelling_index(&self, name: &str) -> Option<u32> {
        let place = self.spellings.find(&normalize::fold_name(name))?;
        u32::try_from(place).ok()
    }

    /// Returns the places of the concepts that a spelling can mean, best first, some perhaps twice.
    pub fn meanings(&self, spelling_index: u32) -> impl Iterator<Item = u32> {
        let names = self.spelling_at(spelling_index).name_indices;
        names
            .iter()
            .map(|&index| self.names[index as usize].concept_index)
    }

    /// Returns every concept that a name can mean, best first; empty for an unknown name.
    ///
    /// Takes the name in any spelling; asks no rule.
    pub fn named(&self, name: &str) -> Vec<&Arc<Concept>> {
        let mut found: Vec<&Arc<Concept>> = Vec::new();
        for &index in self
            .spelling(name)
            .map_or(&[][..], |spelling| spelling.name_indices)
        {
            let concept = self.concept_at(self.name_at(index).concept_index);
            if !found.iter().any(|other| other.id == concept.id) {
                found.push(concept);
            }
        }
        found
    }

    /// Returns the concepts directly below one: members of a family or pathway,
    /// and every concept that names it as a parent; sorted by id.
    pub fn children(&self, id: &ConceptId) -> Vec<ConceptId> {
        let members = self.concept(id).map_or(&[][..], |concept| &concept.members);
        let narrower = self
            .concepts
            .iter()
            .filter(|concept| concept.parents.contains(id));
        let mut children: Vec<ConceptId> = members
            .iter()
            .cloned()
            .chain(narrower.map(|concept| concept.id.clone()))
            .collect();
        children.sort();
        children.dedup();
        children
    }

    /// Every cue, by its folded form.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// Returns a hash of everything that was read, in hexadecimal.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Returns the number of concepts of a category.
    pub fn count(&self, category: Category) -> usize {
        self.concepts
            .iter()
            .filter(|concept| concept.category == category)
            .count()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
