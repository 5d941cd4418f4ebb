//! Boost: clause → what lifts one answer above another.
//!
//! Sentences with a claim come before those without, those that claim something of what is
//! asked for before other claims, and those that claim it of two asked concepts first of all.

use tantivy::Term;
use tantivy::query::{ConstScoreQuery, Query, TermSetQuery};

use super::ask::Asker;
use super::clause::{Clause, Named};
use crate::index::schema;
use crate::model::{ConceptId, Effect};

/// What a claim adds to a score: more than words usually do.
const CLAIM_SCORE: f32 = 20.0;

/// Pairs of asked concepts that are looked for among claims; of more, only the best of each name.
const MAX_PAIRS: usize = 1_024;

/// What lifts a sentence that answers anyhow.
pub(super) struct Boost {
    pub(super) what: &'static str,
    pub(super) query: Box<dyn Query>,
}

impl Asker<'_> {
    /// Returns the query for sentences that claim anything.
    pub(super) fn any_claim(&self) -> Box<dyn Query> {
        let any = Effect::ALL
            .iter()
            .flat_map(|effect| [effect.to_string(), format!("not_{effect}")]);
        let terms = any.map(|effect| Term::from_field_text(self.fields.effect, &effect));
        Box::new(TermSetQuery::new(terms))
    }

    /// Returns what lifts sentences that answer a clause.
    pub(super) fn boosts(&self, clause: &Clause) -> Vec<Boost> {
        let mut boosts = vec![("a claim", self.any_claim())];
        let claimed = |values: Vec<String>| -> Box<dyn Query> {
            let values = values.iter();
            let terms = values.map(|value| Term::from_field_text(self.fields.claimed, value));
            Box::new(TermSetQuery::new(terms))
        };
        let concepts = clause.concepts();
        if !concepts.is_empty() {
            let values = concepts.iter().map(ToString::to_string);
            boosts.push(("a claim about what is asked", claimed(values.collect())));
        }
        let pairs = pairs(&clause.named());
        if !pairs.is_empty() {
            boosts.push(("a claim about both", claimed(pairs)));
        }
        let boosts = boosts.into_iter();
        let scored = boosts.map(|(what, query)| Boost {
            what,
            query: Box::new(ConstScoreQuery::new(query, CLAIM_SCORE)),
        });
        scored.collect()
    }
}

/// Returns the values of `claimed` for every two concepts that two names of a query ask for.
fn pairs(named: &[&Named]) -> Vec<String> {
    let is_small = |one: &Named, other: &Named| {
        one.concepts.len().saturating_mul(other.concepts.len()) <= MAX_PAIRS
    };
    let mut values = Vec::new();
    for (place, &one) in named.iter().enumerate() {
        for &other in &named[place + 1..] {
            let (ones, others) = match is_small(one, other) {
                true => (&one.concepts[..], &other.concepts[..]),
                false => (
                    std::slice::from_ref(&one.best.id),
                    std::slice::from_ref(&other.best.id),
                ),
            };
            let both =
                |a: &ConceptId, b: &ConceptId| [schema::claimed(a, b), schema::claimed(b, a)];
            let each = ones
                .iter()
                .flat_map(|a| others.iter().flat_map(move |b| both(a, b)));
            values.extend(each);
            if values.len() > MAX_PAIRS {
                return values;
            }
        }
    }
    values
}
