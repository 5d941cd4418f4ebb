//! Segment: document → language, title, sections, sentences, references, citations.
//!
//! Four steps: find the reference list and its entries ([`reference_list`],
//! [`mod@reference`]); find the headings before it, those on lines of their own
//! ([`heading`]) and those that run into their paragraph ([`glued`]); make the
//! tree of sections ([`section`]); cut the text of abstract and body into
//! sentences ([`sentence`]) and read the citation markers in them ([`citation`]).
//!
//! Everything rests on general evidence: numbering, layout, restatement,
//! punctuation, the usual names of the parts of an article. Segment knows no
//! dictionary of genes or drugs.
//!
//! What the format of an article states itself ([`crate::model::Markup`]) is believed, not
//! guessed again ([`stated`]).
//!
//! Invariant: the text is not changed; sections partition it; sentences lie
//! inside their section.

mod aside;
mod author_year;
mod chinese;
mod citation;
mod english;
mod glued;
mod heading;
mod hinted;
mod language;
mod layout;
mod numbering;
mod raised;
mod reference;
mod reference_list;
mod rounded;
mod section;
mod sentence;
mod stated;

use crate::model::{Document, Markup, Sentence, Span, Structure};

/// Finds the structure of a document. Pure; an empty text gives one empty body section.
pub fn structure(document: &Document) -> Structure {
    let hints = match &document.markup {
        Markup::Outline(outline) => return stated::structure(document, outline),
        Markup::Hints(hints) => Some(hints),
        Markup::None => None,
    };
    let layout = hinted::Layout::new(hints);
    let text = document.text.as_str();
    let language = document.language.unwrap_or_else(|| language::detect(text));
    let list = reference_list::find(text);
    let article = Span::new(
        0,
        list.as_ref()
            .map_or(text.len(), |list| list.span.start as usize),
    );
    let lines = hinted::outside(layout.asides(), layout::lines(text, article));
    let title = match (
        document.title.is_some(),
        hints.and_then(|hints| hints.title),
    ) {
        (true, _) => None,
        (false, Some(stated)) => Some(stated),
        (false, None) => heading::title(text, &lines),
    };
    let (found, front_end) = aside::asides(text, &lines, title);
    let asides = hinted::merged(layout.asides(), found);
    let lines = hinted::outside(&asides, lines);
    let headings = heading::headings(text, &lines, title, &layout);
    // Names and addresses of authors belong to the title.
    let front = title.zip(front_end);
    let front = front.map(|(title, end)| Span::new(title.start as usize, end));
    let front = front.or(title);
    let sections = section::sections(text, article, &headings, front, list.as_ref());
    let sentences = sentences(text, &sections, title, &asides);
    let references = list.map_or_else(Vec::new, |list| reference::references(text, &list.entries));
    let citations = citation::citations(text, &sentences, &references);
    Structure {
        language,
        title,
        sections,
        sentences,
        references,
        citations,
    }
}

fn sentences(
    text: &str,
    sections: &[crate::model::Section],
    title: Option<Span>,
    asides: &[Span],
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (section_index, section) in sections.iter().enumerate() {
        let in_section = title.filter(|title| section.span.contains(*title));
        sentences.extend(in_section.map(|span| Sentence {
            span,
            section_index,
        }));
        if section.kind.has_sentences() {
            let body = Span::new(section.body_start as usize, section.span.end as usize);
            let pieces = hinted::between(body, asides).into_iter();
            let spans = pieces.flat_map(|piece| sentence::sentences(text, piece));
            sentences.extend(spans.map(|span| Sentence {
                span,
                section_index,
            }));
        }
    }
    sentences
}

#[cfg(test)]
mod tests;
