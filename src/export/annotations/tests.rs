//! Every format gives back text, spans and ids.

use serde_json::{Value, json};

use super::*;
use crate::export::tests::fixture::{TEXT, annotated};
use crate::model::Span;

fn written(format: AnnotationFormat) -> String {
    let mut out = Vec::new();
    let mut writer = AnnotationWriter::new(&mut out, format).unwrap();
    writer.document(&annotated()).unwrap();
    let mut second = annotated();
    second.document.id = "b".to_owned();
    writer.document(&second).unwrap();
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

/// The mentions as (start, end, surface, concept), in code points.
fn expected() -> Vec<(u64, u64, String, String)> {
    let document = annotated();
    let at = |byte: u32| TEXT[..byte as usize].chars().count() as u64;
    let mentions = document.mentions.iter();
    mentions
        .map(|mention| {
            let span = mention.span;
            let surface = span.of(TEXT).to_owned();
            (
                at(span.start),
                at(span.end),
                surface,
                mention.concept.to_string(),
            )
        })
        .collect()
}

#[test]
fn bioc_json_reads_back() {
    let collection: Value = serde_json::from_str(&written(AnnotationFormat::BiocJson)).unwrap();
    assert_eq!(collection["infons"]["offset_unit"], json!("code points"));
    let documents = collection["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 2);
    let letters: Vec<char> = TEXT.chars().collect();
    let mut found = Vec::new();
    for passage in documents[0]["passages"].as_array().unwrap() {
        let text = passage["text"].as_str().unwrap();
        let offset = passage["offset"].as_u64().unwrap() as usize;
        let cut: String = letters[offset..offset + text.chars().count()]
            .iter()
            .collect();
        assert_eq!(cut, text);
        for annotation in passage["annotations"].as_array().unwrap() {
            let place = &annotation["locations"][0];
            let start = place["offset"].as_u64().unwrap();
            let end = start + place["length"].as_u64().unwrap();
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let id = text(&annotation["infons"]["identifier"]);
            found.push((start, end, text(&annotation["text"]), id));
        }
    }
    assert_eq!(found, expected());
    let kinds: Vec<&Value> = documents[0]["passages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|passage| &passage["infons"]["type"])
        .collect();
    assert_eq!(kinds, ["title_1", "paragraph", "title_1", "ref"]);
}

#[test]
fn bioc_xml_has_the_same_tree() {
    let text = written(AnnotationFormat::BiocXml);
    for tag in ["collection", "document", "passage", "annotation", "infon"] {
        let opened =
            text.matches(&format!("<{tag}>")).count() + text.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, text.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    for (start, end, surface, _) in expected() {
        let length = end - start;
        let place = format!("offset=\"{start}\" length=\"{length}\"/><text>{surface}</text>");
        assert_eq!(text.matches(&place).count(), 2, "{place}");
    }
    assert!(text.contains("&quot;曲妥珠单抗&quot;可致耐药[1]。"));
}

#[test]
fn pubtator_counts_over_title_and_text() {
    let text = written(AnnotationFormat::PubTator);
    let lines: Vec<&str> = text.lines().collect();
    // A title from elsewhere, then the whole text.
    assert_eq!(lines[0], "a,\"1\"|t|@标题 第二行");
    assert_eq!(lines[1], format!("a,\"1\"|a|{}", TEXT.replace('\n', " ")));
    let whole: Vec<char> = [&lines[0][8..], " ", &lines[1][8..]]
        .concat()
        .chars()
        .collect();
    let rows = lines[2..5]
        .iter()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    for (row, (_, _, surface, concept)) in rows.zip(expected()) {
        let [start, end]: [usize; 2] = [row[1].parse().unwrap(), row[2].parse().unwrap()];
        let cut: String = whole[start..end].iter().collect();
        assert_eq!([&*cut, row[3], row[5]], [&*surface, &*surface, &*concept]);
    }
    assert_eq!(text.matches("\n\n").count(), 2);
}

#[test]
fn a_title_that_opens_the_text_stands_on_the_title_line() {
    let mut document = annotated();
    document.document.title = None;
    document.structure.title = Some(Span::new(0, TEXT.find('\n').unwrap()));
    let mut out = Vec::new();
    pubtator::document(&mut out, &document).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.starts_with("a,\"1\"|t|一、耐药机制\na,\"1\"|a|HER2阳性"),
        "{text}"
    );
    let (start, end, ..) = expected()[0].clone();
    assert!(text.contains(&format!("\t{start}\t{end}\tHER2\tGene\thgnc:3430\n")));
}

#[test]
fn pubannotation_has_caret_positions() {
    let objects: Vec<Value> =
        serde_json::from_str(&written(AnnotationFormat::PubAnnotation)).unwrap();
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[1]["sourceid"], json!("b"));
    let (begin, end, _, concept) = expected()[1].clone();
    assert_eq!(
        objects[0]["denotations"][1],
        json!({"id": "T2", "span": {"begin": begin, "end": end}, "obj": concept})
    );
}

#[test]
fn brat_cuts_a_mention_at_line_breaks() {
    let mut document = annotated();
    let start = TEXT.find("机制\nHER2").unwrap();
    document.mentions[0].span = Span::new(start, start + "机制\nHER2".len());
    document.mentions[0].candidates = vec!["hgnc:1".into()];
    let text = brat::annotations(&document);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "T1\tGene 4 6;7 11\t机制 HER2");
    assert_eq!(lines[1], "N1\tReference T1 hgnc:3430\tname of hgnc:3430");
    assert_eq!(lines[2], "#1\tAnnotatorNotes T1\tcould also mean hgnc:1");
    assert_eq!(lines[3], "T2\tChemical 15 20\t曲妥珠单抗");
}

#[test]
fn nothing_in_gives_a_whole_file() {
    for (format, expected) in [
        (AnnotationFormat::BiocXml, "</collection>\n"),
        (AnnotationFormat::BiocJson, "\"documents\":[\n]}\n"),
        (AnnotationFormat::PubTator, ""),
        (AnnotationFormat::PubAnnotation, "[\n]\n"),
    ] {
        let mut out = Vec::new();
        let writer = AnnotationWriter::new(&mut out, format).unwrap();
        writer.finish().unwrap();
        assert!(String::from_utf8(out).unwrap().ends_with(expected));
    }
}
