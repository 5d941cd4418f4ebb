//! Pairs: co-occurrences → rows; their nodes; and the sentences they rest on.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnnotatedDocument, Concept, ConceptId, Cooccurrence};

use super::cell::{Cell, Row};
use super::lookup::Lookup;

/// The columns of co-occurrences.
pub const COOCCURRENCE_COLUMNS: &[&str] = &[
    "id_a",
    "name_a",
    "name_zh_a",
    "category_a",
    "id_b",
    "name_b",
    "name_zh_b",
    "category_b",
    "articles",
    "sections",
    "sentences",
    "count_a",
    "count_b",
    "total",
    "expected",
    "pmi",
    "npmi",
    "g2",
    "p_value",
    "q_value",
    "jaccard",
    "score",
    "mechanisms",
    "references",
    "first_year",
    "last_year",
    "example_article",
    "example_sentence",
];

/// The columns of the concepts that were counted.
pub const NODE_COLUMNS: &[&str] = &[
    "id",
    "name",
    "name_zh",
    "category",
    "articles",
    "sections",
    "sentences",
    "degree",
];

/// The columns of the sentences that pairs rest on.
pub const PAIR_SENTENCE_COLUMNS: &[&str] = &[
    "id_a",
    "name_a",
    "id_b",
    "name_b",
    "article",
    "year",
    "sentence",
    "section",
    "mechanisms",
    "references",
    "sentence_text",
];

/// Returns the row of one pair.
pub fn cooccurrence(pair: &Cooccurrence) -> Row<'_> {
    vec![
        Cell::text(pair.id_a.as_str()),
        Cell::text(&pair.name_a),
        Cell::optional(pair.name_zh_a.as_deref()),
        Cell::text(pair.category_a.as_str()),
        Cell::text(pair.id_b.as_str()),
        Cell::text(&pair.name_b),
        Cell::optional(pair.name_zh_b.as_deref()),
        Cell::text(pair.category_b.as_str()),
        Cell::count(pair.articles),
        Cell::count(pair.sections),
        Cell::count(pair.sentences),
        Cell::count(pair.count_a),
        Cell::count(pair.count_b),
        Cell::count(pair.total),
        Cell::Real(pair.expected),
        Cell::Real(pair.pmi),
        Cell::Real(pair.npmi),
        Cell::Real(pair.g2),
        Cell::Real(pair.p_value),
        Cell::Real(pair.q_value),
        Cell::Real(pair.jaccard),
        Cell::Real(pair.score),
        Cell::list(pair.mechanisms.iter().map(ConceptId::as_str)),
        Cell::list(pair.references.iter().map(String::as_str)),
        Cell::year(pair.first_year),
        Cell::year(pair.last_year),
        Cell::text(&pair.example_article),
        Cell::text(&pair.example_sentence),
    ]
}

/// Returns the row of one concept that was counted.
///
/// `counts` are its articles, sections, sentences and the number of its pairs.
pub fn node(concept: &Concept, counts: [u64; 4]) -> Row<'_> {
    let mut row = vec![
        Cell::text(concept.id.as_str()),
        Cell::text(&concept.name),
        Cell::optional(concept.name_zh.as_deref()),
        Cell::text(concept.category.as_str()),
    ];
    row.extend(counts.map(Cell::count));
    row
}

/// The pairs whose sentences are asked for.
pub struct PairSentences<'p> {
    pairs: BTreeMap<(&'p ConceptId, &'p ConceptId), &'p Cooccurrence>,
}

impl<'p> PairSentences<'p> {
    /// Takes the pairs; their order does not matter.
    pub fn new(pairs: &'p [Cooccurrence]) -> Self {
        let keyed = pairs.iter().map(|pair| ((&pair.id_a, &pair.id_b), pair));
        Self {
            pairs: keyed.collect(),
        }
    }

    /// Returns one row for each pair and each sentence of the document that holds both,
    /// by sentence, then by ids.
    pub fn rows<'d>(&self, annotated: &'d AnnotatedDocument) -> Vec<Row<'d>>
    where
        'p: 'd,
    {
        let lookup = Lookup::new(annotated);
        let mut rows = Vec::new();
        for (sentence, concepts) in concepts_by_sentence(annotated) {
            let concepts: Vec<&ConceptId> = concepts.into_iter().collect();
            for (place, a) in concepts.iter().enumerate() {
                for b in &concepts[place + 1..] {
                    if let Some(pair) = self.pairs.get(&(*a, *b)) {
                        rows.push(pair_sentence(pair, sentence, &lookup));
                    }
                }
            }
        }
        rows
    }
}

fn concepts_by_sentence(annotated: &AnnotatedDocument) -> BTreeMap<usize, BTreeSet<&ConceptId>> {
    let mut sentences: BTreeMap<usize, BTreeSet<&ConceptId>> = BTreeMap::new();
    for mention in &annotated.mentions {
        if let Some(sentence) = mention.sentence_index {
            sentences
                .entry(sentence)
                .or_default()
                .insert(&mention.concept);
        }
    }
    sentences
}

fn pair_sentence<'d>(pair: &'d Cooccurrence, sentence: usize, lookup: &Lookup<'d>) -> Row<'d> {
    let annotated = lookup.annotated;
    let mut mechanisms: BTreeSet<&str> = BTreeSet::new();
    let mut references: Vec<usize> = Vec::new();
    for evidence in lookup.evidence_in(sentence) {
        let mention = annotated.mentions.get(evidence.mention_index);
        let of_pair = |id: &ConceptId| [&pair.id_a, &pair.id_b].contains(&id);
        if mention.is_some_and(|mention| of_pair(&mention.concept)) {
            mechanisms.extend(
                evidence
                    .mechanisms
                    .iter()
                    .map(|found| found.concept.as_str()),
            );
            references.extend(&evidence.reference_indices);
        }
    }
    vec![
        Cell::text(pair.id_a.as_str()),
        Cell::text(&pair.name_a),
        Cell::text(pair.id_b.as_str()),
        Cell::text(&pair.name_b),
        Cell::text(&annotated.document.id),
        Cell::year(annotated.document.metadata.year),
        Cell::count(sentence as u64),
        Cell::Text(Cow::Owned(lookup.section_of(sentence))),
        Cell::list(mechanisms),
        lookup.references(&references),
        Cell::text(lookup.sentence_text(sentence)),
    ]
}
