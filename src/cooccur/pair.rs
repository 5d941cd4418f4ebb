//! Pair: two concepts, the units with both, and what those say.

use std::sync::Arc;

use crate::model::{ConceptId, Window};

use super::units::Units;

/// Two concepts and where they stand together.
#[derive(Debug)]
pub(super) struct Pair {
    /// Places in the list of concepts, the one with the smaller id first.
    pub(super) concepts: [usize; 2],
    pub(super) units: Units,
    /// Articles with both, with both in one section, with both in one sentence.
    pub(super) in_articles: [u64; 3],
    pub(super) years: Option<(i32, i32)>,
    /// Place in the list of articles, and a sentence.
    pub(super) example: Option<(usize, Arc<str>)>,
    /// By id.
    pub(super) mechanisms: Vec<ConceptId>,
    pub(super) references: Vec<Cited>,
    /// The article, from 1, that last held both in one section, in one sentence.
    last_article: [usize; 2],
}

impl Pair {
    /// Starts with nothing counted.
    pub(super) fn new(concepts: [usize; 2]) -> Self {
        Self {
            concepts,
            units: Units::default(),
            in_articles: [0; 3],
            years: None,
            example: None,
            mechanisms: Vec::new(),
            references: Vec::new(),
            last_article: [0; 2],
        }
    }

    /// The number of units of one window that hold both.
    pub(super) fn count(&self, window: Window) -> u64 {
        self.units.count(window)
    }

    /// Notes one unit of the article numbered `article` from 1; whether it is the first there.
    pub(super) fn is_first(&mut self, window: Window, article: usize) -> bool {
        self.units.add_one(window);
        let (place, last) = match window {
            Window::Article => (0, None),
            Window::Section => (1, Some(&mut self.last_article[0])),
            Window::Sentence => (2, Some(&mut self.last_article[1])),
        };
        let first = last.is_none_or(|last| std::mem::replace(last, article) != article);
        self.in_articles[place] += u64::from(first);
        first
    }

    /// Notes the year of an article.
    pub(super) fn add_year(&mut self, year: i32) {
        let (first, last) = self.years.unwrap_or((year, year));
        self.years = Some((first.min(year), last.max(year)));
    }

    /// Adds a mechanism, unless it is there.
    pub(super) fn add_mechanism(&mut self, mechanism: &ConceptId) {
        if let Err(place) = self.mechanisms.binary_search(mechanism) {
            self.mechanisms.insert(place, mechanism.clone());
        }
    }

    /// Adds a reference, or moves it to its earlier place in the same article.
    pub(super) fn add_reference(&mut self, cited: Cited) {
        let same = self
            .references
            .iter_mut()
            .rev()
            .take_while(|other| other.article == cited.article)
            .find(|other| other.text == cited.text);
        match same {
            Some(other) if cited.evidence_index < other.evidence_index => *other = cited,
            Some(_) => {}
            None => self.references.push(cited),
        }
    }
}

/// A reference string at its first place in one article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cited {
    pub(super) article: usize,
    pub(super) evidence_index: usize,
    pub(super) place: usize,
    pub(super) text: usize,
}
