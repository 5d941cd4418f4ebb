//! FamPlex: a folder of tables without headers → families and complexes.
//!
//! Read: `entities.csv` (id), `relations.csv` (namespace, id, `isa` or `partof`, namespace, id),
//! `grounding_map.csv` (text, namespace, id …) and, where it is there, `equivalences.csv`
//! (namespace, id, FamPlex id); see <https://github.com/sorgerlab/famplex>. Members are named by
//! symbol there; their ids are looked up in the dictionaries in use.

use std::collections::BTreeMap;
use std::path::Path;

use super::Reason;
use super::entry::{Entry, push};
use super::rows::{Dialect, Rows};
use super::sink::Sink;
use crate::error::Result;
use crate::lexicon::Lexicon;
use crate::model::Category;

/// Namespaces of the equivalences that are kept, with our prefix.
const EQUIVALENCES: [(&str, &str); 6] = [
    ("GO", "go"),
    ("HGNC_GROUP", "hgnc.genegroup"),
    ("IP", "interpro"),
    ("MESH", "mesh"),
    ("NCIT", "ncit"),
    ("PF", "pfam"),
];

type Families = BTreeMap<String, Entry>;

pub(super) fn read(folder: &Path, known: &Lexicon, sink: &mut Sink) -> Result<()> {
    let mut families = Families::new();
    let mut rows = open(folder, "entities.csv", &["id"])?;
    while let Some(row) = sink.next(&mut rows)? {
        let id = rows.cell(&row, &["id"]);
        let mut family = Entry::new(format!("fplx:{id}"), Category::Family);
        family.name = id.replace('_', " ");
        families.insert(id.to_owned(), family);
    }
    read_relations(folder, known, sink, &mut families)?;
    read_names(folder, sink, &mut families)?;
    if folder.join("equivalences.csv").exists() {
        read_equivalences(folder, sink, &mut families)?;
    }
    families.into_values().for_each(|family| sink.entry(family));
    Ok(())
}

fn open(folder: &Path, name: &str, columns: &'static [&'static str]) -> Result<Rows> {
    let dialect = Dialect {
        columns: Some(columns),
        ..Dialect::default()
    };
    Rows::open(&folder.join(name), dialect, &[])
}

fn read_relations(
    folder: &Path,
    known: &Lexicon,
    sink: &mut Sink,
    families: &mut Families,
) -> Result<()> {
    let mut rows = open(
        folder,
        "relations.csv",
        &["space", "id", "relation", "family space", "family"],
    )?;
    while let Some(row) = sink.next(&mut rows)? {
        let [space, id, relation, family] =
            ["space", "id", "relation", "family"].map(|column| rows.cell(&row, &[column]));
        if !matches!(relation, "isa" | "partof") {
            let found = format!("`{relation}`");
            sink.broken(rows.broken(row.line, "one of isa, partof", found))?;
            continue;
        }
        match space {
            "FPLX" if relation == "isa" => {
                if let Some(child) = families.get_mut(id) {
                    push(&mut child.parents, [format!("fplx:{family}")]);
                }
            }
            "FPLX" => add_member(families, family, Some(format!("fplx:{id}")), sink),
            "HGNC" => add_member(families, family, gene(known, id), sink),
            _ => sink.drop(Reason::UnknownMember),
        }
    }
    Ok(())
}

fn add_member(families: &mut Families, family: &str, member: Option<String>, sink: &mut Sink) {
    match (families.get_mut(family), member) {
        (Some(family), Some(member)) => push(&mut family.members, [member]),
        _ => sink.drop(Reason::UnknownMember),
    }
}

/// Returns the id of the gene with a symbol.
fn gene(known: &Lexicon, symbol: &str) -> Option<String> {
    let named = known.named(symbol);
    let gene = named
        .iter()
        .find(|concept| concept.category == Category::Gene && concept.name == symbol);
    gene.map(|concept| concept.id.to_string())
}

fn read_names(folder: &Path, sink: &mut Sink, families: &mut Families) -> Result<()> {
    let columns = &["text", "space", "id", "space 2", "id 2", "space 3", "id 3"];
    let mut rows = open(folder, "grounding_map.csv", columns)?;
    while let Some(row) = sink.next(&mut rows)? {
        if rows.cell(&row, &["space"]) != "FPLX" {
            continue;
        }
        if let Some(family) = families.get_mut(rows.cell(&row, &["id"])) {
            push(
                &mut family.synonyms,
                [rows.cell(&row, &["text"]).to_owned()],
            );
        }
    }
    Ok(())
}

fn read_equivalences(folder: &Path, sink: &mut Sink, families: &mut Families) -> Result<()> {
    let mut rows = open(folder, "equivalences.csv", &["space", "id", "family"])?;
    while let Some(row) = sink.next(&mut rows)? {
        let [space, id, family] =
            ["space", "id", "family"].map(|column| rows.cell(&row, &[column]));
        let prefix = EQUIVALENCES
            .iter()
            .find(|(name, _)| *name == space)
            .map(|(_, prefix)| prefix);
        if let (Some(prefix), Some(family)) = (prefix, families.get_mut(family)) {
            let id = id.strip_prefix("GO:").unwrap_or(id);
            push(&mut family.xrefs, [format!("{prefix}:{id}")]);
        }
    }
    Ok(())
}
