//! Front: `front` of an article → its title, abstracts and metadata.

use super::super::xml::Element;
use super::body::Writer;
use super::reference::{name, pages};
use crate::model::{Metadata, SectionKind};

/// Abstracts that only repeat or announce: pictures, tweets, tables of contents.
const LEFT_OUT: [&str; 6] = [
    "graphical",
    "toc",
    "teaser",
    "web-summary",
    "precis",
    "video",
];

fn meta(article: &Element) -> Option<&Element> {
    article.at(&["front", "article-meta"])
}

/// Writes title and abstracts.
pub(super) fn write<'w>(article: &'w Element, writer: &mut Writer<'w>) {
    let Some(meta) = meta(article) else {
        return;
    };
    if let Some(title) = meta.at(&["title-group", "article-title"]) {
        writer.title(&title.text_without(&["xref", "fn"]));
    }
    for group in meta
        .named("title-group")
        .flat_map(|g| g.named("trans-title-group"))
    {
        if let Some(title) = group.child("trans-title") {
            writer.paragraph_text(&title.text());
        }
    }
    let is_abstract = |element: &&Element| {
        matches!(element.name.as_str(), "abstract" | "trans-abstract")
            && element
                .attribute("abstract-type")
                .is_none_or(|kind| !LEFT_OUT.contains(&kind))
    };
    for element in meta.elements().filter(is_abstract) {
        writer.section(element, 1, SectionKind::Abstract);
    }
}

/// Fills in what the front matter says.
pub(super) fn metadata(article: &Element, metadata: &mut Metadata) {
    if let Some(journal) = article.at(&["front", "journal-meta"]) {
        metadata.journal = journal
            .first(&["journal-title"])
            .or_else(|| journal.child("journal-id"))
            .map(Element::text)
            .filter(|title| !title.is_empty());
    }
    let Some(meta) = meta(article) else {
        return;
    };
    for id in meta.named("article-id") {
        let text = Some(id.text()).filter(|text| !text.is_empty());
        match id.attribute("pub-id-type") {
            Some("doi") => metadata.doi = text,
            Some("pmid") => metadata.pmid = text,
            Some("pmc" | "pmcid") => {
                let number = text.map(|text| text.trim_start_matches("PMC").to_owned());
                metadata.pmcid = number.map(|number| format!("PMC{number}"));
            }
            _ => {}
        }
    }
    let years = meta
        .named("pub-date")
        .filter_map(|date| date.text_of("year")?.parse().ok());
    metadata.year = years.min();
    metadata.volume = meta.text_of("volume");
    metadata.issue = meta.text_of("issue");
    metadata.pages = pages(meta);
    let is_author = |element: &&Element| {
        element
            .attribute("contrib-type")
            .is_none_or(|t| t == "author")
    };
    let contributors = meta.all(&["contrib"]);
    metadata.authors = contributors
        .into_iter()
        .filter(is_author)
        .filter_map(|contributor| contributor.first(&["name", "string-name", "collab"]))
        .filter_map(name)
        .collect();
    let keywords = meta.all(&["kwd"]).into_iter().map(Element::text);
    metadata.keywords = keywords.filter(|keyword| !keyword.is_empty()).collect();
}
