//! Answer: clause → sentences, mentions and claims, with what is marked in them and, where
//! that is asked for, what their scores are made of.

use tantivy::DocAddress;

use super::rank::{self, Counted, Ranked};
use super::{Answer, Searcher, Task, snippet, walk};
use crate::error::Result;
use crate::index::{
    self,
    schema::{self, Record},
};
use crate::model::{Claim, ConceptId, Hit, ScorePart};

/// Sentences whose claims are looked at.
const MAX_CLAIM_SENTENCES: usize = 1_000_000;

impl Searcher<'_> {
    pub(super) fn sentences(&self, task: &Task) -> Result<Answer> {
        let (total, ranked) = self.ranked(task, &Counted::Sentence)?;
        let wanted = ranked.into_iter().skip(task.offset);
        let wanted = wanted.take_while(|_| !task.run.is_over());
        let hits = wanted.map(|ranked| {
            let record = self.reader.record(ranked.address)?;
            let highlights = snippet::highlights(&record, task.clause);
            Ok(Hit {
                highlights,
                ..self.hit(task, ranked, record)?
            })
        });
        Ok(Answer {
            total,
            hits: hits.collect::<Result<_>>()?,
        })
    }

    pub(super) fn mentions(&self, task: &Task) -> Result<Answer> {
        let concepts = task.clause.concepts();
        let counted = Counted::Mentions(&concepts);
        let (total, ranked) = self.ranked(task, &counted)?;
        let end = task.offset + task.limit;
        let mut hits = Vec::new();
        for ranked in ranked {
            if hits.len() >= end || task.run.is_over() {
                break;
            }
            let record = self.reader.record(ranked.address)?;
            let base = self.hit(task, ranked, record.clone())?;
            hits.extend(
                snippet::mentions(&record, &concepts).map(|(span, concept)| Hit {
                    highlights: vec![*span],
                    concepts: vec![concept.clone()],
                    ..base.clone()
                }),
            );
        }
        hits.truncate(end);
        hits.drain(..task.offset.min(hits.len()));
        Ok(Answer { total, hits })
    }

    pub(super) fn claims(&self, task: &Task) -> Result<Answer> {
        let (concepts, effects) = (task.clause.concepts(), task.clause.effects());
        let asked = |claim: &Claim| {
            let is_about = |concept: &&ConceptId| {
                **concept == claim.subject
                    || Some(*concept) == claim.drug.as_ref()
                    || Some(*concept) == claim.mechanism.as_ref()
                    || Some(*concept) == claim.disease.as_ref()
            };
            (concepts.is_empty() || concepts.iter().any(is_about))
                && (effects.is_empty() || effects.contains(&&*schema::effect(claim)))
        };
        let rank = || {
            let query = self.asker(task.run).claims(task.clause)?;
            rank::best_sentences(task.run, &*query, &Counted::Sentence, MAX_CLAIM_SENTENCES)
        };
        let (_, ranked) = rank().map_err(index::failed(self.reader.path()))?;
        let wanted = task.offset as u64..(task.offset + task.limit) as u64;
        let mut hits: Vec<Hit> = Vec::new();
        let mut total = 0;
        for ranked in ranked {
            if task.run.is_over() {
                break;
            }
            let record = self.reader.record(ranked.address)?;
            let claims: Vec<Claim> = record.claims.iter().filter(|c| asked(c)).cloned().collect();
            let first = total;
            total += claims.len() as u64;
            if total <= wanted.start || first >= wanted.end {
                continue;
            }
            let highlights = snippet::highlights(&record, task.clause);
            let base = self.hit(task, ranked, record)?;
            for (_, claim) in (first..).zip(claims).filter(|(at, _)| wanted.contains(at)) {
                hits.push(Hit {
                    highlights: highlights.clone(),
                    claim: Some(claim),
                    ..base.clone()
                });
            }
        }
        Ok(Answer { total, hits })
    }

    fn ranked(&self, task: &Task, counted: &Counted) -> Result<(u64, Vec<Ranked>)> {
        let rank = || {
            let query = self.asker(task.run).ranked(task.clause)?;
            rank::best_sentences(task.run, &*query, counted, task.offset + task.limit)
        };
        rank().map_err(index::failed(self.reader.path()))
    }

    /// Makes a hit without highlights.
    pub(super) fn hit(&self, task: &Task, ranked: Ranked, record: Record) -> Result<Hit> {
        let sentence = usize::try_from(ranked.sentence);
        let sentence = sentence.ok().filter(|&place| place != usize::MAX);
        let parts = match task.is_explained {
            true => self.parts(task, ranked.address, sentence.is_some())?,
            false => Vec::new(),
        };
        Ok(Hit {
            article: ranked.article,
            title: record.title,
            sentence,
            headings: record.headings,
            text: record.text,
            highlights: Vec::new(),
            concepts: record.concepts,
            mechanisms: record.mechanisms,
            references: record.references,
            claim: None,
            score: ranked.score,
            parts,
        })
    }

    /// Tells what a score is made of: what each part of the query gives, then what lifts it.
    fn parts(&self, task: &Task, address: DocAddress, is_sentence: bool) -> Result<Vec<ScorePart>> {
        let asker = self.asker(task.run);
        let fields = self.reader.fields();
        let text = if is_sentence {
            fields.text
        } else {
            fields.heading
        };
        let score = || {
            let mut parts = Vec::new();
            for leaf in task.clause.answered() {
                let query = asker.clause(leaf, text)?;
                let score = walk::score(task.run, &*query, address)?;
                let what = leaf.title();
                parts.push(ScorePart { what, score });
            }
            let boosts = asker.boosts(task.clause);
            for boost in boosts.into_iter().filter(|_| is_sentence) {
                let score = walk::score(task.run, &*boost.query, address)?;
                let what = boost.what.to_owned();
                parts.push(ScorePart { what, score });
            }
            parts.retain(|part| part.score != 0.0);
            tantivy::Result::Ok(parts)
        };
        score().map_err(index::failed(self.reader.path()))
    }
}
