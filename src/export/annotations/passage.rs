//! Passage: a document → its title, headings, paragraphs and references, as BioC has them.

use crate::model::{AnnotatedDocument, SectionKind, Span};

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Without white space at both ends.
    pub(super) span: Span,
    /// What BioC calls it: `title`, `abstract`, `title_1`, `paragraph`, `ref`.
    pub(super) kind: String,
    /// The part of the article, where BioC has a word for it.
    pub(super) section: Option<&'static str>,
}

/// Returns the passages of a document, in text order; they never overlap and hold all its letters.
pub(super) fn passages(annotated: &AnnotatedDocument) -> Vec<Passage> {
    let text = &annotated.document.text;
    let structure = &annotated.structure;
    let mut cuts: Vec<(u32, String, Option<&'static str>)> = Vec::new();
    for section in &structure.sections {
        let part = match section.kind {
            SectionKind::Abstract => Some("ABSTRACT"),
            SectionKind::References => Some("REF"),
            SectionKind::Back => Some("SUPPL"),
            SectionKind::Front | SectionKind::Body => None,
        };
        let kind = match section.kind {
            SectionKind::Abstract => "abstract",
            SectionKind::Front => "front",
            _ => "paragraph",
        };
        if let Some(heading) = section.heading {
            cuts.push((section.span.start, format!("title_{}", section.level), part));
            cuts.push((section.body_start.max(heading.end), kind.into(), part));
        } else {
            cuts.push((section.span.start, kind.into(), part));
        }
    }
    for reference in &structure.references {
        cuts.push((reference.span.start, "ref".into(), Some("REF")));
    }
    if let Some(title) = structure.title {
        // What follows the title goes on as what held it.
        let holder = cuts.iter().rev().find(|cut| cut.0 <= title.start).cloned();
        let (_, kind, part) = holder.unwrap_or((0, "paragraph".into(), None));
        cuts.push((title.end, kind, part));
        cuts.push((title.start, "title".into(), Some("TITLE")));
    }
    cuts.push((0, "paragraph".into(), None));
    // Of several that begin at one place the one found last is the most exact.
    cuts.reverse();
    cuts.sort_by_key(|cut| cut.0);
    let has_start = cuts.iter().filter(|cut| cut.0 == 0).count() > 1;
    if has_start {
        cuts.remove(0);
    }
    cuts.dedup_by_key(|cut| cut.0);
    let ends = cuts.iter().skip(1).map(|cut| cut.0);
    let ends: Vec<u32> = ends.chain([text.len() as u32]).collect();
    let whole = cuts
        .into_iter()
        .zip(ends)
        .map(|((start, kind, section), end)| Passage {
            span: trimmed(
                Span {
                    start,
                    end: end.max(start),
                },
                text,
            ),
            kind,
            section,
        });
    whole.filter(|passage| !passage.span.is_empty()).collect()
}

/// A span without the white space at both ends.
fn trimmed(span: Span, text: &str) -> Span {
    let part = span.of(text);
    let start = span.start as usize + part.len() - part.trim_start().len();
    Span::new(start, start + part.trim().len())
}
