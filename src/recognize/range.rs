//! Range: one word that names several members of a family.
//!
//! `FGFR1-3`, `CDK4/6`, `IL-6, -8 and -10`, `雌激素受体α和β`: behind a name that ends with a
//! number, a Greek letter or a capital stand further ones. Each that makes a known name
//! together with the rest of the first is a mention with the span of the whole; the first
//! that does not ends the range. `FGF receptors 2 and 4` begins with the bare family.
//!
//! A gene whose own name is written so (`PPARβ/δ`) is no range; a family that is called by
//! the names of its members (`SMAD2/3`, `BRCA1/BRCA2`) is.

use super::{Hit, company};
use crate::lexicon::{Lexicon, RuleKind};
use crate::model::{Category, Origin, Span};
use crate::normalize::{GREEK_NAMES, is_word};

/// Adds a hit for every member of every range and takes away the families that only list them.
pub(super) fn expand(lexicon: &Lexicon, text: &str, mut hits: Vec<Hit>) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    for hit in hits.iter().filter(|hit| is_countable(lexicon, hit)) {
        let members = match begin(text, hit.span) {
            Some(first) => members(lexicon, text, hit, first),
            None => bare_family(lexicon, text, hit),
        };
        found.extend(members);
    }
    let is_named = |range: &Hit| {
        hits.iter().any(|hit| {
            hit.span.contains(range.span)
                && lexicon.concept_at(hit.concept_index).category == Category::Gene
        })
    };
    found.retain(|range| !is_named(range));
    let lists: Vec<Span> = hits
        .iter()
        .filter(|hit| is_list(lexicon, text, hit, &hits))
        .map(|hit| hit.span)
        .collect();
    hits.retain(|hit| {
        !lists.contains(&hit.span)
            || lexicon.concept_at(hit.concept_index).category == Category::Gene
    });
    hits.extend(found);
    hits
}

fn is_countable(lexicon: &Lexicon, hit: &Hit) -> bool {
    company::kind(lexicon, hit) == Some(Category::Gene)
}

/// Whether a family is written with the names of its first and its last member.
fn is_list(lexicon: &Lexicon, text: &str, family: &Hit, hits: &[Hit]) -> bool {
    if lexicon.concept_at(family.concept_index).category != Category::Family
        || !family.span.of(text).contains(['/', ' ', '和'])
    {
        return false;
    }
    let is_gene = |hit: &&Hit| {
        hit.span != family.span && lexicon.concept_at(hit.concept_index).category == Category::Gene
    };
    let mut genes = hits.iter().filter(is_gene);
    let Some(first) = genes
        .clone()
        .find(|hit| hit.span.start == family.span.start)
    else {
        return false;
    };
    genes.any(|last| {
        let gap = text.get(first.span.end as usize..last.span.start as usize);
        last.span.end == family.span.end && gap.is_some_and(company::is_joint)
    })
}

/// What a member is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Number,
    /// A number and a capital: `1A` in `5-HT1A/1D`.
    Numbered,
    Greek,
    Capital,
}

/// The part of a surface that tells the member: its kind and its length in bytes.
fn begin(text: &str, span: Span) -> Option<(Sign, usize)> {
    let surface = span.of(text);
    let last = surface.chars().next_back()?;
    if last.is_ascii_digit() {
        let digits = surface.len() - surface.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        return (digits <= 3).then_some((Sign::Number, digits));
    }
    if is_greek(last) {
        return Some((Sign::Greek, last.len_utf8()));
    }
    let before = &surface[..surface.len() - last.len_utf8()];
    if last.is_ascii_uppercase() && before.ends_with(|c: char| c.is_ascii_digit()) {
        return Some((Sign::Numbered, 2));
    }
    let spelt = GREEK_NAMES.iter().find(|name| surface.ends_with(**name));
    if let Some(name) = spelt {
        return Some((Sign::Greek, name.len()));
    }
    let is_capital = last.is_ascii_uppercase() && surface.len() > 3;
    is_capital.then_some((Sign::Capital, 1))
}

fn is_greek(character: char) -> bool {
    matches!(character, 'α'..='ω' | 'Α'..='Ω')
}

/// The members of a range that begins with a hit; empty when nothing follows it.
fn members(lexicon: &Lexicon, text: &str, hit: &Hit, first: (Sign, usize)) -> Vec<Hit> {
    let (sign, length) = first;
    let surface = hit.span.of(text);
    let (stem, own) = surface.split_at(surface.len() - length);
    let category = lexicon.concept_at(hit.concept_index).category;
    let named = |member: &str| named(lexicon, &format!("{stem}{member}"), category);
    let mut concepts = vec![hit.concept_index];
    let mut end = hit.span.end as usize;
    let mut previous = own;
    while let Some(next) = next(text, end, sign) {
        let Some(meant) = named(next.member) else {
            break;
        };
        if next.is_through {
            let Some(between) = between(previous, next.member) else {
                break;
            };
            concepts.extend(between.iter().filter_map(|number| named(number)));
        }
        concepts.push(meant);
        end = next.end;
        previous = next.member;
    }
    hits_of(concepts, Span::new(hit.span.start as usize, end), hit)
}

/// One hit for each concept, all with the span of the whole; none where there is one concept.
fn hits_of(mut concepts: Vec<u32>, span: Span, hit: &Hit) -> Vec<Hit> {
    let mut seen = Vec::new();
    concepts.retain(|concept| {
        !seen.contains(concept) && {
            seen.push(*concept);
            true
        }
    });
    if concepts.len() < 2 {
        return Vec::new();
    }
    let hit_of = |concept_index| Hit {
        span,
        concept_index,
        spelling_index: hit.spelling_index,
        is_open: false,
        is_defined: false,
        origin: Origin::Range,
    };
    concepts.into_iter().map(hit_of).collect()
}

/// `FGF receptors 2 and 4`, `caspases 3/7`: numbers behind the bare name of a family.
fn bare_family(lexicon: &Lexicon, text: &str, hit: &Hit) -> Vec<Hit> {
    if lexicon.concept_at(hit.concept_index).category != Category::Family {
        return Vec::new();
    }
    let mut end = hit.span.end as usize;
    if text[end..].starts_with("s ") {
        end += 1;
    }
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let Some(rest) = text[end..].strip_prefix([' ', '-']) else {
        return Vec::new();
    };
    let count = digits(rest);
    let first = &rest[..count];
    let stem = hit.span.of(text).trim_end_matches('s');
    let named = |member: &str| named(lexicon, &format!("{stem} {member}"), Category::Gene);
    let (true, Some(meant)) = ((1..=2).contains(&count), named(first)) else {
        return Vec::new();
    };
    let mut concepts = vec![meant];
    end += 1 + count;
    while let Some(next) = next(text, end, Sign::Number) {
        let Some(meant) = named(next.member) else {
            break;
        };
        concepts.push(meant);
        end = next.end;
    }
    hits_of(concepts, Span::new(hit.span.start as usize, end), hit)
}

/// A further member.
struct Next<'t> {
    member: &'t str,
    end: usize,
    /// Whether all between the last one and this one are meant: `1-3`.
    is_through: bool,
}

/// Reads a joint and a member behind a place.
fn next(text: &str, at: usize, sign: Sign) -> Option<Next<'_>> {
    const JOINTS: [&str; 20] = [
        "/-", "/", ", and -", ", or -", ", -", " and -", " or -", " & -", " and ", ", and ",
        " or ", ", ", "、-", "、", "和-", "和", "与", "或", "及", ",",
    ];
    const THROUGH: [&str; 9] = ["-", "–", "~", "～", " to -", " to ", "至", "到", "−"];
    let rest = &text[at..];
    let (joint, is_through) = THROUGH
        .iter()
        .find(|joint| rest.starts_with(**joint) && sign == Sign::Number)
        .map(|joint| (*joint, true))
        .or_else(|| {
            let found = JOINTS.iter().find(|joint| rest.starts_with(**joint));
            found.map(|joint| (*joint, false))
        })?;
    let rest = &rest[joint.len()..];
    let length = member_length(rest, sign)?;
    let (member, behind) = rest.split_at(length);
    let is_bound = joint.ends_with(['-', '/']);
    let is_loose = joint.contains(' ') || joint == ",";
    let is_other = match sign {
        Sign::Number if is_through => !is_through_end(behind),
        Sign::Number => !is_bound && counts_something(behind),
        Sign::Greek => false,
        Sign::Numbered => is_through,
        Sign::Capital => !is_bound || is_through,
    };
    let goes_on = behind.starts_with(is_word) || is_loose && is_decimal(behind);
    (!goes_on && !is_other).then_some(Next {
        member,
        end: at + joint.len() + length,
        is_through,
    })
}

fn member_length(rest: &str, sign: Sign) -> Option<usize> {
    let length = match sign {
        Sign::Number => rest.bytes().take_while(u8::is_ascii_digit).count(),
        Sign::Numbered => match rest.as_bytes() {
            [digit, capital, ..] if digit.is_ascii_digit() && capital.is_ascii_uppercase() => 2,
            _ => 0,
        },
        Sign::Capital => rest.starts_with(|c: char| c.is_ascii_uppercase()).into(),
        Sign::Greek => {
            let letter = rest.chars().next().filter(|c| is_greek(*c));
            let spelt = || GREEK_NAMES.iter().find(|name| rest.starts_with(**name));
            letter.map_or_else(|| spelt().map_or(0, |name| name.len()), char::len_utf8)
        }
    };
    (1..=8).contains(&length).then_some(length)
}

/// Whether a number behind a dash ends the range: `FGFR1-3`, not `IL-2-1.5` or `CD4-8%`.
fn is_through_end(behind: &str) -> bool {
    !is_decimal(behind) && !behind.starts_with(['%', '％', '-'])
}

fn is_decimal(behind: &str) -> bool {
    let rest = behind.strip_prefix(['.', ',']);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a number counts what follows it: `IL-6 and 10 controls`.
fn counts_something(behind: &str) -> bool {
    const COUNTED: [&str; 26] = [
        "patients",
        "cases",
        "controls",
        "healthy",
        "mice",
        "rats",
        "of",
        "h",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "min",
        "mg",
        "ng",
        "kg",
        "ml",
        "other",
        "others",
        "more",
        "subjects",
        "samples",
        "patient",
        "genes",
        "different",
    ];
    let word = behind.trim_start_matches([' ', '-']);
    let word = &word[..word
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(word.len())];
    COUNTED.contains(&word)
        || behind
            .trim_start()
            .starts_with(['%', '％', '例', '个', '名', '年', '月', '天', '种'])
}

/// The numbers between two; `None` unless the second is larger, by nine at most.
fn between(first: &str, last: &str) -> Option<Vec<String>> {
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    (first < last && last - first <= 9)
        .then(|| (first + 1..last).map(|number| number.to_string()).collect())
}

/// The concept of a category that a name means for certain; families may stand for genes.
fn named(lexicon: &Lexicon, name: &str, category: Category) -> Option<u32> {
    let index = lexicon.spelling_index(name)?;
    let spelling = lexicon.spelling_at(index);
    let rule = spelling.rule_index.map(|index| lexicon.rule_at(index).kind);
    if rule == Some(RuleKind::Never) {
        return None;
    }
    let mut meant = lexicon.meanings(index);
    meant.find(|&index| {
        let found = lexicon.concept_at(index).category;
        found == category || found == Category::Gene
    })
}
