//! Import: a public download → a dictionary in our own columns.
//!
//! A source hands over its entries one by one ([`Source`] lists them, each with a file here that
//! says what it reads). Names are judged as they come (`judge`), then each is compared with the
//! names of the other entries (`rivals`); what is left is written sorted by id (`write`).
//! Nothing is merged here: rows carry ids and cross-references, and the lexicon unites them when
//! it loads them.
//!
//! Invariant: same download, same dictionaries in use, same bytes out. A broken row is handed to
//! the caller and left out; what it costs is one row. Memory grows with what is kept, not with
//! what is read, and no row is larger than `rows::LARGEST_BYTES`.

mod cancerdrugsdb;
mod cells;
mod chembl;
mod doid;
mod drugbank;
mod entry;
mod famplex;
mod hgnc;
mod input;
mod judge;
mod known;
mod mesh;
mod ncbi_gene;
mod report;
mod rivals;
mod rows;
mod sink;
mod table;
mod vocabulary;
mod write;

use std::path::Path;

use super::Lexicon;
use crate::error::{Error, Result};
use crate::model::Category;

pub use report::{Reason, Report};

use sink::Sink;

/// A public download that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// HGNC's complete set, as text or JSON.
    Hgnc,
    /// NCBI Gene's `gene_info`.
    NcbiGene,
    /// FamPlex, a folder.
    Famplex,
    /// DrugBank's open vocabulary.
    Drugbank,
    /// ChEMBL's molecules, or their synonyms, as a table.
    Chembl,
    /// MeSH descriptors or supplementary records, in XML.
    Mesh,
    /// The Disease Ontology, in OBO.
    Doid,
    /// The Cancer Drugs Database.
    Cancerdrugsdb,
    /// A table with our own column names.
    Table,
}

impl Source {
    /// Returns the word for it in the column `sources` and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Source::Hgnc => "hgnc",
            Source::NcbiGene => "ncbi-gene",
            Source::Famplex => "famplex",
            Source::Drugbank => "drugbank",
            Source::Chembl => "chembl",
            Source::Mesh => "mesh",
            Source::Doid => "doid",
            Source::Cancerdrugsdb => "cancerdrugsdb",
            Source::Table => "table",
        }
    }
}

/// What to read, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Which download it is.
    pub source: Source,
    /// The file, or for FamPlex the folder; gzip is told by its content.
    pub path: &'a Path,
    /// The category of rows that say none (`table`), or the part to take (`mesh`: drug or disease).
    pub category: Option<Category>,
    /// The species to take from `ncbi-gene`, as an NCBI taxonomy id; 9606 is human.
    pub taxon: u32,
}

/// A dictionary made of a download.
#[derive(Debug)]
pub struct Imported {
    rows: Vec<entry::Entry>,
    /// What was kept and what was dropped.
    pub report: Report,
}

impl Imported {
    /// Writes the dictionary as CSV, by id.
    ///
    /// # Errors
    ///
    /// What `out` returns.
    pub fn write(&self, out: impl std::io::Write) -> std::io::Result<()> {
        write::csv(&self.rows, out)
    }
}

/// Reads a download. `known` are the dictionaries in use: their names win over imported ones.
///
/// Every broken row is given to `refuse` and left out.
///
/// # Errors
///
/// [`Error::Io`] for a file that cannot be read, [`Error::Dictionary`] for one that is no such
/// download at all.
pub fn import(
    request: &Request,
    known: &Lexicon,
    refuse: &mut dyn FnMut(&Error),
) -> Result<Imported> {
    let mut sink = Sink::new(request.source, known, refuse);
    match request.source {
        Source::Hgnc => hgnc::read(request.path, &mut sink)?,
        Source::NcbiGene => ncbi_gene::read(request.path, request.taxon, &mut sink)?,
        Source::Famplex => famplex::read(request.path, known, &mut sink)?,
        Source::Drugbank => drugbank::read(request.path, &mut sink)?,
        Source::Chembl => chembl::read(request.path, &mut sink)?,
        Source::Mesh => mesh::read(request.path, request.category, &mut sink)?,
        Source::Doid => doid::read(request.path, &mut sink)?,
        Source::Cancerdrugsdb => cancerdrugsdb::read(request.path, &mut sink)?,
        Source::Table => table::read(request.path, request.category, &mut sink)?,
    }
    let (rows, report) = sink.finish();
    Ok(Imported { rows, report })
}

#[cfg(test)]
mod tests;
