//! Understand: syntax + lexicon → clauses.
//!
//! A name in a field must have the field's category and brings what is below it;
//! what bare words name is found in [`super::bare`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::Field;
use super::clause::{Clause, Literal, Named};
use super::query::{Syntax, error_at};
use crate::error::Result;
use crate::lexicon::Lexicon;
use crate::model::{Category, Concept, ConceptId, Effect};
use crate::normalize;

/// Turns syntax into clauses.
pub(super) struct Understanding<'a> {
    pub(super) query: &'a str,
    pub(super) lexicon: &'a Lexicon,
    /// Whether the index holds a Han word.
    pub(super) is_word: &'a dyn Fn(&str) -> bool,
}

impl Understanding<'_> {
    /// Looks up what a query names.
    ///
    /// # Errors
    ///
    /// [`crate::error::Error::Query`] for an unknown field, a year that is none, and a
    /// query without a letter or digit.
    pub(super) fn clause(&self, syntax: &Syntax) -> Result<Clause> {
        let clause = self.optional(syntax)?;
        clause.ok_or_else(|| error_at(self.query, 0, "expected a word, found only marks"))
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

    /// Makes the clause of a bare name: its best concept; of a mechanism also what is below.
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
        let searched = if best.category == Category::Mechanism {
            self.below([best.id.clone()])
        } else {
            vec![best.id.clone()]
        };
        Clause::Named(Box::new(Named {
            text: text.to_owned(),
            best,
            others: concepts.collect(),
            concepts: searched,
            literal,
            is_mechanism: false,
        }))
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
            Field::Effect => self.effect(value, range.start)?,
            Field::Year => self.years(value, range.start)?,
            Field::Reference => {
                let words = value.split_whitespace();
                let words = words.filter_map(|word| Literal::new(word, false));
                Clause::Reference(words.collect())
            }
            _ => self.concept(field, value, literal),
        })
    }

    /// An effect by its word, in either language; `not` in front asks for denied ones.
    fn effect(&self, value: &str, at: usize) -> Result<Clause> {
        let lower = value.to_lowercase();
        let (word, prefix) = match lower.strip_prefix("not ").or(lower.strip_prefix("not_")) {
            Some(word) => (word, "not_"),
            None => (lower.as_str(), ""),
        };
        let effects: &[Effect] = match word {
            "resistance" | "resistant" | "耐药" | "抗药" | "抵抗" => &[Effect::Resistance],
            "sensitivity" | "sensitive" | "敏感" | "获益" => &[Effect::Sensitivity],
            "overcomes" | "overcome" | "逆转" | "克服" => &[Effect::Overcomes],
            "response" | "有效" | "疗效" => &[Effect::Sensitivity, Effect::Overcomes],
            _ => {
                let message = "expected resistance, sensitivity, overcomes or response";
                return Err(error_at(self.query, at, message));
            }
        };
        let effects = effects.iter().map(|effect| format!("{prefix}{effect}"));
        Ok(Clause::Effect(effects.collect()))
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
                    concepts: self.below(ids),
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
            _ => self.below([best.id.clone()]),
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

    /// Returns concepts and everything below them, each once, sorted.
    fn below(&self, ids: impl IntoIterator<Item = ConceptId>) -> Vec<ConceptId> {
        let mut narrower: BTreeMap<&ConceptId, Vec<&ConceptId>> = BTreeMap::new();
        for concept in self.lexicon.concepts() {
            for parent in &concept.parents {
                narrower.entry(parent).or_default().push(&concept.id);
            }
            let members = concept.members.iter();
            narrower.entry(&concept.id).or_default().extend(members);
        }
        let mut found = BTreeSet::new();
        let mut next: Vec<ConceptId> = ids.into_iter().collect();
        while let Some(id) = next.pop() {
            if found.insert(id.clone()) {
                let below = narrower.get(&id).into_iter().flatten();
                next.extend(below.copied().cloned());
            }
        }
        found.into_iter().collect()
    }

    fn years(&self, value: &str, at: usize) -> Result<Clause> {
        let (first, last) = value.split_once("..").unwrap_or((value, value));
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
