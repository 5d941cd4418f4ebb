//! A document and a pair with quotes, line breaks and both languages.

use std::sync::Arc;

use crate::model::{
    AnnotatedDocument, Category, Citation, Concept, ConceptId, Cooccurrence, Document, Evidence,
    EvidenceMechanism, Example, Label, Language, MechanismSource, Mention, Metadata, Node, Origin,
    Reference, ReferenceScope, Section, SectionKind, Sentence, Span, Structure,
};

pub(in crate::export) const TEXT: &str =
    "一、耐药机制\nHER2阳性，\"曲妥珠单抗\"可致耐药[1]。\n参考文献\n=Modi S. T-DXd. 2022.";

fn span(part: &str) -> Span {
    let start = TEXT.find(part).unwrap();
    Span::new(start, start + part.len())
}

fn concept(id: &str, category: Category, name_zh: Option<&str>) -> Arc<Concept> {
    Arc::new(Concept {
        id: ConceptId::from(id),
        category,
        name: format!("name of {id}"),
        name_zh: name_zh.map(str::to_owned),
        synonyms: Vec::new(),
        synonyms_zh: Vec::new(),
        xrefs: vec!["ncbigene:2064".to_owned()],
        parents: Vec::new(),
        members: Vec::new(),
        targets: Vec::new(),
    })
}

fn mention(part: &str, id: &str, category: Category) -> Mention {
    Mention {
        span: span(part),
        concept: ConceptId::from(id),
        category,
        sentence_index: Some(0),
        section_index: Some(0),
        reference_index: None,
        origin: Origin::Dictionary,
        candidates: Vec::new(),
    }
}

fn structure() -> Structure {
    let split = span("参考文献").start;
    let section = |kind, heading: &str, range: (u32, u32)| Section {
        level: 1,
        kind,
        heading: Some(span(heading)),
        span: Span::from(range),
        body_start: range.0,
        parent: None,
    };
    Structure {
        language: Language::Zh,
        title: None,
        sections: vec![
            section(SectionKind::Body, "耐药机制", (0, split)),
            section(
                SectionKind::References,
                "参考文献",
                (split, TEXT.len() as u32),
            ),
        ],
        sentences: vec![Sentence {
            span: span("HER2阳性，\"曲妥珠单抗\"可致耐药[1]。"),
            section_index: 0,
        }],
        references: vec![Reference {
            number: 1,
            span: span("=Modi S. T-DXd. 2022."),
            authors: vec!["=Modi S".to_owned(), "张三".to_owned()],
            title: Some("T-DXd".to_owned()),
            title_span: None,
            journal: None,
            volume: None,
            issue: None,
            pages: Some("9-20".to_owned()),
            year: Some(2022),
            doi: None,
            pmid: None,
            pmcid: None,
            arxiv: None,
        }],
        citations: vec![Citation {
            span: span("[1]"),
            sentence_index: 0,
            reference_indices: vec![0],
            unresolved: vec![7],
        }],
    }
}

pub(in crate::export) fn annotated() -> AnnotatedDocument {
    let mut in_reference = mention("T-DXd", "drugbank:DB14962", Category::Drug);
    in_reference.sentence_index = None;
    in_reference.section_index = Some(1);
    in_reference.reference_index = Some(0);
    let her2 = concept("hgnc:3430", Category::Gene, None);
    let drug = concept("drugbank:DB00072", Category::Drug, Some("曲妥珠单抗"));
    let mechanism = |id: &str, from| EvidenceMechanism {
        concept: ConceptId::from(id),
        from,
    };
    AnnotatedDocument {
        document: Document {
            id: "a,\"1\"".to_owned(),
            source: Some("corpus/甲.txt".to_owned()),
            language: None,
            title: Some("@标题\n第二行".to_owned()),
            text: TEXT.to_owned(),
            metadata: Metadata {
                year: Some(2023),
                ..Metadata::default()
            },
            markup: Default::default(),
        },
        structure: structure(),
        mentions: vec![
            mention("HER2", "hgnc:3430", Category::Gene),
            mention("曲妥珠单抗", "drugbank:DB00072", Category::Drug),
            in_reference,
        ],
        evidence: vec![Evidence {
            mention_index: 1,
            sentence_index: 0,
            mechanisms: vec![
                mechanism("mech:b", MechanismSource::Sentence),
                mechanism("mech:a", MechanismSource::Heading),
            ],
            reference_indices: vec![0],
            reference_scope: ReferenceScope::Sentence,
        }],
        claims: Vec::new(),
        concepts: [her2, drug].map(|known| (known.id.clone(), known)).into(),
    }
}

pub(in crate::export) fn cooccurrence() -> Cooccurrence {
    let label = |id: &str, category, name: &str, name_zh: Option<&str>| Label {
        id: ConceptId::from(id),
        category,
        name: name.to_owned(),
        name_zh: name_zh.map(str::to_owned),
    };
    Cooccurrence {
        a: label(
            "drugbank:DB00072",
            Category::Drug,
            "trastuzumab",
            Some("曲妥珠单抗"),
        ),
        b: label("hgnc:3430", Category::Gene, "+ERBB2", None),
        articles: 2,
        sections: 2,
        sentences: 3,
        negated_sentences: 1,
        count: 3,
        count_a: 4,
        count_b: 5,
        total: 60,
        expected: 1.0 / 3.0,
        lift: 9.0,
        pmi: -0.5,
        npmi: f64::NAN,
        g2: -7.66713772620023,
        chi2: 21.5,
        is_chi2_valid: false,
        p_value: 1.234e-12,
        q_value: 1.0,
        jaccard: 0.5,
        salton: 0.670820393249937,
        association: 0.15,
        score: 2.42,
        mechanisms: vec![ConceptId::from("mech:a"), ConceptId::from("mech:b")],
        references: vec!["Modi 2022".to_owned(), "张三 2019".to_owned()],
        first_year: Some(2019),
        last_year: None,
        example: Example {
            article: "a\r\nb".to_owned(),
            sentence: 1,
            key: 7,
        },
    }
}

pub(in crate::export) fn node(label: &Label) -> Node {
    Node {
        label: label.clone(),
        articles: 2,
        sections: 2,
        sentences: 4,
        mentions: 5,
        degree: 1,
        strength: 3,
    }
}
