//! Count: one article → the units in which each concept and each pair stands.
//!
//! Invariant: articles are counted in the order of their ids, and in each sentences
//! before wider units, so that the first unit met is the one to show.

use std::collections::HashMap;

use crate::model::{Occurrences, Window};

use super::Options;
use super::choice::Choice;
use super::pair::Pair;
use super::units::{self, Unit, Units, level};

/// Everything counted so far.
pub(super) struct Counts<'o> {
    pub(super) choice: Choice<'o>,
    /// Units with each concept.
    pub(super) concepts: Vec<Units>,
    /// Mentions of each concept.
    pub(super) mentions: Vec<u64>,
    pub(super) pairs: Vec<Pair>,
    pair_places: HashMap<[u32; 2], u32>,
    /// All units, with or without a concept.
    pub(super) totals: Units,
}

impl<'o> Counts<'o> {
    /// Counts every article.
    pub(super) fn new(occurrences: &'o Occurrences, options: &'o Options) -> Self {
        let concept_count = occurrences.labels.len();
        let mut counts = Self {
            choice: Choice::new(occurrences, options),
            concepts: vec![Units::default(); concept_count],
            mentions: vec![0; concept_count],
            pairs: Vec::new(),
            pair_places: HashMap::new(),
            totals: Units::default(),
        };
        for article_index in 0..occurrences.articles.len() {
            counts.add(article_index);
        }
        counts
    }

    fn add(&mut self, article_index: usize) {
        let occurrences = self.choice.occurrences;
        let article = &occurrences.articles[article_index];
        for &concept in article.sentences.iter().flat_map(|found| &found.concepts) {
            self.mentions[concept as usize] += 1;
        }
        let places = self.choice.places(article);
        let units = units::units(article, &places, self.choice.options.window);
        let mut found: Vec<([u32; 2], u32)> = Vec::new();
        for (unit_index, unit) in (0..).zip(&units) {
            self.totals.add_one(unit.window);
            for (place, &one) in unit.concepts.iter().enumerate() {
                self.concepts[one as usize].add_one(unit.window);
                let others = unit.concepts[place + 1..].iter();
                let pairs = others.map(|&other| [one, other]);
                let pairs = pairs.filter(|&pair| self.choice.is_pair(pair));
                found.extend(pairs.map(|pair| (pair, unit_index)));
            }
        }
        found.sort_unstable();
        for same in found.chunk_by(|one, other| one.0 == other.0) {
            let units: Vec<&Unit> = same
                .iter()
                .map(|&(_, unit)| &units[unit as usize])
                .collect();
            self.add_pair(same[0].0, &units, article_index, &places);
        }
    }

    /// Notes the units of one article that hold both.
    fn add_pair(
        &mut self,
        concepts: [u32; 2],
        units: &[&Unit],
        article_index: usize,
        places: &[Vec<u32>],
    ) {
        let next = self.pairs.len() as u32;
        let place = *self.pair_places.entry(concepts).or_insert(next);
        if place == next {
            self.pairs.push(Pair::new(concepts));
        }
        let pair = &mut self.pairs[place as usize];
        let mut here = Units::default();
        units.iter().for_each(|unit| here.add_one(unit.window));
        for (sum, count) in pair.units.0.iter_mut().zip(here.0) {
            *sum += count;
        }
        let windows = [Window::Article, Window::Section, Window::Sentence];
        for (sum, window) in pair.in_articles.iter_mut().zip(windows) {
            *sum += u32::from(here.count(window) > 0);
        }
        if here.count(self.choice.options.window) == 0 {
            return;
        }
        let article = &self.choice.occurrences.articles[article_index];
        article.year.inspect(|&year| pair.add_year(year));
        let shown = |unit: &&&Unit| level(unit.window) <= level(self.choice.options.window);
        if let Some(unit) = units.iter().find(shown)
            && pair.example.is_none()
        {
            let sentence = first_with(concepts[0], unit, places);
            pair.example = Some((article_index as u32, sentence as u32));
        }
        for unit in units.iter().filter(|unit| unit.window == Window::Sentence) {
            let sentence = &article.sentences[unit.first];
            pair.mechanisms.extend(&sentence.mechanisms);
            pair.references.extend(&sentence.references);
            pair.negated += u32::from(sentence.is_negated);
        }
    }
}

/// The first sentence of a unit with a concept.
pub(super) fn first_with(concept: u32, unit: &Unit, places: &[Vec<u32>]) -> usize {
    let sentences = places[unit.first..unit.end].iter();
    let first = sentences
        .enumerate()
        .find(|(_, concepts)| concepts.binary_search(&concept).is_ok());
    unit.first + first.map_or(0, |(place, _)| place)
}
