//! Links: nodes → the pairs of them that are about one thing.

use super::Entry;
use super::nodes::{Node, are_apart, namespace};

/// Returns the pairs of nodes that are about one thing, the surest first.
pub(super) fn links(nodes: &[Node], entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for (by_reference, pairs) in [
        (true, by_reference(nodes, entries)),
        (false, by_name(nodes)),
    ] {
        for (one, other) in pairs {
            let same_name =
                !nodes[one].folded.is_empty() && nodes[one].folded == nodes[other].folded;
            let doubt = match (by_reference, same_name) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => 2,
            };
            links.push((doubt, one.min(other), one.max(other)));
        }
    }
    links.sort_unstable();
    links.dedup();
    links
        .into_iter()
        .map(|(_, one, other)| (one, other))
        .collect()
}

/// One node that refers to a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Claim<'e> {
    record: &'e str,
    node: usize,
    /// Whether the node refers to other records of the namespace too.
    is_one_of_several: bool,
}

fn by_reference(nodes: &[Node], entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut claims: Vec<Claim> = Vec::new();
    for (place, node) in nodes.iter().enumerate() {
        let rows = &entries[node.entries.0..node.entries.1];
        let referred = rows
            .iter()
            .flat_map(|entry| &entry.concept.xrefs)
            .map(String::as_str);
        let mut records: Vec<&str> = referred
            .filter(|record| namespace(record).is_some() && *record != node.id.as_str())
            .collect();
        records.sort_unstable();
        records.dedup();
        for &record in &records {
            let is_sibling = |other: &&str| namespace(other) == namespace(record);
            let is_one_of_several = records.iter().filter(|other| is_sibling(other)).count() > 1;
            claims.push(Claim {
                record,
                node: place,
                is_one_of_several,
            });
        }
        if namespace(node.id.as_str()).is_some() {
            let record = node.id.as_str();
            claims.push(Claim {
                record,
                node: place,
                is_one_of_several: false,
            });
        }
    }
    claims.sort_unstable();
    let mut pairs = Vec::new();
    for group in claims.chunk_by(|a, b| a.record == b.record) {
        let is_contested = group.iter().enumerate().any(|(place, one)| {
            group[..place].iter().any(|other| {
                let owns = |claim: &Claim| nodes[claim.node].id.as_str() == claim.record;
                !owns(one) && !owns(other) && are_apart(&nodes[one.node].id, &nodes[other.node].id)
            })
        });
        for (place, one) in group.iter().enumerate() {
            for other in &group[..place] {
                let is_doubtful = is_contested || one.is_one_of_several || other.is_one_of_several;
                let same_name = nodes[one.node].folded == nodes[other.node].folded;
                if !is_doubtful || same_name && !nodes[one.node].folded.is_empty() {
                    pairs.push((one.node, other.node));
                }
            }
        }
    }
    pairs
}

fn by_name(nodes: &[Node]) -> Vec<(usize, usize)> {
    let named = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| !node.folded.is_empty());
    let mut names: Vec<(&str, usize)> = named
        .map(|(place, node)| (node.folded.as_str(), place))
        .collect();
    names.sort_unstable();
    let groups = names.chunk_by(|a, b| a.0 == b.0);
    groups
        .flat_map(|group| group[1..].iter().map(|pair| (group[0].1, pair.1)))
        .collect()
}
