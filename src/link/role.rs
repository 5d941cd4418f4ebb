//! Role: a frame and the names around it → who does it, and to which drug.
//!
//! Order and cue decide before nearness: a drug beside the word that says the effect
//! (`resistance to lapatinib`, `对拉帕替尼耐药`) is what it is about; what stands
//! before that word, or in the clause before, does it.

use crate::model::{Alteration, CueKind, DrugSource, Effect, Feature};

use super::argument::argument;
use super::effect::{Frame, is_near};
use super::scene::{Group, Role, Scene};

/// A drug group and how it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    pub(super) group: usize,
    pub(super) source: DrugSource,
}

/// What a frame is about, of the drugs of the sentence; `taken` are subjects already.
pub(super) fn object(
    scene: &Scene<'_>,
    frame: &Frame,
    taken: &[usize],
    before: bool,
) -> Option<Object> {
    let free = |index: usize| !taken.contains(&index);
    if let Some(group) = argument(scene, frame.cue_index).filter(|&index| free(index)) {
        return Some(Object {
            group,
            source: DrugSource::Argument,
        });
    }
    let drugs = || {
        scene.groups.iter().enumerate().filter(|(index, group)| {
            group.role == Role::Drug
                && free(*index)
                && !group.is_reference
                && !is_compared(scene, group)
        })
    };
    let distance = |group: &Group| match group.span.end <= frame.span.start {
        true => frame.span.start - group.span.end,
        false => group.span.start.saturating_sub(frame.span.end),
    };
    let in_clause = drugs().filter(|(_, group)| group.clause == frame.clause);
    if let Some((group, _)) = in_clause.min_by_key(|(_, group)| distance(group)) {
        return Some(Object {
            group,
            source: DrugSource::Clause,
        });
    }
    if !before {
        return None;
    }
    let (group, _) = drugs().min_by_key(|(_, group)| distance(group))?;
    Some(Object {
        group,
        source: DrugSource::Sentence,
    })
}

/// Whether a drug is only what another is compared with: `than with docetaxel`.
pub(super) fn is_compared(scene: &Scene<'_>, group: &Group) -> bool {
    scene.cues.iter().any(|found| {
        found.is(CueKind::Compare)
            && found.span.end <= group.span.start
            && scene.clause_of(found.span.start) == group.clause
            && is_near(scene.between(found.span.end, group.span.start), 4, 4)
    })
}

/// Whether a gene is held back from outside: by an inhibitor or by hand.
pub(super) fn is_inhibited(group: &Group) -> bool {
    group
        .altered
        .iter()
        .any(|one| one.alteration == Alteration::Inhibition)
}

/// Who does what a frame says, of the names of the sentence; by place.
///
/// `argument` is the drug that the frame is about, which does nothing itself.
pub(super) fn subjects(
    scene: &Scene<'_>,
    frame: &Frame,
    argument: Option<usize>,
    may_act: impl Fn(usize) -> bool,
) -> Vec<(usize, Feature)> {
    let object_members = argument.map_or(&[][..], |index| &scene.groups[index].members);
    let fits = |index: usize, rank: usize| {
        let group = &scene.groups[index];
        if Some(index) == argument
            || group.role == Role::Drug && !may_act(index)
            || group
                .in_drug
                .is_some_and(|drug| object_members.contains(&drug))
        {
            return false;
        }
        rank_of(group, frame.effect) == Some(rank)
    };
    let of_rank = |rank: usize| -> Vec<usize> {
        (0..scene.groups.len())
            .filter(|&index| fits(index, rank))
            .collect()
    };
    // What is held back in the clause of a good effect does it, whatever stands before.
    if frame.effect != Effect::Resistance {
        let inhibited: Vec<usize> = of_rank(0)
            .into_iter()
            .chain(of_rank(1))
            .filter(|&index| is_inhibited(&scene.groups[index]))
            .collect();
        let found = in_clause(scene, frame, &inhibited);
        if !found.is_empty() && in_clause(scene, frame, &of_rank(0)).is_empty() {
            return found;
        }
    }
    for rank in 0..3 {
        let all = of_rank(rank);
        let mut found = in_clause(scene, frame, &all);
        // A gene of which nothing is said must stand beside the effect.
        if found.is_empty() && !(rank == 2 && frame.effect == Effect::Resistance) {
            found = in_sentence(scene, frame, &all, rank);
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Of the fitting groups those of the clause: before the effect, else behind it; samples
/// that have something only where nothing else does it.
fn in_clause(scene: &Scene<'_>, frame: &Frame, all: &[usize]) -> Vec<(usize, Feature)> {
    let group = |index: usize| &scene.groups[index];
    let mut own: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&index| group(index).clause == frame.clause)
        .collect();
    if own
        .iter()
        .any(|&index| group(index).span.end <= frame.span.start)
    {
        own.retain(|&index| group(index).span.end <= frame.span.start);
    }
    if own.iter().any(|&index| !group(index).is_population) {
        own.retain(|&index| !group(index).is_population);
    }
    own.into_iter()
        .map(|index| (index, Feature::SubjectInClause))
        .collect()
}

/// Of the fitting groups those of the nearest clause before, else of the first behind.
fn in_sentence(
    scene: &Scene<'_>,
    frame: &Frame,
    all: &[usize],
    rank: usize,
) -> Vec<(usize, Feature)> {
    let clause = |index: &usize| scene.groups[*index].clause;
    let before = all
        .iter()
        .map(clause)
        .filter(|&other| other < frame.clause)
        .max();
    let behind = all
        .iter()
        .map(clause)
        .filter(|&other| other > frame.clause)
        .min();
    let nearest = before.or(behind.filter(|_| rank < 2));
    let chosen = all.iter().filter(|index| Some(clause(index)) == nearest);
    chosen
        .map(|&index| (index, Feature::SubjectInSentence))
        .collect()
}

/// How well a group fits as the subject of an effect, best first; `None` where it does not.
fn rank_of(group: &Group, effect: Effect) -> Option<usize> {
    if group.is_reference || group.is_wildtype {
        return None;
    }
    let is_altered = !group.altered.is_empty() && !is_inhibited(group);
    let is_gene = group.role == Role::Gene;
    match effect {
        Effect::Resistance if is_gene && is_altered && !group.is_modifier => Some(0),
        Effect::Resistance if is_gene && is_inhibited(group) && group.in_drug.is_none() => Some(1),
        Effect::Resistance
            if is_gene
                && group.in_drug.is_none()
                && !group.is_positive
                && !group.is_modifier
                && !group.is_pathway =>
        {
            Some(2)
        }
        Effect::Overcomes if is_gene && is_inhibited(group) => Some(0),
        Effect::Overcomes if !is_gene => Some(0),
        Effect::Overcomes
            if is_gene && is_altered && group.in_drug.is_none() && !group.is_modifier =>
        {
            Some(1)
        }
        Effect::Sensitivity if is_gene && is_altered && group.in_drug.is_none() => Some(0),
        Effect::Sensitivity if is_gene && is_inhibited(group) && group.in_drug.is_none() => Some(0),
        Effect::Sensitivity
            if is_gene && group.in_drug.is_none() && !group.is_modifier && !group.is_pathway =>
        {
            Some(1)
        }
        Effect::Sensitivity if is_gene && is_inhibited(group) => Some(1),
        Effect::Sensitivity if !is_gene => Some(2),
        _ => None,
    }
}
