//! Rounded: markers in round brackets → the references they name: `relapse (1, 2).`, `耐药（3-5）。`
//!
//! Items of a list are numbered so too: `有三：（1）靶点改变；（2）旁路激活`. Round brackets are markers
//! only where most of them close a clause and they find at least half of the list.

use std::collections::BTreeSet;

use super::citation::group;
use crate::model::{Citation, Reference, Sentence, Span};
use crate::normalize::is_han;

const ROUND: [&str; 2] = ["(（", ")）"];

/// What names a figure, table or formula by the number behind it.
const CALLS: [&str; 12] = [
    "Fig.", "Figs.", "Figure", "Table", "Eq.", "Equation", "Eqs.", "图", "圖", "表", "式", "公式",
];

/// Returns the citations in round brackets, in text order; none where an article does not cite so.
pub(super) fn citations(
    text: &str,
    sentences: &[Sentence],
    references: &[Reference],
) -> Vec<Citation> {
    let place = |number: &u32| references.iter().position(|r| r.number == *number);
    let mut citations = Vec::new();
    let mut closing_count = 0;
    for (sentence_index, sentence) in sentences.iter().enumerate() {
        for (at, _) in sentence.span.of(text).match_indices(['(', '（']) {
            let start = sentence.span.start as usize + at;
            let rest = &text[start..sentence.span.end as usize];
            let Some((len, numbers)) = group(rest, ROUND) else {
                continue;
            };
            let found: Option<Vec<usize>> = numbers.iter().map(place).collect();
            let before = &text[sentence.span.start as usize..start];
            let Some(reference_indices) = found.filter(|_| stands_behind_word(before)) else {
                continue;
            };
            closing_count += usize::from(closes_clause(&rest[len..]));
            citations.push(Citation {
                span: Span::new(start, start + len),
                sentence_index,
                reference_indices,
                unresolved: Vec::new(),
            });
        }
    }
    let cited = citations
        .iter()
        .flat_map(|citation| &citation.reference_indices);
    let cited: BTreeSet<&usize> = cited.collect();
    let is_style = 2 * cited.len() >= references.len() && 2 * closing_count >= citations.len();
    match is_style {
        true => citations,
        false => Vec::new(),
    }
}

/// Whether a marker can follow: a word with a space behind it, or a Han character; no call of a figure.
fn stands_behind_word(before: &str) -> bool {
    let stem = before.trim_end();
    let Some(last) = stem.chars().next_back() else {
        return false;
    };
    let is_spaced = stem.len() < before.len();
    let is_word = last.is_alphanumeric() || matches!(last, ')' | '）' | '%' | '％' | '”' | '"');
    is_word
        && (is_spaced || !last.is_ascii_alphanumeric())
        && !CALLS.iter().any(|call| stem.ends_with(call))
}

fn closes_clause(after: &str) -> bool {
    let next = after.trim_start().chars().next();
    next.is_none_or(|c| !c.is_alphanumeric() && !is_han(c))
}
