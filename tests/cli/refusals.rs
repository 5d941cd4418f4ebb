//! Inputs that cannot be read: each is named, and the rest goes on.

use super::Folder;

#[test]
fn names_each_refused_input_and_goes_on() {
    let folder = Folder::new();
    folder.write("corpus/empty.txt", "");
    folder.write("corpus/blank.txt", " \n");
    folder.write("corpus/zero.txt", "HER2\0");
    folder.write("corpus/picture.txt", b"\x89PNG\x0d\x0a\x00\x00");
    folder.write(
        "page.html",
        "<div class=weui-msg>该内容已被发布者删除</div>",
    );
    folder.write(
        "set.xml",
        "<PubmedArticleSet><PubmedArticle><x/></PubmedArticle></PubmedArticleSet>",
    );
    folder.write("folder/notes.doc", "HER2");
    folder.write(
        "ragged.jsonl",
        "{\"id\": \"r\", \"text\": \"HER2.\"}\n{\"id\"\n",
    );
    let inputs = [
        "corpus",
        "folder",
        "missing.txt",
        "page.html",
        "set.xml",
        "ragged.jsonl",
    ];
    let expected = [
        "corpus/empty.txt: expected text, found an empty file",
        "corpus/blank.txt: expected text, found white space only",
        "corpus/zero.txt: expected text, found binary data",
        "corpus/picture.txt: expected text, found binary data",
        "folder: expected a folder with articles, such as .txt, .md, .xml or .jsonl, found none",
        "page.html: expected a page with an article, found an article that its publisher deleted",
        "set.xml, record 1: expected a PubMed record, found no <MedlineCitation>",
        "missing.txt: No such file or directory",
        "ragged.jsonl:2: expected a line",
    ];
    for command in ["index", "annotate"] {
        let ran = folder.run(&[&[command][..], &inputs].concat()).ended(1);
        for line in expected {
            ran.said(&["litmine: ", line]);
        }
        let said = ran.err.lines().filter(|line| line.starts_with("litmine: "));
        assert_eq!(said.count(), expected.len(), "{ran:?}");
    }
    let articles = folder
        .run(&["export", "articles", "--format", "jsonl"])
        .ended(0)
        .json();
    let ids: Vec<_> = articles
        .iter()
        .map(|article| article["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["corpus/en.md", "corpus/zh.txt", "r"]);
}

#[test]
fn makes_no_index_of_nothing() {
    let folder = Folder::new();
    folder.run(&["index", "missing.txt"]).ended(1);
    assert_eq!(folder.names(), ["corpus"]);
}

#[test]
fn says_which_command_makes_an_index() {
    let folder = Folder::new();
    let rows: [&[&str]; 7] = [
        &["search", "HER2"],
        &["export", "mentions"],
        &["export", "cooccurrence", "-o", "pairs.csv"],
        &["show", "corpus/zh.txt"],
        &["status"],
        &["check"],
        &["index", "--reannotate"],
    ];
    for args in rows {
        folder
            .run(args)
            .failed(4, &["litmine-index", "`litmine index corpus`"]);
    }
    assert_eq!(folder.names(), ["corpus"]);
    folder
        .run(&["status", "--index", "corpus"])
        .failed(4, &["corpus: expected a litmine index"]);
    folder
        .run(&["index", "--index", "corpus"])
        .failed(4, &["corpus: expected a litmine index"]);
}
