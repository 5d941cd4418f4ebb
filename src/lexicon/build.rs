//! Build: concepts and rules → a lexicon that is ready to be asked.
//!
//! A spelling has the rule that a rule file gives it; without one, a spelling whose
//! every name is called ambiguous by its row counts only beside another name.
//!
//! Large lexicons have hundreds of thousands of names: each is held once, in its concept, and
//! spellings are folded, sorted and grouped in one text.

use std::collections::HashMap;
use std::sync::Arc;

use super::spelling::each_spelling;
use super::table::{Spelling, Table};
use super::{Lexicon, NamePlace, Rule, RuleKind};
use crate::model::Concept;

/// Builds a lexicon of concepts, by id, with the names that are ambiguous.
pub(super) fn lexicon(
    concepts: Vec<(Concept, Vec<String>)>,
    rules: Vec<Rule>,
    fingerprint: String,
) -> Lexicon {
    let mut names = Vec::new();
    let mut doubted: Vec<u32> = Vec::new();
    for (concept_index, (concept, ambiguous)) in (0..).zip(&concepts) {
        for (place, text) in (0..).zip(concept.names()) {
            if ambiguous.iter().any(|name| name == text) {
                doubted.push(u32::try_from(names.len()).unwrap_or(u32::MAX));
            }
            let is_preferred = text == concept.name || Some(text) == concept.name_zh.as_deref();
            names.push(NamePlace {
                concept_index,
                place,
                is_preferred,
            });
        }
    }
    let pieces = Pieces::of(concepts.iter().flat_map(|(concept, _)| concept.names()));
    let concepts: Vec<Arc<Concept>> = concepts.into_iter().map(|pair| Arc::new(pair.0)).collect();
    let mut lexicon = Lexicon {
        concepts,
        names,
        spellings: Table::default(),
        rules,
        cues: Vec::new(),
        fingerprint,
    };
    let spellings = spellings(&mut lexicon, &pieces, &doubted);
    lexicon.spellings = spellings;
    lexicon
}

/// Groups pieces into spellings, each with its names, best first, and its rule.
fn spellings(lexicon: &mut Lexicon, pieces: &Pieces, doubted: &[u32]) -> Table {
    let Lexicon {
        concepts,
        names,
        rules,
        ..
    } = lexicon;
    let rule_of: HashMap<Box<str>, u32> = (0..)
        .zip(&*rules)
        .map(|(index, rule)| (rule.folded.clone(), index))
        .collect();
    let rank = |index: &u32| {
        let name = names[*index as usize];
        let category = concepts[name.concept_index as usize].category;
        (!name.is_preferred, category, name.concept_index, *index)
    };
    let mut table = Table::default();
    let mut name_indices: Vec<u32> = Vec::new();
    for group in pieces
        .list
        .chunk_by(|a, b| pieces.text(a) == pieces.text(b))
    {
        let folded = pieces.text(&group[0]);
        name_indices.clear();
        name_indices.extend(group.iter().map(|piece| piece.name_index));
        name_indices.dedup();
        name_indices.sort_unstable_by_key(rank);
        let rule_index = rule_of.get(folded).copied().or_else(|| {
            let is_doubted = name_indices
                .iter()
                .all(|index| doubted.binary_search(index).is_ok());
            is_doubted.then(|| {
                rules.push(beside_another_name(folded));
                u32::try_from(rules.len() - 1).unwrap_or(u32::MAX)
            })
        });
        table.push(Spelling {
            folded,
            name_indices: &name_indices,
            rule_index,
        });
    }
    table.shrink();
    table
}

/// Every spelling of every name, sorted: by spelling, then by name.
struct Pieces {
    /// All spellings, end to end.
    arena: String,
    list: Vec<Piece>,
}

#[derive(Clone, Copy)]
struct Piece {
    /// The first eight bytes, so that most comparisons need not look into the arena.
    head: u64,
    start: u32,
    bytes: u32,
    name_index: u32,
}

impl Pieces {
    fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut pieces = Self {
            arena: String::new(),
            list: Vec::new(),
        };
        each_spelling(names, |name_index, spelling| {
            let (Ok(start), Ok(bytes)) = (pieces.arena.len().try_into(), spelling.len().try_into())
            else {
                return;
            };
            let mut head = [0; 8];
            let shared = spelling.len().min(8);
            head[..shared].copy_from_slice(&spelling.as_bytes()[..shared]);
            pieces.arena.push_str(spelling);
            pieces.list.push(Piece {
                head: u64::from_be_bytes(head),
                start,
                bytes,
                name_index,
            });
        });
        let Self { arena, list } = &mut pieces;
        let text =
            |piece: &Piece| &arena[piece.start as usize..(piece.start + piece.bytes) as usize];
        list.sort_unstable_by(|a, b| {
            let by_text = a.head.cmp(&b.head).then_with(|| text(a).cmp(text(b)));
            by_text.then(a.name_index.cmp(&b.name_index))
        });
        pieces
    }

    fn text(&self, piece: &Piece) -> &str {
        &self.arena[piece.start as usize..(piece.start + piece.bytes) as usize]
    }
}

fn beside_another_name(folded: &str) -> Rule {
    Rule {
        folded: folded.into(),
        kind: RuleKind::Longform,
        context: Vec::new(),
        reason: "its dictionary calls it ambiguous".into(),
    }
}
