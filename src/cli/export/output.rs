//! Output: one table on its way into one file; errors name the file.

use std::io;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use clap::ValueEnum;
use litmine::export::{self, Bibliography, CsvOptions, TableWriter};

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
    /// Parquet, for pandas, polars, R and engines
    Parquet,
    /// GraphML, for networkx, igraph, Gephi, Cytoscape (cooccurrence only)
    Graphml,
    /// GEXF 1.3, for Gephi (cooccurrence only)
    Gexf,
    /// CX2, for Cytoscape and NDEx (cooccurrence only)
    Cx2,
    /// BibTeX, each reference once (references only)
    Bibtex,
    /// RIS, each reference once (references only)
    Ris,
    /// CSL-JSON, each reference once (references only)
    CslJson,
}

impl Format {
    /// Returns the bibliography that it is, if it is one.
    pub(super) fn bibliography(self) -> Option<Bibliography> {
        match self {
            Format::Bibtex => Some(Bibliography::BibTex),
            Format::Ris => Some(Bibliography::Ris),
            Format::CslJson => Some(Bibliography::CslJson),
            _ => None,
        }
    }

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
            Some("parquet") => Ok(Format::Parquet),
            Some("graphml") => Ok(Format::Graphml),
            Some("gexf") => Ok(Format::Gexf),
            Some("cx2") => Ok(Format::Cx2),
            Some("bib") => Ok(Format::Bibtex),
            Some("ris") => Ok(Format::Ris),
            Some("json") => Ok(Format::CslJson),
            Some(other) => bail!(
                "{}: expected a name in .csv, .tsv, .jsonl, .parquet, .graphml, .gexf, .cx2, .bib, .ris \
                 or .json, or a --format; found .{other}",
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
    /// Opens a file for a table.
    ///
    /// # Errors
    ///
    /// For a format of networks, which are no tables, and a byte-order mark where none goes.
    pub(super) fn open(
        path: &Path,
        columns: &'static [&'static str],
        format: Format,
        bom: bool,
    ) -> anyhow::Result<Self> {
        let format = table_format(path, format, bom)?;
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

    /// Returns the file, written but not yet in its place.
    pub(super) fn into_target(self) -> Target {
        self.target
    }
}

/// Returns how a table is written.
fn table_format(path: &Path, format: Format, bom: bool) -> anyhow::Result<export::Format> {
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
        Format::Parquet => export::Format::Parquet,
        Format::Graphml
        | Format::Gexf
        | Format::Cx2
        | Format::Bibtex
        | Format::Ris
        | Format::CslJson => {
            bail!("{}: expected the format of a table", path.display())
        }
    };
    ensure!(
        !bom || matches!(format, export::Format::Csv(_)),
        "--bom goes with csv and tsv"
    );
    Ok(format)
}

/// Writes a file that is no table; it is not yet in its place.
pub(super) fn write_file(
    path: &Path,
    fill: impl FnOnce(&mut Target) -> io::Result<()>,
) -> anyhow::Result<Target> {
    let mut target = Target::open(path)?;
    let filled = fill(&mut target);
    filled.with_context(|| target.name().to_owned())?;
    Ok(target)
}
