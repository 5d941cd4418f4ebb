//! Rows for headings, kinds of sections and titles.

use super::{EN, ZH, structure_of};
use crate::model::SectionKind;

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

/// Sentences that no heading runs into, of an article whose headings have no numbers.
const PLAIN: &str =
    "耐药之后，肿瘤的生长不再依赖原来的受体，因此换用同类药物往往无效[1]。有的患者仍可获益。";

#[test]
fn finds_unnumbered_chinese_headings_that_run_into_their_paragraph() {
    let rows = [
        ("背景", "2009年，Tanaka等首先描述了这种耐药[1]。"),
        ("靶点丢失", "Tanaka等在复发的肿瘤中未检出该受体[2]。"),
        ("MET基因扩增", "Brown等分析了再次活检的标本[3]。"),
        ("小结", "耐药的原因多种多样[1]。"),
    ];
    let names = rows.map(|(name, _)| (1, name));
    for end in ["\n", ""] {
        let body = rows.map(|(name, first)| format!("{name}{first}{PLAIN}{end}"));
        check_headings(&format!("某药的耐药机制\n\n{}", body.concat()), &names);
    }
    // The heading of a chapter and that of its first part.
    let text = format!(
        "某药的耐药机制\n\n靶点内机制EGFR继发突变Tanaka等检出一种突变[1]。{PLAIN}\n靶点外机制MET基因扩增Brown等检出扩增[2]。{PLAIN}\n"
    );
    check_headings(
        &text,
        &[
            (1, "靶点内机制"),
            (2, "EGFR继发突变"),
            (1, "靶点外机制"),
            (2, "MET基因扩增"),
        ],
    );
}

#[test]
fn sentences_that_begin_with_a_name_are_no_headings() {
    for text in [
        format!(
            "Tanaka等首先描述了这种耐药[1]。{PLAIN}随后Brown等证实了这一点[2]。2009年，Tanaka等又报道一例[3]。"
        ),
        format!(
            "MET扩增研究较多。{PLAIN}结果令人失望：Brown等未见缓解[2]。背景复杂的患者没有入组。"
        ),
        format!("{PLAIN}多项研究提示耐药与旁路有关，其中Tanaka等的报道最早[1]。"),
    ] {
        check_headings(&format!("某药的耐药机制\n\n{text}\n{text}\n"), &[]);
    }
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
