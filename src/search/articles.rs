//! Articles: clause → articles, whose sentences may answer it together.
//!
//! Each leaf of the query is asked for by itself, and what `AND`, `OR` and `NOT` say
//! is said of sets of articles. An article ranks by its best sentence, or by its
//! title and headings where they answer best.

use std::collections::BTreeSet;

use tantivy::DocAddress;

use super::clause::Clause;
use super::rank::{self, ArticleKey, Ranked};
use super::walk::Run;
use super::{Answer, Searcher, Task, snippet};
use crate::error::Result;
use crate::index::{
    self,
    schema::{self, Record},
};
use crate::model::Hit;

impl Searcher<'_> {
    /// Returns the articles that answer a clause, best first.
    pub(super) fn articles(&self, task: &Task) -> Result<Answer> {
        let (clause, run) = (task.clause, task.run);
        let rank = || {
            let found = self.article_keys(clause, run)?;
            // Ranked by the sentence that answers most of the query, if not all.
            let mut any: Vec<Clause> = clause.answered().into_iter().cloned().collect();
            let ranked = self.best_articles(&any, &found, run)?;
            if ranked.len() == found.len() {
                return Ok(ranked);
            }
            // Some were found for what they do not hold; any sentence of theirs will do.
            any.push(Clause::Not(Box::new(Clause::Nothing(String::new()))));
            self.best_articles(&any, &found, run)
        };
        let ranked = rank().map_err(index::failed(self.reader.path()))?;
        let total = ranked.len() as u64;
        let wanted = ranked.into_iter().skip(task.offset).take(task.limit);
        let wanted = wanted.take_while(|_| !run.is_over());
        let hits = wanted.map(|ranked| self.article(task, ranked));
        Ok(Answer {
            total,
            hits: hits.collect::<Result<_>>()?,
        })
    }

    /// Returns the sentences of the articles that answer a clause.
    pub(super) fn sentences_of_articles(
        &self,
        clause: &Clause,
        run: &Run,
    ) -> tantivy::Result<BTreeSet<DocAddress>> {
        let articles = self.article_keys(clause, run)?;
        let all = self.reader.of_kind(schema::SENTENCE);
        rank::sentences(run, &*all, Some(&articles))
    }

    fn best_articles(
        &self,
        any: &[Clause],
        found: &BTreeSet<ArticleKey>,
        run: &Run,
    ) -> tantivy::Result<Vec<Ranked>> {
        let query = self
            .asker(run)
            .sentences_and_articles(&Clause::Any(any.to_vec()))?;
        rank::best_articles(run, &*query, found)
    }

    fn article(&self, task: &Task, ranked: Ranked) -> Result<Hit> {
        let record = self.reader.record(ranked.address)?;
        let highlights = snippet::highlights(&record, task.clause);
        let whole = match self.reader.article_address(&ranked.article)? {
            Some(address) => self.reader.record(address)?,
            None => Record::default(),
        };
        Ok(Hit {
            highlights,
            concepts: whole.concepts,
            mechanisms: whole.mechanisms,
            ..self.hit(task, ranked, record)?
        })
    }

    /// Returns the articles that answer a clause, whichever sentences do.
    pub(super) fn article_keys(
        &self,
        clause: &Clause,
        run: &Run,
    ) -> tantivy::Result<BTreeSet<ArticleKey>> {
        match clause {
            Clause::All(clauses) => {
                let (without, with): (Vec<_>, Vec<_>) = clauses
                    .iter()
                    .partition(|clause| matches!(clause, Clause::Not(_)));
                let mut with = with.into_iter();
                let mut found = match with.next() {
                    Some(first) => self.article_keys(first, run)?,
                    None => self.all_articles(run)?,
                };
                for clause in with {
                    found = &found & &self.article_keys(clause, run)?;
                }
                for clause in without {
                    found = &found & &self.article_keys(clause, run)?;
                }
                Ok(found)
            }
            Clause::Any(clauses) => {
                let mut found = BTreeSet::new();
                for clause in clauses {
                    found.append(&mut self.article_keys(clause, run)?);
                }
                Ok(found)
            }
            Clause::Not(clause) => Ok(&self.all_articles(run)? - &self.article_keys(clause, run)?),
            leaf => {
                let query = self.asker(run).sentences_and_articles(leaf)?;
                rank::articles(run, &*query)
            }
        }
    }

    fn all_articles(&self, run: &Run) -> tantivy::Result<BTreeSet<ArticleKey>> {
        let query = self.reader.of_kind(schema::ARTICLE);
        rank::articles(run, &*query)
    }
}
