//! Understand: syntax + lexicon → clauses.
//!
//! A name in a field must have the field's category and brings what is below it;
//! what bare words name is found in [`super::bare`].

use std::ops::Range;
use std::sync::Arc;

use super::below::Below;
use super::clause::{Clause, Literal, Named};
use super::held::Held;
use super::query::{Syntax, error_at};
use super::{Field, effect};
use crate::error::Result;
use crate::lexicon::Lexicon;
use crate::model::{Category, Concept, ConceptId, Language, variant};
use crate::normalize;

/// Queries that come to more concepts, with all that is below their names, are refused.
const MAX_CONCEPTS: usize = 50_000;

/// Turns syntax into clauses.
pub(super) struct Understanding<'a> {
    pub(super) query: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) below: &'a dyn Fn() -> &'a Below<'a>,
    pub(super) held: Held<'a>,
}

impl Understanding<'_> {
    /// Looks up what a query names.
    ///
    /// # Errors
    ///
    /// [`crate::error::Error::Query`] for an unknown field, a year that is none, and a
    /// query without a letter or digit or with too many concepts.
    pub(super) fn clause(&self, syntax: &Syntax) -> Result<Clause> {
        let clause = self.optional(syntax)?;
        let marks = || error_at(self.query, 0, "expected a word, found only marks");
        let clause = clause.ok_or_else(marks)?;
        let asked = clause.leaves().into_iter();
        let count = asked.map(|leaf| match leaf {
            Clause::Named(named) => named.concepts.len(),
            _ => 0,
        });
        match count.sum() {
            0..=MAX_CONCEPTS => Ok(clause),
            count => {
                let message = format!(
                    "the names come to {count} concepts, at most {MAX_CONCEPTS} are allowed"
                );
                Err(error_at(self.query, 0, message))
            }
        }
    }

    /// As [`Self::clause`]; `None` for what holds marks only.
    fn optional(&self, syntax: &Syntax) -> Result<Option<Clause>> {
        let text = |range: &Range<usize>| &self.query[range.clone()];
        Ok(match syntax {
            Syntax::All(items) => combine(self.each(items)?, Clause::All),
            Syntax::Any(items) => combine(self.each(items)?, Clause::Any),
            Syntax::Not(item) => {
                let clause = self.optional(item)?;
                clause.map(|clause| Clause::Not(Box::new(clause)))
            }
            Syntax::Words(words) => self.words(words),
            Syntax::Phrase(range) => Literal::new(text(range), false).map(Clause::Text),
            Syntax::Colon(range, colon) => self.colon(range, *colon)?,
            Syntax::Field(field, range) => Some(self.field(*field, range)?),
        })
    }

    fn each(&self, items: &[Syntax]) -> Result<Vec<Clause>> {
        let mut clauses = Vec::new();
        for item in items {
            clauses.extend(self.optional(item)?);
        }
        Ok(clauses)
    }

    /// A bare word with a colon: the id of a concept, or a field that there is not.
    fn colon(&self, range: &Range<usize>, colon: usize) -> Result<Option<Clause>> {
        let word = &self.query[range.clone()];
        if let Some(concept) = self.lexicon.concept(&word.into()) {
            return Ok(Some(self.named(word, vec![concept], None)));
        }
        if let Some(concept) = variant::concept(&word.into()) {
            return Ok(Some(self.named(word, vec![&Arc::new(concept)], None)));
        }
        let prefix = &self.query[range.start..colon];
        if prefix.chars().all(|c| c.is_ascii_alphabetic()) {
            let fields: Vec<&str> = Field::ALL.map(Field::as_str).to_vec();
            let message = format!(
                "unknown field {prefix}, expected one of {}",
                fields.join(", ")
            );
            return Err(error_at(self.query, range.start, message));
        }
        Ok(Literal::new(word, true).map(Clause::Text))
    }

    /// Makes the clause of a bare name: its best concept, or, where no sentence mentions that,
    /// the name as written.
    pub(super) fn named(
        &self,
        text: &str,
        concepts: Vec<&Arc<Concept>>,
        literal: Option<Literal>,
    ) -> Clause {
        let mut concepts = concepts.into_iter().cloned();
        let Some(best) = concepts.next() else {
            return Clause::Nothing(format!("{text} names nothing"));
        };
        let is_held = self.held.has_concept(&best.id);
        Clause::Named(Box::new(Named {
            text: text.to_owned(),
            concepts: vec![best.id.clone()],
            best,
            others: concepts.collect(),
            literal: literal.filter(|_| !is_held),
            is_mechanism: false,
        }))
    }

    /// Makes the clause of a variant as it is written, with or without its gene; `None` where
    /// the index holds no such variant.
    pub(super) fn variant(&self, value: &str, literal: Option<Literal>) -> Option<Clause> {
        let (gene, short) = variant::at_end(value)?;
        let gene = gene.trim_end_matches([':', ' ', '-']).trim();
        let mut ids = self.held.variants(&short);
        if !gene.is_empty() {
            let genes = self.lexicon.named(gene);
            ids.retain(|id| {
                let symbol = variant::parts(id).map(|(symbol, _)| symbol);
                genes.iter().any(|gene| Some(&*gene.name) == symbol)
            });
        }
        let best = Arc::new(variant::concept(ids.first()?)?);
        Some(Clause::Named(Box::new(Named {
            text: value.to_owned(),
            best,
            others: Vec::new(),
            concepts: ids,
            literal,
            is_mechanism: false,
        })))
    }

    fn field(&self, field: Field, range: &Range<usize>) -> Result<Clause> {
        let value = self.query[range.clone()].trim();
        let Some(literal) = Literal::new(value, false) else {
            let message = format!("expected a value after {}:", field.as_str());
            return Err(error_at(self.query, range.start, message));
        };
        Ok(match field {
            Field::Name => Clause::Text(literal),
            Field::Section => Clause::Section(Literal::new(value, true).unwrap_or(literal)),
            Field::Source => Clause::Source(literal),
            Field::Author
            | Field::Keyword
            | Field::Journal
            | Field::Doi
            | Field::Pmid
            | Field::Pmcid => Clause::Article(field, literal),
            Field::Language => self.language(value, range.start)?,
            Field::Effect => effect::of_field(value).ok_or_else(|| {
                let message = "expected resistance, sensitivity, overcomes or response";
                error_at(self.query, range.start, message)
            })?,
            Field::Variant => {
                let variant = self.variant(value, None);
                variant.unwrap_or_else(|| self.concept(field, value, literal))
            }
            Field::Year => self.years(value, range.start)?,
            Field::Reference => {
                let words = value.split_whitespace();
                let words = words.filter_map(|word| Literal::new(word, false));
                Clause::Reference(words.collect())
            }
            _ => self.concept(field, value, literal),
        })
    }

    fn language(&self, value: &str, at: usize) -> Result<Clause> {
        match value.to_lowercase().as_str() {
            "zh" | "chinese" | "中文" | "汉语" => Ok(Clause::Language(Language::Zh)),
            "en" | "english" | "英文" | "英语" => Ok(Clause::Language(Language::En)),
            _ => Err(error_at(self.query, at, "expected zh or en")),
        }
    }

    /// A name or id in a field that takes concepts; as written where nothing has it.
    fn concept(&self, field: Field, value: &str, literal: Literal) -> Clause {
        let mut found = self.of_field(field, value);
        if found.is_empty() && field == Field::Mechanism {
            found = self.mechanisms_with(value);
            let ids: Vec<ConceptId> = found.iter().map(|concept| concept.id.clone()).collect();
            if let Some(best) = found.first() {
                return Clause::Named(Box::new(Named {
                    text: format!("{}:{value}", field.as_str()),
                    best: Arc::clone(best),
                    others: Vec::new(),
                    concepts: (self.below)().all(ids),
                    literal: None,
                    is_mechanism: true,
                }));
            }
        }
        let mut found = found.into_iter();
        let Some(best) = found.next() else {
            return Clause::Text(literal);
        };
        let concepts = match best.category {
            Category::Gene | Category::Variant => vec![best.id.clone()],
            _ => (self.below)().all([best.id.clone()]),
        };
        Clause::Named(Box::new(Named {
            text: format!("{}:{value}", field.as_str()),
            best,
            others: found.collect(),
            concepts,
            literal: None,
            is_mechanism: field == Field::Mechanism,
        }))
    }

    /// Returns what a value names in a field, best first: by id, by slug, by name.
    fn of_field(&self, field: Field, value: &str) -> Vec<Arc<Concept>> {
        let slug = format!("mech:{}", value.to_ascii_lowercase());
        let ids = [value.to_owned(), value.to_ascii_lowercase(), slug];
        let by_id = ids
            .into_iter()
            .find_map(|id| self.lexicon.concept(&id.into()));
        let named = self.lexicon.named(value);
        let candidates: Vec<&Arc<Concept>> = by_id.into_iter().chain(named).collect();
        for group in field.categories() {
            let mut found: Vec<Arc<Concept>> = Vec::new();
            for &concept in &candidates {
                let is_new = found.iter().all(|other| other.id != concept.id);
                if is_new && group.contains(&concept.category) {
                    found.push(Arc::clone(concept));
                }
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Returns the mechanisms with a value in their slug or a name, by id.
    fn mechanisms_with(&self, value: &str) -> Vec<Arc<Concept>> {
        let value = normalize::fold_name(value);
        let has_value = |text: &str| normalize::fold(text).text.contains(&value);
        let mechanisms = self.lexicon.concepts().filter(|concept| {
            concept.category == Category::Mechanism
                && (has_value(concept.id.as_str().trim_start_matches("mech:"))
                    || concept.names().any(has_value))
        });
        mechanisms.cloned().collect()
    }

    fn years(&self, value: &str, at: usize) -> Result<Clause> {
        let ends = value
            .split_once("..")
            .or_else(|| value.split_once(['-', '–', '—', '至']));
        let (first, last) = ends.unwrap_or((value, value));
        let year = |text: &str, open: i64| match text.trim() {
            "" => Some(open),
            text if text.len() == 4 => text.parse().ok(),
            _ => None,
        };
        match (year(first, i64::MIN), year(last, i64::MAX)) {
            (Some(first), Some(last)) => Ok(Clause::Years(first..=last)),
            _ => {
                let message = "expected a year such as 2020, 2019..2023, 2019.. or ..2020";
                Err(error_at(self.query, at, message))
            }
        }
    }
}

/// Makes one clause of many; `None` of none.
pub(super) fn combine(
    mut clauses: Vec<Clause>,
    many: impl FnOnce(Vec<Clause>) -> Clause,
) -> Option<Clause> {
    match clauses.len() {
        0 => None,
        1 => clauses.pop(),
        _ => Some(many(clauses)),
    }
}
