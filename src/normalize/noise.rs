//! Noise: what web pages and scans put inside words, so that the fold can look past it.
//!
//! - pinyin in brackets behind a Han character: `醫(yī)院`;
//! - spaces between the letters of one word: `C R P C`, `a n d r o g e n`;
//! - a hyphen at the end of a line inside a word: `inhib-⏎itors`.

use std::ops::Range;

use super::{is_dash, is_han, is_word};

/// Fewer single letters in a row may be initials.
const SPACED_LETTERS: usize = 4;
/// A syllable has at most so many letters.
const LONGEST_SYLLABLE: usize = 6;
/// Syllables that bear no tone mark.
const TONELESS: [&str; 9] = ["de", "le", "zhe", "me", "men", "zi", "ma", "ne", "ba"];
/// First parts of compounds that keep their hyphen when a line ends behind it.
const PREFIXES: [&str; 16] = [
    "non", "anti", "self", "cross", "wild", "small", "large", "long", "short", "well", "high",
    "low", "drug", "cell", "dose", "post",
];

/// Returns the parts of a text that are to be looked past, in order.
pub(super) fn noise(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut previous = '\n';
    let mut free_from = 0;
    for (at, character) in text.char_indices() {
        let before = std::mem::replace(&mut previous, character);
        if at < free_from {
            continue;
        }
        let ranges = match character {
            '(' | '（' if is_han(before) => pinyin(text, at).into_iter().collect(),
            _ if is_dash(character) && before.is_lowercase() => {
                broken(text, at).into_iter().collect()
            }
            _ if character.is_ascii_alphabetic() && !is_word(before) => spaced(text, at),
            _ => Vec::new(),
        };
        free_from = ranges
            .last()
            .map_or(free_from, |range: &Range<usize>| range.end);
        found.extend(ranges);
    }
    found
}

/// The bracket that opens at `at`, if it holds the sound of the character before it.
fn pinyin(text: &str, at: usize) -> Option<Range<usize>> {
    let opening = text[at..].chars().next()?.len_utf8();
    let inner = &text[at + opening..];
    let is_letter = |c: &char| c.is_ascii_lowercase() || is_toned(*c) || *c == 'ü';
    let syllable: String = inner
        .chars()
        .take(LONGEST_SYLLABLE + 1)
        .take_while(is_letter)
        .collect();
    let rest = &inner[syllable.len()..];
    let closing = rest.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let is_sound = syllable.chars().any(is_toned) || TONELESS.contains(&syllable.as_str());
    let end = at + opening + syllable.len() + closing.len_utf8();
    (is_sound && syllable.chars().count() <= LONGEST_SYLLABLE).then_some(at..end)
}

fn is_toned(character: char) -> bool {
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ".contains(character)
}

/// The hyphen at `at` and the line break behind it, if they stand inside a word.
fn broken(text: &str, at: usize) -> Option<Range<usize>> {
    let dash = text[at..].chars().next()?.len_utf8();
    let rest = text[at + dash..].trim_start_matches([' ', '\t', '\r']);
    let next = rest.strip_prefix('\n')?.trim_start_matches([' ', '\t']);
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let word = text[..at].rsplit(|c: char| !is_letter(c)).next()?;
    let goes_on = next.starts_with(|c: char| c.is_ascii_lowercase());
    let is_word = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_broken = goes_on && is_word && !PREFIXES.contains(&word);
    is_broken.then(|| at..text.len() - next.len())
}

/// The spaces between the letters of a word that begins at `at` and is spaced out.
fn spaced(text: &str, at: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let is_upper = bytes[at].is_ascii_uppercase();
    let is_like = |byte: &u8| byte.is_ascii_alphabetic() && byte.is_ascii_uppercase() == is_upper;
    let mut gaps = Vec::new();
    let mut last = at;
    while bytes.get(last + 1) == Some(&b' ') && bytes.get(last + 2).is_some_and(is_like) {
        gaps.push(last + 1..last + 2);
        last += 2;
    }
    let ends = !text[last + 1..].starts_with(is_word);
    if !ends {
        gaps.pop(); // the last letter begins a word of its own
    }
    if gaps.len() + 1 >= SPACED_LETTERS {
        gaps
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let folded = fold(text);
        assert_eq!(folded.text, expected, "fold of {text:?}");
        for (at, character) in folded.text.char_indices() {
            let original = folded.original(at..at + character.len_utf8());
            assert!(text.get(original).is_some_and(|part| !part.is_empty()));
        }
    }

    #[test]
    fn looks_past_pinyin_in_brackets() {
        check("醫(yī)院與受(shòu)體(tǐ)", "医院与受体");
        check("患者（zhě）的(de)", "患者的");
        check("曲妥珠(zhū)單(dān)抗", "曲妥珠单抗");
        check("受体(her)和突变(met)", "受体(her)和突变(met)");
        check("(yī)", "(yī)");
    }

    #[test]
    fn looks_past_spaces_inside_words() {
        check("C R P C患者", "crpc患者");
        check("the a n d r o g e n receptor", "the androgen receptor");
        check("E G F R", "egfr");
        check("vitamins A B C", "vitamins a b c");
        check("Smith J R", "smith j r");
        check("I n a", "i n a");
    }

    #[test]
    fn looks_past_hyphens_at_line_ends() {
        check("inhib-\nitors", "inhibitors");
        check("inhib‐\r\n  itors", "inhibitors");
        check("trastu-\nzumab耐药", "trastuzumab耐药");
        check("non-\nsmall", "non small");
        check("T-\nDM1", "t dm1");
        check("anti-HER2", "anti her2");
    }

    #[test]
    fn looks_past_width_and_invisible_characters() {
        check("ＨＥＲ２阳性，ＰＤ－Ｌ１", "her2阳性,pd l1");
        check("T\u{200b}P\u{feff}5\u{ad}3", "tp53");
        check("曲妥\n珠单抗", "曲妥珠单抗");
    }
}
