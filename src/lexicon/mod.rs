//! Lexicon: `dictionaries/*.csv` → every concept, and every spelling that can name it.
//!
//! Rows are read and checked ([`row`]), names get the spellings that text writes
//! them in ([`spelling`]), rules say which spellings mean something else ([`rule`]).
//! Layers are read in order: the shipped dictionaries, then the folders the user
//! gives; a later layer adds names to a concept and overrides its preferred ones.
//!
//! Invariant: concepts are sorted by id and spellings by their folded form, so
//! that everything built from them is the same on every run.
//!
//! The lexicon searches no text; `recognize` does.

mod row;
mod rule;
mod shipped;
mod spelling;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::model::{Category, Concept, ConceptId};
use crate::normalize;

pub use rule::{Rule, RuleKind};

/// One name of one concept.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name as the dictionary writes it.
    pub text: Box<str>,
    /// Place of its concept in [`Lexicon::concept_at`].
    pub concept_index: u32,
    /// Whether it is the preferred name in either language.
    pub is_preferred: bool,
}

/// One folded spelling and the names it stands for.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The folded spelling; never empty.
    pub folded: Box<str>,
    /// Places in [`Lexicon::name_at`], best first: preferred names before synonyms,
    /// then by category and id.
    pub name_indices: Vec<u32>,
    /// Place in [`Lexicon::rule_at`], where the spelling has a rule.
    pub rule_index: Option<u32>,
}

/// All dictionaries, loaded and ready.
#[derive(Debug)]
pub struct Lexicon {
    concepts: Vec<Arc<Concept>>,
    names: Vec<Name>,
    spellings: Vec<Spelling>,
    rules: Vec<Rule>,
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
}

impl Lexicon {
    /// Loads the shipped dictionaries and, over them, the folders in order.
    ///
    /// A folder holds concept files (`*.csv`) and, in its folder `rules`, rule files.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] for a folder that cannot be read, [`Error::Input`] for one without
    /// a dictionary, [`Error::Dictionary`] for a row that breaks the format.
    pub fn load(folders: &[PathBuf]) -> Result<Self> {
        let mut layers = vec![shipped::layer()];
        for folder in folders {
            layers.push(read_layer(folder)?);
        }
        Self::from_layers(&layers)
    }

    /// Builds a lexicon from layers, later ones over earlier ones.
    ///
    /// # Errors
    ///
    /// [`Error::Dictionary`] for a row that breaks the format.
    pub fn from_layers(layers: &[Layer]) -> Result<Self> {
        let mut fingerprint = Sha256::new();
        let mut concepts: HashMap<ConceptId, Concept> = HashMap::new();
        let mut rules = Vec::new();
        for layer in layers {
            let mut seen: HashMap<ConceptId, String> = HashMap::new();
            for file in &layer.concepts {
                fingerprint.update(file.text.as_bytes());
                row::read(file, |line, concept| {
                    let place = format!("{}:{line}", file.path);
                    if let Some(first) = seen.insert(concept.id.clone(), place) {
                        return Err(Error::Dictionary {
                            file: file.path.clone(),
                            line,
                            expected: "an id that stands once".into(),
                            found: format!("{}, which {first} has already", concept.id),
                        });
                    }
                    merge(&mut concepts, concept);
                    Ok(())
                })?;
            }
            for file in &layer.rules {
                fingerprint.update(file.text.as_bytes());
                rules.extend(rule::read(file)?);
            }
        }
        let fingerprint = hex(&fingerprint.finalize());
        Ok(Self::build(
            concepts.into_values().collect(),
            rules,
            fingerprint,
        ))
    }

    fn build(mut concepts: Vec<Concept>, rules: Vec<Rule>, fingerprint: String) -> Self {
        concepts.sort_by(|a, b| a.id.cmp(&b.id));
        let mut names = Vec::new();
        let mut pairs: Vec<(String, u32)> = Vec::new();
        for (concept_index, concept) in (0..).zip(&concepts) {
            for text in concept.names() {
                let is_preferred = text == concept.name || Some(text) == concept.name_zh.as_deref();
                let name_index = u32::try_from(names.len()).unwrap_or(u32::MAX);
                pairs.extend(
                    spelling::spellings(text)
                        .into_iter()
                        .map(|s| (s, name_index)),
                );
                names.push(Name {
                    text: text.into(),
                    concept_index,
                    is_preferred,
                });
            }
        }
        let rule_of: HashMap<&str, u32> = (0..)
            .zip(&rules)
            .map(|(index, rule)| (&*rule.folded, index))
            .collect();
        pairs.sort();
        pairs.dedup();
        let rank = |index: &u32| {
            let name = &names[*index as usize];
            let concept = &concepts[name.concept_index as usize];
            (!name.is_preferred, concept.category, name.concept_index)
        };
        let spellings = pairs
            .chunk_by(|a, b| a.0 == b.0)
            .map(|group| {
                let folded = group[0].0.as_str();
                let mut name_indices: Vec<u32> = group.iter().map(|pair| pair.1).collect();
                name_indices.sort_by_key(rank);
                Spelling {
                    folded: folded.into(),
                    name_indices,
                    rule_index: rule_of.get(folded).copied(),
                }
            })
            .collect();
        let concepts = concepts.into_iter().map(Arc::new).collect();
        Self {
            concepts,
            names,
            spellings,
            rules,
            fingerprint,
        }
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
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }

    /// Returns a name by its place; places come from [`Spelling::name_indices`].
    pub fn name_at(&self, name_index: u32) -> &Name {
        &self.names[name_index as usize]
    }

    /// Returns a concept by its place; places come from [`Name::concept_index`].
    pub fn concept_at(&self, concept_index: u32) -> &Arc<Concept> {
        &self.concepts[concept_index as usize]
    }

    /// Returns a rule by its place; places come from [`Spelling::rule_index`].
    pub fn rule_at(&self, rule_index: u32) -> &Rule {
        &self.rules[rule_index as usize]
    }

    /// Returns a spelling, given any way of writing it.
    pub fn spelling(&self, name: &str) -> Option<&Spelling> {
        let folded = normalize::fold_name(name);
        let place = self
            .spellings
            .binary_search_by(|spelling| (*spelling.folded).cmp(&folded));
        place.ok().map(|index| &self.spellings[index])
    }

    /// Returns every concept that a name can mean, best first; empty for an unknown name.
    ///
    /// Takes the name in any spelling; asks no rule.
    pub fn named(&self, name: &str) -> Vec<&Arc<Concept>> {
        let mut found: Vec<&Arc<Concept>> = Vec::new();
        for &index in self
            .spelling(name)
            .map_or(&[][..], |spelling| &spelling.name_indices)
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

/// Adds a concept of a later layer: its preferred names override, everything else adds.
fn merge(concepts: &mut HashMap<ConceptId, Concept>, new: Concept) {
    let Some(old) = concepts.get_mut(&new.id) else {
        concepts.insert(new.id.clone(), new);
        return;
    };
    let former = std::mem::replace(&mut old.name, new.name);
    add(&mut old.synonyms, [former]);
    if let Some(name_zh) = new.name_zh {
        add(&mut old.synonyms_zh, old.name_zh.replace(name_zh));
    }
    old.category = new.category;
    add(&mut old.synonyms, new.synonyms);
    add(&mut old.synonyms_zh, new.synonyms_zh);
    add(&mut old.xrefs, new.xrefs);
    add(&mut old.parents, new.parents);
    add(&mut old.members, new.members);
    add(&mut old.targets, new.targets);
    let Concept {
        name,
        name_zh,
        synonyms,
        synonyms_zh,
        ..
    } = old;
    synonyms.retain(|synonym| synonym != name);
    synonyms_zh.retain(|synonym| Some(synonym) != name_zh.as_ref());
}

fn add<T: PartialEq>(list: &mut Vec<T>, new: impl IntoIterator<Item = T>) {
    for value in new {
        if !list.contains(&value) {
            list.push(value);
        }
    }
}

fn read_layer(folder: &Path) -> Result<Layer> {
    let layer = Layer {
        concepts: read_files(folder)?,
        rules: read_files(&folder.join("rules"))?,
    };
    if layer.concepts.is_empty() && layer.rules.is_empty() {
        return Err(Error::Input {
            place: folder.display().to_string(),
            expected: "a folder with dictionary files (*.csv)",
            found: "none".into(),
        });
    }
    Ok(layer)
}

/// Reads every `*.csv` of a folder, by name; a missing `rules` folder is an empty one.
fn read_files(folder: &Path) -> Result<Vec<DictionaryFile>> {
    if folder.ends_with("rules") && !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = folder.read_dir().map_err(Error::io(folder))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(Error::io(folder))?.path();
        if path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
        {
            paths.push(path);
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).map_err(Error::io(&path))?;
        let path = path.display().to_string();
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64;
            Error::Dictionary {
                file: path.clone(),
                line,
                expected: "UTF-8".into(),
                found: "bytes of another encoding".into(),
            }
        })?;
        Ok(DictionaryFile { path, text })
    };
    paths.into_iter().map(read).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
