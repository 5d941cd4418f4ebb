//! Reader: what is in an index, whether it is whole, and its articles again.
//!
//! A reader sees the commit that was the last when it was opened, whatever a
//! writer does meanwhile.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocId, Index, IndexReader, ReloadPolicy, Searcher, SegmentOrdinal, TantivyDocument,
    Term,
};

use super::columns::{Columns, Known};
use super::folder::ReadFolder;
use super::manifest::{self, Found, LEXICON, META, Manifest};
use super::occurrences;
use super::schema::{self, Fields, Record};
use super::{damaged, failed, stored};
use crate::copies;
use crate::error::{Error, Result};
use crate::model::{AnnotatedDocument, Occurrences};

/// Blocks of stored documents kept in memory.
const CACHED_BLOCKS: usize = 32;

/// What is in an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The last commit.
    pub manifest: Manifest,
    /// Number of articles by fingerprint of the dictionaries they were annotated with.
    pub dictionaries: BTreeMap<String, u64>,
    /// Number of segments.
    pub segments: usize,
    /// Bytes on the disk.
    pub size_bytes: u64,
}

/// Whether an index is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What is wrong, one line each, in order; empty for a whole index.
    pub problems: Vec<String>,
    /// Articles found.
    pub articles: u64,
    /// Sentences found.
    pub sentences: u64,
    /// Number of segments.
    pub segments: usize,
}

/// An index, open for reading.
pub struct Reader {
    path: PathBuf,
    index: Index,
    reader: IndexReader,
    fields: Fields,
    manifest: Manifest,
    is_manifest_written: bool,
}

impl Reader {
    /// Opens the index in a folder; changes nothing there.
    ///
    /// # Errors
    ///
    /// [`Error::IndexUnusable`] where there is none, it is of another format, damaged or
    /// older than its manifest says.
    pub fn open(path: &Path) -> Result<Self> {
        let (schema, fields) = schema::schema();
        let (index, mut manifest, is_manifest_written) = match manifest::find(path)? {
            Found::Empty if !path.join(manifest::FILE).exists() => {
                let found = if path.exists() {
                    "an empty folder"
                } else {
                    "nothing"
                };
                return Err(Error::IndexUnusable {
                    path: path.into(),
                    expected: "an index (`litmine index corpus` makes one)".into(),
                    found: found.into(),
                });
            }
            // A writer was stopped before it had put anything in.
            Found::Empty => (
                Index::create_in_ram(schema.clone()),
                Manifest::new("", ""),
                true,
            ),
            Found::Index {
                manifest,
                is_written,
            } => {
                let index = Index::open(ReadFolder::open(path)?).map_err(failed(path))?;
                (index, manifest, is_written)
            }
        };
        if index.schema() != schema {
            return Err(damaged(path, "other fields"));
        }
        let metas = index.load_metas().map_err(failed(path))?;
        if metas.opstamp < manifest.commit {
            return Err(damaged(
                path,
                format!("a {META} older than its last commit"),
            ));
        }
        let payload = metas.payload.as_deref().map(serde_json::from_str);
        if let Some(Ok(committed)) = payload {
            manifest = committed;
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()
            .map_err(failed(path))?;
        Ok(Self {
            path: path.into(),
            index,
            reader,
            fields,
            manifest,
            is_manifest_written,
        })
    }

    /// Returns what the last commit held.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Returns the lexicon that the articles were last annotated with, as its writer gave it;
    /// `None` where it gave none.
    pub fn lexicon(&self) -> Result<Option<Vec<u8>>> {
        let path = self.path.join(LEXICON);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(&path)(error)),
        }
    }

    /// Returns every article, by id, read one at a time.
    pub fn documents(&self) -> Result<impl Iterator<Item = Result<AnnotatedDocument>>> {
        let addresses = self.addresses()?;
        Ok(addresses.into_values().map(|address| self.body(address)))
    }

    /// Returns the ids of all articles, in order.
    pub fn ids(&self) -> Result<Vec<String>> {
        Ok(self.addresses()?.into_keys().collect())
    }

    /// Returns one article; `None` for an unknown id.
    pub fn document(&self, id: &str) -> Result<Option<AnnotatedDocument>> {
        let address = self.article_address(id)?;
        address.map(|address| self.body(address)).transpose()
    }

    /// Returns what is in the index.
    pub fn status(&self) -> Result<Status> {
        let mut dictionaries = BTreeMap::new();
        for known in self.known()?.into_values() {
            *dictionaries.entry(known.dictionary).or_default() += 1;
        }
        Ok(Status {
            manifest: self.manifest.clone(),
            dictionaries,
            segments: self.searcher().segment_readers().len(),
            size_bytes: self.size_bytes()?,
        })
    }

    /// Returns the number of articles that were annotated with other dictionaries.
    pub fn outdated_count(&self, fingerprint: &str) -> Result<u64> {
        let mut count = 0;
        self.each_segment(|columns, _, doc_ids| {
            let number = columns.dictionary.number_of(fingerprint)?;
            let is_outdated = |&&doc_id: &&DocId| {
                number.is_none() || columns.dictionary.first_number(doc_id) != number
            };
            count += doc_ids.iter().filter(is_outdated).count() as u64;
            Ok(())
        })?;
        Ok(count)
    }

    /// Reads every file and compares what is there with what the last commit says.
    pub fn check(&self) -> Result<Check> {
        let mut problems = Vec::new();
        if !self.is_manifest_written {
            let file = manifest::FILE;
            problems.push(format!(
                "{file}: missing or damaged (the next `litmine index` repairs it)"
            ));
        }
        match self.index.validate_checksum() {
            Ok(files) => {
                let mut files: Vec<_> = files.into_iter().collect();
                files.sort();
                let lines = files
                    .iter()
                    .map(|file| format!("{}: damaged", file.display()));
                problems.extend(lines);
            }
            Err(error) => problems.push(failed(&self.path)(error).to_string()),
        }
        let counted = self
            .known()
            .and_then(|known| Ok((known, self.count(schema::SENTENCE)?)));
        let is_unreadable = counted.is_err();
        let (known, sentences) = match counted {
            Ok(counted) => counted,
            Err(error) => {
                // Damaged files, named above, may not let themselves be counted.
                if problems.is_empty() {
                    problems.push(error.to_string());
                }
                Default::default()
            }
        };
        let articles = known.len() as u64;
        let listed: u64 = known.values().map(|known| known.sentence_count).sum();
        for (what, expected, found) in [
            ("articles", self.manifest.articles, articles),
            ("sentences", self.manifest.sentences, sentences),
            ("sentences of its articles", listed, sentences),
        ] {
            if expected != found && !is_unreadable {
                problems.push(format!("expected {expected} {what}, found {found}"));
            }
        }
        Ok(Check {
            problems,
            articles,
            sentences,
            segments: self.searcher().segment_readers().len(),
        })
    }

    /// Returns which concepts stand in which sentence, read from columns alone.
    pub fn occurrences(&self) -> Result<Occurrences> {
        let mut found = occurrences::read(&self.searcher()).map_err(failed(&self.path))?;
        let mut copies = self.copies()?;
        for article in &mut found.articles {
            article.copy_of = copies.remove(&article.id);
        }
        Ok(found)
    }

    /// Returns what the sentence of a key keeps to be shown; see [`Occurrences`].
    ///
    /// Cheap in the order of the keys, in which neighbours are read together.
    pub fn sentence(&self, key: u64) -> Result<Record> {
        self.record(occurrences::address(key))
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub(crate) fn fields(&self) -> Fields {
        self.fields
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads what a sentence or an article keeps to be shown.
    pub(crate) fn record(&self, address: DocAddress) -> Result<Record> {
        self.stored(address, self.fields.record, stored::unpack_record)
    }

    /// Returns where the document of an article stands.
    pub(crate) fn article_address(&self, id: &str) -> Result<Option<DocAddress>> {
        let term = Term::from_field_text(self.fields.article, id);
        let query = BooleanQuery::intersection(vec![
            self.of_kind(schema::ARTICLE),
            Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
        ]);
        Ok(self.find(&query)?.into_iter().next())
    }

    /// Returns the query for every document of a kind.
    pub(crate) fn of_kind(&self, kind: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(self.fields.kind, kind);
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    }

    /// Returns where every article stands, by id.
    fn addresses(&self) -> Result<BTreeMap<String, DocAddress>> {
        let mut addresses = BTreeMap::new();
        self.each_segment(|columns, segment_ord, doc_ids| {
            let ids = columns.id.firsts(doc_ids)?.into_iter();
            let places = doc_ids
                .iter()
                .map(|&doc_id| DocAddress::new(segment_ord, doc_id));
            addresses.extend(ids.zip(places));
            Ok(())
        })?;
        Ok(addresses)
    }

    /// Returns what is known of every article without reading it, by id.
    pub fn known(&self) -> Result<BTreeMap<String, Known>> {
        let mut all = BTreeMap::new();
        self.each_segment(|columns, _, doc_ids| {
            let ids = columns.id.firsts(doc_ids)?.into_iter();
            let hashes = columns.hash.firsts(doc_ids)?.into_iter();
            let dictionaries = columns.dictionary.firsts(doc_ids)?.into_iter();
            let files = columns.file.firsts(doc_ids)?.into_iter();
            let texts = hashes.zip(dictionaries).zip(files);
            for ((id, ((hash, dictionary), file)), &doc_id) in ids.zip(texts).zip(doc_ids) {
                let known = Known {
                    hash,
                    dictionary,
                    sentence_count: columns.sentence_count.first(doc_id).unwrap_or(0),
                    file,
                };
                all.insert(id, known);
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// Returns the original of every article that is a copy of another, by id; see [`copies`].
    ///
    /// Of articles that resemble each other the one with the most sentences is the
    /// original, of equal ones the first by id.
    pub fn copies(&self) -> Result<BTreeMap<String, String>> {
        let mut articles = Vec::new();
        self.each_segment(|columns, _, doc_ids| {
            let ids = columns.id.firsts(doc_ids)?.into_iter();
            for (id, &doc_id) in ids.zip(doc_ids) {
                let sketch = columns.sketch.values_for_doc(doc_id);
                let sketch: Vec<u32> = sketch.map(|hash| hash as u32).collect();
                if !sketch.is_empty() {
                    let sentence_count = columns.sentence_count.first(doc_id);
                    articles.push((Reverse(sentence_count), id, sketch));
                }
            }
            Ok(())
        })?;
        articles.sort();
        let (ids, sketches): (Vec<String>, Vec<Vec<u32>>) = articles
            .into_iter()
            .map(|(_, id, sketch)| (id, sketch))
            .unzip();
        let originals = copies::originals(&sketches).into_iter();
        let originals = originals.map(|place| Some(ids[place?].clone()));
        let pairs = ids.iter().zip(originals);
        Ok(pairs
            .filter_map(|(id, original)| Some((id.clone(), original?)))
            .collect())
    }

    /// Walks the articles of each segment.
    fn each_segment(
        &self,
        mut each: impl FnMut(&Columns, SegmentOrdinal, &[DocId]) -> tantivy::Result<()>,
    ) -> Result<()> {
        let found = self.find(&*self.of_kind(schema::ARTICLE))?;
        let searcher = self.searcher();
        let mut walk = || {
            for addresses in found.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
                let segment_ord = addresses[0].segment_ord;
                let columns = Columns::open(searcher.segment_reader(segment_ord))?;
                let doc_ids = addresses.iter().map(|address| address.doc_id);
                each(&columns, segment_ord, &doc_ids.collect::<Vec<DocId>>())?;
            }
            Ok(())
        };
        walk().map_err(failed(&self.path))
    }

    /// Returns every document that a query finds, in the order of the index.
    fn find(&self, query: &dyn Query) -> Result<Vec<DocAddress>> {
        let found = self.searcher().search(query, &DocSetCollector);
        let mut found: Vec<DocAddress> = found.map_err(failed(&self.path))?.into_iter().collect();
        found.sort();
        Ok(found)
    }

    fn count(&self, kind: &str) -> Result<u64> {
        let count = self.searcher().search(&*self.of_kind(kind), &Count);
        count.map(|count| count as u64).map_err(failed(&self.path))
    }

    fn body(&self, address: DocAddress) -> Result<AnnotatedDocument> {
        self.stored(address, self.fields.body, stored::unpack_body)
    }

    fn stored<T>(
        &self,
        address: DocAddress,
        field: Field,
        unpack: fn(&[u8]) -> Option<T>,
    ) -> Result<T> {
        let document: TantivyDocument = self.searcher().doc(address).map_err(failed(&self.path))?;
        let value = document.get_first(field);
        let bytes = value.and_then(|value| value.as_bytes()).unwrap_or_default();
        unpack(bytes).ok_or_else(|| damaged(&self.path, "a stored article that cannot be read"))
    }

    fn size_bytes(&self) -> Result<u64> {
        let mut size_bytes = 0;
        for entry in self.path.read_dir().map_err(Error::io(&self.path))? {
            let entry = entry.map_err(Error::io(&self.path))?;
            // A writer may remove a file between the two calls.
            size_bytes += entry.metadata().map_or(0, |metadata| metadata.len());
        }
        Ok(size_bytes)
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("path", &self.path)
            .field("manifest", &self.manifest)
            .finish_non_exhaustive()
    }
}
