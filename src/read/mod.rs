//! Read: files, folders and streams → documents.
//!
//! One file per input format: [`plain`] (text and Markdown), [`jsonl`]. A file's
//! format follows from its name; a stream's is given. An article that cannot be
//! read is [`Refused`] by name and reason, and the next one is read.
//!
//! Invariant: documents come in a fixed order, whatever the file system's: files
//! as given, folders by path.

pub mod jsonl;
mod plain;
mod walk;

use std::fmt;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::model::Document;

pub use walk::files;

/// The largest input file that is read, in bytes.
pub const LARGEST_BYTES: u64 = 256 * 1024 * 1024;

/// How an input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text or Markdown, one article.
    Text,
    /// JSON lines, one article a line.
    Jsonl,
}

impl Format {
    /// Returns the format that a file name promises; `None` for one that litmine does not read.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" | "md" | "markdown" => Some(Self::Text),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// An article that could not be read.
#[derive(Debug)]
pub struct Refused {
    /// Its id, as far as it is known.
    pub id: Option<String>,
    /// Whether it is one line of many: a filter answers it in its place.
    pub is_line: bool,
    /// Where it stands and why it was refused.
    pub error: Error,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// What reading one article gives.
pub type Outcome = Result<Document, Refused>;

/// Reads the articles of one file, in order; `format` overrides what its name promises.
///
/// A file that cannot be read gives one [`Refused`].
pub fn file(path: &Path, format: Option<Format>) -> Box<dyn Iterator<Item = Outcome> + Send> {
    let format = format.or_else(|| Format::of(path)).unwrap_or(Format::Text);
    let one = |outcome: Outcome| -> Box<dyn Iterator<Item = Outcome> + Send> {
        Box::new(std::iter::once(outcome))
    };
    let open = match open(path) {
        Ok(open) => open,
        Err(error) => {
            return one(Err(Refused {
                id: Some(id_of(path)),
                is_line: false,
                error,
            }));
        }
    };
    match format {
        Format::Text => one(plain::document(path, open)),
        Format::Jsonl => Box::new(jsonl::documents(BufReader::new(open), display(path))),
    }
}

/// Reads the articles of a stream, such as standard input.
pub fn stream(
    input: impl BufRead + Send + 'static,
    format: Format,
) -> Box<dyn Iterator<Item = Outcome> + Send> {
    match format {
        Format::Text => Box::new(std::iter::once(plain::document(Path::new("-"), input))),
        Format::Jsonl => Box::new(jsonl::documents(input, "-".to_owned())),
    }
}

fn open(path: &Path) -> Result<fs::File, Error> {
    let file = fs::File::open(path).map_err(Error::io(path))?;
    let metadata = file.metadata().map_err(Error::io(path))?;
    let refuse = |expected, found| Error::Input {
        place: display(path),
        expected,
        found,
    };
    if !metadata.is_file() {
        return Err(refuse("a file", "something else".into()));
    }
    if metadata.len() > LARGEST_BYTES {
        return Err(refuse(
            "at most 256 MiB",
            format!("{} bytes", metadata.len()),
        ));
    }
    Ok(file)
}

/// The id of the article in a file: its path as it was given, with `/` between the parts.
pub fn id_of(path: &Path) -> String {
    let plain: PathBuf = path
        .components()
        .filter(|part| *part != std::path::Component::CurDir)
        .collect();
    display(&plain).replace('\\', "/")
}

fn display(path: &Path) -> String {
    path.display().to_string()
}

/// Reads a whole input as UTF-8 without its byte-order mark.
fn utf8(place: &Path, mut input: impl Read) -> Result<String, Error> {
    let refuse = |found: String| Error::Input {
        place: display(place),
        expected: "text in UTF-8",
        found,
    };
    let mut bytes = Vec::new();
    let io = |error: io::Error| Error::io(place)(error);
    input
        .by_ref()
        .take(LARGEST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    if bytes.len() as u64 > LARGEST_BYTES {
        return Err(refuse("more than 256 MiB".into()));
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    if bytes.contains(&0) {
        return Err(refuse("binary data".into()));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        refuse(format!(
            "other bytes at position {}",
            error.utf8_error().valid_up_to()
        ))
    })?;
    match text.trim().is_empty() {
        true => Err(refuse(
            if text.is_empty() {
                "an empty file"
            } else {
                "white space only"
            }
            .into(),
        )),
        false => Ok(text),
    }
}
