//! Entry: what a source says of one concept, before it is a row.

use crate::model::{Category, Concept};

/// In longer names letter case tells nothing.
const SYMBOL_BYTES: usize = 5;

/// One record of a download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub id: String,
    pub category: Category,
    /// Empty in a record that only adds to another one.
    pub name: String,
    pub name_zh: String,
    pub synonyms: Vec<String>,
    pub synonyms_zh: Vec<String>,
    pub xrefs: Vec<String>,
    pub parents: Vec<String>,
    pub members: Vec<String>,
    pub targets: Vec<String>,
    /// Names that count only beside another name.
    pub ambiguous: Vec<String>,
    /// Who says so.
    pub sources: Vec<String>,
    /// What may be believed of its names.
    pub trust: Trust,
}

/// What may be believed of the names of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Every record of the source is what its category says.
    Full,
    /// The category was given for a whole table: proteins and classes may be among its drugs.
    Blanket,
    /// A pseudogene or a gene of non-coding RNA: symbol and full name only.
    Minor,
}

impl Entry {
    pub(super) fn new(id: impl Into<String>, category: Category) -> Self {
        Self {
            id: id.into(),
            category,
            name: String::new(),
            name_zh: String::new(),
            synonyms: Vec::new(),
            synonyms_zh: Vec::new(),
            xrefs: Vec::new(),
            parents: Vec::new(),
            members: Vec::new(),
            targets: Vec::new(),
            ambiguous: Vec::new(),
            sources: Vec::new(),
            trust: Trust::Full,
        }
    }

    /// Whether there is anything to write besides id and category.
    pub(super) fn says_something(&self) -> bool {
        let lists = [
            &self.synonyms,
            &self.synonyms_zh,
            &self.xrefs,
            &self.parents,
            &self.members,
            &self.targets,
        ];
        !self.name.is_empty()
            || !self.name_zh.is_empty()
            || lists.iter().any(|list| !list.is_empty())
    }

    /// Every name, the preferred ones first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let preferred = [&self.name, &self.name_zh]
            .into_iter()
            .filter(|name| !name.is_empty());
        preferred
            .chain(&self.synonyms)
            .chain(&self.synonyms_zh)
            .map(String::as_str)
    }

    /// Adds what another record with the same id says; the names of the first are kept.
    pub(super) fn add(&mut self, other: Entry) {
        if self.name.is_empty() {
            self.name = other.name;
        } else {
            push(&mut self.synonyms, [other.name]);
        }
        if self.name_zh.is_empty() {
            self.name_zh = other.name_zh;
        } else {
            push(&mut self.synonyms_zh, [other.name_zh]);
        }
        push(&mut self.synonyms, other.synonyms);
        push(&mut self.synonyms_zh, other.synonyms_zh);
        push(&mut self.xrefs, other.xrefs);
        push(&mut self.parents, other.parents);
        push(&mut self.members, other.members);
        push(&mut self.targets, other.targets);
        push(&mut self.ambiguous, other.ambiguous);
        push(&mut self.sources, other.sources);
        self.drop_repeats();
    }

    /// Drops synonyms that are the preferred name; the letter case of a word tells nothing.
    pub(super) fn drop_repeats(&mut self) {
        let Self {
            name,
            name_zh,
            synonyms,
            synonyms_zh,
            ..
        } = self;
        let is_word = name.len() > SYMBOL_BYTES;
        synonyms
            .retain(|synonym| synonym != name && !(is_word && synonym.eq_ignore_ascii_case(name)));
        synonyms_zh.retain(|synonym| synonym != name_zh);
    }

    /// Takes the place of a concept of the dictionaries: its id, category and preferred names.
    pub(super) fn join(&mut self, concept: &Concept) {
        let former = std::mem::replace(&mut self.name, concept.name.clone());
        push(&mut self.synonyms, [former]);
        if !self.name_zh.is_empty() {
            let preferred = concept
                .name_zh
                .clone()
                .unwrap_or_else(|| self.name_zh.clone());
            let former = std::mem::replace(&mut self.name_zh, preferred);
            push(&mut self.synonyms_zh, [former]);
        }
        self.drop_repeats();
    }
}

/// Adds values that a list does not have yet; empty ones are left out.
pub(super) fn push(list: &mut Vec<String>, new: impl IntoIterator<Item = String>) {
    for value in new {
        if !value.is_empty() && !list.contains(&value) {
            list.push(value);
        }
    }
}
