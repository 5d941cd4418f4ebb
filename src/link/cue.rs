//! Cue: a sentence → the words in it that say what happens, in order.
//!
//! One Aho-Corasick pass over the folded sentence finds every cue; those that cut
//! a Latin word go (a stem takes in the rest of its word); of overlapping ones the longest stays (`不敏感` is one cue and
//! hides `敏感`). One phrase may be a cue of several kinds; it is then found as
//! each of them, in one place.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::{Cue, CueKind, Span};
use crate::normalize::{self, is_word};

/// Finds cues; built once, used from any number of threads.
#[derive(Debug)]
pub(super) struct CueFinder {
    automaton: Option<AhoCorasick>,
    /// Sorted by phrase.
    cues: Vec<Cue>,
    /// Of each phrase, its cues.
    phrases: Vec<std::ops::Range<usize>>,
}

/// A cue where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'c> {
    pub(super) span: Span,
    pub(super) cue: &'c Cue,
}

impl Found<'_> {
    pub(super) fn is(&self, kind: CueKind) -> bool {
        self.cue.kind == kind
    }

    pub(super) fn has(&self, kind: CueKind, value: &str) -> bool {
        self.cue.kind == kind && &*self.cue.value == value
    }
}

impl CueFinder {
    pub(super) fn new(cues: &[Cue]) -> Self {
        let mut cues = cues.to_vec();
        cues.sort_by(|a, b| (&a.folded, a.kind.as_str()).cmp(&(&b.folded, b.kind.as_str())));
        let mut phrases: Vec<std::ops::Range<usize>> = Vec::new();
        for index in 0..cues.len() {
            match phrases.last_mut() {
                Some(last) if cues[last.start].folded == cues[index].folded => last.end = index + 1,
                _ => phrases.push(index..index + 1),
            }
        }
        let patterns = phrases
            .iter()
            .map(|range| cues[range.start].folded.as_bytes());
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(patterns)
            .ok();
        Self {
            automaton,
            cues,
            phrases,
        }
    }

    /// Returns the cues of a part of the text, by place.
    pub(super) fn find(&self, text: &str, within: Span) -> Vec<Found<'_>> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let part = within.of(text);
        let folded = normalize::fold(part);
        let mut hits: Vec<(Span, usize)> = Vec::new();
        for hit in automaton.find_overlapping_iter(&folded.text) {
            let range = folded.original(hit.range());
            let phrase = hit.pattern().as_usize();
            let is_stem = self.cues[self.phrases[phrase].start].is_stem;
            let is_capital = self.cues[self.phrases[phrase].start].is_capital;
            let in_case =
                !is_capital || !part[range.clone()].contains(|c: char| c.is_ascii_lowercase());
            if in_case && folded.is_whole(hit.range()) && is_free(part, range.clone(), is_stem) {
                let rest = part[range.end..].find(|c: char| !is_word(c));
                let tail = match is_stem {
                    true => rest.unwrap_or(part.len() - range.end),
                    false => 0,
                };
                let start = within.start as usize;
                hits.push((
                    Span::new(start + range.start, start + range.end + tail),
                    phrase,
                ));
            }
        }
        hits.sort_by_key(|(span, phrase)| (std::cmp::Reverse(span.len()), span.start, *phrase));
        let mut kept: Vec<(Span, usize)> = Vec::new();
        for hit in hits {
            if !kept.iter().any(|other| other.0.overlaps(hit.0)) {
                kept.push(hit);
            }
        }
        kept.sort_unstable_by_key(|(span, _)| span.start);
        let each = |(span, phrase): (Span, usize)| {
            let cues = &self.cues[self.phrases[phrase].clone()];
            cues.iter().map(move |cue| Found { span, cue })
        };
        kept.into_iter().flat_map(each).collect()
    }
}

/// Whether a cue is no part of a longer Latin word; a stem may go on.
fn is_free(text: &str, range: std::ops::Range<usize>, is_stem: bool) -> bool {
    let found = &text[range.clone()];
    let joins = |a: Option<char>, b: Option<char>| a.is_some_and(is_word) && b.is_some_and(is_word);
    let before = joins(
        text[..range.start].chars().next_back(),
        found.chars().next(),
    );
    let after = joins(found.chars().next_back(), text[range.end..].chars().next());
    !before && (is_stem || !after)
}
