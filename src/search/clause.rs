//! Clause: a query with its names looked up; what is asked of the index, and how it is told.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::Field;
use crate::model::{Concept, ConceptId, Language};
use crate::words::{self, Unit};

/// A text that must stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// As typed.
    pub(super) text: String,
    /// Its characters and words; never empty.
    pub(super) units: Vec<Unit>,
    /// Whether English words match in any inflection.
    pub(super) is_stemmed: bool,
    /// Parts that together may stand in for the whole; empty for most.
    pub(super) parts: Vec<Literal>,
}

impl Literal {
    /// Takes a text; `None` where it has neither a letter nor a digit.
    pub(super) fn new(text: &str, is_stemmed: bool) -> Option<Self> {
        let units = words::units(text);
        (!units.is_empty()).then(|| Self {
            text: text.trim().to_owned(),
            // Stems are of words; Han characters have none.
            is_stemmed: is_stemmed && units.iter().all(|unit| !unit.is_han),
            units,
            parts: Vec::new(),
        })
    }
}

/// Concepts, one of which must be mentioned.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// As typed.
    pub(super) text: String,
    /// The concept that the name means.
    pub(super) best: Arc<Concept>,
    /// Other concepts that the name could mean; not searched.
    pub(super) others: Vec<Arc<Concept>>,
    /// All that are searched, sorted: the best and those below it.
    pub(super) concepts: Vec<ConceptId>,
    /// The name as written, which may stand in for a mention.
    pub(super) literal: Option<Literal>,
    /// Whether a mechanism named by a heading counts.
    pub(super) is_mechanism: bool,
}

/// A query with its names looked up.
#[derive(Clone, Debug)]
pub(super) enum Clause {
    /// All must match.
    All(Vec<Clause>),
    /// One must match.
    Any(Vec<Clause>),
    /// It must not match.
    Not(Box<Clause>),
    /// A text in the sentence.
    Text(Literal),
    /// A concept in the sentence.
    Named(Box<Named>),
    /// A heading above, or a kind of section.
    Section(Literal),
    /// Words of one reference, all of them.
    Reference(Vec<Literal>),
    /// Language of the article.
    Language(Language),
    /// File, journal or account.
    Source(Literal),
    /// An author, a keyword, the journal or an id of the article.
    Article(Field, Literal),
    /// Years of publication.
    Years(RangeInclusive<i64>),
    /// One of these effects is claimed, as the index writes them.
    Effect(Vec<String>),
    /// Nothing matches; why.
    Nothing(String),
}

impl Clause {
    /// Returns the clauses that a hit answers: leaves that are not negated, in query order.
    pub(super) fn answered(&self) -> Vec<&Clause> {
        match self {
            Clause::All(clauses) | Clause::Any(clauses) => {
                clauses.iter().flat_map(Clause::answered).collect()
            }
            Clause::Not(_) => Vec::new(),
            leaf => vec![leaf],
        }
    }

    /// Returns every leaf, negated ones too, in query order.
    pub(super) fn leaves(&self) -> Vec<&Clause> {
        match self {
            Clause::All(clauses) | Clause::Any(clauses) => {
                clauses.iter().flat_map(Clause::leaves).collect()
            }
            Clause::Not(clause) => clause.leaves(),
            leaf => vec![leaf],
        }
    }

    /// Returns the names that a hit answers, in query order.
    pub(super) fn named(&self) -> Vec<&Named> {
        let asked = self.answered().into_iter();
        let named = asked.filter_map(|clause| match clause {
            Clause::Named(named) => Some(&**named),
            _ => None,
        });
        named.collect()
    }

    /// Returns every concept that is asked for, each once, sorted.
    pub(super) fn concepts(&self) -> Vec<&ConceptId> {
        let named = self.named().into_iter();
        let mut concepts: Vec<&ConceptId> = named.flat_map(|named| &named.concepts).collect();
        concepts.sort();
        concepts.dedup();
        concepts
    }

    /// Returns every effect that is asked for; empty where none is.
    pub(super) fn effects(&self) -> Vec<&str> {
        let asked = self.answered().into_iter();
        let effects = asked.filter_map(|clause| match clause {
            Clause::Effect(effects) => Some(effects),
            _ => None,
        });
        effects.flatten().map(String::as_str).collect()
    }

    /// Tells how the query was understood, one line a clause.
    pub(super) fn explain(&self) -> Vec<String> {
        let indent = |title: &str, clauses: &[Clause]| {
            let lines = clauses.iter().flat_map(Clause::explain);
            let lines = lines.map(|line| format!("  {line}"));
            [title.to_owned()].into_iter().chain(lines).collect()
        };
        match self {
            Clause::All(clauses) => indent("all of", clauses),
            Clause::Any(clauses) => indent("any of", clauses),
            Clause::Not(clause) => indent("none of", std::slice::from_ref(clause)),
            leaf => vec![leaf.line()],
        }
    }

    /// Tells what one leaf asks for, in a word or two.
    pub(super) fn title(&self) -> String {
        match self {
            Clause::Text(literal) => literal.text.clone(),
            Clause::Named(named) => named.text.clone(),
            other => other.line(),
        }
    }

    /// Tells one leaf of a query.
    pub(super) fn line(&self) -> String {
        match self {
            Clause::Text(literal) if !literal.parts.is_empty() => {
                let parts: Vec<&str> = literal.parts.iter().map(|part| &*part.text).collect();
                format!(
                    "{}: as written, or {} together",
                    literal.text,
                    parts.join(" + ")
                )
            }
            Clause::Text(literal) if literal.is_stemmed => {
                format!("{}: in any inflection", literal.text)
            }
            Clause::Text(literal) => format!("{}: as written", literal.text),
            Clause::Named(named) => named.line(),
            Clause::Section(literal) => format!("section: {}", literal.text),
            Clause::Reference(words) => {
                let words: Vec<&str> = words.iter().map(|word| &*word.text).collect();
                format!("reference: one with {}", words.join(" + "))
            }
            Clause::Language(language) => format!("lang: {}", language.as_str()),
            Clause::Source(literal) => format!("source: {}", literal.text),
            Clause::Article(field, literal) => format!("{}: {}", field.as_str(), literal.text),
            Clause::Years(years) => match (*years.start(), *years.end()) {
                (i64::MIN, last) => format!("year: up to {last}"),
                (first, i64::MAX) => format!("year: from {first}"),
                (first, last) => format!("year: {first} to {last}"),
            },
            Clause::Effect(effects) => format!("effect: {}", effects.join(" or ")),
            Clause::Nothing(why) => format!("nothing: {why}"),
            Clause::All(_) | Clause::Any(_) | Clause::Not(_) => String::new(),
        }
    }
}

impl Named {
    fn line(&self) -> String {
        let title = |concept: &Concept| {
            let name_zh = concept.name_zh.as_ref().map(|name| format!(" {name}"));
            let name_zh = name_zh.unwrap_or_default();
            format!(
                "{} {}{name_zh} ({})",
                concept.id, concept.name, concept.category
            )
        };
        let mut line = format!("{}: {}", self.text, title(&self.best));
        if self.concepts.len() > 1 {
            line.push_str(&format!(" and {} more", self.concepts.len() - 1));
        }
        if self.literal.is_some() {
            line.push_str(", or as written");
        }
        if !self.others.is_empty() {
            let others: Vec<String> = self.others.iter().map(|other| title(other)).collect();
            line.push_str(&format!("; could also mean {}", others.join(", ")));
        }
        line
    }
}
