//! CX2: the network format of Cytoscape and NDEx, a JSON array of parts in a fixed order;
//! see <https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/>.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::{EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Network, Type, Value, edge_values, node_values};
use crate::export::cell::rounded;
use crate::model::{ConceptId, Cooccurrence, Node};

/// Writes a network as CX2. Nodes and edges are numbered from 0; the id of a concept is
/// the attribute `represents`.
pub fn write_cx2(mut out: impl Write, network: Network<'_>) -> io::Result<()> {
    let Network { nodes, edges } = network;
    let numbers: BTreeMap<_, _> = nodes.iter().map(|node| &node.label.id).zip(0..).collect();
    let number = |id: &ConceptId| numbers.get(id).copied().unwrap_or(0_usize);
    let node = |(id, node): (usize, &Node)| {
        let mut values = object(node_values(node));
        values.insert("name".into(), node.label.name.as_str().into());
        values.insert("represents".into(), node.label.id.as_str().into());
        json!({"id": id, "v": values})
    };
    let edge = |(id, pair): (usize, &Cooccurrence)| {
        let mut values = object(edge_values(pair));
        values.insert("interaction".into(), "cooccurs with".into());
        values.insert("weight".into(), pair.count.into());
        json!({"id": id, "s": number(&pair.a.id), "t": number(&pair.b.id), "v": values})
    };
    let parts = json!([
        {"CXVersion": "2.0", "hasFragments": false},
        {"metaData": [
            {"name": "attributeDeclarations", "elementCount": 1},
            {"name": "networkAttributes", "elementCount": 1},
            {"name": "nodes", "elementCount": nodes.len()},
            {"name": "edges", "elementCount": edges.len()},
        ]},
        {"attributeDeclarations": [declarations()]},
        {"networkAttributes": [{"name": "litmine co-occurrence"}]},
        {"nodes": nodes.iter().enumerate().map(node).collect::<Vec<Json>>()},
        {"edges": edges.iter().enumerate().map(edge).collect::<Vec<Json>>()},
        {"status": [{"success": true, "error": ""}]},
    ]);
    serde_json::to_writer(&mut out, &parts)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn declarations() -> Json {
    let declared = |attributes: &[(&str, Type)], more: &[(&str, &str)]| {
        let mut all = Map::new();
        for (name, kind) in attributes {
            let kind = match kind {
                Type::Text => "string",
                Type::Whole => "long",
                Type::Real => "double",
            };
            all.insert((*name).into(), json!({"d": kind}));
        }
        for (name, kind) in more {
            all.insert((*name).into(), json!({"d": kind}));
        }
        all
    };
    json!({
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": declared(&NODE_ATTRIBUTES, &[("name", "string"), ("represents", "string")]),
        "edges": declared(&EDGE_ATTRIBUTES, &[("interaction", "string"), ("weight", "long")]),
    })
}

fn object(values: Vec<(&'static str, Value<'_>)>) -> Map<String, Json> {
    let json = |value| match value {
        Value::Text(text) => Json::from(text),
        Value::Whole(number) => Json::from(number),
        Value::Real(number) => Json::from(rounded(number)),
    };
    let values = values.into_iter();
    values
        .map(|(name, value)| (name.to_owned(), json(value)))
        .collect()
}
