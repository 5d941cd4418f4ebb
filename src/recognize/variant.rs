//! Variant: changes of a sequence, each with the gene that it changes.
//!
//! `V600E`, `p.Gly12Cys`, `c.2573T>G`, `exon 19 deletion`, `19外显子缺失`, `ITD`, `CYP2C19*2`.
//! Notations are those of HGVS (<https://hgvs-nomenclature.org>) and their short forms, and of
//! star alleles. The gene is the one that the variant is glued to, else the nearest before it in
//! its sentence, else the nearest behind it, else the one that the article gives the same variant
//! elsewhere. A variant without a gene is no mention.
//!
//! A variant is no concept of a dictionary: its id, `litmine.variant:BRAF:V600E`, says all that is
//! known of it ([`concept`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Hit;
use super::place::Place;
use crate::lexicon::Lexicon;
use crate::model::{Category, Concept, ConceptId, Mention, Origin, Span, Structure, variant};
use crate::normalize::is_word;

/// A variant and its gene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    pub span: Span,
    pub id: ConceptId,
}

impl Variant {
    /// The mention of a variant at its place.
    pub(super) fn mention(&self, place: Place) -> Mention {
        Mention {
            span: self.span,
            concept: self.id.clone(),
            category: Category::Variant,
            sentence_index: place.sentence_index,
            section_index: place.section_index,
            reference_index: place.reference_index,
            origin: Origin::Pattern,
            candidates: Vec::new(),
        }
    }
}

/// Finds the variants of a text, in text order, given the hits that stay.
pub(super) fn find(
    lexicon: &Lexicon,
    text: &str,
    structure: &Structure,
    kept: &[Hit],
) -> Vec<Variant> {
    let Some(notations) = variant::notations() else {
        return Vec::new();
    };
    let mut genes: Vec<&Hit> = kept.iter().filter(|hit| is_gene(lexicon, hit)).collect();
    genes.sort_by_key(|hit| hit.span);
    if genes.is_empty() {
        return Vec::new();
    }
    let is_name = |hit: &Hit| {
        let category = lexicon.concept_at(hit.concept_index).category;
        matches!(category, Category::Gene | Category::Family | Category::Drug)
    };
    let names: Vec<Span> = kept
        .iter()
        .filter(|hit| is_name(hit))
        .map(|hit| hit.span)
        .collect();
    let is_free = |span: Span| !names.iter().any(|name| name.overlaps(span));
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(found) = notations.captures_at(text, at) {
        let Some(whole) = found.get(0) else { break };
        let span = Span::new(whole.start(), whole.end());
        let stands = stands(text, span, &genes) && is_free(span);
        let Some(short) = variant::short(&found).filter(|_| stands) else {
            at = whole.start()
                + text[whole.start()..]
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
            continue;
        };
        at = whole.end();
        let gene = owner(text, structure, &genes, span, found.name("star").is_some());
        if let Some(gene) = gene {
            known.entry(short.clone()).or_insert(gene);
        }
        open.push((span, short, gene));
    }
    let owned = open.into_iter().filter_map(|(span, short, gene)| {
        let gene = gene.or_else(|| known.get(&short).copied())?;
        let id = variant::id(&lexicon.concept_at(gene).name, &short);
        Some(Variant { span, id })
    });
    owned.collect()
}

fn is_gene(lexicon: &Lexicon, hit: &Hit) -> bool {
    lexicon.concept_at(hit.concept_index).category == Category::Gene
}

/// Whether a notation stands by itself or is glued to a gene, and is no cell line.
fn stands(text: &str, span: Span, genes: &[&Hit]) -> bool {
    let before = text[..span.start as usize].chars().next_back();
    let after = &text[span.end as usize..];
    let is_glued = genes.iter().any(|gene| gene.span.end == span.start);
    let begins = is_glued || !before.is_some_and(|c| is_word(c) || matches!(c, '.' | '/' | '*'));
    let is_line = [" cell", "细胞", "-cell"]
        .iter()
        .any(|word| after.starts_with(word));
    begins && !after.starts_with(is_word) && !is_line
}

/// The gene that a variant belongs to, as far as its sentence says.
fn owner(
    text: &str,
    structure: &Structure,
    genes: &[&Hit],
    span: Span,
    is_star: bool,
) -> Option<u32> {
    let until = genes.partition_point(|gene| gene.span.end <= span.start);
    let last = until.checked_sub(1).map(|index| genes[index]);
    let is_beside = |gene: &&Hit| {
        let gap = text.get(gene.span.end as usize..span.start as usize);
        gap.is_some_and(|gap| gap.trim_matches([' ', '-', '(', '（']).is_empty())
    };
    if is_star {
        return last
            .filter(|gene| gene.span.end == span.start)
            .map(|gene| gene.concept_index);
    }
    if let Some(gene) = last.filter(is_beside) {
        return Some(gene.concept_index);
    }
    let sentences = &structure.sentences;
    let after = sentences.partition_point(|sentence| sentence.span.start <= span.start);
    let sentence = sentences.get(after.checked_sub(1)?)?.span;
    let inside = |gene: &&&Hit| sentence.contains(gene.span);
    let next = genes[until..].first().filter(inside);
    let found = last.as_ref().filter(inside).or(next);
    found.map(|gene| gene.concept_index)
}

/// Returns the concept of a variant's id, below its gene; `None` for an id of anything else.
pub(super) fn concept(lexicon: &Lexicon, id: &ConceptId) -> Option<Arc<Concept>> {
    let (symbol, _) = variant::parts(id)?;
    let genes = lexicon.named(symbol);
    let gene = genes.iter().find(|concept| concept.name == symbol);
    Some(Arc::new(Concept {
        parents: gene.map(|gene| gene.id.clone()).into_iter().collect(),
        ..variant::concept(id)?
    }))
}
