//! Count: one document → the units in which each concept and each pair stands.
//!
//! Sentences are counted first, then sections, then the article, so that a pair
//! takes its example from the narrowest window that holds it.
//!
//! Invariant: concepts, pairs and strings are numbered in order of first
//! occurrence; nothing that leaves [`Counts`] depends on those numbers.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{AnnotatedDocument, Concept, ConceptId, Mention, Window};

use super::Options;
use super::article::Article;
use super::pair::{Cited, Pair};
use super::units::{self, Unit, Units};

/// One concept and where it stands.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) concept: Arc<Concept>,
    pub(super) units: Units,
}

/// Everything counted so far.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) concepts: Vec<Counted>,
    pub(super) concept_indices: HashMap<ConceptId, usize>,
    pub(super) pairs: Vec<Pair>,
    pair_indices: HashMap<[usize; 2], usize>,
    /// All units, with or without a mention.
    pub(super) totals: Units,
    /// Ids of the articles.
    pub(super) articles: Vec<String>,
    texts: Vec<String>,
    text_indices: HashMap<String, usize>,
}

impl Counts {
    /// Counts one document.
    pub(super) fn add(&mut self, annotated: &AnnotatedDocument, options: &Options) {
        let places = self.places(annotated, options);
        let units = units::units(annotated, &places);
        let mut article = Article {
            annotated,
            index: self.articles.len(),
            evidence: self.evidence(annotated),
            places,
            examples: HashMap::new(),
            references: HashMap::new(),
        };
        self.articles.push(annotated.document.id.clone());
        self.add_totals(annotated);
        for unit in &units {
            for (place, &one) in unit.concepts.iter().enumerate() {
                self.concepts[one].units.add_one(unit.window);
                for &other in &unit.concepts[place + 1..] {
                    self.add_pair([one, other], unit, &mut article, options);
                }
            }
        }
    }

    /// Whether a pair passes `options.about`.
    pub(super) fn is_about(&self, pair: &Pair, options: &Options) -> bool {
        let is = |about: &ConceptId| {
            pair.concepts
                .iter()
                .any(|&index| self.concepts[index].concept.id == *about)
        };
        options.about.as_ref().is_none_or(is)
    }

    /// The references of a pair, each once, by article id and place.
    pub(super) fn references(&self, pair: &Pair) -> Vec<String> {
        let mut cited = pair.references.clone();
        cited.sort_by_key(|found| {
            let article = &self.articles[found.article];
            (article, found.article, found.evidence_index, found.place)
        });
        let mut seen = HashSet::new();
        cited.retain(|found| seen.insert(found.text));
        let text = |found: &Cited| self.texts[found.text].clone();
        cited.iter().map(text).collect()
    }

    fn add_totals(&mut self, annotated: &AnnotatedDocument) {
        let sentences = &annotated.structure.sentences;
        let mut sections: Vec<usize> = sentences.iter().map(|found| found.section_index).collect();
        sections.sort_unstable();
        sections.dedup();
        self.totals.articles += 1;
        self.totals.sections += sections.len() as u64;
        self.totals.sentences += sentences.len() as u64;
    }

    /// The sentences and the concepts in them: sorted, each once.
    fn places(&mut self, annotated: &AnnotatedDocument, options: &Options) -> Vec<(usize, usize)> {
        let sentence_count = annotated.structure.sentences.len();
        let mut places = Vec::new();
        for mention in &annotated.mentions {
            let asked = options.categories.contains(&mention.category)
                || options.about.as_ref() == Some(&mention.concept);
            let Some(sentence) = mention.sentence_index else {
                continue;
            };
            if asked && sentence < sentence_count {
                places.push((sentence, self.concept_index(annotated, mention)));
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    fn concept_index(&mut self, annotated: &AnnotatedDocument, mention: &Mention) -> usize {
        if let Some(&index) = self.concept_indices.get(&mention.concept) {
            return index;
        }
        let known = annotated.concepts.get(&mention.concept);
        let concept = known.cloned().unwrap_or_else(|| Arc::new(unnamed(mention)));
        let index = self.concepts.len();
        self.concept_indices.insert(mention.concept.clone(), index);
        self.concepts.push(Counted {
            concept,
            units: Units::default(),
        });
        index
    }

    /// Sentence, concept and place of all evidence for a counted concept; sorted.
    fn evidence(&self, annotated: &AnnotatedDocument) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for (index, evidence) in annotated.evidence.iter().enumerate() {
            let mention = annotated.mentions.get(evidence.mention_index);
            let concept = mention.and_then(|mention| self.concept_indices.get(&mention.concept));
            found.extend(concept.map(|&concept| (evidence.sentence_index, concept, index)));
        }
        found.sort_unstable();
        found
    }

    fn pair_index(&mut self, [one, other]: [usize; 2]) -> usize {
        let next = self.pairs.len();
        let key = [one.min(other), one.max(other)];
        let index = *self.pair_indices.entry(key).or_insert(next);
        if index == next {
            let id = |index: usize| &self.concepts[index].concept.id;
            let ordered = id(one) < id(other);
            let concepts = if ordered { [one, other] } else { [other, one] };
            self.pairs.push(Pair::new(concepts));
        }
        index
    }

    fn add_pair(
        &mut self,
        concepts: [usize; 2],
        unit: &Unit,
        article: &mut Article<'_>,
        options: &Options,
    ) {
        let index = self.pair_index(concepts);
        let first = self.pairs[index].is_first(unit.window, article.index + 1);
        if !self.is_about(&self.pairs[index], options) {
            return;
        }
        if first && unit.window == options.window {
            let year = article.annotated.document.metadata.year;
            year.inspect(|&year| self.pairs[index].add_year(year));
        }
        if first && (unit.window == Window::Sentence || unit.window == options.window) {
            self.add_example(index, unit, article);
        }
        if unit.window == Window::Sentence {
            self.add_evidence(index, unit.sentence, article);
        }
    }

    /// Takes the example of this article, if its id comes first and it has none yet.
    fn add_example(&mut self, index: usize, unit: &Unit, article: &mut Article<'_>) {
        let pair = &mut self.pairs[index];
        let id = &self.articles[article.index];
        let is_earlier = |(other, _): &(usize, Arc<str>)| *id < self.articles[*other];
        if pair.example.as_ref().is_none_or(is_earlier) {
            let sentence = match unit.window {
                Window::Sentence => unit.sentence,
                Window::Section | Window::Article => article.first_with(pair.concepts[0], unit),
            };
            pair.example = Some((article.index, article.sentence(sentence)));
        }
    }

    /// Notes the mechanisms and references of the two concepts in one sentence.
    fn add_evidence(&mut self, index: usize, sentence: usize, article: &mut Article<'_>) {
        let [a, b] = self.pairs[index].concepts;
        let found: Vec<usize> = article
            .evidence_of(sentence, a)
            .chain(article.evidence_of(sentence, b))
            .collect();
        for evidence_index in found {
            let evidence = &article.annotated.evidence[evidence_index];
            for mechanism in &evidence.mechanisms {
                self.pairs[index].add_mechanism(&mechanism.concept);
            }
            for (place, &reference) in evidence.reference_indices.iter().enumerate() {
                if let Some(text) = self.reference_text(reference, article) {
                    self.pairs[index].add_reference(Cited {
                        article: article.index,
                        evidence_index,
                        place,
                        text,
                    });
                }
            }
        }
    }

    /// The place in `texts` of a reference of the article.
    fn reference_text(&mut self, index: usize, article: &mut Article<'_>) -> Option<usize> {
        if let Some(&text) = article.references.get(&index) {
            return Some(text);
        }
        let text = article.annotated.structure.references.get(index)?.short();
        let next = self.texts.len();
        let place = *self.text_indices.entry(text.clone()).or_insert(next);
        if place == next {
            self.texts.push(text);
        }
        article.references.insert(index, place);
        Some(place)
    }
}

/// A concept that its document does not describe goes by its id.
fn unnamed(mention: &Mention) -> Concept {
    Concept {
        id: mention.concept.clone(),
        category: mention.category,
        name: mention.concept.to_string(),
        name_zh: None,
        synonyms: Vec::new(),
        synonyms_zh: Vec::new(),
        xrefs: Vec::new(),
        parents: Vec::new(),
        members: Vec::new(),
        targets: Vec::new(),
    }
}
