//! Sidecar: `pairs.meta.json` beside `pairs.csv`: what one needs to make the table again.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Export;
use super::output::write_file;
use super::pairs::Counted;
use crate::cli::target::Target;

#[derive(Serialize)]
struct Sidecar<'s> {
    schema_version: u32,
    litmine: &'static str,
    table: &'static str,
    index: Index<'s>,
    parameters: Parameters<'s>,
    counts: Counts,
}

#[derive(Serialize)]
struct Index<'s> {
    format: u32,
    written_by: &'s str,
    commit: u64,
    articles: u64,
    sentences: u64,
    /// Number of articles by fingerprint of their dictionaries.
    dictionaries: BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct Parameters<'s> {
    window: &'static str,
    distance: Option<u32>,
    categories: Vec<String>,
    #[serde(rename = "where")]
    query: Option<&'s str>,
    where_kind: Option<&'static str>,
    about: Option<&'s str>,
    roll_up: bool,
    count_copies: bool,
    min_count: u64,
    top: Option<usize>,
    sort: &'static str,
    weights: Weights,
    alpha: f64,
}

#[derive(Serialize)]
struct Weights {
    article: f64,
    section: f64,
    sentence: f64,
}

#[derive(Serialize)]
struct Counts {
    articles: u64,
    /// Articles that are copies of counted ones.
    copies_left_out: usize,
    sections: u64,
    sentences: u64,
    concepts: usize,
    pairs_tested: usize,
    pairs: usize,
}

/// Returns where the sidecar of a table goes; `None` where the table is no file of its own.
pub(super) fn path(table: &Path) -> Option<PathBuf> {
    let is_file = std::fs::metadata(table).map_or(true, |found| found.is_file());
    (is_file && table != Path::new("-")).then(|| table.with_extension("meta.json"))
}

/// Writes the sidecar of a table, if it has one; it is not yet in its place.
pub(super) fn written(command: &Export, counted: &Counted<'_>) -> anyhow::Result<Option<Target>> {
    let Some(path) = path(&command.output) else {
        return Ok(None);
    };
    let status = counted.searcher.reader().status()?;
    let sidecar = Sidecar {
        schema_version: 1,
        litmine: env!("CARGO_PKG_VERSION"),
        table: "cooccurrence",
        index: Index {
            format: status.manifest.format,
            written_by: &status.manifest.litmine,
            commit: status.manifest.commit,
            articles: status.manifest.articles,
            sentences: status.manifest.sentences,
            dictionaries: status.dictionaries,
        },
        parameters: parameters(command, counted),
        counts: Counts {
            articles: counted.table.articles,
            copies_left_out: counted.copies_left_out,
            sections: counted.table.sections,
            sentences: counted.table.sentences,
            concepts: counted.table.nodes.len(),
            pairs_tested: counted.table.tested_count,
            pairs: counted.table.pairs.len(),
        },
    };
    let target = write_file(&path, |target| {
        serde_json::to_writer_pretty(&mut *target, &sidecar)?;
        target.write_all(b"\n")
    })?;
    Ok(Some(target))
}

fn parameters<'s>(command: &'s Export, counted: &'s Counted<'_>) -> Parameters<'s> {
    let options = &counted.options;
    let wanted = &command.pairs;
    Parameters {
        window: options.window.as_str(),
        distance: match options.window {
            litmine::model::Window::Distance(distance) => Some(distance),
            _ => None,
        },
        categories: options.pairs.words(),
        query: wanted.query.as_deref(),
        where_kind: wanted.query.as_ref().map(|_| match wanted.query_kind() {
            litmine::search::Kind::Article => "article",
            _ => "sentence",
        }),
        about: options.about.as_ref().map(|id| id.as_str()),
        roll_up: wanted.roll_up,
        count_copies: wanted.count_copies,
        min_count: options.min_count,
        top: wanted.top,
        sort: wanted.sort().as_str(),
        weights: Weights {
            article: options.weights.article,
            section: options.weights.section,
            sentence: options.weights.sentence,
        },
        alpha: options.alpha,
    }
}
