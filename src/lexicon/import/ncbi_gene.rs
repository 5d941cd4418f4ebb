//! NCBI Gene: `gene_info` → genes of one species.
//!
//! Read: `tax_id`, `GeneID`, `Symbol`, `Synonyms`, `dbXrefs`, `description`, `type_of_gene`,
//! `Symbol_from_nomenclature_authority`, `Full_name_from_nomenclature_authority`,
//! `Other_designations` (<https://ftp.ncbi.nlm.nih.gov/gene/DATA/README>). A gene that HGNC has
//! gets its HGNC id.

use std::path::Path;

use super::Reason;
use super::entry::{Entry, Trust, push};
use super::rows::{Dialect, Row, Rows};
use super::sink::Sink;
use crate::error::Result;
use crate::model::Category;

pub(super) fn read(path: &Path, taxon: u32, sink: &mut Sink) -> Result<()> {
    let dialect = Dialect {
        quotes_are_letters: true,
        ..Dialect::default()
    };
    let required: [&[&str]; 3] = [&["tax_id"], &["geneid"], &["symbol"]];
    let mut rows = Rows::open(path, dialect, &required)?;
    while let Some(row) = sink.next(&mut rows)? {
        match (
            rows.cell(&row, &["tax_id"]).parse::<u32>(),
            rows.cell(&row, &["geneid"]).parse::<u64>(),
        ) {
            (Ok(found), Ok(_)) if found != taxon => sink.drop(Reason::OtherKind),
            (Ok(_), Ok(number)) => gene(&rows, &row, number, sink),
            _ => {
                let found = format!("`{}`", rows.cell(&row, &["geneid"]));
                sink.broken(rows.broken(
                    row.line,
                    "two numbers, of the taxon and of the gene",
                    found,
                ))?;
            }
        }
    }
    Ok(())
}

fn gene(rows: &Rows, row: &Row, number: u64, sink: &mut Sink) {
    let cell = |column: &str| {
        Some(rows.cell(row, &[column]))
            .filter(|cell| *cell != "-")
            .unwrap_or_default()
    };
    let list = |column: &str| {
        cell(column)
            .split('|')
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let kind = cell("type_of_gene");
    if matches!(kind, "biological-region" | "unknown") {
        return sink.drop(Reason::OtherKind);
    }
    if cell("symbol") == "NEWENTRY" || cell("description").contains("withdrawn") {
        return sink.drop(Reason::Withdrawn);
    }
    let own = format!("ncbigene:{number}");
    let references = list("dbxrefs");
    let hgnc = references
        .iter()
        .find_map(|xref| xref.strip_prefix("HGNC:HGNC:"));
    let mut entry = match hgnc {
        Some(number) => Entry::new(format!("hgnc:{number}"), Category::Gene),
        None => Entry::new(own.clone(), Category::Gene),
    };
    if hgnc.is_some() {
        push(&mut entry.xrefs, [own]);
    }
    let ensembl = references
        .iter()
        .filter_map(|xref| xref.strip_prefix("Ensembl:"));
    push(&mut entry.xrefs, ensembl.map(|id| format!("ensembl:{id}")));
    let official = cell("symbol_from_nomenclature_authority");
    entry.name = if official.is_empty() {
        cell("symbol").to_owned()
    } else {
        official.to_owned()
    };
    let names = [
        "full_name_from_nomenclature_authority",
        "description",
        "symbol",
    ];
    push(
        &mut entry.synonyms,
        names.map(|column| cell(column).to_owned()),
    );
    push(&mut entry.synonyms, list("synonyms"));
    push(&mut entry.synonyms, list("other_designations"));
    entry.drop_repeats();
    if kind.ends_with("RNA") || kind == "pseudo" {
        entry.trust = Trust::Minor;
    }
    sink.entry(entry);
}
