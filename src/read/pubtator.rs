//! PubTator: `id|t|title`, `id|a|abstract` and annotation lines → one document an id.
//!
//! Annotations are left out. Records need no blank line between them; a line that is neither
//! text nor annotation is refused with its number.

use super::Outcome;
use super::origin::Origin;
use super::record::Record;
use crate::model::Metadata;

/// Reads a whole file.
pub(super) fn documents(origin: &Origin, text: &str) -> Vec<Outcome> {
    let mut records: Vec<(String, Record)> = Vec::new();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        let mut parts = line.splitn(3, '|');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(id), Some(part @ ("t" | "a")), Some(text)) if is_id(id) => {
                let is_same = records.last().is_some_and(|(last, _)| last == id);
                if !is_same {
                    records.push((id.to_owned(), Record::default()));
                }
                if let Some((_, record)) = records.last_mut() {
                    match part {
                        "t" => record.titles.push(text.to_owned()),
                        _ => record.abstracts.push((None, text.to_owned())),
                    }
                }
            }
            _ if line.trim().is_empty() || line.contains('\t') => {}
            _ => outcomes.push(Err(origin.refuse_record(
                place + 1,
                "a line id|t|title or id|a|abstract",
                line.chars().take(40).collect::<String>(),
            ))),
        }
    }
    let made = records
        .into_iter()
        .enumerate()
        .map(|(place, (id, mut record))| {
            let is_pmid = id.len() <= 9 && id.bytes().all(|byte| byte.is_ascii_digit());
            record.metadata = Metadata {
                pmid: is_pmid.then(|| id.clone()),
                ..Metadata::default()
            };
            record.id = Some(id);
            record.into_document(origin, place + 1)
        });
    let made: Vec<Outcome> = made.collect();
    made.into_iter().chain(outcomes).collect()
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 512 && !id.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::tests::origin;
    use super::*;
    use crate::read::Format;

    #[test]
    fn reads_titles_and_abstracts_and_leaves_annotations() {
        let origin = origin("a.pubtator", Format::PubTator);
        let text = "7|t|TNF|a| in\r\n7|a|TP53|x\r\n7\t0\t3\tTNF\tGene\t7124\n8|t|肿瘤\n8|a|HER2阳性。\n\n|t|no id\n";
        let outcomes = documents(&origin, text);
        let texts: Vec<&str> = outcomes.iter().flatten().map(|d| d.text.as_str()).collect();
        assert_eq!(texts, ["TNF|a| in\n\nTP53|x", "肿瘤\n\nHER2阳性。"]);
        assert_eq!(
            outcomes[0].as_ref().unwrap().metadata.pmid.as_deref(),
            Some("7")
        );
        assert!(
            outcomes[2]
                .as_ref()
                .unwrap_err()
                .to_string()
                .contains("record 7")
        );
    }
}
