//! JSON: one hit → one line, positions in code points of its text.

use std::collections::BTreeMap;
use std::io::{self, Write};

use litmine::export::article::ClaimView;
use litmine::lexicon::Lexicon;
use litmine::model::{Category, ConceptId, Hit, ScorePart};
use serde::Serialize;

#[derive(Serialize)]
struct View<'h> {
    schema_version: u32,
    article: &'h str,
    title: Option<&'h str>,
    sentence: Option<usize>,
    headings: &'h [String],
    text: &'h str,
    /// `[start, end)` in code points of `text`.
    highlights: Vec<(usize, usize)>,
    concepts: &'h [ConceptId],
    mechanisms: &'h [ConceptId],
    references: &'h [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<ClaimView<'h>>,
    score: f32,
    /// What the score is made of.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    score_parts: &'h [ScorePart],
    /// What the ids above are called.
    names: BTreeMap<&'h str, Name<'h>>,
}

#[derive(Serialize)]
struct Name<'h> {
    name: &'h str,
    name_zh: Option<&'h str>,
    category: Category,
}

/// Writes a hit.
pub(super) fn write(out: &mut impl Write, hit: &Hit, lexicon: &Lexicon) -> io::Result<()> {
    let code_points = |byte: u32| {
        let before = hit.text.get(..byte as usize).unwrap_or(&hit.text);
        before.chars().count()
    };
    let claimed = hit.claim.iter().flat_map(|claim| {
        let drug = claim.drug.iter().chain(&claim.disease);
        drug.chain(&claim.mechanism).chain([&claim.subject])
    });
    let ids = hit.concepts.iter().chain(&hit.mechanisms).chain(claimed);
    let names = ids.filter_map(|id| {
        let concept = lexicon.concept(id)?;
        let name = Name {
            name: &concept.name,
            name_zh: concept.name_zh.as_deref(),
            category: concept.category,
        };
        Some((id.as_str(), name))
    });
    let highlights = hit.highlights.iter();
    let view = View {
        schema_version: 1,
        article: &hit.article,
        title: hit.title.as_deref(),
        sentence: hit.sentence,
        headings: &hit.headings,
        text: &hit.text,
        highlights: highlights
            .map(|span| (code_points(span.start), code_points(span.end)))
            .collect(),
        concepts: &hit.concepts,
        mechanisms: &hit.mechanisms,
        references: &hit.references,
        claim: hit.claim.as_ref().map(ClaimView::new),
        score: hit.score,
        score_parts: &hit.parts,
        names: names.collect(),
    };
    serde_json::to_writer(&mut *out, &view)?;
    out.write_all(b"\n")
}
