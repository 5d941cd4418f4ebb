//! Documents: one annotated document → the rows of its mentions, evidence, references, or itself.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{AnnotatedDocument, Evidence, MechanismSource, Mention, Reference};

use super::cell::{Cell, Row};
use super::lookup::Lookup;
use super::positions::Positions;

/// A table with rows from every document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentTable {
    /// One row for each mention, in text order.
    Mentions,
    /// One row for each piece of evidence, in the order of the mentions.
    Evidence,
    /// One row for each entry of the reference list.
    References,
    /// One row.
    Articles,
}

impl DocumentTable {
    /// Returns the names of the columns.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            DocumentTable::Mentions => &[
                "article",
                "sentence",
                "section",
                "category",
                "concept",
                "name",
                "name_zh",
                "text",
                "start",
                "end",
                "origin",
                "mechanisms",
                "references",
                "sentence_text",
            ],
            DocumentTable::Evidence => &[
                "article",
                "sentence",
                "section",
                "concept",
                "name",
                "name_zh",
                "category",
                "text",
                "mechanisms",
                "mechanism_sources",
                "references",
                "reference_scope",
                "sentence_text",
            ],
            DocumentTable::References => &[
                "article", "number", "authors", "title", "journal", "volume", "issue", "pages",
                "year", "doi", "pmid", "cited", "raw", "id", "pmcid", "arxiv",
            ],
            DocumentTable::Articles => &[
                "id",
                "title",
                "language",
                "year",
                "journal",
                "doi",
                "pmid",
                "sections",
                "sentences",
                "citations",
                "references",
                "mentions",
                "source",
                "authors",
                "keywords",
                "copy_of",
            ],
        }
    }

    /// Returns the rows of one document; `copy_of` is the article that it is a copy of, if any.
    pub fn rows<'d>(
        self,
        annotated: &'d AnnotatedDocument,
        copy_of: Option<&'d str>,
    ) -> Vec<Row<'d>> {
        let structure = &annotated.structure;
        let lookup = Lookup::new(annotated);
        match self {
            DocumentTable::Mentions => {
                let at = Positions::new(&annotated.document.text);
                let mentions = annotated.mentions.iter().enumerate();
                mentions
                    .map(|(index, mention)| mention_row(&lookup, index, mention, &at))
                    .collect()
            }
            DocumentTable::Evidence => {
                let evidence = annotated.evidence.iter();
                evidence
                    .filter_map(|evidence| evidence_row(&lookup, evidence))
                    .collect()
            }
            DocumentTable::References => {
                let cited = cited_counts(annotated);
                let references = structure.references.iter().zip(cited);
                references
                    .map(|(reference, cited)| reference_row(annotated, reference, cited))
                    .collect()
            }
            DocumentTable::Articles => vec![article_row(annotated, copy_of)],
        }
    }
}

fn mention_row<'d>(
    lookup: &Lookup<'d>,
    index: usize,
    mention: &'d Mention,
    at: &Positions<'_>,
) -> Row<'d> {
    let [concept, name, name_zh] = lookup.concept(mention);
    let (start, end) = at.span(mention.span);
    let mut mechanisms: Vec<&str> = Vec::new();
    let mut references: Vec<usize> = Vec::new();
    for evidence in lookup.evidence_of(index) {
        mechanisms.extend(
            evidence
                .mechanisms
                .iter()
                .map(|found| found.concept.as_str()),
        );
        references.extend(&evidence.reference_indices);
    }
    let mut seen = BTreeSet::new();
    mechanisms.retain(|mechanism| seen.insert(*mechanism));
    let sentence = mention.sentence_index;
    vec![
        Cell::text(&lookup.annotated.document.id),
        sentence.map_or(Cell::Empty, |index| Cell::count(index as u64)),
        Cell::Text(Cow::Owned(lookup.section(mention.section_index))),
        Cell::text(mention.category.as_str()),
        concept,
        name,
        name_zh,
        Cell::text(mention.span.of(&lookup.annotated.document.text)),
        Cell::count(start.into()),
        Cell::count(end.into()),
        Cell::text(mention.origin.as_str()),
        Cell::list(mechanisms),
        lookup.references(&references),
        Cell::text(sentence.map_or("", |index| lookup.sentence_text(index))),
    ]
}

fn evidence_row<'d>(lookup: &Lookup<'d>, evidence: &'d Evidence) -> Option<Row<'d>> {
    let mention = lookup.annotated.mentions.get(evidence.mention_index)?;
    let [concept, name, name_zh] = lookup.concept(mention);
    let mechanisms = &evidence.mechanisms;
    Some(vec![
        Cell::text(&lookup.annotated.document.id),
        Cell::count(evidence.sentence_index as u64),
        Cell::Text(Cow::Owned(lookup.section_of(evidence.sentence_index))),
        concept,
        name,
        name_zh,
        Cell::text(mention.category.as_str()),
        Cell::text(mention.span.of(&lookup.annotated.document.text)),
        Cell::list(mechanisms.iter().map(|found| found.concept.as_str())),
        Cell::list(mechanisms.iter().map(|found| match found.from {
            MechanismSource::Sentence => "sentence",
            MechanismSource::Heading => "heading",
        })),
        lookup.references(&evidence.reference_indices),
        Cell::text(evidence.reference_scope.as_str()),
        Cell::text(lookup.sentence_text(evidence.sentence_index)),
    ])
}

/// How many citations point to each reference.
fn cited_counts(annotated: &AnnotatedDocument) -> Vec<u64> {
    let mut counts = vec![0; annotated.structure.references.len()];
    for citation in &annotated.structure.citations {
        let references: BTreeSet<usize> = citation.reference_indices.iter().copied().collect();
        for index in references {
            if let Some(count) = counts.get_mut(index) {
                *count += 1;
            }
        }
    }
    counts
}

fn reference_row<'d>(
    annotated: &'d AnnotatedDocument,
    reference: &'d Reference,
    cited: u64,
) -> Row<'d> {
    vec![
        Cell::text(&annotated.document.id),
        Cell::count(reference.number.into()),
        Cell::list(reference.authors.iter().map(String::as_str)),
        Cell::optional(reference.title.as_deref()),
        Cell::optional(reference.journal.as_deref()),
        Cell::optional(reference.volume.as_deref()),
        Cell::optional(reference.issue.as_deref()),
        Cell::optional(reference.pages.as_deref()),
        Cell::year(reference.year),
        Cell::optional(reference.doi.as_deref()),
        Cell::optional(reference.pmid.as_deref()),
        Cell::count(cited),
        Cell::text(reference.span.of(&annotated.document.text)),
        reference
            .id()
            .map_or(Cell::Empty, |id| Cell::Text(Cow::Owned(id))),
        Cell::optional(reference.pmcid.as_deref()),
        Cell::optional(reference.arxiv.as_deref()),
    ]
}

fn article_row<'d>(annotated: &'d AnnotatedDocument, copy_of: Option<&'d str>) -> Row<'d> {
    let document = &annotated.document;
    let structure = &annotated.structure;
    vec![
        Cell::text(&document.id),
        Cell::optional(annotated.title()),
        Cell::text(structure.language.as_str()),
        Cell::year(document.metadata.year),
        Cell::optional(document.metadata.journal.as_deref()),
        Cell::optional(document.metadata.doi.as_deref()),
        Cell::optional(document.metadata.pmid.as_deref()),
        Cell::length(&structure.sections),
        Cell::length(&structure.sentences),
        Cell::length(&structure.citations),
        Cell::length(&structure.references),
        Cell::length(&annotated.mentions),
        Cell::optional(document.source.as_deref()),
        Cell::list(document.metadata.authors.iter().map(String::as_str)),
        Cell::list(document.metadata.keywords.iter().map(String::as_str)),
        Cell::optional(copy_of),
    ]
}
