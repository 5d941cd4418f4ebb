//! brat: a text and its standoff annotations; see <https://brat.nlplab.org/standoff.html>.
//!
//! A mention over several lines is written as one fragment a line. The concept of each
//! is its normalization, other readings are a note.

use std::fmt::Write;

use super::{relations, type_name};
use crate::export::positions::Positions;
use crate::model::{AnnotatedDocument, Mention, Span};

/// Returns the content of the `.ann` file; that of the `.txt` file is the text itself.
pub fn annotations(annotated: &AnnotatedDocument) -> String {
    let mut out = String::new();
    let at = Positions::new(&annotated.document.text);
    for (number, mention) in (1..).zip(&annotated.mentions) {
        // Writing to a string cannot fail.
        let _ = write_mention(&mut out, annotated, mention, number, &at);
    }
    for (number, relation) in (1..).zip(relations(annotated)) {
        let [participant, mechanism] = [relation.participant + 1, relation.mechanism + 1];
        let _ = writeln!(
            out,
            "R{number}\tMechanismOf Arg1:T{mechanism} Arg2:T{participant}"
        );
    }
    out
}

fn write_mention(
    out: &mut String,
    annotated: &AnnotatedDocument,
    mention: &Mention,
    number: usize,
    at: &Positions<'_>,
) -> std::fmt::Result {
    let text = &annotated.document.text;
    let fragments = fragments(mention.span, text);
    let places: Vec<String> = fragments
        .iter()
        .map(|&fragment| at.span(fragment))
        .map(|(start, end)| format!("{start} {end}"))
        .collect();
    let surface: Vec<&str> = fragments.iter().map(|fragment| fragment.of(text)).collect();
    let (places, surface) = (places.join(";"), surface.join(" "));
    writeln!(
        out,
        "T{number}\t{} {places}\t{surface}",
        type_name(mention.category)
    )?;
    let name = annotated.concepts.get(&mention.concept);
    let name = name.map_or(mention.concept.as_str(), |concept| &concept.name);
    writeln!(
        out,
        "N{number}\tReference T{number} {}\t{name}",
        mention.concept
    )?;
    if !mention.candidates.is_empty() {
        let others: Vec<&str> = mention.candidates.iter().map(|id| id.as_str()).collect();
        let others = others.join(", ");
        writeln!(
            out,
            "#{number}\tAnnotatorNotes T{number}\tcould also mean {others}"
        )?;
    }
    Ok(())
}

/// The lines of a span.
fn fragments(span: Span, text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = span.start as usize;
    for line in span.of(text).split(['\n', '\r']) {
        if !line.is_empty() {
            found.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    found
}
