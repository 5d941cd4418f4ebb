//! Alteration: the words around a gene → what happened to it, and what it is named for.
//!
//! Each word that says an alteration belongs to one group of genes: the one before it
//! (`MET扩增`, `MET amplification`), or the one behind it (`loss of PTEN`, `抑制AXL`,
//! `mutant BRAF`). Words such as *increased* then give it a direction.

use crate::model::{Alteration, CueKind, Direction, Span};
use crate::normalize::is_han;

use super::cue::Found;
use super::scene::{Altered, Group, Role, Scene};

/// Words that lead from an alteration to its gene: `loss of PTEN`.
const TO_GENE: [&str; 9] = [
    "of",
    "in",
    "within",
    "for",
    "on",
    "at",
    "involving",
    "affecting",
    "to",
];
/// Words that may stand between.
const FILLERS: [&str; 27] = [
    "the",
    "a",
    "an",
    "either",
    "both",
    "mutant",
    "wild-type",
    "gene",
    "genes",
    "kinase",
    "receptor",
    "human",
    "endogenous",
    "downstream",
    "its",
    "target",
    "lysosomal",
    "transporter",
    "tumor",
    "of",
    "signaling",
    "pathway",
    "phosphatase",
    "expression",
    "total",
    "and",
    "or",
];
/// Words that end a noun phrase, so that what follows says nothing of the gene before.
const LEAVES: [&str; 16] = [
    "of", "in", "with", "by", "to", "for", "from", "after", "on", "that", "which", "who", "into",
    "via", "through", "than",
];

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

/// The group that an alteration belongs to.
fn owner(scene: &Scene<'_>, found: &Found<'_>, alteration: Alteration) -> Option<usize> {
    let genes = || {
        let groups = scene.groups.iter().enumerate();
        groups.filter(|(_, group)| group.role == Role::Gene && group.in_drug.is_none())
    };
    let left = genes()
        .rfind(|(_, group)| group.span.end <= found.span.start)
        .filter(|(_, group)| {
            scene.clause_of(group.span.end - 1) == scene.clause_of(found.span.start)
        });
    let right = genes()
        .find(|(_, group)| group.span.start >= found.span.end)
        .filter(|(_, group)| group.clause == scene.clause_of(found.span.start));
    let left_gap = left.map(|(_, group)| scene.between(group.span.end, found.span.start));
    let right_gap = right.map(|(_, group)| scene.between(found.span.end, group.span.start));
    let is_chinese = found.span.of(scene.text).chars().any(is_han);
    let (leftward, rightward) = match is_chinese {
        true => (
            left_gap.and_then(chinese_left),
            right_gap.and_then(|gap| chinese_right(scene, found, gap)),
        ),
        false => (
            left_gap.and_then(|gap| english_left(scene, found, gap)),
            right_gap.and_then(|gap| english_right(found, gap)),
        ),
    };
    let is_transitive = matches!(alteration, Alteration::Activation | Alteration::Inhibition)
        && !is_nominal(found.span.of(scene.text));
    match (leftward, rightward) {
        (Some(0), Some(_)) if !is_transitive => left.map(|(index, _)| index),
        (Some(near), Some(far)) => match far <= near || is_transitive {
            true => right.map(|(index, _)| index),
            false => left.map(|(index, _)| index),
        },
        (Some(_), None) => left.map(|(index, _)| index),
        (None, Some(_)) => right.map(|(index, _)| index),
        (None, None) => None,
    }
}

/// Whether a word names an inhibitor and not what is done.
fn is_nominal(surface: &str) -> bool {
    ["抑制剂", "抑制药", "拮抗剂", "阻断剂"]
        .iter()
        .any(|end| surface.ends_with(end))
        || surface.to_ascii_lowercase().contains("inhibitor")
        || surface.to_ascii_lowercase().contains("antagonist")
}

/// How far a Chinese alteration stands behind its gene, in characters.
fn chinese_left(gap: &str) -> Option<usize> {
    let length = gap.chars().filter(|c| !c.is_whitespace()).count();
    let blocked = gap.contains(['，', '；', '。', '、', '使', '经', '对', '被']) && length > 2;
    (length <= 14 && !blocked).then_some(length)
}

/// How far a Chinese alteration stands before its gene.
fn chinese_right(scene: &Scene<'_>, found: &Found<'_>, gap: &str) -> Option<usize> {
    let rest: String = gap.chars().filter(|c| !c.is_whitespace()).collect();
    let near = [
        "",
        "了",
        "型",
        "的",
        "其",
        "对",
        "下游",
        "野生型",
        "突变型",
        "或",
        "新",
        "患者",
        "细胞",
        "下游的",
    ];
    if near.contains(&&*rest) {
        return Some(rest.chars().count());
    }
    // `敲低或抑制AXL`: another alteration stands between.
    let between = |other: &&Found<'_>| {
        other.is(CueKind::Alteration)
            && other.span.start >= found.span.end
            && other.span.end as usize <= found.span.end as usize + gap.len()
    };
    let is_pair = scene.cues.iter().any(|other| between(&other)) && rest.chars().count() <= 4;
    (is_pair && rest.starts_with(['或', '和', '及', '并'])).then_some(3)
}

/// How far an English alteration stands behind its gene, in words.
fn english_left(scene: &Scene<'_>, found: &Found<'_>, gap: &str) -> Option<usize> {
    let words: Vec<&str> = words(gap);
    let has_verb = words
        .iter()
        .any(|word| ["was", "were", "is", "are", "had", "been", "gene"].contains(word));
    let limit = if has_verb { 7 } else { 4 };
    let leaves = words.iter().any(|word| LEAVES.contains(word));
    let is_noun_after = has_verb && is_verb_noun(found, scene);
    (words.len() <= limit && !leaves && !is_noun_after && !gap.contains([';', '；']))
        .then_some(words.len())
}

/// Whether an alteration begins a noun phrase of its own: `NRAS was found; loss of NF1`.
fn is_verb_noun(found: &Found<'_>, scene: &Scene<'_>) -> bool {
    let rest = scene
        .between(found.span.end, scene.sentence.end)
        .trim_start();
    rest.starts_with("of ") || rest.starts_with("in ")
}

/// How far an English alteration stands before its gene, in words.
fn english_right(found: &Found<'_>, gap: &str) -> Option<usize> {
    let words = words(gap);
    let _ = found;
    match words.split_first() {
        None => Some(0),
        Some((first, rest)) if TO_GENE.contains(first) => {
            let is_short =
                rest.len() <= 5 && rest.iter().filter(|word| !FILLERS.contains(word)).count() <= 2;
            (is_short && !gap.contains([';', '；'])).then_some(0)
        }
        Some(_) if words.len() <= 2 && words.iter().all(|word| FILLERS.contains(word)) => Some(1),
        Some(_) => None,
    }
}

fn words(gap: &str) -> Vec<&str> {
    let is_mark = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '(' | ')' | ',' | '[' | ']' | '/' | '"')
    };
    gap.split(is_mark).filter(|word| !word.is_empty()).collect()
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
                "" | " " | "-" | "‐" | "–" | "HER2-"
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

/// `V600E`, `p.G12C`, `E746_A750del`, `exon19`.
fn is_variant(token: &str) -> bool {
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

/// Gives an expression its direction, or makes one of `SCF升高`, `reduced HER2`.
fn mark_direction(scene: &mut Scene<'_>, index: usize) {
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
