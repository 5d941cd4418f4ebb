//! Rows for sentences, headings, reference lists, references and citations.

use super::*;
use crate::model::{Metadata, Reference, SectionKind};

fn structure_of(text: &str) -> Structure {
    structure(&Document {
        id: "row".into(),
        source: None,
        language: None,
        title: None,
        text: text.into(),
        metadata: Metadata::default(),
    })
}

// Sentences.

/// The text is the sentences one after another, parted by white space alone.
#[track_caller]
fn check_sentences(sentences: &[&str], between: &str) {
    let text = sentences.join(between);
    let found = sentence::sentences(&text, Span::new(0, text.len()));
    let found: Vec<&str> = found.iter().map(|span| span.of(&text)).collect();
    assert_eq!(found, sentences, "{text}");
}

#[track_caller]
fn check_english(sentences: &[&str]) {
    check_sentences(sentences, " ");
}

#[track_caller]
fn check_chinese(sentences: &[&str]) {
    check_sentences(sentences, "");
}

#[test]
fn english_sentences_end_at_a_full_stop_that_a_beginning_follows() {
    check_english(&["HER2 is amplified.", "Patients relapse."]);
    check_english(&["Does it respond?", "It does!", "The dose was reduced."]);
    check_english(&[
        "The tumour regressed.",
        "p53 was lost.",
        "mTOR was active.",
        "c-Met was not.",
    ]);
    check_english(&["Response was seen in 2019.", "21 patients relapsed."]);
    check_english(&[
        "Cells lack PTEN.",
        "(All lines were tested.)",
        "None responded.",
    ]);
    check_english(&["TNF-α rose.", "β-catenin fell."]);
}

#[test]
fn english_abbreviations_end_no_sentence() {
    check_english(&[
        "Nagata et al. showed that PTEN is lost.",
        "Loss is frequent.",
    ]);
    check_english(&[
        "As Engelman et al. (2007) showed, MET is amplified.",
        "MET drives ERBB3.",
    ]);
    check_english(&[
        "This was confirmed by Yano et al.",
        "The effect was strong.",
    ]);
    check_english(&[
        "The curves differ (Fig. 2 and Supplementary Figs. 3 and 4).",
        "See Ref. 5.",
    ]);
    check_english(&[
        "Inhibitors, e.g. Gefitinib, i.e. Iressa, were compared vs. Placebo.",
        "All failed.",
    ]);
    check_english(&["Patient No. 5 relapsed.", "Patient no. 6 did not."]);
    check_english(&[
        "Dr. Slamon and Prof. Baselga agreed.",
        "Approx. 50 of them relapsed.",
    ]);
    check_english(&[
        "Cells were from Sigma Inc. and Roche Ltd. in Basel.",
        "All grew.",
    ]);
    check_english(&[
        "Mutations in KRAS, NRAS, etc. were excluded.",
        "BRAF was tested.",
    ]);
    check_english(&["E. coli and S. Typhimurium were used.", "Both grew."]);
}

#[test]
fn initials_and_journals_end_no_sentence() {
    check_english(&[
        "We thank J. Smith and A. B. Jones for cells.",
        "They agreed.",
    ]);
    check_english(&[
        "It appeared in N. Engl. J. Med. in 2001.",
        "It was cited often.",
    ]);
    check_english(&[
        "See Proc. Natl. Acad. Sci. U. S. A. for details.",
        "They are long.",
    ]);
    check_english(&[
        "The U.S. Food and Drug Administration approved it.",
        "Use grew.",
    ]);
    check_english(&["Patients lacked vitamin D.", "They were treated."]);
    check_english(&["This was hepatitis B.", "In most patients it resolved."]);
}

#[test]
fn decimals_and_names_with_dots_end_no_sentence() {
    check_english(&[
        "The hazard ratio was 0.62 (P=0.001).",
        "The median was 18.5 months.",
    ]);
    check_english(&[
        "Data are at www.cbioportal.org and in GSE1.2.",
        "Code is in R v4.1.",
    ]);
    check_english(&["The variant p.G12C was found.", "So was c.34G>T."]);
    check_english(&["P < .05 was significant.", "P = .2 was not."]);
}

#[test]
fn a_missing_space_hides_no_english_sentence() {
    check_sentences(&["Most tumours have mutations.", "The rest do not."], "");
    check_sentences(&["Response was lost[1].", "The cells died."], "");
    check_sentences(&["Response was lost (Table 1).", "The cells died."], "");
}

#[test]
fn brackets_and_quotes_hold_english_sentences_together() {
    check_english(&[
        "They relapsed (median 5 months. Range 1 to 9) early.",
        "All died.",
    ]);
    check_english(&["He asked “Why? How?” and left.", "Nobody knew."]);
    check_english(&["He asked \"Why? How?\" and left.", "Nobody knew."]);
    check_english(&["He said \"It works.\"", "Then he left."]);
    check_english(&[
        "An open bracket (never ends.",
        "The next sentence does not care.",
    ]);
}

#[test]
fn citations_belong_to_the_sentence_they_close() {
    check_english(&["PTEN is lost [1].", "AKT is active [2,3]."]);
    check_english(&["PTEN is lost.[1]", "AKT is active.[2,3]", "Cells live."]);
    check_english(&["PTEN is lost. [1]", "AKT is active. [2–4]", "Cells live."]);
    check_chinese(&["PTEN缺失[1]。", "AKT激活[2,3]。"]);
    check_chinese(&["PTEN缺失。[1]", "AKT激活。［2，3］", "细胞存活。"]);
    check_chinese(&["PTEN缺失。[4]–[7]", "AKT激活。"]);
}

#[test]
fn chinese_sentences_end_at_their_full_stops() {
    check_chinese(&["HER2阳性。", "患者耐药！", "为什么？", "机制不明。"]);
    check_chinese(&["第一，靶点改变；第二，旁路激活。", "二者并存。"]);
    check_chinese(&["耐药率为0.5%。", "95%CI为1.2～3.4。", "P<0.05。"]);
    check_chinese(&["Kobayashi et al.报道了T790M。", "Fig. 2显示其结构。"]);
    check_chinese(&["HER2陽性患者產生抗藥性。", "機轉不明。"]);
    check_chinese(&["作用持续……直至耐药。", "随后停药。"]);
    check_chinese(&["癌。"]);
    check_chinese(&["没有句号"]);
}

#[test]
fn brackets_and_quotes_hold_chinese_sentences_together() {
    check_chinese(&["患者（共10例。均为女性）入组。", "全部耐药。"]);
    check_chinese(&["他提出“为什么会耐药？”这一问题。", "答案未知。"]);
    check_chinese(&["他说：“会耐药。”", "我们同意。"]);
    check_chinese(&["他說：「會抗藥。」", "我們同意。"]);
    check_chinese(&["《柳叶刀。肿瘤学》刊登了结果。", "结果可靠。"]);
    check_chinese(&["（这是一个完整的句子。）", "这是下一句。"]);
}

#[test]
fn half_width_stops_end_chinese_sentences() {
    check_chinese(&["患者均耐药.", "结果表明PTEN缺失.", "细胞存活."]);
    check_chinese(&["药物作用于HER2.", "结果表明PTEN缺失.", "细胞存活."]);
    check_chinese(&["患者耐药[1].", "结果表明PTEN缺失[2].", "细胞存活."]);
    check_chinese(&["患者均耐药．", "结果表明PTEN缺失．"]);
}

#[test]
fn mixed_text_ends_sentences_of_both_languages() {
    check_sentences(
        &["KRAS突变常见。", "Resistance follows.", "机制不明。"],
        " ",
    );
    check_sentences(&["KRAS突变常见。", "Resistance follows.", "机制不明。"], "");
}

#[test]
fn a_blank_line_ends_a_sentence_and_a_wrapped_line_does_not() {
    check_sentences(&["A line without a stop", "Another one."], "\n\n");
    check_sentences(&["患者接受曲妥珠\n单抗治疗。", "PTEN缺失。"], "");
    check_sentences(
        &["Patients were treated\nwith gefitinib.", "All relapsed."],
        " ",
    );
    check_sentences(
        &[
            "Three things happened:",
            "- MET was amplified",
            "- AXL was active.",
        ],
        "\n",
    );
}

#[test]
fn sentences_have_something_to_read_in_them() {
    check_sentences(&[], "");
    for text in ["", " ", "。", "……", "\n\n", "[]", "．．．"] {
        assert!(
            sentence::sentences(text, Span::new(0, text.len())).is_empty(),
            "{text:?}"
        );
    }
    check_chinese(&["癌"]);
}

// Headings.

/// Checks the headings with their levels; the reference list is left out.
#[track_caller]
fn check_headings(text: &str, expected: &[(u8, &str)]) {
    let structure = structure_of(text);
    let sections = structure
        .sections
        .iter()
        .filter(|one| one.kind != SectionKind::References);
    let found: Vec<(u8, &str)> = sections
        .filter_map(|one| Some((one.level, one.heading?.of(text))))
        .collect();
    assert_eq!(found, expected, "{text}");
}

const ZH: &str =
    "曲妥珠单抗与HER2结合后可抑制其信号，但部分患者在数月内出现耐药[1]。其机制尚未完全阐明。";
const EN: &str = "Patients with amplified tumours respond at first, yet most of them relapse within a year [1]. The reasons differ.";

#[test]
fn finds_headings_of_every_numbering_style() {
    for (first, second) in [
        ("一、", "二、"),
        ("1. ", "2. "),
        ("1.", "2."),
        ("1 ", "2 "),
        ("1、", "2、"),
        ("（一）", "（二）"),
        ("壹、", "貳、"),
        ("## ", "## "),
        ("I. ", "II. "),
        ("【", "【"),
        ("**", "**"),
    ] {
        let close = match first {
            "【" => "】",
            "**" => "**",
            _ => "",
        };
        let text =
            format!("某药\n\n{first}耐药机制{close}\n{ZH}\n\n{second}治疗策略{close}\n{ZH}\n");
        check_headings(&text, &[(1, "耐药机制"), (1, "治疗策略")]);
    }
    for (first, second) in [
        ("1. ", "2. "),
        ("1 ", "2 "),
        ("I. ", "II. "),
        ("## ", "## "),
        ("", ""),
    ] {
        let text = format!("{first}Target loss\n{EN}\n\n{second}Bypass signalling\n{EN}\n");
        let text = format!("Resistance to antibodies\n\n{text}");
        check_headings(&text, &[(1, "Target loss"), (1, "Bypass signalling")]);
    }
}

#[test]
fn a_new_style_stands_below_and_an_old_one_goes_back() {
    check_headings(
        &format!(
            "一、甲机制\n（一）乙突变\n{ZH}\n1. 丙通路\n{ZH}\n2. 丁通路\n{ZH}\n（二）戊突变\n{ZH}\n二、己机制\n{ZH}\n"
        ),
        &[
            (1, "甲机制"),
            (2, "乙突变"),
            (3, "丙通路"),
            (3, "丁通路"),
            (2, "戊突变"),
            (1, "己机制"),
        ],
    );
    check_headings(
        &format!("壹、甲機制\n一、乙突變\n{ZH}\n二、丙突變\n{ZH}\n貳、丁機制\n{ZH}\n"),
        &[(1, "甲機制"), (2, "乙突變"), (2, "丙突變"), (1, "丁機制")],
    );
    check_headings(
        &format!(
            "Resistance to antibodies\n\n1. Target loss\n1.1. Mutation\n{EN}\n1.2. Splicing\n{EN}\n2. Bypass\n{EN}\n"
        ),
        &[
            (1, "Target loss"),
            (2, "Mutation"),
            (2, "Splicing"),
            (1, "Bypass"),
        ],
    );
    check_headings(
        &format!("# Title\n\n## Above\n\n#### Far below\n\n{EN}\n\n### Below\n\n{EN}\n"),
        &[(1, "Above"), (2, "Far below"), (2, "Below")],
    );
}

#[test]
fn numbered_headings_stand_below_an_unnumbered_one() {
    check_headings(
        &format!(
            "某药\n\nEGFR依赖性机制\n1. 二次突变\n{ZH}\n2. 基因扩增\n{ZH}\n旁路机制\n1. MET扩增\n{ZH}\n2. HER2扩增\n{ZH}\n"
        ),
        &[
            (1, "EGFR依赖性机制"),
            (2, "二次突变"),
            (2, "基因扩增"),
            (1, "旁路机制"),
            (2, "MET扩增"),
            (2, "HER2扩增"),
        ],
    );
    check_headings(
        &format!(
            "A title of this article\n\nDISCUSSION\n\n1. Target loss\n{EN}\n\n2. Bypass\n{EN}\n"
        ),
        &[(1, "DISCUSSION"), (2, "Target loss"), (2, "Bypass")],
    );
}

#[test]
fn finds_chinese_headings_that_run_into_their_paragraph() {
    check_headings(
        "1. HER2扩增HER2扩增见于约20%的患者，可激活下游通路[1]。此外，突变亦可致耐药[2]。2. MET扩增研究表明，MET扩增可绕过EGFR而激活PI3K[3]。",
        &[(1, "HER2扩增"), (1, "MET扩增")],
    );
    check_headings(
        "本文归纳其机制。一、抗原丢失与免疫逃逸目前，多数患者在缓解后复发，其抗原表达明显下降[1]。二、旁路信号激活研究发现，旁路信号可维持肿瘤生长[2]。三、小结耐药机制复杂。",
        &[(1, "抗原丢失与免疫逃逸"), (1, "旁路信号激活"), (1, "小结")],
    );
    check_headings(
        "EGFR依赖性耐药机制1. T790M突变2005年，Kobayashi等检出T790M突变[1]。该突变恢复了对ATP的亲和力。2. C797S突变Thress等在血浆中检出C797S突变[2]。EGFR非依赖性耐药机制1. MET扩增Engelman等证明，MET扩增可激活ERBB3[3]。2. 组织学转化部分患者转化为小细胞肺癌[4]。",
        &[
            (1, "EGFR依赖性耐药机制"),
            (2, "T790M突变"),
            (2, "C797S突变"),
            (1, "EGFR非依赖性耐药机制"),
            (2, "MET扩增"),
            (2, "组织学转化"),
        ],
    );
    check_headings(
        "壹、前言約15%的乳癌有HER2過度表現。其機轉不明。貳、受體改變研究指出，部分腫瘤表現截短型受體，因而產生抗藥性［1］。",
        &[(1, "前言"), (1, "受體改變")],
    );
}

#[test]
fn finds_english_headings_that_run_into_their_paragraph() {
    let first = "Patients with amplified tumours respond at first, yet most of them relapse.";
    let second = "The loss of one signal is made good by another one, as many have shown.";
    let title = "A review of resistance to antibodies";
    check_headings(
        &format!("{title}\n\nIntroduction{first}\n\nDiscussion{second}\n"),
        &[(1, "Introduction"), (1, "Discussion")],
    );
    check_headings(
        &format!("{title}\n\nTarget loss{first}\n\nBypass signalling{second}\n"),
        &[(1, "Target loss"), (1, "Bypass signalling")],
    );
    check_headings(
        &format!("{title}\n\n1. Target loss{first}\n\n2. Bypass signalling{second}\n"),
        &[(1, "Target loss"), (1, "Bypass signalling")],
    );
    check_headings(
        &format!("{title}\n\nDiscussion1. Target loss{first}\n2. Bypass signalling{second}\n"),
        &[
            (1, "Discussion"),
            (2, "Target loss"),
            (2, "Bypass signalling"),
        ],
    );
}

#[test]
fn words_with_capitals_inside_are_no_headings() {
    for text in [
        "We searched PubMed and ScienceDirect for reports on the T790M mutation. The rest was read by hand.",
        "The V600E mutation confers sensitivity, and the E542K mutation of PIK3CA does not. We tested both.",
        "Loss of p53Null cells was seen in McCoy medium at pH 7. The IC50 was high in NCI-H1975 cells.",
        "Levels of miR-21 and lncRNA HOTAIR rose in SKBr3 cells, HeLa cells and mESCs. Others did not.",
    ] {
        check_headings(&format!("A title of this article\n\n{text}\n\n{EN}\n"), &[]);
    }
}

#[test]
fn lists_are_no_headings() {
    check_headings(
        &format!("{ZH}纳入标准为：1. 年龄大于18岁；2. HER2阳性；3. 未接受化疗。{ZH}"),
        &[],
    );
    check_headings(
        &format!("{ZH}机制有三：（1）靶点改变；（2）旁路激活；（3）药物外排。{ZH}"),
        &[],
    );
    check_headings(
        &format!("{ZH}\n纳入标准：\n1. 年龄大于18岁；\n2. HER2阳性；\n3. 未接受化疗。\n{ZH}"),
        &[],
    );
    check_headings(
        &format!(
            "A title of this article\n\n{EN} We did three things: 1. we counted, 2. we weighed, and 3. we wrote. {EN}\n"
        ),
        &[],
    );
    check_headings(
        &format!(
            "A title of this article\n\n{EN}\n\n1. Age above 18 years\n2. HER2-positive tumour\n3. No chemotherapy\n\n{EN}\n"
        ),
        &[],
    );
    check_headings(
        &format!("{ZH}其一、二线治疗均告失败，第三、四周期停药。{ZH}"),
        &[],
    );
    check_headings(
        &format!("{ZH}中位生存期由14.5个月延长至24.8个月，剂量为1.5 mg。{ZH}"),
        &[],
    );
}

#[test]
fn finds_labels_of_an_abstract() {
    check_headings(
        &format!(
            "某药的耐药机制\n\n【摘要】 目的：探讨耐药机制。 方法：检索文献。 结果：共纳入20篇。 结论：机制复杂。\n【关键词】 耐药\n\n1 引言\n{ZH}\n2 结语\n{ZH}\n"
        ),
        &[
            (1, "摘要"),
            (2, "目的"),
            (2, "方法"),
            (2, "结果"),
            (2, "结论"),
            (1, "引言"),
            (1, "结语"),
        ],
    );
    check_headings(
        &format!(
            "某药的耐药机制\n\n摘要：本文探讨耐药机制。\n关键词：耐药\n\n一、引言\n{ZH}\n二、结语\n{ZH}\n"
        ),
        &[(1, "摘要"), (1, "引言"), (1, "结语")],
    );
    check_headings(
        &format!(
            "A title of this article\n\nBACKGROUND: Tumours relapse.\nMETHODS: We read reports.\nRESULTS: Most relapse.\nCONCLUSIONS: It is hard.\n\nDISCUSSION\n\n{EN}\n"
        ),
        &[
            (1, "BACKGROUND"),
            (1, "METHODS"),
            (1, "RESULTS"),
            (1, "CONCLUSIONS"),
            (1, "DISCUSSION"),
        ],
    );
}

#[test]
fn a_colon_in_a_sentence_is_no_label() {
    check_headings(&format!("{ZH}我们得到如下结果：多数患者耐药。{ZH}"), &[]);
    check_headings(
        &format!(
            "A title of this article\n\n{EN} We used two methods: sequencing and imaging. {EN}\n"
        ),
        &[],
    );
}

#[test]
fn kinds_follow_from_names_and_places() {
    #[track_caller]
    fn check(text: &str, expected: &[SectionKind]) {
        let structure = structure_of(text);
        let kinds: Vec<SectionKind> = structure.sections.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, expected, "{text}");
    }
    use SectionKind::{Abstract, Back, Body, Front, References};
    check(
        &format!("题目\n\n摘要：{ZH}\n一、引言\n{ZH}\n二、结语\n{ZH}"),
        &[Front, Abstract, Body, Body],
    );
    check(
        &format!(
            "A title of this article\n\nAbstract\n\n{EN}\n\nIntroduction\n\n{EN}\n\nAcknowledgements\n\nWe thank all patients.\n\nReferences\n1. Li A. Title. Nature. 2020;1(2):3-4.\n2. Li B. Title. Nature. 2020;1(2):5-6.\n"
        ),
        &[Front, Abstract, Body, Back, References],
    );
    check(
        &format!(
            "关注本号编者按:{ZH}1. 靶点改变{ZH}2. 旁路激活{ZH}[1] Li A. Title. Nature 1, 2–3 (2020).[2] Li B. Title. Nature 1, 4–5 (2020).(整理:编辑部)本文仅供学习。"
        ),
        &[Front, Abstract, Body, Body],
    );
    check("", &[Body]);
    check("癌", &[Body]);
}

#[test]
fn a_title_is_a_short_open_first_line_or_a_heading_of_its_own() {
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            structure_of(text).title.map(|title| title.of(text)),
            expected,
            "{text}"
        );
    }
    check(
        &format!("HER2阳性乳腺癌的耐药机制\n\n{ZH}"),
        Some("HER2阳性乳腺癌的耐药机制"),
    );
    check(
        &format!("# Resistance to antibodies\n\n{EN}\n\n## Target\n\n{EN}\n"),
        Some("Resistance to antibodies"),
    );
    check(
        &format!("Why do tumours relapse?\n\n{EN}\n"),
        Some("Why do tumours relapse?"),
    );
    check(&format!("{ZH}\n{ZH}"), None);
    check(&format!("一、引言\n{ZH}\n二、结语\n{ZH}"), None);
    check(ZH, None);
    check("", None);
}

// Reference lists.

/// Checks the entries of the list, and what stands behind it.
#[track_caller]
fn check_list(text: &str, expected: &[(u32, &str)], back: &str) {
    let structure = structure_of(text);
    let found: Vec<(u32, &str)> = structure
        .references
        .iter()
        .map(|one| (one.number, one.span.of(text)))
        .collect();
    assert_eq!(found, expected, "{text}");
    let behind = structure
        .sections
        .iter()
        .filter(|one| one.kind == SectionKind::Back);
    let behind: String = behind.map(|one| one.span.of(text)).collect();
    assert_eq!(behind.trim(), back, "{text}");
}

const A: &str = "Scaltriti M, Rojo F, Ocaña A, et al. Expression of p95HER2 in breast cancer. J Natl Cancer Inst. 2007;99(8):628-38.";
const B: &str = "Nagata Y, Lan KH, Zhou X, et al. PTEN activation contributes to tumor inhibition. Cancer Cell. 2004;6(2):117-27.";
const C: &str = "Lu Y, Zi X, Zhao Y, et al. Insulin-like growth factor-I receptor signaling. J Natl Cancer Inst. 2001;93(24):1852-7.";

#[test]
fn finds_entries_one_a_line_in_every_numbering() {
    for (open, close) in [
        ("[", "] "),
        ("［", "］"),
        ("〔", "〕"),
        ("", ". "),
        ("", "、"),
        ("（", "）"),
        ("(", ") "),
        ("[", "]. "),
    ] {
        let entry = |number: u32, entry: &str| format!("{open}{number}{close}{entry}");
        let (a, b, c) = (entry(1, A), entry(2, B), entry(3, C));
        for heading in [
            "参考文献",
            "References",
            "REFERENCES",
            "參考文獻：",
            "## References",
            "【参考文献】",
        ] {
            let text = format!("{ZH}\n\n{heading}\n{a}\n{b}\n{c}\n");
            check_list(&text, &[(1, &a), (2, &b), (3, &c)], "");
        }
    }
}

#[test]
fn finds_entries_that_run_together() {
    let (a, b, c) = (
        format!("[1]. {A}"),
        format!("[2]. {B}"),
        format!("[3]. {C}"),
    );
    let text = format!("{ZH}参考文献{a}{b}{c}");
    check_list(&text, &[(1, &a), (2, &b), (3, &c)], "");
    let (a, b, c) = (format!("1. {A}"), format!("2. {B}"), format!("3. {C}"));
    let text = format!("{ZH}参考文献：{a}{b}{c}");
    check_list(&text, &[(1, &a), (2, &b), (3, &c)], "");
    let text = format!("{EN} References {a} {b} {c}");
    check_list(&text, &[(1, &a), (2, &b), (3, &c)], "");
}

#[test]
fn finds_entries_that_wrap_over_lines() {
    let wrapped = |entry: &str| entry.replacen(". ", ".\n    ", 1);
    let (a, b, c) = (
        format!("[1] {}", wrapped(A)),
        format!("[2] {}", wrapped(B)),
        format!("[3] {}", wrapped(C)),
    );
    let text = format!("{EN}\n\nReferences\n\n{a}\n{b}\n{c}\n");
    check_list(&text, &[(1, &a), (2, &b), (3, &c)], "");
    let (a, b) = (format!("1. {}", wrapped(A)), format!("2. {}", wrapped(B)));
    let text = format!("{ZH}\n\n参考文献\n{a}\n{b}\n");
    check_list(&text, &[(1, &a), (2, &b)], "");
}

#[test]
fn finds_a_list_without_numbers_or_without_heading() {
    let text = format!("{EN}\n\nReferences\n\n{A}\n{B}\n{C}\n");
    check_list(&text, &[(1, A), (2, B), (3, C)], "");
    let (a, b, c) = (format!("[1] {A}"), format!("[2] {B}"), format!("[3] {C}"));
    let text = format!("{ZH}\n\n{a}\n{b}\n{c}\n");
    check_list(&text, &[(1, &a), (2, &b), (3, &c)], "");
    check_list(&format!("{ZH}参考文献的检索见下文。{ZH}"), &[], "");
    check_list(
        &format!("{EN} References were searched in 2019. {EN}"),
        &[],
        "",
    );
}

#[test]
fn parts_the_last_entry_from_what_follows() {
    let (a, b) = (format!("[1] {A}"), format!("[2] {B}"));
    let list = [(1, a.as_str()), (2, b.as_str())];
    check_list(
        &format!("{ZH}\n\n参考文献\n{a}\n{b}\n\n本文仅供学习，不构成用药建议。"),
        &list,
        "本文仅供学习，不构成用药建议。",
    );
    check_list(
        &format!("{ZH}\n\n参考文献\n{a}\n{b}\n本文仅供学习，不构成用药建议。"),
        &list,
        "本文仅供学习，不构成用药建议。",
    );
    check_list(
        &format!("{ZH}参考文献{a}{b}本文仅供学习，不构成用药建议。"),
        &list,
        "本文仅供学习，不构成用药建议。",
    );
    check_list(
        &format!("{ZH}参考文献{a}{b}(整理:编辑部)本文仅供学习。"),
        &list,
        "(整理:编辑部)本文仅供学习。",
    );
    check_list(
        &format!("{EN}\n\nReferences\n{a}\n{b}\n\nPublisher's note: all is well.\n"),
        &list,
        "Publisher's note: all is well.",
    );
    check_list(
        &format!("{EN}\n\nReferences\n{a}\n{b}\nFigure 1. Survival of all patients.\n"),
        &list,
        "Figure 1. Survival of all patients.",
    );
}

#[test]
fn the_section_of_the_list_begins_with_the_mark_of_its_heading() {
    for mark in ["## ", "【", "**", "6. ", "六、"] {
        let text = format!("{EN}\n\n{mark}References\n\n[1] {A}\n[2] {B}\n");
        let structure = structure_of(&text);
        let list = structure
            .sections
            .iter()
            .find(|one| one.kind == SectionKind::References)
            .unwrap();
        assert!(
            list.span.of(&text).starts_with(mark),
            "{:?}",
            list.span.of(&text)
        );
    }
}

// Fields of references.

struct Fields<'f> {
    authors: &'f [&'f str],
    title: &'f str,
    journal: &'f str,
    numbers: [&'f str; 3],
    year: i32,
}

fn only_reference(entry: &str) -> Reference {
    let text = format!("{EN}\n\nReferences\n1. {entry}\n2. {A}\n");
    structure_of(&text).references.into_iter().next().unwrap()
}

#[track_caller]
fn check_fields(entry: &str, expected: &Fields<'_>) {
    let found = only_reference(entry);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    assert_eq!(found.authors, expected.authors, "authors of {entry}");
    assert_eq!(text(&found.title), expected.title, "title of {entry}");
    assert_eq!(text(&found.journal), expected.journal, "journal of {entry}");
    let numbers = [&found.volume, &found.issue, &found.pages].map(text);
    assert_eq!(numbers, expected.numbers, "volume, issue, pages of {entry}");
    assert_eq!(found.year, Some(expected.year), "year of {entry}");
}

#[test]
fn reads_nature_style() {
    check_fields(
        "Joncour, V. L. & Laakkonen, P. Seek & destroy, use of targeting peptides. Bioorg. Med. Chem. 26, 2797–2806 (2018).",
        &Fields {
            authors: &["Joncour, V. L.", "Laakkonen, P."],
            title: "Seek & destroy, use of targeting peptides",
            journal: "Bioorg. Med. Chem",
            numbers: ["26", "", "2797-2806"],
            year: 2018,
        },
    );
    check_fields(
        "Kobayashi, S. et al. EGFR mutation and resistance to gefitinib. N. Engl. J. Med. 352, 786–792 (2005).",
        &Fields {
            authors: &["Kobayashi, S."],
            title: "EGFR mutation and resistance to gefitinib",
            journal: "N. Engl. J. Med",
            numbers: ["352", "", "786-792"],
            year: 2005,
        },
    );
    check_fields(
        "Yano, S. et al. Is HGF a cause of resistance? Cancer Res. 68, E9479 (2008).",
        &Fields {
            authors: &["Yano, S."],
            title: "Is HGF a cause of resistance?",
            journal: "Cancer Res",
            numbers: ["68", "", "E9479"],
            year: 2008,
        },
    );
}

#[test]
fn reads_vancouver_style() {
    check_fields(
        "Soda M, Choi YL, Enomoto M. Identification of the EML4-ALK fusion gene. Nature. 2007 Aug 2;448(7153):561-6.",
        &Fields {
            authors: &["Soda M", "Choi YL", "Enomoto M"],
            title: "Identification of the EML4-ALK fusion gene",
            journal: "Nature",
            numbers: ["448", "7153", "561-6"],
            year: 2007,
        },
    );
    check_fields(
        "Kwak EL, Bang YJ, et al. ALK inhibition in lung cancer. N Engl J Med 2010; 363: 1693–703.",
        &Fields {
            authors: &["Kwak EL", "Bang YJ"],
            title: "ALK inhibition in lung cancer",
            journal: "N Engl J Med",
            numbers: ["363", "", "1693-703"],
            year: 2010,
        },
    );
}

#[test]
fn reads_gbt_7714_style_in_both_languages() {
    check_fields(
        "AWAD M M, LIU S, RYBKIN I I, et al. Acquired resistance to KRASG12C inhibition[J]. N Engl J Med, 2021, 384(25): 2382-2393.",
        &Fields {
            authors: &["AWAD M M", "LIU S", "RYBKIN I I"],
            title: "Acquired resistance to KRASG12C inhibition",
            journal: "N Engl J Med",
            numbers: ["384", "25", "2382-2393"],
            year: 2021,
        },
    );
    check_fields(
        "郑荣寿, 孙可欣, 张思维, 等. 2015年中国恶性肿瘤流行情况分析[J]. 中华肿瘤杂志, 2019, 41(1): 19-28.",
        &Fields {
            authors: &["郑荣寿", "孙可欣", "张思维"],
            title: "2015年中国恶性肿瘤流行情况分析",
            journal: "中华肿瘤杂志",
            numbers: ["41", "1", "19-28"],
            year: 2019,
        },
    );
    check_fields(
        "王五，李四．某药的耐药机制［J］．中国癌症杂志，2021，31（6）：490－500．",
        &Fields {
            authors: &["王五", "李四"],
            title: "某药的耐药机制",
            journal: "中国癌症杂志",
            numbers: ["31", "6", "490-500"],
            year: 2021,
        },
    );
}

#[test]
fn reads_doi_and_pmid() {
    let found = only_reference(
        "Li A, Wu B. A title. Nature. 2020;1(2):3-4. doi: 10.1038/s41586-020-1234-5. PMID: 32000000.",
    );
    assert_eq!(found.doi.as_deref(), Some("10.1038/s41586-020-1234-5"));
    assert_eq!(found.pmid.as_deref(), Some("32000000"));
    assert_eq!(found.pages.as_deref(), Some("3-4"));
    let found = only_reference(
        "Li A, Wu B. A title. Nature. 2020;1(2):3-4. https://doi.org/10.1016/S0140-6736(20)30183-5",
    );
    assert_eq!(found.doi.as_deref(), Some("10.1016/S0140-6736(20)30183-5"));
}

#[test]
fn what_an_entry_does_not_show_stays_empty() {
    let found = only_reference("Unpublished observations of the authors.");
    assert_eq!(
        (found.year, found.volume, found.journal),
        (None, None, None)
    );
    let found = only_reference("Li A, Wu B. A title of a book. Springer, Berlin, 2012.");
    assert_eq!((found.year, found.volume), (Some(2012), None));
}

#[test]
fn a_title_span_holds_the_title_across_a_wrapped_line() {
    let text = format!(
        "{EN}\n\nReferences\n1. Li A, Wu B. A title that goes\n   over two lines. Nature. 2020;1(2):3-4.\n2. {A}\n"
    );
    let structure = structure_of(&text);
    let reference = &structure.references[0];
    assert_eq!(
        reference.title.as_deref(),
        Some("A title that goes over two lines")
    );
    let span = reference.title_span.map(|span| span.of(&text));
    assert_eq!(span, Some("A title that goes\n   over two lines"));
}

// Citations.

/// Checks marker, the numbers of the references it names, and the numbers the list does not hold.
#[track_caller]
fn check_citations(body: &str, expected: &[(&str, &[u32], &[u32])]) {
    let text = format!("{body}\n\n参考文献\n[1] {A}\n[2] {B}\n[3] {C}\n");
    let structure = structure_of(&text);
    let numbers = |indices: &[usize]| -> Vec<u32> {
        indices
            .iter()
            .map(|&index| structure.references[index].number)
            .collect()
    };
    let found: Vec<(&str, Vec<u32>, Vec<u32>)> = structure
        .citations
        .iter()
        .map(|one| {
            (
                one.span.of(&text),
                numbers(&one.reference_indices),
                one.unresolved.clone(),
            )
        })
        .collect();
    let expected: Vec<(&str, Vec<u32>, Vec<u32>)> = expected
        .iter()
        .map(|(marker, found, missing)| (*marker, found.to_vec(), missing.to_vec()))
        .collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn resolves_markers_of_every_style() {
    check_citations(
        "PTEN缺失[1]。AKT激活[2,3]。",
        &[("[1]", &[1], &[]), ("[2,3]", &[2, 3], &[])],
    );
    check_citations(
        "PTEN缺失［1］。AKT激活［2，3］。",
        &[("［1］", &[1], &[]), ("［2，3］", &[2, 3], &[])],
    );
    check_citations(
        "PTEN缺失〔1〕。AKT激活[1-3]。",
        &[("〔1〕", &[1], &[]), ("[1-3]", &[1, 2, 3], &[])],
    );
    check_citations("PTEN缺失[1]–[3]。", &[("[1]–[3]", &[1, 2, 3], &[])]);
    check_citations(
        "PTEN缺失[1][3]。",
        &[("[1]", &[1], &[]), ("[3]", &[3], &[])],
    );
    check_citations("PTEN缺失［１，２］。", &[("［１，２］", &[1, 2], &[])]);
    check_citations(
        "PTEN is lost [1]. AKT is active.[2, 3]",
        &[("[1]", &[1], &[]), ("[2, 3]", &[2, 3], &[])],
    );
}

#[test]
fn names_the_numbers_that_the_list_does_not_hold() {
    check_citations("PTEN缺失[2,9]。", &[("[2,9]", &[2], &[9])]);
    check_citations("PTEN is lost [3-5].", &[("[3-5]", &[3], &[4, 5])]);
}

#[test]
fn other_brackets_are_no_citations() {
    check_citations("风险比0.6[95%CI 0.4-0.9]，见[注]及[2019]年数据。", &[]);
    check_citations(
        "The ratio was 0.6 [0.4, 0.9] and [3H]-thymidine was used.",
        &[],
    );
}
