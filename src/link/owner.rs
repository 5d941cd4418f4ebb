//! Owner: a word that says an alteration → the genes that it says it of.

use crate::model::{Alteration, CueKind};
use crate::normalize::is_han;

use super::cue::Found;
use super::scene::{Role, Scene};

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
pub(super) const LEAVES: [&str; 16] = [
    "of", "in", "with", "by", "to", "for", "from", "after", "on", "that", "which", "who", "into",
    "via", "through", "than",
];

/// The group that an alteration belongs to.
pub(super) fn owner(scene: &Scene<'_>, found: &Found<'_>, alteration: Alteration) -> Option<usize> {
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
            right_gap.and_then(english_right),
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
    let gap = &outside_brackets(gap);
    let words: Vec<&str> = words(gap);
    let has_verb = words
        .iter()
        .any(|word| ["was", "were", "is", "are", "had", "been", "gene"].contains(word));
    let limit = if has_verb { 7 } else { 4 };
    let count = words.iter().filter(|word| !is_place(word)).count();
    let leaves = words.iter().any(|word| LEAVES.contains(word));
    let is_noun_after = has_verb && is_verb_noun(found, scene);
    (count <= limit && !leaves && !is_noun_after && !gap.contains([';', '；'])).then_some(count)
}

/// A text without what stands in round brackets; an open bracket hides what follows.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' if depth > 0 => depth -= 1,
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    outside
}

/// Whether a word only says where in the gene: `MET exon 14 splice site mutation`.
fn is_place(word: &str) -> bool {
    const PLACES: [&str; 11] = [
        "exon", "exons", "codon", "intron", "splice", "site", "donor", "acceptor", "domain",
        "kinase", "promoter",
    ];
    PLACES.contains(&word)
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || word.starts_with("c.")
}

/// Whether an alteration begins a noun phrase of its own: `NRAS was found; loss of NF1`.
fn is_verb_noun(found: &Found<'_>, scene: &Scene<'_>) -> bool {
    let rest = scene
        .between(found.span.end, scene.sentence.end)
        .trim_start();
    rest.starts_with("of ") || rest.starts_with("in ")
}

/// How far an English alteration stands before its gene, in words.
fn english_right(gap: &str) -> Option<usize> {
    let words = words(gap);
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

/// The words of a text between two names; brackets and hyphens part them.
pub(super) fn words(gap: &str) -> Vec<&str> {
    let is_mark = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '(' | ')' | ',' | '[' | ']' | '/' | '"')
    };
    gap.split(is_mark).filter(|word| !word.is_empty()).collect()
}
