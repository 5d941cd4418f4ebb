//! BioC: collections in XML or JSON → one document each; annotations are left out.
//!
//! Format: the BioC DTD and <https://github.com/ncbi-nlp/BioC-JSON>. Passages say what they are
//! in their infons: `type` (`title`, `abstract`, `title_1`, `paragraph`, `fig_caption`, `ref`) and
//! `section_type` (`INTRO`, `REF`). The text is that of the passages in order; offsets in the
//! file are of no use to it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Outcome;
use super::composer::Composer;
use super::origin::Origin;
use super::record::{doi, year};
use super::xml;
use crate::model::{Markup, Metadata, Reference, SectionKind};

/// The element that holds one document.
pub(super) const RECORDS: &[&str] = &["document"];

/// One piece of a document.
#[derive(Debug, Default)]
struct Passage {
    infons: BTreeMap<String, String>,
    text: String,
}

/// Reads one `document` of XML; `number` counts it from 1.
pub(super) fn xml_document(origin: &Origin, number: usize, text: &str) -> Outcome {
    let expected = "a BioC document";
    let root = xml::parse(text).map_err(|found| origin.refuse_record(number, expected, found))?;
    let Some(element) = root.child("document") else {
        return Err(origin.refuse_record(number, expected, "no <document>"));
    };
    let passages = element.named("passage").map(|passage| Passage {
        infons: passage
            .named("infon")
            .filter_map(|infon| Some((infon.attribute("key")?.to_owned(), infon.text())))
            .collect(),
        text: passage.text_of("text").unwrap_or_else(|| {
            let sentences = passage.named("sentence").filter_map(|s| s.text_of("text"));
            sentences.collect::<Vec<_>>().join(" ")
        }),
    });
    document(origin, number, element.text_of("id"), passages.collect())
}

/// Reads a whole file of JSON: a collection, a list of them, or what PubTator sends.
pub(super) fn json_documents(origin: &Origin, text: &str) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(value) => {
                let mut found = Vec::new();
                gather(&value, &mut found);
                for value in found {
                    let number = outcomes.len() + 1;
                    outcomes.push(json_document(origin, number, value));
                }
            }
            Err(error) => {
                outcomes.push(Err(origin.refuse("BioC JSON", error.to_string())));
                break;
            }
        }
    }
    if outcomes.is_empty() {
        outcomes.push(Err(origin.refuse("BioC JSON", "no document")));
    }
    outcomes
}

/// The documents in a value, in order.
fn gather<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, found)),
        Value::Object(object) if object.contains_key("passages") => found.push(value),
        Value::Object(object) => {
            let inner = object.get("documents").or_else(|| object.get("PubTator3"));
            if let Some(inner) = inner {
                gather(inner, found);
            }
        }
        _ => {}
    }
}

fn json_document(origin: &Origin, number: usize, value: &Value) -> Outcome {
    let string = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned();
    let passage = |passage: &Value| {
        let infons = passage.get("infons").and_then(Value::as_object);
        let infons = infons.into_iter().flatten();
        let text = passage
            .get("text")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let sentences = list(passage, "sentences").unwrap_or_default();
        let sentences = sentences.iter().filter_map(|s| s.get("text")?.as_str());
        Passage {
            infons: infons
                .filter_map(|(key, value)| Some((key.clone(), string(value)?)))
                .collect(),
            text: match text.is_empty() {
                true => sentences.collect::<Vec<_>>().join(" "),
                false => text.to_owned(),
            },
        }
    };
    let passages = list(value, "passages").unwrap_or_default();
    let id = value.get("id").and_then(string);
    document(origin, number, id, passages.iter().map(passage).collect())
}

fn document(origin: &Origin, number: usize, id: Option<String>, passages: Vec<Passage>) -> Outcome {
    let mut composer = Composer::default();
    let mut state = State::default();
    for passage in passages
        .iter()
        .filter(|passage| !passage.text.trim().is_empty())
    {
        state.write(passage, &mut composer);
    }
    if composer.is_empty() {
        return Err(origin.refuse_record(number, "a BioC document", "no text"));
    }
    let (text, outline) = composer.finish();
    let id = id.filter(|id| !id.trim().is_empty());
    let is_pmid = |id: &&String| id.len() <= 9 && id.bytes().all(|byte| byte.is_ascii_digit());
    let pmid = id.as_ref().filter(is_pmid).cloned();
    let mut document = origin.document(id.unwrap_or_else(|| origin.numbered(number)), text);
    document.markup = Markup::Outline(Box::new(outline));
    let first = passages.first().map(|passage| &passage.infons);
    let get = |key: &str| first.and_then(|infons| infons.get(key)).cloned();
    document.metadata = Metadata {
        year: get("year").and_then(|text| year(&text)),
        doi: get("article-id_doi").and_then(|text| doi(&text)),
        pmid: get("article-id_pmid").or(pmid),
        pmcid: get("article-id_pmc").map(|id| format!("PMC{}", id.trim_start_matches("PMC"))),
        journal: get("journal-title").or_else(|| get("journal")),
        volume: get("volume"),
        issue: get("issue"),
        ..document.metadata
    };
    Ok(document)
}

/// What was written so far.
#[derive(Default)]
struct State {
    has_title: bool,
    is_list: bool,
    kind: Option<(SectionKind, String)>,
}

impl State {
    fn write(&mut self, passage: &Passage, composer: &mut Composer) {
        let get = |key: &str| {
            passage
                .infons
                .get(key)
                .map_or("", String::as_str)
                .to_lowercase()
        };
        let (kind, section) = (get("type"), get("section_type"));
        if section == "ref" || kind == "ref" || kind == "reference" {
            return self.reference(passage, &kind, composer);
        }
        let is_title = kind == "title" || kind == "front" || section == "title" || kind.is_empty();
        if !self.has_title && is_title {
            self.has_title = true;
            return composer.title(&passage.text);
        }
        let part = match (kind.as_str(), section.as_str()) {
            (kind, section)
                if kind.starts_with("fig")
                    || kind.starts_with("table")
                    || matches!(section, "fig" | "table") =>
            {
                SectionKind::Back
            }
            (kind, _) if kind.contains("footnote") => SectionKind::Back,
            (_, "ack_fund" | "auth_cont" | "comp_int" | "suppl" | "appendix" | "abbr") => {
                SectionKind::Back
            }
            (kind, section) if kind.contains("abstract") || section == "abstract" => {
                SectionKind::Abstract
            }
            ("", "") => SectionKind::Abstract,
            _ => SectionKind::Body,
        };
        let level = kind
            .rsplit('_')
            .next()
            .and_then(|level| level.parse::<u8>().ok());
        if kind.contains("title") {
            composer.section(level.unwrap_or(1), part);
            composer.heading("", &passage.text);
            self.kind = Some((part, section));
            return;
        }
        let here = Some((part, section));
        if self.kind != here {
            composer.section(1, part);
            self.kind = here;
        }
        composer.paragraph(&passage.text);
    }

    fn reference(&mut self, passage: &Passage, kind: &str, composer: &mut Composer) {
        if !self.is_list {
            self.is_list = true;
            composer.section(1, SectionKind::References);
            let is_heading = kind.contains("title");
            composer.heading(
                "",
                if is_heading {
                    &passage.text
                } else {
                    "References"
                },
            );
            self.kind = None;
            if is_heading {
                return;
            }
        }
        let get = |key: &str| {
            passage
                .infons
                .get(key)
                .filter(|text| !text.is_empty())
                .cloned()
        };
        let mut reference = Reference::numbered(composer.next_number());
        let names = passage
            .infons
            .iter()
            .filter(|(key, _)| key.starts_with("name_"));
        let mut names: Vec<(usize, String)> = names
            .filter_map(|(key, value)| {
                Some((key.strip_prefix("name_")?.parse().ok()?, person(value)))
            })
            .collect();
        names.sort();
        reference.authors = names.into_iter().map(|(_, name)| name).collect();
        reference.title = get("source").and(field_title(passage));
        reference.journal = get("source");
        reference.volume = get("volume");
        reference.issue = get("issue");
        reference.pages = match (get("fpage"), get("lpage")) {
            (Some(first), Some(last)) if first != last => Some(format!("{first}-{last}")),
            (first, _) => first,
        };
        reference.year = get("year").and_then(|text| year(&text));
        reference.doi = get("pub-id_doi").and_then(|text| doi(&text));
        reference.pmid = get("pub-id_pmid");
        let own = passage.text.trim_start_matches(['[', '［']);
        let own = own.strip_prefix(&reference.number.to_string());
        let has_number = own.is_some_and(|rest| rest.starts_with(['.', ']', '］', '、', ' ']));
        let entry = match has_number {
            true => passage.text.clone(),
            false => format!("{}. {}", reference.number, passage.text),
        };
        composer.reference(&entry, reference);
    }
}

/// The text of an entry is its title where the fields stand in infons.
fn field_title(passage: &Passage) -> Option<String> {
    let title = passage
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let title = title.trim_end_matches('.').to_owned();
    (!title.is_empty()).then_some(title)
}

/// `surname:Li;given-names:X` → `Li X`
fn person(value: &str) -> String {
    let part = |key: &str| {
        let mut parts = value.split(';').filter_map(|part| part.strip_prefix(key));
        parts.next().unwrap_or_default().to_owned()
    };
    let name = format!("{} {}", part("surname:"), part("given-names:"));
    match name.trim() {
        "" => value.to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests;
