//! Golden: small texts in, every mention and its evidence out, compared with `tests/golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes the tables anew; read the diff
//! as you would read code. One row a mention, in text order: what stands in the
//! text, category and name of the concept, the sentence (from 0; empty outside of
//! sentences), the mechanisms with where each was read, the numbers of the
//! references and how near they stand.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod texts;

use std::fs;

use litmine::model::{AnnotatedDocument, Evidence, MechanismSource};

const HEADER: &str = "text\tcategory\tname\tsentence\tmechanisms\treferences\tscope\n";

#[test]
fn finds_the_mentions_and_evidence_of_every_golden_text() {
    let mut differences = Vec::new();
    for text in texts::texts("tests/golden") {
        let table = table(&text.annotated());
        let path = texts::path("tests/golden").join(format!("{}.tsv", text.name));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &table).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        differences.extend(difference(&text.name, &golden, &table));
    }
    assert!(
        differences.is_empty(),
        "{}\nIf the new rows (+) are right, run `UPDATE_GOLDEN=1 cargo test --test golden` and review the diff.",
        differences.join("\n")
    );
}

/// The rows that stand in one table alone.
fn difference(name: &str, golden: &str, table: &str) -> Vec<String> {
    if golden == table {
        return Vec::new();
    }
    let only = |sign: &str, rows: &str, others: &str| -> Vec<String> {
        let others: Vec<&str> = others.lines().collect();
        let rows = rows.lines().filter(|row| !others.contains(row));
        rows.map(|row| format!("{sign} {row}")).collect()
    };
    let mut lines = vec![format!("tests/golden/{name}.tsv:")];
    lines.extend(only("-", golden, table));
    lines.extend(only("+", table, golden));
    if lines.len() == 1 {
        lines.push("  the same rows in another order or number".into());
    }
    lines
}

fn table(annotated: &AnnotatedDocument) -> String {
    let mut table = HEADER.to_owned();
    for (mention_index, mention) in annotated.mentions.iter().enumerate() {
        let evidence = annotated
            .evidence
            .iter()
            .find(|one| one.mention_index == mention_index);
        let sentence = mention.sentence_index.map(|index| index.to_string());
        let row = [
            mention.span.of(&annotated.document.text).replace('\n', "↵"),
            mention.category.to_string(),
            annotated.concepts[&mention.concept].name.clone(),
            sentence.unwrap_or_default(),
            evidence
                .map(|evidence| mechanisms(annotated, evidence))
                .unwrap_or_default(),
            evidence
                .map(|evidence| references(annotated, evidence))
                .unwrap_or_default(),
            evidence
                .map(|evidence| evidence.reference_scope.as_str().into())
                .unwrap_or_default(),
        ];
        table.push_str(&row.join("\t"));
        table.push('\n');
    }
    table
}

/// `name (sentence); name (heading)`
fn mechanisms(annotated: &AnnotatedDocument, evidence: &Evidence) -> String {
    let each = evidence.mechanisms.iter().map(|mechanism| {
        let from = match mechanism.from {
            MechanismSource::Sentence => "sentence",
            MechanismSource::Heading => "heading",
        };
        format!("{} ({from})", annotated.concepts[&mechanism.concept].name)
    });
    each.collect::<Vec<_>>().join("; ")
}

fn references(annotated: &AnnotatedDocument, evidence: &Evidence) -> String {
    let references = &annotated.structure.references;
    let numbers = evidence
        .reference_indices
        .iter()
        .map(|&index| references[index].number);
    numbers
        .map(|number| number.to_string())
        .collect::<Vec<_>>()
        .join(",")
}
