//! GraphML: one undirected graph; see <http://graphml.graphdrawing.org/specification.html>.

use std::io::{self, Write};

use super::{EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Network, Type, Value, edge_values, node_values};
use crate::export::xml::escaped;

/// Writes a network as GraphML. The keys come before the graph, as Gephi wants them.
pub fn write_graphml(mut out: impl Write, network: Network<'_>) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#
    )?;
    key(&mut out, "node", "label", Type::Text)?;
    for (name, kind) in NODE_ATTRIBUTES {
        key(&mut out, "node", name, kind)?;
    }
    key(&mut out, "edge", "weight", Type::Real)?;
    for (name, kind) in EDGE_ATTRIBUTES {
        key(&mut out, "edge", name, kind)?;
    }
    writeln!(out, r#"<graph id="cooccurrence" edgedefault="undirected">"#)?;
    for node in network.nodes {
        writeln!(out, r#"<node id="{}">"#, escaped(node.label.id.as_str()))?;
        data(&mut out, "node", "label", Value::Text(&node.label.name))?;
        for (name, value) in node_values(node) {
            data(&mut out, "node", name, value)?;
        }
        writeln!(out, "</node>")?;
    }
    for pair in network.edges {
        let [a, b] = [&pair.a, &pair.b].map(|end| escaped(end.id.as_str()));
        writeln!(out, r#"<edge id="{a}+{b}" source="{a}" target="{b}">"#)?;
        data(&mut out, "edge", "weight", Value::Whole(pair.count))?;
        for (name, value) in edge_values(pair) {
            data(&mut out, "edge", name, value)?;
        }
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")?;
    out.flush()
}

fn key(out: &mut impl Write, of: &str, name: &str, kind: Type) -> io::Result<()> {
    let kind = kind.as_str();
    writeln!(
        out,
        r#"<key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>"#
    )
}

fn data(out: &mut impl Write, of: &str, name: &str, value: Value<'_>) -> io::Result<()> {
    let value = value.text();
    if value.is_empty() {
        return Ok(());
    }
    writeln!(out, r#"<data key="{of}_{name}">{}</data>"#, escaped(&value))
}
