//! Error: what can go wrong, where, what was expected and what stood there.

use std::io;
use std::path::{Path, PathBuf};

/// What can go wrong in the library.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },

    /// An input that is no article we can read.
    #[error("{place}: expected {expected}, found {found}")]
    Input {
        /// File, or file and line.
        place: String,
        /// What should have stood there.
        expected: &'static str,
        /// What stood there.
        found: String,
    },

    /// A dictionary that breaks its format.
    #[error("{file}:{line}: expected {expected}, found {found}")]
    Dictionary {
        /// The file.
        file: String,
        /// Its line, from 1.
        line: u64,
        /// What should have stood there.
        expected: String,
        /// What stood there.
        found: String,
    },

    /// A query that cannot be understood.
    #[error("{message}\n  {query}\n  {}^", " ".repeat(*.column))]
    Query {
        /// What is wrong.
        message: String,
        /// The query.
        query: String,
        /// Columns of the terminal before the place, counting a Han character as two.
        column: usize,
    },

    /// A query that took too long.
    #[error("no answer within {seconds} s; ask for less, or allow more with --timeout")]
    Deadline {
        /// How long it was allowed to take.
        seconds: f64,
    },

    /// Another process is writing to the index.
    #[error("{}: busy, {holder} is writing to this index", path.display())]
    IndexBusy {
        /// The index folder.
        path: PathBuf,
        /// Who holds it, as far as it is known.
        holder: String,
    },

    /// The index is missing, damaged, of another version, or no index at all.
    #[error("{}: expected {expected}, found {found}", path.display())]
    IndexUnusable {
        /// The index folder.
        path: PathBuf,
        /// What should have stood there.
        expected: String,
        /// What stood there.
        found: String,
    },

    /// The index library failed.
    #[error("{}: {source}", path.display())]
    Index {
        /// The index folder.
        path: PathBuf,
        /// What the library said.
        source: tantivy::TantivyError,
    },
}

impl Error {
    /// Wraps an I/O error with the path it happened at.
    pub fn io(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        move |source| Self::Io { path, source }
    }
}

/// A result with litmine's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;
