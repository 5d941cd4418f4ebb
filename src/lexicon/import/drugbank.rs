//! DrugBank: the open vocabulary, CSV → drugs.
//!
//! Read: `DrugBank ID`, `Common name`, `CAS`, `UNII`, `Synonyms` (parted by ` | `); see
//! <https://go.drugbank.com/releases/latest#open-data>.

use std::path::Path;

use super::entry::{Entry, push};
use super::rows::{Dialect, Rows};
use super::sink::Sink;
use crate::error::Result;
use crate::model::Category;

pub(super) fn read(path: &Path, sink: &mut Sink) -> Result<()> {
    let required: [&[&str]; 2] = [&["drugbank id"], &["common name"]];
    let mut rows = Rows::open(path, Dialect::default(), &required)?;
    while let Some(row) = sink.next(&mut rows)? {
        let id = rows.cell(&row, &["drugbank id"]);
        let name = rows.cell(&row, &["common name"]);
        if !id.starts_with("DB") || id.contains(char::is_whitespace) || name.is_empty() {
            let found = format!("`{id}` and `{name}`");
            sink.broken(rows.broken(row.line, "an id such as DB00001 and a name", found))?;
            continue;
        }
        let mut entry = Entry::new(format!("drugbank:{id}"), Category::Drug);
        entry.name = name.to_owned();
        push(&mut entry.synonyms, rows.list(&row, &["synonyms"], &['|']));
        for (column, prefix) in [("cas", "cas"), ("unii", "unii")] {
            push(
                &mut entry.xrefs,
                rows.list(&row, &[column], &['|'])
                    .iter()
                    .map(|id| format!("{prefix}:{id}")),
            );
        }
        entry.drop_repeats();
        sink.entry(entry);
    }
    Ok(())
}
