//! English: does this full stop end an English sentence?

use crate::normalize::is_han;

/// Abbreviations that stand before something: never the end of a sentence.
const LEADING: [&str; 44] = [
    "e.g", "i.e", "cf", "vs", "fig", "figs", "ref", "refs", "eq", "eqs", "no", "nos", "vol", "dr",
    "mr", "mrs", "ms", "prof", "st", "approx", "ca", "tab", "suppl", "sec", "chap", "resp", "viz",
    "spp", "sp", "subsp", "var", "ser", "ed", "eds", "dept", "univ", "inc", "ltd", "co", "corp",
    "jr", "al", "etc", "ex",
];
/// Words that begin sentences, not names after an initial.
const STARTERS: [&str; 52] = [
    "The",
    "This",
    "These",
    "That",
    "Those",
    "In",
    "On",
    "At",
    "By",
    "For",
    "From",
    "To",
    "With",
    "Without",
    "We",
    "Our",
    "It",
    "Its",
    "They",
    "Their",
    "He",
    "She",
    "However",
    "Moreover",
    "Furthermore",
    "Although",
    "Thus",
    "Therefore",
    "Here",
    "As",
    "A",
    "An",
    "When",
    "While",
    "After",
    "Before",
    "During",
    "Both",
    "All",
    "Some",
    "Most",
    "Many",
    "Each",
    "If",
    "Because",
    "Since",
    "Patients",
    "Results",
    "Conclusions",
    "There",
    "Other",
    "Another",
];

/// How far behind a straight quotation mark its fellow may stand, in bytes.
const LONGEST_QUOTE: usize = 300;

/// Whether a mark ends a sentence.
///
/// `before` is the sentence so far, `after` what follows the mark. A full stop
/// ends a sentence when a word that can begin one follows after a space (or, by
/// slip, without one), unless it closes an abbreviation or an initial.
pub(super) fn is_stop(before: &str, mark: char, after: &str) -> bool {
    let in_quotes = before.matches('"').count() % 2 == 1 && !after.starts_with('"');
    if in_quotes && before.len() - before.rfind('"').unwrap_or(0) < LONGEST_QUOTE {
        return false;
    }
    let rest = skip_closers(after);
    let spaced = rest.trim_start();
    let Some(next) = spaced.chars().next() else {
        return true;
    };
    let has_space = rest.len() > spaced.len();
    if mark != '.' {
        return has_space && (begins_sentence(spaced) || is_han(next));
    }
    let word = last_word(before);
    if (1..=3).contains(&before.trim().len())
        && before.trim().bytes().all(|byte| byte.is_ascii_digit())
    {
        return false; // `1. Clinical efficacy`: the number of an item
    }
    if !has_space {
        return begins_without_space(before, word, rest) || lowered_marker(before, rest).is_some();
    }
    if !begins_sentence(spaced) || is_leading(word, spaced) {
        return false;
    }
    !is_initial(before, word, spaced) || STARTERS.contains(&first_word(spaced))
}

fn skip_closers(after: &str) -> &str {
    let mut rest = after;
    loop {
        let next = rest.trim_start_matches(['"', '”', '’', '\'', ')', ']', '\u{200b}', '\u{feff}']);
        let marker = super::citation::marker_len(next).or_else(|| {
            let spaced = next.strip_prefix(' ')?;
            super::citation::marker_len(spaced).map(|len| len + 1)
        });
        match marker {
            Some(len) => rest = &next[len..],
            None => return next,
        }
    }
}

fn last_word(before: &str) -> &str {
    let start = before.rfind(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '[' | '（' | ',' | ';' | '/') || is_han(c)
    });
    start.map_or(before, |at| {
        &before[at + before[at..].chars().next().map_or(1, char::len_utf8)..]
    })
}

/// The first word; empty when a full stop follows it, as behind an initial.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    if text[end..].starts_with('.') {
        ""
    } else {
        &text[..end]
    }
}

/// A capital, a digit, an opening mark, or a name that is written small: `p53`, `mTOR`, `c-Met`.
fn begins_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '<', '*']);
    let Some(first) = text.chars().next() else {
        return true;
    };
    if first.is_uppercase()
        || first.is_ascii_digit()
        || is_han(first)
        || ('Α'..='ω').contains(&first)
    {
        return true;
    }
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    first.is_lowercase()
        && word
            .chars()
            .skip(1)
            .any(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// `mutations.The`: a space was forgotten; `0.5`, `e.g`, `www.x.org`, `N.Engl` are something else.
fn begins_without_space(before: &str, word: &str, rest: &str) -> bool {
    let mut characters = rest.chars();
    let (first, second) = (characters.next(), characters.next());
    let capital = first.is_some_and(char::is_uppercase) && second.is_some_and(char::is_lowercase);
    let ends_word = before.ends_with(|c: char| c.is_lowercase() || matches!(c, ']' | ')' | '%'));
    let is_han_next = first.is_some_and(is_han);
    let closed = before.ends_with([']', ')']);
    let long = closed || word.chars().count() >= 3 && !word.contains('.');
    capital && ends_word && long && !is_leading(word, rest)
        || is_han_next && before.ends_with(char::is_alphabetic) && !is_leading(word, rest)
}

/// Length of a citation marker that was raised once and is plain digits now, between a full stop
/// and the next sentence: `cell lines.25–27 In combination`. `before` ends before the stop.
pub(super) fn lowered_marker(before: &str, after: &str) -> Option<usize> {
    let is_mark = |c: char| matches!(c, ',' | '-' | '–' | '‑');
    let len = after
        .find(|c: char| !c.is_ascii_digit() && !is_mark(c))
        .filter(|&len| (1..=24).contains(&len))?;
    let mut numbers = after[..len].split(is_mark);
    let is_number = |part: &str| (1..=3).contains(&part.len()) && !part.starts_with('0');
    let behind = &after[len..];
    let next = behind.trim_start();
    let word = last_word(before);
    let ends_word = word.chars().count() >= 3 && word.ends_with(char::is_alphabetic)
        || word.ends_with([')', ']']);
    let begins = behind.len() > next.len() && next.starts_with(char::is_uppercase);
    (ends_word && begins && numbers.all(is_number) && !is_leading(word, after)).then_some(len)
}

/// Whether the word before the stop is an abbreviation that something follows.
fn is_leading(word: &str, after: &str) -> bool {
    let word = word
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    if !LEADING.contains(&word.as_str()) {
        return false;
    }
    match word.as_str() {
        // `et al. The`, `etc. We`: what follows begins a sentence.
        "al" | "etc" | "inc" | "ltd" | "co" | "jr" | "corp" | "sp" | "spp" => {
            !STARTERS.contains(&first_word(after))
        }
        // `no. We` is a word, `No. 5` an abbreviation.
        "no" | "nos" | "tab" | "ed" | "ca" | "ex" => {
            after.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => true,
    }
}

/// A single capital, or short capitalized pieces in a row: `J. Smith`, `N. Engl. J. Med.`.
fn is_initial(before: &str, word: &str, after: &str) -> bool {
    let last = word.rsplit(['.', '-']).next().unwrap_or(word);
    let is_capital =
        last.chars().count() == 1 && last.chars().all(|c| c.is_uppercase() && !is_han(c));
    let stem = before[..before.len() - word.len()].trim_end();
    let after_piece =
        stem.ends_with('.') && last_word(stem.trim_end_matches('.')).chars().count() <= 5;
    let is_short =
        |piece: &str| piece.chars().count() <= 5 && piece.starts_with(char::is_uppercase);
    let next = after
        .trim_start()
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default();
    if is_short(last) && next.strip_suffix('.').is_some_and(is_short) {
        return true; // `Proc. Natl. Acad. Sci.`
    }
    let is_piece = after_piece && last.chars().count() <= 5 && last.starts_with(char::is_uppercase);
    is_capital || is_piece && last_word(stem.trim_end_matches('.')).starts_with(char::is_uppercase)
}
