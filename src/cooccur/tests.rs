//! What is counted, which example and evidence a pair takes, and the order of pairs.

mod fixture;

use super::*;
use fixture::{document, evidence, golden_corpus, reference};

fn options(window: Window) -> Options {
    Options {
        window,
        ..Options::default()
    }
}

#[track_caller]
fn pair<'t>(table: &'t Table, a: &str, b: &str) -> &'t Cooccurrence {
    let found = |pair: &&Cooccurrence| pair.id_a.as_str() == a && pair.id_b.as_str() == b;
    table.pairs.iter().find(found).unwrap()
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-7, "{found} is not {expected}");
}

#[test]
fn scores_as_string_does() {
    let table = count(&golden_corpus(), options(Window::Article));
    close(pair(&table, "ERBB2", "trastuzumab").score, 2.420001);
    close(pair(&table, "ERBB2", "lapatinib").score, 1.954056);
    close(pair(&table, "PIK3CA", "lapatinib").score, 2.070893);
    close(pair(&table, "PIK3CA", "trastuzumab").score, 1.954056);
}

#[test]
fn scores_as_diseases_does() {
    let weights = Weights {
        article: 3.0,
        section: 0.0,
        sentence: 0.2,
    };
    let options = Options {
        weights,
        ..options(Window::Article)
    };
    let table = count(&golden_corpus(), options);
    close(pair(&table, "ERBB2", "trastuzumab").score, 3.114241);
    close(pair(&table, "ERBB2", "lapatinib").score, 1.874518);
    close(pair(&table, "PIK3CA", "lapatinib").score, 2.186094);
    close(pair(&table, "PIK3CA", "trastuzumab").score, 1.874518);
}

#[test]
fn counts_a_pair_of_one_category_once() {
    // One gene pair: C = C.. = C_a = C_b, so the score is C to the power of alpha.
    let table = count(
        &[document("d", &[&[&["A", "B"]]])],
        options(Window::Sentence),
    );
    close(pair(&table, "A", "B").score, 3.2_f64.powf(0.6));
}

#[test]
fn counts_units_of_each_window() {
    let rows = [
        (Window::Sentence, [2, 3, 3, 6]),
        (Window::Section, [2, 3, 3, 5]),
        (Window::Article, [2, 2, 2, 3]),
    ];
    for (window, [_, count_a, count_b, total]) in rows {
        let table = count(&golden_corpus(), options(window));
        let found = pair(&table, "ERBB2", "trastuzumab");
        assert_eq!((found.articles, found.sections, found.sentences), (2, 2, 2));
        let units = (found.count_a, found.count_b, found.total);
        assert_eq!(units, (count_a, count_b, total), "{window:?}");
    }
}

#[test]
fn counts_empty_units_in_the_total_and_nothing_twice() {
    let documents = [
        document("a", &[&[&["A", "A", "x", "x", "A"], &[]], &[&[]]]),
        document("b", &[]),
    ];
    for (window, total) in [
        (Window::Sentence, 3),
        (Window::Section, 2),
        (Window::Article, 2),
    ] {
        let table = count(&documents, options(window));
        assert_eq!(table.pairs.len(), 1);
        let found = pair(&table, "A", "x");
        assert_eq!((found.sentences, found.count_a, found.total), (1, 1, total));
    }
}

#[test]
fn leaves_out_headings_candidates_and_other_categories() {
    let mut found = document("a", &[&[&["%B", "A", "x", "mech:bypass"]]]);
    found.mentions[1].candidates = vec![ConceptId::from("C")];
    found.mentions[2].candidates = vec![ConceptId::from("A")];
    let table = count(&[found], options(Window::Article));
    let ids: Vec<&str> = table
        .nodes
        .iter()
        .map(|node| node.concept.id.as_str())
        .collect();
    assert_eq!(ids, ["A", "x"]);
    assert_eq!(table.pairs.len(), 1);
}

#[test]
fn survives_indices_that_point_nowhere() {
    let mut found = document("a", &[&[&["A", "x"]]]);
    found.mentions[0].sentence_index = Some(9);
    found.structure.sentences[0].section_index = 7;
    found.concepts.clear();
    found.evidence = vec![evidence(8, 9, &[9]), evidence(1, 0, &[9])];
    let table = count(&[found], options(Window::Section));
    assert!(table.pairs.is_empty());
    assert_eq!(table.nodes[0].concept.name, "x");
}

#[test]
fn empty_in_empty_out() {
    assert_eq!(count(&[], Options::default()), Table::default());
    let table = count(&[document("a", &[&[&["A"]]])], Options::default());
    assert!(table.pairs.is_empty());
    assert_eq!((table.nodes.len(), table.nodes[0].degree), (1, 0));
}

#[test]
fn min_count_and_about_leave_q_values_alone() {
    let corpus = golden_corpus();
    let all = count(&corpus, options(Window::Sentence));
    let about = Options {
        about: Some(ConceptId::from("lapatinib")),
        ..options(Window::Sentence)
    };
    let some = count(&corpus, about);
    assert_eq!(some.pairs.len(), 2);
    assert_eq!(some.tested_count, all.tested_count);
    for kept in &some.pairs {
        assert_eq!(kept, pair(&all, kept.id_a.as_str(), kept.id_b.as_str()));
    }
    let twice = Options {
        min_count: 2,
        ..options(Window::Sentence)
    };
    let some = count(&corpus, twice);
    assert_eq!(some.pairs.len(), 1);
    assert_eq!(some.pairs[0], *pair(&all, "ERBB2", "trastuzumab"));
    let none = Options {
        about: Some(ConceptId::from("unknown")),
        ..options(Window::Sentence)
    };
    assert!(count(&corpus, none).pairs.is_empty());
}

#[test]
fn about_counts_a_concept_of_any_category() {
    let corpus = [document(
        "a",
        &[&[&["A", "x", "mech:bypass", "mech:other"]]],
    )];
    let about = Options {
        about: Some(ConceptId::from("mech:bypass")),
        ..options(Window::Sentence)
    };
    let ids: Vec<String> = count(&corpus, about)
        .pairs
        .iter()
        .map(|pair| format!("{} {}", pair.id_a, pair.id_b))
        .collect();
    assert_eq!(ids, ["A mech:bypass", "mech:bypass x"]);
}

fn cited_corpus() -> [AnnotatedDocument; 2] {
    let mut first = document("1", &[&[&["曲妥珠单抗", "ERBB2", "ALK"], &["ERBB2"]]]);
    first.document.metadata.year = Some(2021);
    first.structure.references = vec![reference(1, "张三"), reference(2, "Modi")];
    first.evidence = vec![
        evidence(0, 0, &[1, 0]),
        evidence(1, 0, &[1]),
        evidence(3, 1, &[0]),
    ];
    let mut second = document("2", &[&[&["ERBB2"], &["ERBB2", "曲妥珠单抗"]]]);
    second.document.metadata.year = Some(2015);
    second.structure.references = vec![reference(1, "Slamon"), reference(2, "Modi")];
    second.evidence = vec![evidence(2, 1, &[0, 1])];
    [first, second]
}

#[test]
fn gathers_evidence_years_and_an_example() {
    let table = count(&cited_corpus(), options(Window::Sentence));
    let found = pair(&table, "ERBB2", "曲妥珠单抗");
    assert_eq!(found.references, ["Modi 2019", "张三 2019", "Slamon 2019"]);
    let mechanisms: Vec<&str> = found.mechanisms.iter().map(ConceptId::as_str).collect();
    assert_eq!(mechanisms, ["mech:a", "mech:b"]);
    assert_eq!(
        (found.first_year, found.last_year),
        (Some(2015), Some(2021))
    );
    assert_eq!(found.example_article, "1");
    assert_eq!(found.example_sentence, "曲妥珠单抗 ERBB2 ALK");
    let alone = pair(&table, "ALK", "ERBB2");
    assert_eq!(alone.references, ["Modi 2019"]);
}

#[test]
fn a_wide_window_takes_its_example_from_the_first_concept() {
    let corpus = [document("1", &[&[&["A"]], &[&["x"], &["A"], &["B"]]])];
    let sentence = |window, a: &str, b: &str| {
        let table = count(&corpus, options(window));
        pair(&table, a, b).example_sentence.clone()
    };
    assert_eq!(sentence(Window::Article, "B", "x"), "B");
    assert_eq!(sentence(Window::Article, "A", "x"), "A");
    let table = count(&corpus, options(Window::Section));
    assert_eq!(pair(&table, "A", "B").example_sentence, "A");
    assert!(count(&corpus, options(Window::Sentence)).pairs.is_empty());
}

#[test]
fn the_order_of_documents_changes_nothing() {
    for window in Window::ALL {
        let mut corpus = golden_corpus();
        corpus.extend(cited_corpus());
        let forward = count(&corpus, options(window));
        corpus.reverse();
        assert_eq!(count(&corpus, options(window)), forward);
    }
}

#[test]
fn sorts_by_every_column() {
    let mut table = count(&golden_corpus(), options(Window::Article));
    for name in SortColumn::ALL.map(SortColumn::as_str) {
        table.sort(SortColumn::parse(name).unwrap());
    }
    assert_eq!(SortColumn::parse("mechanisms"), None);
    table.sort(SortColumn::NameB);
    let names: Vec<&str> = table.pairs.iter().map(|pair| &*pair.name_b).collect();
    assert!(names.is_sorted());
    table.sort(SortColumn::PValue);
    assert!(table.pairs.is_sorted_by_key(|pair| pair.p_value));
    table.sort(SortColumn::Sentences);
    assert!(
        table
            .pairs
            .is_sorted_by(|one, other| one.sentences >= other.sentences)
    );
    table.sort(SortColumn::default());
    assert!(
        table
            .pairs
            .is_sorted_by(|one, other| one.score >= other.score)
    );
}
