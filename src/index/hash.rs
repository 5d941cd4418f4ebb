//! Hash: what an article was made from, in one short text.

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::model::Document;

/// Returns a hash of an article's text and metadata and of the version of litmine, so
/// that a changed article and one of an older litmine are made anew.
pub fn content_hash(document: &Document) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    let json = serde_json::to_vec(document).map_err(|error| Error::Input {
        place: document.id.clone(),
        expected: "an article that can be written as JSON",
        found: error.to_string(),
    })?;
    hash.update(&json);
    let hash = hash.finalize();
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
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
