//! Gold: the files of `tests/gold/` → what was marked by hand in one article.

use litmine::model::Span;
use regex::Regex;

use super::score::Item;
use super::texts::{self, Text};
use super::{claim, distinct, field, heading_item, mention, plain, section};

/// What was marked by hand in one article.
pub(crate) struct Gold<'t> {
    text: &'t Text,
    /// Level, heading, kind.
    pub(crate) sections: Vec<[String; 3]>,
    /// Number and then a name and a value for every field.
    references: Vec<(String, Vec<(String, String)>)>,
    /// Occurrence, surface, category, name.
    mentions: Vec<[String; 4]>,
    /// Entity, alteration, direction, effect, drug, references, quote.
    claims: Vec<[String; 7]>,
}

impl<'t> Gold<'t> {
    pub(crate) fn read(text: &'t Text) -> Self {
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
            claims: open("claims.csv", b',')
                .deserialize()
                .map(Result::unwrap)
                .collect(),
        }
    }

    /// The claims that were marked; each quote stands in the article.
    pub(crate) fn claims(&self, row: &str) -> Vec<Item> {
        let item = |[entity, alteration, direction, effect, _, _, quote]: &[String; 7]| {
            let text = &self.text.text;
            assert!(
                text.contains(quote.as_str()),
                "{}: no {quote}",
                self.text.name
            );
            let subject = match entity.strip_prefix("family:") {
                Some(family) => format!("family:{}", plain(family)),
                None => plain(entity),
            };
            claim([&subject, effect, alteration, direction], row, quote)
        };
        distinct(self.claims.iter().map(item).collect())
    }

    /// The families among the subjects of the claims, longest first.
    pub(crate) fn families(&self) -> Vec<String> {
        let families = self
            .claims
            .iter()
            .filter_map(|row| row[0].strip_prefix("family:"));
        let mut families: Vec<String> = families.map(plain).collect();
        families.sort_by_key(|family| (std::cmp::Reverse(family.len()), family.clone()));
        families
    }

    pub(crate) fn sections(&self) -> Vec<Item> {
        self.sections
            .iter()
            .map(|[level, heading, kind]| section(level, heading, kind))
            .collect()
    }

    pub(crate) fn references(&self) -> Vec<Item> {
        let fields = self.references.iter().flat_map(|(number, fields)| {
            fields
                .iter()
                .map(move |(name, value)| field(number, name, value))
        });
        fields.flatten().collect()
    }

    pub(crate) fn mentions(&self, row: &str) -> Vec<Item> {
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
    pub(crate) fn headings_on_their_own(&self) -> Vec<Item> {
        let lines: Vec<&str> = self.text.text.lines().map(bare).collect();
        let headings = self.sections.iter().map(|[_, heading, _]| heading.as_str());
        headings
            .filter(|heading| lines.contains(heading))
            .map(heading_item)
            .collect()
    }

    /// The article without the line breaks between a heading and its paragraph and without
    /// Markdown; of a Chinese article with numbered headings without any line break in the body.
    pub(crate) fn glued(&self) -> String {
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
                let runs_on = in_body && is_chinese && is_numbered;
                glued.push_str(if runs_on { "" } else { "\n" });
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
