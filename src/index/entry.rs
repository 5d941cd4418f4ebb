//! Entry: annotated document → the tantivy documents that stand for it.
//!
//! One for the article, one for each sentence, one for each reference. This is
//! where the time of indexing goes (words are cut here); it needs no writer, so
//! that many threads can make entries for one.

use std::collections::BTreeSet;

use tantivy::TantivyDocument;

use super::schema::{self, Fields, Record, TextFields};
use super::{stored, tokens};
use crate::copies;
use crate::error::{Error, Result};
use crate::model::{AnnotatedDocument, Category, Claim, ConceptId, Label, Mention, Span};
use crate::words::{self, Words};

/// Longer ids are refused.
const MAX_ID_BYTES: usize = 512;

/// The opening of an article that has no sentence is cut here.
const OPENING_CHARS: usize = 200;

/// Of a longer entry of a reference list, the rest is not searched.
const MAX_REFERENCE_BYTES: usize = 4_096;

/// One article, made ready to be written.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(super) id: String,
    pub(super) hash: String,
    pub(super) sentence_count: u64,
    pub(super) byte_count: usize,
    pub(super) file: String,
    pub(super) documents: Vec<TantivyDocument>,
}

impl Entry {
    /// Makes an article ready; `content_hash` says later whether its file has changed.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] for an id of more than 512 bytes.
    pub fn new(article: &AnnotatedDocument, content_hash: &str, words: &Words) -> Result<Self> {
        let id = &article.document.id;
        check_id(id)?;
        let body = stored::pack_body(article)?;
        let byte_count = body.len();
        let maker = Maker::new(article, words);
        let mut documents = vec![maker.article(body, content_hash)?];
        for sentence_index in 0..article.structure.sentences.len() {
            documents.push(maker.sentence(sentence_index)?);
        }
        for reference_index in 0..article.structure.references.len() {
            documents.push(maker.reference(reference_index));
        }
        Ok(Self {
            id: id.clone(),
            hash: content_hash.into(),
            sentence_count: article.structure.sentences.len() as u64,
            byte_count,
            file: article.document.source.clone().unwrap_or_default(),
            documents,
        })
    }

    /// Returns the id of the article.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the number of its sentences.
    pub fn sentence_count(&self) -> u64 {
        self.sentence_count
    }
}

/// Refuses an id that is too long.
pub(super) fn check_id(id: &str) -> Result<()> {
    match id.len() > MAX_ID_BYTES {
        true => Err(Error::Input {
            place: id.chars().take(60).collect(),
            expected: "an id of at most 512 bytes",
            found: format!("{} bytes", id.len()),
        }),
        false => Ok(()),
    }
}

/// What stands in one sentence.
#[derive(Clone, Debug, Default)]
struct Contents {
    mention_indices: Vec<usize>,
    mechanisms: BTreeSet<ConceptId>,
    reference_indices: BTreeSet<usize>,
}

fn sort_by_sentence(article: &AnnotatedDocument) -> Vec<Contents> {
    let mut sentences = vec![Contents::default(); article.structure.sentences.len()];
    for (mention_index, mention) in article.mentions.iter().enumerate() {
        if let Some(contents) = mention.sentence_index.and_then(|i| sentences.get_mut(i)) {
            contents.mention_indices.push(mention_index);
            if mention.category == Category::Mechanism {
                contents.mechanisms.insert(mention.concept.clone());
            }
        }
    }
    for evidence in &article.evidence {
        if let Some(contents) = sentences.get_mut(evidence.sentence_index) {
            let mechanisms = evidence.mechanisms.iter().map(|m| m.concept.clone());
            contents.mechanisms.extend(mechanisms);
            contents
                .reference_indices
                .extend(&evidence.reference_indices);
        }
    }
    for citation in &article.structure.citations {
        if let Some(contents) = sentences.get_mut(citation.sentence_index) {
            contents
                .reference_indices
                .extend(&citation.reference_indices);
        }
    }
    sentences
}

/// One text in two readings, as the fields of the index take it.
#[derive(Clone, Debug, Default)]
struct Readings {
    words: String,
    bigrams: String,
}

/// Makes the documents of one article.
struct Maker<'a> {
    article: &'a AnnotatedDocument,
    words: &'a Words,
    fields: Fields,
    sentences: Vec<Contents>,
    /// File or id, and journal.
    source: String,
    /// The headings above the text of each section.
    headings: Vec<Readings>,
}

impl<'a> Maker<'a> {
    fn new(article: &'a AnnotatedDocument, words: &'a Words) -> Self {
        let AnnotatedDocument {
            document,
            structure,
            ..
        } = article;
        let source = document.source.as_ref().unwrap_or(&document.id);
        let journal = document.metadata.journal.iter();
        let sections = 0..structure.sections.len();
        let path = |section_index| structure.heading_path(section_index, &document.text);
        let headings = sections.map(|section_index| readings(words, &path(section_index)));
        Self {
            article,
            words,
            fields: schema::schema().1,
            sentences: sort_by_sentence(article),
            source: bigrams(std::iter::once(source).chain(journal)),
            headings: headings.collect(),
        }
    }

    fn document(&self, kind: &str) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.kind, kind);
        document.add_text(self.fields.article, &self.article.document.id);
        document
    }

    fn article(&self, body: Vec<u8>, content_hash: &str) -> Result<TantivyDocument> {
        let article = self.article;
        let mut document = self.document(schema::ARTICLE);
        document.add_text(self.fields.hash, content_hash);
        let sentence_count = article.structure.sentences.len() as u64;
        document.add_u64(self.fields.sentence_count, sentence_count);
        for hash in copies::sketch(&article.document.text, &article.structure) {
            document.add_u64(self.fields.sketch, hash.into());
        }
        document.add_bytes(self.fields.body, &body);
        if let Some(file) = &article.document.source {
            document.add_text(self.fields.file, file);
        }
        let text = &article.document.text;
        let sections = article.structure.sections.iter();
        let headings = sections.filter_map(|section| Some(section.heading?.of(text)));
        let values: Vec<&str> = article.title().into_iter().chain(headings).collect();
        self.add_text(
            &mut document,
            self.fields.heading,
            readings(self.words, &values),
        );
        for label in self.labels() {
            document.add_text(self.fields.label, schema::label(&label));
        }
        self.add_source(&mut document);
        self.add_metadata(&mut document);
        self.add_record(&mut document, &self.opening())?;
        Ok(document)
    }

    /// What tables say of each concept that a mention means.
    fn labels(&self) -> BTreeSet<Label> {
        let label = |mention: &Mention| {
            let known = self.article.concepts.get(&mention.concept);
            Label {
                id: mention.concept.clone(),
                category: mention.category,
                name: known
                    .map_or(mention.concept.as_str(), |known| &known.name)
                    .into(),
                name_zh: known.and_then(|known| known.name_zh.clone()),
            }
        };
        self.article.mentions.iter().map(label).collect()
    }

    /// What an article shows of itself: its first sentence that is not its title.
    fn opening(&self) -> Record {
        let AnnotatedDocument {
            document,
            structure,
            concepts,
            ..
        } = self.article;
        let is_title = |span: Span| structure.title.is_some_and(|title| title.overlaps(span));
        let mut spans = structure.sentences.iter().map(|sentence| sentence.span);
        let beginning = || {
            let end = document.text.char_indices().nth(OPENING_CHARS);
            Span::new(0, end.map_or(document.text.len(), |(at, _)| at))
        };
        let span = spans
            .find(|&span| !is_title(span))
            .unwrap_or_else(beginning);
        let mechanisms: BTreeSet<&ConceptId> =
            self.sentences.iter().flat_map(|s| &s.mechanisms).collect();
        Record {
            title: self.article.title().map(str::to_owned),
            headings: Vec::new(),
            text: span.of(&document.text).to_owned(),
            mentions: self.mentions_in(span, 0..self.article.mentions.len()),
            concepts: concepts.keys().cloned().collect(),
            mechanisms: mechanisms.into_iter().cloned().collect(),
            references: Vec::new(),
            claims: Vec::new(),
        }
    }

    fn sentence(&self, sentence_index: usize) -> Result<TantivyDocument> {
        let text = &self.article.document.text;
        let structure = &self.article.structure;
        let sentence = structure.sentences[sentence_index];
        let contents = &self.sentences[sentence_index];
        let headings = structure.heading_path(sentence.section_index, text);
        let mut document = self.document(schema::SENTENCE);
        document.add_u64(self.fields.sentence, sentence_index as u64);
        if let Some(section) = structure.sections.get(sentence.section_index) {
            document.add_text(self.fields.section, section.kind.as_str());
        }
        document.add_u64(self.fields.section_index, sentence.section_index as u64);
        let mut claims = self.article.claims.iter();
        if claims.any(|claim| claim.negated && claim.sentence_index == sentence_index) {
            document.add_u64(self.fields.negated, 1);
        }
        let reading = readings(self.words, &[sentence.span.of(text)]);
        self.add_text(&mut document, self.fields.text, reading);
        if let Some(reading) = self.headings.get(sentence.section_index) {
            self.add_text(&mut document, self.fields.heading, reading.clone());
        }
        for &mention_index in &contents.mention_indices {
            let concept = &self.article.mentions[mention_index].concept;
            document.add_text(self.fields.concept, concept.as_str());
        }
        for mechanism in &contents.mechanisms {
            document.add_text(self.fields.mechanism, mechanism.as_str());
        }
        for &reference_index in &contents.reference_indices {
            let key = schema::cited(&self.article.document.id, reference_index);
            document.add_text(self.fields.cited, key);
        }
        let claims = self.claims_of(sentence_index);
        for claim in claims {
            document.add_text(self.fields.effect, schema::effect(claim));
        }
        for value in claimed(claims) {
            document.add_text(self.fields.claimed, value);
        }
        self.add_source(&mut document);
        let references = contents.reference_indices.iter();
        let mention_indices = contents.mention_indices.iter().copied();
        let mentions = self.mentions_in(sentence.span, mention_indices);
        let record = Record {
            title: self.article.title().map(str::to_owned),
            headings: headings.into_iter().map(str::to_owned).collect(),
            text: sentence.span.of(text).to_owned(),
            concepts: distinct(mentions.iter().map(|(_, concept)| concept)),
            mentions,
            mechanisms: contents.mechanisms.iter().cloned().collect(),
            references: references
                .filter_map(|&index| Some(structure.references.get(index)?.short()))
                .collect(),
            claims: claims.to_vec(),
        };
        self.add_record(&mut document, &record)?;
        Ok(document)
    }

    /// The claims of a sentence; claims are in the order of the sentences.
    fn claims_of(&self, sentence_index: usize) -> &[Claim] {
        let claims = &self.article.claims;
        let first = claims.partition_point(|claim| claim.sentence_index < sentence_index);
        let end = claims.partition_point(|claim| claim.sentence_index <= sentence_index);
        &claims[first..end]
    }

    fn reference(&self, reference_index: usize) -> TantivyDocument {
        let reference = &self.article.structure.references[reference_index];
        let mut document = self.document(schema::REFERENCE);
        let entry = reference.span.of(&self.article.document.text);
        let end = (0..=MAX_REFERENCE_BYTES.min(entry.len())).rev();
        let end = end.into_iter().find(|&at| entry.is_char_boundary(at));
        let entry = &entry[..end.unwrap_or_default()];
        let short = reference.short();
        let reading = readings(self.words, &[entry, &short]);
        self.add_text(&mut document, self.fields.reference, reading);
        document.add_text(self.fields.short, short);
        let key = schema::cited(&self.article.document.id, reference_index);
        document.add_text(self.fields.cited, key);
        document
    }

    /// Returns the mentions inside `span`, counted from its start.
    fn mentions_in(
        &self,
        span: Span,
        mention_indices: impl IntoIterator<Item = usize>,
    ) -> Vec<(Span, ConceptId)> {
        let mentions = mention_indices
            .into_iter()
            .map(|i| &self.article.mentions[i]);
        let inside = mentions.filter(|mention| span.contains(mention.span));
        let moved = |at: Span| Span {
            start: at.start - span.start,
            end: at.end - span.start,
        };
        inside
            .map(|mention| (moved(mention.span), mention.concept.clone()))
            .collect()
    }

    fn add_text(&self, document: &mut TantivyDocument, fields: TextFields, reading: Readings) {
        document.add_text(fields.words, reading.words);
        document.add_text(fields.bigrams, reading.bigrams);
    }

    fn add_source(&self, document: &mut TantivyDocument) {
        if let Some(year) = self.article.document.metadata.year {
            document.add_i64(self.fields.year, i64::from(year));
        }
        if let Some(journal) = &self.article.document.metadata.journal {
            document.add_text(self.fields.journal_name, journal);
        }
        let language = self.article.structure.language;
        document.add_text(self.fields.language, language.as_str());
        document.add_text(self.fields.source, &self.source);
    }

    /// What an article is found by that its sentences are not: they are reached through it.
    fn add_metadata(&self, document: &mut TantivyDocument) {
        let metadata = &self.article.document.metadata;
        document.add_text(self.fields.author, bigrams(&metadata.authors));
        document.add_text(self.fields.keyword, bigrams(&metadata.keywords));
        document.add_text(self.fields.journal, bigrams(&metadata.journal));
        let ids = [
            ("doi", &metadata.doi),
            ("pmid", &metadata.pmid),
            ("pmcid", &metadata.pmcid),
        ];
        for (kind, id) in ids {
            if let Some(id) = id {
                document.add_text(self.fields.identifier, schema::identifier(kind, id));
            }
        }
    }

    fn add_record(&self, document: &mut TantivyDocument, record: &Record) -> Result<()> {
        let record = stored::pack_record(record, &self.article.document.id)?;
        document.add_bytes(self.fields.record, &record);
        Ok(())
    }
}

/// Returns the bigram reading of some values; no phrase spans two of them.
fn bigrams<'v>(values: impl IntoIterator<Item = &'v String>) -> String {
    tokens::join(values.into_iter().map(|value| {
        let bigrams = words::bigrams(value);
        bigrams.into_iter().map(|token| token.text)
    }))
}

/// What the claims of a sentence are about, each once.
fn claimed(claims: &[Claim]) -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    for claim in claims {
        let drug = claim.drug.iter();
        let others = drug.chain(&claim.mechanism).chain(&claim.disease);
        values.extend(others.chain([&claim.subject]).map(ToString::to_string));
        let pair = |drug| schema::claimed(&claim.subject, drug);
        values.extend(claim.drug.as_ref().map(pair));
    }
    values
}

/// Reads some values; no phrase spans two of them.
fn readings(words: &Words, values: &[&str]) -> Readings {
    let both = values.iter().map(|value| words.readings(value));
    let (words, bigrams): (Vec<_>, Vec<_>) = both.map(|[words, bigrams]| (words, bigrams)).unzip();
    let join = |values: Vec<Vec<words::Token>>| {
        let texts = |tokens: Vec<words::Token>| tokens.into_iter().map(|token| token.text);
        tokens::join(values.into_iter().map(texts))
    };
    Readings {
        words: join(words),
        bigrams: join(bigrams),
    }
}

fn distinct<'c>(concepts: impl Iterator<Item = &'c ConceptId>) -> Vec<ConceptId> {
    let mut found: Vec<ConceptId> = Vec::new();
    for concept in concepts {
        if !found.contains(concept) {
            found.push(concept.clone());
        }
    }
    found
}
