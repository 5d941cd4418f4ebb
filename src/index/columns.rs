//! Columns: what an index knows of its articles without reading them.

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// What an index knows of an article without reading it.
#[derive(Clone, Debug)]
pub struct Known {
    /// Hash of what it was made from; see [`content_hash`](super::content_hash).
    pub hash: String,
    /// Fingerprint of the dictionaries it was annotated with.
    pub dictionary: String,
    /// Number of its sentences.
    pub sentence_count: u64,
    /// The file it came from; empty for none.
    pub file: String,
}

/// What is kept of each article in columns, for one segment.
pub(super) struct Columns {
    pub(super) id: TextColumn,
    pub(super) hash: TextColumn,
    pub(super) dictionary: TextColumn,
    pub(super) sentence_count: Column<u64>,
    pub(super) file: TextColumn,
    pub(super) sketch: Column<u64>,
}

impl Columns {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            id: TextColumn(fast.str("article")?),
            hash: TextColumn(fast.str("hash")?),
            dictionary: TextColumn(fast.str("dictionary")?),
            sentence_count: fast.u64("sentence_count")?,
            file: TextColumn(fast.str("file")?),
            sketch: fast.u64("sketch")?,
        })
    }
}

/// A column of texts; `None` where no document of the segment has one.
pub(super) struct TextColumn(Option<StrColumn>);

impl TextColumn {
    /// Returns the first text of each document; empty for none.
    ///
    /// All at once: texts are packed in blocks, and each block is unpacked once.
    pub(super) fn firsts(&self, doc_ids: &[DocId]) -> tantivy::Result<Vec<String>> {
        let Some(column) = &self.0 else {
            return Ok(vec![String::new(); doc_ids.len()]);
        };
        let numbers: Vec<Option<u64>> = doc_ids
            .iter()
            .map(|&doc_id| column.term_ords(doc_id).next())
            .collect();
        let mut distinct: Vec<u64> = numbers.iter().copied().flatten().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let mut texts = Vec::with_capacity(distinct.len());
        column
            .dictionary()
            .sorted_ords_to_term_cb(&distinct, |text| {
                texts.push(String::from_utf8_lossy(text).into_owned());
            })?;
        let text = |number: Option<u64>| {
            let place = number.and_then(|number| distinct.binary_search(&number).ok());
            place.and_then(|place| texts.get(place).cloned())
        };
        let texts = numbers
            .into_iter()
            .map(|number| text(number).unwrap_or_default());
        Ok(texts.collect())
    }

    /// Returns the number of a text in this column, by which it can be told from others.
    pub(super) fn number_of(&self, text: &str) -> tantivy::Result<Option<u64>> {
        let Some(column) = &self.0 else {
            return Ok(None);
        };
        Ok(column.dictionary().term_ord(text)?)
    }

    pub(super) fn first_number(&self, doc_id: DocId) -> Option<u64> {
        self.0.as_ref()?.term_ords(doc_id).next()
    }
}
