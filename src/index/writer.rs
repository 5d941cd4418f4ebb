//! Writer: adds, replaces and removes articles.
//!
//! Invariant: after an error of the index library the writer does no more (tantivy
//! says yes to a rollback and then fails on the next article); what was committed
//! stays, and a new writer goes on from there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::columns::Known;
use super::entry::Entry;
use super::folder::{self, Claim};
use super::manifest::{self, Found, LEXICON, Manifest};
use super::reader::Reader;
use super::schema::{self, Fields};
use super::{damaged, failed, tokens};
use crate::error::{Error, Result};
use crate::model::AnnotatedDocument;
use crate::words::Words;

/// A batch of so many bytes of annotated articles is committed.
const BATCH_BYTES: usize = 256 << 20;

/// Of a segment with a larger share of removed articles, the others are written anew.
const REMOVED_SHARE: f32 = 0.3;

/// How articles are put into an index.
#[derive(Debug)]
pub struct Settings {
    /// Fingerprint of the dictionaries that the articles are annotated with.
    pub fingerprint: String,
    /// Cuts their text.
    pub words: Words,
    /// What the paths of their files count from; kept where the index is made, and told by
    /// [`Manifest::root`].
    pub root: String,
    /// Memory for articles that are not yet on the disk; at least 16 MiB.
    pub memory_bytes: usize,
    /// A batch is full after so long: the most work that a power cut can cost.
    pub commit_every: Duration,
}

impl Settings {
    /// Memory for articles that are not yet on the disk, unless another one is set.
    pub const MEMORY_BYTES: usize = 96 << 20;

    /// How long a batch grows, unless another time is set.
    pub const COMMIT_EVERY: Duration = Duration::from_secs(30);

    /// The settings that most need.
    pub fn new(fingerprint: &str, words: Words) -> Self {
        Self {
            fingerprint: fingerprint.into(),
            words,
            root: String::new(),
            memory_bytes: Self::MEMORY_BYTES,
            commit_every: Self::COMMIT_EVERY,
        }
    }
}

/// The one writer of an index.
pub struct Writer {
    path: PathBuf,
    fields: Fields,
    words: Words,
    manifest: Manifest,
    known: BTreeMap<String, Known>,
    pending_articles: usize,
    pending_bytes: usize,
    pending_since: Instant,
    commit_every: Duration,
    /// `None` after an error. Declared before the claim, to be dropped before it.
    writer: Option<IndexWriter>,
    _claim: Claim,
}

impl Writer {
    /// Opens the index in a folder for writing; makes one where the folder is missing or empty.
    ///
    /// # Errors
    ///
    /// [`Error::IndexBusy`] while another writer has it open, [`Error::IndexUnusable`]
    /// for a folder with other files, an index of another format or a damaged one.
    pub fn open(path: &Path, settings: Settings) -> Result<Self> {
        // Looked at first, so that a wrong folder is left as it is; looked at again
        // under the claim, since another writer may have been at work.
        if let Found::Empty = manifest::find(path)? {
            std::fs::create_dir_all(path).map_err(Error::io(path))?;
        }
        let claim = Claim::new(path)?;
        let found = manifest::find(path)?;
        let (schema, fields) = schema::schema();
        let (index, mut manifest) = match found {
            Found::Empty => {
                let manifest = Manifest::new(&settings.fingerprint, &settings.root);
                manifest.write(path)?;
                let index = Index::create_in_dir(path, schema).map_err(failed(path))?;
                (index, manifest)
            }
            Found::Index { manifest, .. } => {
                let index = Index::open_in_dir(path).map_err(failed(path))?;
                if index.schema() != schema {
                    return Err(damaged(path, "other fields"));
                }
                (index, manifest)
            }
        };
        tokens::register(&index);
        manifest::sync(path).map_err(Error::io(path))?;
        let known = Reader::open(path)?.known()?;
        manifest.commit = index.load_metas().map_err(failed(path))?.opstamp;
        manifest.dictionary = settings.fingerprint;
        manifest.litmine = env!("CARGO_PKG_VERSION").into();
        let writer = open_writer(&index, settings.memory_bytes).map_err(failed(path))?;
        Ok(Self {
            path: path.into(),
            fields,
            words: settings.words,
            manifest,
            known,
            pending_articles: 0,
            pending_bytes: 0,
            pending_since: Instant::now(),
            commit_every: settings.commit_every,
            writer: Some(writer),
            _claim: claim,
        })
    }

    /// Keeps the lexicon that the articles to come are annotated with, for those who search.
    ///
    /// `head` is the first line of its bytes; where the index has one with this line, `snapshot`
    /// is not asked.
    pub fn keep_lexicon(
        &self,
        head: &str,
        snapshot: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<()> {
        let path = self.path.join(LEXICON);
        if manifest::begins_with(&path, head.as_bytes()) {
            return Ok(());
        }
        manifest::replace(&path, &snapshot()?).map_err(Error::io(&path))?;
        folder::share(&self.path, &[LEXICON])
    }

    /// Returns the content hash that an article was put in with; `None` for an unknown one.
    pub fn known(&self, id: &str) -> Option<&str> {
        self.known.get(id).map(|known| known.hash.as_str())
    }

    /// Whether an article is in the index as it would be put in now: of the same
    /// content, annotated with the same dictionaries.
    pub fn is_current(&self, id: &str, content_hash: &str) -> bool {
        self.known.get(id).is_some_and(|known| {
            known.hash == content_hash && known.dictionary == self.manifest.dictionary
        })
    }

    /// Returns the ids of all articles, in order, those not yet committed included.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// Returns the number of articles put in or removed since the last commit.
    pub fn pending_count(&self) -> usize {
        self.pending_articles
    }

    /// Returns what cuts the text of articles; for making an [`Entry`] elsewhere.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Whether so much waits to be committed that it should be.
    pub fn is_full(&self) -> bool {
        self.pending_articles > 0
            && (self.pending_bytes >= BATCH_BYTES
                || self.pending_since.elapsed() >= self.commit_every)
    }

    /// Puts an article in, in place of any that has its id.
    pub fn put(&mut self, article: &AnnotatedDocument, content_hash: &str) -> Result<()> {
        let entry = Entry::new(article, content_hash, &self.words)?;
        self.add(entry)
    }

    /// Puts in an article that was made ready elsewhere; see [`Writer::put`].
    pub fn add(&mut self, entry: Entry) -> Result<()> {
        let Entry {
            id,
            hash,
            sentence_count,
            byte_count,
            file,
            mut documents,
        } = entry;
        if let Some(article) = documents.first_mut() {
            article.add_text(self.fields.dictionary, &self.manifest.dictionary);
        }
        let former = self.known.contains_key(&id).then(|| self.term(&id));
        let operations: Vec<UserOperation> = former
            .into_iter()
            .map(UserOperation::Delete)
            .chain(documents.into_iter().map(UserOperation::Add))
            .collect();
        self.run(|writer| writer.run(operations).map(drop))?;
        let known = Known {
            hash,
            dictionary: self.manifest.dictionary.clone(),
            sentence_count,
            file,
        };
        self.known.insert(id, known);
        self.pend(byte_count);
        Ok(())
    }

    /// Removes an article; `false` where there is none of that id.
    pub fn remove(&mut self, id: &str) -> Result<bool> {
        if self.known.remove(id).is_none() {
            return Ok(false);
        }
        let term = self.term(id);
        self.run(|writer| {
            writer.delete_term(term);
            Ok(())
        })?;
        self.pend(0);
        Ok(true)
    }

    fn pend(&mut self, byte_count: usize) {
        if self.pending_articles == 0 {
            self.pending_since = Instant::now();
        }
        self.pending_articles += 1;
        self.pending_bytes += byte_count;
    }

    /// Brings everything put in so far to the disk; nothing to do is done at once.
    pub fn commit(&mut self) -> Result<()> {
        if self.pending_articles == 0 && self.manifest.commit > 0 {
            return Ok(());
        }
        let mut manifest = self.manifest.clone();
        manifest.articles = self.known.len() as u64;
        manifest.sentences = self.known.values().map(|known| known.sentence_count).sum();
        self.run(|writer| {
            let mut commit = writer.prepare_commit()?;
            manifest.commit = commit.opstamp();
            let payload = serde_json::to_string(&manifest)
                .map_err(|error| TantivyError::InternalError(error.to_string()))?;
            commit.set_payload(&payload);
            commit.commit().map(drop)
        })?;
        let written = self.sync().and_then(|()| manifest.write(&self.path));
        if let Err(error) = written.and_then(|()| self.sync()) {
            self.writer = None;
            return Err(error);
        }
        self.manifest = manifest;
        self.pending_articles = 0;
        self.pending_bytes = 0;
        Ok(())
    }

    /// Commits, waits until segments are merged, and closes the index.
    pub fn finish(mut self) -> Result<()> {
        self.commit()?;
        if let Some(writer) = self.writer.take() {
            writer.wait_merging_threads().map_err(failed(&self.path))?;
        }
        self.sync()
    }

    /// Brings the names of the folder to the disk, readable as its other files are.
    fn sync(&self) -> Result<()> {
        folder::share(
            &self.path,
            &[manifest::FILE, manifest::META, manifest::MANAGED],
        )?;
        manifest::sync(&self.path).map_err(Error::io(&self.path))
    }

    fn term(&self, id: &str) -> Term {
        Term::from_field_text(self.fields.article, id)
    }

    /// Runs a step of the index library; drops the writer when it fails.
    fn run(&mut self, step: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()>) -> Result<()> {
        let Some(writer) = &mut self.writer else {
            return Err(Error::IndexUnusable {
                path: self.path.clone(),
                expected: "a writer without errors".into(),
                found: "one that an earlier error has stopped (open the index again)".into(),
            });
        };
        let Err(error) = step(writer) else {
            return Ok(());
        };
        // The thread that failed knows why, such as a full disk.
        let cause = match error {
            TantivyError::ErrorInThread(_) => writer.prepare_commit().err(),
            _ => None,
        };
        self.writer = None;
        Err(failed(&self.path)(cause.unwrap_or(error)))
    }
}

/// Opens the writer of the index library. One thread, so that articles keep their order.
fn open_writer(index: &Index, memory_bytes: usize) -> tantivy::Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(memory_bytes)
        .build();
    let writer = index.writer_with_options(options)?;
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(REMOVED_SHARE);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("manifest", &self.manifest)
            .finish_non_exhaustive()
    }
}
