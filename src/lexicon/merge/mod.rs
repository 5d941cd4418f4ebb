//! Merge: rows of every layer → one concept for each thing they are about.
//!
//! Rows are about the same thing when
//!
//! 1. they have the same id;
//! 2. they are of one category, and the id of one is a cross-reference of the other, or both
//!    have a cross-reference to the same record of a namespace in which a record is
//!    a thing: `ncbigene:2064` of an `hgnc:` row;
//! 3. they are drugs, and their preferred names fold alike. A synonym never unites.
//!
//! What contradicts itself unites nothing: two rows with different ids of one namespace stay
//! two, so a record that both of them refer to says nothing, and of several records of one
//! namespace that a row refers to (a drug and its salts) only one with its name is meant.
//!
//! The concept keeps the id that `rank` puts first; its other ids become cross-references. The
//! last layer with a row of that id gives the preferred names, all other names are synonyms; a
//! name that a later layer only writes otherwise (`Cetuximab` for `cetuximab`) stays as it was.
//!
//! Invariant: the outcome depends on the rows of each layer, not on their order.

mod links;
mod nodes;
mod sets;

use std::collections::HashMap;

use crate::model::{Concept, ConceptId};
use crate::normalize::fold_name;

pub(super) use nodes::namespace;
use nodes::{nodes, rank};
use sets::Sets;

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
    for (one, other) in links::links(&nodes, &entries) {
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
    let doubted = doubted(&rows);
    for Entry { concept: row, .. } in rows {
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
    let same =
        |row: &&Entry| row.concept.name == authority.name || fold_name(&row.concept.name) == folded;
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
