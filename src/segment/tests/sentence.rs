//! Rows for sentences.

use super::super::sentence;
use crate::model::Span;

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

#[test]
fn noise_ends_no_sentence_and_hides_none() {
    // Hard line breaks, doubled punctuation, full width, half width, zero width.
    check_english(&[
        "Most of the\npatients relapse,, and\nHER2 is lost..",
        "MET rises.",
    ]);
    check_english(&["H\u{200b}ER2 is lost.\u{200b}", "MET rises."]);
    check_chinese(&["部分患者\n出现耐药，，其机制\n尚不明。。", "MET扩增常见。"]);
    check_chinese(&["患者耐药,机制不明.", "结果表明ＭＥＴ扩增.", "预后差."]);
    check_chinese(&["醫(yī)生發(fā)現(xiàn)耐藥。", "機(jī)制不明。"]);
    check_english(&[
        "The C R P C cells and inhib-\nitors differ.",
        "They relapse.",
    ]);
}

#[test]
fn a_marker_in_plain_digits_belongs_to_the_sentence_before_it() {
    check_english(&[
        "Apoptosis rose in cell lines.25–27",
        "In hypoxic cells it fell.3,14",
        "Some lines overexpress EGFR.25,27",
        "The rest died (all of them).2",
        "We agree.",
    ]);
    check_english(&["It weighed about 3.5 In all.", "Fig.2 The curve fell."]);
    check_english(&[
        "The dose was 0.25 Gy.",
        "Others wrote of exon.19 deletions.",
    ]);
}
