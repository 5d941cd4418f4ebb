//! Rows for reference lists and their entries.

use super::{A, B, C, EN, ZH, structure_of};
use crate::model::SectionKind;

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
