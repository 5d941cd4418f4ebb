//! Occurrences: the columns of an index → which concepts stand in which sentence.
//!
//! Walks each segment once, in the order of its documents; a value of a column is a
//! number in the dictionary of its segment, and becomes one of all segments here.

use std::collections::{BTreeMap, HashMap};

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use super::schema;
use crate::model::{ArticleOccurrences, ConceptId, Label, Occurrences, SentenceOccurrences};

/// Returns what stands in every sentence of an index.
pub(super) fn read(searcher: &Searcher) -> tantivy::Result<Occurrences> {
    let segments: Vec<Segment> = (0..)
        .zip(searcher.segment_readers())
        .map(|(number, reader)| Segment::open(number, reader))
        .collect::<tantivy::Result<_>>()?;
    let mut found = Occurrences {
        labels: labels(&segments)?,
        ..Occurrences::default()
    };
    let mut shorts = Shorts::default();
    for segment in &segments {
        let articles = segment.articles(&found, &mut shorts)?;
        found.articles.extend(articles);
    }
    found.articles.sort_by(|one, other| one.id.cmp(&other.id));
    found.references = shorts.texts;
    Ok(found)
}

/// The key of a document in an index.
pub(crate) fn key(address: DocAddress) -> u64 {
    u64::from(address.segment_ord) << 32 | u64::from(address.doc_id)
}

/// The document of a key.
pub(super) fn address(key: u64) -> DocAddress {
    DocAddress::new((key >> 32) as u32, key as u32)
}

/// Readable references of all segments, each text once.
#[derive(Default)]
struct Shorts {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Shorts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

/// The columns of one segment.
struct Segment<'s> {
    number: u32,
    reader: &'s SegmentReader,
    article: Option<StrColumn>,
    sentence: Column<u64>,
    section: Column<u64>,
    year: Column<i64>,
    negated: Column<u64>,
    concept: Option<StrColumn>,
    mechanism: Option<StrColumn>,
    cited: Option<StrColumn>,
    short: Option<StrColumn>,
    label: Option<StrColumn>,
}

impl<'s> Segment<'s> {
    fn open(number: u32, reader: &'s SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            number,
            reader,
            article: fast.str("article")?,
            sentence: fast.u64("sentence")?,
            section: fast.u64("section_index")?,
            year: fast.i64("year")?,
            negated: fast.u64("negated")?,
            concept: fast.str("concept")?,
            mechanism: fast.str("mechanism")?,
            cited: fast.str("cited")?,
            short: fast.str("short")?,
            label: fast.str("label")?,
        })
    }

    /// The articles of the segment with their sentences.
    fn articles(
        &self,
        found: &Occurrences,
        shorts: &mut Shorts,
    ) -> tantivy::Result<Vec<ArticleOccurrences>> {
        let number = |id: &str| found.number_of(&ConceptId::from(id)).unwrap_or_default();
        let concepts = numbers(self.concept.as_ref(), number)?;
        let mechanisms = numbers(self.mechanism.as_ref(), number)?;
        let references = self.references(shorts)?;
        let mut articles: BTreeMap<u64, ArticleOccurrences> = BTreeMap::new();
        for doc_id in self.reader.doc_ids_alive() {
            let Some(article) = ords(self.article.as_ref(), doc_id).next() else {
                continue;
            };
            let year = || {
                self.year
                    .first(doc_id)
                    .and_then(|year| i32::try_from(year).ok())
            };
            let article = articles
                .entry(article)
                .or_insert_with(|| ArticleOccurrences {
                    year: year(),
                    ..ArticleOccurrences::default()
                });
            let Some(index) = self.sentence.first(doc_id) else {
                continue;
            };
            let cited = ords(self.cited.as_ref(), doc_id);
            article.sentences.push(SentenceOccurrences {
                index: index as u32,
                section: self.section.first(doc_id).unwrap_or_default() as u32,
                concepts: through(&concepts, ords(self.concept.as_ref(), doc_id)),
                mechanisms: through(&mechanisms, ords(self.mechanism.as_ref(), doc_id)),
                is_negated: self.negated.first(doc_id).is_some(),
                references: cited
                    .filter_map(|ord| references.get(&ord).copied())
                    .collect(),
                key: key(DocAddress::new(self.number, doc_id)),
            });
        }
        let ids = texts(self.article.as_ref(), articles.keys().copied())?;
        let named = articles.into_values().zip(ids);
        Ok(named
            .map(|(article, id)| ArticleOccurrences { id, ..article })
            .collect())
    }

    /// For each reference, by the number of its key, that of its readable text.
    fn references(&self, shorts: &mut Shorts) -> tantivy::Result<HashMap<u64, u32>> {
        let numbers = numbers(self.short.as_ref(), |text| shorts.number(text))?;
        let mut references = HashMap::new();
        for doc_id in self.reader.doc_ids_alive() {
            let short = ords(self.short.as_ref(), doc_id).next();
            let cited = ords(self.cited.as_ref(), doc_id).next();
            if let (Some(short), Some(cited)) = (short, cited) {
                references.insert(cited, numbers[short as usize]);
            }
        }
        Ok(references)
    }
}

/// What is said of every concept, by id. Where two articles say different things, as
/// after a change of dictionaries, the first in order of names is taken.
fn labels(segments: &[Segment<'_>]) -> tantivy::Result<Vec<Label>> {
    let mut labels: BTreeMap<ConceptId, Label> = BTreeMap::new();
    for segment in segments {
        // Articles that were removed have left their labels in the dictionary.
        let mut used: Vec<u64> = segment
            .reader
            .doc_ids_alive()
            .flat_map(|doc_id| ords(segment.label.as_ref(), doc_id))
            .collect();
        used.sort_unstable();
        used.dedup();
        for value in texts(segment.label.as_ref(), used)? {
            if let Some(label) = schema::parse_label(&value) {
                let known = labels.entry(label.id.clone()).or_insert(label.clone());
                if label < *known {
                    *known = label;
                }
            }
        }
    }
    Ok(labels.into_values().collect())
}

fn ords(column: Option<&StrColumn>, doc_id: DocId) -> impl Iterator<Item = u64> {
    column
        .into_iter()
        .flat_map(move |column| column.term_ords(doc_id))
}

fn through(numbers: &[u32], ords: impl Iterator<Item = u64>) -> Vec<u32> {
    ords.filter_map(|ord| numbers.get(ord as usize).copied())
        .collect()
}

/// A number for every text of a column, in the order of the column's own numbers.
fn numbers(
    column: Option<&StrColumn>,
    mut number: impl FnMut(&str) -> u32,
) -> tantivy::Result<Vec<u32>> {
    let mut numbers = Vec::new();
    if let Some(column) = column {
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            numbers.push(number(&String::from_utf8_lossy(terms.key())));
        }
    }
    Ok(numbers)
}

/// The texts of some numbers of a column, which are in order.
fn texts(
    column: Option<&StrColumn>,
    ords: impl IntoIterator<Item = u64>,
) -> tantivy::Result<Vec<String>> {
    let mut texts = Vec::new();
    if let Some(column) = column {
        let ords: Vec<u64> = ords.into_iter().collect();
        column.dictionary().sorted_ords_to_term_cb(&ords, |text| {
            texts.push(String::from_utf8_lossy(text).into_owned());
        })?;
    }
    Ok(texts)
}
