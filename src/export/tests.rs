//! Rows read back as they were written, in every format.

pub(in crate::export) mod fixture;

use std::io::{self, Write};

use serde_json::{Value, json};

use super::*;
use crate::model::{Mention, Span, Window};
use fixture::{TEXT, annotated, cooccurrence, node};

fn csv_text(table: DocumentTable, options: CsvOptions) -> String {
    let mut out = Vec::new();
    document_table(&mut out, table, [annotated()], &Format::Csv(options)).unwrap();
    String::from_utf8(out).unwrap()
}

/// Header and rows as another reader sees them.
fn read_back(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn json_lines(table: DocumentTable) -> Vec<Value> {
    let mut out = Vec::new();
    document_table(&mut out, table, [&annotated()], &Format::JsonLines).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn mentions_read_back() {
    let rows = read_back(
        &csv_text(DocumentTable::Mentions, CsvOptions::default()),
        b',',
    );
    assert_eq!(rows.len(), 4);
    assert_eq!(
        rows[0].join(","),
        "article,sentence,section,category,concept,name,name_zh,text,start,end,origin,mechanisms,references,sentence_text"
    );
    let sentence = "HER2阳性，\"曲妥珠单抗\"可致耐药[1]。";
    assert_eq!(
        rows[2],
        [
            "a,\"1\"",
            "0",
            "耐药机制",
            "drug",
            "drugbank:DB00072",
            "name of drugbank:DB00072",
            "曲妥珠单抗",
            "曲妥珠单抗",
            "15",
            "20",
            "dictionary",
            "mech:b | mech:a",
            "'=Modi S 2022, 9-20",
            sentence,
        ]
    );
    assert_eq!(rows[3][1..4], ["", "参考文献", "drug"]);
    assert_eq!(rows[3][13], "");
}

#[test]
fn every_table_has_the_cells_of_its_columns() {
    for table in [
        DocumentTable::Mentions,
        DocumentTable::Evidence,
        DocumentTable::References,
        DocumentTable::Articles,
    ] {
        let columns = table.columns();
        for row in table.rows(&annotated(), None) {
            assert_eq!(row.len(), columns.len(), "{table:?}");
        }
        let tsv = read_back(&csv_text(table, CsvOptions::tsv()), b'\t');
        let csv = read_back(&csv_text(table, CsvOptions::default()), b',');
        assert_eq!(tsv, csv);
        assert_eq!(json_lines(table).len(), csv.len() - 1);
    }
    let found = cooccurrence();
    let row = pairs::cooccurrence(&found, Window::Sentence, "");
    assert_eq!(row.len(), pairs::COOCCURRENCE_COLUMNS.len());
    let node = node(&found.a);
    let row = pairs::node(&node);
    assert_eq!(row.len(), pairs::NODE_COLUMNS.len());
}

#[test]
fn json_lines_keep_numbers_and_lists() {
    assert_eq!(
        json_lines(DocumentTable::References)[0],
        json!({"article": "a,\"1\"", "number": 1, "id": "ref:modi-2022-tdxd", "authors": ["=Modi S", "张三"], "title": "T-DXd",
            "journal": null, "volume": null, "issue": null, "pages": "9-20", "year": 2022, "doi": null,
            "pmid": null, "cited": 1, "raw": "=Modi S. T-DXd. 2022.", "pmcid": null, "arxiv": null})
    );
    assert_eq!(
        json_lines(DocumentTable::Articles)[0],
        json!({"id": "a,\"1\"", "title": "@标题\n第二行", "language": "zh", "year": 2023, "journal": null,
            "doi": null, "pmid": null, "sections": 2, "sentences": 1, "citations": 1, "references": 1,
            "mentions": 3, "source": "corpus/甲.txt", "authors": [], "keywords": [], "copy_of": null})
    );
    assert_eq!(
        json_lines(DocumentTable::Evidence)[0],
        json!({"article": "a,\"1\"", "sentence": 0, "section": "耐药机制", "concept": "drugbank:DB00072",
            "name": "name of drugbank:DB00072", "name_zh": "曲妥珠单抗", "category": "drug",
            "text": "曲妥珠单抗", "mechanisms": ["mech:b", "mech:a"],
            "mechanism_sources": ["sentence", "heading"], "references": ["=Modi S 2022, 9-20"],
            "reference_scope": "sentence", "sentence_text": "HER2阳性，\"曲妥珠单抗\"可致耐药[1]。"})
    );
}

fn pairs_text(format: Format) -> String {
    let mut out = Vec::new();
    let mut writer = TableWriter::new(&mut out, pairs::COOCCURRENCE_COLUMNS, &format).unwrap();
    let found = cooccurrence();
    let row = pairs::cooccurrence(&found, Window::Sentence, "-他说：\"HER2, 阳性\"。\r");
    writer.row(&row).unwrap();
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn cooccurrences_read_back() {
    let rows = read_back(&pairs_text(Format::Csv(CsvOptions::default())), b',');
    assert_eq!(rows[0], pairs::COOCCURRENCE_COLUMNS);
    assert_eq!(
        rows[1].join("; "),
        "drugbank:DB00072; trastuzumab; 曲妥珠单抗; drug; hgnc:3430; '+ERBB2; ; gene; 2; 2; 3; 4; 5; 60; \
         0.3333333333; -0.5; ; -7.667137726; 1.234e-12; 1; 0.5; 2.42; mech:a | mech:b; \
         Modi 2022 | 张三 2019; 2019; ; a\r\nb; '-他说：\"HER2, 阳性\"。\r; \
         drugbank:DB00072+hgnc:3430; sentence; 3; 9; 21.5; false; 0.6708203932; 0.15; 1"
    );
    let row: Value = serde_json::from_str(&pairs_text(Format::JsonLines)).unwrap();
    assert_eq!(row["g2"], json!(-7.667137726));
    assert_eq!(row["npmi"], Value::Null);
    assert_eq!(row["chi2_valid"], json!(false));
    assert_eq!(row["mechanisms"], json!(["mech:a", "mech:b"]));
    assert_eq!(row["example_sentence"], json!("-他说：\"HER2, 阳性\"。\r"));
}

#[test]
fn headers_stand_without_rows() {
    let start = |format: Format| {
        let mut out = Vec::new();
        let writer = TableWriter::new(&mut out, pairs::COOCCURRENCE_COLUMNS, &format).unwrap();
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    };
    let options = CsvOptions {
        bom: true,
        ..CsvOptions::default()
    };
    let expected = format!("\u{FEFF}{}\n", pairs::COOCCURRENCE_COLUMNS.join(","));
    assert_eq!(start(Format::Csv(options)), expected);
    assert_eq!(start(Format::JsonLines), "");
}

#[test]
fn writes_the_sentences_of_pairs() {
    let pair = cooccurrence();
    let headings = ["一".to_owned(), "耐药".to_owned()];
    let row = pairs::pair_sentence(pairs::PairSentence {
        pair: &pair,
        article: "a",
        year: Some(2023),
        sentence: 4,
        holds: "both",
        headings: &headings,
        mechanisms: &pair.mechanisms,
        references: &pair.references,
        text: "HER2阳性。",
        names: [None, Some("HER2")],
    });
    assert_eq!(row.len(), pairs::PAIR_SENTENCE_COLUMNS.len());
    assert_eq!(row[6], Cell::count(4));
    assert_eq!(row[7], Cell::text("一 > 耐药"));
    assert_eq!(row[11], Cell::text("drugbank:DB00072+hgnc:3430"));
    assert_eq!(row[13..], [Cell::Empty, Cell::text("HER2")]);
}

#[test]
fn nul_and_quotes_do_not_break_rows() {
    let mut document = annotated();
    document.document.id = "x\0y".to_owned();
    document.document.title = Some("a\"b\",\r'c'\n\t".to_owned());
    let mut out = Vec::new();
    let format = Format::Csv(CsvOptions::default());
    document_table(&mut out, DocumentTable::Articles, [&document], &format).unwrap();
    let rows = read_back(&String::from_utf8(out).unwrap(), b',');
    assert_eq!(rows[1][..2], ["x\u{FFFD}y", "a\"b\",\r'c'\n\t"]);
}

/// A writer whose reader has gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_can_be_told() {
    let mut many = annotated();
    many.document.id = "x".repeat(100_000);
    for format in [Format::Csv(CsvOptions::default()), Format::JsonLines] {
        for document in [&annotated(), &many] {
            let table = DocumentTable::Mentions;
            let error = document_table(Closed, table, [document], &format).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
    }
    let error = article::write(Closed, &many).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
}

#[test]
fn articles_have_the_fields_of_the_schema() {
    let mut out = Vec::new();
    article::write(&mut out, &annotated()).unwrap();
    assert_eq!(out.iter().filter(|&&byte| byte == b'\n').count(), 1);
    let object: Value = serde_json::from_slice(&out).unwrap();
    let xrefs = ["ncbigene:2064"];
    assert_eq!(
        object,
        json!({
            "schema_version": 1, "id": "a,\"1\"", "source": "corpus/甲.txt", "language": "zh",
            "title": "@标题\n第二行", "text": TEXT,
            "metadata": {"year": 2023, "doi": null, "pmid": null, "journal": null, "url": null},
            "sections": [
                {"level": 1, "kind": "body", "heading": "耐药机制", "heading_span": [2, 6],
                 "span": [0, 30], "parent": null},
                {"level": 1, "kind": "references", "heading": "参考文献", "heading_span": [30, 34],
                 "span": [30, 56], "parent": null}],
            "sentences": [{"span": [7, 29], "section": 0}],
            "references": [{"number": 1, "id": "ref:modi-2022-tdxd", "raw": "=Modi S. T-DXd. 2022.", "authors": ["=Modi S", "张三"],
                "title": "T-DXd", "journal": null, "volume": null, "issue": null, "pages": "9-20",
                "year": 2022, "doi": null, "pmid": null, "span": [35, 56]}],
            "citations": [{"span": [25, 28], "sentence": 0, "references": [0], "unresolved": [7]}],
            "mentions": [
                {"span": [7, 11], "text": "HER2", "concept": "hgnc:3430", "category": "gene", "sentence": 0,
                 "section": 0, "origin": "dictionary", "candidates": []},
                {"span": [15, 20], "text": "曲妥珠单抗", "concept": "drugbank:DB00072", "category": "drug",
                 "sentence": 0, "section": 0, "origin": "dictionary", "candidates": []},
                {"span": [44, 49], "text": "T-DXd", "concept": "drugbank:DB14962", "category": "drug",
                 "sentence": null, "section": 1, "reference": 0, "origin": "dictionary", "candidates": []}],
            "evidence": [{"mention": 1, "sentence": 0, "mechanisms": [
                {"concept": "mech:b", "from": "sentence"}, {"concept": "mech:a", "from": "heading"}],
                "references": [0], "reference_scope": "sentence"}],
            "claims": [],
            "concepts": {
                "drugbank:DB00072": {"name": "name of drugbank:DB00072", "name_zh": "曲妥珠单抗",
                    "category": "drug", "xrefs": xrefs},
                "hgnc:3430": {"name": "name of hgnc:3430", "name_zh": null, "category": "gene", "xrefs": xrefs}}
        })
    );
}

#[test]
fn article_spans_cut_the_text() {
    let mut out = Vec::new();
    article::write(&mut out, &annotated()).unwrap();
    let object: Value = serde_json::from_slice(&out).unwrap();
    let letters: Vec<char> = object["text"].as_str().unwrap().chars().collect();
    for mention in object["mentions"].as_array().unwrap() {
        let at = |place: usize| mention["span"][place].as_u64().unwrap() as usize;
        let cut: String = letters[at(0)..at(1)].iter().collect();
        assert_eq!(cut, mention["text"].as_str().unwrap());
    }
}

#[test]
fn error_lines_stand_in_for_articles() {
    let mut out = Vec::new();
    article::write_error(&mut out, Some("甲"), "expected \"text\"\nfound 5").unwrap();
    article::write_error(&mut out, None, "x").unwrap();
    let expected = "{\"schema_version\":1,\"id\":\"甲\",\"error\":\"expected \\\"text\\\"\\nfound 5\"}\n\
                    {\"schema_version\":1,\"id\":null,\"error\":\"x\"}\n";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn long_articles_take_linear_time() {
    let mut long = annotated();
    long.document.text = TEXT.repeat(2_000);
    let first = long.mentions[0].clone();
    for index in 0..20_000 {
        let start = TEXT.len() * (index % 2_000) + first.span.start as usize;
        let span = Span::new(start, start + 4);
        long.mentions.push(Mention {
            span,
            ..first.clone()
        });
    }
    let start = std::time::Instant::now();
    let mut out = Vec::new();
    article::write(&mut out, &long).unwrap();
    let rows = DocumentTable::Mentions.rows(&long, None);
    assert!(rows[3..].iter().all(|row| row[7] == Cell::text("HER2")));
    // A pass over the text for each mention would take minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
