//! Bibliography: reference lists → BibTeX, RIS or CSL-JSON, each reference once.
//!
//! Formats: BibTeX (ctan.org/pkg/bibtex), RIS (two letters, two spaces, `- `), CSL-JSON
//! (citationstyles.org). References of many articles that have the same [`Reference::id`] are one;
//! those that have none are written as notes.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::model::{AnnotatedDocument, Reference};

/// How a bibliography is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bibliography {
    /// `@article{…}`
    BibTex,
    /// `TY  - JOUR` … `ER  -`
    Ris,
    /// A JSON array of items.
    CslJson,
}

/// Writes the references of many documents, in the order in which they are met.
pub struct BibliographyWriter<W: Write> {
    out: W,
    format: Bibliography,
    seen: BTreeSet<String>,
    count: usize,
}

impl<W: Write> BibliographyWriter<W> {
    /// Starts a bibliography.
    pub fn new(out: W, format: Bibliography) -> Self {
        Self {
            out,
            format,
            seen: BTreeSet::new(),
            count: 0,
        }
    }

    /// Writes the references of a document that were not met before.
    pub fn document(&mut self, annotated: &AnnotatedDocument) -> io::Result<()> {
        for reference in &annotated.structure.references {
            let entry = reference.span.of(&annotated.document.text);
            let id = reference.id().unwrap_or_else(|| entry.to_owned());
            if !self.seen.insert(id) {
                continue;
            }
            self.count += 1;
            match self.format {
                Bibliography::BibTex => self.bibtex(reference, entry)?,
                Bibliography::Ris => self.ris(reference, entry)?,
                Bibliography::CslJson => self.csl(reference, entry)?,
            }
        }
        Ok(())
    }

    /// Writes the end.
    pub fn finish(mut self) -> io::Result<()> {
        if self.format == Bibliography::CslJson {
            self.out
                .write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }

    fn bibtex(&mut self, reference: &Reference, entry: &str) -> io::Result<()> {
        write!(self.out, "@article{{r{}", self.count)?;
        for (name, _, _, value) in fields(reference, entry) {
            write!(self.out, ",\n  {name} = {{{}}}", latex(&value))?;
        }
        self.out.write_all(b"\n}\n\n")
    }

    fn ris(&mut self, reference: &Reference, entry: &str) -> io::Result<()> {
        self.out.write_all(b"TY  - JOUR\n")?;
        for author in &reference.authors {
            writeln!(self.out, "AU  - {}", one_line(author))?;
        }
        for (_, tag, _, value) in fields(reference, entry)
            .iter()
            .filter(|field| field.1 != "AU")
        {
            match (*tag, value.split_once('-')) {
                ("SP", Some((first, last))) => writeln!(self.out, "SP  - {first}\nEP  - {last}")?,
                _ => writeln!(self.out, "{tag}  - {}", one_line(value))?,
            }
        }
        self.out.write_all(b"ER  - \n\n")
    }

    fn csl(&mut self, reference: &Reference, entry: &str) -> io::Result<()> {
        let mut item = Map::new();
        item.insert("id".into(), json!(format!("r{}", self.count)));
        item.insert("type".into(), json!("article-journal"));
        for (_, _, name, value) in fields(reference, entry) {
            let value: Value = match name {
                "author" => {
                    let authors = reference.authors.iter();
                    authors.map(|author| json!({ "literal": author })).collect()
                }
                "issued" => json!({ "date-parts": [[reference.year]] }),
                _ => json!(value),
            };
            item.insert(name.into(), value);
        }
        self.out
            .write_all(if self.count == 1 { b"[\n" } else { b",\n" })?;
        serde_json::to_writer(&mut self.out, &item).map_err(io::Error::from)
    }
}

/// What is known of a reference: its names in BibTeX, RIS and CSL, and the value.
fn fields(
    reference: &Reference,
    entry: &str,
) -> Vec<(&'static str, &'static str, &'static str, String)> {
    let authors = (!reference.authors.is_empty()).then(|| reference.authors.join(" and "));
    let note = reference.id().is_none().then(|| entry.to_owned());
    let rows = [
        ("author", "AU", "author", authors),
        ("title", "TI", "title", reference.title.clone()),
        (
            "journal",
            "JO",
            "container-title",
            reference.journal.clone(),
        ),
        (
            "year",
            "PY",
            "issued",
            reference.year.map(|year| year.to_string()),
        ),
        ("volume", "VL", "volume", reference.volume.clone()),
        ("number", "IS", "issue", reference.issue.clone()),
        ("pages", "SP", "page", reference.pages.clone()),
        ("doi", "DO", "DOI", reference.doi.clone()),
        ("pmid", "AN", "PMID", reference.pmid.clone()),
        ("note", "N1", "note", note),
    ];
    let known = rows.into_iter();
    known
        .filter_map(|(bibtex, ris, csl, value)| Some((bibtex, ris, csl, value?)))
        .collect()
}

fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keeps signs that mean something to LaTeX from doing so.
fn latex(value: &str) -> String {
    let mut out = String::new();
    for character in one_line(value).chars() {
        match character {
            '{' | '}' | '\\' => out.push(' '),
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::fixture;
    use super::*;

    fn written(format: Bibliography) -> String {
        let document = fixture::annotated();
        let mut out = Vec::new();
        let mut writer = BibliographyWriter::new(&mut out, format);
        writer.document(&document).unwrap();
        writer.document(&document).unwrap();
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn writes_each_reference_once() {
        let count = {
            let references = fixture::annotated().structure.references;
            let ids: BTreeSet<_> = references.iter().map(|r| r.id()).collect();
            ids.len()
        };
        let bibtex = written(Bibliography::BibTex);
        assert_eq!(bibtex.matches("@article{").count(), count, "{bibtex}");
        let ris = written(Bibliography::Ris);
        assert_eq!(ris.matches("TY  - JOUR").count(), count, "{ris}");
        assert_eq!(ris.matches("ER  - ").count(), count, "{ris}");
        let csl: Value = serde_json::from_str(&written(Bibliography::CslJson)).unwrap();
        assert_eq!(csl.as_array().map(Vec::len), Some(count), "{csl}");
    }

    #[test]
    fn escapes_what_latex_would_read() {
        assert_eq!(latex("R&D 100%\n_y"), "R\\&D 100\\% \\_y");
        assert_eq!(latex("{x}"), " x ");
    }
}
