//! Root: paths as the user types them → the one name of a file in an index, and back.
//!
//! Names count from a folder, the root, so that `corpus`, its absolute path and `.` inside it
//! name the same articles, and an index that is moved with its corpus still knows them. The
//! root is where the index was made from. It is remembered as seen from the index folder where
//! it holds it (`..`), else as it is. Files outside it keep their absolute path.

use std::env;
use std::io;
use std::path::{Component, Path, PathBuf};

use litmine::error::Error;
use litmine::index;
use litmine::read;

/// The folder that names of files count from.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// `None` for an index that knows no root: paths as they were given.
    folder: Option<PathBuf>,
}

impl Root {
    /// Returns the root of an index; the current folder for one that is still to be made.
    pub(super) fn of(index: &Path) -> anyhow::Result<Self> {
        let folder = match index::root(index)? {
            None => Some(env::current_dir()?),
            Some(root) if root.is_empty() => None,
            Some(root) => {
                let index = index.canonicalize().map_err(Error::io(index))?;
                let folder = index.join(root);
                Some(folder.canonicalize().unwrap_or(folder))
            }
        };
        Ok(Self { folder })
    }

    /// Returns how an index remembers the root.
    pub(super) fn seen_from(&self, index: &Path) -> io::Result<String> {
        let Some(folder) = &self.folder else {
            return Ok(String::new());
        };
        // The folder of an index may still be missing.
        let parent = match index.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => index,
        };
        let index = match index.canonicalize() {
            Ok(index) => index,
            Err(_) => parent.canonicalize()?.join("index"),
        };
        Ok(match index.strip_prefix(folder) {
            Ok(below) => vec![".."; below.components().count().max(1)].join("/"),
            Err(_) => folder.to_string_lossy().into_owned(),
        })
    }

    /// Returns the name of a file.
    pub(super) fn name_of(&self, path: &Path) -> String {
        let Some(folder) = &self.folder else {
            return read::id_of(path);
        };
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let is_plain = |path: &Path| !path.components().any(|part| part == Component::ParentDir);
        if is_plain(&absolute)
            && let Ok(below) = absolute.strip_prefix(folder)
        {
            return read::id_of(below);
        }
        let real = absolute.canonicalize().unwrap_or(absolute);
        read::id_of(real.strip_prefix(folder).unwrap_or(&real))
    }

    /// Returns where a named file is.
    pub(super) fn path_of(&self, name: &str) -> PathBuf {
        match &self.folder {
            None => PathBuf::from(name),
            Some(folder) => folder.join(name),
        }
    }
}
