//! `litmine export`: the index → a table.
//!
//! Every file is written beside its place and put there when all are whole.

mod pairs;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use clap::ValueEnum;
use litmine::export::{self, CsvOptions, DocumentTable, TableWriter};
use litmine::index::Reader;

use super::Context;
use super::exit::Code;
use super::target::Target;

/// Export a table: co-occurrences, mentions, evidence, references or articles
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine export cooccurrence -o pairs.csv
  litmine export cooccurrence --about 赫赛汀 --window article --sort npmi -o her2.csv
  litmine export mentions -o mentions.jsonl
  litmine export evidence -o - | head")]
pub(crate) struct Export {
    /// Which table
    #[arg(value_name = "WHAT")]
    what: What,
    /// The file to write; `-` is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// How to write it [default: by the file name, else csv]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Begin CSV with a byte-order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    bom: bool,
    #[command(flatten)]
    pairs: pairs::PairOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Pairs of concepts that occur together, with scores
    Cooccurrence,
    /// Every mention of a concept
    Mentions,
    /// Every mention in a sentence with its mechanisms and references
    Evidence,
    /// Every entry of the reference lists
    References,
    /// Every article
    Articles,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// One JSON object a line
    Jsonl,
}

impl Export {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        if self.what != What::Cooccurrence
            && let Some(flag) = self.pairs.first_given()
        {
            bail!("{flag} goes with `export cooccurrence` only");
        }
        let table = match self.what {
            What::Cooccurrence => return pairs::export(&self, context),
            What::Mentions => DocumentTable::Mentions,
            What::Evidence => DocumentTable::Evidence,
            What::References => DocumentTable::References,
            What::Articles => DocumentTable::Articles,
        };
        let reader = context.reader()?;
        context.warn_of_outdated(&reader, &*context.lexicon()?)?;
        let mut output = self.open(&self.output, self.format, table.columns())?;
        for document in reader.documents()? {
            let document = document?;
            for row in table.rows(&document) {
                output.row(&row)?;
            }
        }
        output.close()?.finish()?;
        Ok(Code::Done)
    }

    /// Opens a file for a table; its format follows from its name where none is given.
    fn open(
        &self,
        path: &Path,
        format: Option<Format>,
        columns: &'static [&'static str],
    ) -> anyhow::Result<Output> {
        let format = match format {
            Some(format) => format,
            None => format_of(path)?,
        };
        let bom = self.bom;
        let format = match format {
            Format::Csv => export::Format::Csv(CsvOptions {
                bom,
                ..CsvOptions::default()
            }),
            Format::Tsv => export::Format::Csv(CsvOptions {
                bom,
                ..CsvOptions::tsv()
            }),
            Format::Jsonl => export::Format::JsonLines,
        };
        ensure!(
            !bom || format != export::Format::JsonLines,
            "--bom goes with csv and tsv, not with jsonl"
        );
        let target = Target::open(path)?;
        Output::new(target, columns, &format)
    }
}

fn format_of(path: &Path) -> anyhow::Result<Format> {
    let extension = path.extension().and_then(OsStr::to_str);
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("csv") | None => Ok(Format::Csv),
        Some("tsv" | "tab") => Ok(Format::Tsv),
        Some("jsonl" | "ndjson") => Ok(Format::Jsonl),
        Some(other) => bail!(
            "{}: expected a name that ends in .csv, .tsv or .jsonl (or a --format), found .{other}",
            path.display()
        ),
    }
}
