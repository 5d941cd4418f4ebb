//! Finish: drafts → the claims of a sentence, with all that is known of them.

use crate::model::{Alteration, Category, Claim, ClaimCue, Direction, DrugSource, Effect, Feature};

use super::claim::Reader;
use super::confidence::confidence;
use super::draft::Draft;
use super::scene::Altered;
use super::support;

/// The direction that an alteration has without a word for it.
fn implied(alteration: Alteration) -> Option<Direction> {
    match alteration {
        Alteration::Amplification | Alteration::Activation => Some(Direction::Increased),
        Alteration::Loss | Alteration::Inhibition => Some(Direction::Decreased),
        _ => None,
    }
}

/// What is lowered so that a drug works again was held back: `下调FGFR可恢复敏感性`.
fn held_back(altered: Altered, effect: Effect) -> Altered {
    let is_lowered = altered.alteration == Alteration::Expression
        && altered.direction == Some(Direction::Decreased);
    match effect == Effect::Overcomes && is_lowered {
        true => Altered {
            alteration: Alteration::Inhibition,
            ..altered
        },
        false => altered,
    }
}

impl Reader<'_> {
    /// A draft with all that is known of it; one claim for each drug.
    pub(super) fn finished(&self, draft: &Draft) -> Vec<Claim> {
        let mention = &self.article.mentions[draft.mention_index];
        let altered = draft.altered.map(|one| held_back(one, draft.effect));
        let hedged = support::is_hedged(self.scene, draft.clause);
        let mut features = draft.features.clone();
        features.extend(draft.altered.map(|_| Feature::Altered));
        features.push(match draft.source {
            Some(DrugSource::Argument) => Feature::DrugNamed,
            Some(DrugSource::Clause | DrugSource::Sentence) => Feature::DrugInSentence,
            Some(_) => Feature::DrugBefore,
            None => Feature::NoDrug,
        });
        if hedged {
            features.push(Feature::Hedged);
        }
        if !mention.candidates.is_empty() {
            features.push(Feature::Ambiguous);
        }
        let (mechanism, mechanism_source, heading_mechanism) =
            self.article.mechanism(self.sentence_index);
        let (reference_scope, reference_indices) =
            support::references(self.article, self.sentence_index, draft.until);
        let claim = |drug: Option<usize>| Claim {
            subject: mention.concept.clone(),
            mention_index: draft.mention_index,
            alteration: altered.map(|one| one.alteration),
            direction: altered.and_then(|one| one.direction.or(implied(one.alteration))),
            effect: draft.effect,
            drug: drug.map(|index| self.article.mentions[index].concept.clone()),
            drug_source: draft.source.filter(|_| drug.is_some()),
            mechanism: mechanism.clone(),
            mechanism_source,
            heading_mechanism: heading_mechanism.clone(),
            evidence_level: support::level(self.scene, draft.clause),
            onset: support::onset(self.scene),
            negated: draft.negated,
            hedged,
            disease: self.article.disease(self.sentence_index),
            sentence_index: self.sentence_index,
            reference_indices: reference_indices.clone(),
            reference_scope,
            confidence: confidence(&features),
            features: features.clone(),
            cues: self.cues(draft),
        };
        match draft.drugs.is_empty() {
            true => vec![claim(None)],
            false => self
                .named(&draft.drugs)
                .map(|drug| claim(Some(drug)))
                .collect(),
        }
    }

    /// The drugs of a list without the classes that one of them follows: `the MET inhibitor
    /// crizotinib` names crizotinib.
    fn named(&self, drugs: &[usize]) -> impl Iterator<Item = usize> {
        let mention = |index: usize| &self.article.mentions[index];
        let is_title = move |class: usize| {
            mention(class).category == Category::DrugClass
                && drugs.iter().any(|&drug| {
                    let (class, drug) = (mention(class), mention(drug));
                    let gap = self.scene.between(class.span.end, drug.span.start);
                    drug.category == Category::Drug
                        && drug.span.start >= class.span.end
                        && gap
                            .chars()
                            .all(|c| c.is_whitespace() || c == '(' || c == '（')
                })
        };
        drugs.iter().copied().filter(move |&drug| !is_title(drug))
    }

    fn cues(&self, draft: &Draft) -> Vec<ClaimCue> {
        let mut places: Vec<usize> = draft.cues.clone();
        places.extend(draft.altered.and_then(|one| one.cue_index));
        places.sort_unstable();
        places.dedup();
        let cue = |place: usize| {
            let found = &self.scene.cues[place];
            let parts = [
                found.cue.kind.as_str(),
                &found.cue.value,
                found.cue.direction.map_or("", Direction::as_str),
            ];
            ClaimCue {
                span: found.span,
                meaning: parts
                    .iter()
                    .filter(|part| !part.is_empty())
                    .copied()
                    .collect::<Vec<_>>()
                    .join(" "),
            }
        };
        places.into_iter().map(cue).collect()
    }
}

/// Of claims of one sentence that say the opposite of each other, keeps the surer.
pub(super) fn without_contradictions(claims: Vec<Claim>) -> Vec<Claim> {
    let contradicts = |claim: &Claim, other: &Claim| {
        claim.subject == other.subject
            && claim.alteration == other.alteration
            && claim.drug == other.drug
            && claim.effect.is_opposite(other.effect)
            && claim.negated == other.negated
            && claim.confidence < other.confidence
    };
    let keep: Vec<bool> = claims
        .iter()
        .map(|claim| !claims.iter().any(|other| contradicts(claim, other)))
        .collect();
    claims
        .into_iter()
        .zip(keep)
        .filter_map(|(claim, keep)| keep.then_some(claim))
        .collect()
}

/// Adds a claim, unless the sentence has said it already; the surer one stays.
pub(super) fn push(claims: &mut Vec<Claim>, claim: Claim) {
    let same = claims.iter_mut().find(|known| {
        known.subject == claim.subject
            && known.alteration == claim.alteration
            && known.direction == claim.direction
            && known.effect == claim.effect
            && known.drug == claim.drug
            && known.negated == claim.negated
    });
    match same {
        Some(known) if known.confidence < claim.confidence => *known = claim,
        Some(_) => {}
        None if claim.drug.as_ref() == Some(&claim.subject) => {}
        None => claims.push(claim),
    }
}
