//! GEXF 1.3: one undirected graph; see <https://gexf.net/schema.html>.

use std::io::{self, Write};

use super::{EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Network, Type, Value, edge_values, node_values};
use crate::export::xml::escaped;

/// Writes a network as GEXF.
pub fn write_gexf(mut out: impl Write, network: Network<'_>) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<gexf xmlns="http://gexf.net/1.3" version="1.3">"#)?;
    writeln!(out, r#"<graph mode="static" defaultedgetype="undirected">"#)?;
    attributes(&mut out, "node", &NODE_ATTRIBUTES)?;
    attributes(&mut out, "edge", &EDGE_ATTRIBUTES)?;
    writeln!(out, "<nodes>")?;
    for node in network.nodes {
        let [id, name] = [node.label.id.as_str(), &node.label.name].map(escaped);
        writeln!(out, r#"<node id="{id}" label="{name}">"#)?;
        values(&mut out, &node_values(node))?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (number, pair) in network.edges.iter().enumerate() {
        let [a, b] = [&pair.a, &pair.b].map(|end| escaped(end.id.as_str()));
        let weight = pair.count;
        writeln!(
            out,
            r#"<edge id="{number}" source="{a}" target="{b}" weight="{weight}">"#
        )?;
        values(&mut out, &edge_values(pair))?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")?;
    out.flush()
}

fn attributes(out: &mut impl Write, of: &str, list: &[(&str, Type)]) -> io::Result<()> {
    writeln!(out, r#"<attributes class="{of}">"#)?;
    for (name, kind) in list {
        let kind = kind.as_str();
        writeln!(
            out,
            r#"<attribute id="{name}" title="{name}" type="{kind}"/>"#
        )?;
    }
    writeln!(out, "</attributes>")
}

fn values(out: &mut impl Write, list: &[(&str, Value<'_>)]) -> io::Result<()> {
    writeln!(out, "<attvalues>")?;
    for (name, value) in list {
        let value = value.text();
        if !value.is_empty() {
            writeln!(
                out,
                r#"<attvalue for="{name}" value="{}"/>"#,
                escaped(&value)
            )?;
        }
    }
    writeln!(out, "</attvalues>")
}
