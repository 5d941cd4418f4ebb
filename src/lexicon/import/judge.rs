//! Judge: one name of a download → keep it, doubt it, or drop it and why.
//!
//! Public synonyms are written for people who look something up, not for a machine that reads
//! everything: among them are words of everyday language, clone names and whole formulas. The
//! rules are general; words that they cannot tell stand in [`super::vocabulary`].

use super::Reason;
use super::entry::Trust;
use super::vocabulary::Vocabulary;
use crate::model::Category;
use crate::normalize::is_han;

const MOST_BYTES: usize = 120;
const MOST_WORDS: usize = 10;
const SYSTEMATIC_BYTES: usize = 60;

/// What a name is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It counts.
    Keep,
    /// It counts beside another name.
    Doubt,
    /// It does not.
    Drop(Reason),
}

/// What a name is a name of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    pub category: Category,
    pub trust: Trust,
    /// Whether it is the preferred name: an official symbol is believed sooner than an alias.
    pub is_preferred: bool,
}

/// Judges a name by its looks.
pub(super) fn judge(name: &str, role: Role, vocabulary: &Vocabulary) -> Verdict {
    match fault(name, role, vocabulary) {
        Some(reason) => Verdict::Drop(reason),
        None if role.category == Category::Gene && is_doubtful(name, role, vocabulary) => {
            Verdict::Doubt
        }
        None => Verdict::Keep,
    }
}

fn fault(name: &str, role: Role, vocabulary: &Vocabulary) -> Option<Reason> {
    let is_gene = matches!(role.category, Category::Gene | Category::Family);
    if name.chars().any(|c| c.is_control() || c == '|') {
        return Some(Reason::Unprintable);
    }
    let characters = name.chars().filter(|c| c.is_alphanumeric()).count();
    if name.chars().nth(1).is_none() {
        return Some(Reason::TooShort);
    }
    if !name.chars().any(char::is_alphabetic) {
        return Some(Reason::NoLetters);
    }
    if name.chars().any(is_han) {
        return (name.len() > MOST_BYTES).then_some(Reason::TooLong);
    }
    if characters <= 2 {
        return Some(Reason::TwoLetters);
    }
    if name.len() > MOST_BYTES || name.split_whitespace().count() > MOST_WORDS {
        return Some(Reason::TooLong);
    }
    if is_lower_word(name) || vocabulary.is_common(name) {
        return Some(Reason::CommonWord);
    }
    if is_gene && (vocabulary.is_greek(name) || !role.is_preferred && vocabulary.is_derived(name)) {
        return Some(Reason::CommonWord);
    }
    match role.category {
        _ if is_gene && vocabulary.is_generic(name) => Some(Reason::Generic),
        _ if is_gene && !role.is_preferred && vocabulary.is_disease(name) => Some(Reason::Disease),
        Category::Gene if is_locus(name) => Some(Reason::Locus),
        Category::Drug if is_systematic(name) => Some(Reason::Systematic),
        Category::Drug if role.trust == Trust::Blanket => vocabulary.class_or_protein(name),
        _ => None,
    }
}

/// Whether a name is a short word in lower case: `rest`, `met`.
fn is_lower_word(name: &str) -> bool {
    name.len() <= 4 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a gene's name is so short that it stands for other things as well: a symbol of three
/// letters, an alias of three signs or four letters, a common word with a number.
fn is_doubtful(name: &str, role: Role, vocabulary: &Vocabulary) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let signs = name.chars().filter(|c| c.is_alphanumeric()).count();
    let is_short = match role.is_preferred {
        true => (letters, signs) == (3, 3),
        false => signs <= 3 || (letters, signs) == (4, 4),
    };
    let word = name.trim_end_matches(|c: char| !c.is_alphabetic());
    let is_numbered = word.len() < name.len() && !role.is_preferred;
    is_short || is_numbered && (letters == 1 || vocabulary.is_common(word))
}

/// Whether an alias may abbreviate the name of a disease: its letters are initials of it, or
/// stand in this order in one of up to three words. `PXE` of `pseudoxanthoma elasticum`.
pub(super) fn abbreviates(alias: &str, disease: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        let lower = text.chars().flat_map(char::to_lowercase);
        lower.filter(|c| c.is_alphabetic()).collect()
    };
    let words = disease.split(|c: char| !c.is_alphanumeric());
    let words: Vec<Vec<char>> = words.map(letters).filter(|word| !word.is_empty()).collect();
    let initials: Vec<char> = words
        .iter()
        .filter_map(|word| word.first().copied())
        .collect();
    let short = letters(alias);
    if !(2..=6).contains(&short.len()) || alias.contains(' ') {
        return false;
    }
    let stands_in = |letters: &[char]| {
        let mut rest = letters.iter();
        letters.first() == short.first() && short.iter().all(|letter| rest.any(|c| c == letter))
    };
    short.len() > 2 && stands_in(&initials) || words.len() <= 3 && stands_in(&words.concat())
}

/// `LOC123`, `RP11-34P13.7`, `DKFZp564O0523`: names that number what nobody had studied.
fn is_locus(name: &str) -> bool {
    const NUMBERED: [&str; 12] = [
        "LOC", "FLJ", "MGC", "HSPC", "DKFZP", "DKFZp", "hCG", "PRO", "UNQ", "CGI", "HSA", "PP",
    ];
    const CLONES: [&str; 16] = [
        "RP1-", "RP3-", "RP4-", "RP5-", "RP6-", "RP11-", "RP13-", "CTA-", "CTB-", "CTC-", "CTD-",
        "XX-", "XXbac-", "KB-", "LL0XNC", "WUGSC:",
    ];
    let numbered = NUMBERED
        .iter()
        .filter_map(|prefix| name.strip_prefix(prefix))
        .any(|rest| {
            let digits = rest.bytes().filter(u8::is_ascii_digit).count();
            let rest = rest.trim_start_matches(['-', '_', ' ']);
            digits >= 3 && rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.contains(' ')
        });
    numbered || CLONES.iter().any(|prefix| name.starts_with(prefix)) || is_bac(name)
}

/// `bA371L19.3`, `dJ1033B10.2`: clones of the first sequencing.
fn is_bac(name: &str) -> bool {
    let rest = name.strip_prefix('b').or_else(|| name.strip_prefix('d'));
    rest.is_some_and(|rest| {
        let rest = rest.strip_prefix(['A', 'J', 'B', 'K']);
        rest.is_some_and(|rest| {
            rest.contains('.') && rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// Whether a long name spells a structure out.
fn is_systematic(name: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || "()[]{},".contains(c);
    name.len() >= SYSTEMATIC_BYTES && name.contains(marks)
}
