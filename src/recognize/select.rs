//! Select: of overlapping hits, which stay?
//!
//! Within a layer the longest hit stays, of equally long ones the first. What one
//! mention per member says with one span (`FGFR1-3`) stays together.

use std::collections::BTreeMap;

use super::Hit;
use crate::lexicon::Lexicon;
use crate::model::{Category, Origin};

/// Of overlapping hits of one layer keeps the longest, of equally long ones the first.
pub(super) fn longest(lexicon: &Lexicon, text: &str, mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| {
        (
            std::cmp::Reverse(hit.span.len()),
            hit.span.start,
            hit.origin != Origin::Range,
            hit.spelling_index,
        )
    });
    let mut layers: [Taken; 3] = Default::default();
    let mut kept = Vec::new();
    for hit in hits {
        let concept = lexicon.concept_at(hit.concept_index);
        let layer = &mut layers[layer(concept.category)];
        let inside_class = |class: &Hit| {
            let class = lexicon.concept_at(class.concept_index);
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
        let is_sibling = |other: &Hit| {
            hit.origin == Origin::Range && other.origin == Origin::Range && other.span == hit.span
        };
        let layer = match over(&self.outer) {
            None => &mut self.outer,
            Some(other) if is_sibling(&other) => return true,
            Some(other) if may_stand_in(&other) => match over(&self.inner) {
                None => &mut self.inner,
                Some(inner) => return is_sibling(&inner),
            },
            Some(_) => return false,
        };
        layer.insert(hit.span.start, hit);
        true
    }
}
