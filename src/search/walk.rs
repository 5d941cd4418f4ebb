//! Walk: query → its documents, one after the other, until the time is over.

use std::cell::Cell;
use std::time::Instant;

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, TERMINATED};

/// Documents between two looks at the clock.
const STEPS: u32 = 1_024;

/// One run of a query: what is searched, and until when.
pub(super) struct Run<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) until: Option<Instant>,
    /// Whether the time was over before the work was done; what was found is not whole then.
    is_late: Cell<bool>,
}

impl<'a> Run<'a> {
    /// Begins a run that ends at `until` at the latest.
    pub(super) fn new(searcher: &'a Searcher, until: Option<Instant>) -> Self {
        Self {
            searcher,
            until,
            is_late: Cell::new(false),
        }
    }

    /// Whether the time is over.
    pub(super) fn is_over(&self) -> bool {
        if !self.is_late.get() {
            let is_late = self.until.is_some_and(|until| Instant::now() >= until);
            self.is_late.set(is_late);
        }
        self.is_late.get()
    }

    /// Whether the time was over when somebody asked.
    pub(super) fn was_late(&self) -> bool {
        self.is_late.get()
    }
}

/// Hands on what a query finds in a segment with its score, one document after the other.
pub(super) type Walk<'w> = &'w dyn Fn(&mut dyn FnMut(DocId, f32)) -> tantivy::Result<()>;

/// Walks what a query finds, segment by segment; stops when the time is over.
pub(super) fn each_segment(
    run: &Run,
    query: &dyn Query,
    mut each: impl FnMut(u32, &SegmentReader, Walk) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(run.searcher))?;
    for (segment_index, segment) in (0..).zip(run.searcher.segment_readers()) {
        if run.is_over() {
            break;
        }
        each(segment_index, segment, &|callback| {
            let mut scorer = weight.scorer(segment, 1.0)?;
            let mut doc_id = scorer.doc();
            let mut steps = 0;
            while doc_id != TERMINATED {
                if !segment.is_deleted(doc_id) {
                    callback(doc_id, rounded(scorer.score()));
                }
                steps += 1;
                if steps % STEPS == 0 && run.is_over() {
                    break;
                }
                doc_id = scorer.advance();
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Returns the score that a query gives a document; 0 where it does not find it.
pub(super) fn score(run: &Run, query: &dyn Query, address: DocAddress) -> tantivy::Result<f32> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(run.searcher))?;
    let segment = run.searcher.segment_reader(address.segment_ord);
    let mut scorer = weight.scorer(segment, 1.0)?;
    let mut doc_id = scorer.doc();
    if doc_id < address.doc_id {
        doc_id = scorer.seek(address.doc_id);
    }
    Ok(if doc_id == address.doc_id {
        rounded(scorer.score())
    } else {
        0.0
    })
}

/// The order in which parts of a score are added up differs between segments.
fn rounded(score: f32) -> f32 {
    (score * 10_000.0).round() / 10_000.0
}
