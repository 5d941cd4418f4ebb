//! Formats: megabytes a second that `read` takes of each, beside the library alone that parses it.
//!
//! `cargo bench --bench formats` writes the articles of `corpus/` in every format, many articles
//! a file, and reads the files from the disk into documents; the library beside it goes over
//! the same bytes and keeps nothing. `cargo bench --bench formats -- FILE...` measures files
//! of yours, as far as their format is one of these. The best of three rounds counts, each round
//! asserts its number of articles. Compare the ratios.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use litmine::read;
use scraper::Html;
use serde_json::{Value, json};

/// The text that one file holds at least.
const TARGET_BYTES: usize = 4_000_000;
const ROUNDS: usize = 3;

/// Goes over the bytes of a file with the library alone; returns something that hangs on all of them.
type Bare = fn(&[u8]) -> usize;

/// Name, ending, how articles are written in it, the library alone and its name.
type Format = (
    &'static str,
    &'static str,
    fn(&[Article]) -> Vec<u8>,
    Bare,
    &'static str,
);

const FORMATS: [Format; 9] = [
    ("text", "txt", text, decoded, "UTF-8 decoding"),
    ("JSON lines", "jsonl", json_lines, json_values, "serde_json"),
    ("web page", "html", page, parsed_page, "scraper"),
    ("JATS", "nxml", jats, xml_events, "quick-xml"),
    ("PubMed XML", "xml", pubmed, xml_events, "quick-xml"),
    ("BioC XML", "xml", bioc_xml, xml_events, "quick-xml"),
    ("BioC JSON", "json", bioc_json, json_values, "serde_json"),
    ("PubTator", "pubtator", pubtator, decoded, "UTF-8 decoding"),
    ("DOCX", "docx", docx, unzipped, "zip"),
];

/// An article of the corpus: its paragraphs, the first of which is its title.
struct Article {
    id: String,
    paragraphs: Vec<String>,
}

fn main() {
    let given: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let articles = articles();
    for (name, ending, write, bare, library) in FORMATS {
        // A text, a page, a JATS and a Word file are one article each; the others hold many.
        let path = folder
            .path()
            .join(format!("{}.{ending}", name.replace(' ', "-")));
        std::fs::write(&path, write(&articles)).unwrap();
        measure(name, &path, bare, library);
    }
    for path in given {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let known = FORMATS.iter().find(|format| format.1 == ending);
        let (_, _, _, bare, library) =
            known.unwrap_or_else(|| panic!("{}: which format?", path.display()));
        measure(&path.display().to_string(), &path, *bare, library);
    }
}

/// The articles of `corpus/`, again and again under ids of their own.
fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<PathBuf> = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("README.md"))
        .collect();
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let times = TARGET_BYTES.div_ceil(bytes);
    let again = (0..times).flat_map(|time| texts.iter().enumerate().map(move |it| (time, it)));
    again
        .map(|(time, (place, text))| Article {
            id: format!("{}", 1_000_000 + time * texts.len() + place),
            paragraphs: text
                .lines()
                .map(|line| line.trim_start_matches('#').trim().to_owned())
                .filter(|line| !line.is_empty())
                .collect(),
        })
        .collect()
}

fn measure(name: &str, path: &Path, bare: Bare, library: &str) {
    let bytes = std::fs::read(path).unwrap();
    let ours = best(|| {
        let documents = read::file(path, Default::default());
        documents
            .map(|document| usize::from(document.is_ok()))
            .sum()
    });
    let alone = best(|| bare(&bytes));
    let speed = |time: Duration| bytes.len() as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{name:12} {:6.1} MB {:6} articles {:9.1} MB/s; {library} alone {:9.1} MB/s; {:5.1} times the time",
        bytes.len() as f64 / 1e6,
        ours.1,
        speed(ours.0),
        speed(alone.0),
        ours.0.as_secs_f64() / alone.0.as_secs_f64()
    );
}

/// The best time of the rounds, and what each of them found.
fn best(round: impl Fn() -> usize) -> (Duration, usize) {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        let found = round();
        (start.elapsed(), found)
    });
    let rounds: Vec<(Duration, usize)> = rounds.collect();
    assert!(
        rounds
            .iter()
            .all(|round| round.1 == rounds[0].1 && round.1 > 0)
    );
    rounds.into_iter().min().unwrap()
}

fn decoded(bytes: &[u8]) -> usize {
    std::str::from_utf8(bytes).unwrap().to_owned().len()
}

fn json_values(bytes: &[u8]) -> usize {
    let values = serde_json::Deserializer::from_slice(bytes).into_iter::<Value>();
    values.map(|value| usize::from(value.is_ok())).sum()
}

fn parsed_page(bytes: &[u8]) -> usize {
    let page = Html::parse_document(std::str::from_utf8(bytes).unwrap());
    page.tree.nodes().count()
}

fn xml_events(bytes: &[u8]) -> usize {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut count = 1;
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {
        count += 1;
    }
    count
}

fn unzipped(bytes: &[u8]) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = Vec::new();
    for place in 0..archive.len() {
        archive
            .by_index(place)
            .unwrap()
            .read_to_end(&mut text)
            .unwrap();
    }
    text.len()
}

fn text(articles: &[Article]) -> Vec<u8> {
    let all: Vec<String> = articles
        .iter()
        .map(|one| one.paragraphs.join("\n\n"))
        .collect();
    all.join("\n\n").into_bytes()
}

fn json_lines(articles: &[Article]) -> Vec<u8> {
    let line = |one: &Article| {
        format!(
            "{}\n",
            json!({"id": one.id, "text": one.paragraphs.join("\n")})
        )
    };
    articles.iter().map(line).collect::<String>().into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The paragraphs behind the title, each in an element.
fn elements(article: &Article, open: &str, close: &str) -> String {
    let paragraphs = article.paragraphs.iter().skip(1);
    paragraphs
        .map(|one| format!("{open}{}{close}\n", escaped(one)))
        .collect()
}

fn page(articles: &[Article]) -> Vec<u8> {
    let mut out =
        String::from("<!DOCTYPE html><html><head><title>T</title></head><body><article>\n");
    for one in articles {
        out.push_str(&elements(one, "<p class=\"text\"><span>", "</span></p>"));
    }
    out.push_str("</article></body></html>\n");
    out.into_bytes()
}

fn jats(articles: &[Article]) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\"?><article><front><article-meta><article-id pub-id-type=\"pmid\">1</article-id><title-group><article-title>T</article-title></title-group></article-meta></front><body>\n",
    );
    for one in articles {
        let body = elements(one, "<p>", "</p>");
        let _ = writeln!(
            out,
            "<sec><title>{}</title>{body}</sec>",
            escaped(&one.paragraphs[0])
        );
    }
    out.push_str("</body></article>\n");
    out.into_bytes()
}

fn pubmed(articles: &[Article]) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\"?><PubmedArticleSet>\n");
    for one in articles {
        let (id, title) = (&one.id, escaped(&one.paragraphs[0]));
        let texts = elements(one, "<AbstractText>", "</AbstractText>");
        let _ = writeln!(
            out,
            "<PubmedArticle><MedlineCitation><PMID Version=\"1\">{id}</PMID><Article><ArticleTitle>{title}</ArticleTitle><Abstract>{texts}</Abstract></Article></MedlineCitation></PubmedArticle>"
        );
    }
    out.push_str("</PubmedArticleSet>\n");
    out.into_bytes()
}

fn bioc_xml(articles: &[Article]) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\"?><collection><source>s</source><date>d</date><key>k</key>\n",
    );
    for one in articles {
        let _ = write!(out, "<document><id>{}</id>", one.id);
        let mut offset = 0;
        for text in &one.paragraphs {
            let _ = write!(
                out,
                "<passage><infon key=\"type\">paragraph</infon><offset>{offset}</offset><text>{}</text></passage>",
                escaped(text)
            );
            offset += text.chars().count() + 1;
        }
        out.push_str("</document>\n");
    }
    out.push_str("</collection>\n");
    out.into_bytes()
}

fn bioc_json(articles: &[Article]) -> Vec<u8> {
    let document = |one: &Article| {
        let mut offset = 0;
        let passages = one.paragraphs.iter().map(|text| {
            let passage = json!({"offset": offset, "infons": {"type": "paragraph"}, "text": text, "sentences": [], "annotations": [], "relations": []});
            offset += text.chars().count() + 1;
            passage
        });
        json!({"id": one.id, "infons": {}, "passages": passages.collect::<Vec<_>>(), "annotations": [], "relations": []})
    };
    let documents: Vec<Value> = articles.iter().map(document).collect();
    let collection =
        json!({"source": "s", "date": "d", "key": "k", "infons": {}, "documents": documents});
    collection.to_string().into_bytes()
}

fn pubtator(articles: &[Article]) -> Vec<u8> {
    let record = |one: &Article| {
        let text = one.paragraphs[1..].join(" ");
        format!(
            "{id}|t|{}\n{id}|a|{text}\n\n",
            one.paragraphs[0],
            id = one.id
        )
    };
    articles.iter().map(record).collect::<String>().into_bytes()
}

fn docx(articles: &[Article]) -> Vec<u8> {
    let mut body = String::new();
    for one in articles {
        body.push_str(&elements(
            one,
            "<w:p><w:r><w:t xml:space=\"preserve\">",
            "</w:t></w:r></w:p>",
        ));
    }
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in [
        ("[Content_Types].xml", types),
        ("word/document.xml", &document),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
