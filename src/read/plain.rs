//! Plain: a text or Markdown file → one document.

use super::Outcome;
use super::origin::Origin;

/// Makes the document of a whole input; its structure is found later.
pub(super) fn document(origin: &Origin, text: &str) -> Vec<Outcome> {
    vec![Ok(origin.document(origin.id.clone(), text.to_owned()))]
}
