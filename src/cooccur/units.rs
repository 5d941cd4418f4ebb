//! Units: one document → its sentences, sections and the article, with the concepts in each.

use crate::model::{AnnotatedDocument, Window};

/// How many articles, sections and sentences hold something.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Units {
    pub(super) articles: u64,
    pub(super) sections: u64,
    pub(super) sentences: u64,
}

impl Units {
    /// The number of units of one window.
    pub(super) fn count(&self, window: Window) -> u64 {
        *match window {
            Window::Article => &self.articles,
            Window::Section => &self.sections,
            Window::Sentence => &self.sentences,
        }
    }

    pub(super) fn add_one(&mut self, window: Window) {
        *match window {
            Window::Article => &mut self.articles,
            Window::Section => &mut self.sections,
            Window::Sentence => &mut self.sentences,
        } += 1;
    }
}

/// One unit of a document and the concepts in it.
pub(super) struct Unit {
    pub(super) window: Window,
    /// The sentence, or the first sentence of a wider unit with any of the concepts.
    pub(super) sentence: usize,
    pub(super) concepts: Vec<usize>,
}

/// The units of a document that hold a concept: sentences, then sections, then the article.
pub(super) fn units(annotated: &AnnotatedDocument, places: &[(usize, usize)]) -> Vec<Unit> {
    let section = |sentence: usize| annotated.structure.sentences[sentence].section_index;
    let mut units = grouped(Window::Sentence, places, |sentence| sentence);
    units.extend(grouped(Window::Section, places, section));
    units.extend(grouped(Window::Article, places, |_| 0));
    units
}

fn grouped(window: Window, places: &[(usize, usize)], key: impl Fn(usize) -> usize) -> Vec<Unit> {
    let mut keyed: Vec<(usize, usize, usize)> = places
        .iter()
        .map(|&(sentence, concept)| (key(sentence), concept, sentence))
        .collect();
    keyed.sort_unstable();
    keyed
        .chunk_by(|one, other| one.0 == other.0)
        .map(|group| {
            let mut concepts: Vec<usize> = group.iter().map(|&(_, concept, _)| concept).collect();
            concepts.dedup();
            let first = group.iter().map(|&(_, _, sentence)| sentence).min();
            Unit {
                window,
                sentence: first.unwrap_or_default(),
                concepts,
            }
        })
        .collect()
}
