//! Manifest: `litmine.json`, what the last commit of an index held.
//!
//! The same facts travel inside the commit itself, as its payload. The payload is
//! the truth; the file guards against a lost `meta.json`, and where the file is
//! lost or a crash left it behind, the payload stands in for it.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::schema::FORMAT;
use crate::error::{Error, Result};

/// Name of the manifest.
pub(super) const FILE: &str = "litmine.json";

/// Name of tantivy's list of segments.
pub(super) const META: &str = "meta.json";

/// Name of tantivy's list of its files.
pub(super) const MANAGED: &str = ".managed.json";

/// Name of the lexicon that the articles were last annotated with.
pub(super) const LEXICON: &str = "litmine.lexicon";

/// What a commit held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the fields.
    pub format: u32,
    /// Version of the program that wrote it.
    pub litmine: String,
    /// Fingerprint of the dictionaries of the last writer.
    pub dictionary: String,
    /// Number of articles.
    pub articles: u64,
    /// Number of sentences.
    pub sentences: u64,
    /// Number of the commit; 0 before the first.
    pub commit: u64,
    /// What the paths of files count from: as seen from the index folder, or absolute; empty
    /// where they count from nothing.
    #[serde(default)]
    pub root: String,
}

/// What stands in a folder.
pub(super) enum Found {
    /// Nothing, or what a writer leaves that was stopped before its first commit.
    Empty,
    /// An index.
    Index {
        manifest: Manifest,
        /// Whether `litmine.json` itself could be read.
        is_written: bool,
    },
}

impl Manifest {
    pub(super) fn new(dictionary: &str, root: &str) -> Self {
        Self {
            format: FORMAT,
            litmine: env!("CARGO_PKG_VERSION").into(),
            dictionary: dictionary.into(),
            articles: 0,
            sentences: 0,
            commit: 0,
            root: root.into(),
        }
    }

    /// Writes the manifest so that it is whole or not there at all, even after a power cut.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(FILE);
        let write = || {
            let mut bytes = serde_json::to_vec_pretty(self)?;
            bytes.push(b'\n');
            replace(&path, &bytes)
        };
        write().map_err(Error::io(&path))
    }
}

/// Writes a file of the index so that it is whole or as it was, even after a power cut.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut file = tempfile::Builder::new()
        .prefix(".litmine-")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync(folder)
}

/// Whether a file can be read and begins with some bytes.
pub(super) fn begins_with(path: &Path, head: &[u8]) -> bool {
    let mut found = vec![0; head.len()];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut found));
    read.is_ok() && found == head
}

/// Looks at a folder without changing anything.
///
/// # Errors
///
/// [`Error::IndexUnusable`] for a folder with other files, an index of another
/// format, and one that lost its `meta.json`; [`Error::Io`] where it cannot be read.
pub(super) fn find(folder: &Path) -> Result<Found> {
    let unusable = |expected: &str, found: String| Error::IndexUnusable {
        path: folder.to_path_buf(),
        expected: expected.into(),
        found,
    };
    let written = read_written(folder);
    let is_written = written.is_some();
    let Some(manifest) = written.or_else(|| read_payload(folder)) else {
        return match first_foreign(folder)? {
            None => Ok(Found::Empty),
            Some(name) => Err(unusable(
                "a litmine index or an empty folder",
                format!("a folder with {name} in it and no readable {FILE}"),
            )),
        };
    };
    if manifest.format != FORMAT {
        let found = format!(
            "format {}, made by litmine {}",
            manifest.format, manifest.litmine
        );
        let expected = format!("an index of format {FORMAT} (make it again in an empty folder)");
        return Err(unusable(&expected, found));
    }
    if folder.join(META).exists() {
        return Ok(Found::Index {
            manifest,
            is_written,
        });
    }
    match first_foreign(folder)? {
        None if manifest.commit == 0 => Ok(Found::Empty),
        _ => Err(super::damaged(folder, format!("no {META}"))),
    }
}

/// Returns what the paths of files in an index count from; see [`Manifest::root`]. `None` where
/// there is no index yet.
///
/// # Errors
///
/// Those of opening the index.
pub fn root(folder: &Path) -> Result<Option<String>> {
    Ok(match find(folder)? {
        Found::Empty => None,
        Found::Index { manifest, .. } => Some(manifest.root),
    })
}

fn read_written(folder: &Path) -> Option<Manifest> {
    let bytes = fs::read(folder.join(FILE)).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Reads the payload of the last commit.
fn read_payload(folder: &Path) -> Option<Manifest> {
    #[derive(Deserialize)]
    struct Meta {
        payload: Option<String>,
    }
    let bytes = fs::read(folder.join(META)).ok()?;
    let meta: Meta = serde_json::from_slice(&bytes).ok()?;
    serde_json::from_str(&meta.payload?).ok()
}

/// Returns the first file, by name, that no unfinished writer of ours leaves.
fn first_foreign(folder: &Path) -> Result<Option<String>> {
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io(folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(Error::io(folder))?.file_name();
        let name = name.to_string_lossy().into_owned();
        let is_ours = name == FILE
            || name.starts_with("litmine.")
            || name.starts_with(".litmine-")
            || name.starts_with(".tantivy-")
            || name.starts_with(".tmp")
            || name == MANAGED;
        if !is_ours {
            names.push(name);
        }
    }
    names.sort();
    Ok(names.into_iter().next())
}

/// Brings the names in a folder to the disk: tantivy renames its list of segments
/// and leaves it at that, so a power cut would take the last commit with it.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
