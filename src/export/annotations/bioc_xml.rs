//! BioC XML: one collection of all documents.

use std::io::{self, Write};

use super::bioc::{BiocAnnotation, BiocDocument, BiocPassage, COLLECTION_INFONS};
use crate::export::xml::escaped;
use crate::model::AnnotatedDocument;

/// Writes what stands before the documents.
pub(super) fn begin(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<!DOCTYPE collection SYSTEM "BioC.dtd">"#)?;
    write!(
        out,
        "<collection><source>litmine</source><date></date><key>litmine.key</key>"
    )?;
    write_infons(out, &COLLECTION_INFONS)?;
    writeln!(out)
}

/// Writes one document.
pub(super) fn document(out: &mut impl Write, annotated: &AnnotatedDocument) -> io::Result<()> {
    let document = BiocDocument::new(annotated);
    write!(out, "<document><id>{}</id>", escaped(document.id))?;
    write_infons(out, &document.infons)?;
    for passage in &document.passages {
        write_passage(out, passage)?;
    }
    for (place, relation) in document.relations.iter().enumerate() {
        let [participant, mechanism] = [relation.participant + 1, relation.mechanism + 1];
        write!(
            out,
            r#"<relation id="R{}"><infon key="type">mechanism</infon><node refid="T{participant}" role="participant"/><node refid="T{mechanism}" role="mechanism"/></relation>"#,
            place + 1
        )?;
    }
    writeln!(out, "</document>")
}

fn write_passage(out: &mut impl Write, passage: &BiocPassage<'_>) -> io::Result<()> {
    write!(out, "<passage>")?;
    write_infons(out, &passage.infons)?;
    let text = escaped(passage.text);
    write!(
        out,
        "<offset>{}</offset><text>{text}</text>",
        passage.offset
    )?;
    for annotation in &passage.annotations {
        write_annotation(out, annotation)?;
    }
    write!(out, "</passage>")
}

fn write_annotation(out: &mut impl Write, annotation: &BiocAnnotation<'_>) -> io::Result<()> {
    write!(out, r#"<annotation id="T{}">"#, annotation.id + 1)?;
    write_infons(out, &annotation.infons)?;
    let [offset, length] = [annotation.offset, annotation.length];
    let text = escaped(annotation.text);
    write!(
        out,
        r#"<location offset="{offset}" length="{length}"/><text>{text}</text></annotation>"#
    )
}

fn write_infons(out: &mut impl Write, infons: &[(&str, impl AsRef<str>)]) -> io::Result<()> {
    for (key, value) in infons {
        let value = escaped(value.as_ref());
        write!(out, r#"<infon key="{key}">{value}</infon>"#)?;
    }
    Ok(())
}
