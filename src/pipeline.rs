//! Pipeline: one document's way through the stages, and many documents at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::link;
use crate::model::{AnnotatedDocument, ConceptId, Document};
use crate::read::{Outcome, Refused};
use crate::recognize::Recognizer;
use crate::segment;

/// Documents are handed to the threads in batches of about this many bytes of text.
const BATCH_BYTES: usize = 1 << 20;
/// And of at most this many documents.
const BATCH_DOCUMENTS: usize = 512;

/// Takes one document through segment → recognize → link. Pure: same document, same answer.
pub fn annotate(document: Document, recognizer: &Recognizer) -> AnnotatedDocument {
    let structure = segment::structure(&document);
    let mentions = recognizer.mentions(&document, &structure);
    let evidence = link::evidence(&structure, &mentions);
    let mut named: Vec<ConceptId> = Vec::new();
    for mention in &mentions {
        named.push(mention.concept.clone());
        named.extend(mention.candidates.iter().cloned());
    }
    named.sort();
    named.dedup();
    let concepts: BTreeMap<_, _> = named
        .into_iter()
        .filter_map(|id| recognizer.lexicon().concept(&id).map(|concept| (id, Arc::clone(concept))))
        .collect();
    AnnotatedDocument { document, structure, mentions, evidence, concepts }
}

/// Annotates many documents on the threads of a pool and hands each on in input order.
///
/// Holds one batch (about a megabyte of text, or one larger article) at a time.
/// Stops at the first error that `each` returns.
pub fn annotate_all<E>(
    outcomes: impl Iterator<Item = Outcome>,
    recognizer: &Recognizer,
    pool: &ThreadPool,
    mut each: impl FnMut(Result<AnnotatedDocument, Refused>) -> Result<(), E>,
) -> Result<(), E> {
    let mut outcomes = outcomes.peekable();
    while outcomes.peek().is_some() {
        let mut batch: Vec<Outcome> = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_DOCUMENTS {
            let Some(outcome) = outcomes.next() else { break };
            bytes += outcome.as_ref().map_or(0, |document| document.text.len());
            batch.push(outcome);
        }
        let annotated: Vec<Result<AnnotatedDocument, Refused>> = pool.install(|| {
            let one = |outcome: Outcome| outcome.map(|document| annotate(document, recognizer));
            batch.into_par_iter().map(one).collect()
        });
        annotated.into_iter().try_for_each(&mut each)?;
    }
    Ok(())
}
