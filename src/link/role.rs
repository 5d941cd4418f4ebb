//! Role: a frame and the names around it → who does it, and to which drug.
//!
//! Order and cue decide before nearness: a drug beside the word that says the effect
//! (`resistance to lapatinib`, `对拉帕替尼耐药`) is what it is about; what stands
//! before that word, or in the clause before, does it.

use crate::model::{Alteration, CueKind, DrugSource, Effect, Feature, Span};
use crate::normalize::is_han;

use super::effect::{Frame, is_near};
use super::scene::{Group, Role, Scene};

/// A drug group and how it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    pub(super) group: usize,
    pub(super) source: DrugSource,
}

/// The drugs that stand beside the word that says the effect.
pub(super) fn argument(scene: &Scene<'_>, span: Span) -> Option<usize> {
    let clause = scene.clause_of(span.start);
    let drugs = || {
        scene
            .groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.role == Role::Drug)
    };
    let is_chinese = span.of(scene.text).chars().any(is_han);
    if is_chinese {
        let mut before =
            drugs().filter(|(_, group)| group.span.end <= span.start && group.clause == clause);
        let near = |group: &Group| {
            let gap = scene.between(group.span.end, span.start);
            let has_verb = gap.contains(['使', '后', '中', '可', '能', '则', '恢', '逆', '克'])
                || gap.contains("有望");
            let introduced = scene
                .between(scene.sentence.start, group.span.start)
                .trim_end();
            let by_word = ["对", "對", "对于", "对抗", "抵抗", "耐受", "至", "针对"]
                .iter()
                .any(|word| introduced.ends_with(word));
            !has_verb && (is_near(gap, 8, 3) || by_word && gap.chars().count() <= 24)
        };
        let found = before.rfind(|(_, group)| near(group));
        let behind = drugs().find(|(_, group)| {
            group.span.start >= span.end
                && scene.between(span.end, group.span.start).chars().count() <= 2
        });
        return found.or(behind).map(|(index, _)| index);
    }
    let behind = drugs().find(|(_, group)| {
        let gap = scene.between(span.end, group.span.start);
        let lead = gap.split_whitespace().next().unwrap_or_default();
        let leads = [
            "to",
            "towards",
            "toward",
            "against",
            "for",
            "with",
            "of",
            "from",
            "following",
            "after",
            "under",
            "on",
            "upon",
        ]
        .contains(&lead);
        let limit = if lead == "to" || lead == "against" {
            14
        } else {
            5
        };
        group.span.start >= span.end
            && leads
            && gap.split_whitespace().count() <= limit
            && !gap.contains([';', '.'])
    });
    let before = drugs().rfind(|(_, group)| {
        let gap = scene.between(group.span.end, span.start);
        group.span.end <= span.start
            && gap.split_whitespace().count() <= 1
            && gap.len() <= 14
            && !gap.contains([',', ';'])
    });
    behind.or(before).map(|(index, _)| index)
}

/// What a frame is about, of the drugs of the sentence; `taken` are subjects already.
pub(super) fn object(
    scene: &Scene<'_>,
    frame: &Frame,
    taken: &[usize],
    before: bool,
) -> Option<Object> {
    let free = |index: usize| !taken.contains(&index);
    if let Some(group) = argument(scene, frame.span).filter(|&index| free(index)) {
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
    for rank in 0..3 {
        let all: Vec<usize> = (0..scene.groups.len())
            .filter(|&index| fits(index, rank))
            .collect();
        let found = in_reach(scene, frame, &all, rank);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Of the fitting groups those of the clause, else of the nearest clause before, else behind.
fn in_reach(scene: &Scene<'_>, frame: &Frame, all: &[usize], rank: usize) -> Vec<(usize, Feature)> {
    let clause = |index: &usize| scene.groups[*index].clause;
    let own: Vec<usize> = all
        .iter()
        .copied()
        .filter(|index| clause(index) == frame.clause)
        .collect();
    let before: Vec<usize> = own
        .iter()
        .copied()
        .filter(|&index| scene.groups[index].span.end <= frame.span.start)
        .collect();
    let own = if before.is_empty() { own } else { before };
    let is_population = |index: &usize| scene.groups[*index].is_population;
    let own = match own.iter().all(is_population) {
        true => own,
        false => own
            .into_iter()
            .filter(|index| !is_population(index))
            .collect(),
    };
    if !own.is_empty() {
        return own
            .into_iter()
            .map(|index| (index, Feature::SubjectInClause))
            .collect();
    }
    let nearest = all
        .iter()
        .map(clause)
        .filter(|&other| other < frame.clause)
        .max();
    let nearest = nearest.or_else(|| {
        let behind = all
            .iter()
            .map(clause)
            .filter(|&other| other > frame.clause)
            .min();
        behind.filter(|_| rank < 2)
    });
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
