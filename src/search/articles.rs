//! Articles: clause → articles, whose sentences may answer it together.
//!
//! Each leaf of the query is asked for by itself, and what `AND`, `OR` and `NOT` say
//! is said of sets of articles. An article ranks by its best sentence, or by its
//! title and headings where they answer best.

use std::collections::BTreeSet;

use tantivy::DocAddress;

use super::clause::Clause;
use super::rank::{self, ArticleKey, Ranked};
use super::{Answer, Searcher, hit, snippet};
use crate::error::Result;
use crate::index::{
    self,
    schema::{self, Record},
};
use crate::model::Hit;

impl Searcher<'_> {
    /// Returns the articles that answer a clause, best first.
    pub(super) fn articles(&self, clause: &Clause, offset: usize, limit: usize) -> Result<Answer> {
        let run = || {
            let found = self.article_keys(clause)?;
            // Ranked by the sentence that answers most of the query, if not all.
            let mut any: Vec<Clause> = clause.answered().into_iter().cloned().collect();
            let ranked = self.best_articles(&any, &found)?;
            if ranked.len() == found.len() {
                return Ok(ranked);
            }
            // Some were found for what they do not hold; any sentence of theirs will do.
            any.push(Clause::Not(Box::new(Clause::Nothing(String::new()))));
            self.best_articles(&any, &found)
        };
        let ranked = run().map_err(index::failed(self.reader.path()))?;
        let total = ranked.len() as u64;
        let wanted = ranked.into_iter().skip(offset).take(limit);
        let hits = wanted.map(|ranked| self.article(clause, ranked));
        Ok(Answer {
            total,
            hits: hits.collect::<Result<_>>()?,
        })
    }

    /// Returns the sentences of the articles that answer a clause.
    pub(super) fn sentences_of_articles(
        &self,
        clause: &Clause,
    ) -> tantivy::Result<BTreeSet<DocAddress>> {
        let articles = self.article_keys(clause)?;
        let all = self.reader.of_kind(schema::SENTENCE);
        rank::sentences(&self.snapshot, &*all, Some(&articles))
    }

    fn best_articles(
        &self,
        any: &[Clause],
        found: &BTreeSet<ArticleKey>,
    ) -> tantivy::Result<Vec<Ranked>> {
        let query = self
            .asker()
            .sentences_and_articles(&Clause::Any(any.to_vec()))?;
        rank::best_articles(&self.snapshot, &*query, found)
    }

    fn article(&self, clause: &Clause, ranked: Ranked) -> Result<Hit> {
        let record = self.reader.record(ranked.address)?;
        let highlights = snippet::highlights(&record, clause);
        let whole = match self.reader.article_address(&ranked.article)? {
            Some(address) => self.reader.record(address)?,
            None => Record::default(),
        };
        Ok(Hit {
            highlights,
            concepts: whole.concepts,
            mechanisms: whole.mechanisms,
            ..hit(ranked, record)
        })
    }

    /// Returns the articles that answer a clause, whichever sentences do.
    fn article_keys(&self, clause: &Clause) -> tantivy::Result<BTreeSet<ArticleKey>> {
        match clause {
            Clause::All(clauses) => {
                let (without, with): (Vec<_>, Vec<_>) = clauses
                    .iter()
                    .partition(|clause| matches!(clause, Clause::Not(_)));
                let mut with = with.into_iter();
                let mut found = match with.next() {
                    Some(first) => self.article_keys(first)?,
                    None => self.all_articles()?,
                };
                for clause in with {
                    found = &found & &self.article_keys(clause)?;
                }
                for clause in without {
                    found = &found & &self.article_keys(clause)?;
                }
                Ok(found)
            }
            Clause::Any(clauses) => {
                let mut found = BTreeSet::new();
                for clause in clauses {
                    found.append(&mut self.article_keys(clause)?);
                }
                Ok(found)
            }
            Clause::Not(clause) => Ok(&self.all_articles()? - &self.article_keys(clause)?),
            leaf => {
                let query = self.asker().sentences_and_articles(leaf)?;
                rank::articles(&self.snapshot, &*query)
            }
        }
    }

    fn all_articles(&self) -> tantivy::Result<BTreeSet<ArticleKey>> {
        let query = self.reader.of_kind(schema::ARTICLE);
        rank::articles(&self.snapshot, &*query)
    }
}
