//! Search: query + index + lexicon → ranked hits.
//!
//! A query is read (`query`), its names are looked up (`understand`), and what
//! comes out (`clause`) is asked of the index (`ask`), walked until the time is over
//! (`walk`), ranked (`rank`, `boost`) or counted (`facet`), and shown with what is marked
//! in the text (`answer`, `snippet`). The query language is described in `query`.
//!
//! Invariant: the same query over the same articles gives the same hits in the same
//! order. Chinese queries need no segmenter.

mod answer;
mod articles;
mod ask;
mod bare;
mod below;
mod boost;
mod clause;
mod effect;
mod facet;
mod field;
mod held;
mod narrow;
mod query;
mod rank;
mod snippet;
mod understand;
mod walk;

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use tantivy::Searcher as Snapshot;

use crate::error::{Error, Result};
use crate::index::{self, Reader};
use crate::lexicon::Lexicon;
use crate::model::Hit;

use ask::Asker;
use below::Below;
use clause::Clause;
use held::Held;
use understand::Understanding;
use walk::Run;

pub use facet::{Facet, FacetCounts};
pub use field::Field;
pub use query::{MAX_BYTES, MAX_CLAUSES, MAX_DEPTH};

/// More hits are not given at once.
pub const MAX_LIMIT: usize = 10_000;

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
    /// Whether each hit tells what its score is made of.
    pub is_explained: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            kind: Kind::default(),
            limit: 20,
            offset: 0,
            is_explained: false,
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
    below: OnceLock<Below<'l>>,
    timeout: Option<Duration>,
}

/// What one search has to do.
struct Task<'a> {
    clause: &'a Clause,
    run: &'a Run<'a>,
    limit: usize,
    offset: usize,
    is_explained: bool,
}

/// Reads a query without an index: whether it is one at all, and none that costs too much.
///
/// # Errors
///
/// [`Error::Query`] with the place; names and values of fields are not looked at.
pub fn check(query: &str) -> Result<()> {
    query::parse(query).map(|_| ())
}

impl<'l> Searcher<'l> {
    /// Takes an index and the dictionaries that names in queries are looked up in.
    pub fn open(reader: Reader, lexicon: &'l Lexicon) -> Self {
        let snapshot = reader.searcher();
        Self {
            reader,
            lexicon,
            snapshot,
            below: OnceLock::new(),
            timeout: None,
        }
    }

    /// Gives every query so long and no longer; without, there is no limit.
    pub fn with_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.timeout = timeout;
        self
    }

    /// Returns the index.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Answers a query.
    ///
    /// # Errors
    ///
    /// [`Error::Query`] with the place for a query that cannot be understood; an index
    /// error where a file of the index cannot be read; [`Error::Deadline`] when the time is over.
    pub fn search(&self, query: &str, options: Options) -> Result<Answer> {
        let clause = self.understand(query)?;
        self.within_time(|run| {
            let task = Task {
                clause: &clause,
                run,
                limit: options.limit.min(MAX_LIMIT),
                offset: options.offset.min(MAX_OFFSET),
                is_explained: options.is_explained,
            };
            match options.kind {
                Kind::Article => self.articles(&task),
                Kind::Sentence => self.sentences(&task),
                Kind::Mention => self.mentions(&task),
                Kind::Claim => self.claims(&task),
            }
        })
    }

    /// Returns the keys of the sentences that a query chooses: those that answer it, or
    /// for [`Kind::Article`] all sentences of the articles that do.
    ///
    /// The keys are those of the sentences in [`Reader::occurrences`]. Errs as
    /// [`Searcher::search`] does.
    pub fn keys(&self, query: &str, kind: Kind) -> Result<BTreeSet<u64>> {
        let clause = self.understand(query)?;
        let choose = |run: &Run| match kind {
            Kind::Article => self.sentences_of_articles(&clause, run),
            Kind::Sentence | Kind::Mention => {
                let query = self.asker(run).sentences(&clause)?;
                rank::sentences(run, &*query, None)
            }
            Kind::Claim => {
                let query = self.asker(run).claims(&clause)?;
                rank::sentences(run, &*query, None)
            }
        };
        let found = self.within_time(|run| {
            let found = choose(run);
            found.map_err(index::failed(self.reader.path()))
        })?;
        Ok(found.into_iter().map(index::key).collect())
    }

    /// Tells how a query is understood, one line a clause.
    pub fn explain(&self, query: &str) -> Result<Vec<String>> {
        Ok(self.understand(query)?.explain())
    }

    fn understand(&self, query: &str) -> Result<Clause> {
        let syntax = query::parse(query)?;
        let understanding = Understanding {
            query,
            lexicon: self.lexicon,
            below: &|| self.below.get_or_init(|| Below::new(self.lexicon)),
            held: Held {
                searcher: &self.snapshot,
                fields: self.reader.fields(),
            },
        };
        understanding.clause(&syntax)
    }

    fn asker<'a>(&self, run: &'a Run<'a>) -> Asker<'a> {
        Asker {
            run,
            fields: self.reader.fields(),
        }
    }

    /// Does some work, and errs where the time was over before it was done.
    fn within_time<T>(&self, work: impl FnOnce(&Run) -> Result<T>) -> Result<T> {
        let until = self.timeout.map(|timeout| Instant::now() + timeout);
        let run = Run::new(&self.snapshot, until);
        let done = work(&run);
        match (self.timeout, run.was_late()) {
            (Some(timeout), true) => Err(Error::Deadline {
                seconds: timeout.as_secs_f64(),
            }),
            _ => done,
        }
    }
}

#[cfg(test)]
mod tests;
