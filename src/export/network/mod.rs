//! Network: concepts and their pairs → files of network programs.
//!
//! One file for each format. Ids are concept ids, labels English names; the Chinese
//! name is an attribute of its own, for those whose fonts show it. The weight of an
//! edge is the number of windows with both. Isolated concepts are in every file.

mod cx2;
mod gephi;
mod gexf;
mod graphml;
mod matrix;
#[cfg(test)]
mod tests;
mod upset;
mod vosviewer;

use crate::model::{Cooccurrence, Node};

pub use cx2::write_cx2;
pub use gephi::{write_gephi_edges, write_gephi_nodes};
pub use gexf::write_gexf;
pub use graphml::write_graphml;
pub use matrix::write_matrix;
pub use upset::{Membership, write_upset};
pub use vosviewer::{MIN_ITEMS, write_vosviewer_links, write_vosviewer_map};

/// Concepts and the pairs among them.
#[derive(Clone, Copy, Debug)]
pub struct Network<'t> {
    /// The concepts, isolated ones too.
    pub nodes: &'t [Node],
    /// The pairs; both ends are among the nodes.
    pub edges: &'t [Cooccurrence],
}

impl<'t> Network<'t> {
    /// The concepts that some pair has.
    fn paired(&self) -> Vec<&'t Node> {
        self.nodes.iter().filter(|node| node.degree > 0).collect()
    }
}

/// The value of an attribute.
#[derive(Clone, Copy, Debug)]
enum Value<'t> {
    Text(&'t str),
    Whole(u64),
    Real(f64),
}

impl Value<'_> {
    /// The value as XML and CSV have it.
    fn text(self) -> String {
        match self {
            Value::Text(text) => text.to_owned(),
            Value::Whole(number) => number.to_string(),
            Value::Real(number) => super::cell::rounded(number).to_string(),
        }
    }
}

/// The attributes of a concept beside id and label.
fn node_values(node: &Node) -> Vec<(&'static str, Value<'_>)> {
    let label = &node.label;
    vec![
        (
            "name_zh",
            Value::Text(label.name_zh.as_deref().unwrap_or_default()),
        ),
        ("category", Value::Text(label.category.as_str())),
        ("articles", Value::Whole(node.articles)),
        ("sentences", Value::Whole(node.sentences)),
        ("mentions", Value::Whole(node.mentions)),
        ("degree", Value::Whole(node.degree)),
        ("strength", Value::Whole(node.strength)),
    ]
}

/// The attributes of a pair beside ends and weight; measures that are not finite are left out.
fn edge_values(pair: &Cooccurrence) -> Vec<(&'static str, Value<'static>)> {
    let measures = [
        ("score", pair.score),
        ("npmi", pair.npmi),
        ("g2", pair.g2),
        ("q_value", pair.q_value),
        ("jaccard", pair.jaccard),
    ];
    let measures = measures
        .into_iter()
        .filter(|(_, measure)| measure.is_finite());
    let mut values = vec![
        ("articles", Value::Whole(pair.articles)),
        ("sentences", Value::Whole(pair.sentences)),
    ];
    values.extend(measures.map(|(name, measure)| (name, Value::Real(measure))));
    values
}

/// Every attribute of nodes, of edges, and whether it is text, a whole number or a real one.
const NODE_ATTRIBUTES: [(&str, Type); 7] = [
    ("name_zh", Type::Text),
    ("category", Type::Text),
    ("articles", Type::Whole),
    ("sentences", Type::Whole),
    ("mentions", Type::Whole),
    ("degree", Type::Whole),
    ("strength", Type::Whole),
];

const EDGE_ATTRIBUTES: [(&str, Type); 7] = [
    ("articles", Type::Whole),
    ("sentences", Type::Whole),
    ("score", Type::Real),
    ("npmi", Type::Real),
    ("g2", Type::Real),
    ("q_value", Type::Real),
    ("jaccard", Type::Real),
];

#[derive(Clone, Copy, Debug)]
enum Type {
    Text,
    Whole,
    Real,
}

impl Type {
    /// As XML Schema, GEXF and GraphML call it.
    fn as_str(self) -> &'static str {
        match self {
            Type::Text => "string",
            Type::Whole => "long",
            Type::Real => "double",
        }
    }
}
