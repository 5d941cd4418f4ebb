//! `export`.

use super::Folder;

const TABLES: [(&str, &str); 6] = [
    (
        "cooccurrence",
        "id_a,name_a,name_zh_a,category_a,id_b,name_b,name_zh_b,category_b,articles,sections,\
         sentences,count_a,count_b,total,expected,pmi,npmi,g2,p_value,q_value,jaccard,score,\
         mechanisms,references,first_year,last_year,example_article,example_sentence,\
         pair_id,window,count,lift,chi2,chi2_valid,salton,association,\
         negated_sentences",
    ),
    (
        "mentions",
        "article,sentence,section,category,concept,name,name_zh,text,start,end,origin,mechanisms,\
         references,sentence_text",
    ),
    (
        "evidence",
        "article,sentence,section,concept,name,name_zh,category,text,mechanisms,\
         mechanism_sources,references,reference_scope,sentence_text",
    ),
    (
        "claims",
        "subject,subject_name,subject_name_zh,subject_category,alteration,direction,effect,drug,\
         drug_name,drug_name_zh,negated,hedged,mechanism,mechanism_name,evidence_level,onset,\
         disease,disease_name,confidence,articles,sentences,reference_count,contradicting,\
         first_year,last_year,article,sentence,sentence_text,references,reference_scope,sources",
    ),
    (
        "references",
        "article,number,authors,title,journal,volume,issue,pages,year,doi,pmid,cited,raw,id,pmcid,arxiv",
    ),
    (
        "articles",
        "id,title,language,year,journal,doi,pmid,sections,sentences,citations,references,\
         mentions,source,authors,keywords,copy_of",
    ),
];

/// Reads a table back: its columns, and how many rows it has.
fn read_back(text: &str, delimiter: u8) -> (String, usize) {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(delimiter).from_reader(text.as_bytes());
    let columns: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    (
        columns.join(","),
        reader.records().map(Result::unwrap).count(),
    )
}

#[test]
fn writes_every_table_in_every_format() {
    let folder = Folder::indexed();
    for (what, columns) in TABLES {
        let csv = folder.run(&["export", what, "-o", "-"]).ended(0).out;
        assert_eq!(csv.lines().next(), Some(columns));
        let (_, count) = read_back(&csv, b',');
        assert!(count > 0, "{what}");
        let ran = folder
            .run(&["export", what, "-o", "t.tsv", "--bom"])
            .ended(0);
        assert!(ran.out.is_empty() && ran.err.is_empty(), "{ran:?}");
        let tsv = folder.read("t.tsv");
        let tsv = tsv.strip_prefix('\u{feff}').unwrap();
        assert_eq!(read_back(tsv, b'\t'), (columns.to_owned(), count));
        let rows = folder
            .run(&["export", what, "--format", "jsonl"])
            .ended(0)
            .json();
        assert_eq!(rows.len(), count);
        for row in &rows {
            assert_eq!(row.as_object().unwrap().len(), columns.split(',').count());
        }
    }
}

#[test]
fn pairs_concepts() {
    let folder = Folder::indexed();
    let pairs = |args: &[&str]| {
        let all = [&["export", "cooccurrence", "--format", "jsonl"][..], args].concat();
        let rows = folder.run(&all).ended(0).json();
        let pair = |row: &serde_json::Value| {
            let [a, b] = ["name_a", "name_b"].map(|name| row[name].as_str().unwrap().to_owned());
            format!("{a} {b} {}", row["sentences"])
        };
        rows.iter().map(pair).collect::<Vec<String>>()
    };
    let all = pairs(&["--sort", "sentences"]);
    assert_eq!(all[..2], ["osimertinib MET 2", "trastuzumab ERBB2 2"]);
    assert!(all.contains(&"trastuzumab EGFR 1".to_owned()), "{all:?}");
    assert_eq!(pairs(&["--min-count", "2"]).len(), 2);
    assert_eq!(pairs(&["--about", "AZD9291"]), ["osimertinib MET 2"]);
    assert_eq!(
        pairs(&["--about", "drugbank:DB09330"]),
        ["osimertinib MET 2"]
    );
    assert_eq!(pairs(&["--categories", "drug"]), Vec::<String>::new());
    assert_eq!(
        pairs(&["--categories", "drug-mechanism,gene-gene"]).len(),
        4
    );
    let only = ["--where", "source:en.md"];
    assert_eq!(pairs(&only).len(), 4);
    let sentence = ["--where-kind", "sentence", "--where", "二聚体"];
    assert_eq!(pairs(&sentence).len(), 3);
    assert_eq!(pairs(&["--top", "1", "--sort", "sentences"]).len(), 1);
    assert!(pairs(&["--distance", "1"]).len() > all.len());
    let in_articles = pairs(&["--window", "article", "--categories", "drug"]);
    assert_eq!(in_articles, ["trastuzumab osimertinib 0"]);
}

#[test]
fn writes_nodes_and_evidence_beside_the_pairs() {
    let folder = Folder::indexed();
    let files = [
        "-o",
        "p.csv",
        "--nodes",
        "n.csv",
        "--with-evidence",
        "e.csv",
    ];
    let args = [
        &["export", "cooccurrence"][..],
        &files,
        &["--about", "奥希替尼"],
    ]
    .concat();
    folder.run(&args).ended(0);
    assert_eq!(read_back(&folder.read("p.csv"), b',').1, 1);
    let nodes = folder.read("n.csv");
    assert!(nodes.starts_with(
        "id,name,name_zh,category,articles,sections,sentences,degree,mentions,strength\n"
    ));
    assert!(
        nodes.contains("\ndrugbank:DB00072,trastuzumab,曲妥珠单抗,drug,2,"),
        "{nodes}"
    );
    let evidence = folder.read("e.csv");
    assert_eq!(read_back(&evidence, b',').1, 2, "{evidence}");
    assert!(evidence.contains("MET扩增可导致奥希替尼耐药"), "{evidence}");
    let names = [
        "corpus",
        "e.csv",
        "litmine-index",
        "n.csv",
        "p.csv",
        "p.meta.json",
    ];
    assert_eq!(folder.names(), names);
}

#[test]
fn gives_the_same_bytes_whatever_the_threads() {
    let folder = Folder::new();
    let outputs = ["1", "4"].map(|threads| {
        let index = format!("index{threads}");
        let run = |args: &[&str]| {
            let global = ["--threads", threads, "--index", &index];
            folder.run(&[args, &global].concat()).ended(0).out
        };
        run(&["index", "corpus"]);
        let tables = TABLES.map(|(what, _)| run(&["export", what]));
        (run(&["annotate", "corpus"]), tables)
    });
    assert_eq!(outputs[0], outputs[1]);
}

#[test]
fn never_leaves_half_a_file() {
    let folder = Folder::indexed();
    folder.write("old.csv", "old\n");
    let full = [
        "export",
        "cooccurrence",
        "-o",
        "old.csv",
        "--nodes",
        "/dev/full",
    ];
    folder.run(&full).failed(5, &["/dev/full"]);
    folder
        .run(&["export", "mentions", "-o", "/dev/full"])
        .failed(5, &["/dev/full"]);
    folder
        .run(&["export", "mentions", "-o", "no/m.csv"])
        .failed(5, &["no/m.csv"]);
    assert_eq!(folder.read("old.csv"), "old\n");
    assert_eq!(folder.names(), ["corpus", "litmine-index", "old.csv"]);
    folder
        .run(&["export", "mentions", "-o", "old.csv"])
        .ended(0);
    assert!(folder.read("old.csv").starts_with("article,"));
}

#[test]
fn refuses_what_makes_no_sense() {
    let folder = Folder::indexed();
    let rows: [(&[&str], &str); 7] = [
        (&["mentions", "--window", "article"], "--window goes with"),
        (&["mentions", "--about", "EGFR"], "--about goes with"),
        (
            &["mentions", "-o", "m.xlsx"],
            "m.xlsx: expected a name in .csv",
        ),
        (
            &["mentions", "--format", "jsonl", "--bom"],
            "--bom goes with",
        ),
        (
            &["cooccurrence", "--about", "qwertyx"],
            "no dictionary has qwertyx",
        ),
        (
            &["cooccurrence", "-o", "x.csv", "--nodes", "x.csv"],
            "found x.csv twice",
        ),
        (
            &["cooccurrence", "-o", "-", "--nodes", "-"],
            "found - twice",
        ),
    ];
    for (args, expected) in rows {
        folder
            .run(&[&["export"], args].concat())
            .failed(2, &[expected]);
    }
    let usage: [(&[&str], &str); 4] = [
        (&["words"], "invalid value 'words'"),
        (
            &["cooccurrence", "--window", "page"],
            "invalid value 'page'",
        ),
        (&["cooccurrence", "--sort", "scores"], "'score'"),
        (
            &["cooccurrence", "--categories", "gene,cell"],
            "invalid value 'cell'",
        ),
    ];
    for (args, expected) in usage {
        let ran = folder.run(&[&["export"], args].concat()).ended(2);
        assert!(ran.err.contains(expected), "{ran:?}");
    }
}

#[test]
fn counts_what_several_articles_claim() {
    let folder = Folder::indexed();
    let text = folder.run(&["export", "claims", "-o", "-"]).ended(0).out;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, name: &str| {
        let place = columns.iter().position(|column| column == name).unwrap();
        row[place].to_owned()
    };
    let met = rows
        .iter()
        .find(|row| cell(row, "subject_name") == "MET" && cell(row, "drug_name") == "osimertinib");
    let met = met.unwrap();
    let shown = [
        "alteration",
        "direction",
        "effect",
        "articles",
        "sentences",
        "contradicting",
    ];
    let shown = shown.map(|name| cell(met, name));
    assert_eq!(
        shown,
        ["amplification", "increased", "resistance", "2", "2", "0"]
    );
    assert_eq!(cell(met, "sources").matches('#').count(), 2);

    let civic = folder
        .run(&["export", "claims", "--civic", "-o", "-"])
        .ended(0)
        .out;
    assert!(civic.starts_with("molecular_profile,molecular_profile_id,disease,doid"));
    assert!(civic.contains("MET Amplification"));
    assert!(civic.contains("Resistance"));
    let sure = folder
        .run(&["export", "claims", "--min-confidence", "1", "-o", "-"])
        .ended(0)
        .out;
    assert!(sure.lines().count() < text.lines().count());
    folder
        .run(&["export", "claims", "--min-confidence", "2"])
        .ended(2);
    folder.run(&["export", "mentions", "--civic"]).ended(2);
}

#[test]
fn writes_what_each_program_opens() {
    let folder = Folder::indexed();
    let run = |args: &[&str]| folder.run(&[&["export", "cooccurrence"], args].concat());
    for (name, begins) in [
        ("n.graphml", "<?xml"),
        ("n.gexf", "<?xml"),
        ("n.cx2", "[{\"CXVersion\":\"2.0\""),
    ] {
        run(&["-o", name]).ended(0);
        assert!(folder.read(name).starts_with(begins), "{name}");
    }
    run(&["-o", "g.csv", "--profile", "gephi"]).ended(0);
    assert!(folder.read("g.csv").starts_with("Source,Target,"));
    assert!(folder.read("g.nodes.csv").starts_with("Id,Label,"));
    run(&["-o", "v.txt", "--profile", "vosviewer"]).ended(0);
    assert!(folder.read("v.map.txt").starts_with("id\tlabel\t"));
    run(&["-o", "p.csv", "--plot", "network.svg"]).ended(0);
    run(&["-o", "p.csv", "--plot", "heatmap.svg"]).ended(0);
    assert!(folder.read("network.svg").contains("曲妥珠单抗"));
    assert!(folder.read("heatmap.svg").starts_with("<svg"));
    run(&["--bom", "-o", "n.gexf"]).failed(2, &["--bom goes with"]);
}

#[test]
fn compares_two_indexes_and_two_queries() {
    let folder = Folder::indexed();
    folder
        .run(&["index", "corpus/en.md", "--index", "older"])
        .ended(0);
    let rows = |args: &[&str]| {
        let all = [&["export", "cooccurrence", "--format", "jsonl"][..], args].concat();
        let rows = folder.run(&all).ended(0).json();
        let told = |row: &serde_json::Value| {
            let [a, b] = ["name_a", "name_b"].map(|name| row[name].as_str().unwrap().to_owned());
            format!("{a} {b} {} {}", row["change"], row["count_before"])
        };
        rows.iter().map(told).collect::<Vec<String>>()
    };
    let since = rows(&["--compare", "older"]);
    assert!(
        since.contains(&"trastuzumab IGF1R \"new\" 0".to_owned()),
        "{since:?}"
    );
    let other = rows(&[
        "--where",
        "source:zh.txt",
        "--compare-where",
        "source:en.md",
    ]);
    assert!(
        other.contains(&"trastuzumab EGFR \"gone\" 1".to_owned()),
        "{other:?}"
    );
    assert_eq!(rows(&["--compare", "older", "--top", "1"]).len(), 1);
}

#[test]
fn counts_mentions_by_year() {
    let folder = Folder::new();
    let line = |id: &str, year: u32| {
        format!(
            "{{\"id\":\"{id}\",\"text\":\"HER2阳性。HER2扩增。\",\"metadata\":{{\"year\":{year}}}}}\n"
        )
    };
    folder.write("years.jsonl", [line("a", 2019), line("b", 2021)].concat());
    folder.run(&["index", "years.jsonl"]).ended(0);
    let args = [
        "export", "timeline", "--about", "HER2", "-o", "t.csv", "--plot", "t.svg",
    ];
    folder.run(&args).ended(0);
    let table = folder.read("t.csv");
    assert!(
        table.ends_with(",gene,2019,1,2,2\nhgnc:3430,ERBB2,人表皮生长因子受体2,gene,2021,1,2,2\n"),
        "{table}"
    );
    assert!(folder.read("t.svg").contains("2021"));
    folder
        .run(&["export", "timeline"])
        .failed(2, &["expected --about"]);
}

#[test]
fn counts_an_article_once_that_was_saved_twice() {
    let folder = Folder::new();
    let again = format!("转载自某公众号\n\n{}\n\n扫码关注我们\n", super::CHINESE);
    folder.write("corpus/again.txt", again.replace("进展", "进展（转载）"));
    let ran = folder.run(&["index"]).ended(0);
    ran.said(&["1 near-duplicate in the index"]);
    let counted = |more: &[&str]| {
        let args = [&["export", "cooccurrence", "-o", "p.csv"], more].concat();
        folder.run(&args).ended(0);
        let sidecar: serde_json::Value = serde_json::from_str(&folder.read("p.meta.json")).unwrap();
        let counts = &sidecar["counts"];
        (
            counts["articles"].clone(),
            counts["copies_left_out"].clone(),
        )
    };
    assert_eq!(counted(&[]), (2.into(), 1.into()));
    assert_eq!(counted(&["--count-copies"]), (3.into(), 0.into()));
    let only_copy = ["--where", "source:zh OR source:en"];
    assert_eq!(counted(&only_copy), (2.into(), 0.into()));
    let articles = folder
        .run(&["export", "articles", "--format", "jsonl"])
        .ended(0)
        .json();
    let copies: Vec<_> = articles.iter().map(|article| &article["copy_of"]).collect();
    assert_eq!(copies[0], &serde_json::Value::Null);
    assert_eq!(copies[2], "corpus/again.txt");
    for (args, expected) in [
        (&["show", "corpus/zh.txt"][..], "copy of corpus/again.txt"),
        (&["status"], "copies        1 of 1 article"),
    ] {
        let ran = folder.run(args).ended(0);
        assert!(ran.out.contains(expected), "{ran:?}");
    }
    let status = folder.run(&["status", "--json"]).ended(0).json();
    assert_eq!(status[0]["copies"]["corpus/zh.txt"], "corpus/again.txt");
}

/// The surface and concept of every mention of every article in lines of JSON, and its text
/// without white space.
fn names_in(lines: &str) -> Vec<(String, Vec<[String; 2]>)> {
    let article = |line: &str| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = article["text"].as_str().unwrap();
        let mentions = article["mentions"].as_array().unwrap().iter();
        let names = mentions.map(|mention| {
            ["text", "concept"].map(|key| mention[key].as_str().unwrap().to_owned())
        });
        (text.split_whitespace().collect(), names.collect())
    };
    lines.lines().map(article).collect()
}

#[test]
fn reads_back_what_it_wrote_for_others() {
    let folder = Folder::new();
    let whole = folder.run(&["annotate", "corpus"]).ended(0).out;
    let expected = names_in(&whole);
    assert!(expected.iter().all(|(_, names)| names.len() > 3));
    for (format, name) in [
        ("bioc-json", "back.json"),
        ("bioc-xml", "back.xml"),
        ("pubtator", "back.pubtator"),
    ] {
        folder
            .run(&["annotate", "corpus", "--format", format, "-o", name])
            .ended(0);
        let back = folder.run(&["annotate", name]).ended(0).out;
        assert_eq!(names_in(&back), expected, "{format}");
    }
}
