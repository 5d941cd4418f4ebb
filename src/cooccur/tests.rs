//! What is counted, which example and evidence a pair takes, and the order of pairs.

mod fixture;

use super::*;
use crate::model::{Category, ConceptId};
use fixture::{Article, article, golden_corpus, occurrences};

fn options(window: Window) -> Options {
    Options {
        window,
        ..Options::default()
    }
}

fn count_all(articles: &[Article], options: Options) -> Table {
    count(&occurrences(articles), &options)
}

#[track_caller]
fn pair<'t>(table: &'t Table, a: &str, b: &str) -> &'t Cooccurrence {
    let found = |pair: &&Cooccurrence| pair.a.id.as_str() == a && pair.b.id.as_str() == b;
    table.pairs.iter().find(found).unwrap()
}

/// Ids of all pairs, `a b`, in order of ids.
fn ids(table: &Table) -> Vec<String> {
    let mut ids: Vec<String> = table
        .pairs
        .iter()
        .map(|pair| format!("{} {}", pair.a.id, pair.b.id))
        .collect();
    ids.sort();
    ids
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-7, "{found} is not {expected}");
}

/// Pairs of a gene and a drug only, as the published rows have it.
fn gene_drug(window: Window) -> Options {
    let mut pairs = CategoryPairs::among(&[]);
    pairs.add([Category::Drug, Category::Gene]);
    Options {
        pairs,
        ..options(window)
    }
}

#[test]
fn scores_as_string_does() {
    let table = count_all(&golden_corpus(), gene_drug(Window::Article));
    assert_eq!(table.pairs.len(), 4);
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
        ..gene_drug(Window::Article)
    };
    let table = count_all(&golden_corpus(), options);
    assert_eq!(table.pairs.len(), 4);
    close(pair(&table, "ERBB2", "trastuzumab").score, 3.114241);
    close(pair(&table, "ERBB2", "lapatinib").score, 1.874518);
    close(pair(&table, "PIK3CA", "lapatinib").score, 2.186094);
    close(pair(&table, "PIK3CA", "trastuzumab").score, 1.874518);
}

#[test]
fn counts_a_pair_of_one_category_once() {
    // One gene pair: C = C.. = C_a = C_b, so the score is C to the power of alpha.
    let articles = [article("d", &[&[&["A", "B"]]])];
    let table = count_all(&articles, options(Window::Sentence));
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
        let table = count_all(&golden_corpus(), options(window));
        let found = pair(&table, "ERBB2", "trastuzumab");
        assert_eq!((found.articles, found.sections, found.sentences), (2, 2, 2));
        let units = (found.count_a, found.count_b, found.total);
        assert_eq!(units, (count_a, count_b, total), "{window:?}");
    }
}

#[test]
fn counts_empty_units_in_the_total_and_nothing_twice() {
    let articles = [
        article("a", &[&[&["A", "A", "x", "x", "A"], &[]], &[&[]]]),
        article("b", &[]),
    ];
    for (window, total) in [
        (Window::Sentence, 3),
        (Window::Distance(1), 3),
        (Window::Section, 2),
        (Window::Article, 2),
    ] {
        let table = count_all(&articles, options(window));
        assert_eq!(table.pairs.len(), 1);
        let found = pair(&table, "A", "x");
        assert_eq!((found.sentences, found.count_a, found.total), (1, 1, total));
        let a = table
            .nodes
            .iter()
            .find(|node| node.label.id.as_str() == "A");
        assert_eq!(a.unwrap().mentions, 3);
    }
}

#[test]
fn a_distance_counts_runs_of_sentences() {
    let articles = [article(
        "a",
        &[&[&["A"], &[], &["B"], &["A", "B"]], &[&[], &["B"]]],
    )];
    let counts = |distance| {
        let table = count_all(&articles, options(Window::Distance(distance)));
        let found = pair(&table, "A", "B");
        let counts = [found.count, found.count_a, found.count_b, found.total];
        (counts, found.example.sentence)
    };
    // Runs begin at each sentence: A.. .., ..B, B A+B, A+B .., ..B, B.
    assert_eq!(counts(1), ([2, 3, 5, 6], 3));
    assert_eq!(counts(2), ([4, 4, 6, 6], 3));
    let table = count_all(&articles, options(Window::Distance(0)));
    let sentence = count_all(&articles, options(Window::Sentence));
    assert_eq!(table.pairs, sentence.pairs);
}

#[test]
fn pairs_the_categories_asked_for() {
    let articles = [article(
        "a",
        &[&[&["A", "B", "x", "y", "mech:bypass", "mech:loss"]]],
    )];
    let rows: [(&[[Category; 2]], &[&str]); 3] = [
        (
            &[[Category::Gene, Category::Drug]],
            &["A x", "A y", "B x", "B y"],
        ),
        (&[[Category::Gene, Category::Gene]], &["A B"]),
        (
            &[
                [Category::Drug, Category::Drug],
                [Category::Mechanism, Category::Drug],
            ],
            &[
                "mech:bypass x",
                "mech:bypass y",
                "mech:loss x",
                "mech:loss y",
                "x y",
            ],
        ),
    ];
    for (wanted, expected) in rows {
        let mut pairs = CategoryPairs::among(&[]);
        wanted.iter().for_each(|&pair| pairs.add(pair));
        let table = count_all(
            &articles,
            Options {
                pairs,
                ..options(Window::Sentence)
            },
        );
        assert_eq!(ids(&table), expected);
        assert_eq!(table.tested_count, expected.len());
    }
}

#[test]
fn empty_in_empty_out() {
    assert_eq!(count_all(&[], Options::default()), Table::default());
    let table = count_all(&[article("d", &[&[&["A"]]])], Options::default());
    assert!(table.pairs.is_empty());
    assert_eq!((table.nodes.len(), table.nodes[0].degree), (1, 0));
}

#[test]
fn min_count_and_about_leave_q_values_alone() {
    let corpus = golden_corpus();
    let all = count_all(&corpus, options(Window::Sentence));
    let about = Options {
        about: Some(ConceptId::from("lapatinib")),
        ..options(Window::Sentence)
    };
    let some = count_all(&corpus, about);
    assert_eq!(some.pairs.len(), 2);
    assert_eq!(some.tested_count, all.tested_count);
    for kept in &some.pairs {
        assert_eq!(kept, pair(&all, kept.a.id.as_str(), kept.b.id.as_str()));
    }
    let twice = Options {
        min_count: 2,
        ..options(Window::Sentence)
    };
    let some = count_all(&corpus, twice);
    assert_eq!(some.pairs.len(), 1);
    assert_eq!(some.pairs[0], *pair(&all, "ERBB2", "trastuzumab"));
    let none = Options {
        about: Some(ConceptId::from("unknown")),
        ..options(Window::Sentence)
    };
    assert!(count_all(&corpus, none).pairs.is_empty());
}

#[test]
fn about_counts_a_concept_of_any_category() {
    let corpus = [article("a", &[&[&["A", "x", "mech:bypass", "mech:other"]]])];
    let about = Options {
        about: Some(ConceptId::from("mech:bypass")),
        ..options(Window::Sentence)
    };
    let table = count_all(&corpus, about);
    assert_eq!(ids(&table), ["A mech:bypass", "mech:bypass x"]);
}

fn cited_corpus() -> Vec<Article> {
    let first = Article {
        year: Some(2021),
        ..article(
            "1",
            &[&[
                &["曲妥珠单抗", "ERBB2", "ALK", "mech:b", "[Modi", "[张三"],
                &["ERBB2", "[Slamon"],
            ]],
        )
    };
    let second = Article {
        year: Some(2015),
        ..article(
            "2",
            &[&[
                &["ERBB2"],
                &["ERBB2", "曲妥珠单抗", "mech:a", "[Slamon", "[Modi"],
            ]],
        )
    };
    vec![first, second]
}

#[test]
fn gathers_evidence_years_and_an_example() {
    let table = count_all(&cited_corpus(), options(Window::Sentence));
    let found = pair(&table, "ERBB2", "曲妥珠单抗");
    assert_eq!(found.references, ["[Modi", "[张三", "[Slamon"]);
    let mechanisms: Vec<&str> = found.mechanisms.iter().map(ConceptId::as_str).collect();
    assert_eq!(mechanisms, ["mech:a", "mech:b"]);
    assert_eq!(
        (found.first_year, found.last_year),
        (Some(2015), Some(2021))
    );
    assert_eq!((&*found.example.article, found.example.sentence), ("1", 0));
    let alone = pair(&table, "ALK", "ERBB2");
    assert_eq!(alone.references, ["[Modi", "[张三"]);
}

#[test]
fn counts_sentences_that_deny_apart() {
    let articles = [article("1", &[&[&["A", "x"], &["A", "x", "mech:not"]]])];
    let table = count_all(&articles, options(Window::Sentence));
    let found = pair(&table, "A", "x");
    assert_eq!((found.sentences, found.negated_sentences), (2, 1));
}

#[test]
fn a_wide_window_takes_its_example_from_the_first_concept() {
    let corpus = [article("1", &[&[&["A"]], &[&["x"], &["A"], &["B"]]])];
    let sentence = |window, a: &str, b: &str| {
        let table = count_all(&corpus, options(window));
        pair(&table, a, b).example.sentence
    };
    assert_eq!(sentence(Window::Article, "B", "x"), 3);
    assert_eq!(sentence(Window::Article, "A", "x"), 2);
    assert_eq!(sentence(Window::Section, "A", "B"), 2);
    assert!(
        count_all(&corpus, options(Window::Sentence))
            .pairs
            .is_empty()
    );
}

#[test]
fn every_pair_has_sentences() {
    let mut corpus = golden_corpus();
    corpus.extend(cited_corpus());
    corpus.push(article("z", &[&[&["A"]], &[&["x"], &["A"], &["B"]]]));
    let found = occurrences(&corpus);
    for window in [Window::NAMED.as_slice(), &[Window::Distance(1)]].concat() {
        let options = options(window);
        let table = count(&found, &options);
        let rows = sentences(&found, &table.pairs, &options);
        assert!(rows.is_sorted());
        for (index, pair) in table.pairs.iter().enumerate() {
            let of_pair = rows.iter().filter(|row| row.pair_index == index);
            let both = of_pair.clone().filter(|row| row.holds == Holds::Both);
            assert_eq!(both.count() as u64, pair.sentences, "{window:?} {pair:?}");
            assert!(of_pair.count() > 0, "{window:?} {pair:?}");
        }
    }
}

#[test]
fn rolls_genes_up_into_the_smallest_family() {
    let family = |id: &str, members: &[&str]| {
        std::sync::Arc::new(crate::model::Concept {
            id: id.into(),
            category: Category::Family,
            name: id.to_uppercase(),
            name_zh: None,
            synonyms: Vec::new(),
            synonyms_zh: Vec::new(),
            xrefs: Vec::new(),
            parents: Vec::new(),
            members: members.iter().map(|&member| member.into()).collect(),
            targets: Vec::new(),
        })
    };
    let families = [
        family("fplx:AB", &["A", "B"]),
        family("fplx:ABC", &["A", "B", "C"]),
    ];
    let mut found = occurrences(&[article("1", &[&[&["A", "B", "x"], &["C", "mech:a"]]])]);
    roll_up(&mut found, families.iter());
    let table = count(&found, &options(Window::Article));
    assert_eq!(ids(&table), ["fplx:AB fplx:ABC", "fplx:AB x", "fplx:ABC x"]);
    assert_eq!(pair(&table, "fplx:AB", "x").a.name, "FPLX:AB");
}

#[test]
fn sorts_by_every_column() {
    let mut table = count_all(&golden_corpus(), options(Window::Article));
    for name in SortColumn::ALL.map(SortColumn::as_str) {
        table.sort(SortColumn::parse(name).unwrap());
    }
    assert_eq!(SortColumn::parse("mechanisms"), None);
    table.sort(SortColumn::NameB);
    let names: Vec<&str> = table.pairs.iter().map(|pair| &*pair.b.name).collect();
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

#[test]
fn tells_what_rose_fell_came_and_went() {
    let before = [article(
        "1",
        &[&[&["A", "x"], &["A", "x"], &["B", "x"], &["C", "x"], &[]]],
    )];
    let now = [article(
        "1",
        &[&[&["A", "x"], &["B", "x"], &["B", "x"], &["D", "x"], &[]]],
    )];
    let rows = compare(
        &count_all(&before, Options::default()),
        &count_all(&now, Options::default()),
    );
    let mut told: Vec<(String, &str, [u64; 2])> = rows
        .iter()
        .map(|row| (row.a.id.to_string(), row.change.as_str(), row.counts))
        .collect();
    told.sort();
    let expected = [
        ("A", "fell", [2, 1]),
        ("B", "rose", [1, 2]),
        ("C", "gone", [1, 0]),
        ("D", "new", [0, 1]),
    ];
    let expected = expected.map(|(id, change, counts)| (id.to_owned(), change, counts));
    assert_eq!(told, expected);
    assert!(
        rows.iter()
            .all(|row| row.totals == [5, 5] && row.p_value > 0.999)
    );
}

#[test]
fn a_change_is_tested_on_both_sides() {
    // 40 of 100 before and 10 of 100 now: twice the lower tail of Fisher's exact test.
    let side = |with: u64| {
        let mut table = count_all(&[article("1", &[&[&["A", "x"]]])], Options::default());
        table.windows = 100;
        table.pairs[0].count = with;
        table
    };
    let fell = &compare(&side(40), &side(10))[0];
    assert!(
        (fell.p_value / 1.2433405573877402e-6 - 1.0).abs() < 1e-9,
        "{:e}",
        fell.p_value
    );
    let rose = &compare(&side(10), &side(40))[0];
    assert!((fell.p_value / rose.p_value - 1.0).abs() < 1e-12);
    assert_eq!((fell.ratio, rose.ratio), (0.25, 4.0));
}

#[test]
fn counts_mentions_by_year() {
    let in_year = |id, year, sections| Article {
        year,
        ..article(id, sections)
    };
    let found = occurrences(&[
        in_year("1", Some(2020), &[&[&["A", "A"], &["A", "x"]]]),
        in_year("2", Some(2019), &[&[&["A"], &["x"]]]),
        in_year("3", Some(2020), &[&[&["A"]]]),
        in_year("4", None, &[&[&["A"]]]),
    ]);
    let years: Vec<(i32, u64, u64, u64)> = timeline(&found, &"A".into())
        .iter()
        .map(|found| (found.year, found.articles, found.sentences, found.mentions))
        .collect();
    assert_eq!(years, [(2019, 1, 1, 1), (2020, 2, 3, 4)]);
    assert!(timeline(&found, &"unknown".into()).is_empty());
}
