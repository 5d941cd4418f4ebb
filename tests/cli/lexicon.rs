//! `lexicon check`, `lexicon lookup` and `lexicon import`.

use super::Folder;

#[test]
fn counts_what_the_dictionaries_hold() {
    let folder = Folder::new();
    folder.write(
        "own/x.csv",
        "id,category,name\nlitmine.drug:x,drug,qwertyx\n",
    );
    let shipped = folder.run(&["lexicon", "check"]).ended(0).out;
    let own = folder.run(&["lexicon", "check", "own"]).ended(0).out;
    let drugs = |out: &str| -> u32 {
        let line = out.lines().find(|line| line.starts_with("drug ")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    assert_eq!(drugs(&own), drugs(&shipped) + 1);
}

#[test]
fn names_the_line_of_a_broken_dictionary() {
    let folder = Folder::new();
    let rows = [
        ("id,category\n", ":1: expected a column `name`"),
        (
            "id,category,name\na:b,drug,xyz\na:c,drug\n",
            ":3: expected 3 columns, found 2",
        ),
        (
            "id,category,name\na:b,pill,xyz\n",
            ":2: expected one of gene, ",
        ),
        (
            "id,category,name\nab,drug,xyz\n",
            ":2: expected an id such as hgnc:3430, found `ab`",
        ),
        (
            "id,category,name\na:b,drug,xyz\na:b,drug,yzx\n",
            ":3: expected an id that stands once",
        ),
    ];
    for (text, expected) in rows {
        folder.write("own/x.csv", text);
        let check = folder.run(&["lexicon", "check", "own"]);
        check.failed(2, &["own/x.csv", expected]);
    }
    for command in [&["index"][..], &["annotate", "corpus"]] {
        let args = [command, &["--dictionaries", "own"]].concat();
        folder
            .run(&args)
            .failed(2, &["own/x.csv:3: expected an id that stands once"]);
    }
    folder
        .run(&["lexicon", "check", "none"])
        .failed(5, &["none"]);
    folder
        .run(&["lexicon", "check", "corpus"])
        .failed(2, &["corpus: expected", "*.csv"]);
}

#[test]
fn tells_what_a_name_means() {
    let folder = Folder::new();
    let out = folder.run(&["lexicon", "lookup", "赫赛汀"]).ended(0).out;
    for part in [
        "drugbank:DB00072",
        "trastuzumab",
        "曲妥珠单抗",
        "https://bioregistry.io/",
    ] {
        assert!(out.contains(part), "no {part} in {out}");
    }
    let view = folder
        .run(&["lexicon", "lookup", "--json", "fplx:ERK"])
        .ended(0)
        .json();
    let members = view[0]["concepts"][0]["members"].as_array().unwrap();
    assert!(members.iter().any(|member| member["id"] == "hgnc:6871"));
    let out = folder.run(&["lexicon", "lookup", "MET"]).ended(0).out;
    assert!(
        out.contains("hgnc:7029") && out.contains("MET: counts only"),
        "{out}"
    );
    let ran = folder.run(&["lexicon", "lookup", "osimertinb"]).ended(0);
    ran.said(&["no dictionary has such a name; near are osimertinib"]);
    let view = folder
        .run(&["lexicon", "lookup", "--json", "qwertyx"])
        .ended(0)
        .json();
    assert_eq!(view[0]["concepts"], serde_json::json!([]));
}

#[test]
fn imports_a_table_that_adds_to_known_concepts() {
    let folder = Folder::new();
    folder.write(
        "xrefs.tsv",
        "id\tname\txrefs\n\
         drugbank:DB00072\t\tmesh:D000068878\n\
         chembl:CHEMBL1\tqwertyxinib\t\n\
         broken\n",
    );
    folder.write("own/README", "");
    let import = [
        "lexicon",
        "import",
        "table",
        "xrefs.tsv",
        "--category",
        "drug",
    ];
    let ended = folder.run(&[&import[..], &["-o", "own/xrefs.csv"]].concat());
    ended
        .ended(1)
        .said(&["xrefs.tsv:4: expected 3 columns, found 1"]);
    let lookup = |name| {
        let view = folder
            .run(&["--dictionaries", "own", "lexicon", "lookup", "--json", name])
            .ended(0)
            .json();
        view[0]["concepts"][0].clone()
    };
    assert_eq!(lookup("qwertyxinib")["id"], "chembl:CHEMBL1");
    let known = lookup("赫赛汀").to_string();
    assert!(
        known.contains("drugbank:DB00072") && known.contains("mesh:D000068878"),
        "{known}"
    );
}

#[test]
fn an_index_keeps_the_names_that_it_was_made_with() {
    let folder = Folder::new();
    folder.write(
        "own/x.csv",
        "id,category,name,synonyms\nlitmine.drug:x,drug,qwertyxinib,QX-17\n",
    );
    folder.write("a.txt", "QX-17 overcame the resistance of these tumours.\n");
    folder
        .run(&["--dictionaries", "own", "index", "a.txt"])
        .ended(0);
    let found = |folder: &Folder| folder.run(&["search", "drug:qwertyxinib"]).ended(0).out;
    assert!(found(&folder).contains("QX-17 overcame"));
    folder.run(&["check"]).ended(0);
    let kept = "litmine-index/litmine.lexicon";
    let whole = folder.read_bytes(kept);
    folder.write(kept, &whole[..whole.len() / 2]);
    folder.run(&["check"]).ended(4).said(&["litmine.lexicon"]);
    folder
        .run(&["search", "HER2"])
        .failed(4, &["litmine.lexicon"]);
    folder.remove(kept);
    folder
        .run(&["--dictionaries", "own", "index", "a.txt", "--reannotate"])
        .ended(0);
    assert!(found(&folder).contains("QX-17 overcame"));
}
