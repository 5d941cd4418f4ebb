//! Discourse: what earlier sentences leave behind for the next: the drug last named,
//! the genes last found changed, and whether resistance is what is spoken of.

use std::collections::BTreeSet;

use crate::model::{ConceptId, CueKind, Effect};

use super::article::Article;
use super::effect::Frame;
use super::scene::{Altered, Role, Scene};

/// How many sentences back a gene may have been named.
const GENES_REACH: usize = 4;
/// How many sentences back resistance may have been spoken of.
const RESISTANCE_REACH: usize = 2;

/// A gene of an earlier sentence and what happened to it.
#[derive(Clone, Debug)]
pub(super) struct Earlier {
    pub(super) mention_index: usize,
    pub(super) altered: Option<Altered>,
    pub(super) is_positive: bool,
}

/// What earlier sentences of the section leave behind.
#[derive(Clone, Debug, Default)]
pub(super) struct Discourse {
    section: Option<usize>,
    /// Mentions of the group of drugs that was named last.
    pub(super) drugs: Vec<usize>,
    drugs_at: usize,
    genes: Vec<Earlier>,
    genes_at: usize,
    resistance_at: Option<usize>,
    /// Every drug named so far in the article.
    pub(super) known_drugs: BTreeSet<ConceptId>,
}

impl Discourse {
    /// Forgets what another section has left.
    pub(super) fn enter(&mut self, section: usize) {
        if self.section != Some(section) {
            let known_drugs = std::mem::take(&mut self.known_drugs);
            *self = Self {
                section: Some(section),
                known_drugs,
                ..Self::default()
            };
        }
    }

    /// The genes last found changed, near enough to be meant.
    pub(super) fn genes(&self, sentence_index: usize) -> &[Earlier] {
        match sentence_index <= self.genes_at + GENES_REACH {
            true => &self.genes,
            false => &[],
        }
    }

    /// Whether a sentence without a name may still speak of what was named before.
    pub(super) fn may_go_on(&self, sentence_index: usize) -> bool {
        self.has_fresh_drug(sentence_index) && !self.genes(sentence_index).is_empty()
    }

    /// Whether the sentence before named a drug.
    pub(super) fn has_fresh_drug(&self, sentence_index: usize) -> bool {
        !self.drugs.is_empty() && sentence_index <= self.drugs_at + 2
    }

    /// Whether a sentence shortly before spoke of resistance.
    pub(super) fn is_of_resistance(&self, sentence_index: usize) -> bool {
        self.resistance_at
            .is_some_and(|at| sentence_index <= at + RESISTANCE_REACH)
    }

    /// Takes note of a sentence.
    pub(super) fn note(
        &mut self,
        article: &Article<'_>,
        scene: &Scene<'_>,
        frames: &[Frame],
        sentence_index: usize,
    ) {
        let drugs = scene
            .groups
            .iter()
            .filter(|group| group.role == Role::Drug && !group.members.is_empty());
        for group in drugs {
            self.drugs.clone_from(&group.members);
            self.drugs_at = sentence_index;
            let concepts = group
                .members
                .iter()
                .map(|&index| article.mentions[index].concept.clone());
            self.known_drugs.extend(concepts);
        }
        let genes = scene.groups.iter().filter(|group| {
            group.role == Role::Gene
                && group.in_drug.is_none()
                && !group.is_modifier
                && !group.is_wildtype
        });
        let mut found: Vec<Earlier> = Vec::new();
        let mut bare: Vec<Earlier> = Vec::new();
        for group in genes {
            for &mention_index in &group.members {
                for altered in &group.altered {
                    found.push(Earlier {
                        mention_index,
                        altered: Some(*altered),
                        is_positive: group.is_positive,
                    });
                }
                if !group.is_positive {
                    continue;
                }
                bare.push(Earlier {
                    mention_index,
                    altered: None,
                    is_positive: group.is_positive,
                });
            }
        }
        let found = if found.is_empty() { bare } else { found };
        if !found.is_empty() {
            self.genes = found
                .into_iter()
                .map(|one| Earlier {
                    altered: one.altered.map(|a| Altered {
                        cue_index: None,
                        ..a
                    }),
                    ..one
                })
                .collect();
            self.genes_at = sentence_index;
        }
        let resistant = frames
            .iter()
            .any(|frame| frame.effect == Effect::Resistance && !frame.negated);
        if resistant {
            self.resistance_at = Some(sentence_index);
        }
    }
}

/// Whether a sentence points back: `this mutation`, `该患者`.
pub(super) fn points_back(scene: &Scene<'_>) -> bool {
    scene.cues.iter().any(|found| found.is(CueKind::Anaphora))
}
