//! EndNote: tagged records (`%0`, `%A`, …), as EndNote and CNKI write them → one document a record.
//!
//! Records begin with `%0`; those of CNKI end with `%W CNKI`, may hold several authors or keywords
//! in one line, lose the line break before `%K` or `%A`, and bear the DOI in `%R` or `%O`.

use super::Outcome;
use super::origin::Origin;
use super::record::{Record, doi, field, number, pages, parts, year};

/// Reads a whole file.
pub(super) fn documents(origin: &Origin, text: &str) -> Vec<Outcome> {
    let mut records: Vec<Vec<(char, String)>> = Vec::new();
    for line in text.lines().flat_map(split_glued) {
        let mut characters = line.chars();
        let tag = match (characters.next(), characters.next(), characters.next()) {
            (Some('%'), Some(tag), None | Some(' ')) => Some(tag),
            _ => None,
        };
        if tag == Some('0') || records.is_empty() && tag.is_some() {
            records.push(Vec::new());
        }
        let Some(record) = records.last_mut() else {
            continue;
        };
        match tag {
            Some(tag) => {
                let value = characters.as_str().trim();
                record.push((tag, value.to_owned()));
            }
            None => {
                if let Some((_, value)) = record.last_mut().filter(|_| !line.trim().is_empty()) {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
        }
    }
    let made = records.iter().enumerate();
    made.map(|(place, fields)| record(fields).into_document(origin, place + 1))
        .collect()
}

/// Parts a line at a tag that lost its line break: `…耐药。%K 基因`.
fn split_glued(line: &str) -> Vec<&str> {
    let is_text = line.starts_with("%X ");
    let cut = ["%K ", "%A ", "%P "]
        .iter()
        .filter_map(|tag| line.get(3..)?.find(tag))
        .min();
    match cut.filter(|_| is_text) {
        Some(at) => vec![&line[..at + 3], &line[at + 3..]],
        None => vec![line],
    }
}

fn record(fields: &[(char, String)]) -> Record {
    let mut record = Record::default();
    let metadata = &mut record.metadata;
    for (tag, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        match tag {
            'T' => record.titles.insert(0, value.clone()),
            'Q' => record.titles.push(value.clone()),
            'X' => record.abstracts.push((None, value.clone())),
            'A' => metadata
                .authors
                .extend(parts(value).map(|name| name.replacen(", ", " ", 1))),
            'J' => metadata.journal = field(value),
            'B' => metadata.journal = metadata.journal.take().or_else(|| field(value)),
            'D' => metadata.year = year(value),
            '8' => metadata.year = metadata.year.or_else(|| year(value)),
            'V' => metadata.volume = number(value),
            'N' => metadata.issue = number(value),
            'P' => metadata.pages = pages(value),
            'K' => metadata.keywords.extend(parts(value)),
            'R' | 'O' if metadata.doi.is_none() => metadata.doi = doi(value),
            'U' => metadata.url = field(value),
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
    fn reads_records_of_endnote_and_cnki() {
        let text = "%0 Journal Article\n%T PTEN loss\n%A Li, Hua\n%A Wang, Wei\n%D 2019\n%X Text.\n\n%0 Journal Article\n%A 王伟;李华;\n%T 耐药机制\n%J 某杂志\n%V 05\n%P 12~15\n%X 目的 研究耐药。%K 耐药;基因\n%R 10.1000/zh\n%W CNKI\n";
        let outcomes = documents(&origin("a.enw", Format::EndNote), text);
        let [first, second] = [0, 1].map(|place| outcomes[place].as_ref().unwrap());
        assert_eq!(first.metadata.authors, ["Li Hua", "Wang Wei"]);
        assert_eq!(second.text, "耐药机制\n\n目的 研究耐药。");
        assert_eq!(second.metadata.authors, ["王伟", "李华"]);
        assert_eq!(second.metadata.keywords, ["耐药", "基因"]);
        assert_eq!(second.metadata.doi.as_deref(), Some("10.1000/zh"));
        assert_eq!(
            (
                second.metadata.volume.as_deref(),
                second.metadata.pages.as_deref()
            ),
            (Some("5"), Some("12-15"))
        );
    }
}
