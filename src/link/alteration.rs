//! Alteration: the words around a gene → what happened to it, and what it is named for.
//!
//! Each word that says an alteration belongs to one group of genes: the one before it
//! (`MET扩增`, `MET amplification`), or the one behind it (`loss of PTEN`, `抑制AXL`,
//! `mutant BRAF`). Words such as *increased* then give it a direction.

use crate::model::{Alteration, CueKind};
use crate::normalize::is_han;

use super::cue::Found;
use super::direction::mark_direction;
use super::owner::{LEAVES, owner, words};
use super::scene::{Altered, Group, Role, Scene};

/// Finds for each group of genes what happened to it.
pub(super) fn mark(scene: &mut Scene<'_>) {
    for index in 0..scene.cues.len() {
        let found = scene.cues[index];
        let Some(alteration) = alteration_of(&found) else {
            continue;
        };
        if let Some(group) = owner(scene, &found, alteration) {
            let altered = Altered {
                alteration,
                direction: found.cue.direction,
                cue_index: Some(index),
            };
            scene.used[index] = true;
            push(&mut scene.groups[group], altered);
        }
    }
    spread(scene);
    for index in 0..scene.groups.len() {
        if scene.groups[index].role == Role::Gene {
            mark_modifiers(scene, index);
            mark_variant(scene, index);
            mark_direction(scene, index);
            mark_population(scene, index);
        }
    }
}

fn alteration_of(found: &Found<'_>) -> Option<Alteration> {
    match found.is(CueKind::Alteration) {
        true => Alteration::parse(&found.cue.value),
        false => None,
    }
}

fn push(group: &mut Group, altered: Altered) {
    let is_known = |known: &Altered| {
        known.alteration == altered.alteration
            && (known.direction == altered.direction || altered.direction.is_none())
    };
    if !group.altered.iter().any(is_known) {
        group.altered.push(altered);
    }
}

/// `EGFR或MET扩增`, `B2M突变、缺失`: nothing more to do; `PTEN and NF1 loss` neither. But in
/// `FAT1与RB1的失活突变` with a variant between two groups the first has none: it takes what
/// its right neighbour has when only a list mark parts them.
fn spread(scene: &mut Scene<'_>) {
    for index in (0..scene.groups.len()).rev() {
        let group = &scene.groups[index];
        if group.role != Role::Gene || !group.altered.is_empty() || group.in_drug.is_some() {
            continue;
        }
        let next = scene.groups[index + 1..]
            .iter()
            .find(|other| other.role == Role::Gene);
        let Some(next) = next.filter(|next| next.in_drug.is_none()) else {
            continue;
        };
        let gap = scene.between(group.span.end, next.span.start).trim();
        let is_list = gap.chars().count() <= 12
            && (gap.ends_with(['、', '和', '与', '或', '及', ','])
                || gap.ends_with(" and")
                || gap.ends_with(" or")
                || gap == "and"
                || gap == "or"
                || gap.ends_with("如")
                || gap.ends_with("(如")
                || gap.ends_with("（如")
                || gap.ends_with("such as"));
        if is_list && group.clause == next.clause {
            let altered = next.altered.clone();
            scene.groups[index].altered = altered;
        }
    }
}

/// A gene that only names patients or drugs, or that is said to be as it should be.
fn mark_modifiers(scene: &mut Scene<'_>, index: usize) {
    let span = scene.groups[index].span;
    let behind = |found: &&Found<'_>, reach: usize| {
        found.span.start >= span.end
            && scene
                .between(span.end, found.span.start)
                .trim_matches([' ', '-', '‐', '–', '(', '/'])
                .chars()
                .count()
                <= reach
    };
    let before = |found: &&Found<'_>| {
        found.span.end <= span.start
            && matches!(
                scene.between(found.span.end, span.start),
                "" | " " | "-" | "‐" | "–"
            )
    };
    let any = |kind: CueKind, test: &dyn Fn(&&Found<'_>) -> bool| {
        scene
            .cues
            .iter()
            .filter(|found| found.is(kind))
            .any(|found| test(&found))
    };
    let is_modifier =
        any(CueKind::Modifier, &|found| behind(found, 0)) || any(CueKind::ModifierBefore, &before);
    let is_wildtype =
        any(CueKind::Wildtype, &|found| behind(found, 0)) || any(CueKind::Wildtype, &before);
    let is_positive = any(CueKind::Positive, &|found| behind(found, 8));
    let group = &mut scene.groups[index];
    group.is_modifier |= is_modifier;
    group.is_positive |= is_positive;
    group.is_wildtype |= is_wildtype && group.altered.is_empty();
}

/// A variant behind the gene is a mutation of it: `EGFR T790M`.
fn mark_variant(scene: &mut Scene<'_>, index: usize) {
    let group = &scene.groups[index];
    let is_bare =
        |one: &Altered| one.alteration == Alteration::Expression && one.direction.is_none();
    if !group.altered.iter().all(is_bare) || group.in_drug.is_some() {
        return;
    }
    let rest = scene.between(group.span.end, scene.sentence.end);
    let rest = rest.trim_start_matches([' ', '-', '(', '（', ':']);
    let token: &str = rest
        .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '>' | '.' | '*'))
        .next()
        .unwrap_or("");
    let inside = group.span.of(scene.text);
    if is_variant(token) || is_variant(inside.split(' ').next_back().unwrap_or("")) {
        push(
            &mut scene.groups[index],
            Altered {
                alteration: Alteration::Mutation,
                direction: None,
                cue_index: None,
            },
        );
    }
}

/// `V600E`, `p.G12C`, `c.3028G>A`, `E746_A750del`, `vIII`.
fn is_variant(token: &str) -> bool {
    let coding = token.strip_prefix("c.");
    if coding.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) || token == "vIII"
    {
        return true;
    }
    let token = token.strip_prefix("p.").unwrap_or(token);
    let mut characters = token.chars();
    let first = characters.next().is_some_and(|c| c.is_ascii_uppercase());
    let digits = characters
        .as_str()
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    let rest = &characters.as_str()[digits..];
    first
        && (1..=4).contains(&digits)
        && (rest.len() == 1
            && rest.chars().all(|c| c.is_ascii_uppercase() || c == '*')
            && digits >= 2
            || rest.starts_with('_')
            || rest.starts_with("del")
            || rest.starts_with("ins")
            || rest.starts_with("dup")
            || rest.starts_with("fs")
            || rest.starts_with("FS"))
}

/// Whether samples are said to have what happened: `patients with an EGFR mutation`.
fn is_carried(scene: &Scene<'_>, index: usize) -> bool {
    const CARRY: [&str; 14] = [
        "with",
        "harboring",
        "harbouring",
        "carrying",
        "expressing",
        "bearing",
        "having",
        "携带",
        "harbored",
        "伴",
        "伴有",
        "具有",
        "whose",
        "containing",
    ];
    let group = &scene.groups[index];
    let sample = scene
        .cues
        .iter()
        .rfind(|found| found.is(CueKind::Sample) && found.span.end <= group.span.start);
    let Some(sample) = sample else {
        return false;
    };
    let gap = scene.between(sample.span.end, group.span.start);
    let words = words(gap);
    words.len() <= 6 && words.first().is_some_and(|word| CARRY.contains(word))
}

/// Whether what is spoken of are samples with the alteration: `PIK3CA突变细胞`, `MET-amplified cells`.
fn mark_population(scene: &mut Scene<'_>, index: usize) {
    let group = &scene.groups[index];
    let spans = group
        .altered
        .iter()
        .filter_map(|one| one.cue_index)
        .map(|cue| scene.cues[cue].span.end);
    let end = spans.max().unwrap_or(group.span.end).max(group.span.end);
    let is_population = scene.cues.iter().any(|found| {
        let gap = scene.between(end, found.span.start);
        let stops = [
            '在', '中', ',', '，', '；', ';', '。', '、', '.', '与', '和',
        ];
        found.is(CueKind::Sample)
            && found.span.start >= end
            && gap.trim_matches([' ', '的', '-', '型']).chars().count() <= 8
            && !gap.contains(stops)
            && !words(gap).iter().any(|word| LEAVES.contains(word))
    });
    let is_carried = is_carried(scene, index);
    let group = &mut scene.groups[index];
    group.is_population = !group.altered.is_empty() && (is_population || is_carried);
    // `cells expressing EGFR L858R`: what matters is the mutation.
    let is_bare =
        |one: &Altered| one.alteration == Alteration::Expression && one.direction.is_none();
    let others = group.altered.iter().any(|one| !is_bare(one));
    let is_latin =
        !group.span.of(scene.text).is_empty() && !scene.sentence.of(scene.text).chars().any(is_han);
    if others && is_latin {
        group.altered.retain(|one| !is_bare(one));
    }
}
