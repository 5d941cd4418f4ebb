//! Table: any table with our own column names → rows of a dictionary.
//!
//! Read: `id` and any of `category`, `name`, `name_zh`, `synonyms`, `synonyms_zh`, `xrefs`,
//! `parents`, `members`, `targets`, `ambiguous`, `sources`; several values in a cell are parted by
//! `|`. Rows without a category have the one of the whole table; rows without a name add to
//! concepts that another dictionary names.

use std::path::Path;

use super::entry::{Entry, Trust};
use super::rows::{Dialect, Row, Rows};
use super::sink::Sink;
use crate::error::{Error, Result};
use crate::lexicon::row::is_curie;
use crate::model::Category;

pub(super) fn read(path: &Path, category: Option<Category>, sink: &mut Sink) -> Result<()> {
    let mut rows = Rows::open(path, Dialect::default(), &[&["id"]])?;
    if category.is_none() && !rows.has("category") {
        return Err(rows.broken(
            1,
            "a column `category`, or a category for the whole table",
            "neither",
        ));
    }
    let stem = stem(path);
    while let Some(row) = sink.next(&mut rows)? {
        match entry(&rows, &row, category) {
            Ok(mut entry) => {
                if entry.sources.is_empty() {
                    entry.sources.push(stem.clone());
                }
                sink.entry(entry);
            }
            Err(error) => sink.broken(error)?,
        }
    }
    Ok(())
}

fn entry(rows: &Rows, row: &Row, category: Option<Category>) -> Result<Entry> {
    let fault = |expected: &str, found: &str| -> Error {
        rows.broken(row.line, expected, format!("`{found}`"))
    };
    let id = rows.cell(row, &["id"]);
    if !is_curie(id) {
        return Err(fault("an id such as hgnc:3430", id));
    }
    let word = rows.cell(row, &["category"]);
    let own = Category::parse(word);
    if !word.is_empty() && own.is_none() {
        return Err(fault(
            &format!("one of {}", Category::ALL.map(Category::as_str).join(", ")),
            word,
        ));
    }
    let Some(found) = own.or(category) else {
        return Err(fault("a category", word));
    };
    let list = |column: &str| rows.list(row, &[column], &['|']);
    let mut entry = Entry::new(id, found);
    entry.trust = if own.is_none() {
        Trust::Blanket
    } else {
        Trust::Full
    };
    entry.name = rows.cell(row, &["name"]).to_owned();
    entry.name_zh = rows.cell(row, &["name_zh"]).to_owned();
    entry.synonyms = list("synonyms");
    entry.synonyms_zh = list("synonyms_zh");
    entry.xrefs = list("xrefs");
    entry.parents = list("parents");
    entry.members = list("members");
    entry.targets = list("targets");
    entry.ambiguous = list("ambiguous");
    entry.sources = list("sources");
    match entry.says_something() {
        true => Ok(entry),
        false => Err(fault("something besides an id", id)),
    }
}

/// `drugbank_xrefs` of `drugbank_xrefs.tsv.gz`.
fn stem(path: &Path) -> String {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    name.split('.').next().unwrap_or_default().to_owned()
}
