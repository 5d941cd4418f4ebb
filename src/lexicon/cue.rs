//! Cue: the words by which sentences say what happens, from `dictionaries/cues/*.csv`.
//!
//! The files have the columns `cue,kind,value,direction` and are described in
//! `dictionaries/README.md`.

use serde::Deserialize;

use super::list::Fault;
use super::{DictionaryFile, list};
use crate::error::Result;
use crate::model::{Alteration, Cue, CueKind, Direction, Effect, EvidenceLevel, Onset};
use crate::normalize;

#[derive(Deserialize)]
struct Row {
    cue: String,
    kind: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    direction: String,
}

/// Reads a cue file.
///
/// # Errors
///
/// [`crate::error::Error::Dictionary`] at the first line that breaks the format.
pub(super) fn read(file: &DictionaryFile) -> Result<Vec<Cue>> {
    list::read(file, cue)
}

fn cue(row: Row) -> std::result::Result<Cue, Fault> {
    let Some(kind) = CueKind::parse(row.kind.trim()) else {
        let kinds: Vec<&str> = CueKind::ALL.iter().map(|kind| kind.as_str()).collect();
        return Err((
            format!("one of {}", kinds.join(", ")),
            format!("`{}`", row.kind),
        ));
    };
    let value = row.value.trim();
    let values = values(kind);
    if !values.contains(&value) {
        let expected = match values[..] {
            [""] => "no value".into(),
            _ => format!("one of {}", values.join(", ")),
        };
        return Err((expected, format!("`{value}`")));
    }
    let direction = Direction::parse(row.direction.trim());
    if direction.is_none() && !row.direction.trim().is_empty() {
        return Err((
            "increased, decreased or nothing".into(),
            format!("`{}`", row.direction),
        ));
    }
    let text = row.cue.trim();
    let folded = normalize::fold_name(text.trim_end_matches('*'));
    if folded.is_empty() {
        return Err(("a cue".into(), "an empty cell".into()));
    }
    Ok(Cue {
        folded: folded.into(),
        is_stem: text.ends_with('*'),
        is_capital: text.len() <= 4 && text.chars().all(|c| c.is_ascii_uppercase()),
        kind,
        value: value.into(),
        direction,
    })
}

/// The values that a kind can have.
fn values(kind: CueKind) -> Vec<&'static str> {
    let words = |words: &[&'static str]| words.to_vec();
    match kind {
        CueKind::Alteration => Alteration::ALL.iter().map(|one| one.as_str()).collect(),
        CueKind::Effect => Effect::ALL.iter().map(|one| one.as_str()).collect(),
        CueKind::Outcome => words(&["good", "bad"]),
        CueKind::Measure => words(&["sensitivity", "resistance", "growth"]),
        CueKind::Change => Direction::ALL.iter().map(|one| one.as_str()).collect(),
        CueKind::Operator => words(&["overcome", "undo", "restore", "cause"]),
        CueKind::Negation => words(&["", "alike"]),
        CueKind::Onset => Onset::ALL.iter().map(|one| one.as_str()).collect(),
        CueKind::Level => EvidenceLevel::ALL.iter().map(|one| one.as_str()).collect(),
        _ => words(&[""]),
    }
}
