//! HGNC: the complete set, tab-separated or JSON → genes.
//!
//! Read: `hgnc_id`, `symbol`, `name`, `status`, `locus_group`, `locus_type`, `alias_symbol`,
//! `alias_name`, `prev_symbol`, `prev_name`, `entrez_id`, `ensembl_gene_id`, `uniprot_ids`
//! (<https://www.genenames.org/download/archive/>). In JSON each record is one value of
//! `response.docs`; they are read one by one.

use std::io::BufRead;
use std::path::Path;

use serde_json::Value;

use super::Reason;
use super::entry::{Entry, Trust, push};
use super::input;
use super::rows::{Dialect, LARGEST_BYTES, Rows};
use super::sink::Sink;
use crate::error::{Error, Result};
use crate::model::Category;

/// Loci that are no genes.
const NO_GENES: [&str; 4] = [
    "fragile site",
    "region",
    "unknown",
    "virus integration site",
];

/// Reads either form; JSON begins with a brace.
pub(super) fn read(path: &Path, sink: &mut Sink) -> Result<()> {
    let mut input = input::open(path)?;
    let head = input.fill_buf().map_err(Error::io(path))?;
    let is_json = head.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    match is_json {
        true => read_json(path, input, sink),
        false => read_table(path, sink),
    }
}

fn read_table(path: &Path, sink: &mut Sink) -> Result<()> {
    let required: [&[&str]; 3] = [&["hgnc_id"], &["symbol"], &["name"]];
    let mut rows = Rows::open(path, Dialect::default(), &required)?;
    while let Some(row) = sink.next(&mut rows)? {
        let fault = record(&|column| rows.list(&row, &[column], &['|']), sink);
        if let Some(found) = fault {
            sink.broken(rows.broken(row.line, EXPECTED, found))?;
        }
    }
    Ok(())
}

const EXPECTED: &str = "an HGNC id and a symbol";

/// Takes a record; `cell` gives the values of a column. Returns what stood there instead of one.
fn record(cell: &dyn Fn(&str) -> Vec<String>, sink: &mut Sink) -> Option<String> {
    let one = |column: &str| cell(column).into_iter().next().unwrap_or_default();
    let (id, symbol, status, locus) = (
        one("hgnc_id"),
        one("symbol"),
        one("status"),
        one("locus_type"),
    );
    let number = id.strip_prefix("HGNC:").unwrap_or(&id);
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) || symbol.is_empty() {
        return Some(format!("`{id}` and `{symbol}`"));
    }
    if !status.is_empty() && status != "Approved" {
        sink.drop(Reason::Withdrawn);
        return None;
    }
    if NO_GENES.contains(&locus.as_str()) {
        sink.drop(Reason::OtherKind);
        return None;
    }
    let mut entry = Entry::new(format!("hgnc:{number}"), Category::Gene);
    entry.name = symbol;
    // A full name may hold a `|` of its own; none of the others does.
    let names = [
        "name",
        "alias_symbol",
        "prev_symbol",
        "alias_name",
        "prev_name",
    ];
    push(&mut entry.synonyms, names.into_iter().flat_map(cell));
    let references = [
        ("entrez_id", "ncbigene"),
        ("ensembl_gene_id", "ensembl"),
        ("uniprot_ids", "uniprot"),
    ];
    for (column, prefix) in references {
        push(
            &mut entry.xrefs,
            cell(column).iter().map(|id| format!("{prefix}:{id}")),
        );
    }
    if matches!(one("locus_group").as_str(), "non-coding RNA" | "pseudogene") || is_segment(&locus)
    {
        entry.trust = Trust::Minor;
    }
    sink.entry(entry);
    None
}

/// Whether a locus is a part of a gene, or many genes.
fn is_segment(locus: &str) -> bool {
    locus.contains("immunoglobulin")
        || locus.contains("T cell receptor")
        || locus == "endogenous retrovirus"
}

/// Reads the objects of an array one by one, told by their braces.
fn read_json(path: &Path, mut input: Box<dyn BufRead>, sink: &mut Sink) -> Result<()> {
    let mut scan = Objects::default();
    let mut line = Vec::new();
    while input::line(&mut *input, LARGEST_BYTES, &mut line)
        .map_err(Error::io(path))?
        .is_some()
    {
        scan.line += u64::from(line.ends_with(b"\n"));
        for &byte in &line {
            let Some(start) = scan.push(byte) else {
                continue;
            };
            let object = std::mem::take(&mut scan.object);
            let value: Value = serde_json::from_slice(&object).unwrap_or_default();
            let cell = |column: &str| values(&value[column]);
            let fault = match value.is_object() {
                true => record(&cell, sink),
                false => Some("no JSON object".into()),
            };
            if let Some(found) = fault {
                let file = path.display().to_string();
                let expected = EXPECTED.to_owned();
                sink.broken(Error::Dictionary {
                    file,
                    line: start,
                    expected,
                    found,
                })?;
            }
        }
    }
    Ok(())
}

fn values(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(list) => list.iter().flat_map(values).collect(),
        _ => Vec::new(),
    }
}

/// Finds the objects within the outermost array of a JSON text.
#[derive(Default)]
struct Objects {
    object: Vec<u8>,
    /// Lines before the present one, and the line on which the present object begins.
    line: u64,
    start: u64,
    /// Braces open within the array, whether it has begun, and where in a string we are.
    depth: usize,
    in_array: bool,
    in_string: bool,
    is_escaped: bool,
}

impl Objects {
    /// Takes a byte; returns the line of the object that it completes.
    fn push(&mut self, byte: u8) -> Option<u64> {
        if self.depth > 0 && self.object.len() < LARGEST_BYTES {
            self.object.push(byte);
        }
        if self.in_string {
            self.in_string = byte != b'"' || self.is_escaped;
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            return None;
        }
        match byte {
            b'"' => self.in_string = true,
            b'[' if self.depth == 0 => self.in_array = true,
            b'{' if self.in_array => {
                if self.depth == 0 {
                    self.object = vec![byte];
                    self.start = self.line;
                }
                self.depth += 1;
            }
            b'}' if self.depth > 0 => {
                self.depth -= 1;
                return (self.depth == 0).then_some(self.start);
            }
            _ => {}
        }
        None
    }
}
