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
        ..Layer::default()
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
fn an_amino_acid_at_a_place_of_a_protein_is_no_drug() {
    let names = ["drug,cysteine,半胱氨酸", "drug,tryptophan,色氨酸"];
    check(&names, "binds cysteine 797; cysteine 5 mg", &["cysteine"]);
    check(&names, "与半胱氨酸797结合，半胱氨酸残基", &[]);
    check(&names, "色氨酸代谢酶与色氨酸", &["色氨酸"]);
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
        &["KRAS", "G12C", "KRAS", "G12C", "KRAS", "G12C"],
    );
    check(
        &["gene,BRAF"],
        "BRAFV600E and BRAF(V600E)",
        &["BRAF", "V600E", "BRAF", "V600E"],
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
    check_ruled(&names, &rules, "ER高。", &[]);
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
fn a_never_rule_holds_unless_the_article_defines_the_name() {
    let names = ["gene,CAT,过氧化氢酶,catalase"];
    let rules = ["CAT,never,,"];
    check_ruled(&names, &rules, "CAT and catalase", &["catalase"]);
    check_ruled(&names, &rules, "CAT基因、过氧化氢酶", &["过氧化氢酶"]);
    check_ruled(
        &names,
        &rules,
        "CAT (catalase) and CAT",
        &["CAT", "catalase", "CAT"],
    );
    check_ruled(&names, &rules, "过氧化氢酶（CAT）", &["过氧化氢酶", "CAT"]);
}

#[test]
fn a_name_that_is_measured_may_be_a_laboratory_value() {
    let names = ["gene,TSHB,促甲状腺激素,TSH"];
    let rules = ["TSH,unmeasured,,", "促甲状腺激素,unmeasured,,"];
    check_ruled(&names, &rules, "TSH binds its receptor.", &["TSH"]);
    check_ruled(&names, &rules, "He had TSH: 2.3 mIU/L.", &[]);
    check_ruled(
        &names,
        &rules,
        "促甲状腺激素与受体结合。",
        &["促甲状腺激素"],
    );
    check_ruled(&names, &rules, "促甲状腺激素：2.3mIU/L。", &[]);
}

#[test]
fn words_beside_an_ambiguous_name_say_what_it_is() {
    let names = ["gene,ESR1,雌激素受体,ER"];
    let rules = ["ER,context,breast,"];
    check_ruled(&names, &rules, "ER expression was high.", &["ER"]);
    check_ruled(&names, &rules, "ER阳性者预后好。", &["ER"]);
    check_ruled(&names, &rules, "ER was crowded. 急诊ER已满。", &[]);
}

#[test]
fn what_stands_in_a_doubted_word_falls_with_it() {
    let names = ["gene,IFNG,,IFN-γ", "family,IFN"];
    let rules = ["IFN-γ,longform,,"];
    check_ruled(&names, &rules, "IFN-γ was given, IFN was not.", &["IFN"]);
    check_ruled(&names, &rules, "给予IFN-γ，未给IFN。", &["IFN"]);
}

// Abbreviations.

#[test]
fn a_definition_decides_a_short_name_in_the_whole_article() {
    let names = [
        "gene,PGR,孕激素受体,progesterone receptor|PR",
        "gene,ADAM17,,TACE",
    ];
    check(
        &names,
        "PR was seen. A partial response (PR) is a response. PR lasted.",
        &[],
    );
    check(
        &names,
        "The progesterone receptor (PR) binds. PR rose.",
        &["progesterone receptor", "PR", "PR"],
    );
    check(
        &names,
        "TACE (transarterial chemoembolization) and TACE.",
        &[],
    );
    check(
        &names,
        "孕激素受体（PR）阳性，PR高表达。",
        &["孕激素受体", "PR", "PR"],
    );
    check(
        &names,
        "部分缓解（partial response，PR）为主，PR者多。",
        &[],
    );
}

#[test]
fn a_defined_name_that_no_dictionary_has_is_a_mention() {
    let names = [
        "gene,FGFR1,成纤维细胞生长因子受体1,fibroblast growth factor receptor 1",
        "drug,sirolimus,西罗莫司",
    ];
    let text = "Sirolimus (SRL) was given; SRL helped. 西罗莫司（SRL）有效。";
    check(
        &names,
        text,
        &["Sirolimus", "SRL", "SRL", "西罗莫司", "SRL"],
    );
    let origins: Vec<Origin> = mentions_in(&recognizer(&names, &[]), text)
        .iter()
        .map(|mention| mention.origin)
        .collect();
    let (name, short) = (Origin::Dictionary, Origin::Abbreviation);
    assert_eq!(origins, [name, short, short, name, short]);
    check(
        &names,
        "检测成纤维细胞生长因子受体1（FR1）水平，FR1升高。",
        &["成纤维细胞生长因子受体1", "FR1", "FR1"],
    );
    check(&names, "给予西罗莫司（n=5）。", &["西罗莫司"]);
    check(&names, "SRL alone; Sirolimus (SRL2 cells).", &["Sirolimus"]);
}

// Ranges.

/// Checks the name of every mention of a text, in text order.
#[track_caller]
fn check_names(names: Rows<'_>, text: &str, expected: &[(&str, &str)]) {
    check_meaning(names, text, expected);
}

#[test]
fn a_range_mentions_each_member() {
    let genes = [
        "gene,FGFR1",
        "gene,FGFR2",
        "gene,FGFR3",
        "gene,CDK4",
        "gene,CDK6",
        "gene,IL6,白介素-6,IL-6",
        "gene,IL8,白介素-8,IL-8",
        "gene,IL10,白介素-10,IL-10",
        "gene,ESR1,雌激素受体α",
        "gene,ESR2,雌激素受体β",
        "gene,PPARD,,PPARβ/δ",
        "family,CDK4/6",
    ];
    let whole =
        |slice: &'static str, members: &[&'static str]| -> Vec<(&'static str, &'static str)> {
            members.iter().map(|member| (slice, *member)).collect()
        };
    let three = whole("FGFR1-3", &["FGFR1", "FGFR2", "FGFR3"]);
    check_names(&genes, "FGFR1-3 are kinases", &three);
    check_names(&genes, "FGFR1-3突变", &three);
    check_names(
        &genes,
        "FGFR1/2/3",
        &whole("FGFR1/2/3", &["FGFR1", "FGFR2", "FGFR3"]),
    );
    check_names(&genes, "CDK4/6抑制剂", &whole("CDK4/6", &["CDK4", "CDK6"]));
    check_names(
        &genes,
        "IL-6, -8 and -10 rose",
        &whole("IL-6, -8 and -10", &["IL6", "IL8", "IL10"]),
    );
    check_names(
        &genes,
        "白介素-6、8升高",
        &whole("白介素-6、8", &["IL6", "IL8"]),
    );
    check_names(
        &genes,
        "雌激素受体α和β",
        &whole("雌激素受体α和β", &["ESR1", "ESR2"]),
    );
    check_names(&genes, "PPARβ/δ agonists", &[("PPARβ/δ", "PPARD")]);
}

#[test]
fn what_only_looks_like_a_range_is_none() {
    let genes = [
        "gene,CD4",
        "gene,CD8",
        "gene,IL6,,IL-6",
        "gene,IL10,,IL-10",
        "gene,FGFR1",
    ];
    check(&genes, "CD4/CD8 ratio", &["CD4", "CD8"]);
    check(&genes, "IL-6 and 10 patients", &["IL-6"]);
    check(&genes, "FGFR1-9 and FGFR1/7", &["FGFR1", "FGFR1"]);
    check(&genes, "CD4与8例患者", &["CD4"]);
}

// Affixes.

#[test]
fn a_letter_for_the_species_is_part_of_a_symbol() {
    check(
        &["gene,CNR2,,CB2"],
        "hCB2, mCB2 and CB2",
        &["hCB2", "mCB2", "CB2"],
    );
    check(&["gene,PPA1"], "rPPA1蛋白、shPPA1", &["rPPA1"]);
    check(&["gene,MAPK1,,ERK2"], "pERK2 and xERK2", &["ERK2"]);
    check(&["gene,MTOR"], "mTOR", &["mTOR"]);
}

#[test]
fn a_symbol_that_is_numbered_further_is_another() {
    check(&["gene,DGAT"], "DGAT-3 and DGAT", &["DGAT"]);
    check(&["gene,GNRH1,,GnRH"], "GnRH-II不同于GnRH", &["GnRH"]);
    check(&["family,GST"], "GST-P与GST", &["GST-P", "GST"]);
    check(&["drug,MDA"], "MDA-MB-435细胞与MDA", &["MDA"]);
    check(
        &["gene,CNR1,,CB1 receptor", "family,adrenoceptor"],
        "CB1 receptors, alpha 1-adrenoceptors and β-adrenoceptor",
        &["CB1 receptors", "alpha 1-adrenoceptors", "β-adrenoceptor"],
    );
    check(&["gene,EGFR"], "EGFR-19外显子", &[]);
}

#[test]
fn a_salt_and_a_label_are_part_of_the_product() {
    let names = [
        "drug,labetalol",
        "drug,prazosin",
        "drug,indole",
        "drug,阿司匹林",
    ];
    check(
        &names,
        "labetalol HCl and labetalol",
        &["labetalol HCl", "labetalol"],
    );
    check(
        &names,
        "[3H]-prazosin, (+/-)-prazosin",
        &["[3H]-prazosin", "(+/-)-prazosin"],
    );
    check(&names, "3-(methyl)-indole and 5-methyl-indole", &[]);
    check(
        &names,
        "阿司匹林肠溶片与阿司匹林",
        &["阿司匹林肠溶片", "阿司匹林"],
    );
}

#[test]
fn brackets_around_a_lowered_number_are_read_over() {
    check(
        &["gene,HTR1A,,5-HT1A", "drug,5-HT"],
        "5-HT(1A), 5-HT",
        &["5-HT(1A)", "5-HT"],
    );
    check(&["gene,BRAF"], "BRAF(12) and BRAF（E2）", &["BRAF", "BRAF"]);
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

// Variants.

/// Checks the variants of a text: slice and id.
#[track_caller]
fn check_variants(names: Rows<'_>, text: &str, expected: &[(&str, &str)]) {
    let recognizer = recognizer(names, &[]);
    let mentions = mentions_in(&recognizer, text);
    let variants = mentions
        .iter()
        .filter(|mention| mention.category == Category::Variant);
    let found: Vec<(&str, &str)> = variants
        .map(|mention| {
            let id = mention.concept.as_str();
            (
                mention.span.of(text),
                id.trim_start_matches("litmine.variant:"),
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_variant_belongs_to_its_gene() {
    let genes = [
        "gene,BRAF",
        "gene,EGFR",
        "gene,KRAS",
        "gene,CYP2C19",
        "gene,FLT3",
    ];
    check_variants(
        &genes,
        "BRAFV600E and BRAF (V600E) are one.",
        &[("V600E", "BRAF:V600E"), ("V600E", "BRAF:V600E")],
    );
    check_variants(
        &genes,
        "KRAS p.Gly12Cys突变",
        &[("p.Gly12Cys", "KRAS:G12C")],
    );
    check_variants(
        &genes,
        "EGFR c.2573T>G is found.",
        &[("c.2573T>G", "EGFR:c.2573T>G")],
    );
    check_variants(
        &genes,
        "EGFR exon 19 deletions; EGFR 19外显子缺失。",
        &[
            ("exon 19 deletions", "EGFR:exon19del"),
            ("19外显子缺失", "EGFR:exon19del"),
        ],
    );
    check_variants(
        &genes,
        "CYP2C19*2携带者，FLT3-ITD",
        &[("*2", "CYP2C19:*2"), ("ITD", "FLT3:ITD")],
    );
    check_variants(
        &genes,
        "EGFR T790M is frequent. The T790M change blocks the drug.",
        &[("T790M", "EGFR:T790M"), ("T790M", "EGFR:T790M")],
    );
    check_variants(&genes, "The T790M change blocks the drug.", &[]);
    check_variants(&genes, "EGFR in T47D cells and H1975, A549.", &[]);
}

#[test]
fn a_variant_is_a_concept_below_its_gene() {
    let recognizer = recognizer(&["gene,BRAF"], &[]);
    let concept = recognizer
        .concept(&"litmine.variant:BRAF:V600E".into())
        .unwrap();
    assert_eq!(concept.name, "BRAF V600E");
    assert_eq!(concept.parents, ["t:0".into()]);
    assert!(recognizer.concept(&"t:9".into()).is_none());
}

#[test]
fn words_that_are_no_names_hide_those_in_them() {
    let rules = ["blood urea nitrogen,never,,"];
    check_ruled(
        &["drug,urea"],
        &rules,
        "Blood urea nitrogen and urea.",
        &["urea"],
    );
    check_ruled(&["drug,urea,尿素"], &["尿素 氮,never,,"], "尿素", &["尿素"]);
}

#[test]
fn a_name_of_a_gene_and_a_drug_is_read_as_its_company_says() {
    let names = [
        "gene,INS,,insulin",
        "drug,insulin",
        "drug,metformin",
        "gene,EGFR",
    ];
    check_meaning(
        &names,
        "Insulin mRNA rose with EGFR.",
        &[("Insulin", "INS"), ("EGFR", "EGFR")],
    );
    check_meaning(
        &names,
        "treated with insulin and metformin",
        &[("insulin", "insulin"), ("metformin", "metformin")],
    );
}

#[test]
fn an_ion_is_no_gene() {
    check(&["gene,CA2"], "Ca2+, Ca(2+) and CA2", &["CA2"]);
    check(&["gene,CA2"], "Ca2+内流，CA2表达", &["CA2"]);
}

#[test]
fn a_cell_line_is_no_gene() {
    check(&["gene,MMP28,,HT1080"], "HT1080 cells and HT1080", &[]);
    check(&["gene,MMP28,,HT1080"], "HT1080细胞与HT1080", &[]);
    check(&["gene,CD34"], "CD34 cells, CD34+ cells", &["CD34", "CD34"]);
}
