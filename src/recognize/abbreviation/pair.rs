//! Pair: text → pairs of a long form and the short form that stands for it.
//!
//! For Latin long forms the method of Schwartz and Hearst (A simple algorithm for
//! identifying abbreviation definitions in biomedical text, 2003): the letters of the
//! short form stand in the long form in their order, the first one at the start of a
//! word. A Chinese long form has no letters to compare; it ends at the bracket.

use crate::model::Span;
use crate::normalize::is_han;

/// A long form and its short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub long: Span,
    pub short: Span,
    /// Whether nothing but the bracket says that the two belong together.
    pub is_bare: bool,
}

/// The longest content of a bracket that is looked at, in bytes.
const LONGEST_CONTENT: usize = 160;

/// Returns the pairs of a text, by the place of their brackets.
pub(super) fn pairs(text: &str) -> Vec<Pair> {
    let mut found = Vec::new();
    for (open, bracket) in text.match_indices(['(', '（', '[', '［']) {
        let start = open + bracket.len();
        let Some(length) = content_length(&text[start..]) else {
            continue;
        };
        let content = Span::new(start, start + length);
        let before = open - text[..open].len() + text[..open].trim_end().len();
        in_content(text, before, content, &mut found);
    }
    found
}

/// The length of what a bracket holds; `None` for an empty, a long or an open one.
fn content_length(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in rest.char_indices() {
        match character {
            // First of all, for brackets in brackets without end are looked at again and again.
            _ if at > LONGEST_CONTENT => return None,
            '(' | '（' | '[' | '［' => depth += 1,
            ')' | '）' | ']' | '］' if depth == 0 => return (at > 0).then_some(at),
            ')' | '）' | ']' | '］' => depth -= 1,
            '\n' | '。' => return None,
            _ => {}
        }
    }
    None
}

/// Finds the pairs of one bracket; the text before it ends at `before`.
fn in_content(text: &str, before: usize, content: Span, found: &mut Vec<Pair>) {
    let parts = parts(text, content);
    let has_before = text[..before].ends_with(|c: char| c.is_alphanumeric() || is_closing(c));
    let count = found.len();
    for (place, &part) in parts.iter().enumerate() {
        if !is_short(part.of(text)) {
            continue;
        }
        let inner = place
            .checked_sub(1)
            .and_then(|place| aligned(text, parts[place], part));
        let outer = || {
            has_before
                .then(|| before_bracket(text, before, part))
                .flatten()
        };
        found.extend(inner.into_iter().chain(outer()));
    }
    if found.len() > count || !has_before {
        return;
    }
    let short = last_word(text, before);
    let is_defined = |part: &Span| {
        let long = part.of(text);
        long.len() > short.len() + 2 && long.split_whitespace().count() <= 12
    };
    if let Some(&long) = parts.first().filter(|part| is_defined(part))
        && is_short(short.of(text))
    {
        let is_whole = |pair: &Pair| pair.long.start == long.start;
        found.extend(aligned(text, long, short).filter(is_whole));
    }
}

/// The parts of a bracket, divided by commas and the like, without the space around them.
fn parts(text: &str, content: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = content.start as usize;
    let whole = content.of(text);
    for piece in whole.split_inclusive([',', '，', ';', '；', '、', '=', '：']) {
        let inner = piece.trim_end_matches([',', '，', ';', '；', '、', '=', '：']);
        let lead = inner.len() - inner.trim_start().len();
        let length = inner.trim().len();
        if length > 0 {
            parts.push(Span::new(start + lead, start + lead + length));
        }
        start += piece.len();
    }
    parts
}

/// Whether a text may be a short form: 2 to 12 characters, one word or a word and a number,
/// with a letter, beginning with a letter or a digit, and no measure.
fn is_short(part: &str) -> bool {
    let count = part.chars().count();
    let words = part.split_whitespace().count();
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let is_latin = !part.contains(is_han);
    let begins = part.starts_with(|c: char| c.is_alphanumeric());
    let marks = part.contains(['<', '>', '=', '%', '±', '?', ':', '"', '*']);
    (2..=12).contains(&count) && words <= 2 && letters > 0 && is_latin && begins && !marks
}

fn is_closing(character: char) -> bool {
    matches!(character, ')' | '）' | ']' | '”' | '"' | '\'' | '’' | '+')
}

/// The last word before a place.
fn last_word(text: &str, end: usize) -> Span {
    let is_gap =
        |c: char| c.is_whitespace() || is_han(c) || "，。、；：（）()[],;:\"“”".contains(c);
    let start = text[..end]
        .char_indices()
        .rev()
        .find(|(_, c)| is_gap(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    Span::new(start, end)
}

/// The pair of a short form in brackets and the text before the bracket.
fn before_bracket(text: &str, before: usize, short: Span) -> Option<Pair> {
    if text[..before].ends_with(is_han) || is_latin_in_chinese(text, before) {
        return chinese(text, before, short);
    }
    let letters = short.of(text).chars().count();
    let words = (letters + 5).min(letters * 2);
    let start = window(text, before, words);
    aligned(text, Span::new(start, before), short)
}

/// Whether a Latin or Greek tail before a bracket ends a Chinese name: `雌激素受体α(ERα)`.
fn is_latin_in_chinese(text: &str, before: usize) -> bool {
    let tail = last_word(text, before);
    let is_glued = text[..tail.start as usize].ends_with(is_han);
    is_glued && tail.of(text).chars().count() <= 3
}

/// A Chinese long form before a bracket: what its Han characters say back to the next mark.
fn chinese(text: &str, before: usize, short: Span) -> Option<Pair> {
    let is_symbol = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let surface = short.of(text);
    let is_code = surface.chars().filter(|c| is_symbol(*c)).count() >= 2
        || surface.len() >= 6 && surface.chars().all(|c| c.is_ascii_alphabetic());
    let inside = |c: char| is_han(c) || c.is_alphanumeric() || matches!(c, '-' | '/' | '·' | '－');
    let mut start = before;
    for (at, character) in text[..before].char_indices().rev().take(24) {
        if !inside(character) {
            break;
        }
        start = at;
    }
    let length = text[start..before].chars().count();
    (is_code && length >= 2).then(|| Pair {
        long: Span::new(start, before),
        short,
        is_bare: true,
    })
}

/// Where the last `words` words before a place begin, within their sentence.
fn window(text: &str, end: usize, words: usize) -> usize {
    let mut start = end;
    let mut left = words;
    let mut previous = ' ';
    for (at, character) in text[..end].char_indices().rev() {
        let is_end = matches!(character, '\n' | '。' | ';' | '；' | '！' | '？')
            || character == '.' && previous.is_whitespace();
        if is_end || is_han(character) {
            break;
        }
        if character.is_whitespace() && !previous.is_whitespace() {
            left = left.saturating_sub(1);
            if left == 0 {
                break;
            }
        }
        start = at;
        previous = character;
    }
    start + (text[start..end].len() - text[start..end].trim_start().len())
}

/// The shortest tail of `within` in which the letters of the short form stand in order.
fn aligned(text: &str, within: Span, short: Span) -> Option<Pair> {
    let long: Vec<(usize, char)> = within.of(text).char_indices().collect();
    let wanted: Vec<char> = short
        .of(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let mut place = long.len();
    for (index, &letter) in wanted.iter().enumerate().rev() {
        loop {
            place = place.checked_sub(1)?;
            let begins = place == 0 || !long[place - 1].1.is_alphanumeric();
            if is_same(long[place].1, letter) && (index > 0 || begins) {
                break;
            }
        }
    }
    let begin = long[..place]
        .iter()
        .rposition(|(_, c)| c.is_whitespace() || matches!(c, '(' | '[' | '（'))
        .map_or(0, |at| at + 1);
    let start = within.start as usize + long.get(begin)?.0;
    let pair = Pair {
        long: Span::new(start, within.end as usize),
        short,
        is_bare: false,
    };
    is_sound(text, &pair, wanted.len()).then_some(pair)
}

/// Whether a pair is not a word and a piece of it: the long form is longer, does not hold the
/// short one as a word, and has no more words than the short one's letters explain.
fn is_sound(text: &str, pair: &Pair, letters: usize) -> bool {
    let (long, short) = (pair.long.of(text), pair.short.of(text));
    let words = long.split_whitespace().count();
    let holds = long
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .any(|word| word == short);
    let begins = long.starts_with(|c: char| c.is_alphanumeric() || "([{".contains(c));
    long.len() > short.len() && !holds && begins && words <= (letters + 5).min(letters * 2)
}

/// Whether a letter of a long form is one of a short form; Greek letters count as their first.
fn is_same(long: char, short: char) -> bool {
    let plain = |c: char| match c {
        'α' | 'Α' => 'a',
        'β' | 'Β' => 'b',
        'γ' | 'Γ' => 'g',
        'δ' | 'Δ' => 'd',
        'ε' => 'e',
        'ζ' => 'z',
        'κ' => 'k',
        'λ' => 'l',
        'μ' | 'µ' => 'm',
        'ω' | 'Ω' => 'o',
        other => other.to_lowercase().next().unwrap_or(other),
    };
    plain(long) == plain(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> = pairs(text)
            .iter()
            .map(|pair| (pair.long.of(text), pair.short.of(text)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_long_forms_by_the_letters_of_the_short_ones() {
        check(
            "We measured fatty acid synthase (FASN) in cells.",
            &[("fatty acid synthase", "FASN")],
        );
        check(
            "FASN (fatty acid synthase) rose.",
            &[("fatty acid synthase", "FASN")],
        );
        check(
            "tumour necrosis factor-α (TNFA) and a partial response (PR, n = 5)",
            &[
                ("tumour necrosis factor-α", "TNFA"),
                ("partial response", "PR"),
            ],
        );
        check("in rats (n = 5) and mice (see below)", &[]);
        check("the drug (10 mg/kg) was given (Figure 2)", &[]);
        check("end of one. Partial (PR", &[]);
    }

    #[test]
    fn finds_chinese_long_forms_before_the_bracket() {
        check(
            "检测成纤维细胞生长因子受体(FGFR)的表达",
            &[("检测成纤维细胞生长因子受体", "FGFR")],
        );
        check(
            "，表皮生长因子受体（epidermal growth factor receptor，EGFR）突变",
            &[
                ("epidermal growth factor receptor", "EGFR"),
                ("表皮生长因子受体", "EGFR"),
            ],
        );
        check("，雌激素受体α（ERα）阳性", &[("雌激素受体α", "ERα")]);
        check("共纳入患者（n=5）", &[]);
    }
}
