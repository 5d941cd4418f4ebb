//! Output: what leaves litmine beside the annotated documents themselves.

use serde::{Deserialize, Serialize};

use super::{Claim, ConceptId, Label, Span};

/// The unit in which two concepts occur together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// One sentence.
    #[default]
    Sentence,
    /// A sentence and so many that follow it in its article. Each sentence begins one.
    Distance(u32),
    /// One section, without those below it.
    Section,
    /// One article.
    Article,
}

impl Window {
    /// The windows that have a name, narrowest first.
    pub const NAMED: [Window; 3] = [Window::Sentence, Window::Section, Window::Article];

    /// Returns the word for it: `sentence`, `distance`, `section` or `article`.
    pub fn as_str(self) -> &'static str {
        match self {
            Window::Sentence => "sentence",
            Window::Distance(_) => "distance",
            Window::Section => "section",
            Window::Article => "article",
        }
    }

    /// Reads the word for a window that has a name; `None` for any other word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::NAMED
            .into_iter()
            .find(|window| window.as_str() == word)
    }
}

/// The sentence that shows a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The first article, in order of ids, that holds both in one window.
    pub article: String,
    /// Place in the article of its first sentence with both, else the first with `a` in the narrowest unit with both.
    pub sentence: u32,
    /// Where the index keeps that sentence.
    pub key: u64,
}

/// Two concepts that occur together, how often, and how far beyond chance.
///
/// `a.id < b.id`. Counts are units (sentences, sections or articles), never mentions.
/// `articles`, `sections` and `sentences` do not depend on the window; `count_a`,
/// `count_b`, `total` and all that is computed from them are in units of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cooccurrence {
    /// The first concept.
    pub a: Label,
    /// The second concept.
    pub b: Label,
    /// Articles that hold both.
    pub articles: u64,
    /// Sections that hold both.
    pub sections: u64,
    /// Sentences that hold both.
    pub sentences: u64,
    /// Those of the sentences that deny a claim.
    pub negated_sentences: u64,
    /// Units of the window that hold both.
    pub count: u64,
    /// Units of the window with the first.
    pub count_a: u64,
    /// Units of the window with the second.
    pub count_b: u64,
    /// All units of the window.
    pub total: u64,
    /// Units with both, were they independent.
    pub expected: f64,
    /// Observed over expected.
    pub lift: f64,
    /// Pointwise mutual information, base 2.
    pub pmi: f64,
    /// PMI divided by its largest value, -1 to 1.
    pub npmi: f64,
    /// Dunning's log-likelihood ratio with the sign of observed minus expected.
    pub g2: f64,
    /// Pearson's chi-square, without a correction.
    pub chi2: f64,
    /// Whether every cell of the table is expected to hold 5 or more; else `chi2` is not to be trusted.
    pub is_chi2_valid: bool,
    /// Fisher's exact test, greater.
    pub p_value: f64,
    /// Benjamini-Hochberg over all pairs tested.
    pub q_value: f64,
    /// Jaccard index.
    pub jaccard: f64,
    /// Salton's cosine of counts (Ochiai).
    pub salton: f64,
    /// Association strength: units with both over the product of the units with each.
    pub association: f64,
    /// Weighted co-occurrence score of STRING.
    pub score: f64,
    /// Mechanisms of the sentences with both, in order of their ids.
    pub mechanisms: Vec<ConceptId>,
    /// References of those sentences, readable, each once, in order of article, sentence and list.
    pub references: Vec<String>,
    /// First year of publication of the articles that hold both in one window.
    pub first_year: Option<i32>,
    /// Last year of publication of the articles that hold both in one window.
    pub last_year: Option<i32>,
    /// A sentence that shows it.
    pub example: Example,
}

impl Cooccurrence {
    /// Returns the id by which the sentences of a pair are found: `id_a+id_b`.
    pub fn id(&self) -> String {
        format!("{}+{}", self.a.id, self.b.id)
    }
}

/// A concept and in how many units it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The concept.
    pub label: Label,
    /// Articles with it.
    pub articles: u64,
    /// Sections with it.
    pub sections: u64,
    /// Sentences with it.
    pub sentences: u64,
    /// Mentions of it in those sentences.
    pub mentions: u64,
    /// Pairs of the table that it is part of.
    pub degree: u64,
    /// Sum of the windows with both over those pairs.
    pub strength: u64,
}

/// What became of a pair from one count to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there before.
    New,
    /// A larger share of the windows holds both.
    Rose,
    /// The same share does.
    Same,
    /// A smaller share does.
    Fell,
    /// It is no longer there.
    Gone,
}

impl Change {
    /// Returns the word used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Rose => "rose",
            Change::Same => "same",
            Change::Fell => "fell",
            Change::Gone => "gone",
        }
    }
}

/// A pair in two counts: one to compare with, and the one asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The first concept.
    pub a: Label,
    /// The second concept.
    pub b: Label,
    /// What became of it.
    pub change: Change,
    /// Windows with both, before and now.
    pub counts: [u64; 2],
    /// All windows, before and now.
    pub totals: [u64; 2],
    /// The share now over the share before; infinite for what is new.
    pub ratio: f64,
    /// Fisher's exact test, two-sided.
    pub p_value: f64,
    /// Benjamini-Hochberg over all pairs compared.
    pub q_value: f64,
}

/// What one year has of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearCount {
    /// The year.
    pub year: i32,
    /// Articles with it.
    pub articles: u64,
    /// Sentences with it.
    pub sentences: u64,
    /// Mentions of it in those sentences.
    pub mentions: u64,
}

/// One answer of a search: an article, a sentence, a mention or a claim, with what a reader needs to judge it.
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
    /// The claim, where claims were asked for.
    pub claim: Option<Claim>,
    /// Score; higher is better.
    pub score: f32,
    /// What the score is made of, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ScorePart>,
}

/// One part of the score of a [`Hit`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScorePart {
    /// What it is given for.
    pub what: String,
    /// How much.
    pub score: f32,
}
