//! Small occurrences, made from the names in their sentences.

use std::collections::BTreeMap;

use crate::model::{
    ArticleOccurrences, Category, ConceptId, Label, Occurrences, SentenceOccurrences,
};

/// One article: its sections, in each its sentences, in each the names.
pub(super) struct Article {
    pub(super) id: &'static str,
    pub(super) year: Option<i32>,
    pub(super) sections: &'static [&'static [&'static [&'static str]]],
}

pub(super) fn article(
    id: &'static str,
    sections: &'static [&'static [&'static [&'static str]]],
) -> Article {
    Article {
        id,
        year: None,
        sections,
    }
}

/// Lower-case names are drugs, those with `:` mechanisms, the rest genes; Chinese names are drugs.
fn category(name: &str) -> Category {
    if name.starts_with("mech:") {
        Category::Mechanism
    } else if name.starts_with(|mark: char| mark.is_ascii_uppercase()) {
        Category::Gene
    } else {
        Category::Drug
    }
}

/// Numbers the names of articles. `[x]` cites the reference x, `mech:x` is also a mechanism.
pub(super) fn occurrences(articles: &[Article]) -> Occurrences {
    let names = || articles.iter().flat_map(|article| article.sections.iter());
    let names = || names().flat_map(|section| section.iter().flat_map(|names| names.iter()));
    let is_cited = is_ref;
    let labels: BTreeMap<&str, Label> = names()
        .filter(|name| !is_cited(name))
        .map(|&name| {
            let label = Label {
                id: ConceptId::from(name),
                category: category(name),
                name: name.to_owned(),
                name_zh: None,
            };
            (name, label)
        })
        .collect();
    let mut references: Vec<String> = names().filter(is_cited).map(|&name| name.into()).collect();
    references.sort();
    references.dedup();
    let number = |name: &str| labels.keys().position(|&known| known == name).unwrap() as u32;
    let cited = |name: &str| references.iter().position(|known| known == name).unwrap() as u32;
    let mut found = Vec::new();
    for article in articles {
        let mut sentences = Vec::new();
        for (section, inside) in (0..).zip(article.sections) {
            for names in *inside {
                let concepts = names.iter().filter(|name| !name.starts_with('['));
                let mechanisms = names.iter().filter(|name| name.starts_with("mech:"));
                sentences.push(SentenceOccurrences {
                    index: sentences.len() as u32,
                    section,
                    concepts: concepts.map(|name| number(name)).collect(),
                    mechanisms: mechanisms.map(|name| number(name)).collect(),
                    references: names
                        .iter()
                        .filter(is_ref)
                        .map(|name| cited(name))
                        .collect(),
                    is_negated: names.contains(&"mech:not"),
                    key: sentences.len() as u64,
                });
            }
        }
        found.push(ArticleOccurrences {
            copy_of: None,
            id: article.id.to_owned(),
            year: article.year,
            sentences,
        });
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    Occurrences {
        labels: labels.into_values().collect(),
        references,
        articles: found,
    }
}

fn is_ref(name: &&&str) -> bool {
    name.starts_with('[')
}

pub(super) fn golden_corpus() -> Vec<Article> {
    vec![
        article(
            "d1",
            &[
                &[&["ERBB2", "trastuzumab"], &["PIK3CA"]],
                &[&["ERBB2", "PIK3CA", "trastuzumab"]],
            ],
        ),
        article("d2", &[&[&["ERBB2", "lapatinib"]], &[&["trastuzumab"]]]),
        article("d3", &[&[&["PIK3CA", "lapatinib"]]]),
    ]
}
