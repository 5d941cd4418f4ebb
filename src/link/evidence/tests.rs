//! Rows: a text with its headings and markers; the mechanisms and references of each piece of evidence.

use std::sync::Arc;

use super::*;
use crate::lexicon::{DictionaryFile, Layer, Lexicon};
use crate::model::{Document, Metadata};
use crate::recognize::Recognizer;
use crate::segment;

const NAMES: &str = "id,category,name,name_zh,synonyms_zh\n\
    t:her2,gene,HER2,,\n\
    t:akt,family,AKT,,\n\
    t:drug,drug,trastuzumab,曲妥珠单抗,\n\
    t:class,drug_class,TKI,,\n\
    t:bypass,mechanism,bypass,旁路激活,\n\
    t:loss,mechanism,loss,靶点丢失,\n\
    t:efflux,mechanism,efflux,药物外排,\n";

const LIST: &str = "\n\n参考文献\n\
    [1] LI A, WU B, et al. The first[J]. Nature, 2019, 41(1): 19-28.\n\
    [2] LI A, WU B, et al. The second[J]. Nature, 2020, 1(2): 3-4.\n\
    [3] LI A, WU B, et al. The third[J]. Nature, 2021, 5(6): 7-8.\n";

/// Mention, mechanisms with where they were read, numbers of the references, scope.
type Row<'r> = (&'r str, &'r [&'r str], &'r [usize], ReferenceScope);

#[track_caller]
fn check(body: &str, expected: &[Row<'_>]) {
    let text = format!("{body}{LIST}");
    let file = DictionaryFile {
        path: "rows.csv".into(),
        text: NAMES.into(),
    };
    let layer = Layer {
        concepts: vec![file],
        rules: Vec::new(),
        ..Layer::default()
    };
    let recognizer = Recognizer::new(Arc::new(Lexicon::from_layers(&[layer]).unwrap()));
    let document = Document {
        id: "row".into(),
        source: None,
        language: None,
        title: None,
        text: text.clone(),
        metadata: Metadata::default(),
        markup: Default::default(),
    };
    let structure = segment::structure(&document);
    let mentions = recognizer.mentions(&document, &structure);
    let mechanism = |mechanism: &EvidenceMechanism| {
        let from = match mechanism.from {
            MechanismSource::Sentence => "sentence",
            MechanismSource::Heading => "heading",
        };
        format!("{} {from}", &mechanism.concept.as_str()["t:".len()..])
    };
    let found: Vec<(&str, Vec<String>, Vec<usize>, ReferenceScope)> =
        evidence(&structure, &mentions)
            .iter()
            .map(|one| {
                let surface = mentions[one.mention_index].span.of(&text);
                let numbers = one
                    .reference_indices
                    .iter()
                    .map(|index| index + 1)
                    .collect();
                (
                    surface,
                    one.mechanisms.iter().map(mechanism).collect(),
                    numbers,
                    one.reference_scope,
                )
            })
            .collect();
    let expected: Vec<(&str, Vec<String>, Vec<usize>, ReferenceScope)> = expected
        .iter()
        .map(|(surface, mechanisms, numbers, scope)| {
            (
                *surface,
                mechanisms.iter().map(ToString::to_string).collect(),
                numbers.to_vec(),
                *scope,
            )
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

use ReferenceScope::{Following, None as NoScope, Sentence};

#[test]
fn references_of_the_sentence_come_first() {
    check(
        "HER2可致耐药[1]。AKT亦然[2,3]。",
        &[
            ("HER2", &[], &[1], Sentence),
            ("AKT", &[], &[2, 3], Sentence),
        ],
    );
    check(
        "HER2 confers resistance [1]. AKT does so too.[2,3]",
        &[
            ("HER2", &[], &[1], Sentence),
            ("AKT", &[], &[2, 3], Sentence),
        ],
    );
    check(
        "HER2[2]与AKT[1]可致耐药[2]。",
        &[
            ("HER2", &[], &[2, 1], Sentence),
            ("AKT", &[], &[2, 1], Sentence),
        ],
    );
}

#[test]
fn else_those_of_the_next_marker_in_the_same_section() {
    check(
        "HER2可致耐药。此后又有报道。AKT亦然[1][2]。",
        &[
            ("HER2", &[], &[1], Following),
            ("AKT", &[], &[1, 2], Sentence),
        ],
    );
    check(
        "HER2 confers resistance. Others agree. AKT does so too [3].",
        &[("HER2", &[], &[3], Following), ("AKT", &[], &[3], Sentence)],
    );
}

#[test]
fn a_marker_before_or_in_another_section_does_not_count() {
    check(
        "AKT可致耐药[1]。HER2亦然。",
        &[("AKT", &[], &[1], Sentence), ("HER2", &[], &[], NoScope)],
    );
    check(
        "某药的研究\n\n一、甲部分\nHER2可致患者对该药物产生耐药。\n二、乙部分\nAKT亦可致患者对该药物产生耐药[1]。",
        &[("HER2", &[], &[], NoScope), ("AKT", &[], &[1], Sentence)],
    );
}

#[test]
fn a_marker_that_the_list_does_not_hold_is_no_reference() {
    check("HER2可致耐药[9]。", &[("HER2", &[], &[], NoScope)]);
    check(
        "HER2可致耐药[9]。AKT亦然[1]。",
        &[("HER2", &[], &[1], Following), ("AKT", &[], &[1], Sentence)],
    );
}

#[test]
fn mechanisms_of_the_sentence_hold_for_every_mention_in_it() {
    check(
        "HER2经旁路激活使曲妥珠单抗失效，并有靶点丢失[1]。",
        &[
            (
                "HER2",
                &["bypass sentence", "loss sentence"],
                &[1],
                Sentence,
            ),
            (
                "曲妥珠单抗",
                &["bypass sentence", "loss sentence"],
                &[1],
                Sentence,
            ),
        ],
    );
    check(
        "旁路激活常见[1]。HER2不然[2]。",
        &[("HER2", &[], &[2], Sentence)],
    );
    check(
        "Bypass follows HER2 [1]. AKT is not hit [2].",
        &[
            ("HER2", &["bypass sentence"], &[1], Sentence),
            ("AKT", &[], &[2], Sentence),
        ],
    );
}

#[test]
fn mechanisms_of_headings_follow_innermost_first() {
    check(
        "某药的研究\n\n一、靶点丢失\n（一）旁路激活\nHER2经药物外排而可致患者产生耐药[1]。\n（二）其他\nAKT亦可致患者对该药物产生耐药[2]。\n二、小结\nHER2常见于多数患者之中[3]。",
        &[
            (
                "HER2",
                &["efflux sentence", "bypass heading", "loss heading"],
                &[1],
                Sentence,
            ),
            ("AKT", &["loss heading"], &[2], Sentence),
            ("HER2", &[], &[3], Sentence),
        ],
    );
    check(
        "# A study\n\n## Loss\n\n### Bypass\n\nHER2 confers resistance [1].\n\n## Outlook\n\nAKT is left to be studied [2].",
        &[
            ("HER2", &["bypass heading", "loss heading"], &[1], Sentence),
            ("AKT", &[], &[2], Sentence),
        ],
    );
}

#[test]
fn a_mechanism_of_sentence_and_heading_counts_once_as_the_sentence_s() {
    check(
        "某药的研究\n\n一、旁路激活\nHER2之旁路激活可致患者耐药[1]。\n二、小结\n机制不明，尚待研究阐明。",
        &[("HER2", &["bypass sentence"], &[1], Sentence)],
    );
}

#[test]
fn only_genes_families_and_drugs_in_sentences_have_evidence() {
    check("TKI与旁路激活有关[1]。", &[]);
    check(
        "某药的研究\n\n一、HER2扩增\n此类患者常有耐药发生[1]。\n二、小结\n机制不明，尚待研究阐明。",
        &[],
    );
    check("", &[]);
}
