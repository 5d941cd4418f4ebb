//! Rows: a lexicon of a few names, a text, the slices that are mentions.

use super::*;
use crate::lexicon::{DictionaryFile, Layer};
use crate::model::Metadata;
use crate::segment;

/// Names of concepts: `category,name,name_zh,synonyms,synonyms_zh,targets`; the n-th has the id `t:n`.
type Rows<'r> = &'r [&'r str];

fn recognizer(names: Rows<'_>, rules: Rows<'_>) -> Recognizer {
    let mut concepts = String::from("id,category,name,name_zh,synonyms,synonyms_zh,targets\n");
    for (place, row) in names.iter().enumerate() {
        let empty = ",".repeat(5 - row.matches(',').count());
        concepts.push_str(&format!("t:{place},{row}{empty}\n"));
    }
    let rules = format!("name,rule,context,reason\n{}\n", rules.join("\n"));
    let file = |text: String| {
        vec![DictionaryFile {
            path: "rows.csv".into(),
            text,
        }]
    };
    let layer = Layer {
        concepts: file(concepts),
        rules: file(rules),
    };
    Recognizer::new(Arc::new(Lexicon::from_layers(&[layer]).unwrap()))
}

fn mentions_in(recognizer: &Recognizer, text: &str) -> Vec<Mention> {
    let document = Document {
        id: "row".into(),
        source: None,
        language: None,
        title: None,
        text: text.into(),
        metadata: Metadata::default(),
        markup: Default::default(),
    };
    recognizer.mentions(&document, &segment::structure(&document))
}

#[track_caller]
fn check_ruled(names: Rows<'_>, rules: Rows<'_>, text: &str, expected: &[&str]) {
    let mentions = mentions_in(&recognizer(names, rules), text);
    let found: Vec<&str> = mentions
        .iter()
        .map(|mention| mention.span.of(text))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check(names: Rows<'_>, text: &str, expected: &[&str]) {
    check_ruled(names, &[], text, expected);
}

/// Checks what each mention means as well.
#[track_caller]
fn check_meaning(names: Rows<'_>, text: &str, expected: &[(&str, &str)]) {
    let recognizer = recognizer(names, &[]);
    let mentions = mentions_in(&recognizer, text);
    let name = |mention: &Mention| {
        recognizer
            .lexicon()
            .concept(&mention.concept)
            .unwrap()
            .name
            .clone()
    };
    let found: Vec<(&str, String)> = mentions
        .iter()
        .map(|mention| (mention.span.of(text), name(mention)))
        .collect();
    let expected: Vec<(&str, String)> = expected
        .iter()
        .map(|(slice, name)| (*slice, (*name).to_owned()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

// Boundaries.

#[test]
fn finds_whole_latin_names_only() {
    check(&["gene,RAN"], "RANKL and RAN", &["RAN"]);
    check(&["gene,RAN"], "TRAN, RAN2, 2RAN or RAN.", &["RAN"]);
    check(
        &["gene,p53"],
        "p53 binds, p530 does not, ap53 neither",
        &["p53"],
    );
    check(&["gene,p53", "gene,p53 binding"], "p53 bindings", &["p53"]);
    check(
        &["drug,imatinib"],
        "Imatinib, imatinibs and IMATINIB",
        &["Imatinib", "IMATINIB"],
    );
    check(&["gene,CD4"], "CD44, CD4+ and CD4⁺ cells", &["CD4", "CD4"]);
    check(
        &["gene,IL2"],
        "IL-2, IL2, IL 2, IL-21 and IL-2R",
        &["IL-2", "IL2", "IL 2"],
    );
}

#[test]
fn chinese_beside_a_latin_name_is_a_boundary() {
    check(
        &["gene,ERBB2"],
        "ERBB2中的突变使ERBB2扩增",
        &["ERBB2", "ERBB2"],
    );
    check(
        &["gene,HER2"],
        "抗HER2治疗,HER2阳性,非HER2",
        &["HER2", "HER2", "HER2"],
    );
    check(&["drug,T-DM1"], "经T-DM1治疗、TDM1耐药", &["T-DM1", "TDM1"]);
    check(&["gene,ERBB2"], "ERBB20中", &[]);
}

#[test]
fn finds_chinese_names_anywhere() {
    check(
        &["drug,metformin,二甲双胍"],
        "服用二甲双胍者与二甲双胍组",
        &["二甲双胍", "二甲双胍"],
    );
    check(
        &["gene,EGFR,表皮生长因子受体"],
        "人表皮生长因子受体突变",
        &["表皮生长因子受体"],
    );
}

#[test]
fn every_member_of_a_compound_is_a_mention() {
    check(&["gene,WNT", "gene,TGFβ"], "WNT-TGFβ信号", &["WNT", "TGFβ"]);
    check(
        &["gene,PI3K", "gene,AKT"],
        "PI3K/AKT and PI3K-AKT",
        &["PI3K", "AKT", "PI3K", "AKT"],
    );
    check(&["gene,EML4", "gene,ALK"], "EML4-ALK融合", &["EML4", "ALK"]);
    check(
        &["gene,EML4", "gene,ALK"],
        "EML4::ALK and EML4–ALK",
        &["EML4", "ALK", "EML4", "ALK"],
    );
    check(
        &["gene,EGFR"],
        "anti-EGFR, EGFR-mutant and EGFR(+)",
        &["EGFR", "EGFR", "EGFR"],
    );
}

#[test]
fn the_longest_name_hides_those_inside_it() {
    check(
        &["gene,t-DARPP", "gene,DARPP"],
        "t-DARPP与DARPP",
        &["t-DARPP", "DARPP"],
    );
    check(&["gene,DARPP"], "t-DARPP alone", &["DARPP"]);
    check(
        &["gene,CDH1,E-钙粘蛋白", "family,mucin,粘蛋白"],
        "E-钙粘蛋白与粘蛋白",
        &["E-钙粘蛋白", "粘蛋白"],
    );
    check(
        &["drug,trastuzumab", "drug,trastuzumab emtansine"],
        "trastuzumab emtansine, not trastuzumab",
        &["trastuzumab emtansine", "trastuzumab"],
    );
    check(
        &["drug,T-DXd,德曲妥珠单抗", "drug,trastuzumab,曲妥珠单抗"],
        "德曲妥珠单抗优于曲妥珠单抗",
        &["德曲妥珠单抗", "曲妥珠单抗"],
    );
    check(
        &[
            "gene,EGFR,表皮生长因子受体",
            "gene,ERBB2,人表皮生长因子受体2",
        ],
        "人表皮生长因子受体2与表皮生长因子受体",
        &["人表皮生长因子受体2", "表皮生长因子受体"],
    );
}

#[test]
fn a_name_inside_an_unknown_longer_drug_name_is_none() {
    let drugs = [
        "drug,trastuzumab,曲妥珠单抗",
        "drug,durvalumab,德瓦鲁单抗",
        "drug,pertuzumab,帕妥珠单抗",
    ];
    check(&drugs, "德曲妥珠单抗用于二线", &[]);
    check(
        &drugs,
        "联合曲妥珠单抗，予曲妥珠单抗",
        &["曲妥珠单抗", "曲妥珠单抗"],
    );
}

#[test]
fn a_name_inside_an_unknown_longer_protein_name_is_none() {
    check(&["family,collagen,胶原"], "胶原酶降解胶原", &["胶原"]);
    check(&["family,mucin,粘蛋白"], "N-钙粘蛋白下调", &[]);
}

#[test]
fn a_variant_or_plural_may_be_glued_to_a_symbol() {
    check(
        &["gene,KRAS"],
        "KRASG12C, KRAS G12C, KRASG12C突变",
        &["KRAS", "KRAS", "KRAS"],
    );
    check(
        &["gene,BRAF"],
        "BRAFV600E and BRAF(V600E)",
        &["BRAF", "BRAF"],
    );
    check(&["gene,KRAS"], "KRASs, KRASmRNA", &["KRAS", "KRAS"]);
    check(&["drug_class,TKI"], "TKIs and TKI", &["TKI", "TKI"]);
    check(&["drug_class,TKI,,TKIs"], "TKIs and TKI", &["TKIs", "TKI"]);
    check(&["gene,KRAS"], "KRASG and KRAS1 and KRASG12", &[]);
}

#[test]
fn a_number_that_counts_something_else_is_no_part_of_a_name() {
    check(
        &["gene,AKT1", "family,AKT"],
        "AKT 1 and AKT 1 h",
        &["AKT 1", "AKT"],
    );
    check(&["gene,IL2", "family,IL"], "IL 2 mg", &["IL"]);
    check(&["gene,HER2"], "2.HER2, 1.HER2", &["HER2", "HER2"]);
}

// Writing.

#[test]
fn finds_names_in_any_width() {
    check(
        &["gene,HER2"],
        "ＨＥＲ２与ＨＥＲ－２阳性",
        &["ＨＥＲ２", "ＨＥＲ－２"],
    );
    check(&["drug,T-DM1"], "Ｔ－ＤＭ１治疗", &["Ｔ－ＤＭ１"]);
}

#[test]
fn finds_names_in_traditional_characters() {
    check(
        &["drug,trastuzumab,曲妥珠单抗,,赫赛汀"],
        "曲妥珠單抗（賀癌平、赫賽汀）",
        &["曲妥珠單抗", "赫賽汀"],
    );
    check(
        &["gene,EGFR,表皮生长因子受体"],
        "表皮生長因子受體過度表現",
        &["表皮生長因子受體"],
    );
}

#[test]
fn finds_names_with_every_dash_and_greek_letter() {
    check(
        &["gene,HER2"],
        "HER-2, HER‐2, HER–2, HER 2 and HER\u{200b}2",
        &["HER-2", "HER‐2", "HER–2", "HER 2", "HER\u{200b}2"],
    );
    check(
        &["gene,TGF-β1"],
        "TGFβ1, TGF-beta1, TGF-beta 1, TGFbeta1",
        &["TGFβ1", "TGF-beta1", "TGF-beta 1", "TGFbeta1"],
    );
    check(
        &["gene,IFN-γ"],
        "IFN-γ, IFNγ and IFN-gamma",
        &["IFN-γ", "IFNγ", "IFN-gamma"],
    );
    check(
        &["drug,fluorouracil,5-氟尿嘧啶"],
        "5-氟尿嘧啶、5氟尿嘧啶",
        &["5-氟尿嘧啶", "5氟尿嘧啶"],
    );
}

#[test]
fn finds_names_over_a_line_break_but_not_over_a_blank_line() {
    check(
        &["drug,trastuzumab,曲妥珠单抗"],
        "以曲妥\n珠单抗治疗的患者均已耐药。",
        &["曲妥\n珠单抗"],
    );
    check(
        &["drug,trastuzumab emtansine"],
        "given trastuzumab\nemtansine for a year.",
        &["trastuzumab\nemtansine"],
    );
    check(
        &["drug,trastuzumab emtansine"],
        "given trastuzumab\n\nemtansine for a year.",
        &[],
    );
    check(
        &["drug,trastuzumab emtansine"],
        "given trastuzumab. Emtansine is a toxin.",
        &[],
    );
}

#[test]
fn the_shortest_texts_hold_their_names() {
    check(&["gene,HER2"], "", &[]);
    check(&["gene,HER2"], "癌", &[]);
    check(&["gene,HER2"], "HER2", &["HER2"]);
    check(&["drug,cisplatin,顺铂"], "顺铂", &["顺铂"]);
    check(&[], "HER2", &[]);
}

// Letter case.

#[test]
fn short_symbols_need_their_capitals() {
    check(&["gene,KIT"], "KIT and Kit, but no kit", &["KIT", "Kit"]);
    check(&["gene,AR"], "AR but not ar or Ar", &["AR"]);
    check(
        &["gene,ERBB2"],
        "ERBB2, Erbb2 and erbb2",
        &["ERBB2", "Erbb2", "erbb2"],
    );
}

#[test]
fn of_two_names_of_one_spelling_the_case_decides() {
    check_meaning(
        &["gene,ABC", "gene,Abc"],
        "ABC and Abc",
        &[("ABC", "ABC"), ("Abc", "Abc")],
    );
    check_meaning(
        &["gene,ADAM17,,TACE", "gene,TACE"],
        "TACE",
        &[("TACE", "TACE")],
    );
}

// Rules.

#[test]
fn an_exact_rule_asks_for_the_case_of_the_name() {
    check_ruled(
        &["gene,MET"],
        &["MET,exact,,"],
        "MET was met; Met and met were not MET",
        &["MET", "MET"],
    );
    check_ruled(
        &["gene,MET"],
        &["MET,exact,,"],
        "MET扩增者met不计",
        &["MET"],
    );
}

#[test]
fn a_context_rule_asks_for_a_word_in_the_sentence() {
    let names = ["gene,ESR1,雌激素受体,ER"];
    let rules = ["ER,context,breast|乳腺,"];
    check_ruled(&names, &rules, "ER was seen in breast tumours.", &["ER"]);
    check_ruled(&names, &rules, "The ER was full. Breast tumours grow.", &[]);
    check_ruled(&names, &rules, "乳腺癌ER阳性。急诊ER已满。", &["ER"]);
    check_ruled(&names, &rules, "ER阳性。", &[]);
    check_ruled(
        &names,
        &rules,
        "ER is short for 雌激素受体. The ER was full.",
        &["ER", "雌激素受体", "ER"],
    );
}

#[test]
fn a_longform_rule_asks_for_a_certain_name_in_the_article() {
    let names = ["drug,cyclophosphamide,环磷酰胺,CTX"];
    let rules = ["CTX,longform,,"];
    check_ruled(&names, &rules, "CTX was given.", &[]);
    check_ruled(
        &names,
        &rules,
        "CTX was given. Cyclophosphamide is toxic.",
        &["CTX", "Cyclophosphamide"],
    );
    check_ruled(
        &names,
        &rules,
        "环磷酰胺（CTX）有毒。",
        &["环磷酰胺", "CTX"],
    );
}

#[test]
fn a_never_rule_holds_whatever_stands_around() {
    let names = ["gene,CAT,过氧化氢酶,catalase"];
    check_ruled(
        &names,
        &["CAT,never,,"],
        "CAT (catalase) and CAT",
        &["catalase"],
    );
    check_ruled(
        &names,
        &["CAT,never,,"],
        "过氧化氢酶（CAT）",
        &["过氧化氢酶"],
    );
}

#[test]
fn an_ambiguous_name_in_a_list_of_certain_ones_is_believed() {
    let rules = ["MEK,longform,,"];
    check_ruled(
        &["gene,PI3K", "gene,MEK"],
        &rules,
        "PI3K或MEK抑制剂",
        &["PI3K", "MEK"],
    );
    check_ruled(
        &["gene,PI3K", "gene,MEK"],
        &rules,
        "PI3K or MEK; later MEK",
        &["PI3K", "MEK"],
    );
    check_ruled(
        &["drug,PI3K", "gene,MEK"],
        &rules,
        "PI3K或MEK抑制剂",
        &["PI3K"],
    );
}

// Layers.

#[test]
fn a_class_hides_words_in_it_but_not_the_gene_it_is_named_for() {
    check(
        &[
            "drug,insulin,胰岛素",
            "drug_class,secretagogue,胰岛素促泌剂",
        ],
        "胰岛素促泌剂与胰岛素",
        &["胰岛素促泌剂", "胰岛素"],
    );
    check(
        &["gene,EGFR", "drug_class,EGFR-TKI,,,,t:0"],
        "EGFR-TKI",
        &["EGFR-TKI", "EGFR"],
    );
    check(
        &["gene,EGFR", "drug_class,EGFR-TKI"],
        "EGFR-TKI治疗",
        &["EGFR-TKI", "EGFR"],
    );
    check(
        &[
            "family,PARP,聚腺苷二磷酸核糖聚合酶",
            "drug_class,PARP inhibitor,聚腺苷二磷酸核糖聚合酶抑制剂,,,t:0",
        ],
        "聚腺苷二磷酸核糖聚合酶抑制剂",
        &["聚腺苷二磷酸核糖聚合酶抑制剂", "聚腺苷二磷酸核糖聚合酶"],
    );
}

#[test]
fn mechanisms_and_diseases_hide_no_genes() {
    check(
        &["gene,PTEN", "mechanism,PTEN loss,PTEN缺失"],
        "PTEN缺失",
        &["PTEN缺失", "PTEN"],
    );
    check(
        &["gene,MET", "mechanism,MET amplification"],
        "MET amplification",
        &["MET amplification", "MET"],
    );
    check(
        &[
            "gene,HER2",
            "disease,HER2+ gastric cancer,HER2阳性胃癌",
            "disease,gastric cancer,胃癌",
        ],
        "HER2阳性胃癌",
        &["HER2阳性胃癌", "HER2"],
    );
    check(
        &["mechanism,bypass,旁路激活", "mechanism,activation,激活"],
        "旁路激活",
        &["旁路激活"],
    );
}

// Places.

#[test]
fn of_the_reference_list_only_titles_count() {
    let text = "MET amplification confers resistance in tumours of the lung [1].\n\nReferences\n\
                1. Met A, Kras B. MET drives resistance to gefitinib. J KRAS Res. 2007;316(5):1039-43.\n\
                2. Li A, Wu B. The second of two entries. Nature. 2010;1(2):3-4.\n";
    check(
        &["gene,MET", "gene,KRAS", "drug,gefitinib"],
        text,
        &["MET", "MET", "gefitinib"],
    );
    let text = "MET扩增可致肺癌耐药[1]。\n\n参考文献\n\
                [1] KRAS A, LI B, et al. MET扩增与吉非替尼耐药[J]. KRAS杂志, 2019, 41(1): 19-28.\n\
                [2] 王五, 李四. 第二条文献[J]. 中华杂志, 2020, 1(2): 3-4.\n";
    check(
        &["gene,MET", "gene,KRAS", "drug,gefitinib,吉非替尼"],
        text,
        &["MET", "MET", "吉非替尼"],
    );
}

#[test]
fn mentions_know_where_they_stand() {
    let text = "KRAS与耐药\n\n一、MET扩增\nMET扩增可致耐药。MET常见[1]。\n二、小结\n机制不明。\n\n参考文献\n\
                [1] LI A, WU B, et al. MET and resistance[J]. Nature, 2019, 41(1): 19-28.\n\
                [2] LI A, WU B, et al. The second[J]. Nature, 2020, 1(2): 3-4.\n";
    let mentions = mentions_in(&recognizer(&["gene,MET", "gene,KRAS"], &[]), text);
    let places: Vec<_> = mentions
        .iter()
        .map(|mention| {
            (
                mention.span.of(text),
                mention.sentence_index,
                mention.reference_index,
            )
        })
        .collect();
    let expected = [
        ("KRAS", Some(0), None),
        ("MET", None, None),
        ("MET", Some(1), None),
        ("MET", Some(2), None),
        ("MET", None, Some(0)),
    ];
    assert_eq!(places, expected);
}

#[test]
fn other_meanings_of_a_name_are_candidates() {
    let recognizer = recognizer(&["gene,ADAM17,,TACE", "gene,TACE"], &[]);
    let mentions = mentions_in(&recognizer, "TACE");
    let candidates: Vec<&str> = mentions[0]
        .candidates
        .iter()
        .map(ConceptId::as_str)
        .collect();
    assert_eq!((mentions.len(), candidates), (1, vec!["t:0"]));
}
