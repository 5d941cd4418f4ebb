//! CNKI: exports of CNKI and Wanfang → one document a record.
//!
//! Four dialects, told by their labels: custom and E-Study (`Title-题名: …`; lists split by `;` or
//! `;;`), NoteExpress (`{Title}: …`) and RefWorks (`T1 …`). Values may hold colons, so a line is
//! split at its first one only; a line without a label goes on.

use super::Outcome;
use super::origin::Origin;
use super::record::{Record, doi, field, number, pages, parts, year};

/// Reads a whole file.
pub(super) fn documents(origin: &Origin, text: &str) -> Vec<Outcome> {
    let mut records: Vec<Vec<(String, String)>> = Vec::new();
    let mut is_blank = true;
    for line in text.lines() {
        if line.trim().is_empty() {
            is_blank = true;
            continue;
        }
        match label(line) {
            Some((name, value)) => {
                let is_first = matches!(name.as_str(), "referencetype" | "datatype" | "rt");
                let is_custom = name == "srcdatabase" && is_blank;
                if is_first || is_custom || records.is_empty() {
                    records.push(Vec::new());
                }
                if let Some(record) = records.last_mut() {
                    record.push((name, value.trim().to_owned()));
                }
            }
            None => {
                if let Some((_, value)) = records.last_mut().and_then(|record| record.last_mut()) {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
        }
        is_blank = false;
    }
    let made = records.iter().enumerate();
    made.map(|(place, fields)| record(fields).into_document(origin, place + 1))
        .collect()
}

/// The label of a line in small letters without what stands behind its hyphen, and the value.
fn label(line: &str) -> Option<(String, &str)> {
    if let Some(rest) = line.strip_prefix('{') {
        let (name, value) = rest.split_once('}')?;
        let name = name.to_ascii_lowercase().replace(' ', "");
        return Some((name, value.trim_start_matches([':', '：'])));
    }
    let refworks = line.get(..2).filter(|tag| {
        let rest = &line[2..];
        tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && tag.starts_with(|c: char| c.is_ascii_alphabetic())
            && (rest.is_empty() || rest.starts_with(' '))
    });
    if let Some(tag) = refworks {
        return Some((tag.to_ascii_lowercase(), &line[2..]));
    }
    let (name, value) = line.split_once([':', '：'])?;
    let name = name.split('-').next()?.trim();
    let is_name =
        !name.is_empty() && name.len() <= 20 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name.then(|| (name.to_ascii_lowercase(), value))
}

fn record(fields: &[(String, String)]) -> Record {
    let mut record = Record::default();
    let metadata = &mut record.metadata;
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        match name.as_str() {
            "title" | "t1" => record.titles.insert(0, value.clone()),
            "translatedtitle" | "tt" => record.titles.push(value.clone()),
            "summary" | "abstract" | "ab" => record.abstracts.push((None, value.clone())),
            "author" | "a1" => metadata.authors.extend(parts(value)),
            "source" | "journal" | "jf" => metadata.journal = field(value),
            "year" | "yr" => metadata.year = year(value),
            "pubtime" | "fd" => metadata.year = metadata.year.or_else(|| year(value)),
            "roll" | "volume" | "vo" => metadata.volume = number(value),
            "period" | "issue" | "is" => metadata.issue = number(value),
            "page" | "pages" | "op" => metadata.pages = pages(value),
            "keyword" | "keywords" | "k1" => metadata.keywords.extend(parts(value)),
            "doi" | "do" => metadata.doi = doi(value),
            "link" | "url" | "ul" | "lk" => metadata.url = field(value),
            _ => {}
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::super::tests::origin;
    use super::*;
    use crate::model::Document;
    use crate::read::Format;

    #[track_caller]
    fn read(text: &str) -> Vec<Document> {
        let outcomes = documents(&origin("a.txt", Format::Cnki), text);
        outcomes.into_iter().map(Result::unwrap).collect()
    }

    #[track_caller]
    fn check(document: &Document) {
        assert_eq!(document.text, "耐药机制: 综述\n\n目的 研究HER2: 耐药。");
        let metadata = &document.metadata;
        assert_eq!(metadata.authors, ["王伟", "李华"]);
        assert_eq!(metadata.keywords, ["耐药", "基因"]);
        assert_eq!(
            (metadata.journal.as_deref(), metadata.year),
            (Some("某杂志"), Some(2020))
        );
        assert_eq!(
            (metadata.issue.as_deref(), metadata.pages.as_deref()),
            (Some("3"), Some("1-5"))
        );
    }

    #[test]
    fn reads_all_four_dialects() {
        let custom = "SrcDatabase-来源库: 期刊\nTitle-题名: 耐药机制: 综述\nAuthor-作者: 王伟;李华;\nSource-文献来源: 某杂志\nKeyword-关键词: 耐药;;基因\nSummary-摘要: 目的 研究HER2: 耐药。\nPubTime-发表时间: 2020-03-15\nYear-年: 2020\nPeriod-期: 03\nPage-页码: 1-5\n";
        let found = read(&format!("{custom}\n{custom}"));
        assert_eq!(found.len(), 2);
        check(&found[1]);
        check(&read(&format!("DataType: 1\n{custom}"))[0]);
        let noteexpress = "{Reference Type}: Journal Article\n{Title}: 耐药机制: 综述\n{Author}: 王伟\n{Author}: 李华\n{Journal}: 某杂志\n{Year}: 2020\n{Issue}: 3\n{Pages}: 1-5\n{Keywords}: 耐药;基因\n{Abstract}: 目的 研究HER2:\n耐药。\n";
        check(&read(noteexpress)[0]);
        let refworks = "RT Journal Article\nSR 1\nA1 王伟;李华\nT1 耐药机制: 综述\nJF 某杂志\nYR 2020\nIS 03\nOP 1-5\nK1 耐药;基因\nAB 目的 研究HER2: 耐药。\n";
        check(&read(refworks)[0]);
    }
}
