//! Snippet: record + clauses → the parts of its text that answer the query.
//!
//! A mention of a queried concept is marked where it was found when the article was
//! annotated; a queried text wherever it stands, compared as names are compared.
//!
//! Invariant: spans are bytes of the record's text, in text order, and never overlap.

use super::clause::{Clause, Literal};
use crate::index::schema::Record;
use crate::model::{ConceptId, Span};
use crate::words::{self, Unit};

/// Returns the parts of a record's text that answer the clauses.
pub(super) fn highlights(record: &Record, clause: &Clause) -> Vec<Span> {
    let concepts = clause.concepts();
    let mentions = record.mentions.iter();
    let queried = mentions.filter(|(_, concept)| is_among(concept, &concepts));
    let mut spans: Vec<Span> = queried.map(|(span, _)| *span).collect();
    let units = words::units(&record.text);
    for clause in clause.answered() {
        match clause {
            Clause::Text(literal) => mark(literal, &units, &mut spans),
            Clause::Named(named) => {
                if let Some(literal) = &named.literal {
                    mark(literal, &units, &mut spans);
                }
            }
            _ => {}
        }
    }
    merge(spans)
}

/// Returns the mentions of a record that are asked for; all where no concept is.
pub(super) fn mentions<'r>(
    record: &'r Record,
    concepts: &'r [&ConceptId],
) -> impl Iterator<Item = &'r (Span, ConceptId)> {
    let mentions = record.mentions.iter();
    mentions.filter(move |(_, concept)| concepts.is_empty() || is_among(concept, concepts))
}

fn is_among(concept: &ConceptId, sorted: &[&ConceptId]) -> bool {
    sorted.binary_search(&concept).is_ok()
}

/// Marks every place where a text stands: as a whole, or else its parts.
fn mark(literal: &Literal, units: &[Unit], spans: &mut Vec<Span>) {
    let length = literal.units.len();
    let before = spans.len();
    for window in units.windows(length.max(1)) {
        if is_same(literal, window) {
            spans.push(Span {
                start: window[0].span.start,
                end: window[length - 1].span.end,
            });
        }
    }
    if spans.len() == before {
        for part in &literal.parts {
            mark(part, units, spans);
        }
    }
}

fn is_same(literal: &Literal, units: &[Unit]) -> bool {
    if literal.is_stemmed {
        let mut pairs = literal.units.iter().zip(units);
        return pairs.all(|(queried, unit)| words::stem(&queried.text) == words::stem(&unit.text));
    }
    words::starts_with(units, &literal.units)
}

fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.overlaps(span) => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}
