//! `search`.

use super::{Folder, code_points};

/// Where the articles name trastuzumab; a title is a sentence too.
const EVERYWHERE: &[&str] = &[
    "en.md trastuzumab",
    "zh.txt 曲妥珠单抗",
    "zh.txt 曲妥珠单抗",
];

#[test]
fn finds_names_in_either_language() {
    let folder = Folder::indexed();
    let rows: [(&str, &[&str]); 10] = [
        ("赫赛汀", EVERYWHERE),
        ("Herceptin", EVERYWHERE),
        (
            "gene:c-Met drug:AZD9291",
            &["en.md MET osimertinib", "zh.txt MET 奥希替尼"],
        ),
        ("mechanism:bypass IGF1R", &["zh.txt IGF1R 旁路激活"]),
        ("\"no longer respond\"", &["en.md no longer respond"]),
        ("reference:\"Engelman 2007\" MET", &["zh.txt MET"]),
        ("section:bypass EGFR", &["en.md EGFR"]),
        ("responds", &["en.md respond"]),
        ("奥希替尼 -source:en.md", &["zh.txt 奥希替尼"]),
        ("(EGFR OR IGF1R) NOT disease:乳腺癌", &[]),
    ];
    for (query, expected) in rows {
        let hits = folder
            .run(&["search", query, "--json", "--quiet"])
            .ended(0)
            .json();
        let mut found: Vec<String> = hits
            .iter()
            .map(|hit| {
                let article = hit["article"]
                    .as_str()
                    .unwrap()
                    .trim_start_matches("corpus/");
                let text = hit["text"].as_str().unwrap();
                let marked = hit["highlights"].as_array().unwrap().iter();
                let mut marked: Vec<String> = marked.map(|span| code_points(text, span)).collect();
                marked.dedup();
                format!("{article} {}", marked.join(" "))
            })
            .collect();
        found.sort();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn prints_hits_for_people() {
    let folder = Folder::indexed();
    let ran = folder
        .run(&["search", "gene:MET", "drug:奥希替尼", "--limit", "1"])
        .ended(0);
    ran.said(&["Showing 1–1 of 2 sentences for “gene:MET drug:奥希替尼”"]);
    assert!(ran.out.starts_with("corpus/"), "{ran:?}");
    assert!(ran.out.contains("\n  1. #"), "{ran:?}");
    let ran = folder
        .run(&["search", "gene:MET drug:奥希替尼", "--offset", "1"])
        .ended(0);
    ran.said(&["Showing 2–2 of 2"]);
    assert!(ran.out.contains("\n  2. #"), "{ran:?}");
    let ran = folder.run(&["search", "IGF1R", "--explain"]).ended(0);
    ran.said(&["IGF1R: hgnc:5465"]);
    for part in ["旁路激活", "Nahta R 2005, Cancer Res 65, 11118-11128"] {
        assert!(ran.out.contains(part), "no {part} in {ran:?}");
    }
    let ran = folder
        .run(&["search", "IGF1R 奥希替尼", "--kind", "article"])
        .ended(0);
    assert!(ran.out.contains("corpus/zh.txt"), "{ran:?}");
    let ran = folder
        .run(&["search", "drug:奥希替尼", "--kind", "mention"])
        .ended(0);
    ran.said(&["of 2 mentions"]);
}

#[test]
fn folds_the_sentences_of_an_article_below_it() {
    let folder = Folder::indexed();
    let ran = folder.run(&["search", "HER2"]).ended(0);
    let articles: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.starts_with("corpus/"))
        .collect();
    let hits = ran.out.lines().filter(|line| line.contains(". #")).count();
    assert_eq!((articles.len(), hits), (2, 3), "{ran:?}");
}

#[test]
fn tells_what_makes_a_score() {
    let folder = Folder::indexed();
    let ran = folder
        .run(&["search", "gene:MET drug:奥希替尼", "--explain"])
        .ended(0);
    for part in ["score ", " gene:MET + ", "a claim about both"] {
        assert!(ran.out.contains(part), "no {part} in {ran:?}");
    }
    let hits = folder
        .run(&["search", "gene:MET drug:奥希替尼", "--explain", "--json"])
        .ended(0)
        .json();
    for hit in hits {
        let parts = hit["score_parts"].as_array().unwrap().iter();
        let sum: f64 = parts.map(|part| part["score"].as_f64().unwrap()).sum();
        let score = hit["score"].as_f64().unwrap();
        assert!((sum - score).abs() < 0.01, "{hit}");
    }
}

#[test]
fn lines_mentions_up_in_columns() {
    let folder = Folder::indexed();
    let ran = folder
        .run(&[
            "search",
            "drug:奥希替尼",
            "--kind",
            "mention",
            "--context",
            "12",
        ])
        .ended(0);
    let width =
        |text: &str| -> usize { text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    let mut columns = Vec::new();
    for (line, name) in ran
        .out
        .lines()
        .zip(["osimertinib", "奥希替尼"].iter().cycle())
    {
        let name = [*name, "osimertinib", "奥希替尼"]
            .into_iter()
            .find(|name| line.contains(name));
        let at = line.find(name.unwrap()).unwrap();
        columns.push(width(&line[..at]));
    }
    assert_eq!(columns, [13, 13], "{ran:?}");
}

#[test]
fn counts_by_facets() {
    let folder = Folder::indexed();
    let ran = folder
        .run(&[
            "search",
            "MET",
            "--facets",
            "gene,drug,effect,year",
            "--limit",
            "0",
        ])
        .ended(0);
    for part in [
        "gene (",
        "       2  MET",
        "奥希替尼",
        "resistance",
        "year (0 different)",
    ] {
        assert!(ran.out.contains(part), "no {part} in {ran:?}");
    }
    let lines = folder
        .run(&[
            "search", "MET", "--facets", "gene", "--limit", "0", "--json", "--kind", "article",
        ])
        .ended(0)
        .json();
    let genes = lines[0]["facets"]["gene"]["values"].as_array().unwrap();
    let count = |id: &str| genes.iter().find(|gene| gene["value"] == id).unwrap()["count"].clone();
    assert_eq!(
        (count("hgnc:7029"), count("hgnc:3430")),
        (2.into(), 2.into())
    );
    folder
        .run(&["search", "MET", "--facets", "colour"])
        .ended(2)
        .said(&["gene"]);
}

#[test]
fn refuses_monster_queries_before_anything_is_read() {
    let folder = Folder::new();
    for query in [
        "(".repeat(10_000),
        "NOT ".repeat(20_000),
        "a OR ".repeat(20_000),
    ] {
        // There is no index here: the query is looked at first.
        let ran = folder.run(&["search", &query]).ended(2);
        assert!(ran.err.trim_end().ends_with('^'), "{}", ran.err);
    }
}

#[test]
fn gives_up_when_the_time_is_over() {
    let folder = Folder::indexed();
    folder
        .run(&["search", "HER2", "--timeout", "0"])
        .ended(2)
        .said(&["0.001 to 86400"]);
    folder.run(&["search", "HER2", "--timeout", "60"]).ended(0);
}

#[test]
fn says_why_there_is_no_hit() {
    let folder = Folder::indexed();
    let rows = [
        ("qwertyx", "no dictionary has such a name"),
        ("KRAS", "KRAS: hgnc:6407"),
        ("IGF1R 奥希替尼", "1 article may: --kind article"),
        ("effect:overcomes", "No sentence answers"),
    ];
    for (query, expected) in rows {
        let ran = folder.run(&["search", query]).ended(0);
        assert!(ran.out.is_empty(), "{ran:?}");
        ran.said(&[expected]);
    }
}

#[test]
fn marks_the_place_of_a_bad_query() {
    let folder = Folder::indexed();
    let rows = [
        ("", "the query is empty", 2),
        ("HER2 foo:bar", "unknown field foo", 7),
        ("赫赛汀 (HER2", "this bracket is not closed", 9),
        ("HER2)", "this bracket closes nothing", 6),
        ("\"HER2", "this quote is not closed", 2),
        ("year:soon", "expected a year", 7),
    ];
    for (query, expected, column) in rows {
        let ran = folder.run(&["search", query]).ended(2);
        ran.said(&["litmine: ", expected]);
        let mark = ran.err.lines().last().unwrap();
        assert_eq!(mark, format!("{}^", " ".repeat(column)), "{ran:?}");
    }
    folder
        .run(&["search", "HER2", "--kind", "word"])
        .ended(2)
        .said(&["article, sentence, mention"]);
    folder
        .run(&["search", "HER2", "--limit", "10001"])
        .ended(2)
        .said(&["10000"]);
}

#[test]
fn shows_what_a_terminal_would_obey() {
    let folder = Folder::new();
    folder.write("bad.txt", "EGFR\u{1b}[2J is mutated\u{202e} here.\n");
    folder.run(&["index", "bad.txt"]).ended(0);
    for args in [&["search", "EGFR"][..], &["show", "bad.txt"]] {
        let ran = folder.run(args).ended(0);
        assert!(ran.out.contains("EGFR\u{fffd}[2J is"), "{ran:?}");
        assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{ran:?}");
    }
}

#[test]
fn finds_claims_by_effect_drug_and_gene() {
    let folder = Folder::indexed();
    let rows = [
        ("gene:MET effect:resistance", 2),
        ("drug:奥希替尼 effect:耐药", 2),
        ("gene:MET effect:sensitivity", 0),
        ("gene:MET effect:\"not resistance\"", 0),
    ];
    for (query, expected) in rows {
        let hits = folder
            .run(&["search", "--kind", "claim", query, "--json", "--quiet"])
            .ended(0)
            .json();
        assert_eq!(hits.len(), expected, "{query}");
        for hit in hits {
            assert_eq!(hit["claim"]["subject"], "hgnc:7029", "{query}");
            assert_eq!(hit["claim"]["effect"], "resistance", "{query}");
        }
    }
    folder.run(&["search", "effect:nonsense"]).ended(2);
}

#[test]
fn explains_a_claim_and_lists_unknown_headings() {
    let folder = Folder::indexed();
    let ran = folder
        .run(&["show", "corpus/en.md", "--claim", "0"])
        .ended(0);
    for part in ["sentence", "cue", "feature", "confidence"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    folder
        .run(&["show", "corpus/en.md", "--claim", "999"])
        .ended(2);
    let candidates = folder.run(&["lexicon", "candidates"]).ended(0).out;
    assert!(candidates.starts_with("claims\tsections\tarticles\tid\theading\n"));
}
