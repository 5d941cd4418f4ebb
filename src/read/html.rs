//! HTML: a saved web page → its article.
//!
//! Pages of WeChat public accounts are read by their own structure ([`wechat`]); of any other
//! page the article is the smallest element that holds most of its running text ([`main`]).
//! Scripts never run, pictures and links are never followed. A page too deep or with a tag too
//! long for a parser to stay fast is stripped of its tags instead ([`strip`]).

mod blocks;
mod main;
mod strip;
mod wechat;

use scraper::{ElementRef, Html, Selector};

use super::Outcome;
use super::origin::Origin;
use super::record::{doi, year};
use super::sheet::Sheet;
use crate::model::{Document, Markup, Metadata};

/// Reads one page.
pub(super) fn documents(origin: &Origin, text: &str) -> Vec<Outcome> {
    if strip::is_hostile(text) {
        return vec![finished(origin, strip::sheet(text), Metadata::default())];
    }
    let page = Html::parse_document(text);
    if let Some(why) = wechat::refusal(&page, text) {
        return vec![Err(origin.refuse("a page with an article", why))];
    }
    let mut metadata = metadata(&page);
    let mut sheet = Sheet::default();
    let title = title(&page);
    if let Some(title) = &title {
        sheet.title(title);
    }
    let content = wechat::content(&page, text, &mut metadata);
    let content = content.unwrap_or_else(|| main::content(&page));
    blocks::write(content, title.as_deref(), &mut sheet);
    vec![finished(origin, sheet, metadata)]
}

fn finished(origin: &Origin, sheet: Sheet, metadata: Metadata) -> Outcome {
    let (text, hints) = sheet.finish();
    let body = hints.title.map_or(0, |title| title.end as usize);
    if text.get(body..).unwrap_or_default().trim().is_empty() {
        return Err(origin.refuse("a page with an article", "no text"));
    }
    let document: Document = origin.document(origin.id.clone(), text);
    Ok(Document {
        metadata: Metadata {
            format: document.metadata.format.clone(),
            encoding: document.metadata.encoding.clone(),
            ..metadata
        },
        markup: Markup::Hints(hints),
        ..document
    })
}

/// The first element that a selector finds.
fn first<'p>(page: &'p Html, selector: &str) -> Option<ElementRef<'p>> {
    let selector = Selector::parse(selector).ok()?;
    page.select(&selector).next()
}

/// The text of an element, each run of white space as one space.
fn text_of(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The values of `meta` elements of one of these names.
fn meta(page: &Html, names: &[&str]) -> Vec<String> {
    let Ok(selector) = Selector::parse("meta[content]") else {
        return Vec::new();
    };
    let is_named = |element: &ElementRef<'_>| {
        let name = element.attr("name").or_else(|| element.attr("property"));
        name.is_some_and(|name| names.contains(&name.to_ascii_lowercase().as_str()))
    };
    let found = page.select(&selector).filter(is_named);
    let values = found.filter_map(|element| element.attr("content"));
    values
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

fn title(page: &Html) -> Option<String> {
    let stated = meta(page, &["citation_title", "og:title"])
        .into_iter()
        .next();
    let shown = || {
        first(page, "h1")
            .map(text_of)
            .filter(|text| !text.is_empty())
    };
    let named = || {
        first(page, "title")
            .map(text_of)
            .filter(|text| !text.is_empty())
    };
    stated.or_else(shown).or_else(named)
}

fn metadata(page: &Html) -> Metadata {
    let one = |names: &[&str]| meta(page, names).into_iter().next();
    let link = first(page, "link[rel=canonical]").and_then(|link| link.attr("href"));
    let keywords = one(&["citation_keywords", "keywords"]).unwrap_or_default();
    let is_separator = |c: char| matches!(c, ',' | ';' | '，' | '；' | '、');
    let keywords = keywords
        .split(is_separator)
        .map(|word| word.trim().to_owned());
    Metadata {
        year: one(&[
            "citation_publication_date",
            "citation_date",
            "article:published_time",
            "dc.date",
        ])
        .and_then(|date| year(&date)),
        doi: one(&["citation_doi", "dc.identifier"]).and_then(|text| doi(&text)),
        pmid: one(&["citation_pmid"]),
        journal: one(&["citation_journal_title", "og:site_name"]),
        url: one(&["og:url"]).or_else(|| link.map(str::to_owned)),
        authors: meta(page, &["citation_author", "author", "og:article:author"]),
        keywords: keywords.filter(|word| !word.is_empty()).collect(),
        volume: one(&["citation_volume"]),
        issue: one(&["citation_issue"]),
        pages: one(&["citation_firstpage"]),
        ..Metadata::default()
    }
}

#[cfg(test)]
mod tests;
