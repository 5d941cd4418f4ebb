//! Affix: what is written together with a name and belongs to it, or does not.
//!
//! - A letter for the species is glued to a symbol and is part of the mention: `hHER2`,
//!   `mCB2`, `rPPA1`. A `p` for phosphorylated is not: `pERK` mentions ERK.
//! - A salt behind a drug, a label or an isomer's sign before it are part of the product:
//!   `labetalol HCl`, `[3H]-prazosin`, `(+/-)-tamsulosin`; so is a Chinese dosage form:
//!   `阿司匹林|肠溶片`.
//! - A name inside the systematic name of another compound is none:
//!   `piperazin` in `7-(4-methyl-piperazin-1-yl)-1H-indole`.

use crate::model::Span;
use crate::normalize::{GREEK_NAMES, is_dash, is_han, is_word};

/// Where a symbol that a lower-case letter is glued to begins with that letter: at the letter for
/// a species, behind it for a phosphorylated form; `None` when the letter is something else.
pub(super) fn with_prefix(text: &str, span: Span) -> Option<Span> {
    let before = &text[..span.start as usize];
    let letter = before.chars().next_back()?;
    let surface = span.of(text);
    let is_symbol = surface.starts_with(|c: char| c.is_uppercase())
        && surface.chars().filter(|c| c.is_alphanumeric()).count() >= 3;
    let is_start = !before[..before.len() - letter.len_utf8()].ends_with(is_word);
    match letter {
        'h' | 'm' | 'r' if is_symbol && is_start => {
            Some(Span::new(span.start as usize - 1, span.end as usize))
        }
        'p' if is_symbol && is_start => Some(span),
        _ => None,
    }
}

/// Where the name of a family begins that a Greek letter qualifies: `alpha 1-adrenoceptor`,
/// `beta(2)-adrenoceptors`, `β-integrin`.
pub(super) fn with_qualifier(text: &str, span: Span) -> Span {
    let before = &text[..span.start as usize];
    let is_noun = span.of(text).starts_with(|c: char| c.is_ascii_lowercase());
    let Some(rest) = before.strip_suffix('-').filter(|_| is_noun) else {
        return span;
    };
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, 'A'..='D' | '(' | ')' | ' ' | '-');
    let letter = rest.trim_end_matches(is_number);
    let spelt = GREEK_NAMES.iter().find(|name| letter.ends_with(**name));
    let length = match letter.chars().next_back() {
        Some(last @ 'α'..='ω') => last.len_utf8(),
        _ => spelt.map_or(0, |name| name.len()),
    };
    let start = letter.len() - length;
    match length > 0 && rest.len() - letter.len() <= 4 && !letter[..start].ends_with(is_word) {
        true => Span::new(start, span.end as usize),
        false => span,
    }
}

/// Where a symbol ends that a Greek letter or a capital tells apart from its kin: `GST-P`,
/// `NGF-beta`, `PR-A`.
pub(super) fn with_suffix(text: &str, span: Span) -> Span {
    let is_symbol = span.of(text).ends_with(|c: char| c.is_ascii_uppercase());
    let Some(rest) = text[span.end as usize..]
        .strip_prefix('-')
        .filter(|_| is_symbol)
    else {
        return span;
    };
    let spelt = GREEK_NAMES.iter().find(|name| rest.starts_with(**name));
    let length = match (rest.chars().next(), spelt) {
        (_, Some(name)) => name.len(),
        (Some(letter @ ('A'..='H' | 'P' | 'S' | 'α'..='ω')), _) => letter.len_utf8(),
        _ => return span,
    };
    let is_end = !rest[length..].starts_with(|c: char| is_word(c) || is_dash(c));
    match is_end {
        true => Span::new(span.start as usize, span.end as usize + 1 + length),
        false => span,
    }
}

/// Where a drug ends with its salt and begins with its label.
pub(super) fn whole_product(text: &str, span: Span) -> Span {
    match span.of(text).ends_with(is_han) {
        true => with_dosage_form(text, span),
        false => with_label(text, with_salt(text, span)),
    }
}

/// Words that name the salt of a drug behind it.
const SALTS: [&str; 46] = [
    "hydrochloride",
    "dihydrochloride",
    "monohydrochloride",
    "HCl",
    "HCL",
    "hydrobromide",
    "HBr",
    "sodium",
    "disodium",
    "potassium",
    "calcium",
    "magnesium",
    "lithium",
    "sulfate",
    "sulphate",
    "phosphate",
    "diphosphate",
    "acetate",
    "diacetate",
    "maleate",
    "dimaleate",
    "mesylate",
    "mesilate",
    "tosylate",
    "besylate",
    "citrate",
    "tartrate",
    "bitartrate",
    "succinate",
    "fumarate",
    "hemifumarate",
    "hydroxide",
    "bromide",
    "iodide",
    "chloride",
    "nitrate",
    "malate",
    "pamoate",
    "palmitate",
    "propionate",
    "dipropionate",
    "valerate",
    "decanoate",
    "enanthate",
    "trihydrate",
    "monohydrate",
];

/// `labetalol HCl`, `diclofenac sodium`: a salt is said behind the drug, once or twice.
fn with_salt(text: &str, span: Span) -> Span {
    let is_name = span
        .of(text)
        .chars()
        .filter(char::is_ascii_lowercase)
        .count()
        >= 6;
    let mut end = span.end as usize;
    for _ in 0..2 {
        let Some(rest) = text[end..].strip_prefix(' ') else {
            break;
        };
        let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
        if !is_name || !SALTS.contains(&word) {
            break;
        }
        end += 1 + word.len();
    }
    Span::new(span.start as usize, end)
}

/// `[3H]-prazosin`, `(+/-)-tamsulosin`, `(-)epicatechin`: isotopes and signs of isomers.
fn with_label(text: &str, span: Span) -> Span {
    const LONGEST: usize = 12;
    let before = &text[..span.start as usize];
    const PREFIXES: [&str; 16] = [
        "d-",
        "l-",
        "D-",
        "L-",
        "DL-",
        "dl-",
        "R-",
        "S-",
        "R,R-",
        "(-) ",
        "(+) ",
        "3H-",
        "14C-",
        "125I-",
        "<sc>l</sc>-",
        "<sc>d</sc>-",
    ];
    let prefix = PREFIXES.iter().filter(|prefix| {
        let rest = before.strip_suffix(**prefix);
        rest.is_some_and(|rest| !rest.ends_with(|c: char| is_word(c) || is_dash(c)))
    });
    if let Some(prefix) = prefix.max_by_key(|prefix| prefix.len()) {
        return Span::new(span.start as usize - prefix.len(), span.end as usize);
    }
    let gap = before.trim_end_matches(|c: char| is_dash(c));
    let (open, close) = match gap.chars().next_back() {
        Some(']') => ('[', ']'),
        Some(')') => ('(', ')'),
        _ => return span,
    };
    let inner = &gap[..gap.len() - close.len_utf8()];
    let Some(start) = inner.rfind(open) else {
        return span;
    };
    let label = &inner[start + 1..];
    let is_sign = |c: char| matches!(c, '+' | '-' | '/' | '±' | '−' | '–' | ',');
    let is_isomer = label.chars().all(is_sign) || matches!(label, "R" | "S" | "E" | "Z" | "RS");
    let plain: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
    let mass = plain.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_isotope = (1..=3).contains(&mass.len())
        && mass.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(
            &plain[mass.len()..],
            "H" | "C" | "F" | "S" | "I" | "P" | "N" | "O"
        );
    match !label.is_empty() && label.len() <= LONGEST && (is_isomer || is_isotope) {
        true => Span::new(start, span.end as usize),
        false => span,
    }
}

/// Whether a Latin name is a piece of the systematic name of another compound: the run of signs
/// around it has brackets or locants beyond what labels a product.
pub(super) fn is_piece_of_formula(text: &str, span: Span) -> bool {
    let is_part =
        |c: char| !c.is_whitespace() && !is_han(c) && !matches!(c, ';' | '，' | '。' | '、');
    let run = |part: &str| part.find(|c| !is_part(c)).unwrap_or(part.len());
    let after = &text[span.end as usize..];
    let after = after[..run(after)].trim_end_matches(['.', ',', ':', ')', ']']);
    let before = &text[..span.start as usize];
    let start = before.rfind(|c| !is_part(c)).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    let before = &before[start..];
    is_locant_before(before) || is_locant_behind(after)
}

/// `4-methyl-`, `2,4-di`, `yl)`: what stands before a piece goes on into it.
fn is_locant_before(before: &str) -> bool {
    let glued = before.ends_with(|c: char| is_dash(c) || matches!(c, ')' | ']' | '}'));
    let letters = |c: char| c.is_ascii_lowercase();
    let open = before.trim_end_matches(|c: char| is_dash(c) || matches!(c, ')' | ']' | '}'));
    let ends = [
        "yl", "oxy", "amino", "nitro", "fluoro", "chloro", "bromo", "imino", "aza",
    ];
    glued
        && ends.iter().any(|end| open.ends_with(end))
        && before.contains(letters)
        && before.len() > 3
}

/// `-1-yl)`, `-2-carboxamide`: what follows a piece goes on from it.
fn is_locant_behind(after: &str) -> bool {
    let Some(rest) = after.strip_prefix('-') else {
        return false;
    };
    let digits = rest.len()
        - rest
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ',')
            .len();
    let rest = &rest[digits..];
    digits > 0
        && digits <= 5
        && (rest.starts_with("-yl") || rest.starts_with("-carbox") || rest.starts_with("-one"))
}

/// Where the name of a Chinese drug product ends that begins with the drug at `span`: behind the
/// dosage form, which is part of it (`阿司匹林|肠溶片`).
fn with_dosage_form(text: &str, span: Span) -> Span {
    const RELEASES: [&str; 12] = [
        "缓释",
        "控释",
        "肠溶",
        "分散",
        "咀嚼",
        "泡腾",
        "口崩",
        "薄膜衣",
        "舌下",
        "双释",
        "干",
        "软",
    ];
    const FORMS: [&str; 19] = [
        "胶囊",
        "颗粒剂",
        "颗粒",
        "片剂",
        "片",
        "口服液",
        "口服溶液",
        "混悬液",
        "滴丸",
        "气雾剂",
        "喷雾剂",
        "粉雾剂",
        "滴眼液",
        "凝胶",
        "软膏",
        "乳膏",
        "贴剂",
        "注射液",
        "糖浆",
    ];
    const WORDS: [&str; 6] = ["片段", "片状", "片面", "片刻", "颗粒物", "片区"];
    let rest = &text[span.end as usize..];
    let release = RELEASES
        .iter()
        .find(|release| rest.starts_with(**release))
        .map_or(0, |release| release.len());
    let form = FORMS
        .iter()
        .find(|form| rest[release..].starts_with(**form))
        .map_or(0, |form| form.len());
    let is_other = WORDS.iter().any(|word| rest[release..].starts_with(word));
    match form > 0 && !is_other {
        true => Span::new(span.start as usize, span.end as usize + release + form),
        false => span,
    }
}
