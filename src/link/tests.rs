//! Rows: a text and what it claims, as `subject [alteration direction] effect drug [not] [perhaps]`.

use std::sync::Arc;

use super::*;
use crate::lexicon::{DictionaryFile, Layer, Lexicon};
use crate::model::{Claim, Metadata};
use crate::recognize::Recognizer;
use crate::segment;

const NAMES: &str = "id,category,name,name_zh,synonyms,targets\n\
    t:her2,gene,HER2,,,\n\
    t:akt1,gene,AKT1,,,\n\
    t:met,gene,MET,,,\n\
    t:pten,gene,PTEN,,,\n\
    t:egfr,gene,EGFR,,,\n\
    t:ccne1,gene,CCNE1,,,\n\
    t:cdk6,gene,CDK6,,,\n\
    t:src,gene,SRC,,,\n\
    t:pi3k,family,PI3K,,,\n\
    t:tra,drug,trastuzumab,曲妥珠单抗,,\n\
    t:lap,drug,lapatinib,拉帕替尼,,\n\
    t:sar,drug,saracatinib,塞卡替尼,,\n\
    t:tki,drug_class,EGFR-TKI,,EGFR inhibitor,t:egfr\n\
    t:srci,drug_class,SRC inhibitor,SRC抑制剂,,t:src\n\
    t:bypass,mechanism,bypass,旁路激活,,\n\
    t:gastric,disease,gastric cancer,胃癌,,\n";

const LIST: &str = "\n\n参考文献\n\
    [1] LI A, WU B, et al. The first[J]. Nature, 2019, 41(1): 19-28.\n\
    [2] LI A, WU B, et al. The second[J]. Nature, 2020, 1(2): 3-4.\n\
    [3] LI A, WU B, et al. The third[J]. Nature, 2021, 5(6): 7-8.\n";

fn claims(text: &str) -> Vec<Claim> {
    let file = |path: &str, text: &str| DictionaryFile {
        path: path.into(),
        text: text.into(),
    };
    let cues = [
        include_str!("../../dictionaries/cues/alteration.csv"),
        include_str!("../../dictionaries/cues/change.csv"),
        include_str!("../../dictionaries/cues/effect.csv"),
        include_str!("../../dictionaries/cues/frame.csv"),
        include_str!("../../dictionaries/cues/level.csv"),
        include_str!("../../dictionaries/cues/modality.csv"),
        include_str!("../../dictionaries/cues/outcome.csv"),
    ];
    let layer = Layer {
        concepts: vec![file("rows.csv", NAMES)],
        cues: cues.iter().map(|text| file("cues.csv", text)).collect(),
        ..Layer::default()
    };
    let lexicon = Arc::new(Lexicon::from_layers(&[layer]).unwrap());
    let linker = Linker::new(lexicon.cues());
    let recognizer = Recognizer::new(lexicon);
    let document = Document {
        id: "row".into(),
        source: None,
        language: None,
        title: None,
        text: text.into(),
        metadata: Metadata::default(),
        markup: Default::default(),
    };
    let structure = segment::structure(&document);
    let mentions = recognizer.mentions(&document, &structure);
    linker.claims(&document, &structure, &mentions)
}

fn row(claim: &Claim) -> String {
    let name = |id: &str| id["t:".len()..].to_owned();
    let parts = [
        name(claim.subject.as_str()),
        claim.alteration.map_or("", |one| one.as_str()).into(),
        claim.direction.map_or("", |one| one.as_str()).into(),
        claim.effect.as_str().into(),
        claim
            .drug
            .as_ref()
            .map_or("-".into(), |drug| name(drug.as_str())),
        if claim.negated { "not" } else { "" }.into(),
    ];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let mut found: Vec<String> = claims(text).iter().map(row).collect();
    let mut expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn an_altered_gene_confers_resistance() {
    check(
        "MET扩增导致拉帕替尼耐药。",
        &["met amplification increased resistance lap"],
    );
    check(
        "MET amplification confers resistance to lapatinib.",
        &["met amplification increased resistance lap"],
    );
    check(
        "Loss of PTEN was associated with lapatinib resistance.",
        &["pten loss decreased resistance lap"],
    );
    check(
        "PTEN-null cells are refractory to trastuzumab.",
        &["pten loss decreased resistance tra"],
    );
    check(
        "PTEN缺失的患者對曲妥珠单抗反應較差。",
        &["pten loss decreased resistance tra"],
    );
}

#[test]
fn what_is_said_of_a_list_is_said_of_each() {
    check(
        "CCNE1和CDK6扩增导致曲妥珠单抗耐药。",
        &[
            "ccne1 amplification increased resistance tra",
            "cdk6 amplification increased resistance tra",
        ],
    );
    check(
        "Mutations of MET and SRC caused resistance to lapatinib or trastuzumab.",
        &[
            "met mutation resistance lap",
            "met mutation resistance tra",
            "src mutation resistance lap",
            "src mutation resistance tra",
        ],
    );
}

#[test]
fn what_is_done_to_an_effect_decides_its_sign() {
    check(
        "PTEN缺失降低细胞对曲妥珠单抗的敏感性。",
        &["pten loss decreased resistance tra"],
    );
    check(
        "抑制AKT1可恢复细胞对曲妥珠单抗的敏感性。",
        &["akt1 inhibition decreased overcomes tra"],
    );
    check(
        "MET inhibition restored sensitivity to lapatinib.",
        &["met inhibition decreased overcomes lap"],
    );
    check(
        "MET amplification reduced the response to lapatinib.",
        &["met amplification increased resistance lap"],
    );
    check(
        "HER2扩增的细胞对拉帕替尼不敏感。",
        &["her2 amplification increased resistance lap"],
    );
    check(
        "Cells with HER2 amplification were sensitive to lapatinib.",
        &["her2 amplification increased sensitivity lap"],
    );
}

#[test]
fn an_inhibitor_named_with_its_target_is_two_claims() {
    check(
        "SRC抑制剂塞卡替尼可逆转曲妥珠单抗耐药。",
        &[
            "sar overcomes tra",
            "src inhibition decreased overcomes tra",
        ],
    );
    check(
        "The SRC inhibitor saracatinib reversed trastuzumab resistance.",
        &[
            "sar overcomes tra",
            "src inhibition decreased overcomes tra",
        ],
    );
}

#[test]
fn what_is_denied_is_said_to_be() {
    check(
        "MET扩增没有降低对拉帕替尼的敏感性。",
        &["met amplification increased resistance lap not"],
    );
    check(
        "MET amplification did not confer resistance to lapatinib.",
        &["met amplification increased resistance lap not"],
    );
}

#[test]
fn what_was_found_in_resistant_samples_is_resistance() {
    check(
        "在拉帕替尼耐药的胃癌细胞系中发现SRC突变。",
        &["src mutation resistance lap"],
    );
    check(
        "In lapatinib-resistant cells we detected MET amplification.",
        &["met amplification increased resistance lap"],
    );
    check("在胃癌细胞系中发现SRC突变。", &[]);
    check("We detected MET amplification in these cells.", &[]);
}

#[test]
fn a_gene_that_names_patients_or_a_drug_claims_nothing() {
    check("HER2阳性患者对曲妥珠单抗耐药。", &[]);
    check("抗HER2治疗常有耐药。", &[]);
    check("", &[]);
    check("耐药", &[]);
}

#[test]
fn references_of_the_own_clause_come_first() {
    let text = format!("MET扩增导致拉帕替尼耐药[1]；PTEN缺失导致曲妥珠单抗耐药[2,3]。{LIST}");
    let found: Vec<_> = claims(&text)
        .iter()
        .map(|claim| (row(claim), claim.reference_indices.clone()))
        .collect();
    let expected = [
        (
            "met amplification increased resistance lap".to_owned(),
            vec![0],
        ),
        ("pten loss decreased resistance tra".to_owned(), vec![1, 2]),
    ];
    assert_eq!(found, expected);
    let text = format!(
        "MET amplification reactivates PI3K [1], and thereby confers resistance to lapatinib.{LIST}"
    );
    for claim in claims(&text) {
        assert_eq!(claim.reference_indices, [0], "{}", row(&claim));
    }
}

#[test]
fn a_general_reference_means_the_drug_last_named() {
    let text = "曲妥珠单抗已用于胃癌。MET扩增导致对该药耐药。";
    let found = claims(text);
    assert_eq!(
        found.iter().map(row).collect::<Vec<_>>(),
        ["met amplification increased resistance tra"]
    );
    assert_eq!(
        found[0].drug_source,
        Some(crate::model::DrugSource::Reference)
    );
}

#[test]
fn a_claim_says_what_it_rests_on() {
    let found = claims("临床前研究发现，MET旁路激活可能导致胃癌细胞对拉帕替尼获得性耐药。");
    let claim = found
        .iter()
        .find(|claim| claim.alteration.is_some())
        .unwrap();
    assert_eq!(claim.evidence_level.as_str(), "preclinical");
    assert_eq!(claim.onset.map(|onset| onset.as_str()), Some("acquired"));
    assert!(claim.hedged);
    assert_eq!(
        claim.disease.as_ref().map(|id| id.as_str()),
        Some("t:gastric")
    );
    assert_eq!(
        claim.mechanism.as_ref().map(|id| id.as_str()),
        Some("t:bypass")
    );
    assert!(claim.confidence > 0.3 && claim.confidence <= 1.0);
    assert!(!claim.cues.is_empty());
}

#[test]
fn the_drug_behind_its_class_is_the_drug() {
    check(
        "MET amplification conferred sensitivity to the EGFR inhibitor lapatinib.",
        &["met amplification increased sensitivity lap"],
    );
    check(
        "MET扩增导致对EGFR-TKI拉帕替尼耐药。",
        &["met amplification increased resistance lap"],
    );
}

#[test]
fn a_place_in_a_gene_does_not_part_it_from_its_mutation() {
    check(
        "A MET exon 14 splice site mutation conferred resistance to lapatinib.",
        &["met mutation resistance lap"],
    );
    check(
        "The MET c.3028G>A (splice donor of exon 14) mutation conferred resistance to lapatinib.",
        &["met mutation resistance lap"],
    );
}

/// A text too long to be about one thing, with `sentence` in its middle.
fn long_text(sentence: &str) -> String {
    let filler = "Blood was drawn twice and kept cold. ".repeat(8);
    format!("{filler}{sentence} {filler}")
}

#[test]
fn an_ordinary_article_claims_only_what_a_sentence_says_by_itself() {
    let claims_something = "Patients with MET amplification did not benefit from lapatinib.";
    assert!(!claims(&long_text(claims_something)).is_empty());
    for nothing in [
        "Lapatinib, an inhibitor of HER2, was effective.",
        "Lapatinib was more effective than trastuzumab in patients taking an EGFR inhibitor.",
        "Genes that respond to trastuzumab include AKT1, MET and PTEN.",
        "HER2 was measured before lapatinib was given, and survival was longer.",
    ] {
        assert_eq!(claims(&long_text(nothing)), [], "{nothing}");
    }
}

#[test]
fn effective_is_no_effect_where_it_says_how() {
    check("拉帕替尼能有效抑制HER2，减少AKT1过表达。", &[]);
    check(
        "Lapatinib effectively inhibited HER2, which reduced AKT1 expression.",
        &[],
    );
}
