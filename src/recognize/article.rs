//! Article: what the whole article says of the names in it.
//!
//! Which concepts it names without doubt and in which sentences, whether it is about genes or
//! about drugs, and which symbols are cell lines in it.

use std::collections::{HashMap, HashSet};

use super::Hit;
use super::company::{self, Company};
use crate::lexicon::Lexicon;
use crate::model::{Category, Span, Structure};
use crate::normalize::Folded;

/// What the whole article says, for the hits in it.
pub(super) struct Article<'s> {
    text: &'s str,
    folded: &'s Folded,
    structure: &'s Structure,
    /// Concepts that it names without doubt.
    certain: HashSet<u32>,
    /// Open hits that stand in a list beside a certain one.
    listed: HashSet<Span>,
    /// Sentences with a certain gene, and with a certain drug.
    with_gene: HashSet<usize>,
    with_drug: HashSet<usize>,
    /// Whether it names more genes than drugs, and the other way round.
    is_of_genes: bool,
    is_of_drugs: bool,
}

impl<'s> Article<'s> {
    pub(super) fn of(
        lexicon: &Lexicon,
        text: &'s str,
        folded: &'s Folded,
        structure: &'s Structure,
        hits: &[Hit],
    ) -> Self {
        let certain = || hits.iter().filter(|hit| !hit.is_open);
        let of_kind = |wanted: Category| {
            certain().filter(move |hit| {
                company::kind(lexicon, hit) == Some(wanted) && !is_mixed(lexicon, hit)
            })
        };
        let sentences = |wanted: Category| -> HashSet<usize> {
            let spans = of_kind(wanted).map(|hit| hit.span);
            spans.filter_map(|span| sentence(structure, span)).collect()
        };
        let genes = of_kind(Category::Gene).count();
        let drugs = of_kind(Category::Drug).count();
        Self {
            text,
            folded,
            structure,
            certain: certain().map(|hit| hit.concept_index).collect(),
            listed: company::listed(lexicon, text, hits),
            with_gene: sentences(Category::Gene),
            with_drug: sentences(Category::Drug),
            is_of_genes: genes > drugs,
            is_of_drugs: drugs > genes,
        }
    }

    /// What stands around a span in its sentence.
    pub(super) fn company(&self, span: Span) -> Company<'s> {
        Company::of(self.text, self.folded, self.structure, span)
    }

    /// Whether a concept is named without doubt.
    pub(super) fn is_certain(&self, concept_index: u32) -> bool {
        self.certain.contains(&concept_index)
    }

    /// Whether an open hit stands in a list beside a certain name of its kind.
    pub(super) fn is_listed(&self, span: Span) -> bool {
        self.listed.contains(&span)
    }

    /// Whether the sentence of a span names something of a kind without doubt.
    pub(super) fn has_kin(&self, span: Span, kind: Category) -> bool {
        let sentences = match kind {
            Category::Gene => &self.with_gene,
            _ => &self.with_drug,
        };
        sentence(self.structure, span).is_some_and(|at| sentences.contains(&at))
    }

    /// Reads a hit that names a gene as well as a drug as what its company says: the word beside
    /// it counts twice, its sentence and the article once. Where they are even it stays as it is.
    pub(super) fn read(&self, lexicon: &Lexicon, hit: Hit) -> Hit {
        if hit.is_defined || !is_mixed(lexicon, &hit) {
            return hit;
        }
        let company = self.company(hit.span);
        let sum = |features: [(bool, i32); 3]| -> i32 {
            let holding = features.iter().filter(|(holds, _)| *holds);
            holding.map(|(_, weight)| weight).sum()
        };
        let gene = sum([
            (company.says_gene(), 2),
            (self.has_kin(hit.span, Category::Gene), 1),
            (self.is_of_genes, 1),
        ]);
        let drug = sum([
            (company.says_drug(), 2),
            (self.has_kin(hit.span, Category::Drug), 1),
            (self.is_of_drugs, 1),
        ]);
        let wanted = match gene.cmp(&drug) {
            std::cmp::Ordering::Greater => Category::Gene,
            std::cmp::Ordering::Less => Category::Drug,
            std::cmp::Ordering::Equal => return hit,
        };
        let mut meant = lexicon.meanings(hit.spelling_index);
        let found = meant.find(|&meant| company::kind_of(lexicon, meant) == Some(wanted));
        Hit {
            concept_index: found.unwrap_or(hit.concept_index),
            ..hit
        }
    }

    /// The symbols that are cell lines here: half of the places where such a one stands say so,
    /// and it is the preferred name of nothing.
    pub(super) fn cell_lines(&self, lexicon: &Lexicon, hits: &[Hit]) -> HashSet<&'s str> {
        let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
        for hit in hits {
            let surface = hit.span.of(self.text);
            let has_digit = surface.bytes().any(|byte| byte.is_ascii_digit());
            let is_gene = company::kind(lexicon, hit) == Some(Category::Gene);
            if !has_digit || !is_gene || super::has_preferred(lexicon, hit.spelling_index) {
                continue;
            }
            let (said, all) = counts.entry(surface).or_default();
            *said += usize::from(self.company(hit.span).says_cells());
            *all += 1;
        }
        let is_line = |&(_, (said, all)): &(&str, (usize, usize))| said * 2 >= all;
        let lines = counts.into_iter().filter(is_line);
        lines.map(|(surface, _)| surface).collect()
    }
}

/// Whether the spelling of a hit names a gene as well as a drug.
fn is_mixed(lexicon: &Lexicon, hit: &Hit) -> bool {
    let kind = company::kind(lexicon, hit);
    kind.is_some()
        && lexicon.meanings(hit.spelling_index).any(|meant| {
            let other = company::kind_of(lexicon, meant);
            other.is_some() && other != kind
        })
}

fn sentence(structure: &Structure, span: Span) -> Option<usize> {
    let after = structure
        .sentences
        .partition_point(|sentence| sentence.span.start <= span.start);
    after.checked_sub(1)
}
