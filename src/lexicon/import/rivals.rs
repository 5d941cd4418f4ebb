//! Rivals: names that several entries of one download claim.
//!
//! A synonym that is the preferred name of another entry is dropped, so is one that three or more
//! entries have; one of two entries counts only beside another name of its concept.

use std::collections::HashMap;

use super::Reason;
use super::entry::{Entry, push};
use crate::normalize::fold_name;

/// Who has a folded name.
#[derive(Clone, Copy, Default)]
struct Claims {
    /// The entry that prefers it, counted from 1; 0 for none.
    preferred_by: u32,
    /// The entry that claimed it last, counted from 1.
    last: u32,
    /// How many entries have it.
    entries: u32,
}

/// Settles every name; returns the reasons of those dropped.
pub(super) fn settle(rows: &mut [Entry]) -> Vec<Reason> {
    let mut claims: HashMap<String, Claims> = HashMap::new();
    for (row, number) in rows.iter().zip(1..) {
        for (place, name) in row.names().enumerate() {
            let claim = claims.entry(fold_name(name)).or_default();
            if place == 0 && !row.name.is_empty() && claim.preferred_by == 0 {
                claim.preferred_by = number;
            }
            claim.entries += u32::from(claim.last != number);
            claim.last = number;
        }
    }
    let mut dropped = Vec::new();
    for (row, number) in rows.iter_mut().zip(1..) {
        let Entry {
            synonyms,
            synonyms_zh,
            ambiguous,
            ..
        } = row;
        for list in [synonyms, synonyms_zh] {
            list.retain(|name| {
                let claim = claims.get(&fold_name(name)).copied().unwrap_or_default();
                let is_of_another = claim.preferred_by != 0 && claim.preferred_by != number;
                if is_of_another || claim.entries > 2 {
                    dropped.push(Reason::OfAnother);
                    return false;
                }
                if claim.entries == 2 && claim.preferred_by == 0 {
                    push(ambiguous, [name.clone()]);
                }
                true
            });
        }
        let Entry {
            name,
            name_zh,
            synonyms,
            synonyms_zh,
            ambiguous,
            ..
        } = row;
        ambiguous.retain(|doubted| {
            let is_kept = [&*synonyms, &*synonyms_zh]
                .iter()
                .any(|list| list.contains(doubted));
            is_kept || doubted == name || doubted == name_zh
        });
    }
    dropped
}
