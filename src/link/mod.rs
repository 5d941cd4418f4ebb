//! Link: mentions + structure → evidence and claims.
//!
//! Evidence ([`evidence()`]) says by which mechanism and from which reference a name
//! stands in its sentence. Claims ([`Linker::claims`]) say what a sentence says of it:
//! its cues are found ([`cue`]) and cut into clauses ([`clause`]), names that stand
//! together become groups ([`scene`]), each group learns what happened to it
//! ([`alteration`]), effects get their sign ([`effect`]), and roles are given by order
//! and cue ([`role`]); [`claim`] puts it together sentence by sentence.
//!
//! Link finds no names of its own: it knows cues, and mechanisms are mentions like any other.
//!
//! Invariants: evidence is in the order of the mentions; claims are in the order of
//! their sentences.

mod alteration;
mod argument;
mod article;
mod claim;
mod clause;
mod confidence;
mod cue;
mod direction;
mod discourse;
mod draft;
mod effect;
mod evidence;
mod finish;
mod owner;
mod role;
mod scene;
mod support;
mod topic;

pub use confidence::{DEFAULT_CONFIDENCE, confidence, weight};
pub use evidence::evidence;

use crate::model::{Claim, Cue, Document, Mention, Structure};

/// Understands sentences; built once, used from any number of threads.
#[derive(Debug)]
pub struct Linker {
    finder: cue::CueFinder,
}

impl Linker {
    /// Builds the automaton over the cues of a lexicon.
    pub fn new(cues: &[Cue]) -> Self {
        Self {
            finder: cue::CueFinder::new(cues),
        }
    }

    /// Returns what the sentences of a document claim, in their order.
    ///
    /// Sentences without a gene, family, pathway or drug claim nothing.
    pub fn claims(
        &self,
        document: &Document,
        structure: &Structure,
        mentions: &[Mention],
    ) -> Vec<Claim> {
        let article = article::Article::new(document, structure, mentions);
        claim::claims(&article, &self.finder)
    }
}

#[cfg(test)]
mod tests;
