//! Stored: what the index keeps of articles and sentences, packed, and back.
//!
//! In the format postcard, which has no names of fields: a third of the bytes and a
//! quarter of the time of JSON. So what is packed can be read by the same fields only;
//! where one of them changes, [`FORMAT`](super::schema::FORMAT) changes. The document itself
//! is JSON inside, since it leaves out what is not known of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::schema::Record;
use crate::error::{Error, Result};
use crate::model::{AnnotatedDocument, Claim, Concept, ConceptId, Evidence, Mention, Structure};

/// An annotated document as it is packed.
#[derive(Serialize, Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    document: Cow<'a, str>,
    structure: Cow<'a, Structure>,
    mentions: Cow<'a, [Mention]>,
    evidence: Cow<'a, [Evidence]>,
    claims: Cow<'a, [Claim]>,
    concepts: Cow<'a, BTreeMap<ConceptId, Arc<Concept>>>,
}

/// Packs an annotated document.
pub(super) fn pack_body(article: &AnnotatedDocument) -> Result<Vec<u8>> {
    let document =
        serde_json::to_string(&article.document).map_err(refuse(&article.document.id))?;
    let body = Body {
        document: document.into(),
        structure: Cow::Borrowed(&article.structure),
        mentions: (&article.mentions).into(),
        evidence: (&article.evidence).into(),
        claims: (&article.claims).into(),
        concepts: Cow::Borrowed(&article.concepts),
    };
    postcard::to_stdvec(&body).map_err(refuse(&article.document.id))
}

/// Unpacks an annotated document; `None` where the bytes are none.
pub(super) fn unpack_body(bytes: &[u8]) -> Option<AnnotatedDocument> {
    let body: Body = unpack(bytes)?;
    Some(AnnotatedDocument {
        document: serde_json::from_str(&body.document).ok()?,
        structure: body.structure.into_owned(),
        mentions: body.mentions.into_owned(),
        evidence: body.evidence.into_owned(),
        claims: body.claims.into_owned(),
        concepts: body.concepts.into_owned(),
    })
}

/// Packs what a sentence of an article is shown by.
pub(super) fn pack_record(record: &Record, article: &str) -> Result<Vec<u8>> {
    postcard::to_stdvec(record).map_err(refuse(article))
}

/// Unpacks it; `None` where the bytes are none.
pub(super) fn unpack_record(bytes: &[u8]) -> Option<Record> {
    unpack(bytes)
}

/// Unpacks a value that takes all the bytes.
fn unpack<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<T> {
    let (value, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(value)
}

fn refuse<E: std::fmt::Display>(article: &str) -> impl FnOnce(E) -> Error {
    move |error| Error::Input {
        place: article.to_owned(),
        expected: "an article that can be stored",
        found: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::schema::FORMAT;
    use crate::index::tests::article;
    use crate::model::Span;

    fn sample() -> AnnotatedDocument {
        let text = "# 旁路激活\nHER2阳性，曲妥珠单抗耐药。[1]\n[1] Modi 2022";
        article("a", 2022, text)
    }

    #[test]
    fn comes_back_as_it_was() {
        let article = sample();
        let packed = pack_body(&article).unwrap();
        assert_eq!(unpack_body(&packed), Some(article));
        let record = Record {
            title: Some("综述".into()),
            text: "MET amplification".into(),
            mentions: vec![(Span::new(0, 3), "hgnc:7029".into())],
            ..Record::default()
        };
        let packed = pack_record(&record, "a").unwrap();
        assert_eq!(unpack_record(&packed), Some(record));
    }

    #[test]
    fn bytes_that_are_no_article_are_none() {
        let packed = pack_body(&sample()).unwrap();
        for end in 0..packed.len() {
            assert_eq!(unpack_body(&packed[..end]), None, "{end} bytes");
        }
        assert_eq!(unpack_record(b"\x07"), None);
    }

    /// Another program may have packed what is read: when this fails because the model has
    /// changed, raise `schema::FORMAT` and put both numbers here.
    #[test]
    fn changes_only_with_the_format() {
        let packed = pack_body(&sample()).unwrap();
        assert_eq!((FORMAT, packed.len()), (7, 486));
    }
}
