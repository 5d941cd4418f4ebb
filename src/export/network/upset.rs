//! UpSet: windows × concepts as 0 and 1, which UpSetR, ComplexUpset and upsetplot read.

use std::io::{self, Write};

use super::Network;
use super::matrix::names;
use crate::export::cell::Cell;
use crate::export::csv::{CsvOptions, CsvWriter};
use crate::model::{ConceptId, Node};

/// A window and the concepts in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// What to call it: `article`, or `article#place` for what is smaller.
    pub unit: String,
    /// The concepts in it, by id.
    pub concepts: Vec<ConceptId>,
}

/// Writes one row a window that holds a concept with a pair: its name, then 0 or 1 for each of them.
pub fn write_upset(
    out: impl Write,
    network: Network<'_>,
    units: &[Membership],
    options: &CsvOptions,
) -> io::Result<()> {
    let nodes = network.paired();
    let names = names(&nodes);
    let columns = ["unit"].into_iter().chain(names.iter().map(String::as_str));
    let columns: Vec<&str> = columns.collect();
    let mut writer = CsvWriter::new(out, &columns, options)?;
    for unit in units {
        let is_in = |node: &&Node| unit.concepts.binary_search(&node.label.id).is_ok();
        let flags: Vec<bool> = nodes.iter().map(is_in).collect();
        if flags.contains(&true) {
            let flags = flags.into_iter().map(|flag| Cell::count(flag.into()));
            let row: Vec<Cell<'_>> = [Cell::text(&unit.unit)].into_iter().chain(flags).collect();
            writer.row(&row)?;
        }
    }
    writer.finish()
}
