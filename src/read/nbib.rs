//! NBIB: MEDLINE tagged records, as PubMed saves them → one document a record.
//!
//! Format: <https://www.nlm.nih.gov/bsd/mms/medlineelements.html>: a tag of at most four letters,
//! `- `, a value; lines that begin with six spaces go on.

use super::Outcome;
use super::origin::Origin;
use super::record::{Record, doi, field, pages, year};

/// Reads a whole file.
pub(super) fn documents(origin: &Origin, text: &str) -> Vec<Outcome> {
    let mut records: Vec<Vec<(&str, String)>> = Vec::new();
    for line in text.lines() {
        let goes_on = line.starts_with("      ").then(|| line.trim());
        if let Some(more) = goes_on {
            if let Some((_, value)) = records.last_mut().and_then(|record| record.last_mut()) {
                value.push(' ');
                value.push_str(more);
            }
            continue;
        }
        let Some((tag, value)) = line.split_once("- ").filter(|(tag, _)| tag.len() <= 4) else {
            continue;
        };
        let tag = tag.trim();
        if tag == "PMID" || records.is_empty() {
            records.push(Vec::new());
        }
        if let Some(record) = records.last_mut() {
            record.push((tag, value.trim().to_owned()));
        }
    }
    let made = records.iter().enumerate();
    made.map(|(place, fields)| record(fields).into_document(origin, place + 1))
        .collect()
}

fn record(fields: &[(&str, String)]) -> Record {
    let mut record = Record::default();
    let has_full_names = fields.iter().any(|(tag, _)| *tag == "FAU");
    let metadata = &mut record.metadata;
    for (tag, value) in fields {
        match *tag {
            "PMID" => {
                record.id = field(value);
                metadata.pmid = field(value);
            }
            "TI" | "BTI" => record.titles.insert(0, value.clone()),
            "TT" => record.titles.push(value.clone()),
            "AB" | "OAB" => record.abstracts.push((None, value.clone())),
            "FAU" => metadata.authors.push(value.replacen(", ", " ", 1)),
            "AU" if !has_full_names => metadata.authors.push(value.clone()),
            "DP" => metadata.year = year(value),
            "JT" => metadata.journal = field(value),
            "TA" => metadata.journal = metadata.journal.take().or_else(|| field(value)),
            "VI" => metadata.volume = field(value),
            "IP" => metadata.issue = field(value),
            "PG" => metadata.pages = pages(value),
            "PMC" => metadata.pmcid = field(value),
            "OT" => metadata
                .keywords
                .push(value.trim_start_matches('*').to_owned()),
            "LID" | "AID" if value.ends_with("[doi]") => metadata.doi = doi(value),
            _ => {}
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::super::tests::origin;
    use super::*;
    use crate::read::Format;

    #[test]
    fn reads_records_with_wrapped_lines() {
        let text = "PMID- 31\nTI  - Loss of PTEN in\n      breast cancer.\nTT  - 乳腺癌中PTEN的缺失.\nAB  - We studied\n      PTEN.\nFAU - Li, Hua\nAU  - Li H\nDP  - 2019 Apr\nJT  - Some journal\nLID - 10.1000/a1 [doi]\nOT  - *PTEN\nPMC - PMC7\n\nPMID- 32\nTI  - Two\n";
        let outcomes = documents(&origin("a.nbib", Format::Nbib), text);
        let first = outcomes[0].as_ref().unwrap();
        assert_eq!(
            first.text,
            "Loss of PTEN in breast cancer.\n\n乳腺癌中PTEN的缺失.\n\nWe studied PTEN."
        );
        assert_eq!((first.id.as_str(), first.metadata.year), ("31", Some(2019)));
        assert_eq!(first.metadata.authors, ["Li Hua"]);
        assert_eq!(first.metadata.doi.as_deref(), Some("10.1000/a1"));
        assert_eq!(first.metadata.keywords, ["PTEN"]);
        assert_eq!(outcomes.len(), 2);
    }
}
