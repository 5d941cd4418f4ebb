//! Record: what a bibliographic database knows of an article → a document.
//!
//! PubMed, reference managers and library exports all hold the same fields. The text is made of
//! title, abstract and, where it is known, the reference list.

use super::Outcome;
use super::composer::Composer;
use super::origin::Origin;
use crate::model::{Document, Markup, Metadata, Reference, SectionKind};

/// One record.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Its id in the database; records without one are numbered.
    pub id: Option<String>,
    /// The title, and after it the titles in other languages.
    pub titles: Vec<String>,
    /// The parts of the abstracts, with their labels.
    pub abstracts: Vec<(Option<String>, String)>,
    /// Entries of the reference list, with their DOI and PMID.
    pub references: Vec<Cited>,
    /// All else.
    pub metadata: Metadata,
}

/// One entry of a reference list.
#[derive(Debug, Default)]
pub(super) struct Cited {
    pub text: String,
    pub doi: Option<String>,
    pub pmid: Option<String>,
    pub pmcid: Option<String>,
}

impl Record {
    /// Makes a document; `number` counts the record in its input from 1.
    pub(super) fn into_document(self, origin: &Origin, number: usize) -> Outcome {
        let mut composer = Composer::default();
        let mut titles = self.titles.iter().filter(|title| !title.trim().is_empty());
        if let Some(title) = titles.next() {
            composer.title(title);
        }
        for title in titles {
            composer.paragraph(title);
        }
        let mut is_open = false;
        for (label, text) in &self.abstracts {
            let label = label.as_deref().filter(|label| !is_empty_label(label));
            if label.is_some() || !is_open {
                composer.section(1, SectionKind::Abstract);
            }
            is_open = true;
            if let Some(label) = label {
                composer.label(label);
            }
            composer.push(text);
            composer.block();
        }
        if composer.is_empty() {
            let expected = "a record with a title or an abstract";
            return Err(origin.refuse_record(number, expected, "neither"));
        }
        write_references(&self.references, &mut composer);
        let (text, outline) = composer.finish();
        let id = self.id.unwrap_or_else(|| origin.numbered(number));
        let mut document: Document = origin.document(id, text);
        document.markup = Markup::Outline(Box::new(outline));
        let shared = std::mem::take(&mut document.metadata);
        document.metadata = Metadata {
            format: shared.format,
            encoding: shared.encoding,
            ..self.metadata
        };
        Ok(document)
    }
}

/// PubMed labels what has no label.
fn is_empty_label(label: &str) -> bool {
    let label = label.trim();
    label.is_empty()
        || label.eq_ignore_ascii_case("unlabelled")
        || label.eq_ignore_ascii_case("unassigned")
}

fn write_references(references: &[Cited], composer: &mut Composer) {
    if references.is_empty() {
        return;
    }
    composer.section(1, SectionKind::References);
    composer.heading("", "References");
    for (place, cited) in references.iter().enumerate() {
        let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let mut entry = Reference::numbered(number);
        entry.doi.clone_from(&cited.doi);
        entry.pmid.clone_from(&cited.pmid);
        entry.pmcid.clone_from(&cited.pmcid);
        composer.reference(&format!("{number}. {}", cited.text), entry);
    }
}

/// The first year between 1500 and 2199 in a date as anyone writes it.
pub(super) fn year(date: &str) -> Option<i32> {
    let digits = |c: char| !c.is_ascii_digit();
    let mut numbers = date.split(digits).filter(|part| part.len() >= 4);
    numbers.find_map(|part| {
        let year: i32 = part.get(..4)?.parse().ok()?;
        let is_date = part.len() == 4 || part.len() == 8;
        (is_date && (1500..2200).contains(&year)).then_some(year)
    })
}

/// A DOI without a resolver before it.
pub(super) fn doi(text: &str) -> Option<String> {
    let text = text.trim();
    let at = text.find("10.")?;
    let end = text[at..].find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | ';'));
    let doi = &text[at..end.map_or(text.len(), |end| at + end)];
    let doi = doi.trim_end_matches(['.', ',']);
    doi.contains('/').then(|| doi.to_owned())
}

/// Parts of a list that stands in one line, such as `甲;乙；丙`.
pub(super) fn parts(list: &str) -> impl Iterator<Item = String> {
    list.split([';', '；', '，'])
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
}

/// Pages with a plain hyphen: `12~15+20` → `12-15+20`.
pub(super) fn pages(text: &str) -> Option<String> {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| {
            if matches!(c, '~' | '～' | '–' | '—' | '－') {
                '-'
            } else {
                c
            }
        })
        .collect();
    (!plain.is_empty()).then_some(plain)
}

/// A field of an export; `None` when it is empty.
pub(super) fn field(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A volume or issue without the zeros before it.
pub(super) fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let plain = text.trim_start_matches('0');
    field(if plain.is_empty() { text } else { plain })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_years_and_ids_as_anyone_writes_them() {
        assert_eq!(year("2021 Mar 5"), Some(2021));
        assert_eq!(year("2020-03-15"), Some(2020));
        assert_eq!(year("20200315"), Some(2020));
        assert_eq!(year("发表于1998年"), Some(1998));
        assert_eq!(year("spring"), None);
        assert_eq!(
            doi("https://doi.org/10.1000/ab.c."),
            Some("10.1000/ab.c".into())
        );
        assert_eq!(doi("10.1000/x [doi]"), Some("10.1000/x".into()));
        assert_eq!(doi("S0140-6736(10)"), None);
    }

    #[test]
    fn parts_lists_in_one_line() {
        assert_eq!(parts("甲;乙；丙;").collect::<Vec<_>>(), ["甲", "乙", "丙"]);
        assert_eq!(pages("12~15"), Some("12-15".into()));
        assert_eq!(number("08"), Some("8".into()));
    }
}
