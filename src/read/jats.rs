//! JATS: the XML of PubMed Central and publishers → articles with their stated structure.
//!
//! Format: <https://jats.nlm.nih.gov/archiving/tag-library/>. Of an `article`, front matter
//! becomes metadata and abstracts ([`front`]), the body sections and paragraphs ([`body`]), and
//! the entries of all reference lists references ([`mod@reference`]). Captions and tables stand behind
//! the body. Sub-articles (letters to the editor, decision letters) are left out.

mod body;
mod front;
mod reference;

use super::Outcome;
use super::composer::Composer;
use super::origin::Origin;
use super::xml::{self, Element};
use crate::model::{Language, Markup, SectionKind};

/// The element that holds one article.
pub(super) const RECORDS: &[&str] = &["article"];

/// Reads one `article`; `number` counts it from 1.
pub(super) fn article(origin: &Origin, number: usize, text: &str) -> Outcome {
    let expected = "a JATS article";
    let root = xml::parse(text).map_err(|found| origin.refuse_record(number, expected, found))?;
    let Some(article) = root.child("article") else {
        return Err(origin.refuse_record(number, expected, "no <article>"));
    };
    let mut composer = Composer::default();
    let entries = reference::entries(article);
    let mut writer = body::Writer::new(&mut composer, &entries);
    front::write(article, &mut writer);
    if let Some(body) = article.child("body") {
        writer.body(body);
    }
    writer.floats(article);
    if let Some(back) = article.child("back") {
        writer.back(back);
    }
    if composer.is_empty() {
        return Err(origin.refuse_record(number, expected, "an article without text"));
    }
    reference::write(&entries, &mut composer);
    let (text, outline) = composer.finish();
    let id = if number == 1 {
        origin.id.clone()
    } else {
        origin.numbered(number)
    };
    let mut document = origin.document(id, text);
    front::metadata(article, &mut document.metadata);
    document.language = match article.attribute("lang").unwrap_or_default().to_lowercase() {
        lang if lang.starts_with("zh") => Some(Language::Zh),
        lang if lang.starts_with("en") => Some(Language::En),
        _ => None,
    };
    document.markup = Markup::Outline(Box::new(outline));
    Ok(document)
}

/// The parts of `back` that are no reference list: acknowledgements, notes, appendices.
fn is_back_part(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "ack" | "app-group" | "app" | "fn-group" | "glossary" | "notes" | "sec" | "bio"
    )
}

/// The kind of section that a caption or table stands in: it has no sentences.
const ASIDE: SectionKind = SectionKind::Back;

#[cfg(test)]
mod tests;
