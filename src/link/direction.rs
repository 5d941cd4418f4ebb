//! Direction: the words around a gene or its expression → which way it goes.

use crate::model::{Alteration, CueKind, Direction, Span};
use crate::normalize::is_han;

use super::cue::Found;
use super::scene::{Altered, Role, Scene};

/// Gives an expression its direction, or makes one of `SCF升高`, `reduced HER2`.
pub(super) fn mark_direction(scene: &mut Scene<'_>, index: usize) {
    let group = &scene.groups[index];
    let place = group
        .altered
        .iter()
        .position(|one| one.direction.is_none() && one.alteration == Alteration::Expression);
    let is_done = place.is_none() && (!group.altered.is_empty() || group.is_pathway);
    if is_done || group.in_drug.is_some() || group.is_modifier {
        return;
    }
    let noun = place
        .and_then(|place| group.altered[place].cue_index)
        .map(|cue| scene.cues[cue].span);
    let end = noun.map_or(group.span.end, |noun| noun.end.max(group.span.end));
    let start = noun.map_or(group.span.start, |noun| noun.start.min(group.span.start));
    let Some(cue_index) = direction_around(scene, Span { start, end }, place.is_some()) else {
        return;
    };
    scene.used[cue_index] = true;
    let direction = Direction::parse(&scene.cues[cue_index].cue.value);
    let group = &mut scene.groups[index];
    match place {
        Some(place) => group.altered[place].direction = direction,
        None => group.altered.push(Altered {
            alteration: Alteration::Expression,
            direction,
            cue_index: Some(cue_index),
        }),
    }
}

/// The word that says which way what stands at `around` goes.
fn direction_around(scene: &Scene<'_>, around: Span, has_noun: bool) -> Option<usize> {
    let clause = scene.clause_of(around.start);
    let changes = scene.cues.iter().enumerate().filter(|(_, found)| {
        found.is(CueKind::Change)
            && !scene
                .cues
                .iter()
                .zip(&scene.used)
                .any(|(other, used)| *used && other.span == found.span)
            && scene.clause_of(found.span.start) == clause
    });
    let of_effect = |found: &Found<'_>| {
        scene.cues.iter().any(|other| {
            (other.is(CueKind::Effect) || other.is(CueKind::Measure))
                && other.span.start >= found.span.end
                && scene.clause_of(other.span.start) == clause
                && scene
                    .between(found.span.end, other.span.start)
                    .chars()
                    .count()
                    <= 40
        })
    };
    let near = |found: &Found<'_>| {
        if found.span.start >= around.end {
            let gap = scene.between(around.end, found.span.start);
            let is_han = found.span.of(scene.text).chars().any(is_han);
            let count = gap.chars().count();
            let reach = match (is_han, has_noun) {
                (true, true) => 12,
                (true, false) => 8,
                (false, true) => 30,
                (false, false) => 14,
            };
            let is_verb = !has_noun
                && gap.contains([
                    '并', '可', '会', '能', '而', '则', '随', '后', '，', '、', '的',
                ]);
            let moves_next = scene.groups.iter().any(|other| {
                other.role == Role::Gene
                    && other.span.start >= found.span.end
                    && scene
                        .between(found.span.end, other.span.start)
                        .chars()
                        .count()
                        <= 1
            });
            count <= reach
                && !is_verb
                && !(is_han && moves_next && !has_noun)
                && (!of_effect(found) || is_han && has_noun && count <= 4)
        } else {
            let gap = scene.between(found.span.end, around.start);
            let count = gap.trim().chars().count();
            count == 0 || has_noun && count <= 4 || gap.trim() == "的"
        }
    };
    changes
        .filter(|(_, found)| near(found))
        .map(|(index, _)| index)
        .next()
}
