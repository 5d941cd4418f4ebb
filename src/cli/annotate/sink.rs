//! Sink: where annotated articles go, in one format.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use litmine::export::annotations::{AnnotationFormat, AnnotationWriter, brat};
use litmine::export::{CsvOptions, DocumentTable, Format, TableWriter, article};
use litmine::model::AnnotatedDocument;

/// The formats as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// One JSON object a line, with everything
    Jsonl,
    /// One mention a row
    Csv,
    /// One mention a row
    Tsv,
    /// One mention a row
    Parquet,
    /// BioC, one collection
    BiocJson,
    /// BioC, one collection
    BiocXml,
    /// PubTator lines
    Pubtator,
    /// A JSON array of PubAnnotation objects
    Pubannotation,
    /// Two files an article, in the folder that -o names
    Brat,
}

/// Where annotated articles go.
pub(super) enum Sink<W: Write> {
    Lines(W),
    Table(Box<TableWriter<W>>),
    Annotations(AnnotationWriter<W>),
    Brat {
        folder: PathBuf,
        /// Names that are taken.
        names: BTreeSet<String>,
    },
}

impl<W: Write> Sink<W> {
    /// Writes what stands before the first article.
    pub(super) fn new(out: W, format: OutputFormat) -> io::Result<Self> {
        let table = |out, format| {
            let columns = DocumentTable::Mentions.columns();
            Ok(Sink::Table(Box::new(TableWriter::new(
                out, columns, &format,
            )?)))
        };
        let annotations = |out, format| Ok(Sink::Annotations(AnnotationWriter::new(out, format)?));
        match format {
            OutputFormat::Jsonl | OutputFormat::Brat => Ok(Sink::Lines(out)),
            OutputFormat::Csv => table(out, Format::Csv(CsvOptions::default())),
            OutputFormat::Tsv => table(out, Format::Csv(CsvOptions::tsv())),
            OutputFormat::Parquet => table(out, Format::Parquet),
            OutputFormat::BiocJson => annotations(out, AnnotationFormat::BiocJson),
            OutputFormat::BiocXml => annotations(out, AnnotationFormat::BiocXml),
            OutputFormat::Pubtator => annotations(out, AnnotationFormat::PubTator),
            OutputFormat::Pubannotation => annotations(out, AnnotationFormat::PubAnnotation),
        }
    }

    /// Makes the folder for the files of brat.
    pub(super) fn brat(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        let names = BTreeSet::new();
        Ok(Sink::Brat { folder, names })
    }

    /// Writes one article.
    pub(super) fn article(&mut self, annotated: &AnnotatedDocument) -> io::Result<()> {
        match self {
            Sink::Lines(out) => article::write(out, annotated),
            Sink::Table(writer) => {
                let rows = DocumentTable::Mentions.rows(annotated, None);
                rows.iter().try_for_each(|row| writer.row(row))
            }
            Sink::Annotations(writer) => writer.document(annotated),
            Sink::Brat { folder, names } => {
                let name = file_name(&annotated.document.id, names);
                let text = folder.join(format!("{name}.txt"));
                fs::write(text, &annotated.document.text)?;
                let annotations = folder.join(format!("{name}.ann"));
                fs::write(annotations, brat::annotations(annotated))
            }
        }
    }

    /// Stands in for a line that cannot be read; other formats have no place for it.
    pub(super) fn error(&mut self, id: Option<&str>, message: &str) -> io::Result<()> {
        match self {
            Sink::Lines(out) => article::write_error(out, id, message),
            _ => Ok(()),
        }
    }

    /// Writes what stands behind the last article, and what is still held back.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Sink::Lines(mut out) => out.flush(),
            Sink::Table(writer) => writer.finish(),
            Sink::Annotations(writer) => writer.finish(),
            Sink::Brat { .. } => Ok(()),
        }
    }
}

/// A name that every file system takes, and that no other article has.
fn file_name(id: &str, names: &mut BTreeSet<String>) -> String {
    let is_kept = |mark: char| mark.is_alphanumeric() || matches!(mark, '.' | '-' | '_');
    let letters = id.chars().take(100);
    let base: String = letters
        .map(|mark| if is_kept(mark) { mark } else { '_' })
        .collect();
    let base = base.trim_start_matches('.').to_owned();
    let mut name = base.clone();
    let mut number = 2;
    while name.is_empty() || !names.insert(name.to_lowercase()) {
        name = format!("{base}-{number}");
        number += 1;
    }
    name
}
