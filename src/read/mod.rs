//! Read: files, folders and streams → documents.
//!
//! One file per input format. What an input is shows its content first and its name second
//! ([`Format`]); gzip is unpacked, archives are opened ([`archive`]), bytes decoded
//! ([`mod@encoding`]). Formats that state their structure hand it on as
//! [`crate::model::Markup`]. An article that cannot be read is [`Refused`] by name and reason,
//! and the next one is read.
//!
//! Nothing but the inputs is ever opened: no link, entity or picture is followed, and no file is
//! written.
//!
//! Invariant: documents come in a fixed order, whatever the file system's: files as given,
//! folders by path, articles as they stand in their file.

mod archive;
mod bibtex;
mod bioc;
mod cnki;
mod composer;
mod docx;
pub mod encoding;
mod endnote;
mod flow;
mod format;
mod html;
mod jats;
pub mod jsonl;
mod nbib;
mod origin;
mod pdf;
mod plain;
mod pubmed;
mod pubtator;
mod raised;
mod record;
mod ris;
mod sheet;
mod source;
mod walk;
mod xml;

use std::fmt;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::model::Document;
use origin::Origin;
use source::Stream;
use xml::records::Records;

pub use encoding::Encoding;
pub use format::Format;
pub use walk::files;

/// The largest input that is read as a whole, in bytes.
pub const LARGEST_BYTES: u64 = 256 * 1024 * 1024;

/// How inputs are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The format, whatever content and name say.
    pub format: Option<Format>,
    /// The encoding, whatever the bytes look like.
    pub encoding: Option<Encoding>,
}

impl Options {
    /// Members of an archive are of any format.
    fn of_members(encoding: Option<Encoding>) -> Self {
        Self {
            format: None,
            encoding,
        }
    }
}

/// An article, or a part of one, that could not be read.
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

/// The articles of an input, in order.
pub type Outcomes = Box<dyn Iterator<Item = Outcome> + Send>;

/// Reads the articles of one file, in order.
///
/// A file that cannot be read gives one [`Refused`]; so does a part that was lost while the rest
/// was read.
pub fn file(path: &Path, options: Options) -> Outcomes {
    named_file(path, id_of(path), options)
}

/// Reads the articles of one file as if its path were another one: `name` stands in their ids
/// and sources.
pub fn named_file(path: &Path, name: String, options: Options) -> Outcomes {
    let origin = Origin {
        place: display(path),
        id: name.clone(),
        source: Some(name),
        format: Format::Text,
        encoding: None,
    };
    match source::open(path) {
        Ok(stream) => opened(stream, path, origin, options),
        Err(error) => refused(Refused {
            id: Some(origin.id),
            is_line: false,
            error,
        }),
    }
}

/// Reads the articles of a stream, such as standard input.
pub fn stream(input: impl BufRead + Send + 'static, options: Options) -> Outcomes {
    let origin = Origin {
        place: "-".into(),
        id: "-".into(),
        source: None,
        format: Format::Text,
        encoding: None,
    };
    match source::unpack(Box::new(input)) {
        Ok(stream) => opened(stream, Path::new("-"), origin, options),
        Err(error) => refused(origin.refuse("a stream that can be read", error.to_string())),
    }
}

/// Reads an input whose bytes are at hand; `name` is asked when its content says nothing.
fn opened(stream: Stream, name: &Path, mut origin: Origin, options: Options) -> Outcomes {
    if let Some(format) = options.format {
        origin.format = format;
        return formatted(stream, origin, options.encoding);
    }
    match source::peek(stream) {
        Err(error) => refused(origin.refuse("a file that can be read", error.to_string())),
        Ok((head, _)) if head.is_empty() => refused(origin.refuse("text", "an empty file")),
        Ok((head, stream)) => match Format::detect(&head, name) {
            Err(found) => refused(origin.refuse("a format that litmine reads", found)),
            Ok(format) => {
                origin.format = format;
                formatted(stream, origin, options.encoding)
            }
        },
    }
}

/// Reads an input of a known format.
fn formatted(stream: Stream, origin: Origin, encoding: Option<Encoding>) -> Outcomes {
    match origin.format {
        Format::Jsonl => Box::new(jsonl::documents(stream, origin.place, origin.source)),
        Format::Jats => records(stream, origin, encoding, jats::RECORDS, jats::article),
        Format::PubMed => records(stream, origin, encoding, pubmed::RECORDS, pubmed::article),
        Format::BiocXml => records(stream, origin, encoding, bioc::RECORDS, bioc::xml_document),
        Format::Text | Format::Markdown => whole(stream, origin, encoding, plain::document),
        Format::BiocJson => whole(stream, origin, encoding, bioc::json_documents),
        Format::PubTator => whole(stream, origin, encoding, pubtator::documents),
        Format::Nbib => whole(stream, origin, encoding, nbib::documents),
        Format::Ris => whole(stream, origin, encoding, ris::documents),
        Format::EndNote => whole(stream, origin, encoding, endnote::documents),
        Format::BibTex => whole(stream, origin, encoding, bibtex::documents),
        Format::Cnki => whole(stream, origin, encoding, cnki::documents),
        Format::Html => whole(stream, origin, encoding, html::documents),
        Format::Docx => binary(stream, origin, docx::documents),
        Format::Pdf => binary(stream, origin, pdf::documents),
        Format::Zip | Format::Tar => {
            archive::documents(stream, origin, Options::of_members(encoding))
        }
    }
}

fn refused(refused: Refused) -> Outcomes {
    Box::new(std::iter::once(Err(refused)))
}

/// Reads an input of text as a whole.
fn whole(
    stream: Stream,
    mut origin: Origin,
    encoding: Option<Encoding>,
    read: fn(&Origin, &str) -> Vec<Outcome>,
) -> Outcomes {
    let bytes = match source::read_all(stream) {
        Ok(bytes) => bytes,
        Err(found) => return refused(origin.refuse("a file that can be read", found)),
    };
    let decoded = match encoding::decode(&bytes, encoding) {
        Ok(decoded) => decoded,
        Err(found) => return refused(origin.refuse("text", found)),
    };
    if decoded.text.trim().is_empty() {
        let found = if bytes.is_empty() {
            "an empty file"
        } else {
            "white space only"
        };
        return refused(origin.refuse("text", found));
    }
    origin.encoding = Some(decoded.encoding);
    let mut outcomes = read(&origin, &decoded.text);
    if let Some(at) = decoded.damaged_at {
        let found = format!("bytes of no character at {at}; the rest was read");
        outcomes.push(Err(origin.refuse("undamaged text", found)));
    }
    Box::new(outcomes.into_iter())
}

/// Reads an input that is no text as a whole.
fn binary(stream: Stream, origin: Origin, read: fn(&Origin, &[u8]) -> Vec<Outcome>) -> Outcomes {
    match source::read_all(stream) {
        Ok(bytes) => Box::new(read(&origin, &bytes).into_iter()),
        Err(found) => refused(origin.refuse("a file that can be read", found)),
    }
}

/// Reads an input of XML one record at a time.
fn records(
    stream: Stream,
    origin: Origin,
    encoding: Option<Encoding>,
    names: &'static [&'static str],
    read: fn(&Origin, usize, &str) -> Outcome,
) -> Outcomes {
    let stream = match narrow(stream) {
        Ok(stream) => stream,
        Err(found) => return refused(origin.refuse("text", found)),
    };
    let mut records = Records::new(stream, names, encoding);
    let mut number = 0;
    Box::new(std::iter::from_fn(move || {
        let Some(record) = records.next() else {
            let is_none = number == 0;
            number += 1;
            return is_none.then(|| Err(origin.refuse("an article", "none")));
        };
        number += 1;
        Some(match record {
            Ok(record) => {
                let mut origin = origin.clone();
                origin.encoding = Some(record.encoding);
                read(&origin, number, &record.text)
            }
            Err(found) => Err(origin.refuse_record(number, "a whole record", found)),
        })
    }))
}

/// Makes UTF-8 of a stream in UTF-16, so that its tags can be looked for byte by byte.
fn narrow(stream: Stream) -> Result<Stream, String> {
    let (head, stream) = source::peek(stream).map_err(|error| error.to_string())?;
    if !encoding::is_wide(&head) {
        return Ok(stream);
    }
    let bytes = source::read_all(stream)?;
    let text = encoding::decode(&bytes, None)?.text.into_owned();
    Ok(Box::new(io::Cursor::new(text)))
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

#[cfg(test)]
mod tests;
