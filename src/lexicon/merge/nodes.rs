//! Nodes: the rows of one id, and which ids mean what.

use super::Entry;
use crate::model::{Category, ConceptId};
use crate::normalize::fold_name;

/// Namespaces in which one record is one gene or one drug, the best id first.
const IDENTITY: [&str; 6] = [
    "hgnc",
    "ncbigene",
    "drugbank",
    "chembl",
    "mesh",
    "litmine.drug",
];

/// Rows of one id, as a range of all rows by id.
pub(super) struct Node {
    pub(super) id: ConceptId,
    pub(super) category: Category,
    /// The folded preferred name; empty but for drugs.
    pub(super) folded: String,
    /// Place of the first row, and one past the last.
    pub(super) entries: (usize, usize),
}

/// Returns the namespace of an id in which a record is a thing.
pub(in crate::lexicon) fn namespace(id: &str) -> Option<&'static str> {
    let (prefix, _) = id.split_once(':')?;
    IDENTITY.into_iter().find(|namespace| *namespace == prefix)
}

/// Orders ids of one thing: the smallest is kept.
pub(super) fn rank(id: &ConceptId) -> (usize, &ConceptId) {
    let place = namespace(id.as_str()).and_then(|name| IDENTITY.iter().position(|n| *n == name));
    (place.unwrap_or(IDENTITY.len()), id)
}

/// Whether two ids are different records of one namespace.
pub(super) fn are_apart(one: &ConceptId, other: &ConceptId) -> bool {
    let space = namespace(one.as_str());
    one != other && space.is_some() && space == namespace(other.as_str())
}

pub(super) fn nodes(entries: &[Entry]) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(entries.len());
    let mut start = 0;
    for rows in entries.chunk_by(|a, b| a.concept.id == b.concept.id) {
        let last = &rows[rows.len() - 1].concept;
        let named = rows
            .iter()
            .rev()
            .find(|entry| !entry.concept.name.is_empty());
        let folded = match (last.category, named) {
            (Category::Drug, Some(entry)) => fold_name(&entry.concept.name),
            _ => String::new(),
        };
        let entries = (start, start + rows.len());
        start = entries.1;
        nodes.push(Node {
            id: last.id.clone(),
            category: last.category,
            folded,
            entries,
        });
    }
    nodes
}
