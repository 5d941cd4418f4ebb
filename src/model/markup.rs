//! Markup: what the format of an article says of its structure, beside the text.
//!
//! A format may say nothing (plain text), something (a web page has headings, but
//! its citations are plain characters) or all there is (JATS). `segment` believes
//! what is said and looks for the rest.

use serde::{Deserialize, Serialize};

use super::document::{Reference, Section};
use super::span::Span;

/// What the format of an article says of its structure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Markup {
    /// Nothing: the structure is to be found in the text.
    #[default]
    None,
    /// Some of it.
    Hints(Hints),
    /// All of it but the sentences.
    Outline(Box<Outline>),
}

impl Markup {
    /// Whether the format says nothing.
    pub fn is_none(&self) -> bool {
        matches!(self, Markup::None)
    }
}

/// Structure that a page shows by its layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hints {
    /// Where the title stands in the text.
    pub title: Option<Span>,
    /// Headings, in text order.
    pub headings: Vec<HintedHeading>,
    /// Captions, tables and the like: parts of the text that are no running text, in text order.
    pub asides: Vec<Span>,
}

/// A heading that a page shows as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HintedHeading {
    /// The whole heading, its number included.
    pub span: Span,
    /// Its depth from 1; `None` for a line that is merely bold.
    pub level: Option<u8>,
}

/// The whole structure of an article but its sentences.
///
/// Invariant: as for [`super::Structure`]; a caption or table stands in a section of its own, of
/// a kind without sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Where the title stands in the text.
    pub title: Option<Span>,
    /// The sections; they partition the text.
    pub sections: Vec<Section>,
    /// The reference list.
    pub references: Vec<Reference>,
    /// The citation markers, in text order.
    pub citations: Vec<StatedCitation>,
}

/// A citation whose references the format names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedCitation {
    /// The marker with its brackets.
    pub span: Span,
    /// The references it names, in the order in which it names them.
    pub reference_indices: Vec<usize>,
    /// Numbers that the list does not hold.
    pub unresolved: Vec<u32>,
}
