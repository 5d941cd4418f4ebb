//! Output: what leaves litmine beside the annotated documents themselves.

use serde::{Deserialize, Serialize};

use super::{Category, ConceptId, Span};

/// The unit in which two concepts occur together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// One sentence.
    #[default]
    Sentence,
    /// One section.
    Section,
    /// One article.
    Article,
}

impl Window {
    /// Every window, narrowest first.
    pub const ALL: [Window; 3] = [Window::Sentence, Window::Section, Window::Article];

    /// Returns the word used on the command line: `sentence`, `section` or `article`.
    pub fn as_str(self) -> &'static str {
        match self {
            Window::Sentence => "sentence",
            Window::Section => "section",
            Window::Article => "article",
        }
    }

    /// Reads the word used on the command line; `None` for any other word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|window| window.as_str() == word)
    }
}

/// Two concepts that occur together, how often, and how far beyond chance.
///
/// `id_a < id_b`. Counts are units (sentences, sections or articles), never mentions.
/// `articles`, `sections` and `sentences` do not depend on the window; `count_a`,
/// `count_b`, `total` and all that is computed from them are in units of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cooccurrence {
    /// Id of the first concept.
    pub id_a: ConceptId,
    /// Its preferred name.
    pub name_a: String,
    /// Its Chinese name.
    pub name_zh_a: Option<String>,
    /// Its category.
    pub category_a: Category,
    /// Id of the second concept.
    pub id_b: ConceptId,
    /// Its preferred name.
    pub name_b: String,
    /// Its Chinese name.
    pub name_zh_b: Option<String>,
    /// Its category.
    pub category_b: Category,
    /// Articles that hold both.
    pub articles: u64,
    /// Sections that hold both.
    pub sections: u64,
    /// Sentences that hold both.
    pub sentences: u64,
    /// Units of the window with the first.
    pub count_a: u64,
    /// Units of the window with the second.
    pub count_b: u64,
    /// All units of the window.
    pub total: u64,
    /// Units with both, were they independent.
    pub expected: f64,
    /// Pointwise mutual information, base 2.
    pub pmi: f64,
    /// PMI divided by its largest value, -1 to 1.
    pub npmi: f64,
    /// Dunning's log-likelihood ratio with the sign of observed minus expected.
    pub g2: f64,
    /// Fisher's exact test, greater.
    pub p_value: f64,
    /// Benjamini-Hochberg over all pairs tested.
    pub q_value: f64,
    /// Jaccard index.
    pub jaccard: f64,
    /// Weighted co-occurrence score of STRING.
    pub score: f64,
    /// Mechanisms that the evidence of the two names in those sentences, in order of their ids.
    pub mechanisms: Vec<ConceptId>,
    /// References of the same evidence, readable, each once, in order of article and place.
    pub references: Vec<String>,
    /// First year of publication of the articles that hold both in one window.
    pub first_year: Option<i32>,
    /// Last year of publication of the articles that hold both in one window.
    pub last_year: Option<i32>,
    /// The first article, in order of ids, that holds both in one window.
    pub example_article: String,
    /// Its first sentence with both, else the first with `a`.
    pub example_sentence: String,
}

/// One answer of a search: an article, a sentence or a mention, with what a reader needs to judge it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Id of the article.
    pub article: String,
    /// Its title.
    pub title: Option<String>,
    /// Place of the sentence in the article.
    pub sentence: Option<usize>,
    /// Headings above it, outermost first.
    pub headings: Vec<String>,
    /// The text: a sentence, or the opening of an article.
    pub text: String,
    /// Parts of `text` that answer the query, in bytes of `text`.
    pub highlights: Vec<Span>,
    /// Concepts in it.
    pub concepts: Vec<ConceptId>,
    /// Mechanisms that its evidence names.
    pub mechanisms: Vec<ConceptId>,
    /// References that its evidence names, readable.
    pub references: Vec<String>,
    /// Score; higher is better.
    pub score: f32,
}
