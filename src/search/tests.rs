use super::*;
use crate::error::Error;
use crate::index::tests::{article, index};
use crate::lexicon::{DictionaryFile, Layer};
use crate::model::{AnnotatedDocument, Claim, Effect, EvidenceLevel, ReferenceScope};

const CONCEPTS: &str = "\
id,category,name,name_zh,synonyms,synonyms_zh,parents,members
hgnc:3430,gene,ERBB2,,HER2|HER-2/neu,,,
hgnc:7029,gene,MET,,c-MET,,,
hgnc:3236,gene,EGFR,,,,,
fplx:ERBB,family,ERBB family,,ERBB,,,hgnc:3430|hgnc:3236
drugbank:DB00072,drug,trastuzumab,曲妥珠单抗,Herceptin,赫赛汀,litmine.class:her2,
drugbank:DB09330,drug,osimertinib,奥希替尼,,,,
litmine.class:her2,drug_class,anti-HER2 antibody,抗HER2抗体,,,,
mech:resistance,mechanism,resistance mechanism,耐药机制,,,,
mech:bypass-activation,mechanism,bypass activation,旁路激活,,,mech:resistance,
hgnc:1,gene,WAS,,,,,
hgnc:2,gene,REST,,,,,
";

const RULES: &str = "name,rule,context,reason\nwas,never,,verb\nREST,exact,,noun\n";

fn lexicon() -> Lexicon {
    let file = |path: &str, text: &str| DictionaryFile {
        path: path.into(),
        text: text.into(),
    };
    let layer = Layer {
        concepts: vec![file("c.csv", CONCEPTS)],
        rules: vec![file("r.csv", RULES)],
        ..Layer::default()
    };
    Lexicon::from_layers(&[layer]).unwrap()
}

fn articles() -> Vec<AnnotatedDocument> {
    vec![
        article(
            "her2",
            2022,
            "HER2陽性乳腺癌患者使用曲妥珠单抗后出现耐药。[1]\n\
             # 旁路激活\n\
             MET扩增使奥希替尼失效。[2]\n\
             脑转移的患者预后差。\n\
             # 结论\n\
             休息很重要，肺癌需要治疗。\n\
             [1] Modi 2022 DESTINY\n\
             [2] Swain 2020 CLEOPATRA",
        ),
        article(
            "english",
            2019,
            "Resistance to trastuzumab was common in ERBB2 positive tumours.\n\
             # Bypass of EGFR\n\
             MET amplification confers resistance to EGFR inhibitors. [1]\n\
             Patients need rest.\n\
             PD-L1 was not measured.\n\
             [1] Modi 2020 CLEOPATRA",
        ),
    ]
}

/// Answers queries over the two articles, or over others.
struct Bench {
    _folder: tempfile::TempDir,
    lexicon: Lexicon,
    reader: Option<Reader>,
}

impl Bench {
    fn new(articles: &[AnnotatedDocument]) -> Self {
        let folder = index(articles);
        let reader = Some(Reader::open(folder.path()).unwrap());
        Self {
            _folder: folder,
            lexicon: lexicon(),
            reader,
        }
    }

    fn searcher(&mut self) -> Searcher<'_> {
        Searcher::open(self.reader.take().unwrap(), &self.lexicon)
    }
}

#[track_caller]
fn check(rows: &[(&str, &[&str])], kind: Kind, show: impl Fn(&Hit) -> String) {
    check_over(&articles(), rows, kind, show);
}

#[track_caller]
fn check_over(
    articles: &[AnnotatedDocument],
    rows: &[(&str, &[&str])],
    kind: Kind,
    show: impl Fn(&Hit) -> String,
) {
    let mut bench = Bench::new(articles);
    let searcher = bench.searcher();
    for (query, expected) in rows {
        let options = Options {
            kind,
            ..Options::default()
        };
        let answer = searcher.search(query, options).unwrap();
        let mut found: Vec<String> = answer.hits.iter().map(&show).collect();
        found.sort();
        assert_eq!(
            found,
            *expected,
            "{query}: {:?}",
            searcher.explain(query).unwrap()
        );
        assert_eq!(answer.total, expected.len() as u64, "{query}");
    }
}

fn place(hit: &Hit) -> String {
    format!("{}:{}", hit.article, hit.sentence.unwrap())
}

#[test]
fn finds_sentences_in_either_language_by_any_name() {
    let both: &[&str] = &["english:0", "her2:0"];
    check(
        &[
            ("赫赛汀", both),
            ("Herceptin", both),
            ("HER-2", both),
            ("drug:赫賽汀", both),
            ("drug:DB00072", &[]),
            ("drug:drugbank:DB00072", both),
            ("drugbank:DB00072", both),
            ("赫赛汀耐药", both),
            ("赫赛汀 resistance", both),
            ("赫赛汀 \"耐药\"", &["her2:0"]),
            ("赫赛汀 name:resistance", &["english:0"]),
            (
                "赫赛汀 耐药 OR 奥希替尼",
                &["english:0", "her2:0", "her2:1"],
            ),
            ("trastuzumab resistant", both),
            ("HER2 -name:resistance", &["her2:0"]),
            ("HER2 -resistance", &[]),
            ("HER2 NOT (resistance OR 耐药)", &[]),
            ("name:ERBB2", &["english:0"]),
            ("name:HER2", &["her2:0"]),
            ("drug:\"anti-HER2 antibody\"", both),
            ("family:ERBB", &["english:0", "english:1", "her2:0"]),
            ("gene:MET", &["english:1", "her2:1"]),
        ],
        Kind::Sentence,
        place,
    );
}

#[test]
fn finds_phrases_across_scripts_and_nothing_else() {
    check(
        &[
            ("\"HER2阳性\"", &["her2:0"]),
            ("“陽性乳腺”", &["her2:0"]),
            ("\"腺癌患\"", &["her2:0"]),
            ("\"癌\"", &["her2:0", "her2:3"]),
            ("\"性HER2\"", &[]),
            ("\"癌患者 使\"", &["her2:0"]),
            ("\"confers resistance\"", &["english:1"]),
            ("\"confer resistance\"", &[]),
            ("confer resist", &["english:1"]),
            ("PD-L1", &["english:3"]),
            ("\"L1 PD\"", &[]),
            ("扩增使", &["her2:1"]),
        ],
        Kind::Sentence,
        place,
    );
}

#[test]
fn every_stretch_of_a_sentence_finds_it() {
    let mut bench = Bench::new(&articles());
    let searcher = bench.searcher();
    let all = Options {
        limit: MAX_LIMIT,
        ..Options::default()
    };
    for hit in searcher.search("-qwertyx", all).unwrap().hits {
        let own = place(&hit);
        let ends: Vec<usize> = hit.text.char_indices().map(|(at, _)| at).collect();
        let is_word = |c: Option<char>| c.is_some_and(crate::normalize::is_word);
        let cuts = |at: usize| {
            let (before, behind) = hit.text.split_at(at);
            is_word(before.chars().next_back()) && is_word(behind.chars().next())
        };
        for (first, &start) in ends.iter().enumerate() {
            for &end in ends.iter().skip(first + 2).take(7) {
                let stretch = &hit.text[start..end];
                let is_said = stretch.chars().any(|c| is_word(Some(c)));
                if cuts(start) || cuts(end) || !is_said {
                    continue;
                }
                let answer = searcher.search(&format!("\"{stretch}\""), all).unwrap();
                let mut found = answer.hits.iter().map(place);
                assert!(found.any(|found| found == own), "{stretch} of {}", hit.text);
            }
        }
    }
}

#[test]
fn a_bare_name_finds_the_sentences_that_mention_it() {
    let articles = articles();
    let mut bench = Bench::new(&articles);
    let searcher = bench.searcher();
    for (name, concept, _) in crate::index::tests::NAMES {
        let mentions = articles.iter().flat_map(|article| {
            let mentions = article
                .mentions
                .iter()
                .filter(|one| one.concept == concept.into());
            mentions.map(|one| format!("{}:{}", article.document.id, one.sentence_index.unwrap()))
        });
        let mentions: BTreeSet<String> = mentions.collect();
        let answer = searcher.search(name, Options::default()).unwrap();
        let found: BTreeSet<String> = answer.hits.iter().map(place).collect();
        if !mentions.is_empty() {
            assert_eq!(found, mentions, "{name}");
        }
    }
}

#[test]
fn counts_what_answers_by_facets() {
    let mut articles = articles();
    articles[0].document.metadata.journal = Some("中华肿瘤杂志".into());
    let mut bench = Bench::new(&articles);
    let searcher = bench.searcher();
    let counts = |query, kind| -> Vec<String> {
        let facets = [
            Facet::Gene,
            Facet::Drug,
            Facet::Mechanism,
            Facet::Year,
            Facet::Journal,
        ];
        let counts = searcher.facets(query, kind, &facets, 2).unwrap();
        let counts = counts.into_iter().map(|counts| {
            let values = counts
                .values
                .iter()
                .map(|(value, count)| format!(" {value}={count}"));
            format!(
                "{} {}:{}",
                counts.facet.as_str(),
                counts.distinct,
                values.collect::<String>()
            )
        });
        counts.collect()
    };
    assert_eq!(
        counts("MET OR HER2", Kind::Sentence),
        [
            "gene 3: hgnc:3430=2 hgnc:7029=2",
            "drug 2: drugbank:DB00072=2 drugbank:DB09330=1",
            "mechanism 1: mech:bypass-activation=1",
            "year 2: 2019=2 2022=2",
            "journal 1: 中华肿瘤杂志=2",
        ]
    );
    assert_eq!(
        counts("奥希替尼", Kind::Article),
        [
            "gene 2: hgnc:3430=1 hgnc:7029=1",
            "drug 2: drugbank:DB00072=1 drugbank:DB09330=1",
            "mechanism 1: mech:bypass-activation=1",
            "year 1: 2022=1",
            "journal 1: 中华肿瘤杂志=1",
        ]
    );
    let none: [&str; 5] = [
        "gene 0:",
        "drug 0:",
        "mechanism 0:",
        "year 0:",
        "journal 0:",
    ];
    assert_eq!(counts("没有的词", Kind::Sentence), none);
}

#[test]
fn ranks_claims_about_what_is_asked_first() {
    let mut claimed = article(
        "a",
        2020,
        "MET扩增使奥希替尼失效。\nMET也在这里，奥希替尼也是。\nMET。",
    );
    let claim = |sentence_index, subject: &str, drug: &str| Claim {
        subject: subject.into(),
        mention_index: 0,
        alteration: None,
        direction: None,
        effect: Effect::Resistance,
        drug: Some(drug.into()),
        drug_source: None,
        mechanism: None,
        mechanism_source: None,
        heading_mechanism: None,
        evidence_level: EvidenceLevel::Review,
        onset: None,
        negated: false,
        hedged: false,
        disease: None,
        sentence_index,
        reference_indices: Vec::new(),
        reference_scope: ReferenceScope::None,
        confidence: 1.0,
        features: Vec::new(),
        cues: Vec::new(),
    };
    claimed.claims = vec![
        claim(1, "hgnc:7029", "drugbank:DB09330"),
        claim(2, "hgnc:3430", "drugbank:DB00072"),
    ];
    let mut bench = Bench::new(&[claimed]);
    let searcher = bench.searcher();
    for (query, expected) in [
        ("MET 奥希替尼", vec!["a:1", "a:0"]),
        ("MET", vec!["a:1", "a:2", "a:0"]),
    ] {
        let answer = searcher.search(query, Options::default()).unwrap();
        let found: Vec<String> = answer.hits.iter().map(place).collect();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn gives_up_when_the_time_is_over() {
    let mut bench = Bench::new(&articles());
    let searcher = bench.searcher().with_timeout(Some(Duration::ZERO));
    for kind in [Kind::Article, Kind::Sentence, Kind::Mention, Kind::Claim] {
        let options = Options {
            kind,
            ..Options::default()
        };
        let error = searcher.search("HER2", options).unwrap_err();
        assert!(matches!(error, Error::Deadline { .. }), "{error}");
        let error = searcher
            .facets("HER2", kind, &[Facet::Gene], 3)
            .unwrap_err();
        assert!(matches!(error, Error::Deadline { .. }), "{error}");
    }
}

#[test]
fn understands_questions_without_spaces() {
    let both: &[&str] = &["english:0", "her2:0"];
    check(
        &[
            ("HER2耐药机制有哪些", both),
            ("为什么赫赛汀会耐药？", both),
            ("哪些患者预后差", &["her2:2"]),
            ("什么", &[]),
            ("which", &[]),
            ("哪些基因与赫赛汀耐药有关", both),
            ("which genes confer resistance to Herceptin?", both),
            ("confer resistance", &["english:1"]),
            ("why is HER2 resistant", both),
            ("奥希替尼如何失效", &["her2:1"]),
        ],
        Kind::Sentence,
        place,
    );
}

#[test]
fn finds_variants_in_any_notation_with_and_without_their_gene() {
    let variants = [article(
        "v",
        2020,
        "EGFR T790M突变。\nT790M was seen.\nMET only.",
    )];
    let mut bench = Bench::new(&variants);
    let searcher = bench.searcher();
    for (query, expected) in [
        ("variant:T790M", 2),
        ("variant:p.Thr790Met", 2),
        ("variant:\"EGFR T790M\"", 2),
        ("variant:\"MET T790M\"", 0),
        ("variant:L858R", 0),
        ("T790M", 2),
        ("EGFR T790M", 2),
        ("gene:EGFR T790M", 1),
        ("litmine.variant:EGFR:T790M", 2),
    ] {
        let answer = searcher.search(query, Options::default()).unwrap();
        assert_eq!(
            answer.total,
            expected,
            "{query}: {:?}",
            searcher.explain(query)
        );
    }
}

#[test]
fn finds_words_of_a_long_chinese_run_apart() {
    check(
        &[
            ("脑转移患者预后", &["her2:2"]),
            ("脑转移的患者预后差", &["her2:2"]),
            ("\"脑转移患者预后\"", &[]),
            ("扩增失效", &[]),
        ],
        Kind::Sentence,
        place,
    );
}

#[test]
fn believes_names_by_their_rules() {
    check(
        &[
            ("rest", &["english:2"]),
            ("was measured", &["english:3"]),
            ("the was", &[]),
            ("of the PD-L1", &["english:3"]),
        ],
        Kind::Sentence,
        place,
    );
}

#[test]
fn narrows_by_field() {
    check(
        &[
            ("mechanism:bypass-activation", &["her2:1"]),
            ("mechanism:bypass", &["her2:1"]),
            ("mechanism:resistance", &["her2:1"]),
            ("mechanism:旁路激活 gene:MET", &["her2:1"]),
            ("section:旁路", &["her2:1", "her2:2"]),
            ("section:bypasses", &["english:1", "english:2", "english:3"]),
            ("section:body gene:MET", &["english:1", "her2:1"]),
            ("year:2019 gene:MET", &["english:1"]),
            ("year:2020.. gene:MET", &["her2:1"]),
            ("year:..2021 gene:MET", &["english:1"]),
            ("year:2018..2023 gene:MET", &["english:1", "her2:1"]),
            ("year:2020-2023 gene:MET", &["her2:1"]),
            ("lang:zh gene:MET", &["english:1", "her2:1"]),
            ("lang:英文", &[]),
            ("source:corpus/her2 gene:MET", &["her2:1"]),
            ("reference:\"Modi 2022\"", &["her2:0"]),
            ("reference:\"2022 modi\"", &["her2:0"]),
            ("reference:CLEOPATRA", &["english:1", "her2:1"]),
            ("reference:\"Swain 2022\"", &[]),
            ("effect:resistance", &[]),
            ("gene:(MET OR EGFR) -section:旁路", &["english:1"]),
            ("gene:unknown", &[]),
            ("gene:PD-L1", &["english:3"]),
        ],
        Kind::Sentence,
        place,
    );
}

#[test]
fn finds_sentences_by_who_wrote_the_article_and_where() {
    let mut articles = articles();
    let metadata = &mut articles[0].document.metadata;
    metadata.authors = vec!["张三".into(), "李四光".into()];
    metadata.keywords = vec!["耐药机制".into()];
    metadata.journal = Some("中华肿瘤杂志".into());
    let metadata = &mut articles[1].document.metadata;
    metadata.authors = vec!["Modi S".into(), "Swain SM".into()];
    metadata.journal = Some("Cancer Research".into());
    metadata.doi = Some("10.1158/0008-5472.CAN-1".into());
    metadata.pmid = Some("123".into());
    metadata.pmcid = Some("PMC9".into());
    let english: &[&str] = &["english:1"];
    check_over(
        &articles,
        &[
            ("gene:MET author:张三", &["her2:1"]),
            ("gene:MET author:光", &["her2:1"]),
            ("gene:MET author:三李", &[]),
            ("gene:MET keyword:耐药", &["her2:1"]),
            ("gene:MET journal:肿瘤", &["her2:1"]),
            ("gene:MET author:\"swain sm\"", english),
            ("gene:MET author:\"S Swain\"", &[]),
            ("gene:MET journal:cancer", english),
            ("gene:MET -author:modi", &["her2:1"]),
            ("gene:MET doi:10.1158/0008-5472.can-1", english),
            (
                "gene:MET doi:https://doi.org/10.1158/0008-5472.can-1",
                english,
            ),
            ("gene:MET doi:10.1158", &[]),
            ("gene:MET pmid:123", english),
            ("gene:MET pmcid:pmc9", english),
            ("gene:MET pmid:12", &[]),
        ],
        Kind::Sentence,
        place,
    );
}

#[test]
fn groups_by_article_what_its_sentences_answer_together() {
    check(
        &[
            ("gene:MET", &["english", "her2"]),
            ("HER2 奥希替尼", &["her2"]),
            ("MET PD-L1", &["english"]),
            ("MET -奥希替尼", &["english"]),
            ("-奥希替尼", &["english"]),
            ("PD-L1 OR -MET", &["english"]),
            ("综述", &["english", "her2"]),
            ("结论", &["her2"]),
            ("year:2019", &["english"]),
            ("没有的词", &[]),
        ],
        Kind::Article,
        |hit| hit.article.clone(),
    );
}

#[test]
fn an_article_shows_its_best_sentence() {
    let mut bench = Bench::new(&articles());
    let searcher = bench.searcher();
    let options = Options {
        kind: Kind::Article,
        ..Options::default()
    };
    let hit = &searcher.search("MET 奥希替尼", options).unwrap().hits[0];
    assert_eq!(
        (hit.sentence, hit.text.as_str()),
        (Some(1), "MET扩增使奥希替尼失效。[2]")
    );
    assert_eq!(hit.concepts.len(), 4, "those of the whole article");
    let hit = &searcher.search("综述 结论", options).unwrap().hits[0];
    assert_eq!(hit.sentence, None);
    assert!(hit.text.starts_with("HER2陽性"));
}

#[test]
fn gives_each_mention_of_a_queried_concept() {
    let mention = |hit: &Hit| {
        let span = hit.highlights[0];
        format!(
            "{}:{}:{}={}",
            hit.article,
            hit.sentence.unwrap(),
            span.of(&hit.text),
            hit.concepts[0]
        )
    };
    check(
        &[
            (
                "gene:HER2",
                &["english:0:ERBB2=hgnc:3430", "her2:0:HER2=hgnc:3430"],
            ),
            (
                "family:ERBB resistance",
                &[
                    "english:0:ERBB2=hgnc:3430",
                    "english:1:EGFR=hgnc:3236",
                    "her2:0:HER2=hgnc:3430",
                ],
            ),
            (
                "失效",
                &["her2:1:MET=hgnc:7029", "her2:1:奥希替尼=drugbank:DB09330"],
            ),
            ("预后", &[]),
        ],
        Kind::Mention,
        mention,
    );
}

#[track_caller]
fn marked(query: &str, expected: &[&str]) {
    let mut bench = Bench::new(&articles());
    let answer = bench.searcher().search(query, Options::default()).unwrap();
    let hit = &answer.hits[0];
    let found: Vec<&str> = hit
        .highlights
        .iter()
        .map(|span| span.of(&hit.text))
        .collect();
    assert_eq!(found, expected, "{query}: {}", hit.text);
}

#[test]
fn marks_what_answers_the_query() {
    marked("赫赛汀 耐药", &["曲妥珠单抗", "耐药"]);
    marked("HER2阳性", &["HER2", "陽性"]);
    marked("\"HER2阳性\"", &["HER2陽性"]);
    marked("脑转移患者预后", &["脑", "转移", "患者", "预后"]);
    marked("resist -\"耐药\" EGFR", &["resistance", "EGFR"]);
    marked("\"癌患者\" \"患者使用\"", &["癌患者使用"]);
    marked("year:2019", &[]);
}

#[test]
fn a_hit_tells_where_it_stands() {
    let mut bench = Bench::new(&articles());
    let answer = bench
        .searcher()
        .search("奥希替尼", Options::default())
        .unwrap();
    let hit = &answer.hits[0];
    assert_eq!(hit.title.as_deref(), Some("her2 综述"));
    assert_eq!(hit.headings, ["旁路激活"]);
    assert_eq!(
        hit.concepts,
        ["hgnc:7029".into(), "drugbank:DB09330".into()]
    );
    assert_eq!(hit.mechanisms, ["mech:bypass-activation".into()]);
    assert_eq!(hit.references, ["Swain 2020"]);
    assert!(hit.score > 0.0);
}

#[test]
fn pages_are_parts_of_one_order_that_ties_do_not_change() {
    let same: Vec<_> = ["c", "a", "d", "b"]
        .map(|id| article(id, 2020, "MET扩增。\nMET扩增。\n别的。"))
        .into();
    let mut bench = Bench::new(&same);
    let searcher = bench.searcher();
    let page = |kind, offset, limit| {
        let options = Options {
            kind,
            limit,
            offset,
            ..Options::default()
        };
        let answer = searcher.search("MET", options).unwrap();
        let found: Vec<String> = answer.hits.iter().map(place).collect();
        (answer.total, found)
    };
    for kind in [Kind::Sentence, Kind::Mention] {
        let (total, all) = page(kind, 0, 100);
        assert_eq!(total, 8);
        assert_eq!(
            all,
            ["a:0", "a:1", "b:0", "b:1", "c:0", "c:1", "d:0", "d:1"]
        );
        assert_eq!(page(kind, 3, 2), (8, all[3..5].to_vec()));
        assert_eq!(page(kind, 7, 5), (8, all[7..].to_vec()));
        assert_eq!(page(kind, usize::MAX, usize::MAX), (8, Vec::new()));
        assert_eq!(page(kind, 0, 0), (8, Vec::new()));
    }
    assert_eq!(
        page(Kind::Article, 1, 2),
        (4, vec!["b:0".into(), "c:0".into()])
    );
}

#[test]
fn ranks_the_whole_before_its_parts() {
    let mut bench = Bench::new(&[
        article("a", 2020, "预后不好，这位患者脑转移很多。"),
        article("b", 2020, "一位脑转移患者预后不好。"),
    ]);
    let answer = bench
        .searcher()
        .search("脑转移患者预后", Options::default())
        .unwrap();
    let found: Vec<&str> = answer.hits.iter().map(|hit| hit.article.as_str()).collect();
    assert_eq!(found, ["b", "a"]);
}

#[test]
fn searches_an_index_without_sentences() {
    for articles in [vec![], vec![article("a", 2020, "")]] {
        let mut bench = Bench::new(&articles);
        let searcher = bench.searcher();
        for kind in [Kind::Article, Kind::Sentence, Kind::Mention] {
            let options = Options {
                kind,
                ..Options::default()
            };
            for query in ["HER2", "\"癌\"", "reference:x", "year:2020", "-x"] {
                searcher.search(query, options).unwrap();
            }
        }
    }
}

#[test]
fn tells_how_it_understood_a_query() {
    let mut bench = Bench::new(&articles());
    let lines = bench
        .searcher()
        .explain("赫赛汀耐药 OR mechanism:resistance year:2019..")
        .unwrap();
    assert_eq!(
        lines,
        [
            "any of",
            "  all of",
            "    赫赛汀: drugbank:DB00072 trastuzumab 曲妥珠单抗 (drug)",
            "    any of",
            "      resistance: in any inflection",
            "      耐药: as written",
            "      抗药: as written",
            "      effect: resistance",
            "  all of",
            "    mechanism:resistance: mech:resistance resistance mechanism 耐药机制 (mechanism) and 1 more",
            "    year: from 2019",
        ]
    );
}

#[test]
fn marks_the_place_of_what_it_cannot_understand() {
    let mut bench = Bench::new(&[]);
    let searcher = bench.searcher();
    for (query, column, message) in [
        ("耐药 foo:HER2", 5, "unknown field foo"),
        ("foo:\"a b\"", 0, "unknown field foo"),
        ("year:soon", 5, "expected a year"),
        ("耐药 gene:\"\"", 11, "expected a value"),
        ("！？", 0, "expected a word"),
        ("\"...\"", 0, "expected a word"),
    ] {
        let error = searcher.search(query, Options::default()).unwrap_err();
        let text = error.to_string();
        let Error::Query { column: found, .. } = error else {
            panic!("{query}: {text}");
        };
        assert_eq!(found, column, "{text}");
        assert!(text.contains(message), "{text}");
    }
}
