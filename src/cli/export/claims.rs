//! Claims: `litmine export claims`, one row for each thing that is claimed.

use anyhow::ensure;
use litmine::export::claims::{CIVIC_COLUMNS, CLAIM_COLUMNS, ClaimTable};

use super::Export;
use super::output::{Format, Output};
use crate::cli::Context;
use crate::cli::exit::Code;

/// What only claims have.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of claims")]
pub(super) struct ClaimOptions {
    /// Leave out claims that are less sure, from 0 to 1
    #[arg(long, value_name = "SHARE")]
    min_confidence: Option<f32>,
    /// Write the columns of CIViC's evidence items
    #[arg(long)]
    civic: bool,
}

impl ClaimOptions {
    /// Returns the first option that was given.
    pub(super) fn first_given(&self) -> Option<&'static str> {
        match (self.min_confidence, self.civic) {
            (Some(_), _) => Some("--min-confidence"),
            (None, true) => Some("--civic"),
            (None, false) => None,
        }
    }
}

/// Exports claims.
pub(super) fn export(command: &Export, format: Format, context: &Context) -> anyhow::Result<Code> {
    let ClaimOptions {
        min_confidence,
        civic,
    } = command.claims;
    let min_confidence = min_confidence.unwrap_or(0.0);
    ensure!(
        (0.0..=1.0).contains(&min_confidence),
        "--min-confidence {min_confidence}: expected a number from 0 to 1"
    );
    let reader = context.reader()?;
    let lexicon = context.lexicon_of(&reader)?;
    context.warn_of_outdated(&reader, &lexicon)?;
    let columns = if civic { CIVIC_COLUMNS } else { CLAIM_COLUMNS };
    let mut output = Output::open(&command.output, columns, format, command.bom)?;
    let mut table = ClaimTable::new(min_confidence);
    for document in reader.documents()? {
        table.add(&document?);
    }
    output.write(|writer| {
        match civic {
            true => table.civic_rows().try_for_each(|row| writer.row(&row))?,
            false => table.rows().try_for_each(|row| writer.row(&row))?,
        }
        Ok(())
    })?;
    output.into_target().finish()?;
    Ok(Code::Done)
}
