//! Index: annotated documents → one tantivy index in a folder, and back.
//!
//! - [`schema`]: which fields there are and what they hold;
//! - [`Entry`]: one article made ready to be written, with its sentences and references;
//! - [`Writer`]: adds, replaces and removes articles, one process at a time;
//! - [`Reader`]: what is in the index, whether it is whole, and the articles again.
//!
//! The folder holds the files of tantivy and beside them `litmine.json` (what the
//! last commit held), `litmine.lexicon` (the names its articles were last annotated with),
//! `litmine.lock` and `litmine.pid` (who is writing).
//!
//! Invariant: a commit is one whole state of the index. It is on the disk, folder
//! and all, before the call returns, and only then does `litmine.json` name it. A
//! folder that is no litmine index is never written to, and a damaged one never
//! silently made anew.

mod columns;
mod entry;
mod folder;
mod hash;
mod manifest;
mod occurrences;
mod reader;
pub mod schema;
mod stored;
mod tokens;
mod writer;

use std::io::{
    self,
    ErrorKind::{InvalidData, UnexpectedEof},
};
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError};

use crate::error::Error;

pub use columns::Known;
pub use entry::Entry;
pub use hash::content_hash;
pub use manifest::{Manifest, root};
pub(crate) use occurrences::key;
pub use reader::{Check, Reader, Status};
pub use writer::{Settings, Writer};

/// Turns an error of the index library into ours: busy, unusable, I/O or its own.
pub(crate) fn failed(path: &Path) -> impl FnOnce(TantivyError) -> Error {
    let path = path.to_path_buf();
    move |error| match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::IndexBusy {
            holder: folder::holder(&path),
            path,
        },
        TantivyError::LockFailure(LockError::IoError(source), _)
        | TantivyError::IoError(source) => Error::Io {
            path,
            source: io::Error::new(source.kind(), source),
        },
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if matches!(io_error.kind(), InvalidData | UnexpectedEof) =>
        {
            damaged(&path, format!("a damaged {}", file_name(&filepath)))
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => Error::Io {
            path: filepath,
            source: io::Error::new(io_error.kind(), io_error),
        },
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
            damaged(&path, format!("no {}", file_name(&file)))
        }
        TantivyError::DataCorruption(_) => damaged(&path, "a damaged file"),
        TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_))
        | TantivyError::IncompatibleIndex(_) => damaged(&path, "files of another version"),
        source => Error::Index { path, source },
    }
}

/// Files lie in the index folder, which every message names.
fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Says that an index must be made again.
fn damaged(path: &Path, found: impl Into<String>) -> Error {
    Error::IndexUnusable {
        path: path.to_path_buf(),
        expected: "a whole index (make it again in an empty folder)".into(),
        found: found.into(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
