//! Argument: the word that says an effect → the drug beside it that it is about.
//!
//! `resistance to lapatinib`, `lapatinib-resistant`, `对拉帕替尼耐药`, `拉帕替尼的疗效`. A gene
//! that is held back may stand for the drug that does so: `sensitive to MEK inhibition`.

use crate::model::{CueKind, Span};
use crate::normalize::is_han;

use super::effect::is_near;
use super::role::is_inhibited;
use super::scene::{Group, Role, Scene};

/// English words that lead from an effect to its drug.
const LEADS: [&str; 13] = [
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
];
/// Chinese words that lead to the drug of an effect.
const LEADS_ZH: [&str; 8] = ["对", "對", "对于", "对抗", "抵抗", "耐受", "至", "针对"];

/// Returns the place of the group that an effect is about, if it stands beside it.
///
/// Beside a word that says that drugs work again, only what `对` or *to* leads to
/// counts: what stands before it does it.
pub(super) fn argument(scene: &Scene<'_>, cue_index: usize) -> Option<usize> {
    let found = &scene.cues[cue_index];
    let needs_lead = found.has(CueKind::Effect, "overcomes") || found.is(CueKind::Outcome);
    match found.span.of(scene.text).chars().any(is_han) {
        true => chinese(scene, found.span, needs_lead),
        false => english(scene, found.span, needs_lead),
    }
}

fn candidates<'s>(scene: &'s Scene<'_>) -> impl DoubleEndedIterator<Item = (usize, &'s Group)> {
    let groups = scene.groups.iter().enumerate();
    groups.filter(|(_, group)| {
        group.role == Role::Drug || is_inhibited(group) && group.in_drug.is_none()
    })
}

fn chinese(scene: &Scene<'_>, span: Span, needs_lead: bool) -> Option<usize> {
    let clause = scene.clause_of(span.start);
    let is_beside = |group: &Group| {
        let gap = scene.between(group.span.end, span.start);
        let has_verb = gap.contains(['使', '后', '中', '可', '能', '则', '恢', '逆', '克'])
            || gap.contains("有望");
        let before = scene
            .between(scene.sentence.start, group.span.start)
            .trim_end();
        let is_led =
            LEADS_ZH.iter().any(|word| before.ends_with(word)) && gap.chars().count() <= 24;
        let is_adjacent = is_near(gap, 8, 3) && !needs_lead && group.role == Role::Drug;
        !has_verb && (is_led || is_adjacent)
    };
    let before = candidates(scene).rfind(|(_, group)| {
        group.span.end <= span.start && group.clause == clause && is_beside(group)
    });
    let behind = candidates(scene).find(|(_, group)| {
        let gap = scene.between(span.end, group.span.start);
        group.role == Role::Drug && group.span.start >= span.end && gap.chars().count() <= 2
    });
    before.or(behind).map(|(index, _)| index)
}

fn english(scene: &Scene<'_>, span: Span, needs_lead: bool) -> Option<usize> {
    let behind = candidates(scene).find(|(_, group)| {
        let gap = scene.between(span.end, group.span.start);
        let lead = gap.split_whitespace().next().unwrap_or_default();
        let limit = match lead {
            "to" | "against" => 14,
            _ => 5,
        };
        let is_near = gap.split_whitespace().count() <= limit && !gap.contains([';', '.']);
        group.span.start >= span.end && LEADS.contains(&lead) && is_near
    });
    let before = candidates(scene).rfind(|(_, group)| {
        let gap = scene.between(group.span.end, span.start);
        let is_near =
            gap.split_whitespace().count() <= 1 && gap.len() <= 14 && !gap.contains([',', ';']);
        group.role == Role::Drug && group.span.end <= span.start && is_near && !needs_lead
    });
    behind.or(before).map(|(index, _)| index)
}
