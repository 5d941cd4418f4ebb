//! Disease Ontology: OBO → diseases.
//!
//! Read from `[Term]` stanzas: `id`, `name`, `synonym` (EXACT ones), `xref` (MeSH, NCI, UMLS, OMIM),
//! `is_a`, `is_obsolete` (<https://owlcollab.github.io/oboformat/doc/GO.format.obo-1_4.html>).

use std::path::Path;

use super::Reason;
use super::entry::{Entry, push};
use super::input;
use super::rows::LARGEST_BYTES;
use super::sink::Sink;
use crate::error::{Error, Result};
use crate::model::Category;

/// Prefixes of references that are kept, with ours.
const REFERENCES: [(&str, &str); 4] = [
    ("MESH:", "mesh"),
    ("NCI:", "ncit"),
    ("UMLS_CUI:", "umls"),
    ("OMIM:", "omim"),
];

/// One stanza on its way to an entry.
struct Term {
    line: u64,
    entry: Entry,
    is_obsolete: bool,
}

pub(super) fn read(path: &Path, sink: &mut Sink) -> Result<()> {
    let mut input = input::open(path)?;
    let (mut bytes, mut line, mut term) = (Vec::new(), 0, None);
    while input::line(&mut *input, LARGEST_BYTES, &mut bytes)
        .map_err(Error::io(path))?
        .is_some()
    {
        line += 1;
        let Ok(text) = std::str::from_utf8(&bytes) else {
            sink.broken(broken(path, line, "UTF-8", "bytes of another encoding"))?;
            continue;
        };
        match text.trim() {
            head if head.starts_with('[') => {
                finish(path, term.take(), sink)?;
                let entry = Entry::new("", Category::Disease);
                term = (head == "[Term]").then_some(Term {
                    line,
                    entry,
                    is_obsolete: false,
                });
            }
            text => {
                if let (Some(term), Some((tag, value))) = (&mut term, text.split_once(": ")) {
                    take(term, tag, value.trim());
                }
            }
        }
    }
    finish(path, term, sink)
}

fn take(term: &mut Term, tag: &str, value: &str) {
    let entry = &mut term.entry;
    match tag {
        "id" => entry.id = curie(value),
        "name" => entry.name = value.to_owned(),
        "is_a" => push(
            &mut entry.parents,
            [curie(value.split_whitespace().next().unwrap_or_default())],
        ),
        "is_obsolete" => term.is_obsolete = value == "true",
        "synonym" => push(&mut entry.synonyms, exact(value)),
        "xref" => {
            for (prefix, ours) in REFERENCES {
                push(
                    &mut entry.xrefs,
                    value.strip_prefix(prefix).map(|id| format!("{ours}:{id}")),
                );
            }
        }
        _ => {}
    }
}

/// `DOID:0001816` → `doid:0001816`.
fn curie(id: &str) -> String {
    id.split_once(':')
        .map_or_else(String::new, |(prefix, local)| {
            format!("{}:{local}", prefix.to_lowercase())
        })
}

/// `"hemangiosarcoma" EXACT []` → the name.
fn exact(value: &str) -> Option<String> {
    let (name, rest) = value.strip_prefix('"')?.rsplit_once("\" ")?;
    rest.starts_with("EXACT")
        .then(|| name.replace("\\\"", "\""))
}

fn finish(path: &Path, term: Option<Term>, sink: &mut Sink) -> Result<()> {
    match term {
        None => {}
        Some(term) if term.is_obsolete => sink.drop(Reason::Withdrawn),
        Some(term) if term.entry.id.is_empty() || term.entry.name.is_empty() => {
            let found = format!("`{}` and `{}`", term.entry.id, term.entry.name);
            sink.broken(broken(path, term.line, "a term with id and name", &found))?;
        }
        Some(mut term) => {
            term.entry.drop_repeats();
            sink.entry(term.entry);
        }
    }
    Ok(())
}

fn broken(path: &Path, line: u64, expected: &str, found: &str) -> Error {
    Error::Dictionary {
        file: path.display().to_string(),
        line,
        expected: expected.into(),
        found: found.into(),
    }
}
