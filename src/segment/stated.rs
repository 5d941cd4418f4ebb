//! Stated: the outline that a format states → a structure, with sentences cut.

use super::reference_list::Entry;
use super::{language, reference, sentences};
use crate::model::{Citation, Document, Outline, Reference, Sentence, StatedCitation, Structure};

/// Returns the structure of a document whose format states it.
///
/// A citation outside of all sentences, as in a caption, is left out.
pub(super) fn structure(document: &Document, outline: &Outline) -> Structure {
    let text = document.text.as_str();
    let sentences = sentences(text, &outline.sections, outline.title, &[]);
    let citations = outline
        .citations
        .iter()
        .filter_map(|stated| citation(stated, &sentences))
        .collect();
    Structure {
        language: document.language.unwrap_or_else(|| language::detect(text)),
        title: outline.title,
        sections: outline.sections.clone(),
        sentences,
        references: outline
            .references
            .iter()
            .map(|stated| completed(text, stated))
            .collect(),
        citations,
    }
}

fn citation(stated: &StatedCitation, sentences: &[Sentence]) -> Option<Citation> {
    let behind = sentences.partition_point(|sentence| sentence.span.start <= stated.span.start);
    let sentence_index = behind.checked_sub(1)?;
    let inside = sentences[sentence_index].span.end > stated.span.start;
    inside.then(|| Citation {
        span: stated.span,
        sentence_index,
        reference_indices: stated.reference_indices.clone(),
        unresolved: stated.unresolved.clone(),
    })
}

/// An entry whose fields the format leaves out is read as those of plain text are.
fn completed(text: &str, stated: &Reference) -> Reference {
    let has_fields = stated.title.is_some()
        || stated.journal.is_some()
        || stated.year.is_some()
        || !stated.authors.is_empty();
    if has_fields {
        return stated.clone();
    }
    let entry = Entry {
        number: stated.number,
        span: stated.span,
    };
    let read = reference::reference(text, entry);
    Reference {
        doi: stated.doi.clone().or(read.doi),
        pmid: stated.pmid.clone().or(read.pmid),
        ..read
    }
}
