//! Copies: which articles are the same but for a few sentences?
//!
//! A post is saved twice, or posted again under another name, header and footer. Of its
//! sentences, all runs of [`SHINGLE_WORDS`] words (a Han character is one) are hashed; the
//! least hashes are the [`sketch`] of an article, and how many of them two sketches share
//! tells how much of their texts two articles share (bottom-k sketches: Broder,
//! *On the resemblance and containment of documents*, 1997). [`originals`] compares many.
//!
//! Line breaks, punctuation, width, traditional characters and citation markers make no
//! difference, nor does what stands before and after the article.
//!
//! Invariant: the hash is our own, so that sketches in an index stay comparable.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Span, Structure};
use crate::normalize;

/// Words of a run that is compared.
const SHINGLE_WORDS: usize = 5;

/// Hashes that are kept; with so many, the estimate is within 0.05 two times of three.
const SKETCH_HASHES: usize = 128;

/// Articles with fewer runs are too short to tell: they have no sketch.
const MIN_SHINGLES: usize = 32;

/// Articles that share so much of their runs are copies. A post with a fifth of its sentences
/// changed shares 0.67; articles about one topic share less than 0.1.
const MIN_RESEMBLANCE: f64 = 0.5;

/// Articles are compared only where [`MIN_SHARED_KEYS`] of so many least hashes are the same.
/// Of copies that share half of their runs, three pairs in 10,000 are missed.
const KEY_HASHES: usize = 16;

/// Of the least hashes of two copies, so many are the same.
const MIN_SHARED_KEYS: usize = 4;

/// A hash that more articles have is of a phrase that a publisher prints in each.
const MAX_SHARED: usize = 256;

/// Returns the least hashes of an article's runs of words, ascending; none for a short one.
///
/// One pass over its sentences.
pub fn sketch(text: &str, structure: &Structure) -> Vec<u32> {
    let mut words = Vec::new();
    let mut citations = structure.citations.iter().map(|citation| citation.span);
    let mut next = citations.next();
    for sentence in &structure.sentences {
        let mut from = sentence.span.start;
        while let Some(citation) = next.filter(|citation| citation.start < sentence.span.end) {
            if citation.start >= from {
                hash_words(
                    Span {
                        start: from,
                        end: citation.start,
                    }
                    .of(text),
                    &mut words,
                );
                from = citation.end.min(sentence.span.end);
            }
            next = citations.next();
        }
        hash_words(
            Span {
                start: from,
                end: sentence.span.end,
            }
            .of(text),
            &mut words,
        );
    }
    let mut least = BTreeSet::new();
    for run in words.windows(SHINGLE_WORDS) {
        let hash = (mix(run.iter().fold(0, |hash, word| mix(hash ^ word))) >> 32) as u32;
        if least.len() < SKETCH_HASHES || least.last().is_some_and(|&last| hash < last) {
            least.insert(hash);
            if least.len() > SKETCH_HASHES {
                least.pop_last();
            }
        }
    }
    match least.len() < MIN_SHINGLES {
        true => Vec::new(),
        false => least.into_iter().collect(),
    }
}

/// Returns for each sketch the place of the one that it is a copy of; `None` for an original.
///
/// Of articles that resemble each other the first is the original: hand them in with the
/// best in front. A copy of a copy that does not resemble the original is one itself.
pub fn originals(sketches: &[Vec<u32>]) -> Vec<Option<usize>> {
    let mut with_hash: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut found = Vec::with_capacity(sketches.len());
    for (place, sketch) in sketches.iter().enumerate() {
        let keys = &sketch[..sketch.len().min(KEY_HASHES)];
        let near = keys.iter().filter_map(|hash| with_hash.get(hash));
        let mut near: Vec<usize> = near.flatten().copied().collect();
        near.sort_unstable();
        let mut near = near
            .chunk_by(|one, other| one == other)
            .filter(|same| same.len() >= MIN_SHARED_KEYS)
            .map(|same| same[0]);
        let original = near.find(|&other| resemblance(&sketches[other], sketch) >= MIN_RESEMBLANCE);
        if original.is_none() {
            for &hash in keys {
                let places = with_hash.entry(hash).or_default();
                if places.len() < MAX_SHARED {
                    places.push(place);
                }
            }
        }
        found.push(original);
    }
    found
}

/// The share of runs that two articles have in common, estimated from the least of both.
fn resemblance(one: &[u32], other: &[u32]) -> f64 {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let (mut seen, mut shared) = (0_u32, 0_u32);
    while (seen as usize) < SKETCH_HASHES {
        let (a, b) = (one.peek().copied(), other.peek().copied());
        let Some(least) = a.into_iter().chain(b).min() else {
            break;
        };
        seen += 1;
        shared += u32::from(a == b);
        one.next_if(|&hash| hash == least);
        other.next_if(|&hash| hash == least);
    }
    f64::from(shared) / f64::from(seen.max(1))
}

/// Adds the hash of every word of a text.
fn hash_words(text: &str, hashes: &mut Vec<u64>) {
    const NONE: u64 = 0xcbf2_9ce4_8422_2325;
    let mut hash = NONE;
    let mut end = |hash: &mut u64| {
        if *hash != NONE {
            hashes.push(std::mem::replace(hash, NONE));
        }
    };
    for character in normalize::fold(text).text.chars() {
        let is_word = normalize::is_word(character);
        if !is_word {
            end(&mut hash);
        }
        if character.is_alphanumeric() {
            hash = mix(hash ^ u64::from(character));
        }
        if !is_word {
            end(&mut hash);
        }
    }
    end(&mut hash);
}

/// Scatters a number over all bits: the last step of SplitMix64.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Citation, Language, Sentence};

    /// A sketch of a text that is one sentence, without `[…]`.
    fn of(text: &str) -> Vec<u32> {
        let marks = text.match_indices('[').zip(text.match_indices(']'));
        let citations = marks.map(|((start, _), (end, _))| Citation {
            span: Span::new(start, end + 1),
            sentence_index: 0,
            reference_indices: Vec::new(),
            unresolved: Vec::new(),
        });
        let structure = Structure {
            language: Language::En,
            title: None,
            sections: Vec::new(),
            sentences: vec![Sentence {
                span: Span::new(0, text.len()),
                section_index: 0,
            }],
            references: Vec::new(),
            citations: citations.collect(),
        };
        sketch(text, &structure)
    }

    /// So many sentences, each of its own.
    fn text(numbers: std::ops::Range<u32>, sentence: &str) -> String {
        let letters = |number: u32| {
            let letter = |at: u32| char::from_u32(u32::from('a') + at).unwrap();
            format!("{}{}", letter(number / 26), letter(number % 26))
        };
        let one = |number| sentence.replace('#', &letters(number));
        numbers.map(one).collect()
    }

    #[track_caller]
    fn check(texts: &[String], expected: &[Option<usize>]) {
        let sketches: Vec<Vec<u32>> = texts.iter().map(|text| of(text)).collect();
        assert_eq!(originals(&sketches), expected);
    }

    const EN: &str = "The loss of PTEN # made cells resist the # drug. ";
    const ZH: &str = "在#细胞系中，PTEN缺失使细胞对#耐药。";

    #[test]
    fn finds_what_was_posted_again() {
        for sentence in [EN, ZH] {
            let post = text(0..30, sentence);
            let changed = text(100..104, sentence) + &text(4..30, sentence);
            let other = text(200..230, sentence);
            check(
                &[post.clone(), changed, other.clone(), post],
                &[None, Some(0), None, Some(0)],
            );
            let half = text(0..12, sentence) + &text(300..318, sentence);
            check(&[other, half], &[None, None]);
        }
    }

    #[test]
    fn looks_past_how_a_text_is_set() {
        let rows = [
            (
                "The EGFR mutation [12] was found",
                "the  EGFR—mutation\nwas found!",
            ),
            ("替尼耐藥[3]與旁路激活有關", "替尼耐药与旁路激活，有关"),
            ("ＨＥＲ２阳性", "HER2阳性"),
        ];
        for (one, other) in rows {
            let [one, other] = [one, other].map(|text| {
                let mut words = Vec::new();
                hash_words(&text.replace("[12]", "").replace("[3]", ""), &mut words);
                words
            });
            assert_eq!(one, other);
        }
        let cited = text(0..30, "The # mutation [3] was found in # patients. ");
        assert_eq!(of(&cited), of(&cited.replace("[3]", "")));
    }

    #[test]
    fn short_texts_have_no_copies() {
        check(
            &["".into(), "".into(), "耐药。".into(), "耐药。".into()],
            &[None; 4],
        );
    }

    #[test]
    fn estimates_what_is_shared() {
        assert_eq!(resemblance(&[1, 2, 3], &[2, 3, 4]), 0.5);
        assert_eq!(resemblance(&[], &[]), 0.0);
        assert_eq!(resemblance(&[1], &[1]), 1.0);
    }
}
