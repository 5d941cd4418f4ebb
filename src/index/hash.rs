//! Hash: what an article was made from, in one short text.

use sha2::{Digest, Sha256};

use super::entry::check_id;
use crate::error::{Error, Result};
use crate::model::Document;

/// Returns a hash of an article's text and metadata and of the version of litmine, so
/// that a changed article and one of an older litmine are made anew.
///
/// # Errors
///
/// [`Error::Input`] for an article that no index takes: its id has more than 512 bytes.
pub fn content_hash(document: &Document) -> Result<String> {
    check_id(&document.id)?;
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    let json = serde_json::to_vec(document).map_err(|error| Error::Input {
        place: document.id.clone(),
        expected: "an article that can be written as JSON",
        found: error.to_string(),
    })?;
    hash.update(&json);
    let hash = hash.finalize();
    let digits = |half: u8| char::from_digit(half.into(), 16);
    let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Ok(halves.filter_map(digits).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Metadata;

    #[test]
    fn differs_by_text_and_by_metadata() {
        let document = Document {
            id: "a".into(),
            source: None,
            language: None,
            title: None,
            text: "HER2阳性".into(),
            metadata: Metadata::default(),
            markup: Default::default(),
        };
        let mut other_text = document.clone();
        other_text.text.push('。');
        let mut other_year = document.clone();
        other_year.metadata.year = Some(2023);
        let hash = content_hash(&document).unwrap();
        assert_eq!(hash.len(), 64);
        assert_eq!(hash, content_hash(&document.clone()).unwrap());
        assert_ne!(hash, content_hash(&other_text).unwrap());
        assert_ne!(hash, content_hash(&other_year).unwrap());
    }
}
