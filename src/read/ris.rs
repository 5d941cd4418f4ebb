//! RIS: records of reference managers → one document a record.
//!
//! Format: two letters or a letter and a digit, two spaces, `- `, a value; from `TY` to `ER`. A
//! line without a tag goes on. Several keywords or authors may share a line, split by `;`.

use super::Outcome;
use super::origin::Origin;
use super::record::{Record, doi, field, number, pages, parts, year};

/// Reads a whole file.
pub(super) fn documents(origin: &Origin, text: &str) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut end = |fields: &mut Vec<(String, String)>| {
        if !fields.is_empty() {
            let number = outcomes.len() + 1;
            outcomes.push(record(&std::mem::take(fields)).into_document(origin, number));
        }
    };
    for line in text.lines() {
        match tag(line) {
            Some(("TY", value)) => {
                end(&mut fields);
                fields.push(("TY".into(), value.to_owned()));
            }
            Some(("ER", _)) => end(&mut fields),
            Some((tag, value)) => fields.push((tag.to_owned(), value.trim().to_owned())),
            None => {
                if let Some((_, value)) = fields.last_mut().filter(|_| !line.trim().is_empty()) {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
        }
    }
    end(&mut fields);
    outcomes
}

/// `AU  - Li, Hua` → `("AU", "Li, Hua")`; one space less is forgiven.
fn tag(line: &str) -> Option<(&str, &str)> {
    let name = line.get(..2)?;
    let is_tag = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let rest = line[2..].trim_start_matches(' ').strip_prefix('-')?;
    is_tag.then_some((name, rest.trim()))
}

fn record(fields: &[(String, String)]) -> Record {
    let mut record = Record::default();
    let mut first_page = None;
    let mut last_page = None;
    let metadata = &mut record.metadata;
    for (tag, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        match tag.as_str() {
            "TI" | "T1" | "CT" => record.titles.insert(0, value.clone()),
            "TT" | "BT" => record.titles.push(value.clone()),
            "AB" | "N2" => {
                let is_again = record.abstracts.iter().any(|(_, text)| text == value);
                if !is_again {
                    record.abstracts.push((None, value.clone()));
                }
            }
            "AU" | "A1" => metadata
                .authors
                .extend(parts(value).map(|name| name.replacen(", ", " ", 1))),
            "T2" | "JO" | "JF" | "JA" | "J2" if metadata.journal.is_none() => {
                metadata.journal = field(value);
            }
            "PY" | "Y1" | "DA" => metadata.year = metadata.year.or_else(|| year(value)),
            "VL" => metadata.volume = number(value),
            "IS" => metadata.issue = number(value),
            "SP" => first_page = pages(value),
            "EP" => last_page = pages(value),
            "DO" | "M3" if metadata.doi.is_none() => metadata.doi = doi(value),
            "UR" | "L2" | "LK" if metadata.url.is_none() => metadata.url = field(value),
            "KW" => metadata.keywords.extend(parts(value)),
            "C2" if value.starts_with("PMC") => metadata.pmcid = field(value),
            _ => {}
        }
    }
    metadata.pages = match (first_page, last_page) {
        (Some(first), Some(last)) if first != last && !first.contains('-') => {
            Some(format!("{first}-{last}"))
        }
        (first, last) => first.or(last),
    };
    record
}

#[cfg(test)]
mod tests {
    use super::super::tests::origin;
    use super::*;
    use crate::read::Format;

    #[test]
    fn reads_records_in_both_languages() {
        let text = "TY  - JOUR\r\nAU  - Li, Hua\r\nTI  - PTEN loss\r\nAB  - First line\r\nsecond line.\r\nJO  - J\r\nPY  - 2019/04/01\r\nSP  - 1\r\nEP  - 9\r\nDO  - 10.1000/a\r\nER  - \r\n\r\nTY  - JOUR\nT1  - 耐药机制\nA1  - 王伟;李华\nKW  - 耐药;基因\nVL  - 08\nER  -\n";
        let outcomes = documents(&origin("a.ris", Format::Ris), text);
        let [first, second] = [0, 1].map(|place| outcomes[place].as_ref().unwrap());
        assert_eq!(first.text, "PTEN loss\n\nFirst line second line.");
        assert_eq!(first.id, "a.ris#1");
        assert_eq!(
            (first.metadata.year, first.metadata.pages.as_deref()),
            (Some(2019), Some("1-9"))
        );
        assert_eq!(second.metadata.authors, ["王伟", "李华"]);
        assert_eq!(second.metadata.keywords, ["耐药", "基因"]);
        assert_eq!(second.metadata.volume.as_deref(), Some("8"));
        assert_eq!(outcomes.len(), 2);
    }
}
