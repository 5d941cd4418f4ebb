//! Narrow: references and articles → what rests on them, in two steps.
//!
//! The first step finds the references or the articles, the second asks for what has one
//! of them.

use tantivy::Term;
use tantivy::query::{BooleanQuery, Query, TermQuery, TermSetQuery};
use tantivy::schema::{self as fields, IndexRecordOption};

use super::ask::{Asker, literal_query, narrow, of_kind, phrase_query};
use super::clause::Literal;
use super::{Field, rank};
use crate::index::schema;
use crate::words;

/// References, or articles, that one clause may find.
const MAX_VALUES: usize = 100_000;

impl Asker<'_> {
    /// Finds the references that hold all words, then what cites one of them.
    pub(super) fn cited(&self, words: &[Literal]) -> tantivy::Result<Box<dyn Query>> {
        let each = words
            .iter()
            .map(|word| literal_query(word, self.fields.reference));
        let query = Box::new(BooleanQuery::intersection(each.collect()));
        let query = of_kind(self.fields, schema::REFERENCE, query);
        self.with_values_of(&*query, "cited", self.fields.cited)
    }

    /// Finds the articles with an author, keyword, journal or id, then all that is theirs.
    pub(super) fn of_article(
        &self,
        field: Field,
        value: &Literal,
    ) -> tantivy::Result<Box<dyn Query>> {
        let texts = match field {
            Field::Author => Some(self.fields.author),
            Field::Keyword => Some(self.fields.keyword),
            Field::Journal => Some(self.fields.journal),
            _ => None,
        };
        let query = match texts {
            Some(texts) => phrase_query(&words::phrase(&value.units), texts),
            None => {
                // A DOI may stand behind the address that resolves it.
                let at = value.text.find("10.").filter(|_| field == Field::Doi);
                let id = schema::identifier(field.as_str(), &value.text[at.unwrap_or_default()..]);
                let term = Term::from_field_text(self.fields.identifier, &id);
                Box::new(TermQuery::new(term, IndexRecordOption::Basic))
            }
        };
        let query = of_kind(self.fields, schema::ARTICLE, query);
        self.with_values_of(&*query, "article", self.fields.article)
    }

    /// Asks for what has a value in `field` that something found by `query` has in its column.
    fn with_values_of(
        &self,
        query: &dyn Query,
        column: &str,
        field: fields::Field,
    ) -> tantivy::Result<Box<dyn Query>> {
        let values = rank::values(self.run, query, column, MAX_VALUES)?;
        let values = values.iter();
        let terms = values.map(|value| Term::from_field_text(field, value));
        Ok(narrow(Box::new(TermSetQuery::new(terms))))
    }
}
