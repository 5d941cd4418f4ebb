//! Pipeline: one document's way through the stages, and many documents at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::error::Error;
use crate::index::{self, Entry, Writer};
use crate::lexicon::Lexicon;
use crate::link::{self, Linker};
use crate::model::{AnnotatedDocument, ConceptId, Document};
use crate::read::{Outcome, Refused};
use crate::recognize::Recognizer;
use crate::segment;

/// Documents are handed to the threads in batches of about this many bytes of text.
const BATCH_BYTES: usize = 1 << 20;
/// And of at most this many documents.
const BATCH_DOCUMENTS: usize = 512;

/// What annotates documents; built once, used from any number of threads.
#[derive(Debug)]
pub struct Annotator {
    /// Finds the names.
    pub recognizer: Recognizer,
    /// Understands the sentences.
    pub linker: Linker,
}

impl Annotator {
    /// Builds what annotates from the dictionaries.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        let linker = Linker::new(lexicon.cues());
        let recognizer = Recognizer::new(lexicon);
        Self { recognizer, linker }
    }
}

/// Takes one document through segment → recognize → link. Pure: same document, same answer.
pub fn annotate(document: Document, annotator: &Annotator) -> AnnotatedDocument {
    let Annotator { recognizer, linker } = annotator;
    let structure = segment::structure(&document);
    let mentions = recognizer.mentions(&document, &structure);
    let evidence = link::evidence(&structure, &mentions);
    let claims = linker.claims(&document, &structure, &mentions);
    let mut named: Vec<ConceptId> = Vec::new();
    for mention in &mentions {
        named.push(mention.concept.clone());
        named.extend(mention.candidates.iter().cloned());
    }
    named.sort();
    named.dedup();
    let concepts: BTreeMap<_, _> = named
        .into_iter()
        .filter_map(|id| recognizer.concept(&id).map(|concept| (id, concept)))
        .collect();
    AnnotatedDocument {
        document,
        structure,
        mentions,
        evidence,
        claims,
        concepts,
    }
}

/// Annotates many documents on the threads of a pool and hands each on in input order.
///
/// Holds one batch (about a megabyte of text, or one larger article) at a time.
/// Stops at the first error that `each` returns.
pub fn annotate_all<E>(
    mut outcomes: impl Iterator<Item = Outcome>,
    annotator: &Annotator,
    pool: &ThreadPool,
    mut each: impl FnMut(Result<AnnotatedDocument, Refused>) -> Result<(), E>,
) -> Result<(), E> {
    while let Some(batch) = next_batch(&mut outcomes) {
        let annotated: Vec<Result<AnnotatedDocument, Refused>> = pool.install(|| {
            let one = |outcome: Outcome| outcome.map(|document| annotate(document, annotator));
            batch.into_par_iter().map(one).collect()
        });
        annotated.into_iter().try_for_each(&mut each)?;
    }
    Ok(())
}

/// What became of an article on its way into an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexed {
    /// It is new there.
    Added {
        /// Number of its sentences.
        sentence_count: usize,
    },
    /// It stands in place of one with its id.
    Updated {
        /// Number of its sentences.
        sentence_count: usize,
    },
    /// It was there already, as it would have been put in.
    Unchanged,
}

/// Puts many documents into an index, annotated on the threads of a pool, and tells of
/// each in input order.
///
/// A document that the index holds as it is costs no more than its hash. Of two
/// documents with one id and different content the second is refused. Stops at the
/// first error of the index or of `each`; commits nothing by itself.
pub fn index<E: From<Error>>(
    mut outcomes: impl Iterator<Item = Outcome>,
    annotator: &Annotator,
    writer: &mut Writer,
    pool: &ThreadPool,
    mut each: impl FnMut(Result<Indexed, Refused>) -> Result<(), E>,
) -> Result<(), E> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(batch) = next_batch(&mut outcomes) {
        let ready: Vec<Result<Ready, Refused>> = pool.install(|| {
            let one = |outcome: Outcome| ready(outcome?, annotator, writer);
            batch.into_par_iter().map(one).collect()
        });
        for ready in ready {
            each(match ready {
                Err(refused) => Err(refused),
                Ok(ready) => put(ready, writer, &mut seen)?,
            })?;
        }
    }
    Ok(())
}

/// A document on its way into an index.
struct Ready {
    id: String,
    source: Option<String>,
    hash: String,
    sentence_count: usize,
    /// `None` where the index holds the document as it is.
    entry: Option<Box<Entry>>,
}

fn ready(document: Document, annotator: &Annotator, writer: &Writer) -> Result<Ready, Refused> {
    let id = document.id.clone();
    let source = document.source.clone();
    let refuse = |error| Refused {
        id: Some(id.clone()),
        is_line: false,
        error,
    };
    let hash = index::content_hash(&document).map_err(refuse)?;
    let mut sentence_count = 0;
    let mut entry = None;
    if !writer.is_current(&id, &hash) {
        let annotated = annotate(document, annotator);
        sentence_count = annotated.structure.sentences.len();
        let made = Entry::new(&annotated, &hash, writer.words()).map_err(refuse)?;
        entry = Some(Box::new(made));
    }
    Ok(Ready {
        id,
        source,
        hash,
        sentence_count,
        entry,
    })
}

fn put(
    ready: Ready,
    writer: &mut Writer,
    seen: &mut BTreeSet<String>,
) -> Result<Result<Indexed, Refused>, Error> {
    let Ready {
        id,
        source,
        hash,
        sentence_count,
        entry,
    } = ready;
    let is_again = !seen.insert(id.clone());
    // Asked again: the article before it may have been the same one.
    let Some(entry) = entry.filter(|_| !writer.is_current(&id, &hash)) else {
        return Ok(Ok(Indexed::Unchanged));
    };
    if is_again {
        let error = Error::Input {
            place: source.unwrap_or_else(|| id.clone()),
            expected: "an id that stands once",
            found: format!("{id} again, with other content"),
        };
        let id = Some(id);
        return Ok(Err(Refused {
            id,
            is_line: false,
            error,
        }));
    }
    let is_known = writer.known(&id).is_some();
    writer.add(*entry)?;
    Ok(Ok(match is_known {
        true => Indexed::Updated { sentence_count },
        false => Indexed::Added { sentence_count },
    }))
}

/// Takes the next documents for the threads; `None` at the end.
fn next_batch(outcomes: &mut impl Iterator<Item = Outcome>) -> Option<Vec<Outcome>> {
    let mut batch: Vec<Outcome> = Vec::new();
    let mut bytes = 0;
    while bytes < BATCH_BYTES && batch.len() < BATCH_DOCUMENTS {
        let Some(outcome) = outcomes.next() else {
            break;
        };
        bytes += outcome.as_ref().map_or(0, |document| document.text.len());
        batch.push(outcome);
    }
    (!batch.is_empty()).then_some(batch)
}
