//! Article: an annotated document → one line of JSON.
//!
//! Spans are `[start, end)` in code points of `text`; every whole number that
//! points (`section`, `sentence`, `mention`, `references`) is a place in an array
//! of the same object, from 0.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::model::{
    Alteration, AnnotatedDocument, Category, Claim, Concept, ConceptId, Direction, DrugSource,
    Effect, Evidence, EvidenceLevel, Language, MechanismSource, Mention, Metadata, Onset, Origin,
    Reference, ReferenceScope, Section, SectionKind,
};

use super::jsonl::line;
use super::positions::Positions;

/// Version of the object; it changes when a field changes its name or meaning.
pub const SCHEMA_VERSION: u32 = 1;

type CodePoints = (u32, u32);

/// Writes a document as one line.
///
/// Many small writes: give a buffered writer or a `Vec`.
pub fn write(mut out: impl Write, annotated: &AnnotatedDocument) -> io::Result<()> {
    line(&mut out, &ArticleView::new(annotated))
}

/// Writes the line that stands in the place of an input that cannot be read.
pub fn write_error(mut out: impl Write, id: Option<&str>, error: &str) -> io::Result<()> {
    let schema_version = SCHEMA_VERSION;
    line(
        &mut out,
        &ErrorView {
            schema_version,
            id,
            error,
        },
    )
}

#[derive(Serialize)]
struct ErrorView<'d> {
    schema_version: u32,
    id: Option<&'d str>,
    error: &'d str,
}

#[derive(Serialize)]
struct ArticleView<'d> {
    schema_version: u32,
    id: &'d str,
    source: Option<&'d str>,
    language: Language,
    title: Option<&'d str>,
    text: &'d str,
    metadata: &'d Metadata,
    sections: Vec<SectionView<'d>>,
    sentences: Vec<SentenceView>,
    references: Vec<ReferenceView<'d>>,
    citations: Vec<CitationView<'d>>,
    mentions: Vec<MentionView<'d>>,
    evidence: Vec<EvidenceView<'d>>,
    claims: Vec<ClaimView<'d>>,
    concepts: Concepts<'d>,
}

impl<'d> ArticleView<'d> {
    fn new(annotated: &'d AnnotatedDocument) -> Self {
        let document = &annotated.document;
        let structure = &annotated.structure;
        let at = &Positions::new(&document.text);
        let text = document.text.as_str();
        Self {
            schema_version: SCHEMA_VERSION,
            id: &document.id,
            source: document.source.as_deref(),
            language: structure.language,
            title: annotated.title(),
            text,
            metadata: &document.metadata,
            sections: all(&structure.sections, |section| {
                SectionView::new(section, text, at)
            }),
            sentences: all(&structure.sentences, |sentence| SentenceView {
                span: at.span(sentence.span),
                section: sentence.section_index,
            }),
            references: all(&structure.references, |reference| {
                ReferenceView::new(reference, text, at)
            }),
            citations: all(&structure.citations, |citation| CitationView {
                span: at.span(citation.span),
                sentence: citation.sentence_index,
                references: &citation.reference_indices,
                unresolved: &citation.unresolved,
            }),
            mentions: all(&annotated.mentions, |mention| {
                MentionView::new(mention, text, at)
            }),
            evidence: all(&annotated.evidence, EvidenceView::new),
            claims: all(&annotated.claims, ClaimView::new),
            concepts: Concepts(&annotated.concepts),
        }
    }
}

fn all<'d, T, V>(list: &'d [T], view: impl Fn(&'d T) -> V) -> Vec<V> {
    list.iter().map(view).collect()
}

fn ids(list: &[ConceptId]) -> Vec<&str> {
    all(list, ConceptId::as_str)
}

#[derive(Serialize)]
struct SectionView<'d> {
    level: u8,
    kind: SectionKind,
    heading: Option<&'d str>,
    heading_span: Option<CodePoints>,
    span: CodePoints,
    parent: Option<usize>,
}

impl<'d> SectionView<'d> {
    fn new(section: &Section, text: &'d str, at: &Positions<'_>) -> Self {
        Self {
            level: section.level,
            kind: section.kind,
            heading: section.heading.map(|heading| heading.of(text)),
            heading_span: section.heading.map(|heading| at.span(heading)),
            span: at.span(section.span),
            parent: section.parent,
        }
    }
}

#[derive(Serialize)]
struct SentenceView {
    span: CodePoints,
    section: usize,
}

#[derive(Serialize)]
struct ReferenceView<'d> {
    number: u32,
    id: Option<String>,
    raw: &'d str,
    authors: &'d [String],
    title: Option<&'d str>,
    journal: Option<&'d str>,
    volume: Option<&'d str>,
    issue: Option<&'d str>,
    pages: Option<&'d str>,
    year: Option<i32>,
    doi: Option<&'d str>,
    pmid: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pmcid: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arxiv: Option<&'d str>,
    span: CodePoints,
}

impl<'d> ReferenceView<'d> {
    fn new(reference: &'d Reference, text: &'d str, at: &Positions<'_>) -> Self {
        Self {
            number: reference.number,
            id: reference.id(),
            raw: reference.span.of(text),
            authors: &reference.authors,
            title: reference.title.as_deref(),
            journal: reference.journal.as_deref(),
            volume: reference.volume.as_deref(),
            issue: reference.issue.as_deref(),
            pages: reference.pages.as_deref(),
            year: reference.year,
            doi: reference.doi.as_deref(),
            pmid: reference.pmid.as_deref(),
            pmcid: reference.pmcid.as_deref(),
            arxiv: reference.arxiv.as_deref(),
            span: at.span(reference.span),
        }
    }
}

#[derive(Serialize)]
struct CitationView<'d> {
    span: CodePoints,
    sentence: usize,
    references: &'d [usize],
    unresolved: &'d [u32],
}

#[derive(Serialize)]
struct MentionView<'d> {
    span: CodePoints,
    text: &'d str,
    concept: &'d str,
    category: Category,
    sentence: Option<usize>,
    section: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<usize>,
    origin: Origin,
    candidates: Vec<&'d str>,
}

impl<'d> MentionView<'d> {
    fn new(mention: &'d Mention, text: &'d str, at: &Positions<'_>) -> Self {
        Self {
            span: at.span(mention.span),
            text: mention.span.of(text),
            concept: mention.concept.as_str(),
            category: mention.category,
            sentence: mention.sentence_index,
            section: mention.section_index,
            reference: mention.reference_index,
            origin: mention.origin,
            candidates: ids(&mention.candidates),
        }
    }
}

#[derive(Serialize)]
struct EvidenceView<'d> {
    mention: usize,
    sentence: usize,
    mechanisms: Vec<MechanismView<'d>>,
    references: &'d [usize],
    reference_scope: ReferenceScope,
}

#[derive(Serialize)]
struct MechanismView<'d> {
    concept: &'d str,
    from: MechanismSource,
}

impl<'d> EvidenceView<'d> {
    fn new(evidence: &'d Evidence) -> Self {
        Self {
            mention: evidence.mention_index,
            sentence: evidence.sentence_index,
            mechanisms: all(&evidence.mechanisms, |mechanism| MechanismView {
                concept: mechanism.concept.as_str(),
                from: mechanism.from,
            }),
            references: &evidence.reference_indices,
            reference_scope: evidence.reference_scope,
        }
    }
}

/// A claim as it stands in the JSON of its article.
#[derive(Serialize)]
pub struct ClaimView<'d> {
    subject: &'d str,
    alteration: Option<Alteration>,
    direction: Option<Direction>,
    effect: Effect,
    drug: Option<&'d str>,
    drug_source: Option<DrugSource>,
    mechanism: Option<&'d str>,
    mechanism_from: Option<MechanismSource>,
    heading_mechanism: Option<&'d str>,
    evidence_level: EvidenceLevel,
    onset: Option<Onset>,
    negated: bool,
    hedged: bool,
    disease: Option<&'d str>,
    mention: usize,
    sentence: usize,
    references: &'d [usize],
    reference_scope: ReferenceScope,
    confidence: f32,
}

impl<'d> ClaimView<'d> {
    /// Makes the view of a claim.
    pub fn new(claim: &'d Claim) -> Self {
        let id = |concept: &'d Option<ConceptId>| concept.as_ref().map(ConceptId::as_str);
        Self {
            subject: claim.subject.as_str(),
            alteration: claim.alteration,
            direction: claim.direction,
            effect: claim.effect,
            drug: id(&claim.drug),
            drug_source: claim.drug_source,
            mechanism: id(&claim.mechanism),
            mechanism_from: claim.mechanism_source,
            heading_mechanism: id(&claim.heading_mechanism),
            evidence_level: claim.evidence_level,
            onset: claim.onset,
            negated: claim.negated,
            hedged: claim.hedged,
            disease: id(&claim.disease),
            mention: claim.mention_index,
            sentence: claim.sentence_index,
            references: &claim.reference_indices,
            reference_scope: claim.reference_scope,
            confidence: claim.confidence,
        }
    }
}

struct Concepts<'d>(&'d BTreeMap<ConceptId, Arc<Concept>>);

#[derive(Serialize)]
struct ConceptView<'d> {
    name: &'d str,
    name_zh: Option<&'d str>,
    category: Category,
    xrefs: &'d [String],
}

impl Serialize for Concepts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, concept)| {
            let view = ConceptView {
                name: &concept.name,
                name_zh: concept.name_zh.as_deref(),
                category: concept.category,
                xrefs: &concept.xrefs,
            };
            (id.as_str(), view)
        }))
    }
}
