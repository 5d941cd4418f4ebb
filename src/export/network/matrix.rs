//! Matrix: a square table of pairs, for pandas, R and heat maps.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use super::Network;
use crate::export::cell::Cell;
use crate::export::csv::{CsvOptions, CsvWriter};
use crate::model::{ConceptId, Node};

/// Writes the number of windows with both for every two concepts that have a pair; on the
/// diagonal the windows with the one. The first column and the header hold names.
pub fn write_matrix(out: impl Write, network: Network<'_>, options: &CsvOptions) -> io::Result<()> {
    let nodes = network.paired();
    let names = names(&nodes);
    let mut cells: HashMap<[&ConceptId; 2], u64> = HashMap::new();
    for pair in network.edges {
        cells.insert([&pair.a.id, &pair.b.id], pair.count);
        cells.insert([&pair.b.id, &pair.a.id], pair.count);
        cells.insert([&pair.a.id; 2], pair.count_a);
        cells.insert([&pair.b.id; 2], pair.count_b);
    }
    let columns: Vec<&str> = [""]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .collect();
    let mut writer = CsvWriter::new(out, &columns, options)?;
    for (node, name) in nodes.iter().zip(&names) {
        let count = |other: &&Node| {
            let count = cells.get(&[&node.label.id, &other.label.id]);
            count.copied().unwrap_or(0)
        };
        let counts = nodes.iter().map(|other| Cell::count(count(other)));
        let row: Vec<Cell<'_>> = [Cell::text(name)].into_iter().chain(counts).collect();
        writer.row(&row)?;
    }
    writer.finish()
}

/// The names of concepts; the id goes with a name that several have.
pub(super) fn names(nodes: &[&Node]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for node in nodes {
        *counts.entry(&node.label.name).or_default() += 1;
    }
    let name = |node: &&Node| match counts.get(&*node.label.name) {
        Some(1) => node.label.name.clone(),
        _ => format!("{} ({})", node.label.name, node.label.id),
    };
    nodes.iter().map(name).collect()
}
