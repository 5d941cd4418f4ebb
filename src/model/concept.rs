//! Concept: one record of a dictionary, and what it is called.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The id of a concept, a CURIE in Bioregistry spelling such as `hgnc:3430`.
///
/// Cheap to clone; ordered as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ConceptId(Arc<str>);

impl ConceptId {
    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ConceptId {
    fn from(id: &str) -> Self {
        Self(Arc::from(id))
    }
}

impl From<String> for ConceptId {
    fn from(id: String) -> Self {
        Self(Arc::from(id))
    }
}

impl From<ConceptId> for String {
    fn from(id: ConceptId) -> Self {
        id.0.to_string()
    }
}

impl fmt::Display for ConceptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What sort of thing a concept is.
///
/// The order is the order of preference when one name means two concepts and
/// nothing else decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// A human gene and its products.
    Gene,
    /// A gene family or a protein complex.
    Family,
    /// A drug or other chemical given for its effect.
    Drug,
    /// A class of drugs.
    DrugClass,
    /// A disease.
    Disease,
    /// A pathway or cellular process.
    Pathway,
    /// A sequence variant.
    Variant,
    /// A mechanism of drug resistance or response.
    Mechanism,
}

impl Category {
    /// Every category, in declaration order.
    pub const ALL: [Category; 8] = [
        Category::Gene,
        Category::Family,
        Category::Drug,
        Category::DrugClass,
        Category::Disease,
        Category::Pathway,
        Category::Variant,
        Category::Mechanism,
    ];

    /// Returns the word used in dictionaries, JSON and CSV.
    pub fn as_str(self) -> &'static str {
        match self {
            Category::Gene => "gene",
            Category::Family => "family",
            Category::Drug => "drug",
            Category::DrugClass => "drug_class",
            Category::Disease => "disease",
            Category::Pathway => "pathway",
            Category::Variant => "variant",
            Category::Mechanism => "mechanism",
        }
    }

    /// Reads the word used in dictionaries; `None` for any other word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|category| category.as_str() == word)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One record of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Its id.
    pub id: ConceptId,
    /// Its category.
    pub category: Category,
    /// Preferred name: HGNC symbol, English INN, or English name.
    pub name: String,
    /// Preferred Chinese name, where there is an established one.
    pub name_zh: Option<String>,
    /// Other names in Latin letters, the official gene name first.
    pub synonyms: Vec<String>,
    /// Other Chinese names.
    pub synonyms_zh: Vec<String>,
    /// Ids of the same thing elsewhere, such as `ncbigene:2064`.
    pub xrefs: Vec<String>,
    /// Broader concepts.
    pub parents: Vec<ConceptId>,
    /// Members of a family or pathway.
    pub members: Vec<ConceptId>,
    /// What a drug class is named for: the gene in `EGFR-TKI`.
    pub targets: Vec<ConceptId>,
}

impl Concept {
    /// Every name in dictionary order: preferred, Chinese, synonyms, Chinese synonyms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.name_zh)
            .chain(&self.synonyms)
            .chain(&self.synonyms_zh)
            .map(String::as_str)
    }
}
