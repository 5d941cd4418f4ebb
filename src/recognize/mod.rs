//! Recognize: document + lexicon → mentions.
//!
//! One pass over the folded text finds every spelling, overlaps included; hits
//! that cut a word are dropped ([`boundary`]); what an ambiguous spelling needs
//! is looked for ([`ambiguity`]); names inside unknown longer names go
//! ([`morphology`]); of overlapping hits the longest stays.
//!
//! Genes and drugs, diseases, and mechanisms are layers of their own: neither the
//! mechanism `PTEN缺失` nor the disease `HER2阳性胃癌` hides the gene in it. A drug
//! class hides neither the target that it is named for nor any other symbol:
//! `EGFR` in `EGFR-TKI`; it does hide words: `胰岛素` in `胰岛素促泌剂`.
//!
//! Nothing here depends on word segmentation.
//!
//! Invariant: mentions come in text order, longer before shorter from one place,
//! and each is made of whole characters of the original text.

mod ambiguity;
mod boundary;
mod explain;
mod morphology;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::lexicon::{Lexicon, Spelling};
use crate::model::{Category, ConceptId, Document, Mention, Origin, Span, Structure};
use crate::normalize::{Folded, fold};

pub use explain::{Trial, Verdict};
use morphology::Morphology;

/// Finds names in documents; built once, used from any number of threads.
#[derive(Debug)]
pub struct Recognizer {
    lexicon: Arc<Lexicon>,
    automaton: Option<AhoCorasick>,
    morphology: Morphology,
}

/// One place where a spelling stands, before anything is decided about its neighbours.
#[derive(Clone, Copy, Debug)]
struct Hit {
    span: Span,
    spelling_index: u32,
    /// The name, of those that the spelling stands for, that fits best.
    name_index: u32,
    /// Whether its rule is still to be asked.
    is_open: bool,
}

impl Recognizer {
    /// Builds the automaton over every spelling of the lexicon.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(
                lexicon
                    .spellings()
                    .iter()
                    .map(|spelling| spelling.folded.as_bytes()),
            )
            .ok();
        let morphology = Morphology::new(&lexicon);
        Self {
            lexicon,
            automaton,
            morphology,
        }
    }

    /// The lexicon that the names come from.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Returns the mentions of a document, in text order.
    ///
    /// In the reference list only titles are looked at, where they are known.
    pub fn mentions(&self, document: &Document, structure: &Structure) -> Vec<Mention> {
        let text = document.text.as_str();
        let folded = fold(text);
        let hits = self.hits(text, &folded);
        let hits = ambiguity::settle(&self.lexicon, text, structure, hits);
        let places = Places::new(structure);
        let mut mentions: Vec<Mention> = self
            .longest(text, hits)
            .into_iter()
            .filter_map(|hit| self.mention(structure, &places, hit))
            .collect();
        mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        mentions
    }

    /// Every spelling that stands in the text with word boundaries around it and in a fitting case.
    fn hits(&self, text: &str, folded: &Folded) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let places = automaton.find_overlapping_iter(&folded.text);
        places
            .filter(|found| !boundary::cuts_folded_word(folded, found.range()))
            .filter_map(|found| {
                self.judge(text, folded, found.range(), found.pattern().as_u32())
                    .ok()
            })
            .collect()
    }

    /// Decides whether a spelling that stands at a place of the folded text is a name there.
    fn judge(
        &self,
        text: &str,
        folded: &Folded,
        place: Range<usize>,
        spelling_index: u32,
    ) -> Result<Hit, Verdict> {
        let range = folded.original(place.clone());
        if !folded.is_whole(place) || !boundary::is_free(text, range.clone()) {
            return Err(Verdict::CutsWord);
        }
        let spelling = &self.lexicon.spellings()[spelling_index as usize];
        let fit = ambiguity::fit(&self.lexicon, spelling, &text[range.clone()])?;
        let name_index = fit.name_index;
        let category = self.concept(name_index).category;
        let span = Span::new(range.start, range.end);
        if self.morphology.is_part_of_other(category, text, span) {
            return Err(Verdict::PartOfOther);
        }
        let span = match category {
            Category::Drug => morphology::with_dosage_form(text, span),
            _ => span,
        };
        Ok(Hit {
            span,
            spelling_index,
            name_index,
            is_open: fit.is_open,
        })
    }

    /// Of overlapping hits of one layer keeps the longest, of equally long ones the first.
    fn longest(&self, text: &str, mut hits: Vec<Hit>) -> Vec<Hit> {
        hits.sort_by_key(|hit| {
            (
                std::cmp::Reverse(hit.span.len()),
                hit.span.start,
                hit.spelling_index,
            )
        });
        let mut layers: [Taken; 3] = Default::default();
        let mut kept = Vec::new();
        for hit in hits {
            let concept = self.concept(hit.name_index);
            let layer = &mut layers[layer(concept.category)];
            let inside_class = |class: &Hit| {
                let class = self.concept(class.name_index);
                let is_symbol = text[hit.span.range()]
                    .bytes()
                    .any(|byte| byte.is_ascii_uppercase());
                let is_gene = matches!(concept.category, Category::Gene | Category::Family);
                class.category == Category::DrugClass
                    && (class.targets.contains(&concept.id) || is_symbol && is_gene)
            };
            if layer.admits(hit, inside_class) {
                kept.push(hit);
            }
        }
        kept
    }

    fn concept(&self, name_index: u32) -> &crate::model::Concept {
        self.lexicon
            .concept_at(self.lexicon.name_at(name_index).concept_index)
    }

    fn mention(&self, structure: &Structure, places: &Places, hit: Hit) -> Option<Mention> {
        let concept = self.concept(hit.name_index);
        let place = places.of(structure, hit.span)?;
        let spelling: &Spelling = &self.lexicon.spellings()[hit.spelling_index as usize];
        let mut candidates: Vec<ConceptId> = Vec::new();
        for &index in &spelling.name_indices {
            let id = &self.concept(index).id;
            if *id != concept.id && !candidates.contains(id) {
                candidates.push(id.clone());
            }
        }
        Some(Mention {
            span: hit.span,
            concept: concept.id.clone(),
            category: concept.category,
            sentence_index: place.sentence_index,
            section_index: place.section_index,
            reference_index: place.reference_index,
            origin: Origin::Dictionary,
            candidates,
        })
    }
}

/// The layer of a category: hits hide each other only within one.
fn layer(category: Category) -> usize {
    match category {
        Category::Gene
        | Category::Family
        | Category::Drug
        | Category::DrugClass
        | Category::Variant => 0,
        Category::Disease => 1,
        Category::Pathway | Category::Mechanism => 2,
    }
}

/// The hits that stand in one layer, and those that stand inside of them.
#[derive(Default)]
struct Taken {
    outer: BTreeMap<u32, Hit>,
    inner: BTreeMap<u32, Hit>,
}

impl Taken {
    /// Takes a hit in, unless another stands in its way; `may_stand_in` tells which does not.
    fn admits(&mut self, hit: Hit, may_stand_in: impl Fn(&Hit) -> bool) -> bool {
        let over = |taken: &BTreeMap<u32, Hit>| {
            let (_, other) = taken.range(..hit.span.end).next_back()?;
            (other.span.end > hit.span.start).then_some(*other)
        };
        let layer = match over(&self.outer) {
            None => &mut self.outer,
            Some(other) if may_stand_in(&other) && over(&self.inner).is_none() => &mut self.inner,
            Some(_) => return false,
        };
        layer.insert(hit.span.start, hit);
        true
    }
}

/// Where a span stands in the structure.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    sentence_index: Option<usize>,
    section_index: Option<usize>,
    reference_index: Option<usize>,
}

/// Finds places by binary search.
struct Places {
    titles: BTreeSet<(u32, u32, usize)>,
}

impl Places {
    fn new(structure: &Structure) -> Self {
        let titles = structure
            .references
            .iter()
            .enumerate()
            .map(|(index, reference)| {
                let span = reference.title_span.unwrap_or(reference.span);
                (span.start, span.end, index)
            });
        Self {
            titles: titles.collect(),
        }
    }

    /// `None` inside the reference list but outside of its titles.
    fn of(&self, structure: &Structure, span: Span) -> Option<Place> {
        let sections = &structure.sections;
        let section = sections.partition_point(|section| section.span.start <= span.start);
        let section_index = section.checked_sub(1);
        let in_references = section_index
            .is_some_and(|index| sections[index].kind == crate::model::SectionKind::References);
        if in_references {
            let title = self.titles.range(..(span.start + 1, 0, 0)).next_back();
            let (_, _, index) = title.filter(|(_, end, _)| *end >= span.end)?;
            let reference_index = Some(*index);
            return Some(Place {
                sentence_index: None,
                section_index,
                reference_index,
            });
        }
        let sentences = &structure.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.span.start <= span.start);
        let sentence_index = sentence
            .checked_sub(1)
            .filter(|&index| sentences[index].span.contains(span));
        Some(Place {
            sentence_index,
            section_index,
            reference_index: None,
        })
    }
}

#[cfg(test)]
mod tests;
