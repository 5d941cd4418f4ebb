//! Timeline: the years in which a concept is written about.

use std::collections::BTreeMap;

use crate::model::{ConceptId, Occurrences, YearCount};

/// Returns what each year has of a concept, in order of years; articles without a year
/// are left out.
pub fn timeline(occurrences: &Occurrences, concept: &ConceptId) -> Vec<YearCount> {
    let Some(number) = occurrences.number_of(concept) else {
        return Vec::new();
    };
    let mut years: BTreeMap<i32, YearCount> = BTreeMap::new();
    for article in &occurrences.articles {
        let counts = article.sentences.iter().map(|sentence| {
            let mentions = sentence.concepts.iter();
            mentions.filter(|&&found| found == number).count() as u64
        });
        let counts: Vec<u64> = counts.filter(|&mentions| mentions > 0).collect();
        if let Some(year) = article.year.filter(|_| !counts.is_empty()) {
            let found = years.entry(year).or_insert(YearCount {
                year,
                articles: 0,
                sentences: 0,
                mentions: 0,
            });
            found.articles += 1;
            found.sentences += counts.len() as u64;
            found.mentions += counts.iter().sum::<u64>();
        }
    }
    years.into_values().collect()
}
