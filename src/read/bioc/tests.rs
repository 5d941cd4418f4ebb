//! Rows: BioC documents, and what is read of them.

use super::super::Format;
use super::super::tests::origin;
use super::*;
use crate::model::Document;
use crate::segment;

fn json(text: &str) -> Vec<Outcome> {
    json_documents(&origin("a.json", Format::BiocJson), text)
}

fn headings(document: &Document) -> Vec<(&str, &str)> {
    let structure = segment::structure(document);
    let heading = |s: &crate::model::Section| s.heading.map_or("", |h| h.of(&document.text));
    structure
        .sections
        .iter()
        .map(|s| (s.kind.as_str(), heading(s)))
        .collect()
}

#[test]
fn reads_collections_of_title_and_abstract() {
    let outcomes = json(
        r#"{"documents":[{"id":"7","passages":[{"offset":0,"text":"TNF 肿瘤","infons":{"journal":"J"}},{"offset":5,"text":"HER2阳性。"}]},{"id":8,"passages":[{"text":null},{"text":"x"},{}]}]}"#,
    );
    let first = outcomes[0].as_ref().unwrap();
    assert_eq!(
        (first.text.as_str(), first.id.as_str()),
        ("TNF 肿瘤\n\nHER2阳性。", "7")
    );
    assert_eq!(first.metadata.pmid.as_deref(), Some("7"));
    assert_eq!(headings(first), [("front", ""), ("abstract", "")]);
    assert_eq!(outcomes[1].as_ref().unwrap().text, "x");
    assert!(json(r#"{"documents":[{"passages":{}},null,7]}"#)[0].is_err());
    assert!(json("[").last().unwrap().is_err());
}

#[test]
fn reads_full_texts_by_their_infons() {
    let passage = |kind: &str, section: &str, text: &str| {
        format!(
            r#"<passage><infon key="type">{kind}</infon><infon key="section_type">{section}</infon><offset>0</offset><text>{text}</text><annotation id="1"><text>no</text></annotation></passage>"#
        )
    };
    let inner = [
        passage("front", "TITLE", "HER2"),
        passage("abstract", "ABSTRACT", "Short."),
        passage("title_1", "INTRO", "Introduction"),
        passage("paragraph", "INTRO", "TP53 耐药。"),
        passage("title_2", "METHODS", "Cells"),
        passage("paragraph", "METHODS", "We."),
        passage("fig_caption", "FIG", "Shown."),
        passage("title", "REF", "References"),
        passage("ref", "REF", "Loss of PTEN."),
    ]
    .concat();
    let text = format!("<document><id>9</id>{inner}</document>");
    let document = xml_document(&origin("a.xml", Format::BiocXml), 1, &text).unwrap();
    assert_eq!(
        headings(&document),
        [
            ("front", ""),
            ("abstract", ""),
            ("body", "Introduction"),
            ("body", "Cells"),
            ("back", ""),
            ("references", "References"),
        ]
    );
    assert!(document.text.ends_with("References\n\n1. Loss of PTEN."));
    assert!(
        xml_document(
            &origin("a.xml", Format::BiocXml),
            1,
            "<document><id>9</id></document>"
        )
        .is_err()
    );
}
