//! Files: a folder of dictionaries → its files, and a file → its rows.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{DictionaryFile, Layer, merge, row};
use crate::error::{Error, Result};
use crate::model::ConceptId;

/// Reads a concept file of a layer; within a file an id stands once.
pub(super) fn read_rows(
    file: &DictionaryFile,
    layer: u32,
    place: u32,
    entries: &mut Vec<merge::Entry>,
) -> Result<()> {
    let mut seen: HashMap<ConceptId, u64> = HashMap::new();
    row::read(file, |line, row| {
        let (concept, ambiguous) = row?;
        if let Some(first) = seen.insert(concept.id.clone(), line) {
            return Err(Error::Dictionary {
                file: file.path.clone(),
                line,
                expected: "an id that stands once".into(),
                found: format!("{}, which {}:{first} has already", concept.id, file.path),
            });
        }
        entries.push(merge::Entry {
            concept,
            ambiguous,
            layer,
            file: place,
        });
        Ok(())
    })
}

/// Reads the dictionaries of a folder.
pub(super) fn layer(folder: &Path) -> Result<Layer> {
    let layer = Layer {
        concepts: read_files(folder)?,
        rules: read_files(&folder.join("rules"))?,
        cues: read_files(&folder.join("cues"))?,
    };
    if layer.concepts.is_empty() && layer.rules.is_empty() && layer.cues.is_empty() {
        return Err(Error::Input {
            place: folder.display().to_string(),
            expected: "a folder with dictionary files (*.csv)",
            found: "none".into(),
        });
    }
    Ok(layer)
}

/// Reads every `*.csv` of a folder, by name; a missing folder `rules` or `cues` is an empty one.
fn read_files(folder: &Path) -> Result<Vec<DictionaryFile>> {
    let may_miss = folder.ends_with("rules") || folder.ends_with("cues");
    if may_miss && !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = folder.read_dir().map_err(Error::io(folder))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(Error::io(folder))?.path();
        if path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
        {
            paths.push(path);
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).map_err(Error::io(&path))?;
        let path = path.display().to_string();
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64;
            Error::Dictionary {
                file: path.clone(),
                line,
                expected: "UTF-8".into(),
                found: "bytes of another encoding".into(),
            }
        })?;
        Ok(DictionaryFile { path, text })
    };
    paths.into_iter().map(read).collect()
}
