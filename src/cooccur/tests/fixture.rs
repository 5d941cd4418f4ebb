//! Small annotated documents, made from the names in their sentences.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    AnnotatedDocument, Category, Concept, ConceptId, Document, Evidence, EvidenceMechanism,
    Language, MechanismSource, Mention, Metadata, Origin, Reference, ReferenceScope, Section,
    SectionKind, Sentence, Span, Structure,
};

/// One sentence for each inner list: the names in it. `%` in front of a name puts it in the heading.
pub(super) fn document(id: &str, sections: &[&[&[&str]]]) -> AnnotatedDocument {
    let mut text = String::new();
    let mut structure = Structure {
        language: Language::En,
        title: None,
        sections: Vec::new(),
        sentences: Vec::new(),
        references: Vec::new(),
        citations: Vec::new(),
    };
    let mut mentions = Vec::new();
    let mut concepts = BTreeMap::new();
    for (section_index, sentences) in sections.iter().enumerate() {
        let section_start = text.len();
        for names in *sentences {
            let sentence_index = structure.sentences.len();
            let start = text.len();
            for name in *names {
                let place = text.len();
                text.push_str(name);
                let bare = name.trim_start_matches('%');
                let concept = concept(bare);
                mentions.push(Mention {
                    span: Span::new(place, text.len()),
                    concept: concept.id.clone(),
                    category: concept.category,
                    sentence_index: (bare == *name).then_some(sentence_index),
                    section_index: Some(section_index),
                    reference_index: None,
                    origin: Origin::Dictionary,
                    candidates: Vec::new(),
                });
                concepts.insert(concept.id.clone(), Arc::new(concept));
                text.push(' ');
            }
            structure.sentences.push(Sentence {
                span: Span::new(start, text.trim_end().len()),
                section_index,
            });
        }
        structure.sections.push(Section {
            level: 1,
            kind: SectionKind::Body,
            heading: None,
            span: Span::new(section_start, text.len()),
            body_start: section_start as u32,
            parent: None,
        });
    }
    AnnotatedDocument {
        document: Document {
            id: id.to_owned(),
            source: None,
            language: None,
            title: None,
            text,
            metadata: Metadata::default(),
            markup: Default::default(),
        },
        structure,
        mentions,
        evidence: Vec::new(),
        claims: Vec::new(),
        concepts,
    }
}

/// Lower-case names are drugs, those with `:` mechanisms, the rest genes; Chinese names are drugs.
fn concept(name: &str) -> Concept {
    let category = if name.starts_with("mech:") {
        Category::Mechanism
    } else if name.starts_with(|mark: char| mark.is_ascii_uppercase()) {
        Category::Gene
    } else {
        Category::Drug
    };
    Concept {
        id: ConceptId::from(name),
        category,
        name: name.to_owned(),
        name_zh: None,
        synonyms: Vec::new(),
        synonyms_zh: Vec::new(),
        xrefs: Vec::new(),
        parents: Vec::new(),
        members: Vec::new(),
        targets: Vec::new(),
    }
}

pub(super) fn golden_corpus() -> Vec<AnnotatedDocument> {
    vec![
        document(
            "d1",
            &[
                &[&["ERBB2", "trastuzumab"], &["PIK3CA"]],
                &[&["ERBB2", "PIK3CA", "trastuzumab"]],
            ],
        ),
        document("d2", &[&[&["ERBB2", "lapatinib"]], &[&["trastuzumab"]]]),
        document("d3", &[&[&["PIK3CA", "lapatinib"]]]),
    ]
}

pub(super) fn evidence(
    mention_index: usize,
    sentence_index: usize,
    references: &[usize],
) -> Evidence {
    Evidence {
        mention_index,
        sentence_index,
        mechanisms: vec![EvidenceMechanism {
            concept: ConceptId::from(["mech:b", "mech:a"][mention_index % 2]),
            from: MechanismSource::Sentence,
        }],
        reference_indices: references.to_vec(),
        reference_scope: ReferenceScope::Sentence,
    }
}

pub(super) fn reference(number: u32, author: &str) -> Reference {
    Reference {
        number,
        span: Span::new(0, 0),
        authors: vec![author.to_owned()],
        title: None,
        title_span: None,
        journal: None,
        volume: None,
        issue: None,
        pages: None,
        year: Some(2019),
        doi: None,
        pmid: None,
    }
}
