//! Quality: how much of what was marked by hand in `corpus/` does the whole pipeline find?
//!
//! `cargo test --test quality -- --nocapture` prints the table; with `LITMINE_SHOW=1`
//! every miss and every extra as well. The floors only rise: when a change makes a
//! row better, raise its floor with it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod texts;

use std::fmt::Write as _;

use litmine::model::{AnnotatedDocument, Category, Reference, SectionKind, Span};
use regex::Regex;
use texts::Text;

/// What is scored, and the least precision and recall over all articles, in percent.
const FLOORS: [(&str, f64, f64); 6] = [
    (SECTIONS, 0.0, 0.0),
    (GLUED, 0.0, 0.0),
    (REFERENCES, 0.0, 0.0),
    (GENE, 0.0, 0.0),
    (FAMILY, 0.0, 0.0),
    (DRUG, 0.0, 0.0),
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

/// One thing that was marked or found: what must agree, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    key: String,
    shown: String,
}

/// What agrees, what was marked and not found, what was found and not marked.
#[derive(Default)]
struct Score {
    right: usize,
    misses: Vec<Item>,
    extras: Vec<Item>,
}

fn compare(gold: Vec<Item>, found: Vec<Item>) -> Score {
    let mut score = Score {
        extras: found,
        ..Score::default()
    };
    for item in gold {
        match score.extras.iter().position(|extra| extra.key == item.key) {
            Some(place) => {
                score.extras.remove(place);
                score.right += 1;
            }
            None => score.misses.push(item),
        }
    }
    score
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.right += other.right;
        self.misses.extend(other.misses.iter().cloned());
        self.extras.extend(other.extras.iter().cloned());
    }

    /// Precision, recall and F1 in percent; 100 where there is nothing to find.
    fn percents(&self) -> [f64; 3] {
        let share = |part: usize, whole: usize| {
            if whole == 0 {
                100.0
            } else {
                100.0 * part as f64 / whole as f64
            }
        };
        let (found, gold) = (
            self.right + self.extras.len(),
            self.right + self.misses.len(),
        );
        [
            share(self.right, found),
            share(self.right, gold),
            share(2 * self.right, found + gold),
        ]
    }
}

#[derive(Default)]
struct Table {
    articles: Vec<(String, Vec<(&'static str, Score)>)>,
}

impl Table {
    fn overall(&self, row: &str) -> Score {
        let mut overall = Score::default();
        let scores = self.articles.iter().flat_map(|(_, scores)| scores);
        scores
            .filter(|(name, _)| *name == row)
            .for_each(|(_, score)| overall.add(score));
        overall
    }

    /// One line an article and one for all; precision, recall and F1 of each row.
    fn summary(&self) -> String {
        let mut out = format!("{:32}", "");
        for (row, ..) in FLOORS {
            write!(out, "{row:>17} ").unwrap();
        }
        write!(out, "\n{:32}", "").unwrap();
        FLOORS
            .iter()
            .for_each(|_| out.push_str("    P     R    F1 "));
        for (name, scores) in &self.articles {
            write!(out, "\n{name:32}").unwrap();
            for (row, ..) in FLOORS {
                let score = scores.iter().find(|(name, _)| *name == row);
                out.push_str(&score.map_or(" ".repeat(18), |(_, score)| cells(score)));
            }
        }
        write!(out, "\n{:32}", "all").unwrap();
        FLOORS
            .iter()
            .for_each(|(row, ..)| out.push_str(&cells(&self.overall(row))));
        out
    }

    fn differences(&self) -> String {
        let mut out = String::new();
        for (name, scores) in &self.articles {
            for (row, score) in scores {
                for (what, items) in [("miss", &score.misses), ("extra", &score.extras)] {
                    for item in items {
                        writeln!(out, "{name} {row} {what}: {}", item.shown).unwrap();
                    }
                }
            }
        }
        out
    }

    fn broken_floors(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (row, precision_floor, recall_floor) in FLOORS {
            let [precision, recall, _] = self.overall(row).percents();
            if precision < precision_floor || recall < recall_floor {
                broken.push(format!(
                    "{row}: precision {precision:.1} (floor {precision_floor}), recall {recall:.1} (floor {recall_floor})"
                ));
            }
        }
        broken
    }
}

fn cells(score: &Score) -> String {
    score
        .percents()
        .map(|percent| format!("{percent:5.1} "))
        .concat()
}

/// What was marked by hand in one article.
struct Gold<'t> {
    text: &'t Text,
    /// Level, heading, kind.
    sections: Vec<[String; 3]>,
    /// Number and then a name and a value for every field.
    references: Vec<(String, Vec<(String, String)>)>,
    /// Occurrence, surface, category, name.
    mentions: Vec<[String; 4]>,
}

impl<'t> Gold<'t> {
    fn read(text: &'t Text) -> Self {
        let open = |suffix: &str, delimiter: u8| {
            let path = texts::path("tests/gold").join(format!("{}.{suffix}", text.name));
            let mut builder = csv::ReaderBuilder::new();
            builder
                .delimiter(delimiter)
                .quoting(delimiter == b',')
                .from_path(path)
                .unwrap()
        };
        let mut references = open("references.csv", b',');
        let columns = references.headers().unwrap().clone();
        let reference = |record: csv::StringRecord| {
            let fields = columns.iter().zip(&record).skip(1);
            (
                record[0].to_owned(),
                fields
                    .map(|(name, value)| (name.into(), value.into()))
                    .collect(),
            )
        };
        Self {
            text,
            sections: open("sections.csv", b',')
                .deserialize()
                .map(Result::unwrap)
                .collect(),
            references: references
                .records()
                .map(|record| reference(record.unwrap()))
                .collect(),
            mentions: open("mentions.tsv", b'\t')
                .deserialize()
                .map(Result::unwrap)
                .collect(),
        }
    }

    fn sections(&self) -> Vec<Item> {
        self.sections
            .iter()
            .map(|[level, heading, kind]| section(level, heading, kind))
            .collect()
    }

    fn references(&self) -> Vec<Item> {
        let fields = self.references.iter().flat_map(|(number, fields)| {
            fields
                .iter()
                .map(move |(name, value)| field(number, name, value))
        });
        fields.flatten().collect()
    }

    fn mentions(&self, row: &str) -> Vec<Item> {
        let text = &self.text.text;
        let of_row = self
            .mentions
            .iter()
            .filter(|[_, _, category, _]| category == row);
        of_row
            .map(|[occurrence, surface, category, name]| {
                let nth: usize = occurrence.parse().unwrap();
                let place = text.match_indices(surface.as_str()).nth(nth - 1);
                let (start, _) = place.unwrap_or_else(|| {
                    panic!(
                        "{}: no {surface} number {occurrence} in the article",
                        self.text.name
                    )
                });
                mention(
                    text,
                    Span::new(start, start + surface.len()),
                    category,
                    name,
                )
            })
            .collect()
    }

    /// The marked headings that have a line of their own.
    fn headings_on_their_own(&self) -> Vec<Item> {
        let lines: Vec<&str> = self.text.text.lines().map(bare).collect();
        let headings = self.sections.iter().map(|[_, heading, _]| heading.as_str());
        headings
            .filter(|heading| lines.contains(heading))
            .map(heading_item)
            .collect()
    }

    /// The article without the line breaks between a heading and its paragraph and without
    /// Markdown; of a Chinese article with numbered headings without any line break in the body.
    fn glued(&self) -> String {
        let text = &self.text.text;
        let is_heading = |line: &str| {
            self.sections
                .iter()
                .any(|[_, heading, _]| heading == bare(line))
        };
        let is_chinese = self.text.name.contains(".zh");
        let is_numbered = text
            .lines()
            .any(|line| is_heading(line) && number_len(line) > 0);
        let mut glued = String::with_capacity(text.len());
        let mut in_body = false;
        for line in text.lines() {
            let is_list = ["参考文献", "參考文獻", "references"]
                .contains(&bare(line).to_lowercase().as_str());
            if is_list && in_body {
                in_body = false;
                glued.push('\n');
            }
            if is_heading(line) {
                in_body = true;
                glued.push_str(unmarked(line));
            } else if !line.trim().is_empty() || !in_body {
                glued.push_str(line);
                let keeps_break = !in_body || !(is_chinese && is_numbered);
                glued.push_str(if keeps_break { "\n" } else { "" });
            }
        }
        glued
    }
}

/// A line without the signs of Markdown.
fn unmarked(line: &str) -> &str {
    line.trim().trim_start_matches('#').trim()
}

/// A line without the signs of Markdown and without a number.
fn bare(line: &str) -> &str {
    let line = unmarked(line);
    &line[number_len(line)..]
}

/// Length of the number of a heading; the test has its own idea of numbers on purpose.
fn number_len(line: &str) -> usize {
    let number =
        r"^(\d+(\.\d+)*\.?\s+|[一二三四五六七八九十壹貳參肆伍陸]+、|（[一二三四五六七八九十]+）)";
    Regex::new(number)
        .unwrap()
        .find(line)
        .map_or(0, |found| found.end())
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
