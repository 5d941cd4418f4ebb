//! Reference: `ref` → an entry of the reference list.

use super::super::composer::Composer;
use super::super::xml::Element;
use crate::model::{Reference, SectionKind};

/// One `ref` on its way into the list.
pub(super) struct Entry<'e> {
    /// The ids that callouts name it by: its own and those of what stands in it.
    pub ids: Vec<&'e str>,
    text: String,
    reference: Reference,
}

impl Entry<'_> {
    /// Its number in the list.
    pub(super) fn number(&self) -> u32 {
        self.reference.number
    }
}

/// Elements of `ref` that hold a reference.
const CITATIONS: [&str; 4] = [
    "element-citation",
    "mixed-citation",
    "citation",
    "nlm-citation",
];

/// Returns the entries of all reference lists, in document order.
pub(super) fn entries(article: &Element) -> Vec<Entry<'_>> {
    let lists = article
        .elements()
        .filter(|part| matches!(part.name.as_str(), "body" | "back" | "front"))
        .flat_map(|part| part.all(&["ref-list"]));
    let refs: Vec<&Element> = lists.flat_map(|list| list.all(&["ref"])).collect();
    let labels: Vec<Option<u32>> = refs.iter().map(|entry| label(entry)).collect();
    // Labels number the list when they rise.
    let are_numbers = labels.iter().all(Option::is_some) && labels.is_sorted_by(|a, b| a < b);
    refs.iter()
        .enumerate()
        .map(|(place, element)| {
            let counted = u32::try_from(place + 1).unwrap_or(u32::MAX);
            let number = labels[place].filter(|_| are_numbers).unwrap_or(counted);
            entry(element, number)
        })
        .collect()
}

fn label(entry: &Element) -> Option<u32> {
    let label = entry.first(&["label"])?.text();
    label
        .trim_matches(|c: char| !c.is_ascii_digit())
        .parse()
        .ok()
}

fn entry(element: &Element, number: u32) -> Entry<'_> {
    let citations = element.all(&CITATIONS);
    let mut reference = citations
        .first()
        .map_or_else(|| Reference::numbered(number), |c| fields(c, number));
    let texts = citations.iter().map(|citation| written(citation));
    let text = texts.collect::<Vec<_>>().join(" ");
    let text = if citations.is_empty() {
        element.text_without(&["label"])
    } else {
        text
    };
    let text = format!("{number}. {text}");
    reference.title_span = None;
    let own = element.attribute("id").into_iter();
    let ids = own.chain(
        citations
            .iter()
            .filter_map(|citation| citation.attribute("id")),
    );
    Entry {
        ids: ids.collect(),
        text,
        reference,
    }
}

/// The entry as a person reads it: as written where it is punctuated, else set from its fields.
fn written(citation: &Element) -> String {
    let plain = citation.text_without(&["label"]);
    let is_punctuated = citation.name.starts_with("mixed")
        || citation.children.iter().any(|node| match node {
            super::super::xml::Node::Text(text) => text.contains(['.', ',', ';', ':']),
            super::super::xml::Node::Element(_) => false,
        });
    if is_punctuated {
        return plain;
    }
    let reference = fields(citation, 0);
    let mut out = reference.authors.join(", ");
    let mut put = |before: &str, part: &Option<String>| {
        if let Some(part) = part {
            let gap = if out.is_empty() { "" } else { before };
            out.push_str(gap);
            out.push_str(part);
        }
    };
    let year = reference.year.map(|year| year.to_string());
    put(". ", &reference.title);
    put(". ", &reference.journal);
    put(". ", &year);
    put(";", &reference.volume);
    put("", &reference.issue.map(|issue| format!("({issue})")));
    put(":", &reference.pages);
    if out.is_empty() {
        return plain;
    }
    out.push('.');
    if let Some(doi) = reference.doi {
        out.push_str(&format!(" doi:{doi}"));
    }
    if let Some(pmid) = reference.pmid {
        out.push_str(&format!(" PMID: {pmid}"));
    }
    out
}

/// The fields that elements name.
fn fields(citation: &Element, number: u32) -> Reference {
    let mut reference = Reference::numbered(number);
    let group = citation.first(&["person-group"]);
    let is_editor = |group: &&Element| group.attribute("person-group-type") == Some("editor");
    let scope = group.filter(|group| !is_editor(group)).unwrap_or(citation);
    let names = scope.all(&["name", "string-name", "collab"]);
    reference.authors = names.into_iter().filter_map(name).collect();
    let text = |names: &[&str]| {
        let text = citation.first(names)?.text();
        let text = text.trim_end_matches(['.', ',', ';', ' ']).to_owned();
        (!text.is_empty()).then_some(text)
    };
    reference.title = text(&["article-title", "chapter-title", "data-title", "part-title"]);
    reference.journal = text(&["source"]);
    reference.volume = text(&["volume"]);
    reference.issue = text(&["issue"]);
    reference.pages = pages(citation);
    reference.year = text(&["year"]).and_then(|year| {
        let digits: String = year.chars().filter(char::is_ascii_digit).take(4).collect();
        digits.parse().ok()
    });
    for id in citation.all(&["pub-id", "object-id", "ext-link"]) {
        let value = id.text();
        let kind = id
            .attribute("pub-id-type")
            .or_else(|| id.attribute("ext-link-type"));
        match kind {
            Some("doi") => reference.doi = doi(&value),
            Some("pmid") => reference.pmid = Some(value).filter(|value| !value.is_empty()),
            Some("pmcid") => reference.pmcid = pmcid(&value),
            Some("arxiv") => reference.arxiv = Some(value).filter(|value| !value.is_empty()),
            _ => reference.doi = reference.doi.take().or_else(|| doi(&value)),
        }
    }
    reference
}

/// A DOI without a resolver before it.
fn doi(text: &str) -> Option<String> {
    let at = text.find("10.")?;
    let value = text[at..]
        .split_whitespace()
        .next()?
        .trim_end_matches(['.', ',', ';']);
    value.contains('/').then(|| value.to_owned())
}

/// `Surname Given`, or the name of a group.
pub(super) fn name(element: &Element) -> Option<String> {
    let name = match (element.text_of("surname"), element.text_of("given-names")) {
        (Some(surname), Some(given)) => format!("{surname} {given}"),
        (Some(surname), None) => surname,
        (None, _) => element.text(),
    };
    let name = name.trim_end_matches([',', ';', ' ']).to_owned();
    (!name.is_empty()).then_some(name)
}

/// `first-last`, or the number of an electronic article.
pub(super) fn pages(element: &Element) -> Option<String> {
    let get = |name: &str| Some(element.first(&[name])?.text()).filter(|text| !text.is_empty());
    match (get("fpage"), get("lpage")) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}-{last}")),
        (Some(first), _) => Some(first),
        (None, _) => get("elocation-id").or_else(|| get("page-range")),
    }
}

/// Writes the list into a section of its own.
pub(super) fn write(entries: &[Entry<'_>], composer: &mut Composer) {
    if entries.is_empty() {
        return;
    }
    composer.section(1, SectionKind::References);
    composer.heading("", "References");
    for entry in entries {
        composer.reference(&entry.text, entry.reference.clone());
    }
}

/// `PMC123`, `123` → `PMC123`.
fn pmcid(value: &str) -> Option<String> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("PMC{digits}"))
}
