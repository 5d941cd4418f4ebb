//! Output: one table on its way into one file; errors name the file.

use std::io;
use std::path::Path;

use anyhow::bail;
use clap::ValueEnum;
use litmine::export::{self, CsvOptions, TableWriter};

use crate::cli::target::Target;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// One JSON object a line
    Jsonl,
}

impl Format {
    /// Returns the format that a file name promises; CSV for a name without an extension.
    pub(super) fn of(path: &Path) -> anyhow::Result<Self> {
        let extension = path
            .extension()
            .map(|extension| extension.to_ascii_lowercase());
        match extension
            .as_ref()
            .map(|extension| extension.to_str().unwrap_or_default())
        {
            Some("csv") | None => Ok(Format::Csv),
            Some("tsv" | "tab") => Ok(Format::Tsv),
            Some("jsonl" | "ndjson") => Ok(Format::Jsonl),
            Some(other) => bail!(
                "{}: expected a name in .csv, .tsv or .jsonl, or a --format; found .{other}",
                path.display()
            ),
        }
    }
}

/// A table and the file it goes to.
pub(super) struct Output {
    target: Target,
    columns: &'static [&'static str],
    format: export::Format,
}

impl Output {
    /// Opens a file for a table. JSON lines get no byte-order mark.
    pub(super) fn open(
        path: &Path,
        columns: &'static [&'static str],
        format: Format,
        bom: bool,
    ) -> anyhow::Result<Self> {
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
        let target = Target::open(path)?;
        Ok(Self {
            target,
            columns,
            format,
        })
    }

    /// Writes the table; `fill` gives its rows.
    pub(super) fn write(
        &mut self,
        fill: impl FnOnce(&mut TableWriter<&mut Target>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let name = self.target.name().to_owned();
        let run = || {
            let mut writer = TableWriter::new(&mut self.target, self.columns, &self.format)?;
            fill(&mut writer)?;
            Ok(writer.finish()?)
        };
        run().map_err(|error: anyhow::Error| match error.is::<io::Error>() {
            true => error.context(name),
            false => error,
        })
    }

    /// Puts the file in its place.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        self.target.finish()
    }
}
