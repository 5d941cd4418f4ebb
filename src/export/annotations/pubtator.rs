//! PubTator: title and text on a line each, then one line a mention and a relation.
//!
//! Positions run over title, one character between, and text. Each tab and line break
//! becomes one space, so that they stay where they are.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{relations, type_name};
use crate::export::positions::Positions;
use crate::model::AnnotatedDocument;

/// Writes one document and the blank line behind it.
pub(super) fn document(out: &mut impl Write, annotated: &AnnotatedDocument) -> io::Result<()> {
    let text = &annotated.document.text;
    let id = one_word(&annotated.document.id);
    let (title, body_start) = title(annotated);
    let body = text.get(body_start..).unwrap_or_default();
    writeln!(out, "{id}|t|{}\n{id}|a|{}", flat(title), flat(body))?;
    let at = Positions::new(text);
    // Where the text begins in the file, less where it begins in the document.
    let moved = title.chars().count() as u32 + 1;
    let dropped = at.of(body_start as u32);
    for mention in &annotated.mentions {
        let (start, end) = at.span(mention.span);
        let (start, end) = match start >= dropped {
            true => (start + moved - dropped, end + moved - dropped),
            false => (start, end),
        };
        let surface = flat(mention.span.of(text));
        let (kind, concept) = (type_name(mention.category), &mention.concept);
        writeln!(out, "{id}\t{start}\t{end}\t{surface}\t{kind}\t{concept}")?;
    }
    let concept = |mention: usize| annotated.mentions.get(mention).map(|found| &found.concept);
    let related: BTreeSet<_> = relations(annotated)
        .into_iter()
        .filter_map(|found| Some((concept(found.participant)?, concept(found.mechanism)?)))
        .collect();
    for (participant, mechanism) in related {
        writeln!(out, "{id}\tMechanism\t{participant}\t{mechanism}")?;
    }
    writeln!(out)
}

/// The title line, and where the rest of the text begins.
///
/// A title that opens the text is cut off, with its mark and the line break behind it; one from
/// elsewhere stands before the whole text.
fn title(annotated: &AnnotatedDocument) -> (&str, usize) {
    let text = &annotated.document.text;
    let opening = annotated.structure.title.filter(|title| {
        let (before, rest) = (&text[..title.start as usize], &text[title.end as usize..]);
        let is_first = before.chars().all(|c| c == '#' || c == ' ');
        is_first && (rest.is_empty() || rest.starts_with('\n'))
    });
    match opening {
        Some(title) => (&text[..title.end as usize], title.end as usize + 1),
        None => (annotated.title().unwrap_or_default(), 0),
    }
}

fn flat(text: &str) -> String {
    let is_break = |mark: char| mark.is_control() || matches!(mark, '\u{2028}' | '\u{2029}');
    text.replace(is_break, " ")
}

fn one_word(id: &str) -> String {
    id.replace(|mark: char| mark.is_whitespace() || mark == '|', "_")
}
