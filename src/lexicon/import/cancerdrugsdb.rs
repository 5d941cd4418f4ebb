//! Cancer Drugs Database: tab-separated, with HTML links in cells → drugs.
//!
//! Read: `Product`, `DrugBank ID`, `ATC`, `ChEMBL`; see <https://www.anticancerfund.org>. A row
//! that was broken in two lines is joined.

use std::path::Path;

use super::entry::{Entry, push};
use super::rows::{Dialect, Rows};
use super::sink::Sink;
use crate::error::Result;
use crate::model::Category;

pub(super) fn read(path: &Path, sink: &mut Sink) -> Result<()> {
    let dialect = Dialect {
        quotes_are_letters: true,
        joins_lines: true,
        ..Dialect::default()
    };
    let mut rows = Rows::open(path, dialect, &[&["product"], &["drugbank id"]])?;
    while let Some(row) = sink.next(&mut rows)? {
        let product = rows.cell(&row, &["product"]);
        if product.is_empty() {
            sink.broken(rows.broken(row.line, "a product", "an empty cell"))?;
            continue;
        }
        let drugbank = text(rows.cell(&row, &["drugbank id"])).filter(|id| id.starts_with("DB"));
        let chembl = text(rows.cell(&row, &["chembl"])).filter(|id| id.starts_with("CHEMBL"));
        let mut ids: Vec<String> = drugbank
            .map(|id| format!("drugbank:{id}"))
            .into_iter()
            .collect();
        ids.extend(chembl.map(|id| format!("chembl:{id}")));
        ids.push(format!("litmine.drug:{}", slug(product)));
        let mut entry = Entry::new(ids.remove(0), Category::Drug);
        ids.pop_if(|id| id.starts_with("litmine.drug:"));
        entry.name = product.to_lowercase();
        push(&mut entry.xrefs, ids);
        let atc = rows.list(&row, &["atc"], &[';', ',', ' ']);
        push(
            &mut entry.xrefs,
            atc.iter().map(|code| format!("atc:{code}")),
        );
        sink.entry(entry);
    }
    Ok(())
}

/// Returns the text of a link, or of a cell without one; `None` when there is none.
fn text(cell: &str) -> Option<&str> {
    let inner = match cell.split_once('>') {
        Some((_, after)) => after.split('<').next().unwrap_or_default(),
        None => cell,
    };
    Some(inner.trim()).filter(|text| !text.is_empty() && !text.contains(char::is_whitespace))
}

fn slug(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
