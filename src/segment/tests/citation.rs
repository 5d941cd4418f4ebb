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
