//! Facets: counts → a table for a reader, or one JSON line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use litmine::lexicon::Lexicon;
use litmine::model::{ConceptId, variant};
use litmine::search::FacetCounts;
use serde::Serialize;

use crate::cli::terminal::{BOLD, FAINT, Paint, printable};

#[derive(Serialize)]
struct View<'c> {
    schema_version: u32,
    total: u64,
    facets: BTreeMap<&'c str, FacetView<'c>>,
}

#[derive(Serialize)]
struct FacetView<'c> {
    /// How many different values there are.
    distinct: usize,
    values: Vec<ValueView<'c>>,
}

#[derive(Serialize)]
struct ValueView<'c> {
    value: &'c str,
    name: String,
    name_zh: Option<String>,
    count: u64,
}

/// Writes all facets as one line.
pub(super) fn write_json(
    out: &mut impl Write,
    total: u64,
    counts: &[FacetCounts],
    lexicon: &Lexicon,
) -> io::Result<()> {
    let facets = counts.iter();
    let facets = facets.map(|counts| (counts.facet.as_str(), view(counts, lexicon)));
    let facets = facets.collect();
    let view = View {
        schema_version: 1,
        total,
        facets,
    };
    serde_json::to_writer(&mut *out, &view)?;
    out.write_all(b"\n")
}

fn view<'c>(counts: &'c FacetCounts, lexicon: &Lexicon) -> FacetView<'c> {
    let values = counts.values.iter();
    let values = values.map(|(value, count)| {
        let (name, name_zh) = names(value, lexicon);
        ValueView {
            value,
            name,
            name_zh,
            count: *count,
        }
    });
    FacetView {
        distinct: counts.distinct,
        values: values.collect(),
    }
}

/// Writes one block a facet: its name, and a line for each value.
pub(super) fn write_text(
    out: &mut impl Write,
    counts: &[FacetCounts],
    lexicon: &Lexicon,
    paint: Paint,
) -> io::Result<()> {
    for counts in counts {
        let title = paint.text(BOLD, counts.facet.as_str());
        writeln!(out, "{title} ({} different)", counts.distinct)?;
        for (value, count) in &counts.values {
            let (name, name_zh) = names(value, lexicon);
            let name_zh = name_zh.map(|name| format!(" {name}")).unwrap_or_default();
            let id = match name == *value {
                true => String::new(),
                false => paint.text(FAINT, &format!("  {value}")),
            };
            writeln!(
                out,
                "{count:8}  {}{id}",
                printable(&format!("{name}{name_zh}"))
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Returns what a value is called: a concept by its names, anything else as it is.
fn names(value: &str, lexicon: &Lexicon) -> (String, Option<String>) {
    let id = ConceptId::from(value);
    match lexicon.concept(&id) {
        Some(concept) => (concept.name.clone(), concept.name_zh.clone()),
        None => {
            let variant = variant::concept(&id).map(|variant| variant.name);
            let denied = || {
                value
                    .strip_prefix("not_")
                    .map(|effect| format!("no {effect}"))
            };
            (
                variant.or_else(denied).unwrap_or_else(|| value.to_owned()),
                None,
            )
        }
    }
}
