//! BioC JSON: one collection of all documents.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Relation;
use super::bioc::{BiocAnnotation, BiocDocument, BiocPassage, COLLECTION_INFONS};
use crate::model::AnnotatedDocument;

/// Writes what stands before the documents.
pub(super) fn begin(out: &mut impl Write) -> io::Result<()> {
    let infons = COLLECTION_INFONS.map(|(key, value)| (key, value.to_owned()));
    let infons = object(&infons);
    write!(
        out,
        r#"{{"source":"litmine","date":"","key":"litmine.key","version":"1.0","infons":{infons},"documents":["#
    )
}

/// Writes one document.
pub(super) fn document(out: &mut impl Write, annotated: &AnnotatedDocument) -> io::Result<()> {
    let document = BiocDocument::new(annotated);
    let passages: Vec<Value> = document.passages.iter().map(passage).collect();
    let relations: Vec<Value> = document
        .relations
        .iter()
        .enumerate()
        .map(relation)
        .collect();
    let value = json!({
        "id": document.id,
        "infons": object(&document.infons),
        "passages": passages,
        "annotations": [],
        "relations": relations,
    });
    serde_json::to_writer(&mut *out, &value)?;
    Ok(())
}

fn passage(passage: &BiocPassage<'_>) -> Value {
    json!({
        "offset": passage.offset,
        "infons": object(&passage.infons),
        "text": passage.text,
        "sentences": [],
        "annotations": passage.annotations.iter().map(annotation).collect::<Vec<Value>>(),
        "relations": [],
    })
}

fn annotation(annotation: &BiocAnnotation<'_>) -> Value {
    json!({
        "id": format!("T{}", annotation.id + 1),
        "infons": object(&annotation.infons),
        "text": annotation.text,
        "locations": [{"offset": annotation.offset, "length": annotation.length}],
    })
}

fn relation((place, relation): (usize, &Relation)) -> Value {
    json!({
        "id": format!("R{}", place + 1),
        "infons": {"type": "mechanism"},
        "nodes": [
            {"refid": format!("T{}", relation.participant + 1), "role": "participant"},
            {"refid": format!("T{}", relation.mechanism + 1), "role": "mechanism"},
        ],
    })
}

fn object(infons: &[(&str, String)]) -> Value {
    let pairs = infons.iter();
    let map: Map<String, Value> = pairs
        .map(|(key, value)| ((*key).to_owned(), value.as_str().into()))
        .collect();
    Value::Object(map)
}
