//! Draft: a subject and what a sentence says of it → whether that is enough for a claim.

use crate::model::{Alteration, Category, DrugSource, Effect, Feature};

use super::claim::Reader;
use super::scene::Altered;
use super::topic::About;

/// A subject on its way to a claim.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) mention_index: usize,
    pub(super) altered: Option<Altered>,
    pub(super) effect: Effect,
    pub(super) negated: bool,
    pub(super) clause: usize,
    /// Up to where the sentence must be read to have read the claim.
    pub(super) until: u32,
    pub(super) drugs: Vec<usize>,
    pub(super) source: Option<DrugSource>,
    pub(super) features: Vec<Feature>,
    pub(super) cues: Vec<usize>,
    /// Nothing was done to the noun that says the effect.
    pub(super) is_weak: bool,
    /// Samples are said to have the gene: `ROS1-positive`.
    pub(super) is_positive: bool,
}

impl Reader<'_> {
    /// Whether enough is said. Where resistance is not the topic, a gene of which nothing is said
    /// needs a word that ties it to the effect, and a drug must be near.
    pub(super) fn is_credible(&self, draft: &Draft) -> bool {
        let is_drug = matches!(
            self.article.mentions[draft.mention_index].category,
            Category::Drug | Category::DrugClass
        );
        let is_vague = match draft.altered {
            None => !is_drug && !draft.is_positive,
            Some(one) => one.alteration == Alteration::Expression && one.direction.is_none(),
        };
        let has_cause = draft.negated || draft.features.contains(&Feature::CauseNamed);
        let in_clause = draft.features.contains(&Feature::SubjectInClause);
        let in_sentence = matches!(
            draft.source,
            Some(
                DrugSource::Argument
                    | DrugSource::Clause
                    | DrugSource::Sentence
                    | DrugSource::Reference
            )
        );
        if self.topic != About::Nothing {
            return !is_vague || in_clause && !draft.is_weak;
        }
        if is_vague && !(has_cause && in_clause && in_sentence && !draft.is_weak) {
            return false;
        }
        let is_named = draft.source == Some(DrugSource::Argument);
        if is_drug && !is_named {
            return false;
        }
        let is_short = self.article.is_short();
        // An amount that changes is of an effect only where the sentence ties the two.
        let is_amount = draft.altered.is_some_and(|one| {
            matches!(
                one.alteration,
                Alteration::Expression | Alteration::Activation
            )
        });
        if is_amount && !(in_clause && (has_cause || is_named || is_short)) {
            return false;
        }
        let must_be_near = draft.is_weak && !is_named && !is_short;
        if must_be_near && !(in_clause && in_sentence) {
            return false;
        }
        // That the drugs of a class work says nothing of resistance.
        let group = self
            .scene
            .groups
            .iter()
            .find(|group| group.members.contains(&draft.mention_index));
        let is_class = group.is_some_and(|group| group.in_drug.is_some());
        if is_class && draft.effect != Effect::Resistance && !is_named {
            return false;
        }
        in_sentence || draft.source.is_some() && is_short
    }
}
