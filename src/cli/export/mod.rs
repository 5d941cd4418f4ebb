//! `litmine export`: the index → a table.
//!
//! Every file is written beside its place and put there when all are whole.

mod claims;
mod compare;
mod networks;
mod options;
mod output;
mod pairs;
mod sidecar;
mod timeline;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;
use litmine::export::{Bibliography, BibliographyWriter, DocumentTable};

use super::Context;
use super::exit::Code;
use output::{Format, Output};

/// Export a table: co-occurrences, mentions, evidence, claims, references or articles
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine export cooccurrence -o pairs.csv
  litmine export cooccurrence --about 赫赛汀 --window article --sort npmi -o her2.csv
  litmine export cooccurrence --where 'disease:胃癌 year:2018..' --top 100 -o network.graphml
  litmine export mentions -o mentions.jsonl
  litmine export claims --min-confidence 0.6 -o claims.csv
  litmine export references -o references.bib
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
    pairs: options::PairOptions,
    #[command(flatten)]
    claims: claims::ClaimOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Pairs of concepts that occur together, with scores
    Cooccurrence,
    /// How often a concept is mentioned, by year
    Timeline,
    /// Every mention of a concept
    Mentions,
    /// Every mention in a sentence with its mechanisms and references
    Evidence,
    /// What is claimed, how often and by whom: which gene does what to which drug
    Claims,
    /// Every entry of the reference lists
    References,
    /// Every article
    Articles,
}

impl Export {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let allowed: &[&str] = match self.what {
            What::Timeline => &["--about", "--where", "--count-copies", "--plot"],
            _ => &[],
        };
        if self.what != What::Cooccurrence
            && let Some(flag) = self.pairs.first_given(allowed)
        {
            bail!("{flag} goes with `export cooccurrence` only");
        }
        if self.what != What::Claims
            && let Some(flag) = self.claims.first_given()
        {
            bail!("{flag} goes with `export claims` only");
        }
        let format = match self.format {
            Some(format) => format,
            None if self.pairs.has_own_format() => Format::Csv,
            None => Format::of(&self.output)?,
        };
        if let (What::References, Some(bibliography)) = (self.what, format.bibliography()) {
            return self.bibliography(bibliography, context);
        }
        let table = match self.what {
            What::Cooccurrence if self.pairs.is_comparison() => {
                return compare::export(&self, format, context);
            }
            What::Cooccurrence => return pairs::export(&self, format, context),
            What::Claims => return claims::export(&self, format, context),
            What::Timeline => return timeline::export(&self, format, context),
            What::Mentions => DocumentTable::Mentions,
            What::Evidence => DocumentTable::Evidence,
            What::References => DocumentTable::References,
            What::Articles => DocumentTable::Articles,
        };
        let reader = context.reader()?;
        let lexicon = context.lexicon_of(&reader)?;
        context.warn_of_outdated(&reader, &lexicon)?;
        let copies = match table {
            DocumentTable::Articles => reader.copies()?,
            _ => BTreeMap::new(),
        };
        let mut output = Output::open(&self.output, table.columns(), format, self.bom)?;
        output.write(|writer| {
            for document in reader.documents()? {
                let document = document?;
                let copy_of = copies.get(&document.document.id);
                for row in table.rows(&document, copy_of.map(String::as_str)) {
                    writer.row(&row)?;
                }
            }
            Ok(())
        })?;
        output.into_target().finish()?;
        Ok(Code::Done)
    }

    /// Writes the references of all articles, each once.
    fn bibliography(&self, format: Bibliography, context: &Context) -> anyhow::Result<Code> {
        let documents = context
            .reader()?
            .documents()?
            .collect::<Result<Vec<_>, _>>()?;
        let target = output::write_file(&self.output, |target| {
            let mut writer = BibliographyWriter::new(target, format);
            for document in &documents {
                writer.document(document)?;
            }
            writer.finish()
        })?;
        target.finish()?;
        Ok(Code::Done)
    }
}
