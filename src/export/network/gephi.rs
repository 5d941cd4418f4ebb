//! Gephi: two spreadsheets, nodes and edges, with the headers that its importer knows.
//!
//! Without a byte-order mark, which hides `Source` from older versions; see
//! <https://gephi.org/users/supported-graph-formats/spreadsheet/>.

use std::io::{self, Write};

use super::{EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Network, Value, edge_values, node_values};
use crate::export::cell::Cell;
use crate::export::csv::{CsvOptions, CsvWriter};

/// Writes the nodes: `Id`, `Label` and the attributes.
pub fn write_gephi_nodes(out: impl Write, network: Network<'_>) -> io::Result<()> {
    let columns = ["Id", "Label"].into_iter();
    let columns: Vec<&str> = columns
        .chain(NODE_ATTRIBUTES.map(|(name, _)| name))
        .collect();
    let mut writer = CsvWriter::new(out, &columns, &CsvOptions::default())?;
    for node in network.nodes {
        let mut row = vec![
            Cell::text(node.label.id.as_str()),
            Cell::text(&node.label.name),
        ];
        row.extend(node_values(node).into_iter().map(|(_, value)| cell(value)));
        writer.row(&row)?;
    }
    writer.finish()
}

/// Writes the edges: `Source`, `Target`, `Type`, `Id`, `Label`, `Weight` and the attributes.
pub fn write_gephi_edges(out: impl Write, network: Network<'_>) -> io::Result<()> {
    let columns = ["Source", "Target", "Type", "Id", "Label", "Weight"].into_iter();
    let columns: Vec<&str> = columns
        .chain(EDGE_ATTRIBUTES.map(|(name, _)| name))
        .collect();
    let mut writer = CsvWriter::new(out, &columns, &CsvOptions::default())?;
    for pair in network.edges {
        let mut row = vec![
            Cell::text(pair.a.id.as_str()),
            Cell::text(pair.b.id.as_str()),
            Cell::text("Undirected"),
            Cell::owned(pair.id()),
            Cell::owned(format!("{} - {}", pair.a.name, pair.b.name)),
            Cell::count(pair.count),
        ];
        let values = edge_values(pair);
        row.extend(EDGE_ATTRIBUTES.map(|(name, _)| {
            let value = values.iter().find(|(found, _)| *found == name);
            value.map_or(Cell::Empty, |(_, value)| cell(*value))
        }));
        writer.row(&row)?;
    }
    writer.finish()
}

fn cell(value: Value<'_>) -> Cell<'_> {
    match value {
        Value::Text(text) => Cell::text(text),
        Value::Whole(number) => Cell::count(number),
        Value::Real(number) => Cell::Real(number),
    }
}
