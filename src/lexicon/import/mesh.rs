//! MeSH: descriptors or supplementary records, XML → drugs or diseases.
//!
//! Read: `DescriptorRecord` (`DescriptorUI`, `DescriptorName`, `TreeNumber`, `Term`) and
//! `SupplementalRecord` (`SupplementalRecordUI`, `SupplementalRecordName`, `SCRClass`, `Term`,
//! `RegistryNumber`); see <https://www.nlm.nih.gov/mesh/xmlmesh.html>. Drugs are the branches of
//! chemicals without enzymes, proteins and uses, and the chemicals among the supplementary records
//! that are neither; diseases the branches C and F03, and the diseases among them. Permuted terms
//! (`Acid, Acetic`) are left out.
//!
//! One record is parsed at a time, so that a broken one costs nothing but itself.

use std::io::{BufRead, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Reason;
use super::entry::{Entry, Trust, push};
use super::input;
use super::rows::LARGEST_BYTES;
use super::sink::Sink;
use crate::error::{Error, Result};
use crate::model::Category;

/// Branches of the tree that hold substances.
const SUBSTANCES: [&str; 10] = [
    "D01", "D02", "D03", "D04", "D05", "D06", "D09", "D10", "D20", "D26",
];
/// Branches that hold enzymes, proteins, nucleic acids and uses.
const NO_DRUGS: [&str; 5] = ["D08", "D12", "D13", "D23", "D27"];
const DISEASES: [&str; 2] = ["C", "F03"];

/// What a record says.
#[derive(Default)]
struct Record {
    id: String,
    name: String,
    terms: Vec<String>,
    trees: Vec<String>,
    /// Class of a supplementary record: 1 chemical, 3 disease.
    class: Option<String>,
    is_enzyme: bool,
}

pub(super) fn read(path: &Path, category: Option<Category>, sink: &mut Sink) -> Result<()> {
    let category = category.unwrap_or(Category::Drug);
    if !matches!(category, Category::Drug | Category::Disease) {
        return Err(broken(
            path,
            1,
            "category drug or disease",
            category.as_str(),
        ));
    }
    let mut records = Records {
        input: input::open(path)?,
        line: 1,
        start: 1,
        bytes: Vec::new(),
    };
    let mut is_mesh = false;
    while let Some(outcome) = records.next().map_err(Error::io(path))? {
        is_mesh = true;
        match outcome.and_then(|()| parse(&records.bytes)) {
            Ok(record) => take(record, category, sink),
            Err(found) => sink.broken(broken(path, records.start, "a MeSH record", &found))?,
        }
    }
    match is_mesh {
        true => Ok(()),
        false => Err(broken(path, 1, "MeSH records in XML", "none")),
    }
}

fn broken(path: &Path, line: u64, expected: &str, found: &str) -> Error {
    Error::Dictionary {
        file: path.display().to_string(),
        line,
        expected: expected.into(),
        found: found.into(),
    }
}

fn take(record: Record, category: Category, sink: &mut Sink) {
    let within = |branches: &[&str]| {
        record
            .trees
            .iter()
            .any(|tree| branches.iter().any(|branch| tree.starts_with(branch)))
    };
    let is_wanted = match (category, record.class.as_deref()) {
        (Category::Disease, Some(class)) => class == "3",
        (Category::Disease, None) => within(&DISEASES),
        (_, Some(class)) => class == "1" && !record.is_enzyme,
        (_, None) => within(&SUBSTANCES) && !within(&NO_DRUGS),
    };
    if !is_wanted {
        return sink.drop(Reason::OtherKind);
    }
    let mut entry = Entry::new(format!("mesh:{}", record.id), category);
    entry.name = record.name;
    push(&mut entry.synonyms, record.terms);
    entry.drop_repeats();
    if category == Category::Drug {
        entry.trust = Trust::Blanket;
    }
    sink.entry(entry);
}

/// Cuts a file into records.
struct Records {
    input: Box<dyn BufRead>,
    /// The present line, and the first line of the present record.
    line: u64,
    start: u64,
    bytes: Vec<u8>,
}

const TAGS: [&[u8]; 2] = [b"DescriptorRecord", b"SupplementalRecord"];

impl Records {
    /// Reads the next record into `bytes`; what is inside says why it is none.
    fn next(&mut self) -> std::io::Result<Option<std::result::Result<(), String>>> {
        self.bytes.clear();
        let (mut is_inside, mut is_too_long) = (false, false);
        let mut part = Vec::new();
        loop {
            part.clear();
            let most = LARGEST_BYTES as u64;
            if Read::take(&mut self.input, most).read_until(b'>', &mut part)? == 0 {
                return Ok(is_inside.then(|| Err("the end of the file within one".into())));
            }
            let tag = part
                .iter()
                .rposition(|&byte| byte == b'<')
                .map_or(&[][..], |at| &part[at + 1..]);
            let opens = TAGS.iter().any(|name| is_tag(tag, name));
            let closes = tag
                .strip_prefix(b"/")
                .is_some_and(|tag| TAGS.iter().any(|name| is_tag(tag, name)));
            let breaks = part.iter().filter(|&&byte| byte == b'\n').count() as u64;
            self.line += breaks;
            if opens {
                is_inside = true;
                is_too_long = false;
                self.start = self.line;
                self.bytes = [b"<", tag].concat();
            } else if is_inside && self.bytes.len() + part.len() <= LARGEST_BYTES {
                self.bytes.extend_from_slice(&part);
            } else {
                is_too_long |= is_inside;
            }
            match (closes && is_inside, is_too_long) {
                (true, true) => return Ok(Some(Err(format!("one over {LARGEST_BYTES} bytes")))),
                (true, false) => return Ok(Some(Ok(()))),
                _ => {}
            }
        }
    }
}

/// Whether what stands between the brackets is a tag of that name, not of a longer one.
fn is_tag(tag: &[u8], name: &[u8]) -> bool {
    tag.strip_prefix(name)
        .and_then(|rest| rest.first())
        .is_some_and(|next| !next.is_ascii_alphanumeric())
}

/// Reads a record; the error is what stands there instead.
fn parse(bytes: &[u8]) -> std::result::Result<Record, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "bytes that are not UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text);
    let mut record = Record::default();
    let mut path: Vec<String> = Vec::new();
    let (mut text, mut is_permuted) = (String::new(), false);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                is_permuted = match tag.name().as_ref() {
                    "Term" => attribute(&tag, "IsPermutedTermYN").as_deref() == Some("Y"),
                    _ => is_permuted,
                };
                if tag.name().as_ref() == "SupplementalRecord" {
                    record.class = Some(attribute(&tag, "SCRClass").unwrap_or_else(|| "1".into()));
                }
                path.push(tag.name().as_ref().to_owned());
                text.clear();
            }
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(entity) => {
                let number = entity
                    .resolve_char_ref()
                    .map_err(|error| error.to_string())?;
                let named =
                    || quick_xml::escape::resolve_predefined_entity(&entity).map(str::to_owned);
                text.push_str(&number.map(String::from).or_else(named).unwrap_or_default());
            }
            Event::End(_) => {
                record.take(&path, text.trim(), is_permuted);
                path.pop();
                text.clear();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match record.id.is_empty() || record.name.is_empty() {
        true => Err(format!(
            "`{}` and `{}` for id and name",
            record.id, record.name
        )),
        false => Ok(record),
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}

impl Record {
    /// Takes the text of an element, given the names of the elements that it stands in.
    fn take(&mut self, path: &[String], text: &str, is_permuted: bool) {
        let names: Vec<&str> = path.iter().rev().take(3).map(String::as_str).collect();
        match names.as_slice() {
            ["DescriptorUI" | "SupplementalRecordUI", _] => self.id = text.to_owned(),
            [
                "String",
                "DescriptorName" | "SupplementalRecordName",
                "DescriptorRecord" | "SupplementalRecord",
            ] => {
                self.name = text.to_owned();
            }
            ["String", "Term", ..] if !is_permuted => push(&mut self.terms, [text.to_owned()]),
            ["TreeNumber", ..] => self.trees.push(text.to_owned()),
            ["RegistryNumber", ..] => self.is_enzyme |= text.starts_with("EC "),
            _ => {}
        }
    }
}
