//! Table: folded spellings and what each stands for, held end to end.
//!
//! Large lexicons have hundreds of thousands of spellings; apart, each would cost three blocks of
//! memory and the time to ask for them.

use serde::{Deserialize, Serialize};

/// No rule.
const NONE: u32 = u32::MAX;

/// One folded spelling and the names it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Spelling<'l> {
    /// The folded spelling; never empty.
    pub folded: &'l str,
    /// Places in [`Lexicon::name_at`](super::Lexicon::name_at), best first: preferred names
    /// before synonyms, then by category and id.
    pub name_indices: &'l [u32],
    /// Place in [`Lexicon::rule_at`](super::Lexicon::rule_at), where the spelling has a rule.
    pub rule_index: Option<u32>,
}

/// Spellings in the order in which they were pushed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Table {
    text: String,
    text_ends: Vec<u32>,
    names: Vec<u32>,
    name_ends: Vec<u32>,
    rules: Vec<u32>,
}

impl Table {
    /// Adds a spelling. One that would make the table larger than four gigabytes is left out.
    pub(super) fn push(&mut self, spelling: Spelling<'_>) {
        let text_end = u32::try_from(self.text.len() + spelling.folded.len());
        let name_end = u32::try_from(self.names.len() + spelling.name_indices.len());
        let (Ok(text_end), Ok(name_end)) = (text_end, name_end) else {
            return;
        };
        self.text.push_str(spelling.folded);
        self.text_ends.push(text_end);
        self.names.extend_from_slice(spelling.name_indices);
        self.name_ends.push(name_end);
        self.rules.push(spelling.rule_index.unwrap_or(NONE));
    }

    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.text_ends.shrink_to_fit();
        self.names.shrink_to_fit();
        self.name_ends.shrink_to_fit();
        self.rules.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether every end lies in order within what it ends, and every place is below the number
    /// of names or rules.
    pub(super) fn is_sound(&self, names: usize, rules: usize) -> bool {
        let are_ends = |ends: &[u32], length: usize| {
            ends.is_sorted() && ends.last().map_or(0, |&end| end as usize) == length
        };
        self.text_ends.len() == self.rules.len()
            && self.name_ends.len() == self.rules.len()
            && are_ends(&self.text_ends, self.text.len())
            && are_ends(&self.name_ends, self.names.len())
            && self
                .text_ends
                .iter()
                .all(|&end| self.text.is_char_boundary(end as usize))
            && self.names.iter().all(|&name| (name as usize) < names)
            && self
                .rules
                .iter()
                .all(|&rule| rule == NONE || (rule as usize) < rules)
    }

    /// Returns a spelling by its place.
    pub(super) fn get(&self, place: usize) -> Spelling<'_> {
        let range = |ends: &[u32]| {
            let start = place.checked_sub(1).map_or(0, |before| ends[before]);
            start as usize..ends[place] as usize
        };
        Spelling {
            folded: &self.text[range(&self.text_ends)],
            name_indices: &self.names[range(&self.name_ends)],
            rule_index: Some(self.rules[place]).filter(|&rule| rule != NONE),
        }
    }

    /// Returns the place of a spelling, given its folded form, in a table that is sorted by it.
    pub(super) fn find(&self, folded: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).folded.cmp(folded) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}
