//! Merge: rows of every layer → one concept for each thing they are about.
//!
//! Rows are about the same thing when
//!
//! 1. they have the same id;
//! 2. they are of one category, and the id of one is a cross-reference of the other, or both
//!    have a cross-reference to the same record of a [namespace](IDENTITY) in which a record is
//!    a thing: `ncbigene:2064` of an `hgnc:` row;
//! 3. they are drugs, and their preferred names fold alike. A synonym never unites.
//!
//! What contradicts itself unites nothing: two rows with different ids of one namespace stay
//! two, so a record that both of them refer to says nothing, and of several records of one
//! namespace that a row refers to (a drug and its salts) only one with its name is meant.
//!
//! The concept keeps the id that [`rank`] puts first; its other ids become cross-references. The
//! last layer with a row of that id gives the preferred names, all other names are synonyms; a
//! name that a later layer only writes otherwise (`Cetuximab` for `cetuximab`) stays as it was.
//!
//! Invariant: the outcome depends on the rows of each layer, not on their order.

use std::collections::HashMap;

use crate::model::{Category, Concept, ConceptId};
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

/// One row, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What the row says; the name may be empty when another row gives it.
    pub concept: Concept,
    /// Names that count only beside another name of the concept.
    pub ambiguous: Vec<String>,
    /// Its layer, from 0.
    pub layer: u32,
    /// The place of its file among the files of the layer, by path.
    pub file: u32,
}

/// Rows of one id, as a range of all rows by id.
struct Node {
    id: ConceptId,
    category: Category,
    /// The folded preferred name; empty but for drugs.
    folded: String,
    /// Place of the first row, and one past the last.
    entries: (usize, usize),
}

/// Returns the namespace of an id in which a record is a thing.
pub(super) fn namespace(id: &str) -> Option<&'static str> {
    let (prefix, _) = id.split_once(':')?;
    IDENTITY.into_iter().find(|namespace| *namespace == prefix)
}

/// Orders ids of one thing: the smallest is kept.
fn rank(id: &ConceptId) -> (usize, &ConceptId) {
    let place = namespace(id.as_str()).and_then(|name| IDENTITY.iter().position(|n| *n == name));
    (place.unwrap_or(IDENTITY.len()), id)
}

/// Unites rows; returns concepts with their ambiguous names, by id. Concepts that no row names
/// are left out.
pub(super) fn unite(mut entries: Vec<Entry>) -> Vec<(Concept, Vec<String>)> {
    entries.sort_by(|a, b| {
        let key = |entry: &Entry| (entry.layer, entry.file);
        a.concept
            .id
            .cmp(&b.concept.id)
            .then_with(|| key(a).cmp(&key(b)))
    });
    let nodes = nodes(&entries);
    let mut sets = Sets::new(&nodes);
    for (one, other) in links(&nodes, &entries) {
        sets.unite(&nodes, one, other);
    }
    let (members, moved) = sets.into_members(&nodes);
    let mut rows: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let mut concepts = Vec::with_capacity(nodes.len());
    for set in members {
        let kept = set
            .iter()
            .map(|&node| &nodes[node].id)
            .min_by_key(|id| rank(id));
        let Some(kept) = kept.cloned() else { continue };
        let places = set
            .iter()
            .flat_map(|&node| nodes[node].entries.0..nodes[node].entries.1);
        let rows: Vec<Entry> = places.filter_map(|place| rows[place].take()).collect();
        concepts.extend(one(kept, rows));
    }
    if !moved.is_empty() {
        concepts
            .iter_mut()
            .for_each(|(concept, _)| redirect(concept, &moved));
    }
    concepts.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    concepts
}

fn nodes(entries: &[Entry]) -> Vec<Node> {
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

/// Returns the pairs of nodes that are about one thing, the surest first.
fn links(nodes: &[Node], entries: &[Entry]) -> Vec<(usize, usize)> {
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

/// Whether two ids are different records of one namespace.
fn are_apart(one: &ConceptId, other: &ConceptId) -> bool {
    let space = namespace(one.as_str());
    one != other && space.is_some() && space == namespace(other.as_str())
}

/// Disjoint sets of nodes.
struct Sets {
    parent: Vec<usize>,
    /// The nodes of a set, at its root; a set of one is left empty.
    members: HashMap<usize, Vec<usize>>,
}

impl Sets {
    fn new(nodes: &[Node]) -> Self {
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
    fn unite(&mut self, nodes: &[Node], one: usize, other: usize) {
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
    fn into_members(mut self, nodes: &[Node]) -> (Vec<Vec<usize>>, HashMap<ConceptId, ConceptId>) {
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

/// Makes one concept of rows; `None` when none of them has a name.
fn one(kept: ConceptId, mut rows: Vec<Entry>) -> Option<(Concept, Vec<String>)> {
    if rows.len() == 1 {
        let row = rows.pop()?;
        return (!row.concept.name.is_empty()).then_some((row.concept, row.ambiguous));
    }
    rows.sort_by(|a, b| {
        let key = |entry: &Entry| (entry.layer, entry.concept.id != kept, entry.file);
        key(a)
            .cmp(&key(b))
            .then_with(|| rank(&a.concept.id).cmp(&rank(&b.concept.id)))
    });
    let mut concept = preferred(kept, &rows)?;
    let (mut doubted, mut believed) = (Vec::new(), Vec::new());
    for Entry {
        concept: row,
        ambiguous,
        ..
    } in rows
    {
        let certain = row
            .names()
            .filter(|name| !ambiguous.iter().any(|other| other == name));
        believed.extend(certain.map(str::to_owned));
        doubted.extend(ambiguous);
        if row.id != concept.id {
            add(&mut concept.xrefs, [row.id.to_string()]);
        }
        add(&mut concept.synonyms, [row.name]);
        add(&mut concept.synonyms_zh, row.name_zh);
        add(&mut concept.synonyms, row.synonyms);
        add(&mut concept.synonyms_zh, row.synonyms_zh);
        add(&mut concept.xrefs, row.xrefs);
        add(&mut concept.parents, row.parents);
        add(&mut concept.members, row.members);
        add(&mut concept.targets, row.targets);
    }
    let Concept {
        id,
        name,
        name_zh,
        synonyms,
        synonyms_zh,
        xrefs,
        ..
    } = &mut concept;
    synonyms.retain(|synonym| !synonym.is_empty() && synonym != name);
    synonyms_zh.retain(|synonym| Some(synonym) != name_zh.as_ref());
    xrefs.retain(|xref| xref != id.as_str());
    Some((concept, doubted))
}

/// Returns the names that every row with them calls ambiguous.
fn doubted(rows: &[Entry]) -> Vec<String> {
    let mut doubted = Vec::new();
    for row in rows {
        add(&mut doubted, row.ambiguous.iter().cloned());
    }
    let is_certain = |name: &String, row: &Entry| {
        row.concept.names().any(|other| other == name) && !row.ambiguous.contains(name)
    };
    doubted.retain(|name| !rows.iter().any(|row| is_certain(name, row)));
    doubted
}

/// Returns a concept with nothing but its preferred names and its category.
fn preferred(kept: ConceptId, rows: &[Entry]) -> Option<Concept> {
    let by_authority = || {
        let own = rows.iter().rev().filter(|row| row.concept.id == kept);
        own.chain(rows.iter().filter(|row| row.concept.id != kept))
            .map(|row| &row.concept)
    };
    let authority = by_authority().find(|row| !row.name.is_empty())?;
    let folded = fold_name(&authority.name);
    let same = |row: &&Entry| {
        row.concept.name == authority.name || fold_name(&row.concept.name) == folded
    };
    let name = rows
        .iter()
        .find(same)
        .map_or(&authority.name, |row| &row.concept.name);
    Some(Concept {
        id: kept.clone(),
        category: authority.category,
        name: name.clone(),
        name_zh: by_authority().find_map(|row| row.name_zh.clone()),
        synonyms: Vec::new(),
        synonyms_zh: Vec::new(),
        xrefs: Vec::new(),
        parents: Vec::new(),
        members: Vec::new(),
        targets: Vec::new(),
    })
}

/// Points to the kept id wherever an id that became a cross-reference was pointed to.
fn redirect(concept: &mut Concept, moved: &HashMap<ConceptId, ConceptId>) {
    for list in [
        &mut concept.parents,
        &mut concept.members,
        &mut concept.targets,
    ] {
        if list.iter().any(|id| moved.contains_key(id)) {
            let ids = std::mem::take(list);
            add(
                list,
                ids.into_iter()
                    .map(|id| moved.get(&id).cloned().unwrap_or(id)),
            );
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, new: impl IntoIterator<Item = T>) {
    for value in new {
        if !list.contains(&value) {
            list.push(value);
        }
    }
}
