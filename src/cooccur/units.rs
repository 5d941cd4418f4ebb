//! Units: one article → its sentences, sections and itself, with the concepts in each.

use crate::model::{ArticleOccurrences, Window};

/// The place of a window among the four that are counted.
pub(super) fn level(window: Window) -> usize {
    match window {
        Window::Sentence => 0,
        Window::Distance(_) => 1,
        Window::Section => 2,
        Window::Article => 3,
    }
}

/// How many sentences, runs of sentences, sections and articles hold something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Units(pub(super) [u32; 4]);

impl Units {
    /// The number of units of one window.
    pub(super) fn count(&self, window: Window) -> u64 {
        self.0[level(window)].into()
    }

    pub(super) fn add_one(&mut self, window: Window) {
        self.0[level(window)] += 1;
    }
}

/// One unit of an article and the concepts in it.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) window: Window,
    /// Places of its sentences in the list of the article, first and one past the last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The concepts, sorted, each once.
    pub(super) concepts: Vec<u32>,
}

/// Every unit of an article, with or without a concept: sentences, then `extra` where it
/// is none of the others, then sections, then the article.
///
/// `places` holds the concepts to count of each sentence.
pub(super) fn units(article: &ArticleOccurrences, places: &[Vec<u32>], extra: Window) -> Vec<Unit> {
    let sentences = &article.sentences;
    let unit = |window, first: usize, end: usize| {
        let mut concepts: Vec<u32> = places[first..end].iter().flatten().copied().collect();
        concepts.sort_unstable();
        concepts.dedup();
        Unit {
            window,
            first,
            end,
            concepts,
        }
    };
    let mut units: Vec<Unit> = (0..sentences.len())
        .map(|place| unit(Window::Sentence, place, place + 1))
        .collect();
    if let Window::Distance(distance) = extra {
        for (place, sentence) in sentences.iter().enumerate() {
            let last = sentence.index.saturating_add(distance);
            let run = &sentences[place..];
            let length = run.partition_point(|other| other.index <= last);
            units.push(unit(extra, place, place + length));
        }
    }
    let mut first = 0;
    for section in sentences.chunk_by(|one, other| one.section == other.section) {
        units.push(unit(Window::Section, first, first + section.len()));
        first += section.len();
    }
    units.push(unit(Window::Article, 0, sentences.len()));
    units
}
