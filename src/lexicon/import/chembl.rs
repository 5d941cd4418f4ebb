//! ChEMBL: molecules, or one synonym a row, in any table → drugs.
//!
//! Read, whatever the letter case, separators and order: an id (`chembl_id`, `molecule_chembl_id`,
//! `chembl id`), a preferred name (`pref_name`, `name`, `molecule_pref_name`), synonyms
//! (`synonyms`, `molecule_synonym`, `synonym`, `molecule_synonyms`, `trade_names`; parted by `|`
//! or `;`), the UNII and CAS numbers where there are. Rows of one id are one drug. Names in
//! capitals, as ChEMBL writes them, become lower case unless they hold a digit.

use std::path::Path;

use super::entry::{Entry, push};
use super::rows::{Dialect, Rows};
use super::sink::Sink;
use crate::error::Result;
use crate::model::Category;

const ID: [&str; 4] = ["chembl_id", "molecule_chembl_id", "chembl id", "chemblid"];
const NAME: [&str; 4] = ["pref_name", "molecule_pref_name", "preferred name", "name"];
const SYNONYMS: [&str; 7] = [
    "synonyms",
    "molecule_synonyms",
    "molecule_synonym",
    "synonym",
    "trade_names",
    "usan_stem_definition_synonyms",
    "research_codes",
];

pub(super) fn read(path: &Path, sink: &mut Sink) -> Result<()> {
    let mut rows = Rows::open(path, Dialect::default(), &[&ID])?;
    while let Some(row) = sink.next(&mut rows)? {
        let id = rows.cell(&row, &ID);
        let number = id.strip_prefix("CHEMBL").unwrap_or_default();
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            let found = format!("`{id}`");
            sink.broken(rows.broken(row.line, "an id such as CHEMBL25", found))?;
            continue;
        }
        let mut entry = Entry::new(format!("chembl:{id}"), Category::Drug);
        entry.name = lower(rows.cell(&row, &NAME));
        for column in SYNONYMS {
            let synonyms = rows.list(&row, &[column], &['|', ';']);
            push(&mut entry.synonyms, synonyms.iter().map(|name| lower(name)));
        }
        for (column, prefix) in [("cas", "cas"), ("cas_number", "cas"), ("unii", "unii")] {
            push(
                &mut entry.xrefs,
                rows.list(&row, &[column], &['|', ';'])
                    .iter()
                    .map(|id| format!("{prefix}:{id}")),
            );
        }
        entry.drop_repeats();
        sink.entry(entry);
    }
    Ok(())
}

/// `TRASTUZUMAB` → `trastuzumab`; a code such as `AZD9291` stays.
fn lower(name: &str) -> String {
    let is_word = name.len() > 4 && !name.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    match is_word && name.to_ascii_lowercase() != name {
        true => name.to_ascii_lowercase(),
        false => name.to_owned(),
    }
}
