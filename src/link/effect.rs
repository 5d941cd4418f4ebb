//! Effect: the cues of a sentence → what it says of effects, each with its sign.
//!
//! A noun such as *resistance* says little by itself; what is done to it decides:
//! less resistance, or resistance undone, is an effect overcome; less response is
//! resistance. Resistance that only names samples (`耐药细胞`, *resistant tumours*)
//! is no effect but the background of one.

use crate::model::{CueKind, Effect, Span};
use crate::normalize::is_han;

use super::argument::argument;
use super::cue::Found;
use super::scene::Scene;

/// What a sentence says in one place of an effect.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) effect: Effect,
    pub(super) span: Span,
    pub(super) clause: usize,
    /// Place of its cue in the scene.
    pub(super) cue_index: usize,
    /// Place of the cue that decided its sign.
    pub(super) operator_index: Option<usize>,
    pub(super) negated: bool,
    /// A result of treatment implies it.
    pub(super) by_outcome: bool,
    /// Nothing was done to a noun that needs it: `response`.
    pub(super) is_weak: bool,
    /// A word ties it to a cause: `confers`.
    pub(super) has_cause: bool,
    /// It only names samples.
    pub(super) is_state: bool,
}

impl Frame {
    /// Places of the cues that made it.
    pub(super) fn cue_indices(&self) -> Vec<usize> {
        [Some(self.cue_index), self.operator_index]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Returns the frames of a sentence, by place.
pub(super) fn frames(scene: &Scene<'_>) -> Vec<Frame> {
    let mut frames = Vec::new();
    for index in 0..scene.cues.len() {
        let found = &scene.cues[index];
        if scene.used[index] || is_hidden(scene, index) {
            continue;
        }
        let frame = match found.cue.kind {
            CueKind::Effect => of_effect(scene, index),
            CueKind::Outcome => of_outcome(scene, index),
            CueKind::Measure => of_measure(scene, index),
            CueKind::Operator => of_operator(scene, index),
            _ => None,
        };
        frames.extend(frame.filter(|frame| !is_method(scene, frame)));
    }
    // A bare noun says nothing where something else says more.
    if frames
        .iter()
        .any(|frame: &Frame| !frame.is_weak && !frame.is_state)
    {
        frames.retain(|frame| !frame.is_weak || argument(scene, frame.cue_index).is_some());
    }
    frames
}

/// Whether the clause only says how or what for something is measured.
fn is_method(scene: &Scene<'_>, frame: &Frame) -> bool {
    scene.cues.iter().any(|found| {
        let gap = match found.span.start >= frame.span.end {
            true => scene.between(frame.span.end, found.span.start),
            false => scene.between(found.span.end, frame.span.start),
        };
        let opened = gap.matches(['(', '（']).count();
        found.is(CueKind::Method)
            && scene.clause_of(found.span.start) == frame.clause
            && opened == gap.matches([')', '）']).count()
            && is_near(gap, 10, 8)
    })
}

/// `MEK抑制剂能将其克服`: the verb alone, where the clause names no effect.
fn of_operator(scene: &Scene<'_>, index: usize) -> Option<Frame> {
    let found = &scene.cues[index];
    let clause = scene.clause_of(found.span.start);
    let names_effect = |other: &Found<'_>| {
        let is_effect = matches!(
            other.cue.kind,
            CueKind::Effect | CueKind::Measure | CueKind::Outcome
        );
        is_effect && scene.clause_of(other.span.start) == clause
    };
    if !found.has(CueKind::Operator, "overcome") || scene.cues.iter().any(names_effect) {
        return None;
    }
    Some(frame(scene, index, Effect::Overcomes, None))
}

/// Whether the same words say what happened to a gene.
fn is_hidden(scene: &Scene<'_>, index: usize) -> bool {
    let span = scene.cues[index].span;
    let others = scene.cues.iter().zip(&scene.used);
    others
        .into_iter()
        .any(|(other, used)| *used && other.span == span)
}

fn frame(scene: &Scene<'_>, index: usize, effect: Effect, operator: Option<usize>) -> Frame {
    let may_be_alike = effect != Effect::Resistance && operator.is_none();
    let span = scene.cues[index].span;
    let clause = scene.clause_of(span.start);
    let from = operator.map_or(span, |operator| {
        let other = scene.cues[operator].span;
        Span {
            start: other.start.min(span.start),
            end: other.end.max(span.end),
        }
    });
    let negation = negation(scene, from, clause, may_be_alike);
    let alike = negation.is_some_and(|index| &*scene.cues[index].cue.value == "alike");
    let has_cause = scene.cues.iter().any(|found| {
        found.has(CueKind::Operator, "cause") && scene.clause_of(found.span.start) == clause
    });
    Frame {
        effect: if alike { Effect::Resistance } else { effect },
        span,
        clause,
        cue_index: index,
        operator_index: operator,
        negated: negation.is_some(),
        by_outcome: false,
        is_weak: false,
        has_cause,
        is_state: false,
    }
}

fn of_effect(scene: &Scene<'_>, index: usize) -> Option<Frame> {
    let base = Effect::parse(&scene.cues[index].cue.value)?;
    let is_state = base != Effect::Overcomes && is_state(scene, scene.cues[index].span);
    let operator = operator(scene, index);
    let effect = match (base, operator.map(|operator| sign(scene, operator))) {
        (Effect::Resistance, Some(Sign::Less | Sign::Undo)) => Effect::Overcomes,
        (Effect::Sensitivity, Some(Sign::Less)) => Effect::Resistance,
        (Effect::Sensitivity, Some(Sign::Restore)) => Effect::Overcomes,
        _ => base,
    };
    let decides = effect != base;
    Some(Frame {
        is_state: is_state && !decides,
        ..frame(scene, index, effect, operator.filter(|_| decides))
    })
}

fn of_outcome(scene: &Scene<'_>, index: usize) -> Option<Frame> {
    let is_good = scene.cues[index].has(CueKind::Outcome, "good");
    let operator = operator(scene, index);
    let is_less = operator.is_some_and(|operator| sign(scene, operator) == Sign::Less);
    let is_undone = operator.is_some_and(|operator| sign(scene, operator) == Sign::Undo);
    let effect = match (is_good, is_less || is_undone && !is_good) {
        (true, false) | (false, true) => Effect::Sensitivity,
        _ => Effect::Resistance,
    };
    let is_background =
        !is_good && !is_less && !is_undone && !is_experienced(scene, scene.cues[index].span);
    Some(Frame {
        by_outcome: true,
        is_state: is_background,
        ..frame(scene, index, effect, operator.filter(|_| is_less))
    })
}

/// Whether a bad outcome is what came of the treatment, and not what went before it.
fn is_experienced(scene: &Scene<'_>, span: Span) -> bool {
    let before = scene.between(scene.sentence.start, span.start);
    let words: Vec<&str> = before.split_whitespace().rev().take(4).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    any(&[
        "experienced",
        "had",
        "showed",
        "achieved",
        "as",
        "exhibited",
        "were",
        "was",
    ]) && !any(&[
        "after",
        "following",
        "upon",
        "at",
        "until",
        "to",
        "since",
        "prior",
        "who",
        "of",
        "no",
        "without",
    ])
}

fn of_measure(scene: &Scene<'_>, index: usize) -> Option<Frame> {
    let value = &*scene.cues[index].cue.value;
    if is_state(scene, scene.cues[index].span) {
        return None;
    }
    let operator = operator(scene, index);
    let sign = operator.map(|operator| sign(scene, operator));
    let effect = match (value, sign) {
        ("sensitivity", Some(Sign::Less)) => Effect::Resistance,
        ("sensitivity", Some(Sign::Restore)) => Effect::Overcomes,
        ("sensitivity", _) => Effect::Sensitivity,
        ("resistance", Some(Sign::More)) => Effect::Resistance,
        ("resistance" | "growth", Some(Sign::Less | Sign::Undo)) => Effect::Sensitivity,
        _ => return None,
    };
    let made = frame(scene, index, effect, operator);
    Some(Frame {
        by_outcome: value == "growth",
        is_weak: operator.is_none() && !made.has_cause && !made.negated,
        ..made
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    More,
    Less,
    Undo,
    Restore,
}

fn sign(scene: &Scene<'_>, index: usize) -> Sign {
    match (scene.cues[index].cue.kind, &*scene.cues[index].cue.value) {
        (CueKind::Change, "decreased") => Sign::Less,
        (CueKind::Operator, "undo" | "overcome") => Sign::Undo,
        (CueKind::Operator, "restore") => Sign::Restore,
        _ => Sign::More,
    }
}

/// The word that says what is done to an effect: in its clause, near behind it or anywhere before it.
fn operator(scene: &Scene<'_>, index: usize) -> Option<usize> {
    let span = scene.cues[index].span;
    let clause = scene.clause_of(span.start);
    let is_operator = |place: &usize| {
        let found = &scene.cues[*place];
        let is_one = found.is(CueKind::Change)
            || found.has(CueKind::Operator, "undo")
            || found.has(CueKind::Operator, "overcome")
            || found.has(CueKind::Operator, "restore");
        is_one
            && scene.clause_of(found.span.start) == clause
            && !scene.used[*place]
            && !is_hidden(scene, *place)
    };
    let is_parted = |from: u32, to: u32| {
        scene.cues.iter().any(|other| {
            other.span.start >= from
                && other.span.end <= to
                && matches!(
                    other.cue.kind,
                    CueKind::Effect | CueKind::Outcome | CueKind::Measure
                )
        })
    };
    let behind = (0..scene.cues.len()).filter(is_operator).find(|&place| {
        let other = scene.cues[place].span;
        other.start >= span.end
            && is_near(scene.between(span.end, other.start), 8, 5)
            && !is_parted(span.end, other.start)
    });
    let before = (0..scene.cues.len())
        .filter(is_operator)
        .rev()
        .find(|&place| {
            let found = &scene.cues[place];
            let parted = is_parted(found.span.end, span.start);
            found.span.end <= span.start
                && (!parted || found.is(CueKind::Operator))
                && is_near(scene.between(found.span.end, span.start), 30, 12)
        });
    let near = behind
        .filter(|&place| is_near(scene.between(span.end, scene.cues[place].span.start), 4, 2));
    near.or(before).or(behind)
}

/// Whether a gap is short: so many characters of Chinese, so many words of English.
pub(super) fn is_near(gap: &str, han_chars: usize, words: usize) -> bool {
    match gap.chars().any(is_han) {
        true => {
            gap.chars()
                .filter(|&c| is_han(c) || c.is_alphanumeric())
                .count()
                <= han_chars
        }
        false => gap.split_whitespace().count() <= words,
    }
}

/// The word that denies what stands at `span`.
fn negation(scene: &Scene<'_>, span: Span, clause: usize, may_be_alike: bool) -> Option<usize> {
    let denies = |found: &Found<'_>| {
        if !found.is(CueKind::Negation) || scene.clause_of(found.span.start) != clause {
            return false;
        }
        let is_alike = &*found.cue.value == "alike";
        // `resistance similar to that of known mutants` is resistance.
        if is_alike && !may_be_alike {
            return false;
        }
        match found.span.end <= span.start {
            true => is_near(scene.between(found.span.end, span.start), 10, 8),
            false => {
                found.span.start < span.end
                    || is_alike && is_near(scene.between(span.end, found.span.start), 10, 12)
            }
        }
    };
    scene.cues.iter().position(denies)
}

/// Whether resistance or sensitivity only names samples: `耐药细胞`, `resistant BT-474 cells`.
fn is_state(scene: &Scene<'_>, span: Span) -> bool {
    let surface = span.of(scene.text);
    let rest = scene.between(span.end, scene.sentence.end);
    if rest.trim_start().starts_with("to ") {
        return false;
    }
    let sample = scene
        .cues
        .iter()
        .find(|found| found.is(CueKind::Sample) && found.span.start >= span.end);
    let Some(sample) = sample else {
        return false;
    };
    let gap = scene.between(span.end, sample.span.start);
    let is_chinese = surface.chars().any(is_han);
    let blocked = gap.contains(['，', '、', '；', '。', ',', ';', '.', '在', '与']);
    match is_chinese {
        true => !blocked && gap.chars().count() <= 6,
        false => {
            let is_adjective = surface.ends_with("ant")
                || surface.ends_with("ive")
                || surface.ends_with("性")
                || surface.ends_with("ory")
                || surface.ends_with("ing")
                || surface.ends_with("ed")
                || surface.ends_with("tolerant");
            let before = scene.between(scene.sentence.start, span.start).trim_end();
            let is_predicate = [
                "is", "are", "was", "were", "be", "became", "more", "remained", "highly",
            ]
            .iter()
            .any(|word| before.ends_with(word) && !before.ends_with("more "));
            is_adjective && !is_predicate && !blocked && gap.split_whitespace().count() <= 4
        }
    }
}
