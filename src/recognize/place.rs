//! Place: where in the structure of its document a mention stands.

use std::collections::BTreeSet;

use crate::model::{SectionKind, Span, Structure};

/// Where a span stands in the structure.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub sentence_index: Option<usize>,
    pub section_index: Option<usize>,
    pub reference_index: Option<usize>,
}

/// Finds places by binary search.
pub(super) struct Places {
    titles: BTreeSet<(u32, u32, usize)>,
}

impl Places {
    pub(super) fn new(structure: &Structure) -> Self {
        let titles = structure
            .references
            .iter()
            .enumerate()
            .map(|(index, reference)| {
                let span = reference.title_span.unwrap_or(reference.span);
                (span.start, span.end, index)
            });
        Self {
            titles: titles.collect(),
        }
    }

    /// `None` inside the reference list but outside of its titles.
    pub(super) fn of(&self, structure: &Structure, span: Span) -> Option<Place> {
        let sections = &structure.sections;
        let section = sections.partition_point(|section| section.span.start <= span.start);
        let section_index = section.checked_sub(1);
        let in_references =
            section_index.is_some_and(|index| sections[index].kind == SectionKind::References);
        if in_references {
            let title = self.titles.range(..(span.start + 1, 0, 0)).next_back();
            let (_, _, index) = title.filter(|(_, end, _)| *end >= span.end)?;
            let reference_index = Some(*index);
            return Some(Place {
                sentence_index: None,
                section_index,
                reference_index,
            });
        }
        let sentences = &structure.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.span.start <= span.start);
        let sentence_index = sentence
            .checked_sub(1)
            .filter(|&index| sentences[index].span.contains(span));
        Some(Place {
            sentence_index,
            section_index,
            reference_index: None,
        })
    }
}
