//! Draft: a subject and what a sentence says of it → whether that is enough for a claim.

use crate::model::{Alteration, Category, CueKind, DrugSource, Effect, Feature, Span};
use crate::normalize::is_han;

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

/// How far a subject and a drug may stand from the word that says the effect, in characters:
/// Chinese says in one what English says in three.
const REACH_HAN_CHARS: usize = 60;
const REACH_LATIN_CHARS: usize = 200;

/// What a draft rests on.
struct Grounds {
    is_drug: bool,
    /// Nothing definite is said of the subject.
    is_vague: bool,
    /// An amount of it that changes.
    is_amount: bool,
    /// It is what a class of drugs, or an inhibitor, is named for.
    is_target: bool,
    /// A cause is named, or denied.
    has_cause: bool,
    in_clause: bool,
    /// The drug is an argument of the effect.
    is_named: bool,
    /// The drug stands in the sentence, or is pointed at in it.
    in_sentence: bool,
    /// A word such as *resistant* says the effect, not a result of treatment.
    is_said: bool,
    /// A verb such as *overcome* or *restore* acts on the effect.
    is_undone: bool,
    is_weak: bool,
    /// Subject, drug and effect stand close together.
    is_near: bool,
}

impl Grounds {
    /// Whether something is said to undo the resistance to a drug that is named.
    fn is_remedy(&self) -> bool {
        self.is_said && self.is_named && self.is_undone
    }
}

impl Reader<'_> {
    /// Whether enough is said. The less the article is about resistance, the more a sentence
    /// must say by itself.
    pub(super) fn is_credible(&self, draft: &Draft) -> bool {
        let grounds = self.grounds(draft);
        match (self.topic, self.article.is_short()) {
            (About::Heading | About::Title, _) => holds_where_topic(&grounds),
            (About::Nothing, true) => self.holds_in_short(draft, &grounds),
            (About::Nothing, false) => holds_anywhere(draft, &grounds),
        }
    }

    fn grounds(&self, draft: &Draft) -> Grounds {
        let category = self.article.mentions[draft.mention_index].category;
        let is_drug = matches!(category, Category::Drug | Category::DrugClass);
        let is_vague = match draft.altered {
            None => !is_drug && !draft.is_positive,
            Some(one) => one.alteration == Alteration::Expression && one.direction.is_none(),
        };
        let is_amount = draft.altered.is_some_and(|one| {
            matches!(
                one.alteration,
                Alteration::Expression | Alteration::Activation
            )
        });
        let mut groups = self.scene.groups.iter();
        let group = groups.find(|group| group.members.contains(&draft.mention_index));
        let cue = draft.cues.first().map(|&cue| &self.scene.cues[cue]);
        Grounds {
            is_drug,
            is_vague,
            is_amount,
            is_target: group.is_some_and(|group| group.in_drug.is_some()),
            has_cause: draft.negated || draft.features.contains(&Feature::CauseNamed),
            in_clause: draft.features.contains(&Feature::SubjectInClause),
            is_named: draft.source == Some(DrugSource::Argument),
            in_sentence: matches!(
                draft.source,
                Some(
                    DrugSource::Argument
                        | DrugSource::Clause
                        | DrugSource::Sentence
                        | DrugSource::Reference
                )
            ),
            is_said: cue.is_some_and(|found| found.is(CueKind::Effect)),
            is_undone: draft
                .cues
                .iter()
                .any(|&cue| self.scene.cues[cue].is(CueKind::Operator)),
            is_weak: draft.is_weak,
            is_near: cue.is_some_and(|found| self.is_near(draft, found.span)),
        }
    }

    /// Whether subject and drugs, where they stand in the sentence, stand near a place in it.
    fn is_near(&self, draft: &Draft, place: Span) -> bool {
        let mut names = draft
            .drugs
            .iter()
            .chain(std::iter::once(&draft.mention_index));
        names.all(|&name| {
            let span = self.article.mentions[name].span;
            let gap = match span.end <= place.start {
                true => self.scene.between(span.end, place.start),
                false => self.scene.between(place.end, span.start),
            };
            let reach = match gap.chars().any(is_han) {
                true => REACH_HAN_CHARS,
                false => REACH_LATIN_CHARS,
            };
            !self.scene.sentence.contains(span) || gap.chars().count() <= reach
        })
    }

    /// A short text is about one thing, and what was named before still holds.
    fn holds_in_short(&self, draft: &Draft, grounds: &Grounds) -> bool {
        let is_tied = grounds.has_cause && grounds.in_clause && grounds.in_sentence;
        if grounds.is_vague && (!is_tied || grounds.is_weak) {
            return false;
        }
        if grounds.is_drug && !grounds.is_remedy() {
            return false;
        }
        // An amount that changes is of an effect only where the sentence ties the two.
        if grounds.is_amount && !grounds.in_clause {
            return false;
        }
        // That the drugs of a class work says nothing of resistance.
        if grounds.is_target && draft.effect != Effect::Resistance && !grounds.is_named {
            return false;
        }
        grounds.in_sentence || draft.source.is_some()
    }
}

/// What holds where resistance is the topic: something definite, or a word beside it; of a drug,
/// that it undoes resistance.
fn holds_where_topic(grounds: &Grounds) -> bool {
    let acts = grounds.is_undone || grounds.is_named || grounds.is_said && grounds.in_clause;
    if grounds.is_drug && !(acts && grounds.in_sentence) {
        return false;
    }
    !grounds.is_vague || grounds.in_clause && !grounds.is_weak
}

/// What holds in any article: subject, effect and drug in one clause, and a change that samples
/// have or a word that speaks of resistance.
fn holds_anywhere(draft: &Draft, grounds: &Grounds) -> bool {
    let is_close = grounds.in_clause
        && grounds.is_near
        && matches!(
            draft.source,
            Some(DrugSource::Argument | DrugSource::Clause)
        );
    let is_plain = grounds.is_said || !grounds.is_weak;
    if !is_close || !is_plain {
        return false;
    }
    let is_inhibited = draft
        .altered
        .is_some_and(|one| one.alteration == Alteration::Inhibition);
    if grounds.is_drug {
        grounds.is_remedy()
    } else if is_inhibited || grounds.is_target {
        grounds.is_said && grounds.is_named
    } else if grounds.is_vague {
        grounds.is_said && grounds.is_named && grounds.has_cause
    } else {
        !grounds.is_amount || grounds.is_said && (grounds.has_cause || grounds.is_named)
    }
}
