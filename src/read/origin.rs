//! Origin: where the articles of one input come from.

use super::{Format, Refused};
use crate::error::Error;
use crate::model::{Document, Markup, Metadata};

/// What all articles of one input share.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// Names the input in errors.
    pub place: String,
    /// The id of its only article; others are numbered behind it.
    pub id: String,
    /// The file, if it is one.
    pub source: Option<String>,
    /// How it is written.
    pub format: Format,
    /// The encoding that it was decoded from.
    pub encoding: Option<&'static str>,
}

impl Origin {
    /// A document of this input without anything known beside its text.
    pub(super) fn document(&self, id: String, text: String) -> Document {
        Document {
            id,
            source: self.source.clone(),
            language: None,
            title: None,
            text,
            metadata: Metadata {
                format: Some(self.format.as_str().to_owned()),
                encoding: self.encoding.map(str::to_owned),
                ..Metadata::default()
            },
            markup: Markup::None,
        }
    }

    /// The id of one article of many that bears none: `exports.ris#3`.
    pub(super) fn numbered(&self, number: usize) -> String {
        format!("{}#{number}", self.id)
    }

    /// Refuses the whole input.
    pub(super) fn refuse(&self, expected: &'static str, found: impl Into<String>) -> Refused {
        self.refuse_at(&self.place, Some(self.id.clone()), expected, found)
    }

    /// Refuses one record of it, counted from 1.
    pub(super) fn refuse_record(
        &self,
        number: usize,
        expected: &'static str,
        found: impl Into<String>,
    ) -> Refused {
        let place = format!("{}, record {number}", self.place);
        self.refuse_at(&place, None, expected, found)
    }

    fn refuse_at(
        &self,
        place: &str,
        id: Option<String>,
        expected: &'static str,
        found: impl Into<String>,
    ) -> Refused {
        Refused {
            id,
            is_line: false,
            error: Error::Input {
                place: place.to_owned(),
                expected,
                found: found.into(),
            },
        }
    }
}
