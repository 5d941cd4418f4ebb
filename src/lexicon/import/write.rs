//! Write: rows → CSV in the columns of our dictionaries.

use std::io::{self, Write};

use super::entry::Entry;

const COLUMNS: [&str; 12] = [
    "id",
    "category",
    "name",
    "name_zh",
    "synonyms",
    "synonyms_zh",
    "xrefs",
    "parents",
    "members",
    "targets",
    "ambiguous",
    "sources",
];

/// Writes a header and the rows as they come; several values in a cell are parted by `|`.
pub(super) fn csv(rows: &[Entry], out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for row in rows {
        let cells = [
            row.id.clone(),
            row.category.to_string(),
            row.name.clone(),
            row.name_zh.clone(),
            row.synonyms.join("|"),
            row.synonyms_zh.join("|"),
            row.xrefs.join("|"),
            row.parents.join("|"),
            row.members.join("|"),
            row.targets.join("|"),
            row.ambiguous.join("|"),
            row.sources.join("|"),
        ];
        writer.write_record(&cells)?;
    }
    writer.flush()
}
