//! Bare: bare words → names, and what stands between them.
//!
//! - The longest names first, also across spaces and inside an unspaced Chinese
//!   run. A name becomes its concept, or the name as written.
//! - What is left of a Chinese run is taken as written; a long rest may also be
//!   found word by word, as the index itself has cut them, so that `肺癌脑转移预后`
//!   finds sentences with these words apart.
//! - Words for an effect (`resistance`, `耐药`) stand for it in both languages.
//! - Words that say nothing (`of`, `的` beside a name) and those that ask (`which`, `有哪些`)
//!   are left out, unless there is nothing else.

use std::ops::Range;

use super::clause::{Clause, Literal};
use super::effect;
use super::understand::{Understanding, combine};
use crate::lexicon::RuleKind;
use crate::model::Span;
use crate::words::{self, Unit};

/// Longer names are not looked for among bare words, in characters and words.
const MAX_NAME_UNITS: usize = 24;

/// A longer Chinese run that is no name may be found word by word.
const MAX_WHOLE_CHARS: usize = 4;

/// Longer words are not looked for in such a run.
const MAX_WORD_CHARS: usize = 8;

/// Words that say nothing of what is looked for.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "in",
    "is", "of", "on", "or", "the", "to", "was", "were", "when", "where", "with",
];

/// Words that ask, longer ones before those that they begin with.
const QUESTIONS: &[&str] = &[
    "有哪些",
    "哪些",
    "哪种",
    "哪个",
    "是什么",
    "有什么",
    "什么",
    "为什么",
    "为何",
    "如何",
    "怎么",
    "怎样",
    "有没有",
    "是否",
    "能否",
    "多少",
    "请问",
    "吗",
    "呢",
    "which",
    "what",
    "why",
    "how",
    "who",
];

/// What a question asks for, which its answer need not say.
const ASKED_FOR: &[&str] = &[
    "基因",
    "药物",
    "机制",
    "机理",
    "原因",
    "有关",
    "相关",
    "导致",
    "引起",
    "gene",
    "genes",
    "drug",
    "drugs",
    "mechanism",
    "mechanisms",
    "cause",
    "causes",
    "lead",
    "leads",
    "confer",
    "confers",
];

/// Characters that only tie a name to what stands beside it.
const PARTICLES: &[&str] = &[
    "的", "了", "和", "与", "及", "或", "在", "对", "是", "为", "中", "会", "有", "被", "由",
];

impl Understanding<'_> {
    /// Turns bare words side by side into clauses; `None` where they are marks only.
    pub(super) fn words(&self, ranges: &[Range<usize>]) -> Option<Clause> {
        let (first, last) = (ranges.first()?, ranges.last()?);
        let text = &self.query[first.start..last.end];
        let units = words::units(text);
        let mut clauses = Vec::new();
        let mut rest: Vec<Unit> = Vec::new();
        let asks = (0..units.len()).any(|at| word_at(&units[at..], QUESTIONS).is_some());
        let left_out = |left: &[Unit]| {
            let asked_for = || word_at(left, ASKED_FOR).filter(|_| asks);
            word_at(left, QUESTIONS).or_else(asked_for)
        };
        let mut at = 0;
        while at < units.len() {
            let left = &units[at..];
            let found = [effect_at(left), self.name_at(text, left)];
            // Of equally long ones the effect, which both languages have words for.
            let longest = found.into_iter().flatten();
            let longest =
                longest.max_by_key(|(clause, length)| (*length, matches!(clause, Clause::Any(_))));
            if let Some((clause, length)) = longest {
                self.take_rest(text, &mut rest, &mut clauses);
                clauses.push(clause);
                at += length;
            } else if let Some(length) = left_out(left) {
                self.take_rest(text, &mut rest, &mut clauses);
                at += length;
            } else {
                rest.push(units[at].clone());
                at += 1;
            }
        }
        self.take_rest(text, &mut rest, &mut clauses);
        if clauses.is_empty() {
            // Nothing but stop words: then they are what is meant.
            clauses.extend(Literal::new(text, true).map(Clause::Text));
        }
        combine(clauses, Clause::All)
    }

    /// Returns the longest name that begins at the first unit, and its length in units.
    fn name_at(&self, text: &str, units: &[Unit]) -> Option<(Clause, usize)> {
        let longest = units.len().min(MAX_NAME_UNITS);
        (1..=longest).rev().find_map(|length| {
            let name = slice(text, &units[..length]);
            let is_stop_word =
                length == 1 && (STOP_WORDS.contains(&name) || QUESTIONS.contains(&name));
            if is_stop_word || name.chars().nth(1).is_none() || !self.is_believed(name) {
                return None;
            }
            let literal = Literal::new(name, true);
            let concepts = self.lexicon.named(name);
            if concepts.is_empty() {
                return Some((self.variant(name, literal)?, length));
            }
            Some((self.named(name, concepts, literal), length))
        })
    }

    /// Whether a bare name may be taken for one, by its rule: some spellings never name
    /// anything, some only in their own letter case.
    fn is_believed(&self, name: &str) -> bool {
        let Some(spelling) = self.lexicon.spelling(name) else {
            return true;
        };
        let rule = spelling
            .rule_index
            .map(|index| self.lexicon.rule_at(index).kind);
        let mut names = spelling.name_indices.iter();
        match rule {
            Some(RuleKind::Never) => false,
            Some(RuleKind::Exact) => names.any(|&index| *self.lexicon.name_at(index).text == *name),
            Some(RuleKind::Context | RuleKind::Longform | RuleKind::Unmeasured) | None => true,
        }
    }

    /// Turns what stands between two names into clauses.
    fn take_rest(&self, text: &str, rest: &mut Vec<Unit>, clauses: &mut Vec<Clause>) {
        for piece in std::mem::take(rest).chunk_by(|a, b| !is_apart(text, a, b)) {
            let Some(piece) = self.trim_particles(text, piece) else {
                continue;
            };
            let mut literal = match Literal::new(slice(text, piece), true) {
                Some(literal) if !STOP_WORDS.contains(&literal.text.as_str()) => literal,
                _ => continue,
            };
            if piece.len() > MAX_WHOLE_CHARS && piece.iter().all(|unit| unit.is_han) {
                literal.parts = self.parts(text, piece);
            }
            clauses.push(Clause::Text(literal));
        }
    }

    /// Leaves out particles at the ends that touch something else and begin or end no word;
    /// `None` when nothing is left.
    fn trim_particles<'u>(&self, text: &str, piece: &'u [Unit]) -> Option<&'u [Unit]> {
        let touches = |neighbor: Option<char>| neighbor.is_some_and(|c| !c.is_whitespace());
        let (first, last) = (piece.first()?, piece.last()?);
        let before = text[..first.span.start as usize].chars().next_back();
        let after = text[last.span.end as usize..].chars().next();
        let mut piece = piece;
        while touches(before)
            && let [first, rest @ ..] = piece
            && self.is_particle(first, &piece[..piece.len().min(2)])
        {
            piece = rest;
        }
        while touches(after)
            && let [rest @ .., last] = piece
            && self.is_particle(last, &piece[piece.len().saturating_sub(2)..])
        {
            piece = rest;
        }
        (!piece.is_empty()).then_some(piece)
    }

    /// Whether a unit only ties; `pair` is it and its neighbour, which may be a word together.
    fn is_particle(&self, unit: &Unit, pair: &[Unit]) -> bool {
        let pair: String = pair.iter().map(|unit| &*unit.text).collect();
        let is_word = pair.chars().nth(1).is_some() && self.held.has_word(&pair);
        PARTICLES.contains(&unit.text.as_str()) && !is_word
    }

    /// Cuts a Chinese run into the longest words that the index holds; empty when that
    /// leaves it whole.
    fn parts(&self, text: &str, run: &[Unit]) -> Vec<Literal> {
        let mut parts: Vec<&[Unit]> = Vec::new();
        let mut unknown = 0;
        let mut at = 0;
        while at < run.len() {
            let longest = (run.len() - at).min(MAX_WORD_CHARS);
            let word = (2..=longest).rev().find(|&length| {
                let word: String = run[at..at + length].iter().map(|u| &*u.text).collect();
                self.held.has_word(&word)
            });
            if let Some(length) = word {
                parts.push(&run[at - unknown..at]);
                parts.push(&run[at..at + length]);
                unknown = 0;
                at += length;
            } else {
                unknown += 1;
                at += 1;
            }
        }
        parts.push(&run[run.len() - unknown..]);
        let is_said = |part: &&[Unit]| match part {
            [] => false,
            [unit] => !PARTICLES.contains(&unit.text.as_str()),
            _ => true,
        };
        let literals = parts.iter().filter(|part| is_said(part));
        let literals = literals.filter_map(|part| Literal::new(slice(text, part), false));
        let literals: Vec<Literal> = literals.collect();
        if literals.len() > 1 {
            literals
        } else {
            Vec::new()
        }
    }
}

/// Returns the effect whose name begins at the first unit, and its length in units.
fn effect_at(units: &[Unit]) -> Option<(Clause, usize)> {
    let longest = run(units).min(MAX_NAME_UNITS);
    (1..=longest).rev().find_map(|length| {
        let word: String = units[..length].iter().map(|unit| &*unit.text).collect();
        Some((effect::of_word(&word)?, length))
    })
}

/// Returns the length in units of the word of a list that begins at the first one; Han words
/// may go on, others may not.
fn word_at(units: &[Unit], words: &[&str]) -> Option<usize> {
    let is_han = units.first()?.is_han;
    let text: String = units[..run(units)].iter().map(|unit| &*unit.text).collect();
    let is_it = |word: &&&str| match is_han {
        true => text.starts_with(**word),
        false => text == **word,
    };
    let word = words.iter().find(is_it)?;
    Some(if is_han { word.chars().count() } else { 1 })
}

/// Returns how many units stand together: Han characters of one run, or one other word.
fn run(units: &[Unit]) -> usize {
    let joined = units.iter().skip(1).take_while(|unit| unit.is_joined);
    joined.count() + usize::from(!units.is_empty())
}

/// Returns the text of units that stand side by side.
fn slice<'t>(text: &'t str, units: &[Unit]) -> &'t str {
    match (units.first(), units.last()) {
        (Some(first), Some(last)) => Span {
            start: first.span.start,
            end: last.span.end,
        }
        .of(text),
        _ => "",
    }
}

/// Whether a space, or a name that was taken out, stands between two units.
fn is_apart(text: &str, first: &Unit, second: &Unit) -> bool {
    let between = text.get(first.span.end as usize..second.span.start as usize);
    between.is_none_or(|between| between.chars().any(char::is_whitespace))
}
