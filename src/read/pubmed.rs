//! PubMed: XML of PubMed, sets and single records → one document a record.
//!
//! Format: <https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html>. A title in square
//! brackets is a translation; the title it came from follows it (`VernacularTitle`). Labelled
//! parts of an abstract become its sections; abstracts in other languages follow.

use super::Outcome;
use super::origin::Origin;
use super::record::{Cited, Record, doi, pages, year};
use super::xml::{self, Element};
use crate::model::Metadata;

/// The elements that hold one record.
pub(super) const RECORDS: &[&str] = &["PubmedArticle", "PubmedBookArticle"];

/// Reads one record; `number` counts it from 1.
pub(super) fn article(origin: &Origin, number: usize, text: &str) -> Outcome {
    let expected = "a PubMed record";
    let root = xml::parse(text).map_err(|found| origin.refuse_record(number, expected, found))?;
    let set = root.elements().next();
    let citation = set.and_then(|set| {
        set.child("MedlineCitation")
            .or_else(|| set.child("BookDocument"))
    });
    let Some(citation) = citation else {
        return Err(origin.refuse_record(number, expected, "no <MedlineCitation>"));
    };
    let pmid = citation.text_of("PMID").unwrap_or_default();
    if pmid.is_empty() || !pmid.bytes().all(|byte| byte.is_ascii_digit()) || pmid.len() > 12 {
        let found = format!("the PMID {pmid:?}");
        return Err(origin.refuse_record(number, "a PubMed record with a PMID", found));
    }
    let article = citation.child("Article").unwrap_or(citation);
    let data = set.and_then(|set| {
        set.child("PubmedData")
            .or_else(|| set.child("PubmedBookData"))
    });
    let mut record = Record {
        titles: titles(article),
        abstracts: abstracts(article, citation),
        metadata: metadata(article, citation, data),
        references: data.map(references).unwrap_or_default(),
        id: None,
    };
    let pmid = pmid.trim_start_matches('0').to_owned();
    record.id = Some(pmid.clone());
    record.metadata.pmid = Some(pmid);
    record.into_document(origin, number)
}

fn titles(article: &Element) -> Vec<String> {
    let title = article.text_of("ArticleTitle").unwrap_or_default();
    let translated = title
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix("].").or_else(|| rest.strip_suffix(']')));
    let is_one = translated.filter(|inner| !inner.contains(['[', ']']));
    let first = is_one.map_or(title.clone(), str::to_owned);
    [Some(first), article.text_of("VernacularTitle")]
        .into_iter()
        .flatten()
        .collect()
}

fn abstracts(article: &Element, citation: &Element) -> Vec<(Option<String>, String)> {
    let main = article.named("Abstract");
    let others = citation.named("OtherAbstract");
    main.chain(others)
        .flat_map(|part| part.named("AbstractText"))
        .map(|text| (text.attribute("Label").map(str::to_owned), text.text()))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn metadata(article: &Element, citation: &Element, data: Option<&Element>) -> Metadata {
    let journal = article.child("Journal");
    let issue = journal.and_then(|journal| journal.child("JournalIssue"));
    let date = issue
        .and_then(|issue| issue.child("PubDate"))
        .or_else(|| article.child("ArticleDate"));
    let book = article.child("Book");
    let mut metadata = Metadata {
        year: date
            .or_else(|| book?.child("PubDate"))
            .and_then(|date| year(&date.text())),
        journal: journal
            .and_then(|journal| {
                journal
                    .text_of("Title")
                    .or_else(|| journal.text_of("ISOAbbreviation"))
            })
            .or_else(|| book?.text_of("BookTitle")),
        volume: issue.and_then(|issue| issue.text_of("Volume")),
        issue: issue.and_then(|issue| issue.text_of("Issue")),
        pages: article
            .at(&["Pagination", "MedlinePgn"])
            .and_then(|text| pages(&text.text())),
        ..Metadata::default()
    };
    let authors = article
        .named("AuthorList")
        .flat_map(|list| list.named("Author"));
    metadata.authors = authors.filter_map(author).collect();
    let keywords = citation
        .named("KeywordList")
        .flat_map(|list| list.named("Keyword"));
    metadata.keywords = keywords
        .map(Element::text)
        .filter(|text| !text.is_empty())
        .collect();
    let located = article
        .named("ELocationID")
        .filter(|id| id.attribute("EIdType") == Some("doi"));
    let listed = data.and_then(|data| data.child("ArticleIdList"));
    let listed: Vec<&Element> = listed
        .map(|list| list.named("ArticleId").collect())
        .unwrap_or_default();
    let of_type = |kind: &str| {
        let mut ids = listed
            .iter()
            .filter(|id| id.attribute("IdType") == Some(kind));
        ids.next().map(|id| id.text())
    };
    metadata.doi = located
        .map(Element::text)
        .chain(of_type("doi"))
        .find_map(|text| doi(&text));
    metadata.pmcid = of_type("pmc");
    metadata
}

fn author(author: &Element) -> Option<String> {
    let surname = author.text_of("LastName");
    let given = author
        .text_of("ForeName")
        .or_else(|| author.text_of("Initials"));
    match (surname, given) {
        (Some(surname), Some(given)) => Some(format!("{surname} {given}")),
        (Some(surname), None) => Some(surname),
        (None, _) => author.text_of("CollectiveName"),
    }
}

fn references(data: &Element) -> Vec<Cited> {
    let lists = data.named("ReferenceList");
    let entries = lists.flat_map(|list| list.all(&["Reference"]));
    entries
        .map(cited)
        .filter(|cited| !cited.text.is_empty())
        .collect()
}

fn cited(reference: &Element) -> Cited {
    let ids = reference.all(&["ArticleId"]);
    let of_type = |kind: &str| {
        let mut ids = ids.iter().filter(|id| id.attribute("IdType") == Some(kind));
        ids.next()
            .map(|id| id.text())
            .filter(|text| !text.is_empty())
    };
    let pmid = of_type("pubmed");
    let text = reference
        .text_of("Citation")
        .or_else(|| Some(format!("PMID: {}", pmid.as_ref()?)));
    Cited {
        text: text.unwrap_or_default(),
        doi: of_type("doi").and_then(|text| doi(&text)),
        pmid,
        pmcid: of_type("pmc"),
    }
}

#[cfg(test)]
mod tests;
