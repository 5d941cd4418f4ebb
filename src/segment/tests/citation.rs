//! Rows for citation markers.

use super::{A, B, C, structure_of};

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
fn resolves_round_brackets_where_an_article_cites_so() {
    check_citations(
        "PTEN缺失(1)。AKT激活（2，3）。",
        &[("(1)", &[1], &[]), ("（2，3）", &[2, 3], &[])],
    );
    check_citations(
        "PTEN is lost (1, 2). AKT is active (2-3), as shown in Fig. 1 (3).",
        &[
            ("(1, 2)", &[1, 2], &[]),
            ("(2-3)", &[2, 3], &[]),
            ("(3)", &[3], &[]),
        ],
    );
    for body in [
        "机制有三：（1）靶点改变；（2）旁路激活；（3）药物外排。",
        "There are (1) loss of PTEN, (2) gain of AKT and (3) others.",
        "共检出两例（2），其余未见。",
        "PTEN缺失[1]。AKT激活(2)。",
    ] {
        let text = format!("{body}\n\n参考文献\n[1] {A}\n[2] {B}\n[3] {C}\n");
        let found = structure_of(&text).citations;
        let round = found
            .iter()
            .filter(|one| one.span.of(&text).starts_with(['(', '（']));
        assert_eq!(round.count(), 0, "{body}");
    }
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

#[test]
fn raised_numbers_are_citations_where_nothing_else_is() {
    check_citations(
        "PTEN缺失¹,²导致耐药。³其后10⁵个细胞，体积5cm²。",
        &[("¹,²", &[1, 2], &[]), ("³", &[3], &[])],
    );
    check_citations(
        "PTEN is lost.¹ AKT is active¹–³ in 10² cells of 3 mm² each; ³H was used.",
        &[("¹", &[1], &[]), ("¹–³", &[1, 2, 3], &[])],
    );
    check_citations("PTEN缺失[1]，面积很大²。", &[("[1]", &[1], &[])]);
}

#[test]
fn authors_and_years_are_citations_where_nothing_else_is() {
    check_citations(
        "PTEN is lost (Nagata et al., 2004; Lu, 2001). Scaltriti et al. (2007) agree (see Table 2).",
        &[
            ("(Nagata et al., 2004; Lu, 2001)", &[2, 3], &[]),
            ("(2007)", &[1], &[]),
        ],
    );
    check_citations(
        "PTEN缺失（Nagata等，2004），见于多数患者（2019年）。",
        &[("（Nagata等，2004）", &[2], &[])],
    );
    check_citations("Patients (Smith, 1999) relapse.", &[]);
}
