//! Export: annotated documents and co-occurrences → files that other programs read.
//!
//! A table is a list of columns and rows of [`Cell`]s, made once ([`documents`],
//! [`pairs`]); a format writes the cells ([`csv`], [`jsonl`], [`parquet`]). So all
//! formats have the same columns. A whole annotated document goes out as one JSON object
//! ([`article`]).
//!
//! Invariants: text is never shortened or cleaned; positions are code points of
//! the text; errors of the writer below come back as they are, so that a caller
//! can tell a closed pipe by its [`io::ErrorKind`].

pub mod annotations;
pub mod article;
mod bibliography;
mod cell;
pub mod claims;
pub mod csv;
pub mod documents;
pub mod jsonl;
mod kind;
mod lookup;
pub mod network;
pub mod pairs;
pub mod parquet;
pub mod plot;
mod positions;
#[cfg(test)]
mod tests;
mod xml;

use std::borrow::Borrow;
use std::io::{self, Write};

use crate::model::AnnotatedDocument;

pub use bibliography::{Bibliography, BibliographyWriter};
pub use cell::{Cell, Row};
pub use csv::{CsvOptions, CsvWriter};
pub use documents::DocumentTable;
pub use jsonl::JsonLinesWriter;
pub use parquet::ParquetWriter;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CSV or TSV.
    Csv(CsvOptions),
    /// One JSON object a line.
    JsonLines,
    /// Typed columns.
    Parquet,
}

/// Writes one table in one format.
///
/// # Examples
///
/// ```
/// use litmine::export::{Cell, CsvOptions, Format, TableWriter};
///
/// let mut out = Vec::new();
/// let format = Format::Csv(CsvOptions::default());
/// let mut writer = TableWriter::new(&mut out, &["name", "articles"], &format)?;
/// writer.row(&[Cell::text("HER2, 阳性"), Cell::count(3)])?;
/// writer.finish()?;
/// assert_eq!(out, "name,articles\n\"HER2, 阳性\",3\n".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
pub enum TableWriter<W: Write> {
    /// As CSV or TSV.
    Csv(Box<CsvWriter<W>>),
    /// As JSON lines.
    JsonLines(JsonLinesWriter<W>),
    /// As Parquet.
    Parquet(Box<ParquetWriter<W>>),
}

impl<W: Write> TableWriter<W> {
    /// Starts a table; CSV gets its header even if no row follows.
    pub fn new(out: W, columns: &'static [&'static str], format: &Format) -> io::Result<Self> {
        Ok(match format {
            Format::Csv(options) => Self::Csv(Box::new(CsvWriter::new(out, columns, options)?)),
            Format::JsonLines => Self::JsonLines(JsonLinesWriter::new(out, columns)),
            Format::Parquet => Self::Parquet(Box::new(ParquetWriter::new(out, columns)?)),
        })
    }

    /// Writes one row; its cells stand in the order of the columns.
    pub fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        match self {
            Self::Csv(writer) => writer.row(row),
            Self::JsonLines(writer) => writer.row(row),
            Self::Parquet(writer) => writer.row(row),
        }
    }

    /// Writes what is still held back. Without it an error at the end would go unseen.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Csv(writer) => writer.finish(),
            Self::JsonLines(writer) => writer.finish(),
            Self::Parquet(writer) => writer.finish(),
        }
    }
}

/// Writes the rows of documents in the order given.
///
/// Takes documents or borrows of them; an iterator that reads them one by one
/// keeps one in memory.
pub fn document_table<D: Borrow<AnnotatedDocument>>(
    out: impl Write,
    table: DocumentTable,
    documents: impl IntoIterator<Item = D>,
    format: &Format,
) -> io::Result<()> {
    let mut writer = TableWriter::new(out, table.columns(), format)?;
    for document in documents {
        for row in table.rows(document.borrow(), None) {
            writer.row(&row)?;
        }
    }
    writer.finish()
}
