//! Held: what an index holds of words and concepts, read from its term dictionaries.

use std::collections::BTreeSet;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::index::schema::Fields;
use crate::model::{ConceptId, variant};

/// Looks things up in one index.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: Fields,
}

impl Held<'_> {
    /// Whether a sentence has a word.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.has(self.fields.text.words, word)
    }

    /// Whether a sentence mentions a concept.
    pub(super) fn has_concept(&self, id: &ConceptId) -> bool {
        self.has(self.fields.concept, id.as_str())
    }

    /// Returns the variants that are written in a short form, whatever their gene, by id.
    pub(super) fn variants(&self, short: &str) -> Vec<ConceptId> {
        let is_written = |id: &str| {
            let id = ConceptId::from(id);
            variant::parts(&id).is_some_and(|(_, written)| written == short)
        };
        // An index that cannot be read says so when it is searched.
        let found = self.terms(self.fields.concept, variant::PREFIX, &is_written);
        let found = found.unwrap_or_default().into_iter();
        found.map(ConceptId::from).collect()
    }

    fn has(&self, field: Field, text: &str) -> bool {
        let count = self.searcher.doc_freq(&Term::from_field_text(field, text));
        count.is_ok_and(|count| count > 0)
    }

    /// Returns the terms of a field that begin with a prefix and are meant.
    fn terms(
        &self,
        field: Field,
        prefix: &str,
        is_meant: &dyn Fn(&str) -> bool,
    ) -> tantivy::Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(prefix).into_stream()?;
            while terms.advance() {
                if !terms.key().starts_with(prefix.as_bytes()) {
                    break;
                }
                let term = String::from_utf8_lossy(terms.key());
                if is_meant(&term) {
                    found.insert(term.into_owned());
                }
            }
        }
        Ok(found)
    }
}
