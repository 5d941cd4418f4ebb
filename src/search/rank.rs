//! Rank: query → the best documents, the same on every run.
//!
//! tantivy breaks ties by where a document happens to lie. Here equal scores are
//! ordered by article id and sentence, and scores are rounded, so that the order
//! does not depend on how the index grew.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, SegmentReader};

use super::walk::{Run, each_segment};
use crate::model::ConceptId;

/// A sentence that a query finds.
#[derive(Clone, Debug)]
pub(super) struct Ranked {
    pub(super) score: f32,
    pub(super) article: String,
    pub(super) sentence: u64,
    pub(super) address: DocAddress,
}

/// An article within its segment: the segment, and the number of its id there.
pub(super) type ArticleKey = (u32, u64);

/// What is counted of each sentence.
pub(super) enum Counted<'a> {
    /// The sentence.
    Sentence,
    /// Its mentions of these concepts; of any where the list is empty.
    Mentions(&'a [&'a ConceptId]),
}

/// Returns how much a query finds in all, and the best `keep` sentences that count.
pub(super) fn best_sentences(
    run: &Run,
    query: &dyn Query,
    counted: &Counted,
    keep: usize,
) -> tantivy::Result<(u64, Vec<Ranked>)> {
    let mut total = 0;
    let mut best = Vec::new();
    each_segment(run, query, |segment_index, segment, walk| {
        let columns = SentenceColumns::open(segment)?;
        let mut counter = Counter::open(segment, counted)?;
        let mut found: Vec<(f32, u64, u64, DocId)> = Vec::new();
        // What scores less than the worst of enough others is counted, but not looked at.
        let mut floor = f32::MIN;
        walk(&mut |doc_id, score| {
            let count = counter.count(doc_id);
            total += count;
            if count == 0 || score < floor {
                return;
            }
            found.push((
                score,
                columns.article_number(doc_id),
                columns.sentence.first(doc_id).unwrap_or_default(),
                doc_id,
            ));
            if found.len() > 2 * keep + 1_024 {
                shorten(&mut found, keep);
                let worst = found.iter().map(|(score, ..)| *score);
                floor = worst.min_by(f32::total_cmp).unwrap_or(f32::MAX);
            }
        })?;
        shorten(&mut found, keep);
        for (score, article, sentence, doc_id) in found {
            best.push(Ranked {
                score,
                article: columns.article(article)?,
                sentence,
                address: DocAddress::new(segment_index, doc_id),
            });
        }
        Ok(())
    })?;
    best.sort_by(|a: &Ranked, b| {
        let by_score = b.score.total_cmp(&a.score);
        by_score.then_with(|| (&a.article, a.sentence).cmp(&(&b.article, b.sentence)))
    });
    best.truncate(keep);
    Ok((total, best))
}

/// Returns the articles that a query finds something of.
pub(super) fn articles(run: &Run, query: &dyn Query) -> tantivy::Result<BTreeSet<ArticleKey>> {
    let mut found = BTreeSet::new();
    each_segment(run, query, |segment_index, segment, walk| {
        let columns = SentenceColumns::open(segment)?;
        walk(&mut |doc_id, _| {
            found.insert((segment_index, columns.article_number(doc_id)));
        })
    })?;
    Ok(found)
}

/// Returns the sentences that a query finds, of some articles only where `within` says so.
pub(super) fn sentences(
    run: &Run,
    query: &dyn Query,
    within: Option<&BTreeSet<ArticleKey>>,
) -> tantivy::Result<BTreeSet<DocAddress>> {
    let mut found = BTreeSet::new();
    each_segment(run, query, |segment_index, segment, walk| {
        let columns = SentenceColumns::open(segment)?;
        walk(&mut |doc_id, _| {
            let article = || (segment_index, columns.article_number(doc_id));
            if within.is_none_or(|within| within.contains(&article())) {
                found.insert(DocAddress::new(segment_index, doc_id));
            }
        })
    })?;
    Ok(found)
}

/// Returns the best document of each article in `within`, best article first.
///
/// `query` should find something of each; an article without is left out.
pub(super) fn best_articles(
    run: &Run,
    query: &dyn Query,
    within: &BTreeSet<ArticleKey>,
) -> tantivy::Result<Vec<Ranked>> {
    let mut best: BTreeMap<ArticleKey, (f32, DocId, Option<u64>)> = BTreeMap::new();
    let mut ids: BTreeMap<ArticleKey, String> = BTreeMap::new();
    each_segment(run, query, |segment_index, segment, walk| {
        let columns = SentenceColumns::open(segment)?;
        walk(&mut |doc_id, score| {
            let key = (segment_index, columns.article_number(doc_id));
            let new = (score, doc_id, columns.sentence.first(doc_id));
            let is_better = |old: &(f32, DocId, Option<u64>)| {
                // A sentence says more than the title does.
                let by_score = new.0.total_cmp(&old.0);
                by_score.then_with(|| new.2.is_some().cmp(&old.2.is_some())) == Ordering::Greater
            };
            if within.contains(&key) && best.get(&key).is_none_or(is_better) {
                best.insert(key, new);
            }
        })?;
        for &key in best.range((segment_index, 0)..).map(|(key, _)| key) {
            ids.insert(key, columns.article(key.1)?);
        }
        Ok(())
    })?;
    let mut ranked: Vec<Ranked> = best
        .into_iter()
        .map(|(key, (score, doc_id, sentence))| Ranked {
            score,
            article: ids.remove(&key).unwrap_or_default(),
            sentence: sentence.unwrap_or(u64::MAX),
            address: DocAddress::new(key.0, doc_id),
        })
        .collect();
    ranked.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.article.cmp(&b.article))
    });
    Ok(ranked)
}

/// Returns the values of a column of texts for what a query finds, at most `limit`.
pub(super) fn values(
    run: &Run,
    query: &dyn Query,
    column: &str,
    limit: usize,
) -> tantivy::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    each_segment(run, query, |_, segment, walk| {
        let Some(column) = segment.fast_fields().str(column)? else {
            return Ok(());
        };
        let mut numbers = BTreeSet::new();
        walk(&mut |doc_id, _| numbers.extend(column.term_ords(doc_id)))?;
        for number in numbers {
            if found.len() < limit {
                found.insert(text_at(&column, number)?);
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// Keeps the best, in any order.
fn shorten(found: &mut Vec<(f32, u64, u64, DocId)>, keep: usize) {
    if found.len() > keep {
        found.select_nth_unstable_by(keep, |a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
        });
        found.truncate(keep);
    }
}

/// Where a document belongs.
pub(super) struct SentenceColumns {
    article: Option<StrColumn>,
    sentence: Column<u64>,
}

impl SentenceColumns {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            article: segment.fast_fields().str("article")?,
            sentence: segment.fast_fields().u64("sentence")?,
        })
    }

    /// Numbers are in the order of the ids.
    pub(super) fn article_number(&self, doc_id: DocId) -> u64 {
        let column = self.article.as_ref();
        column
            .and_then(|column| column.term_ords(doc_id).next())
            .unwrap_or_default()
    }

    fn article(&self, number: u64) -> tantivy::Result<String> {
        let column = self.article.as_ref();
        column.map_or(Ok(String::new()), |column| text_at(column, number))
    }
}

/// Counts what [`Counted`] says in the sentences of one segment.
enum Counter {
    Sentence,
    AllMentions(Option<StrColumn>),
    Mentions(Option<StrColumn>, BTreeSet<u64>),
}

impl Counter {
    fn open(segment: &SegmentReader, counted: &Counted) -> tantivy::Result<Self> {
        let Counted::Mentions(concepts) = counted else {
            return Ok(Self::Sentence);
        };
        let column = segment.fast_fields().str("concept")?;
        if concepts.is_empty() {
            return Ok(Self::AllMentions(column));
        }
        let mut numbers = BTreeSet::new();
        for concept in *concepts {
            if let Some(column) = &column {
                numbers.extend(column.dictionary().term_ord(concept.as_str())?);
            }
        }
        Ok(Self::Mentions(column, numbers))
    }

    fn count(&mut self, doc_id: DocId) -> u64 {
        let mentions = |column: &Option<StrColumn>, is_counted: &dyn Fn(u64) -> bool| {
            let column = column.as_ref();
            column.map_or(0, |column| {
                column
                    .term_ords(doc_id)
                    .filter(|&number| is_counted(number))
                    .count() as u64
            })
        };
        match self {
            Self::Sentence => 1,
            Self::AllMentions(column) => mentions(column, &|_| true),
            Self::Mentions(column, numbers) => mentions(column, &|n| numbers.contains(&n)),
        }
    }
}

pub(super) fn text_at(column: &StrColumn, number: u64) -> tantivy::Result<String> {
    let mut text = String::new();
    column.ord_to_str(number, &mut text)?;
    Ok(text)
}
