//! Search: query + index + lexicon → ranked hits.
//!
//! A query is read (`query`), its names are looked up (`understand`), and what
//! comes out (`clause`) is asked of the index (`ask`), ranked (`rank`) and
//! marked in the text (`snippet`). The query language is described in `query`.
//!
//! Invariant: the same query over the same articles gives the same hits in the same
//! order. Chinese queries need no segmenter.

mod articles;
mod ask;
mod bare;
mod clause;
mod field;
mod query;
mod rank;
mod snippet;
mod understand;

use std::collections::BTreeSet;

use tantivy::{Searcher as Snapshot, Term};

use crate::error::Result;
use crate::index::schema::Record;
use crate::index::{self, Reader};
use crate::lexicon::Lexicon;
use crate::model::{Claim, ConceptId, Hit};

use ask::Asker;
use clause::Clause;
use rank::{Counted, Ranked};
use understand::Understanding;

pub use field::Field;
pub use query::{MAX_BYTES, MAX_CLAUSES, MAX_DEPTH};

/// More hits are not given at once.
pub const MAX_LIMIT: usize = 10_000;

/// Sentences whose claims are looked at.
const MAX_CLAIM_SENTENCES: usize = 1_000_000;

/// Hits further down are not reached.
pub const MAX_OFFSET: usize = 100_000;

/// What a hit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// An article: the query may be answered by several of its sentences together, or
    /// by its title and headings. Shows the sentence that answers best.
    Article,
    /// A sentence that answers the whole query.
    #[default]
    Sentence,
    /// A mention of a queried concept in such a sentence; any mention where the query
    /// names no concept.
    Mention,
    /// A claim of such a sentence: of an effect and about a concept that the query names,
    /// as subject or drug.
    Claim,
}

/// Which hits are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What a hit is.
    pub kind: Kind,
    /// How many, at most [`MAX_LIMIT`].
    pub limit: usize,
    /// How many of the best to pass over, at most [`MAX_OFFSET`].
    pub offset: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            kind: Kind::default(),
            limit: 20,
            offset: 0,
        }
    }
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// How many hits there are in all.
    pub total: u64,
    /// Those that were wanted, best first; of equal ones by article and sentence.
    pub hits: Vec<Hit>,
}

/// Answers queries over one index.
#[derive(Debug)]
pub struct Searcher<'l> {
    reader: Reader,
    lexicon: &'l Lexicon,
    snapshot: Snapshot,
}

impl<'l> Searcher<'l> {
    /// Takes an index and the dictionaries that names in queries are looked up in.
    pub fn open(reader: Reader, lexicon: &'l Lexicon) -> Self {
        let snapshot = reader.searcher();
        Self {
            reader,
            lexicon,
            snapshot,
        }
    }

    /// Returns the index.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Answers a query.
    ///
    /// # Errors
    ///
    /// [`Error::Query`](crate::error::Error::Query) with the place for a query that cannot be understood; an index
    /// error where a file of the index cannot be read.
    pub fn search(&self, query: &str, options: Options) -> Result<Answer> {
        let clause = self.understand(query)?;
        let limit = options.limit.min(MAX_LIMIT);
        let offset = options.offset.min(MAX_OFFSET);
        match options.kind {
            Kind::Article => self.articles(&clause, offset, limit),
            Kind::Sentence => self.sentences(&clause, offset, limit),
            Kind::Mention => self.mentions(&clause, offset, limit),
            Kind::Claim => self.claims(&clause, offset, limit),
        }
    }

    /// Returns the keys of the sentences that a query chooses: those that answer it, or
    /// for [`Kind::Article`] all sentences of the articles that do.
    ///
    /// The keys are those of the sentences in [`Reader::occurrences`]. Errs as
    /// [`Searcher::search`] does.
    pub fn keys(&self, query: &str, kind: Kind) -> Result<BTreeSet<u64>> {
        let clause = self.understand(query)?;
        let run = || match kind {
            Kind::Article => self.sentences_of_articles(&clause),
            Kind::Sentence | Kind::Mention => {
                let query = self.asker().sentences(&clause)?;
                rank::sentences(&self.snapshot, &*query, None)
            }
            Kind::Claim => {
                let query = self.asker().claims(&clause)?;
                rank::sentences(&self.snapshot, &*query, None)
            }
        };
        let found = run().map_err(index::failed(self.reader.path()))?;
        Ok(found.into_iter().map(index::key).collect())
    }

    /// Tells how a query is understood, one line a clause.
    pub fn explain(&self, query: &str) -> Result<Vec<String>> {
        Ok(self.understand(query)?.explain())
    }

    fn understand(&self, query: &str) -> Result<Clause> {
        let field = self.reader.fields().text.words;
        let is_word = |word: &str| {
            let count = self.snapshot.doc_freq(&Term::from_field_text(field, word));
            count.is_ok_and(|count| count > 0)
        };
        let understanding = Understanding {
            query,
            lexicon: self.lexicon,
            is_word: &is_word,
        };
        understanding.clause(&query::parse(query)?)
    }

    fn asker(&self) -> Asker<'_> {
        Asker {
            searcher: &self.snapshot,
            fields: self.reader.fields(),
        }
    }

    fn sentences(&self, clause: &Clause, offset: usize, limit: usize) -> Result<Answer> {
        let (total, ranked) = self.ranked(clause, &Counted::Sentence, offset + limit)?;
        let wanted = ranked.into_iter().skip(offset);
        let hits = wanted.map(|ranked| {
            let record = self.reader.record(ranked.address)?;
            let highlights = snippet::highlights(&record, clause);
            Ok(Hit {
                highlights,
                ..hit(ranked, record)
            })
        });
        Ok(Answer {
            total,
            hits: hits.collect::<Result<_>>()?,
        })
    }

    fn mentions(&self, clause: &Clause, offset: usize, limit: usize) -> Result<Answer> {
        let concepts = clause.concepts();
        let counted = Counted::Mentions(&concepts);
        let (total, ranked) = self.ranked(clause, &counted, offset + limit)?;
        let mut hits = Vec::new();
        for ranked in ranked {
            if hits.len() >= offset + limit {
                break;
            }
            let record = self.reader.record(ranked.address)?;
            let base = hit(ranked, record.clone());
            hits.extend(
                snippet::mentions(&record, &concepts).map(|(span, concept)| Hit {
                    highlights: vec![*span],
                    concepts: vec![concept.clone()],
                    ..base.clone()
                }),
            );
        }
        hits.truncate(offset + limit);
        hits.drain(..offset.min(hits.len()));
        Ok(Answer { total, hits })
    }

    fn claims(&self, clause: &Clause, offset: usize, limit: usize) -> Result<Answer> {
        let (concepts, effects) = (clause.concepts(), clause.effects());
        let asked = |claim: &Claim| {
            let is_about = |concept: &&ConceptId| {
                **concept == claim.subject
                    || Some(*concept) == claim.drug.as_ref()
                    || Some(*concept) == claim.mechanism.as_ref()
                    || Some(*concept) == claim.disease.as_ref()
            };
            (concepts.is_empty() || concepts.iter().any(is_about))
                && (effects.is_empty() || effects.contains(&&*index::schema::effect(claim)))
        };
        let run = || {
            let query = self.asker().claims(clause)?;
            rank::best_sentences(
                &self.snapshot,
                &*query,
                &Counted::Sentence,
                MAX_CLAIM_SENTENCES,
            )
        };
        let (_, ranked) = run().map_err(index::failed(self.reader.path()))?;
        let mut hits: Vec<Hit> = Vec::new();
        let mut total = 0;
        for ranked in ranked {
            let record = self.reader.record(ranked.address)?;
            let highlights = snippet::highlights(&record, clause);
            let base = hit(ranked, record.clone());
            for claim in record.claims.into_iter().filter(|claim| asked(claim)) {
                let wanted = (offset as u64..(offset + limit) as u64).contains(&total);
                total += 1;
                if wanted {
                    hits.push(Hit {
                        highlights: highlights.clone(),
                        claim: Some(claim),
                        ..base.clone()
                    });
                }
            }
        }
        Ok(Answer { total, hits })
    }

    fn ranked(
        &self,
        clause: &Clause,
        counted: &Counted,
        keep: usize,
    ) -> Result<(u64, Vec<Ranked>)> {
        let run = || {
            let query = self.asker().sentences(clause)?;
            rank::best_sentences(&self.snapshot, &*query, counted, keep)
        };
        run().map_err(index::failed(self.reader.path()))
    }
}

/// Makes a hit without highlights.
fn hit(ranked: Ranked, record: Record) -> Hit {
    Hit {
        article: ranked.article,
        title: record.title,
        sentence: usize::try_from(ranked.sentence)
            .ok()
            .filter(|&place| place != usize::MAX),
        headings: record.headings,
        text: record.text,
        highlights: Vec::new(),
        concepts: record.concepts,
        mechanisms: record.mechanisms,
        references: record.references,
        claim: None,
        score: ranked.score,
    }
}

#[cfg(test)]
mod tests;
