//! Recognize: document + lexicon → mentions.
//!
//! 1. One pass over the folded text finds every spelling, overlaps included; hits that cut a
//!    word are dropped ([`boundary`]), what is written together with a name is taken in
//!    ([`affix`]), and names inside unknown longer names go ([`morphology`]).
//! 2. What the article defines for itself is decided ([`abbreviation`]).
//! 3. Ambiguous spellings are weighed ([`ambiguity`]) by what stands around them ([`company`]).
//! 4. Words that name several members of a family become one hit for each ([`range`]).
//! 5. Of overlapping hits the longest stays ([`select`]).
//! 6. Variants are found by how they are written, and given to their genes ([`variant`]).
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

mod abbreviation;
mod affix;
mod ambiguity;
mod article;
mod boundary;
mod company;
mod explain;
mod morphology;
mod place;
mod range;
mod select;
mod variant;

use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::lexicon::Lexicon;
use crate::model::{Category, Concept, ConceptId, Document, Mention, Origin, Span, Structure};
use crate::normalize::{Folded, fold};

use abbreviation::Definitions;
pub use explain::{Trial, Verdict};
use morphology::Morphology;
use place::Places;

/// Finds names in documents; built once, used from any number of threads.
#[derive(Debug)]
pub struct Recognizer {
    lexicon: Arc<Lexicon>,
    /// Over the spellings of the lexicon and, behind them, words that are no names and hide those
    /// in them: `blood urea nitrogen`.
    automaton: Option<AhoCorasick>,
    morphology: Morphology,
}

/// One place where a spelling stands, before anything is decided about its neighbours.
#[derive(Clone, Copy, Debug)]
struct Hit {
    span: Span,
    /// What it means, of all that its spelling can mean.
    concept_index: u32,
    spelling_index: u32,
    /// Whether its rule is still to be asked.
    is_open: bool,
    /// Whether the article itself defines it.
    is_defined: bool,
    origin: Origin,
}

impl Recognizer {
    /// Builds the automaton over every spelling of the lexicon.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        let spellings = lexicon.spellings();
        let names = spellings.map(|spelling| spelling.folded.as_bytes());
        let screens = lexicon.screens().map(str::as_bytes);
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(names.chain(screens))
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
        let hits = self.believed(text, &folded, structure);
        let places = Places::new(structure);
        let kept = select::longest(&self.lexicon, text, hits);
        let variants = variant::find(&self.lexicon, text, structure, &kept);
        let mut mentions: Vec<Mention> = kept
            .into_iter()
            .filter_map(|hit| self.mention(structure, &places, hit))
            .collect();
        mentions.extend(variants.iter().filter_map(|variant| {
            let place = places.of(structure, variant.span)?;
            Some(variant.mention(place))
        }));
        mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        mentions
    }

    /// Returns a concept that mentions name: of the lexicon, or a variant.
    pub fn concept(&self, id: &ConceptId) -> Option<Arc<Concept>> {
        let known = self.lexicon.concept(id).map(Arc::clone);
        known.or_else(|| variant::concept(&self.lexicon, id))
    }

    /// Every hit that means what it seems to, overlaps included.
    fn believed(&self, text: &str, folded: &Folded, structure: &Structure) -> Vec<Hit> {
        let hits = self.hits(text, folded);
        let definitions = Definitions::of(&self.lexicon, text, &hits);
        let hits = definitions.apply(&self.lexicon, text, hits);
        let hits = ambiguity::settle(&self.lexicon, text, folded, structure, hits);
        range::expand(&self.lexicon, text, hits)
    }

    /// Every spelling that stands in the text with word boundaries around it and in a fitting case.
    fn hits(&self, text: &str, folded: &Folded) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let count = self.lexicon.spellings().len();
        let mut screens: Vec<Span> = Vec::new();
        let mut hits: Vec<Hit> = Vec::new();
        for found in automaton.find_overlapping_iter(&folded.text) {
            if boundary::cuts_folded_word(folded, found.range()) {
                continue;
            }
            if found.pattern().as_usize() < count {
                hits.extend(self.judge(text, folded, found.range(), found.pattern().as_u32()));
                continue;
            }
            let range = folded.original(found.range());
            if boundary::begins_free(text, range.clone())
                && boundary::ends_free(text, range.clone())
            {
                screens.push(Span::new(range.start, range.end));
            }
        }
        if !screens.is_empty() {
            hits.retain(|hit| !screens.iter().any(|screen| screen.contains(hit.span)));
        }
        hits
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
        let range = range.start..boundary::closed_end(text, range);
        if !folded.is_whole(place) || !boundary::ends_free(text, range.clone()) {
            return Err(Verdict::CutsWord);
        }
        let spelling = self.lexicon.spelling_at(spelling_index);
        let fit = ambiguity::fit(&self.lexicon, spelling, &text[range.clone()])?;
        let concept_index = self.lexicon.name_at(fit.name_index).concept_index;
        let category = self.lexicon.concept_at(concept_index).category;
        let is_gene = matches!(category, Category::Gene | Category::Family);
        let mut span = Span::new(range.start, range.end);
        if !boundary::begins_free(text, range.clone()) {
            let prefixed = affix::with_prefix(text, span).filter(|_| is_gene && !fit.is_open);
            span = prefixed.ok_or(Verdict::CutsWord)?;
        }
        if self.morphology.is_part_of_other(category, text, span)
            || category == Category::Drug && affix::is_piece_of_formula(text, span)
            || is_gene && boundary::is_numbered_further(text, range.clone())
            || boundary::is_code_further(text, range)
        {
            return Err(Verdict::PartOfOther);
        }
        match category {
            Category::Drug => span = affix::whole_product(text, span),
            Category::Gene => span = affix::with_suffix(text, span),
            Category::Family => span = affix::with_suffix(text, affix::with_qualifier(text, span)),
            _ => {}
        }
        Ok(Hit {
            span,
            concept_index,
            spelling_index,
            is_open: fit.is_open,
            is_defined: false,
            origin: Origin::Dictionary,
        })
    }

    fn mention(&self, structure: &Structure, places: &Places, hit: Hit) -> Option<Mention> {
        let concept = self.lexicon.concept_at(hit.concept_index);
        let place = places.of(structure, hit.span)?;
        let mut candidates: Vec<ConceptId> = Vec::new();
        for meant in self.lexicon.meanings(hit.spelling_index) {
            let id = &self.lexicon.concept_at(meant).id;
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
            origin: hit.origin,
            candidates,
        })
    }
}

/// Whether a spelling is the preferred name of some concept.
fn has_preferred(lexicon: &Lexicon, spelling_index: u32) -> bool {
    let names = lexicon.spelling_at(spelling_index).name_indices;
    names
        .iter()
        .any(|&index| lexicon.name_at(index).is_preferred)
}

#[cfg(test)]
mod tests;
