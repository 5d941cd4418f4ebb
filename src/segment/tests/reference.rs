//! Rows for the fields of references.

use super::{A, EN, structure_of};
use crate::model::Reference;

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
fn reads_apa_style() {
    check_fields(
        "Smith, J., & Brown, K. L. (2019). MET amplification in gastric cancer. Journal of Clinical Oncology, 37(4), 123–130. https://doi.org/10.1200/JCO.2019.1",
        &Fields {
            authors: &["Smith, J.", "Brown, K. L."],
            title: "MET amplification in gastric cancer",
            journal: "Journal of Clinical Oncology",
            numbers: ["37", "4", "123-130"],
            year: 2019,
        },
    );
    check_fields(
        "张三, 李四. (2020). HER2阳性胃癌的耐药机制. 中华肿瘤杂志, 42(3), 12-19.",
        &Fields {
            authors: &["张三", "李四"],
            title: "HER2阳性胃癌的耐药机制",
            journal: "中华肿瘤杂志",
            numbers: ["42", "3", "12-19"],
            year: 2020,
        },
    );
    check_fields(
        "Zhao, C. (2019). Why do tumours relapse? Cell Reports, 7, e12.",
        &Fields {
            authors: &["Zhao, C."],
            title: "Why do tumours relapse?",
            journal: "Cell Reports",
            numbers: ["7", "", "e12"],
            year: 2019,
        },
    );
}

#[test]
fn reads_pmcid_and_arxiv_id() {
    let found = only_reference("Li A, Wu B. A title. Nature. 2020;1(2):3-4. PMCID: PMC6000001.");
    assert_eq!(found.pmcid.as_deref(), Some("PMC6000001"));
    assert_eq!(found.id().as_deref(), Some("pmcid:PMC6000001"));
    let found = only_reference("赵六. 耐药的深度模型. arXiv:1901.01234v2. 2019.");
    assert_eq!(found.arxiv.as_deref(), Some("1901.01234v2"));
    assert_eq!(found.id().as_deref(), Some("arxiv:1901.01234v2"));
    assert_eq!(found.year, Some(2019));
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
