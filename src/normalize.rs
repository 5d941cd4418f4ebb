//! Normalize: text → folded text and the way back to the original.
//!
//! Names and texts are folded alike, so that one spelling in a dictionary stands
//! for all the ways in which people type it:
//!
//! - letters in lower case, full width to half width, Roman numeral glyphs and
//!   superscripts to plain ones, traditional characters to simplified ones;
//! - Greek letters spelt out: `TGFβ` becomes `tgfbeta`;
//! - zero-width characters dropped, and the brackets of a lowered or raised number:
//!   `5-HT(1A)` becomes `5ht1a`;
//! - *separators* (spaces and every kind of dash) between two letters or two
//!   digits become one space; between a letter and a digit, and beside a Greek
//!   letter or a Han character, they vanish: `HER-2`, `HER 2` and `HER2` are
//!   one, so are `5-氟尿嘧啶` and `5氟尿嘧啶`. A line break holds Latin letters
//!   and digits apart; a blank line holds everything apart.
//!
//! Since separators vanish, whoever matches on the folded text must look at the
//! original text around a match to see where words begin and end.
//!
//! Invariant: the original text is never changed; every folded byte leads back
//! to the character that it came from.

mod noise;

use std::ops::Range;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// A folded text and the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the first byte of the original character it came from.
    starts: Vec<u32>,
    /// For each byte of `text`, one past the last byte of that character.
    ends: Vec<u32>,
}

impl Folded {
    /// Returns the range of original bytes that a range of folded bytes came from.
    ///
    /// Empty for an empty or impossible range. A range that begins or ends inside
    /// a letter that was spelt out (`alpha`) grows to the whole letter.
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        match (self.starts.get(folded.start), folded.end.checked_sub(1)) {
            (Some(&start), Some(last)) if last >= folded.start && last < self.ends.len() => {
                start as usize..self.ends[last] as usize
            }
            _ => 0..0,
        }
    }

    /// Returns the range of folded bytes that a range of original bytes became.
    ///
    /// What a letter that was spelt out became belongs to it as a whole.
    pub fn folded(&self, original: Range<usize>) -> Range<usize> {
        let start = self
            .ends
            .partition_point(|&end| end as usize <= original.start);
        let end = self
            .starts
            .partition_point(|&start| (start as usize) < original.end);
        start..end.max(start)
    }

    /// Whether the folded byte at `at` and the one before it came from neighbours in the original:
    /// no separator was dropped between them.
    pub fn is_adjacent(&self, at: usize) -> bool {
        at > 0 && at < self.starts.len() && self.ends[at - 1] == self.starts[at]
    }

    /// Whether a range of folded bytes begins and ends where original characters do.
    pub fn is_whole(&self, folded: Range<usize>) -> bool {
        let inside = |at: usize| {
            at > 0
                && at < self.starts.len()
                && self.starts[at] == self.starts[at - 1]
                && self.text.is_char_boundary(at)
        };
        !inside(folded.start) && !inside(folded.end)
    }
}

/// Folds a text; see the module's rules.
pub fn fold(text: &str) -> Folded {
    let mut folder = Folder::with_capacity(text.len());
    let mut closing = None;
    let noise = noise::noise(text);
    let mut past = noise.iter().peekable();
    for (at, character) in text.char_indices() {
        while past.next_if(|range| range.end <= at).is_some() {}
        if past.peek().is_some_and(|range| range.contains(&at)) {
            continue;
        }
        if character == '(' && folder.is_glued(at) {
            closing = script_end(&text[at + 1..]).map(|length| at + 1 + length);
            if closing.is_some() {
                continue;
            }
        }
        if closing == Some(at) {
            closing = None;
            continue;
        }
        folder.push(at, character);
    }
    folder.finish()
}

/// The length of what a bracket holds that stands for a lowered or raised number, as texts
/// without those write it: `(1A)` in `5-HT(1A)`, `(2+)` in `Ca(2+)`.
fn script_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let length = bytes.iter().take(4).position(|&byte| byte == b')')?;
    let is_sign = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-');
    let begins = bytes.first().is_some_and(u8::is_ascii_digit);
    (begins && bytes[..length].iter().all(is_sign)).then_some(length)
}

/// Folds a name: as [`fold`], without separators at its ends.
pub fn fold_name(name: &str) -> String {
    fold(name.trim()).text
}

/// Whether a character is written without spaces between words: Han ideographs.
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '\u{f900}'..='\u{faff}' | '〇')
}

/// Whether a character is some kind of hyphen, dash or minus.
pub fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Whether a character belongs to words that are written between spaces:
/// letters and digits of every script but Han.
pub fn is_word(character: char) -> bool {
    character.is_alphanumeric() && !is_han(character)
}

/// What stands on one side of a separator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Letter,
    Digit,
    Greek,
    Han,
    Other,
}

/// A run of separators that waits for its right side.
#[derive(Clone, Copy, Default)]
struct Gap {
    start: usize,
    end: usize,
    newlines: usize,
    dash: bool,
    any: bool,
}

struct Folder {
    out: Folded,
    left: Side,
    gap: Gap,
}

impl Folder {
    fn with_capacity(bytes: usize) -> Self {
        let out = Folded {
            text: String::with_capacity(bytes + 16),
            starts: Vec::with_capacity(bytes + 16),
            ends: Vec::with_capacity(bytes + 16),
        };
        Self {
            out,
            left: Side::Other,
            gap: Gap::default(),
        }
    }

    /// Whether a letter or digit ends right before `at`.
    fn is_glued(&self, at: usize) -> bool {
        let is_next = self.out.ends.last().is_some_and(|&end| end as usize == at);
        is_next && !self.gap.any && !matches!(self.left, Side::Other | Side::Han)
    }

    fn push(&mut self, at: usize, character: char) {
        let end = at + character.len_utf8();
        if character.is_ascii_alphanumeric() {
            let side = if character.is_ascii_digit() {
                Side::Digit
            } else {
                Side::Letter
            };
            self.open(side);
            self.emit(character.to_ascii_lowercase(), at, end);
        } else if character.is_whitespace() || is_dash(character) {
            if !self.gap.any {
                self.gap = Gap {
                    start: at,
                    any: true,
                    ..Gap::default()
                };
            }
            self.gap.end = end;
            self.gap.newlines += usize::from(character == '\n');
            self.gap.dash |= is_dash(character);
        } else if is_invisible(character) {
            // Dropped: it neither separates nor matches.
        } else if let Some(spelt) = spell(character) {
            let first = spelt.chars().next().unwrap_or(' ');
            let side = match first {
                '0'..='9' => Side::Digit,
                _ if is_greek(character) => Side::Greek,
                _ => Side::Letter,
            };
            self.open(side);
            for part in spelt.chars() {
                self.emit(part, at, end);
            }
        } else {
            self.push_other(at, end, half_width(character));
        }
    }

    /// The rarer characters: Han, accented and other letters, punctuation.
    fn push_other(&mut self, at: usize, end: usize, character: char) {
        if is_han(character) {
            self.open(Side::Han);
            self.emit(simplified(character), at, end);
        } else if character.is_numeric() {
            self.open(Side::Digit);
            self.emit(character, at, end);
        } else if character.is_alphabetic() {
            self.open(Side::Letter);
            for lower in character.to_lowercase() {
                self.emit(lower, at, end);
            }
        } else {
            self.open(Side::Other);
            self.emit(character, at, end);
        }
    }

    /// Settles the separators before a character that stands on `right`.
    fn open(&mut self, right: Side) {
        let gap = std::mem::take(&mut self.gap);
        let left = std::mem::replace(&mut self.left, right);
        if !gap.any {
            return;
        }
        let sign = match (left, right) {
            _ if gap.newlines > 1 => '\n',
            (Side::Other, _) | (_, Side::Other) if gap.dash => '-',
            (Side::Other, _) | (_, Side::Other) => ' ',
            (Side::Han, _) | (_, Side::Han) => return,
            _ if gap.newlines > 0 => ' ',
            (Side::Letter, Side::Letter) | (Side::Digit, Side::Digit) => ' ',
            _ => return,
        };
        self.emit(sign, gap.start, gap.end);
    }

    fn emit(&mut self, character: char, start: usize, end: usize) {
        let at = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        self.out.text.push(character);
        let bytes = character.len_utf8();
        for _ in 0..bytes {
            self.out.starts.push(at(start));
            self.out.ends.push(at(end));
        }
    }

    fn finish(mut self) -> Folded {
        if self.gap.any && self.left == Side::Other {
            self.open(Side::Other);
        }
        self.out
    }
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}'
    )
}

/// Full-width forms of ASCII to ASCII; everything else as it is.
fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        '’' | '‘' | 'ʼ' => '\'',
        '∕' | '⁄' => '/',
        '∶' => ':',
        other => other,
    }
}

fn is_greek(character: char) -> bool {
    matches!(character, 'α'..='ω' | 'Α'..='Ω' | 'ϐ' | 'ϵ' | 'µ')
}

/// Characters that are written out: Greek letters, full-width letters and digits,
/// Roman numeral glyphs, superscript and subscript digits.
fn spell(character: char) -> Option<&'static str> {
    const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
    const DIGITS: &str = "0123456789";
    let one = |table: &'static str, offset: u32| table.get(offset as usize..offset as usize + 1);
    let code = u32::from(character);
    match character {
        'ａ'..='ｚ' => one(LOWER, code - u32::from('ａ')),
        'Ａ'..='Ｚ' => one(LOWER, code - u32::from('Ａ')),
        '０'..='９' => one(DIGITS, code - u32::from('０')),
        '⁴'..='⁹' => one(DIGITS, code - u32::from('⁰')),
        '₀'..='₉' => one(DIGITS, code - u32::from('₀')),
        '⁰' => Some("0"),
        '¹' => Some("1"),
        '²' => Some("2"),
        '³' => Some("3"),
        'Ⅰ' | 'ⅰ' => Some("i"),
        'Ⅱ' | 'ⅱ' => Some("ii"),
        'Ⅲ' | 'ⅲ' => Some("iii"),
        'Ⅳ' | 'ⅳ' => Some("iv"),
        'Ⅴ' | 'ⅴ' => Some("v"),
        'Ⅵ' | 'ⅵ' => Some("vi"),
        'Ⅶ' | 'ⅶ' => Some("vii"),
        'Ⅷ' | 'ⅷ' => Some("viii"),
        'Ⅸ' | 'ⅸ' => Some("ix"),
        'Ⅹ' | 'ⅹ' => Some("x"),
        'Ⅺ' | 'ⅺ' => Some("xi"),
        'Ⅻ' | 'ⅻ' => Some("xii"),
        _ => greek_name(character),
    }
}

/// Names of the Greek letters, in the order of the alphabet (ς counts as σ).
pub const GREEK_NAMES: [&str; 24] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi",
    "psi", "omega",
];

fn greek_name(character: char) -> Option<&'static str> {
    let place = match character {
        'α'..='ρ' => u32::from(character) - u32::from('α'),
        'ς' => 17,
        'σ'..='ω' => u32::from(character) - u32::from('α') - 1,
        'Α'..='Ρ' => u32::from(character) - u32::from('Α'),
        'Σ'..='Ω' => u32::from(character) - u32::from('Α') - 1,
        'ϐ' => 1,
        'ϵ' => 4,
        'µ' => 11,
        _ => return None,
    };
    GREEK_NAMES.get(place as usize).copied()
}

/// Simplified forms of the basic Han block, one character for one.
///
/// A constant table (OpenCC's character dictionary), built on first use in about 5 ms.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let Ok(converter) = OpenCC::from_config(BuiltinConfig::T2s) else {
        return Vec::new();
    };
    let mut buffer = [0; 4];
    let one = |character: char, buffer: &mut [u8; 4]| {
        let converted = converter.convert(character.encode_utf8(buffer));
        let mut characters = converted.chars();
        match (characters.next(), characters.next()) {
            (Some(simple), None) => simple,
            _ => character,
        }
    };
    (FIRST_HAN..='\u{9fff}')
        .map(|character| one(character, &mut buffer))
        .collect()
});

const FIRST_HAN: char = '\u{4e00}';

/// Returns a text with its traditional characters made simplified, byte for byte in place:
/// a character whose simplified form is not of its length stays.
pub fn simplify(text: &str) -> String {
    let same_length =
        |c: char| Some(simplified(c)).filter(|simple| simple.len_utf8() == c.len_utf8());
    text.chars().map(|c| same_length(c).unwrap_or(c)).collect()
}

fn simplified(character: char) -> char {
    let place = u32::from(character).wrapping_sub(u32::from(FIRST_HAN)) as usize;
    SIMPLIFIED.get(place).copied().unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text).text, expected, "fold of {text:?}");
    }

    #[test]
    fn folds_spellings_of_one_name_alike() {
        for spelling in [
            "HER2",
            "HER-2",
            "Her 2",
            "HER‐2",
            "ＨＥＲ２",
            "HER\u{200b}2",
            "HER–2",
        ] {
            check(spelling, "her2");
        }
        check("TGF-β1", "tgfbeta1");
        check("TGFβ1", "tgfbeta1");
        check("曲妥珠單抗", "曲妥珠单抗");
        check("5-氟尿嘧啶", "5氟尿嘧啶");
        check("E-钙粘蛋白", "e钙粘蛋白");
        check("T-DM1", "t dm1");
        check("t–DARPP", "t darpp");
        check("Ⅲ期", "iii期");
        check("CA19-9", "ca19 9");
    }

    #[test]
    fn keeps_sentences_and_lines_apart() {
        check("met. All", "met. all");
        check("IL\n6", "il 6");
        check("PD\n\n1. X", "pd\n1. x");
        check("曲妥\n珠单抗", "曲妥珠单抗");
        check("", "");
        check("-", "-");
    }

    #[test]
    fn leads_back_to_the_original() {
        let text = "抗TGF-β1抗體";
        let folded = fold(text);
        let at = folded.text.find("tgfbeta1").unwrap();
        let original = folded.original(at..at + "tgfbeta1".len());
        assert_eq!(&text[original], "TGF-β1");
        assert!(folded.is_whole(at..at + 8));
        assert!(
            !folded.is_whole(at..at + 5),
            "ends inside the spelt-out beta"
        );
    }

    #[test]
    fn never_splits_a_character_on_the_way_back() {
        proptest::proptest!(|(text: String)| {
            let folded = fold(&text);
            for (at, character) in folded.text.char_indices() {
                let original = folded.original(at..at + character.len_utf8());
                proptest::prop_assert!(text.get(original).is_some_and(|part| !part.is_empty()));
            }
        });
    }
}
