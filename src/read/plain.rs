//! Plain: a text or Markdown file → one document.

use std::io::Read;
use std::path::Path;

use super::{Outcome, Refused, id_of, utf8};
use crate::model::{Document, Markup, Metadata};

/// Reads one article.
pub(super) fn document(path: &Path, input: impl Read) -> Outcome {
    let id = id_of(path);
    match utf8(path, input) {
        Ok(text) => Ok(Document {
            source: (id != "-").then(|| id.clone()),
            id,
            language: None,
            title: None,
            text,
            metadata: Metadata::default(),
            markup: Markup::None,
        }),
        Err(error) => Err(Refused {
            id: Some(id),
            is_line: false,
            error,
        }),
    }
}
