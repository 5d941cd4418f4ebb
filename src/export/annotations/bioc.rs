//! BioC: the tree that its XML and its JSON share.
//!
//! See the BioC DTD and <https://github.com/ncbi-nlp/BioC-JSON>. Offsets count from the
//! start of the document; the collection says that they are code points, since the DTD
//! means bytes and most readers do not.

use crate::model::{AnnotatedDocument, Mention};

use super::passage::{Passage, passages};
use super::{Relation, relations, type_name};
use crate::export::positions::Positions;

/// What the collection says of itself.
pub(super) const COLLECTION_INFONS: [(&str, &str); 2] =
    [("tool", "litmine"), ("offset_unit", "code points")];

pub(super) struct BiocDocument<'d> {
    pub(super) id: &'d str,
    pub(super) infons: Vec<(&'static str, String)>,
    pub(super) passages: Vec<BiocPassage<'d>>,
    pub(super) relations: Vec<Relation>,
}

pub(super) struct BiocPassage<'d> {
    pub(super) offset: u32,
    pub(super) infons: Vec<(&'static str, String)>,
    pub(super) text: &'d str,
    pub(super) annotations: Vec<BiocAnnotation<'d>>,
}

pub(super) struct BiocAnnotation<'d> {
    /// The place of the mention.
    pub(super) id: usize,
    pub(super) infons: Vec<(&'static str, String)>,
    pub(super) offset: u32,
    pub(super) length: u32,
    pub(super) text: &'d str,
}

impl<'d> BiocDocument<'d> {
    pub(super) fn new(annotated: &'d AnnotatedDocument) -> Self {
        let at = Positions::new(&annotated.document.text);
        let metadata = &annotated.document.metadata;
        let known = [
            (
                "language",
                Some(annotated.structure.language.as_str().to_owned()),
            ),
            ("year", metadata.year.map(|year| year.to_string())),
            ("journal", metadata.journal.clone()),
            ("article-id_doi", metadata.doi.clone()),
            ("article-id_pmid", metadata.pmid.clone()),
        ];
        let known = known.into_iter();
        let infons: Vec<_> = known
            .filter_map(|(key, value)| Some((key, value?)))
            .collect();
        let passage = |(place, passage): (usize, Passage)| {
            let mut made = BiocPassage::new(annotated, passage, &at);
            if place == 0 {
                // Where readers look for what is known of the article.
                made.infons.extend(infons.iter().cloned());
            }
            made
        };
        let passages = passages(annotated).into_iter().enumerate();
        Self {
            id: &annotated.document.id,
            passages: passages.map(passage).collect(),
            relations: relations(annotated),
            infons,
        }
    }
}

impl<'d> BiocPassage<'d> {
    fn new(annotated: &'d AnnotatedDocument, passage: Passage, at: &Positions<'_>) -> Self {
        let mentions = annotated.mentions.iter().enumerate();
        let inside = mentions.filter(|(_, mention)| passage.span.contains(mention.span));
        let annotations = inside
            .map(|(id, mention)| BiocAnnotation::new(annotated, id, mention, at))
            .collect();
        let mut infons = vec![("type", passage.kind)];
        infons.extend(
            passage
                .section
                .map(|part| ("section_type", part.to_owned())),
        );
        Self {
            offset: at.of(passage.span.start),
            infons,
            text: passage.span.of(&annotated.document.text),
            annotations,
        }
    }
}

impl<'d> BiocAnnotation<'d> {
    fn new(
        annotated: &'d AnnotatedDocument,
        id: usize,
        mention: &'d Mention,
        at: &Positions<'_>,
    ) -> Self {
        let (start, end) = at.span(mention.span);
        let concept = annotated.concepts.get(&mention.concept);
        let name_zh = concept.and_then(|concept| concept.name_zh.clone());
        let candidates: Vec<&str> = mention.candidates.iter().map(|id| id.as_str()).collect();
        let mut infons = vec![
            ("type", type_name(mention.category).to_owned()),
            ("identifier", mention.concept.to_string()),
            ("origin", mention.origin.as_str().to_owned()),
        ];
        infons.extend(concept.map(|concept| ("name", concept.name.clone())));
        infons.extend(name_zh.map(|name| ("name_zh", name)));
        if !candidates.is_empty() {
            infons.push(("candidates", candidates.join(";")));
        }
        Self {
            id,
            infons,
            offset: start,
            length: end - start,
            text: mention.span.of(&annotated.document.text),
        }
    }
}
