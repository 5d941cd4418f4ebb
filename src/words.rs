//! Words: text → what the index holds of it and what a query asks for.
//!
//! Two readings of one text, both made of [`units`] (one Han character, or one
//! word of another script, folded as names are folded):
//!
//! - *words*: Han runs cut by jieba, English words stemmed; [`Words::cut`];
//! - *bigrams*: every Han character with its neighbour, other words as they are;
//!   [`bigrams`]. A [`phrase`] over these finds every stretch of a text, wherever
//!   a word is thought to end.
//!
//! Invariant: tokens come in text order, one position each, and their spans are
//! bytes of the text that was given, not of the folded one.
//!
//! Nothing else knows jieba. It takes 140 ms to load, so it loads at the first
//! Han run that is cut; a query never needs it.

use std::sync::OnceLock;

use jieba_rs::Jieba;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::Span;
use crate::normalize;

/// Longer words are cut here, in texts and in queries alike.
const MAX_WORD_BYTES: usize = 256;

/// Shorter English words are not stemmed: they are symbols more often than not.
const MIN_STEMMED_BYTES: usize = 4;

/// One Han character, or one word of another script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Folded.
    pub text: String,
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// Whether it is a Han character.
    pub is_han: bool,
    /// Whether it is a Han character right after another: nothing or one line break between.
    pub is_joined: bool,
}

/// One token of a reading; its place in the list is its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What is compared.
    pub text: String,
    /// Where it stands, in bytes of the original text.
    pub span: Span,
}

/// What a phrase query asks of the bigram reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// Terms at consecutive positions.
    pub terms: Vec<String>,
    /// Whether the last term stands for every term that begins with it.
    pub ends_in_prefix: bool,
}

/// Cuts text into words, keeping dictionary names whole.
#[derive(Debug)]
pub struct Words {
    names: Vec<String>,
    jieba: OnceLock<Jieba>,
}

impl Words {
    /// Takes the names to keep whole; those not written in Han characters alone are left out.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let is_whole =
            |name: &String| name.chars().nth(1).is_some() && name.chars().all(normalize::is_han);
        let folded = names.into_iter().map(normalize::fold_name);
        let mut names: Vec<String> = folded.filter(is_whole).collect();
        names.sort();
        names.dedup();
        Self {
            names,
            jieba: OnceLock::new(),
        }
    }

    /// Returns the words of a text: Han words whole, English ones stemmed.
    pub fn cut(&self, text: &str) -> Vec<Token> {
        self.cut_units(&units(text))
    }

    /// Returns both readings of a text, the words first: less work than each alone.
    pub fn readings(&self, text: &str) -> [Vec<Token>; 2] {
        let units = units(text);
        [self.cut_units(&units), bigrams_of(&units)]
    }

    fn cut_units(&self, units: &[Unit]) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(units.len());
        for run in units.chunk_by(|_, next| next.is_joined) {
            if run[0].is_han {
                self.cut_han(run, &mut tokens);
            } else {
                tokens.extend(run.iter().map(|unit| Token {
                    text: stem(&unit.text),
                    span: unit.span,
                }));
            }
        }
        tokens
    }

    fn cut_han(&self, run: &[Unit], tokens: &mut Vec<Token>) {
        let text: String = run.iter().map(|unit| unit.text.as_str()).collect();
        for word in self.jieba().cut(&text, true) {
            let Some(units @ [first, .., last] | units @ [first @ last]) =
                run.get(word.start..word.end)
            else {
                continue;
            };
            debug_assert_eq!(units.len(), word.word.chars().count());
            tokens.push(Token {
                text: word.word.to_owned(),
                span: join(first.span, last.span),
            });
        }
    }

    fn jieba(&self) -> &Jieba {
        self.jieba.get_or_init(|| {
            let mut jieba = Jieba::new();
            for name in &self.names {
                jieba.add_word(name, None, None);
            }
            jieba
        })
    }
}

/// Returns the Han characters and the other words of a text, punctuation left out.
pub fn units(text: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        match word.chars().next() {
            Some(first) if normalize::is_han(first) => {
                let last = units.last().filter(|unit| unit.is_han);
                let between = last.and_then(|unit| text.get(unit.span.end as usize..start));
                let is_joined = between.is_some_and(is_no_gap);
                units.push(unit(word, start, true, is_joined));
            }
            _ => {
                for (at, part) in parts(word) {
                    units.push(unit(part, start + at, false, false));
                }
            }
        }
    }
    units
}

/// Returns the bigram reading of a text.
///
/// A Han character gives itself and the next one of its run, the last of a run
/// gives itself alone.
pub fn bigrams(text: &str) -> Vec<Token> {
    bigrams_of(&units(text))
}

fn bigrams_of(units: &[Unit]) -> Vec<Token> {
    let pair = |(place, unit): (usize, &Unit)| match units.get(place + 1) {
        Some(next) if next.is_joined => Token {
            text: format!("{}{}", unit.text, next.text),
            span: join(unit.span, next.span),
        },
        _ => Token {
            text: unit.text.clone(),
            span: unit.span,
        },
    };
    units.iter().enumerate().map(pair).collect()
}

/// Returns what to ask of the bigram reading to find the units side by side; empty for none.
pub fn phrase(units: &[Unit]) -> Phrase {
    let mut terms: Vec<String> = bigrams_of(units).into_iter().map(|t| t.text).collect();
    let last = units.last();
    if last.is_some_and(|unit| unit.is_joined && units.len() > 1) {
        // In the text its last character may go on to another.
        terms.pop();
        return Phrase {
            terms,
            ends_in_prefix: false,
        };
    }
    Phrase {
        terms,
        ends_in_prefix: last.is_some_and(|unit| unit.is_han),
    }
}

/// Whether units begin with others: the same texts, joined where those are.
pub fn starts_with(units: &[Unit], queried: &[Unit]) -> bool {
    let is_same = |(place, (queried, unit)): (usize, (&Unit, &Unit))| {
        queried.text == unit.text && (place == 0 || queried.is_joined == unit.is_joined)
    };
    units.len() >= queried.len() && queried.iter().zip(units).enumerate().all(is_same)
}

/// Returns the stem of a folded English word; any other word as it is.
pub fn stem(word: &str) -> String {
    if word.len() < MIN_STEMMED_BYTES || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

fn unit(original: &str, start: usize, is_han: bool, is_joined: bool) -> Unit {
    let mut text = if original.is_ascii() {
        original.to_ascii_lowercase()
    } else {
        normalize::fold(original).text
    };
    if text.len() > MAX_WORD_BYTES {
        let end = (0..=MAX_WORD_BYTES)
            .rev()
            .find(|&at| text.is_char_boundary(at));
        text.truncate(end.unwrap_or_default());
    }
    Unit {
        text,
        span: Span::new(start, start + original.len()),
        is_han,
        is_joined,
    }
}

/// Whether what stands between two Han characters does not part them.
fn is_no_gap(between: &str) -> bool {
    between.is_empty()
        || (between.chars().all(char::is_whitespace) && between.matches('\n').count() < 2)
}

/// Cuts a word at marks that Unicode lets stand inside one: `al.Modi`, `Alzheimer's`;
/// numbers such as `3.5` stay whole.
fn parts(word: &str) -> Vec<(usize, &str)> {
    let bytes = word.as_bytes();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let is_cut = |at: usize, mark: char| match mark {
        '.' | ',' => !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))),
        // What Chinese writes between two numbers parts them: `10，40U`.
        '，' | '；' | '﹐' | '﹔' => true,
        mark => matches!(mark, '\'' | '’' | '‘' | '_' | ':' | ';' | '·' | '．' | '：'),
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in word.char_indices() {
        if is_cut(at, mark) {
            parts.push((start, &word[start..at]));
            start = at + mark.len_utf8();
        }
    }
    parts.push((start, &word[start..]));
    parts.retain(|(_, part)| !part.is_empty());
    parts
}

fn join(first: Span, last: Span) -> Span {
    Span {
        start: first.start,
        end: last.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tokens: &[Token]) -> Vec<&str> {
        tokens.iter().map(|token| token.text.as_str()).collect()
    }

    /// Checks the words of `text`, and that every span is cut from the original.
    #[track_caller]
    fn check_words(text: &str, expected: &[(&str, &str)]) {
        let words = Words::new(["帕博利珠单抗", "旁路激活", "HER2", "癌"]);
        let tokens = words.cut(text);
        let found: Vec<(&str, &str)> = tokens
            .iter()
            .map(|token| (token.text.as_str(), token.span.of(text)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn cuts_both_languages_and_points_into_the_original() {
        check_words("", &[]);
        check_words("。", &[]);
        check_words(
            "Resistances to HER2.",
            &[("resist", "Resistances"), ("to", "to"), ("her2", "HER2")],
        );
        check_words(
            "ＨＥＲ２陽性的患者",
            &[
                ("her2", "ＨＥＲ２"),
                ("阳性", "陽性"),
                ("的", "的"),
                ("患者", "患者"),
            ],
        );
        check_words("TGFβ1", &[("tgfbeta1", "TGFβ1")]);
        check_words("癌", &[("癌", "癌")]);
    }

    #[test]
    fn keeps_dictionary_names_whole() {
        check_words(
            "帕博利珠单抗旁路激活",
            &[("帕博利珠单抗", "帕博利珠单抗"), ("旁路激活", "旁路激活")],
        );
    }

    #[test]
    fn does_not_load_jieba_without_han() {
        let words = Words::new(["旁路激活"]);
        assert_eq!(texts(&words.cut("no Han here")), ["no", "han", "here"]);
        assert!(words.jieba.get().is_none());
    }

    #[test]
    fn parts_words_that_lack_a_space() {
        assert_eq!(
            texts(&bigrams("et al.Modi, 3.5 vs 1,000; Alzheimer's")),
            ["et", "al", "modi", "3.5", "vs", "1,000", "alzheimer", "s"]
        );
        assert_eq!(texts(&bigrams("PD-L1/IL_6")), ["pd", "l1", "il", "6"]);
        assert_eq!(texts(&bigrams("10，40U；8mg")), ["10", "40u", "8mg"]);
    }

    #[test]
    fn pairs_han_characters_within_a_run() {
        assert_eq!(
            texts(&bigrams("乳腺癌，癌HER2阳\n性")),
            ["乳腺", "腺癌", "癌", "癌", "her2", "阳性", "性"]
        );
        assert_eq!(texts(&bigrams("癌\n\n症")), ["癌", "症"]);
    }

    /// Whether the bigram reading holds a phrase, as an index would say.
    fn holds(text: &str, query: &str) -> bool {
        let tokens = bigrams(text);
        let phrase = phrase(&units(query));
        let last = phrase.terms.len() - 1;
        tokens.windows(last + 1).any(|window| {
            window
                .iter()
                .zip(&phrase.terms)
                .enumerate()
                .all(|(place, (token, term))| {
                    if place == last && phrase.ends_in_prefix {
                        token.text.starts_with(term.as_str())
                    } else {
                        token.text == *term
                    }
                })
        })
    }

    #[test]
    fn every_stretch_of_a_text_is_a_phrase_of_it() {
        let text = "HER2陽性乳腺癌患者，对T-DXd耐药（resistance）的機制：MET扩增。";
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for &start in &boundaries {
            for &end in boundaries
                .iter()
                .chain([&text.len()])
                .filter(|&&end| end > start)
            {
                let stretch = &text[start..end];
                let cuts_word = |at: usize| {
                    let is_word = |c: Option<char>| c.is_some_and(normalize::is_word);
                    is_word(text[..at].chars().next_back()) && is_word(text[at..].chars().next())
                };
                if !units(stretch).is_empty() && !cuts_word(start) && !cuts_word(end) {
                    assert!(holds(text, stretch), "{stretch}");
                }
            }
        }
        for absent in ["癌乳", "乳癌", "HER", "阳性癌", "机制MET扩"] {
            assert_eq!(holds(text, absent), absent == "机制MET扩", "{absent}");
        }
    }
}
