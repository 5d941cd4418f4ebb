//! Ask: clause → the query that tantivy runs.
//!
//! Text scores by BM25 in both readings, a concept by how rare it is; everything
//! that only narrows (section, source, year, reference) scores nothing. What must be found
//! before it can be asked for stands in [`super::narrow`], what orders answers in
//! [`super::boost`].

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur,
    PhrasePrefixQuery, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::clause::{Clause, Literal, Named};
use super::walk::Run;
use crate::index::schema::{self, Fields, TextFields};
use crate::words::{self, Phrase};

/// Bigrams that begin with one Han character: more there are not.
const MAX_PREFIX_TERMS: u32 = 8_192;

/// Concepts that score each for itself; more are asked for as one set.
const MAX_SCORED_CONCEPTS: usize = 64;

/// What a weaker answer to the same clause adds to the strongest.
const TIE_BREAKER: f32 = 0.1;

/// Makes queries for one index.
pub(super) struct Asker<'a> {
    pub(super) run: &'a Run<'a>,
    pub(super) fields: Fields,
}

impl Asker<'_> {
    /// Returns the query for sentences.
    pub(super) fn sentences(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        let query = self.clause(clause, self.fields.text)?;
        Ok(of_kind(self.fields, schema::SENTENCE, query))
    }

    /// Returns the query for sentences with what orders them.
    pub(super) fn ranked(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        let mut parts = vec![(Occur::Must, self.sentences(clause)?)];
        let boosts = self.boosts(clause).into_iter();
        parts.extend(boosts.map(|boost| (Occur::Should, boost.query)));
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    /// Returns the query for sentences that claim something.
    pub(super) fn claims(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        Ok(Box::new(BooleanQuery::intersection(vec![
            narrow(self.any_claim()),
            self.ranked(clause)?,
        ])))
    }

    /// Returns the query for sentences, and for articles by title and headings.
    pub(super) fn sentences_and_articles(
        &self,
        clause: &Clause,
    ) -> tantivy::Result<Box<dyn Query>> {
        let by_heading = self.clause(clause, self.fields.heading)?;
        let article = of_kind(self.fields, schema::ARTICLE, by_heading);
        Ok(Box::new(BooleanQuery::union(vec![
            self.sentences(clause)?,
            article,
        ])))
    }

    /// Returns the query for one part of a query.
    pub(super) fn clause(
        &self,
        clause: &Clause,
        text: TextFields,
    ) -> tantivy::Result<Box<dyn Query>> {
        Ok(match clause {
            Clause::All(clauses) => self.all(clauses, text)?,
            Clause::Any(clauses) => {
                let each = clauses.iter().map(|clause| self.clause(clause, text));
                Box::new(BooleanQuery::union(each.collect::<tantivy::Result<_>>()?))
            }
            Clause::Not(_) => self.all(std::slice::from_ref(clause), text)?,
            Clause::Text(literal) => literal_query(literal, text),
            Clause::Named(named) => self.named(named, text),
            Clause::Section(literal) => {
                let kind = Term::from_field_text(self.fields.section, &literal.text.to_lowercase());
                narrow(Box::new(BooleanQuery::union(vec![
                    literal_query(literal, self.fields.heading),
                    Box::new(TermQuery::new(kind, IndexRecordOption::Basic)),
                ])))
            }
            Clause::Reference(words) => self.cited(words)?,
            Clause::Language(language) => {
                let term = Term::from_field_text(self.fields.language, language.as_str());
                narrow(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
            }
            Clause::Source(literal) => narrow(phrase_query(
                &words::phrase(&literal.units),
                self.fields.source,
            )),
            Clause::Article(field, literal) => self.of_article(*field, literal)?,
            Clause::Years(years) => {
                let bound = |year| Bound::Included(Term::from_field_i64(self.fields.year, year));
                let range = RangeQuery::new(bound(*years.start()), bound(*years.end()));
                narrow(Box::new(range))
            }
            Clause::Effect(effects) => {
                let terms = effects.iter();
                let terms = terms.map(|effect| Term::from_field_text(self.fields.effect, effect));
                narrow(Box::new(TermSetQuery::new(terms)))
            }
            Clause::Nothing(_) => Box::new(EmptyQuery),
        })
    }

    fn all(&self, clauses: &[Clause], text: TextFields) -> tantivy::Result<Box<dyn Query>> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for clause in clauses {
            parts.push(match clause {
                Clause::Not(inner) => (Occur::MustNot, self.excluded(inner, text)?),
                clause => (Occur::Must, self.clause(clause, text)?),
            });
        }
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, narrow(Box::new(AllQuery))));
        }
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    /// Makes what must not match; beside it, what is of the other kind and never asked for.
    ///
    /// A phrase alone would be asked for documents before its first one, which a debug
    /// build of tantivy takes for an error (quickwit-oss/tantivy#2811); a union never asks.
    fn excluded(&self, clause: &Clause, text: TextFields) -> tantivy::Result<Box<dyn Query>> {
        let is_of_sentences = text.words == self.fields.text.words;
        let other = if is_of_sentences {
            schema::ARTICLE
        } else {
            schema::SENTENCE
        };
        let other = Term::from_field_text(self.fields.kind, other);
        Ok(Box::new(BooleanQuery::union(vec![
            self.clause(clause, text)?,
            Box::new(TermQuery::new(other, IndexRecordOption::Basic)),
        ])))
    }

    fn named(&self, named: &Named, text: TextFields) -> Box<dyn Query> {
        let in_mechanism = named.is_mechanism.then_some(self.fields.mechanism);
        let fields = [Some(self.fields.concept), in_mechanism];
        let terms: Vec<Term> = fields
            .into_iter()
            .flatten()
            .flat_map(|field| {
                let ids = named.concepts.iter();
                ids.map(move |id| Term::from_field_text(field, id.as_str()))
            })
            .collect();
        let mut answers: Vec<Box<dyn Query>> = Vec::new();
        if terms.len() > MAX_SCORED_CONCEPTS {
            let set = Box::new(TermSetQuery::new(terms));
            answers.push(Box::new(ConstScoreQuery::new(set, 1.0)));
        } else {
            answers.extend(terms.into_iter().map(|term| -> Box<dyn Query> {
                Box::new(TermQuery::new(term, IndexRecordOption::Basic))
            }));
        }
        answers.extend(
            named
                .literal
                .as_ref()
                .map(|literal| literal_query(literal, text)),
        );
        best_of(answers)
    }
}

pub(super) fn of_kind(fields: Fields, kind: &str, query: Box<dyn Query>) -> Box<dyn Query> {
    let term = Term::from_field_text(fields.kind, kind);
    let kind = narrow(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
    Box::new(BooleanQuery::intersection(vec![kind, query]))
}

/// Asks for the same documents, scoring nothing.
pub(super) fn narrow(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn best_of(mut answers: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match answers.len() {
        1 => answers.remove(0),
        _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(answers, TIE_BREAKER)),
    }
}

pub(super) fn literal_query(literal: &Literal, fields: TextFields) -> Box<dyn Query> {
    if literal.is_stemmed {
        let terms = literal.units.iter().map(|unit| words::stem(&unit.text));
        let stems = Phrase {
            terms: terms.collect(),
            ends_in_prefix: false,
        };
        return phrase_query(&stems, fields.words);
    }
    let mut answers = vec![phrase_query(&words::phrase(&literal.units), fields.bigrams)];
    if literal.units.iter().all(|unit| unit.is_han) {
        // A sentence in which it is a word of its own answers better.
        let word: String = literal
            .units
            .iter()
            .map(|unit| unit.text.as_str())
            .collect();
        let term = Term::from_field_text(fields.words, &word);
        answers.push(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
    }
    let whole = best_of(answers);
    if literal.parts.is_empty() {
        return whole;
    }
    let parts = literal.parts.iter().map(|part| literal_query(part, fields));
    let parts = Box::new(BooleanQuery::intersection(parts.collect()));
    Box::new(BooleanQuery::union(vec![whole, parts]))
}

pub(super) fn phrase_query(phrase: &Phrase, field: Field) -> Box<dyn Query> {
    let terms = phrase
        .terms
        .iter()
        .map(|term| Term::from_field_text(field, term));
    let terms: Vec<Term> = terms.collect();
    match (terms.as_slice(), phrase.ends_in_prefix) {
        ([], _) => Box::new(EmptyQuery),
        ([term], false) => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        (_, false) => Box::new(PhraseQuery::new(terms)),
        (_, true) => {
            let mut query = PhrasePrefixQuery::new(terms);
            query.set_max_expansions(MAX_PREFIX_TERMS);
            Box::new(query)
        }
    }
}
