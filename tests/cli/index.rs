//! `index`, `status`, `check` and `show`.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

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

/// The outcome and id of each line that `--json` printed.
fn told(ran: &crate::Ran) -> Vec<String> {
    let lines = ran.json().into_iter();
    let line = |line: Value| {
        let [outcome, id] =
            ["outcome", "id"].map(|key| line[key].as_str().unwrap_or("-").to_owned());
        format!("{outcome} {id}")
    };
    lines.map(line).collect()
}

#[test]
fn tells_each_article_once_it_is_stored() {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a1\", \"text\": \"EGFR突变。\"}\nno JSON\n",
    );
    let run = |args: &[&str], code| {
        told(
            &folder
                .run(&[&["-q", "index", "--json"], args].concat())
                .ended(code),
        )
    };
    assert_eq!(
        run(&["corpus", "a.jsonl"], 1),
        [
            "added corpus/en.md",
            "added corpus/zh.txt",
            "added a1",
            "refused -"
        ]
    );
    folder.write("corpus/zh.txt", CHINESE.replace("MET扩增", "KRAS突变"));
    assert_eq!(
        run(&["corpus", "--remove", "a1", "--commit-every", "0"], 0),
        [
            "unchanged corpus/en.md",
            "updated corpus/zh.txt",
            "removed a1"
        ]
    );
    folder.run(&["check"]).ended(0);
}

#[test]
fn knows_an_article_however_its_path_is_typed() {
    let folder = Folder::indexed();
    let root = folder.0.path().canonicalize().unwrap();
    let corpus = root.join("corpus");
    for path in [
        "./corpus",
        "corpus/../corpus/zh.txt",
        corpus.to_str().unwrap(),
    ] {
        let ran = folder.run(&["index", path]).ended(0);
        ran.said(&["0 added, 0 updated"]);
    }
    let index = root.join("litmine-index");
    let inside = |args: &[&str]| {
        let args = [&["--index", index.to_str().unwrap()], args].concat();
        folder.run_in("corpus", &args, "").ended(0)
    };
    inside(&["index", ".", "--prune"]).said(&["0 added, 0 updated, 2 unchanged, 0 refused;"]);
    folder.write("corpus/new.txt", "奥希替尼耐药。");
    assert_eq!(
        inside(&["index", "new.txt", "-n"]).out,
        "add corpus/new.txt\n"
    );
    // An article outside the folder of the index keeps its whole path.
    let other = tempfile::tempdir().unwrap();
    let other = other.path().canonicalize().unwrap();
    std::fs::write(other.join("far.txt"), "吉非替尼耐药。").unwrap();
    let far = other.join("far.txt").to_str().unwrap().to_owned();
    assert_eq!(
        folder.run(&["index", &far, "-n"]).out,
        format!("add {far}\n")
    );
    // An index that moves with its corpus still knows it.
    let moved = tempfile::tempdir().unwrap();
    for name in ["corpus", "litmine-index"] {
        std::fs::rename(root.join(name), moved.path().join(name)).unwrap();
    }
    let moved = Folder(moved);
    let ran = moved.run(&["index", "corpus", "--prune"]).ended(0);
    ran.said(&["1 added, 0 updated, 2 unchanged, 0 refused;"]);
}

#[test]
fn refuses_sizes_and_mixtures_that_make_no_sense() {
    let folder = Folder::new();
    for (args, part) in [
        (["index", "--memory", "1M"], "from 16M"),
        (["index", "--memory", "many"], "such as 512M"),
        (["index", "--json", "--dry-run"], "cannot be used with"),
    ] {
        folder.run(&args).ended(2).said(&[part]);
    }
    folder.run(&["index", "--memory", "16m"]).ended(0);
}

/// Articles that take some seconds when each is committed.
#[cfg(unix)]
fn many(count: usize) -> String {
    let line = |place| {
        let text = CHINESE.replace('\n', "\\n");
        format!("{{\"id\": \"a{place}\", \"text\": \"{text}\"}}\n")
    };
    (0..count).map(line).collect()
}

/// Starts to index and sends a signal after the first line that says that something is stored.
#[cfg(unix)]
fn interrupted(folder: &Folder, signal: &str) -> (Option<i32>, Vec<String>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_litmine"))
        .args(["index", "--json", "--commit-every", "0", "many.jsonl"])
        .current_dir(folder.0.path())
        .env_remove("LITMINE_INDEX")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = vec![lines.next().unwrap().unwrap()];
    let pid = child.id().to_string();
    assert!(
        Command::new("kill")
            .args([signal, &pid])
            .status()
            .unwrap()
            .success()
    );
    told.extend(lines.map(Result::unwrap));
    let output = child.wait_with_output().unwrap();
    (
        output.status.code(),
        told,
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[cfg(unix)]
#[test]
fn stores_what_was_done_when_interrupted() {
    let folder = Folder::new();
    folder.write("many.jsonl", many(300));
    let (code, told, said) = interrupted(&folder, "-INT");
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("interrupted"), "{said}");
    let status = folder.run(&["status", "--json"]).ended(0).json();
    assert_eq!(status[0]["articles"], told.len());
    assert!(told.len() < 300);
    folder.run(&["check"]).ended(0);
}

#[cfg(unix)]
#[test]
fn loses_nothing_that_was_told_when_killed() {
    let folder = Folder::new();
    folder.write("many.jsonl", many(300));
    for _ in 0..3 {
        let (code, told, _) = interrupted(&folder, "-KILL");
        assert_eq!(code, None);
        let status = folder.run(&["status", "--json"]).ended(0).json();
        assert!(status[0]["articles"].as_u64().unwrap() >= told.len() as u64);
        folder.run(&["check"]).ended(0);
    }
    folder.run(&["index", "many.jsonl"]).ended(0);
    let status = folder.run(&["status", "--json"]).ended(0).json();
    assert_eq!(status[0]["articles"], 300);
}

#[test]
fn waits_for_nobody() {
    let folder = Folder::indexed();
    let index = folder.0.path().join("litmine-index");
    let words = litmine::words::Words::new([]);
    let settings = litmine::index::Settings::new("", words);
    let writer = litmine::index::Writer::open(&index, settings).unwrap();
    folder
        .run(&["index"])
        .failed(3, &["busy", &std::process::id().to_string()]);
    folder.run(&["search", "HER2"]).ended(0);
    drop(writer);
    folder.run(&["index"]).ended(0);
}
