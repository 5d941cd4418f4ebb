//! Sets: pairs of nodes → sets of nodes, none of which holds what is known to be different.

use std::collections::HashMap;

use super::nodes::{Node, are_apart, rank};
use crate::model::ConceptId;

/// Disjoint sets of nodes.
pub(super) struct Sets {
    parent: Vec<usize>,
    /// The nodes of a set, at its root; a set of one is left empty.
    members: HashMap<usize, Vec<usize>>,
}

impl Sets {
    pub(super) fn new(nodes: &[Node]) -> Self {
        Self {
            parent: (0..nodes.len()).collect(),
            members: HashMap::new(),
        }
    }

    fn root(&self, mut node: usize) -> usize {
        while self.parent[node] != node {
            node = self.parent[node];
        }
        node
    }

    /// Unites the sets of two nodes, unless they hold what is known to be different.
    pub(super) fn unite(&mut self, nodes: &[Node], one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other || nodes[one].category != nodes[other].category {
            return;
        }
        let alone = |root| vec![root];
        let mut united = self
            .members
            .get(&one)
            .cloned()
            .unwrap_or_else(|| alone(one));
        let added = self
            .members
            .get(&other)
            .cloned()
            .unwrap_or_else(|| alone(other));
        let differ = |a: &usize, b: &usize| are_apart(&nodes[*a].id, &nodes[*b].id);
        if united.iter().any(|a| added.iter().any(|b| differ(a, b))) {
            return;
        }
        united.extend(added);
        united.sort_unstable();
        let (root, below) = (one.min(other), one.max(other));
        self.parent[below] = root;
        self.members.remove(&below);
        self.members.insert(root, united);
    }

    /// Returns every set, and the ids that are no longer ids of concepts with those that are.
    pub(super) fn into_members(
        mut self,
        nodes: &[Node],
    ) -> (Vec<Vec<usize>>, HashMap<ConceptId, ConceptId>) {
        let mut sets = Vec::with_capacity(nodes.len());
        let mut moved = HashMap::new();
        for node in 0..nodes.len() {
            if self.parent[node] != node {
                continue;
            }
            let set = self.members.remove(&node).unwrap_or_else(|| vec![node]);
            let ids = || set.iter().map(|&node| &nodes[node].id);
            if let Some(kept) = ids().min_by_key(|id| rank(id)) {
                moved.extend(
                    ids()
                        .filter(|id| *id != kept)
                        .map(|id| (id.clone(), kept.clone())),
                );
            }
            sets.push(set);
        }
        (sets, moved)
    }
}
