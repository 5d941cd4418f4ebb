//! Quality: how much of what was marked by hand in `corpus/` does the whole pipeline find?
//!
//! `cargo test --test quality -- --nocapture` prints the table; with `LITMINE_SHOW=1`
//! every miss and every extra as well. The floors only rise: when a change makes a
//! row better, raise its floor with it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "quality/gold.rs"]
mod gold;
#[path = "quality/score.rs"]
mod score;
mod texts;

use gold::Gold;
use litmine::model::{AnnotatedDocument, Category, Claim, Reference, SectionKind, Span};
use score::{Item, Table, compare};
use texts::Text;

/// What is scored, and the least precision and recall over all articles, in percent.
const FLOORS: [(&str, f64, f64); 8] = [
    (SECTIONS, 98.0, 98.0),
    (GLUED, 96.0, 90.0),
    (REFERENCES, 99.0, 99.0),
    (GENE, 96.0, 88.0),
    (FAMILY, 88.0, 92.0),
    (DRUG, 99.0, 97.0),
    (CLAIM, 80.0, 72.0),
    (ALTERED, 68.0, 66.0),
];

/// Headings: level, text and kind.
const SECTIONS: &str = "sections";
/// Headings whose line breaks were taken out: the text alone.
const GLUED: &str = "glued";
/// Fields of the reference list; dots, dashes and spaces do not count.
const REFERENCES: &str = "references";
/// Mentions of genes: span and HGNC symbol.
const GENE: &str = "gene";
/// Mentions of families: span alone.
const FAMILY: &str = "family";
/// Mentions of drugs: span and INN.
const DRUG: &str = "drug";
/// Claims: subject and effect; `sensitivity` and `overcomes` are one, each counts once an article.
const CLAIM: &str = "claim";
/// Claims with alteration and direction.
const ALTERED: &str = "altered";

#[test]
fn finds_what_was_marked_by_hand() {
    let mut table = Table::default();
    for text in texts::texts("corpus") {
        let gold = Gold::read(&text);
        let annotated = text.annotated();
        let mut article = vec![
            (SECTIONS, compare(gold.sections(), sections(&annotated))),
            (
                REFERENCES,
                compare(gold.references(), references(&annotated)),
            ),
        ];
        for row in [GENE, FAMILY, DRUG] {
            article.push((row, compare(gold.mentions(row), mentions(&annotated, row))));
        }
        for row in [CLAIM, ALTERED] {
            article.push((
                row,
                compare(gold.claims(row), claims(&annotated, &gold, row)),
            ));
        }
        let own_lines = gold.headings_on_their_own();
        if !own_lines.is_empty() {
            let annotated = Text {
                name: text.name.clone(),
                text: gold.glued(),
            }
            .annotated();
            article.push((GLUED, compare(own_lines, headings(&annotated, &gold))));
        }
        table.articles.push((text.name, article));
    }
    println!("{}", table.summary());
    let broken = table.broken_floors();
    if !broken.is_empty() || std::env::var_os("LITMINE_SHOW").is_some() {
        println!("{}", table.differences());
    }
    assert!(
        broken.is_empty(),
        "{}\nThe misses and extras stand above. Mend what made them worse; a floor is never lowered.",
        broken.join("\n")
    );
}

fn section(level: &str, heading: &str, kind: &str) -> Item {
    let key = format!("{level} {heading} {kind}");
    Item {
        shown: key.clone(),
        key,
    }
}

fn sections(annotated: &AnnotatedDocument) -> Vec<Item> {
    let text = &annotated.document.text;
    let sections = annotated.structure.sections.iter();
    sections
        .filter(|section| section.kind != SectionKind::References)
        .filter_map(|found| {
            let heading = found.heading?.of(text);
            Some(section(
                &found.level.to_string(),
                heading,
                found.kind.as_str(),
            ))
        })
        .collect()
}

fn heading_item(heading: &str) -> Item {
    Item {
        key: heading.to_owned(),
        shown: heading.to_owned(),
    }
}

/// The headings found, without those that were marked elsewhere than on a line of their own.
fn headings(annotated: &AnnotatedDocument, gold: &Gold<'_>) -> Vec<Item> {
    let own_lines = gold.headings_on_their_own();
    let sections = annotated.structure.sections.iter();
    sections
        .filter(|section| section.kind != SectionKind::References)
        .filter_map(|section| Some(heading_item(section.heading?.of(&annotated.document.text))))
        .filter(|item| {
            own_lines.contains(item)
                || gold
                    .sections
                    .iter()
                    .all(|[_, heading, _]| *heading != item.key)
        })
        .collect()
}

/// A field of a reference; none where it is empty.
fn field(number: &str, name: &str, value: &str) -> Option<Item> {
    let counts = |c: &char| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}');
    let plain: String = value.chars().filter(counts).collect();
    let key = format!("{number} {name} {plain}");
    (!plain.is_empty()).then(|| Item {
        key,
        shown: format!("[{number}] {name}: {value}"),
    })
}

fn references(annotated: &AnnotatedDocument) -> Vec<Item> {
    let fields = |reference: &Reference| {
        let number = reference.number.to_string();
        let year = reference.year.map(|year| year.to_string());
        let fields = [
            ("first_author", reference.authors.first()),
            ("title", reference.title.as_ref()),
            ("journal", reference.journal.as_ref()),
            ("volume", reference.volume.as_ref()),
            ("pages", reference.pages.as_ref()),
            ("year", year.as_ref()),
        ];
        fields.map(|(name, value)| field(&number, name, value?))
    };
    annotated
        .structure
        .references
        .iter()
        .flat_map(fields)
        .flatten()
        .collect()
}

fn mention(text: &str, span: Span, category: &str, name: &str) -> Item {
    let name = if category == FAMILY { "" } else { name };
    let key = format!(
        "{}-{} {category} {}",
        span.start,
        span.end,
        name.to_lowercase()
    );
    let around = |at: usize| {
        (0..=at)
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap()
    };
    let before = &text[around(span.range().start.saturating_sub(30))..span.range().start];
    let after = &text[span.range().end..around((span.range().end + 30).min(text.len()))];
    let shown = format!("{before}<{}>{after} = {category} {name}", span.of(text));
    Item {
        key,
        shown: shown.replace('\n', "↵"),
    }
}

fn mentions(annotated: &AnnotatedDocument, row: &str) -> Vec<Item> {
    let in_list = |index: Option<usize>| {
        index.is_some_and(|index| {
            annotated.structure.sections[index].kind == SectionKind::References
        })
    };
    let of_row = annotated.mentions.iter().filter(|mention| {
        Some(mention.category) == Category::parse(row) && !in_list(mention.section_index)
    });
    of_row
        .map(|found| {
            let name = &annotated.concepts[&found.concept].name;
            mention(&annotated.document.text, found.span, row, name)
        })
        .collect()
}

/// One claim; `quote` shows where.
fn claim(parts: [&str; 4], row: &str, quote: &str) -> Item {
    let [subject, effect, alteration, direction] = parts;
    let effect = if effect == "overcomes" {
        "sensitivity"
    } else {
        effect
    };
    let key = match row == CLAIM {
        true => format!("{subject} {effect}"),
        false => format!("{subject} {effect} {alteration} {direction}"),
    };
    Item {
        shown: format!("{key}: {}", quote.replace('\n', "↵")),
        key,
    }
}

/// Items without those that say the same again.
fn distinct(items: Vec<Item>) -> Vec<Item> {
    let mut kept: Vec<Item> = Vec::new();
    for item in items {
        if !kept.iter().any(|other| other.key == item.key) {
            kept.push(item);
        }
    }
    kept
}

/// A name as claims compare it: letters and digits alone.
fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn claims(annotated: &AnnotatedDocument, gold: &Gold<'_>, row: &str) -> Vec<Item> {
    let subject = |claim: &Claim| {
        let concept = &annotated.concepts[&claim.subject];
        let name = plain(&concept.name);
        match concept.category {
            Category::Family | Category::Pathway => {
                let families = gold.families();
                let mut same = families
                    .iter()
                    .filter(|family| name.contains(*family) || family.contains(&name));
                format!("family:{}", same.next().unwrap_or(&name))
            }
            _ => name,
        }
    };
    let item = |found: &Claim| {
        let sentence = annotated.structure.sentences[found.sentence_index].span;
        let alteration = found.alteration.map_or("", |one| one.as_str());
        let direction = found.direction.map_or("", |one| one.as_str());
        let parts = [
            &subject(found),
            found.effect.as_str(),
            alteration,
            direction,
        ];
        claim(parts, row, sentence.of(&annotated.document.text))
    };
    let affirmed = annotated.claims.iter().filter(|claim| !claim.negated);
    distinct(affirmed.map(item).collect())
}
