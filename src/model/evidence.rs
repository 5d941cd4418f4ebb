//! Evidence: names found in a document, by which mechanism, from which reference.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Category, Claim, Concept, ConceptId, Document, Span, Structure};

/// By what means a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A name of the dictionary.
    Dictionary,
    /// An abbreviation that the article defines.
    Abbreviation,
    /// A member of a range such as `FGFR1-3`.
    Range,
    /// A pattern, for variants.
    Pattern,
}

impl Origin {
    /// Returns the word used in JSON and CSV.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Dictionary => "dictionary",
            Origin::Abbreviation => "abbreviation",
            Origin::Range => "range",
            Origin::Pattern => "pattern",
        }
    }
}

/// One place where a name of a concept stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it means.
    pub concept: ConceptId,
    /// The category of that concept.
    pub category: Category,
    /// The sentence it stands in; `None` in headings, front and back matter and the reference list.
    pub sentence_index: Option<usize>,
    /// The section it stands in.
    pub section_index: Option<usize>,
    /// The reference whose entry it stands in.
    pub reference_index: Option<usize>,
    /// How it was found.
    pub origin: Origin,
    /// Other concepts that the name could mean, best first.
    pub candidates: Vec<ConceptId>,
}

/// Where a mechanism was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MechanismSource {
    /// The sentence names it.
    Sentence,
    /// A heading above the sentence names it.
    Heading,
}

/// A mechanism and where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceMechanism {
    /// The mechanism.
    pub concept: ConceptId,
    /// Where it was read.
    pub from: MechanismSource,
}

/// How near the references of a piece of evidence stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceScope {
    /// The marker stands in the sentence.
    Sentence,
    /// The next marker in the same section.
    Following,
    /// No marker follows in the section.
    None,
}

impl ReferenceScope {
    /// Returns the word used in JSON and CSV.
    pub fn as_str(self) -> &'static str {
        match self {
            ReferenceScope::Sentence => "sentence",
            ReferenceScope::Following => "following",
            ReferenceScope::None => "none",
        }
    }
}

/// One mention, its mechanisms, its references.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Place in the mentions of the document.
    pub mention_index: usize,
    /// The sentence that it rests on.
    pub sentence_index: usize,
    /// Mechanisms, those of the sentence before those of the innermost heading and outwards.
    pub mechanisms: Vec<EvidenceMechanism>,
    /// Places in the reference list.
    pub reference_indices: Vec<usize>,
    /// How near those references stand.
    pub reference_scope: ReferenceScope,
}

/// A document with all its layers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnnotatedDocument {
    /// What was read.
    pub document: Document,
    /// What `segment` found.
    pub structure: Structure,
    /// What `recognize` found, in text order.
    pub mentions: Vec<Mention>,
    /// What `link` found, in the order of the mentions.
    pub evidence: Vec<Evidence>,
    /// What `link` understood of it, in the order of the sentences.
    pub claims: Vec<Claim>,
    /// Every concept that a mention or a piece of evidence names.
    pub concepts: BTreeMap<ConceptId, Arc<Concept>>,
}

impl AnnotatedDocument {
    /// Returns the title: the one that came with the document, else the one in its text.
    pub fn title(&self) -> Option<&str> {
        let found = || {
            self.structure
                .title
                .map(|span| span.of(&self.document.text))
        };
        self.document.title.as_deref().or_else(found)
    }
}
