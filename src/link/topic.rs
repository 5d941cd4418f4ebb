//! Topic: what the sections of an article are about → whether that is resistance.

use crate::model::{CueKind, Span};

use super::article::Article;
use super::cue::CueFinder;

/// An article without a title says in its first sentences what it is about.
const OPENING_SENTENCES: usize = 5;

/// Whether sections are about resistance.
pub(super) struct Topic {
    by_heading: Vec<bool>,
    by_title: bool,
    /// Whether the own heading only sets the scene or looks back.
    is_background: Vec<bool>,
    /// Whether the own heading names a gene.
    names_gene: Vec<bool>,
}

/// How a section is about resistance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Its heading, or one above it, says so or names a mechanism.
    Heading,
    /// The title says so.
    Title,
    Nothing,
}

impl Topic {
    pub(super) fn new(article: &Article<'_>, finder: &CueFinder) -> Self {
        let says = |span: Span| {
            let cues = finder.find(article.text, span);
            cues.iter()
                .any(|found| found.has(CueKind::Effect, "resistance"))
        };
        let sections = &article.structure.sections;
        let title = article.structure.title.is_some_and(says);
        let mechanisms = article.mechanisms.iter().filter(|list| !list.is_empty());
        let mut opening = article.structure.sentences.iter().take(OPENING_SENTENCES);
        let has_mechanisms = mechanisms.count() >= 2 && opening.any(|one| says(one.span));
        let is_of_resistance = title || has_mechanisms;
        let mut by_heading: Vec<bool> = Vec::with_capacity(sections.len());
        for (index, section) in sections.iter().enumerate() {
            let above = section
                .parent
                .is_some_and(|parent| by_heading.get(parent) == Some(&true));
            let own = section.heading.is_some_and(says);
            let by_mechanism = is_of_resistance && !article.mechanisms[index].is_empty();
            by_heading.push(above || own || by_mechanism);
        }
        let is_background = |span: Span| {
            let cues = finder.find(article.text, span);
            cues.iter().any(|found| found.is(CueKind::Background))
        };
        Self {
            by_title: is_of_resistance,
            by_heading,
            is_background: sections
                .iter()
                .map(|section| section.heading.is_some_and(is_background))
                .collect(),
            names_gene: sections
                .iter()
                .map(|section| {
                    section
                        .heading
                        .is_some_and(|heading| article.names_gene(heading))
                })
                .collect(),
        }
    }

    pub(super) fn of(&self, section: usize) -> About {
        let is = |list: &[bool]| list.get(section) == Some(&true);
        let is_own = is(&self.names_gene) && !is(&self.is_background);
        match is(&self.by_heading) && !is(&self.is_background) || self.by_title && is_own {
            true => About::Heading,
            false if self.by_title || is(&self.by_heading) => About::Title,
            false => About::Nothing,
        }
    }
}
