//! Model: the nouns that travel between the stages.
//!
//! No I/O, no dictionary, no index. A stage takes some of these and adds its
//! own layer: a [`Document`] is read, a [`Structure`] is found in it, its
//! [`Mention`]s and their [`Evidence`] follow, and the whole is an
//! [`AnnotatedDocument`].
//!
//! Invariant: every position is a [`Span`] of bytes in the text of its document.

mod claim;
mod concept;
mod document;
mod evidence;
mod markup;
mod occurrence;
mod output;
mod span;
pub mod variant;

pub use claim::{
    Alteration, Claim, ClaimCue, Cue, CueKind, Direction, DrugSource, Effect, EvidenceLevel,
    Feature, Onset,
};
pub use concept::{Category, Concept, ConceptId};
pub use document::{
    Citation, Document, Language, Metadata, Reference, Section, SectionKind, Sentence, Structure,
};
pub use evidence::{
    AnnotatedDocument, Evidence, EvidenceMechanism, MechanismSource, Mention, Origin,
    ReferenceScope,
};
pub use markup::{HintedHeading, Hints, Markup, Outline, StatedCitation};
pub use occurrence::{ArticleOccurrences, Label, Occurrences, SentenceOccurrences};
pub use output::{
    Change, Comparison, Cooccurrence, Example, Hit, Node, ScorePart, Window, YearCount,
};
pub use span::Span;
