//! Audit: dictionaries → what is wrong with them, place by place.
//!
//! Loading stops at the first row that breaks the format; an audit goes on, and looks at what
//! only a person can mend: names that mean two things, ids that nothing has, trees that run in
//! circles.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::path::PathBuf;

use super::{Layer, Lexicon, Spelling, files, row, rule, shipped};
use crate::error::{Error, Result};
use crate::model::{Category, Concept, ConceptId};
use crate::normalize::fold_name;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, as the user knows it.
    pub file: String,
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub advice: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            what,
            advice,
        } = self;
        write!(f, "{file}:{line}: {what}; {advice}")
    }
}

/// Looks through the shipped dictionaries and, over them, the folders; returns what is wrong by
/// file and line.
///
/// # Errors
///
/// [`Error::Io`] for a folder that cannot be read, [`Error::Input`] for one without a dictionary.
pub fn audit(folders: &[PathBuf]) -> Result<Vec<Finding>> {
    let mut layers = vec![shipped::layer()];
    for folder in folders {
        layers.push(files::layer(folder)?);
    }
    Ok(audit_layers(&layers))
}

pub(super) fn audit_layers(layers: &[Layer]) -> Vec<Finding> {
    let mut audit = Audit::default();
    for layer in layers {
        audit.read(layer);
    }
    audit.rows();
    audit.trees();
    if let Ok(lexicon) = Lexicon::from_layers(layers) {
        audit.shared_names(&lexicon);
    }
    audit.findings.sort();
    audit.findings
}

/// A row, and where it stands.
struct Placed {
    file: String,
    line: u64,
    concept: Concept,
    ambiguous: Vec<String>,
}

#[derive(Default)]
struct Audit {
    rows: Vec<Placed>,
    /// Folded names that have a rule.
    ruled: HashSet<Box<str>>,
    findings: Vec<Finding>,
}

impl Audit {
    /// Reads every file of a layer; broken rows are findings.
    fn read(&mut self, layer: &Layer) {
        for file in &layer.concepts {
            let mut first: HashMap<ConceptId, u64> = HashMap::new();
            let read = row::read(file, |line, row| {
                let (concept, ambiguous) = match row {
                    Ok(row) => row,
                    Err(error) => {
                        self.broken(&error);
                        return Ok(());
                    }
                };
                if let Some(before) = first.insert(concept.id.clone(), line) {
                    let what = format!(
                        "expected an id that stands once, found {}, which line {before} has",
                        concept.id
                    );
                    self.find(&file.path, line, what, "make one row of them");
                }
                self.rows.push(Placed {
                    file: file.path.clone(),
                    line,
                    concept,
                    ambiguous,
                });
                Ok(())
            });
            read.unwrap_or_else(|error| self.broken(&error));
        }
        for file in &layer.rules {
            match rule::read(file) {
                Ok(rules) => self.ruled.extend(rules.into_iter().map(|rule| rule.folded)),
                Err(error) => self.broken(&error),
            }
        }
    }

    fn broken(&mut self, error: &Error) {
        if let Error::Dictionary {
            file,
            line,
            expected,
            found,
        } = error
        {
            let what = format!("expected {expected}, found {found}");
            self.find(file, *line, what, "mend the row");
        }
    }

    fn find(&mut self, file: &str, line: u64, what: String, advice: &'static str) {
        self.findings.push(Finding {
            file: file.to_owned(),
            line,
            what,
            advice,
        });
    }

    /// Looks at each row: its names, and the ids that it points to.
    fn rows(&mut self) {
        let known: HashSet<&str> = self
            .rows
            .iter()
            .map(|row| row.concept.id.as_str())
            .collect();
        let mut found = Vec::new();
        for row in &self.rows {
            for (what, advice) in names(row, &self.ruled).chain(ids(&row.concept, &known)) {
                found.push(Finding {
                    file: row.file.clone(),
                    line: row.line,
                    what,
                    advice,
                });
            }
        }
        self.findings.extend(found);
    }

    /// Looks for concepts that are above themselves, by parents or by members.
    fn trees(&mut self) {
        let mut below: BTreeMap<&ConceptId, Vec<&ConceptId>> = BTreeMap::new();
        for Placed { concept, .. } in &self.rows {
            for parent in &concept.parents {
                below.entry(parent).or_default().push(&concept.id);
            }
            below
                .entry(&concept.id)
                .or_default()
                .extend(&concept.members);
        }
        let circles: Vec<(&Placed, String)> = self
            .rows
            .iter()
            .filter(|row| reaches(&below, &row.concept.id))
            .map(|row| (row, format!("{} is above itself", row.concept.id)))
            .collect();
        let findings = circles.into_iter().map(|(row, what)| Finding {
            file: row.file.clone(),
            line: row.line,
            what,
            advice: "take out a parent or member that leads back to it",
        });
        let findings: Vec<Finding> = findings.collect();
        self.findings.extend(findings);
    }

    /// Looks for names of two concepts of one layer that no rule is about.
    fn shared_names(&mut self, lexicon: &Lexicon) {
        let places: HashMap<&str, usize> = (0..)
            .zip(&self.rows)
            .map(|(place, row)| (row.concept.id.as_str(), place))
            .collect();
        let mut found = BTreeSet::new();
        for spelling in lexicon
            .spellings()
            .filter(|spelling| spelling.rule_index.is_none())
        {
            let Some((one, other)) = rivals(lexicon, spelling) else {
                continue;
            };
            let mut name = spelling
                .name_indices
                .iter()
                .map(|&name| lexicon.name_at(name));
            let text = name
                .next_back()
                .map_or(spelling.folded, |name| name.text)
                .to_owned();
            let pair = (other, one, text);
            found.insert(pair);
        }
        let mut findings = Vec::new();
        for (other, one, name) in found {
            let (one, other) = (&lexicon.concept_at(one).id, &lexicon.concept_at(other).id);
            let Some(&place) = places.get(other.as_str()) else {
                continue;
            };
            findings.push(Finding {
                file: self.rows[place].file.clone(),
                line: self.rows[place].line,
                what: format!("`{name}` is a name of {other} and of {one}"),
                advice: "take it out of one of them or give it a rule",
            });
        }
        self.findings.extend(findings);
    }
}

/// Returns two concepts of one layer that have a spelling. What is recognized side by side may
/// share a name: `autophagy` is a mechanism and a pathway.
fn rivals(lexicon: &Lexicon, spelling: Spelling<'_>) -> Option<(u32, u32)> {
    let layer = |concept: u32| match lexicon.concept_at(concept).category {
        Category::Family | Category::Drug | Category::DrugClass | Category::Variant => {
            Category::Gene
        }
        other => other,
    };
    let concepts = || {
        spelling
            .name_indices
            .iter()
            .map(|&name| lexicon.name_at(name).concept_index)
    };
    concepts().enumerate().find_map(|(place, other)| {
        let is_rival = |one: &u32| *one != other && layer(*one) == layer(other);
        concepts()
            .take(place)
            .find(is_rival)
            .map(|one| (one, other))
    })
}

/// What is wrong with the names of a row.
fn names<'r>(
    row: &'r Placed,
    ruled: &'r HashSet<Box<str>>,
) -> impl Iterator<Item = (String, &'static str)> + 'r {
    let Concept { name, .. } = &row.concept;
    let mut seen = HashSet::new();
    let every = row.concept.names().filter(|name| !name.is_empty());
    let of_names = every.filter_map(move |other| {
        let folded = fold_name(other);
        if !seen.insert(other) {
            return Some((
                format!("`{other}` stands twice among the names of `{name}`"),
                "write it once",
            ));
        }
        let is_short = folded.chars().nth(1).is_none();
        let what = || format!("`{other}` is a name of one character");
        (is_short && !ruled.contains(folded.as_str()))
            .then(|| (what(), "take it out or give it a rule"))
    });
    let unknown = row.ambiguous.iter().filter_map(move |doubted| {
        let is_name = row.concept.names().any(|name| name == doubted);
        let what = || format!("`{doubted}` is called ambiguous and is no name of `{name}`");
        (!is_name).then(|| (what(), "add the name or take it out"))
    });
    of_names.chain(unknown)
}

/// What is wrong with the ids that a row points to. A gene needs no row of its own.
fn ids<'r>(
    concept: &'r Concept,
    known: &'r HashSet<&str>,
) -> impl Iterator<Item = (String, &'static str)> + 'r {
    let xrefs = concept.xrefs.iter().filter_map(|xref| {
        let what = || format!("`{xref}` is no cross-reference");
        (!row::is_curie(xref)).then(|| (what(), "write it as ncbigene:2064"))
    });
    let lists = [
        ("parent", &concept.parents),
        ("member", &concept.members),
        ("target", &concept.targets),
    ];
    let missing = lists.into_iter().flat_map(move |(word, list)| {
        let is_missing =
            |id: &&ConceptId| !known.contains(id.as_str()) && !id.as_str().starts_with("hgnc:");
        let what = move |id: &ConceptId| {
            let what = format!("no dictionary has {id}, a {word} of `{}`", concept.name);
            (what, "add the row or take the id out")
        };
        list.iter().filter(is_missing).map(what)
    });
    xrefs.chain(missing)
}

/// Whether a way down leads from a concept back to it.
fn reaches(below: &BTreeMap<&ConceptId, Vec<&ConceptId>>, start: &ConceptId) -> bool {
    let mut seen = HashSet::new();
    let mut open: Vec<&ConceptId> = below.get(start).into_iter().flatten().copied().collect();
    while let Some(id) = open.pop() {
        if id == start {
            return true;
        }
        if seen.insert(id) {
            open.extend(below.get(id).into_iter().flatten());
        }
    }
    false
}
