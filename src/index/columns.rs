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
    pub(super) fn first(&self, doc_id: DocId) -> tantivy::Result<String> {
        let mut text = String::new();
        if let Some(column) = &self.0
            && let Some(ord) = column.term_ords(doc_id).next()
        {
            column.ord_to_str(ord, &mut text)?;
        }
        Ok(text)
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
