//! `litmine lexicon import`: a public download becomes a dictionary.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::ValueEnum;
use litmine::lexicon::import::{self, Report, Request};
use litmine::model::Category;

use crate::cli::exit::Code;
use crate::cli::target::Target;
use crate::cli::{Context, say};

/// Turn a public download into a dictionary
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine lexicon import hgnc hgnc_complete_set.txt -o mine/hgnc.csv
  litmine lexicon import table xrefs.tsv.gz --category drug -o mine/xrefs.csv
  litmine --dictionaries mine annotate articles

Names of the dictionaries in use win: an imported name that is another concept's there is
dropped. Rows that are about one thing become one concept when the dictionaries are read.
Gzip is told by content. A broken row is named and left out; then the exit code is 1.")]
pub(crate) struct Import {
    /// Which download it is
    #[arg(value_name = "SOURCE")]
    source: Source,
    /// The file; for famplex, the folder
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The dictionary to write, `-` for standard output
    #[arg(long, short, value_name = "OUT.csv")]
    output: PathBuf,
    /// The category of rows that say none (table), or the part to take (mesh: drug or disease)
    #[arg(long, value_name = "CATEGORY", value_parser = category)]
    category: Option<Category>,
    /// The species to take (ncbi-gene), as an NCBI taxonomy id
    #[arg(long, value_name = "N", default_value_t = 9606)]
    taxon: u32,
}

/// Which download it is.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Source {
    /// HGNC's complete set, .txt or .json
    Hgnc,
    /// NCBI Gene's gene_info
    NcbiGene,
    /// FamPlex, the folder with entities.csv
    Famplex,
    /// DrugBank's open vocabulary, .csv
    Drugbank,
    /// ChEMBL's molecules or their synonyms, .tsv or .csv
    Chembl,
    /// MeSH descriptors or supplementary records, .xml
    Mesh,
    /// the Disease Ontology, .obo
    Doid,
    /// the Cancer Drugs Database, .txt
    Cancerdrugsdb,
    /// any table with our own column names
    Table,
}

impl Source {
    fn of_library(self) -> import::Source {
        match self {
            Source::Hgnc => import::Source::Hgnc,
            Source::NcbiGene => import::Source::NcbiGene,
            Source::Famplex => import::Source::Famplex,
            Source::Drugbank => import::Source::Drugbank,
            Source::Chembl => import::Source::Chembl,
            Source::Mesh => import::Source::Mesh,
            Source::Doid => import::Source::Doid,
            Source::Cancerdrugsdb => import::Source::Cancerdrugsdb,
            Source::Table => import::Source::Table,
        }
    }
}

fn category(word: &str) -> Result<Category, String> {
    let words = || Category::ALL.map(Category::as_str).join(", ");
    Category::parse(word).ok_or_else(|| format!("expected one of {}", words()))
}

impl Import {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let known = context.lexicon()?;
        let request = Request {
            source: self.source.of_library(),
            path: &self.file,
            category: self.category,
            taxon: self.taxon,
        };
        let mut target = Target::open(&self.output)?;
        let name = target.name().to_owned();
        let imported = import::import(&request, &known, &mut |error| say(&error.to_string()))?;
        imported.write(&mut target).context(name)?;
        target.finish()?;
        let report = &imported.report;
        lines(report).iter().for_each(|line| context.note(line));
        Ok(if report.broken > 0 {
            Code::SomeRefused
        } else {
            Code::Done
        })
    }
}

/// The counts, a line each.
fn lines(report: &Report) -> Vec<String> {
    let Report {
        concepts,
        names,
        ambiguous,
        merged,
        dropped,
        broken,
    } = report;
    let mut lines = vec![
        format!("concepts {concepts:>9}"),
        format!("names    {names:>9}, {ambiguous} of them only beside another name"),
        format!("merged   {merged:>9} into concepts of the dictionaries in use"),
    ];
    lines.extend(
        dropped
            .iter()
            .map(|(reason, count)| format!("dropped  {count:>9} {reason}")),
    );
    if *broken > 0 {
        lines.push(format!("broken   {broken:>9} rows, named above"));
    }
    lines
}
