//! Annotations: annotated documents → the exchange formats of annotation tools.
//!
//! Positions are code points of the text of the document, as the readers of all these
//! formats count. A relation joins a gene or drug with a mechanism that its sentence names.

mod bioc;
mod bioc_json;
mod bioc_xml;
pub mod brat;
mod passage;
mod pubannotation;
mod pubtator;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use crate::model::{AnnotatedDocument, Category, MechanismSource, Mention};

/// A format that holds all documents in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnotationFormat {
    /// BioC as JSON.
    BiocJson,
    /// BioC as XML.
    BiocXml,
    /// PubTator lines.
    PubTator,
    /// A JSON array of PubAnnotation objects.
    PubAnnotation,
}

/// Writes documents one by one into one file.
pub struct AnnotationWriter<W: Write> {
    out: W,
    format: AnnotationFormat,
    document_count: usize,
}

impl<W: Write> AnnotationWriter<W> {
    /// Writes what stands before the first document.
    pub fn new(mut out: W, format: AnnotationFormat) -> io::Result<Self> {
        match format {
            AnnotationFormat::BiocJson => bioc_json::begin(&mut out)?,
            AnnotationFormat::BiocXml => bioc_xml::begin(&mut out)?,
            AnnotationFormat::PubTator => {}
            AnnotationFormat::PubAnnotation => out.write_all(b"[")?,
        }
        Ok(Self {
            out,
            format,
            document_count: 0,
        })
    }

    /// Writes one document.
    pub fn document(&mut self, annotated: &AnnotatedDocument) -> io::Result<()> {
        let out = &mut self.out;
        let is_json = matches!(
            self.format,
            AnnotationFormat::BiocJson | AnnotationFormat::PubAnnotation
        );
        if is_json {
            let separator: &[u8] = if self.document_count == 0 {
                b"\n"
            } else {
                b",\n"
            };
            out.write_all(separator)?;
        }
        self.document_count += 1;
        match self.format {
            AnnotationFormat::BiocJson => bioc_json::document(out, annotated),
            AnnotationFormat::BiocXml => bioc_xml::document(out, annotated),
            AnnotationFormat::PubTator => pubtator::document(out, annotated),
            AnnotationFormat::PubAnnotation => pubannotation::document(out, annotated),
        }
    }

    /// Writes what stands behind the last document, and what is still held back.
    pub fn finish(mut self) -> io::Result<()> {
        match self.format {
            AnnotationFormat::BiocJson => self.out.write_all(b"\n]}\n")?,
            AnnotationFormat::BiocXml => self.out.write_all(b"</collection>\n")?,
            AnnotationFormat::PubTator => {}
            AnnotationFormat::PubAnnotation => self.out.write_all(b"\n]\n")?,
        }
        self.out.flush()
    }
}

/// The type of a category, in letters only, as brat and PubTator want it.
fn type_name(category: Category) -> &'static str {
    match category {
        Category::Gene => "Gene",
        Category::Family => "GeneFamily",
        Category::Drug => "Chemical",
        Category::DrugClass => "ChemicalClass",
        Category::Disease => "Disease",
        Category::Pathway => "Pathway",
        Category::Variant => "Variant",
        Category::Mechanism => "Mechanism",
    }
}

/// A gene or drug and a mechanism that stand in one sentence: places of their mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Relation {
    participant: usize,
    mechanism: usize,
}

/// The relations of a document, in order of its evidence.
fn relations(annotated: &AnnotatedDocument) -> Vec<Relation> {
    let mut found = Vec::new();
    let mentions = || annotated.mentions.iter().enumerate();
    let mechanisms: Vec<(usize, &Mention)> = mentions()
        .filter(|(_, mention)| mention.category == Category::Mechanism)
        .filter(|(_, mention)| mention.sentence_index.is_some())
        .collect();
    for evidence in &annotated.evidence {
        let sentence = Some(evidence.sentence_index);
        let from_sentence = evidence
            .mechanisms
            .iter()
            .filter(|mechanism| mechanism.from == MechanismSource::Sentence);
        for named in from_sentence {
            let mention = mechanisms.iter().find(|(_, mention)| {
                mention.sentence_index == sentence && mention.concept == named.concept
            });
            found.extend(mention.map(|&(mechanism, _)| Relation {
                participant: evidence.mention_index,
                mechanism,
            }));
        }
    }
    found
}
