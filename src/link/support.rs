//! Support: a claim's place in its sentence → its references, evidence level, onset, doubt.

use crate::model::{CueKind, EvidenceLevel, Onset, ReferenceScope, Span};

use super::article::Article;
use super::scene::Scene;

/// The references that back what stands up to `at`: those of the marker that closes its
/// clause, else of the last one before, else of the next one in the section.
pub(super) fn references(
    article: &Article<'_>,
    sentence_index: usize,
    at: u32,
) -> (ReferenceScope, Vec<usize>) {
    let citations = &article.structure.citations;
    let first = citations.partition_point(|citation| citation.sentence_index < sentence_index);
    let own: Vec<_> = citations[first..]
        .iter()
        .take_while(|citation| citation.sentence_index == sentence_index)
        .filter(|citation| !citation.reference_indices.is_empty())
        .collect();
    let behind = own.iter().position(|citation| citation.span.start >= at);
    let Some(mut chosen) = behind.or(own.len().checked_sub(1)) else {
        return article.references[sentence_index].clone();
    };
    // `[7][10]` is one marker in two.
    let touches = |a: usize, b: usize| {
        let gap = article
            .text
            .get(own[a].span.end as usize..own[b].span.start as usize);
        gap.is_some_and(|gap| gap.trim().is_empty())
    };
    while behind.is_none() && chosen > 0 && touches(chosen - 1, chosen) {
        chosen -= 1;
    }
    let mut found = own[chosen].reference_indices.clone();
    let mut next = chosen + 1;
    while next < own.len() && touches(next - 1, next) {
        found.extend(own[next].reference_indices.iter().copied());
        next += 1;
    }
    found.sort_unstable();
    found.dedup();
    (ReferenceScope::Sentence, found)
}

/// What the sentence says it rests on: the cues of the clause first, then all.
pub(super) fn level(scene: &Scene<'_>, clause: usize) -> EvidenceLevel {
    let count = |wanted: EvidenceLevel, own: bool| {
        scene
            .cues
            .iter()
            .filter(|found| found.has(CueKind::Level, wanted.as_str()))
            .filter(|found| !own || scene.clause_of(found.span.start) == clause)
            .count()
    };
    for own in [true, false] {
        let clinical = count(EvidenceLevel::Clinical, own);
        let preclinical = count(EvidenceLevel::Preclinical, own);
        if clinical + preclinical > 0 {
            return match clinical >= preclinical {
                true => EvidenceLevel::Clinical,
                false => EvidenceLevel::Preclinical,
            };
        }
    }
    EvidenceLevel::Review
}

/// When the resistance was there, where the sentence says.
pub(super) fn onset(scene: &Scene<'_>) -> Option<Onset> {
    let found = scene.cues.iter().find(|found| found.is(CueKind::Onset))?;
    Onset::parse(&found.cue.value)
}

/// Whether the clause doubts.
pub(super) fn is_hedged(scene: &Scene<'_>, clause: usize) -> bool {
    let mut hedges = scene.cues.iter().filter(|found| found.is(CueKind::Hedge));
    hedges.any(|found| scene.clause_of(found.span.start) == clause)
}

/// Whether something behind a negation in its clause is denied: `未见KRAS突变`.
pub(super) fn is_denied(scene: &Scene<'_>, span: Span) -> bool {
    let clause = scene.clause_of(span.start);
    scene.cues.iter().any(|found| {
        found.is(CueKind::Negation)
            && scene.clause_of(found.span.start) == clause
            && found.span.end <= span.start
            && super::effect::is_near(scene.between(found.span.end, span.start), 12, 6)
    })
}
