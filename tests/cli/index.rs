//! `index`, `status`, `check` and `show`.

use super::{CHINESE, Folder};

#[test]
fn updates_instead_of_doubling() {
    let folder = Folder::new();
    let rows: [(&[&str], &str); 3] = [
        (
            &["index", "corpus"],
            "2 articles: 2 added, 0 updated, 0 unchanged",
        ),
        (&["index"], "2 articles: 0 added, 0 updated, 2 unchanged"),
        (
            &["index", "corpus/zh.txt"],
            "1 article: 0 added, 0 updated, 1 unchanged",
        ),
    ];
    for (args, expected) in rows {
        let ran = folder.run(args).ended(0);
        assert!(ran.out.is_empty(), "{ran:?}");
        ran.said(&[expected, "0 refused"]);
    }
    folder.write("corpus/zh.txt", CHINESE.replace("MET扩增", "KRAS突变"));
    let ran = folder.run(&["index", "corpus"]).ended(0);
    ran.said(&["0 added, 1 updated, 1 unchanged"]);
    let status = folder.run(&["status", "--json"]).ended(0).json();
    assert_eq!(status[0]["articles"], 2);
    assert_eq!(status[0]["outdated_articles"], 0);
    folder.run(&["check"]).ended(0);
    assert!(folder.run(&["-q", "index"]).ended(0).err.is_empty());
}

#[test]
fn says_what_it_would_do() {
    let folder = Folder::new();
    let ran = folder.run(&["index", "--dry-run"]).ended(0);
    assert_eq!(ran.out, "add corpus/en.md\nadd corpus/zh.txt\n");
    assert_eq!(folder.names(), ["corpus"]);
    folder.run(&["index", "corpus/zh.txt"]).ended(0);
    folder.remove("corpus/zh.txt");
    let ran = folder.run(&["index", "corpus", "--prune", "-n"]).ended(0);
    assert_eq!(ran.out, "add corpus/en.md\nremove corpus/zh.txt\n");
    folder.run(&["show", "corpus/zh.txt"]).ended(0);
}

#[test]
fn removes_articles() {
    let folder = Folder::indexed();
    let lines = "{\"id\": \"a1\", \"text\": \"EGFR.\"}\n{\"id\": \"a2\", \"text\": \"MET.\"}\n";
    folder.write("more.jsonl", lines);
    let ran = folder.run_with(&["index", "-"], "more.jsonl\n").ended(0);
    ran.said(&["2 added"]);
    let ran = folder
        .run(&["index", "--remove", "a1", "--remove", "a9"])
        .ended(1);
    ran.said(&["a9: no such article"]);
    ran.said(&["1 removed"]);
    folder.remove("corpus/en.md");
    folder
        .run(&["index", "--prune"])
        .ended(0)
        .said(&["1 removed"]);
    let ids = folder
        .run(&["export", "articles", "--format", "jsonl"])
        .ended(0)
        .json();
    let ids: Vec<&str> = ids
        .iter()
        .map(|article| article["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["a2", "corpus/zh.txt"]);
}

#[test]
fn refuses_one_id_for_two_texts() {
    let folder = Folder::new();
    let [one, same, other] =
        ["EGFR.", "EGFR.", "MET."].map(|text| format!("{{\"id\": \"a\", \"text\": \"{text}\"}}\n"));
    folder.write("a.jsonl", one + &same + &other);
    let ran = folder.run(&["index", "a.jsonl"]).ended(1);
    ran.said(&["a.jsonl: expected an id that stands once, found a again"]);
    ran.said(&["3 articles: 1 added, 0 updated, 1 unchanged, 1 refused"]);
}

#[test]
fn annotates_anew_with_other_dictionaries() {
    let folder = Folder::indexed();
    folder.write(
        "own/drugs.csv",
        "id,category,name\nlitmine.drug:own,drug,二聚体\n",
    );
    folder.remove("corpus/zh.txt");
    let own = ["--dictionaries", "own"];
    let run = |args: &[&str]| folder.run(&[&own[..], args].concat()).ended(0);
    let search = ["search", "drug:二聚体", "--kind", "mention"];
    let ran = run(&search);
    ran.said(&["2 of 2 articles", "`litmine index --reannotate`"]);
    assert!(
        run(&["status"])
            .out
            .contains("`litmine index --reannotate`")
    );
    run(&["index", "--reannotate"]).said(&["2 updated"]);
    let ran = run(&search);
    assert!(
        ran.out.contains("corpus/zh.txt") && !ran.err.contains("warning"),
        "{ran:?}"
    );
    run(&["index", "--reannotate"]).said(&["2 unchanged"]);
}

#[test]
fn shows_an_article() {
    let folder = Folder::indexed();
    let page = folder.run(&["show", "corpus/zh.txt"]).ended(0).out;
    for part in [
        "旁路激活",
        "IGF1R与HER2形成二聚体",
        "参考文献",
        "Engelman",
        "trastuzumab",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(!page.contains('\u{1b}'));
    let json = folder.run(&["show", "corpus/zh.txt", "--json"]).ended(0);
    let annotated = folder.run(&["annotate", "corpus/zh.txt"]).ended(0);
    assert_eq!(json.out, annotated.out);
    folder
        .run(&["show", "ZH"])
        .failed(2, &["ZH: no such article", "did you mean corpus/zh.txt?"]);
}

#[test]
fn tells_a_damaged_index() {
    let folder = Folder::indexed();
    let names = folder.0.path().join("litmine-index").read_dir().unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let store = names
        .into_iter()
        .find(|name| name.ends_with(".store"))
        .unwrap();
    let path = format!("litmine-index/{store}");
    let mut bytes = std::fs::read(folder.0.path().join(&path)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    folder.write(&path, &bytes);
    folder.run(&["check"]).failed(4, &[&store, "damaged"]);
    folder.write(&path, "");
    folder.run(&["check"]).failed(4, &[&store, "damaged"]);
    folder.remove(&path);
    folder.run(&["search", "HER2"]).failed(4, &[&store]);
}

#[test]
fn waits_for_nobody() {
    let folder = Folder::indexed();
    let index = folder.0.path().join("litmine-index");
    let words = litmine::words::Words::new([]);
    let writer = litmine::index::Writer::open(&index, "", words).unwrap();
    folder
        .run(&["index"])
        .failed(3, &["busy", &std::process::id().to_string()]);
    folder.run(&["search", "HER2"]).ended(0);
    drop(writer);
    folder.run(&["index"]).ended(0);
}
