//! Pipeline: one document's way through the stages, and many documents at once.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
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
use crate::words::Words;

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
pub enum Change {
    /// It is new there.
    Added,
    /// It stands in place of one with its id.
    Updated,
    /// It was there already, as it would have been put in.
    Unchanged,
}

/// One step of putting articles into an index.
#[derive(Debug)]
pub enum Step {
    /// An article was taken; it is safe with the next [`Step::Stored`].
    Taken {
        /// Its id.
        id: String,
        /// What became of it.
        change: Change,
        /// Number of its sentences; 0 for one that has not changed.
        sentence_count: u64,
    },
    /// An article was refused.
    Refused(Refused),
    /// All that was taken before is on the disk.
    Stored,
}

/// Puts many documents into an index, annotated on the threads of a pool, and tells of
/// each in input order.
///
/// A document that the index holds as it is costs no more than its hash; `annotator` is
/// asked for when the first one is to be annotated. Of two documents with one id and different
/// content the second is refused. Commits whenever a batch is full, but not at the end. Stops
/// at the first error of the index or of `each`.
pub fn index<E: From<Error>>(
    mut outcomes: impl Iterator<Item = Outcome>,
    annotator: &(impl Deref<Target = Annotator> + Sync),
    writer: &mut Writer,
    pool: &ThreadPool,
    mut each: impl FnMut(Step) -> Result<(), E>,
) -> Result<(), E> {
    let mut seen: HashMap<String, String> = HashMap::new();
    while let Some(batch) = next_batch(&mut outcomes) {
        let hashed: Vec<Result<Hashed, Refused>> =
            pool.install(|| batch.into_par_iter().map(hashed).collect());
        let plan = |one| plan(one, writer, &mut seen);
        let planned: Vec<Plan> = hashed.into_iter().map(plan).collect();
        let words = writer.words();
        let made: Vec<Result<Box<Entry>, Step>> = pool.install(|| {
            let make = |plan| make(plan, annotator, words);
            planned.into_par_iter().map(make).collect()
        });
        for one in made {
            each(one.map_or_else(Ok, |entry| put(*entry, writer))?)?;
            if writer.is_full() {
                writer.commit()?;
                each(Step::Stored)?;
            }
        }
    }
    Ok(())
}

/// A document and what tells it from others of its id.
struct Hashed {
    document: Document,
    hash: String,
}

fn hashed(outcome: Outcome) -> Result<Hashed, Refused> {
    let document = outcome?;
    match index::content_hash(&document) {
        Ok(hash) => Ok(Hashed { document, hash }),
        Err(error) => Err(refused(document.id, error)),
    }
}

fn refused(id: String, error: Error) -> Refused {
    Refused {
        id: Some(id),
        is_line: false,
        error,
    }
}

/// What is to be done with a document.
enum Plan {
    Annotate(Box<Hashed>),
    Keep(Step),
}

/// Decides what is to be done with a document, by those before it and those in the index.
fn plan(one: Result<Hashed, Refused>, writer: &Writer, seen: &mut HashMap<String, String>) -> Plan {
    let Hashed { document, hash } = match one {
        Ok(hashed) => hashed,
        Err(refused) => return Plan::Keep(Step::Refused(refused)),
    };
    let is_unchanged = match seen.get(&document.id) {
        None => writer.is_current(&document.id, &hash),
        Some(before) if *before == hash => true,
        Some(_) => {
            let Document { id, source, .. } = document;
            let error = Error::Input {
                place: source.unwrap_or_else(|| id.clone()),
                expected: "an id that stands once",
                found: format!("{id} again, with other content"),
            };
            return Plan::Keep(Step::Refused(refused(id, error)));
        }
    };
    seen.insert(document.id.clone(), hash.clone());
    match is_unchanged {
        true => Plan::Keep(Step::Taken {
            id: document.id,
            change: Change::Unchanged,
            sentence_count: 0,
        }),
        false => Plan::Annotate(Box::new(Hashed { document, hash })),
    }
}

/// Makes a document ready for the index; gives back what needs no more done.
fn make(
    plan: Plan,
    annotator: &impl Deref<Target = Annotator>,
    words: &Words,
) -> Result<Box<Entry>, Step> {
    match plan {
        Plan::Keep(step) => Err(step),
        Plan::Annotate(hashed) => {
            let Hashed { document, hash } = *hashed;
            let id = document.id.clone();
            let annotated = annotate(document, annotator);
            let entry = Entry::new(&annotated, &hash, words);
            entry
                .map(Box::new)
                .map_err(|error| Step::Refused(refused(id, error)))
        }
    }
}

fn put(entry: Entry, writer: &mut Writer) -> Result<Step, Error> {
    let id = entry.id().to_owned();
    let sentence_count = entry.sentence_count();
    let change = match writer.known(&id) {
        None => Change::Added,
        Some(_) => Change::Updated,
    };
    writer.add(entry)?;
    Ok(Step::Taken {
        id,
        change,
        sentence_count,
    })
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
