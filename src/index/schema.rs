//! Schema: the fields of the index, and what a sentence keeps to be shown.
//!
//! Three kinds of tantivy documents share one schema:
//!
//! | kind | searched by | keeps |
//! | --- | --- | --- |
//! | `article` | title and headings, authors, keywords, journal, DOI, PMID, PMCID | the whole annotated document, its hash, a [`Record`] |
//! | `sentence` | text, headings, concepts, mechanisms, claims, effects, cited references, year, language, source | a [`Record`] |
//! | `reference` | the entry of the reference list | nothing |
//!
//! What co-occurrences are counted by (article, sentence, section, concepts, mechanisms,
//! cited references, labels) stands in columns, so that counting reads no stored text.
//!
//! All documents of an article are written in one batch, so they lie in one segment.
//! A change here, or of what is stored (see [`super::stored`]), changes [`FORMAT`].

use serde::{Deserialize, Serialize};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::tokens;
use crate::model::{Category, Claim, ConceptId, Label, Span};

/// The version of the fields; an index of another version is not read.
pub const FORMAT: u32 = 7;

/// Value of `kind` for an article.
pub const ARTICLE: &str = "article";

/// Value of `kind` for a sentence.
pub const SENTENCE: &str = "sentence";

/// Value of `kind` for an entry of a reference list.
pub const REFERENCE: &str = "reference";

/// One text in two readings; see [`crate::words`].
#[derive(Clone, Copy, Debug)]
pub struct TextFields {
    /// Han words and stems, at consecutive positions.
    pub words: Field,
    /// Han bigrams and whole words, at consecutive positions.
    pub bigrams: Field,
}

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// Which of the three kinds a document is.
    pub kind: Field,
    /// Id of the article, on every document.
    pub article: Field,
    /// Hash of the text that the article was made from.
    pub hash: Field,
    /// Fingerprint of the dictionaries that the article was annotated with.
    pub dictionary: Field,
    /// Number of sentences of the article.
    pub sentence_count: Field,
    /// What tells whether the article is a copy of another; see [`crate::copies`].
    pub sketch: Field,
    /// Authors of the article, as bigrams.
    pub author: Field,
    /// Keywords of the article, as bigrams.
    pub keyword: Field,
    /// Journal or account of the article, as bigrams.
    pub journal: Field,
    /// Ids that others gave the article, in lower case: `doi:…`, `pmid:…`, `pmcid:…`.
    pub identifier: Field,
    /// The file that the article came from.
    pub file: Field,
    /// The annotated document, packed.
    pub body: Field,
    /// A [`Record`], packed.
    pub record: Field,
    /// Place of the sentence in the article.
    pub sentence: Field,
    /// Kind of section, such as `abstract`.
    pub section: Field,
    /// Place of the section in the article.
    pub section_index: Field,
    /// Concepts mentioned in the sentence, one value a mention.
    pub concept: Field,
    /// What tables say of the concepts of an article: `id␟category␟name␟Chinese name`.
    pub label: Field,
    /// Mechanisms that the sentence or the evidence in it names.
    pub mechanism: Field,
    /// Effects that the sentence claims, one value a claim; denied ones as `not_resistance`.
    pub effect: Field,
    /// What the claims of the sentence are about: the id of each subject, drug, mechanism
    /// and disease, and `subject␟drug`; see [`claimed`].
    pub claimed: Field,
    /// Year of publication.
    pub year: Field,
    /// Journal or account as the article gives it, to be counted.
    pub journal_name: Field,
    /// Language of the article: `zh` or `en`.
    pub language: Field,
    /// File path, journal and account, as bigrams.
    pub source: Field,
    /// References that the sentence rests on, and on a reference itself: `article␟place`.
    pub cited: Field,
    /// Whether a claim of the sentence is denied: 1, else nothing.
    pub negated: Field,
    /// A reference as a reader knows it.
    pub short: Field,
    /// The sentence.
    pub text: TextFields,
    /// Headings above the sentence; on an article, its title and all headings.
    pub heading: TextFields,
    /// The entry of the reference list.
    pub reference: TextFields,
}

/// What a hit shows, stored with each sentence and, for the opening, with each article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Title of the article.
    pub title: Option<String>,
    /// Headings above, outermost first.
    pub headings: Vec<String>,
    /// The text.
    pub text: String,
    /// Mentions in it, in bytes of `text`.
    pub mentions: Vec<(Span, ConceptId)>,
    /// Concepts of the sentence, or of the whole article, each once.
    pub concepts: Vec<ConceptId>,
    /// Mechanisms of its evidence, or of the whole article, each once.
    pub mechanisms: Vec<ConceptId>,
    /// References of its evidence, readable.
    pub references: Vec<String>,
    /// What the sentence claims.
    pub claims: Vec<Claim>,
}

/// Builds the schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let reading = TextFieldIndexing::default()
        .set_tokenizer(tokens::NAME)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let reading = TextOptions::default().set_indexing_options(reading);
    let mut text = |words: &str, bigrams: &str| TextFields {
        words: builder.add_text_field(words, reading.clone()),
        bigrams: builder.add_text_field(bigrams, reading.clone()),
    };
    let fields = Fields {
        text: text("text_words", "text_bigrams"),
        heading: text("heading_words", "heading_bigrams"),
        reference: text("reference_words", "reference_bigrams"),
        kind: builder.add_text_field("kind", STRING),
        article: builder.add_text_field("article", STRING | FAST),
        hash: builder.add_text_field("hash", FAST),
        dictionary: builder.add_text_field("dictionary", FAST),
        sentence_count: builder.add_u64_field("sentence_count", FAST),
        sketch: builder.add_u64_field("sketch", FAST),
        author: builder.add_text_field("author", reading.clone()),
        keyword: builder.add_text_field("keyword", reading.clone()),
        journal: builder.add_text_field("journal", reading.clone()),
        identifier: builder.add_text_field("identifier", STRING),
        file: builder.add_text_field("file", FAST),
        body: builder.add_bytes_field("body", STORED),
        record: builder.add_bytes_field("record", STORED),
        sentence: builder.add_u64_field("sentence", FAST),
        section: builder.add_text_field("section", STRING),
        section_index: builder.add_u64_field("section_index", FAST),
        concept: builder.add_text_field("concept", STRING | FAST),
        label: builder.add_text_field("label", FAST),
        mechanism: builder.add_text_field("mechanism", STRING | FAST),
        effect: builder.add_text_field("effect", STRING | FAST),
        claimed: builder.add_text_field("claimed", STRING),
        year: builder.add_i64_field("year", FAST | INDEXED),
        journal_name: builder.add_text_field("journal_name", FAST),
        language: builder.add_text_field("language", STRING | FAST),
        source: builder.add_text_field("source", reading),
        cited: builder.add_text_field("cited", STRING | FAST),
        negated: builder.add_u64_field("negated", FAST),
        short: builder.add_text_field("short", FAST),
    };
    (builder.build(), fields)
}

/// Returns the value of `label` for a concept.
pub fn label(label: &Label) -> String {
    let Label {
        id,
        category,
        name,
        name_zh,
    } = label;
    let name_zh = name_zh.as_deref().unwrap_or_default();
    format!("{id}\u{1f}{category}\u{1f}{name}\u{1f}{name_zh}")
}

/// Reads a value of `label`; `None` where it is none.
pub fn parse_label(value: &str) -> Option<Label> {
    let mut parts = value.split('\u{1f}');
    let id = ConceptId::from(parts.next()?);
    let category = Category::parse(parts.next()?)?;
    let name = parts.next()?.to_owned();
    let name_zh = parts.next().filter(|name| !name.is_empty());
    Some(Label {
        id,
        category,
        name,
        name_zh: name_zh.map(str::to_owned),
    })
}

/// Returns the value of `cited` for one reference of one article.
pub fn cited(article: &str, reference_index: usize) -> String {
    format!("{article}\u{1f}{reference_index}")
}

/// Returns the value of `claimed` for the subject and the drug of a claim.
pub fn claimed(subject: &ConceptId, drug: &ConceptId) -> String {
    format!("{subject}\u{1f}{drug}")
}

/// Returns the value of `effect` for one claim.
pub fn effect(claim: &Claim) -> String {
    match claim.negated {
        true => format!("not_{}", claim.effect),
        false => claim.effect.to_string(),
    }
}

/// Returns the value of `identifier` for an id of some kind.
pub fn identifier(kind: &str, id: &str) -> String {
    format!("{kind}:{}", id.to_lowercase())
}
