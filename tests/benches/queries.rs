//! Queries: how long one answer takes, in one process.
//!
//! `cargo bench --bench queries` makes an index of `corpus/`; `cargo bench --bench queries -- INDEX`
//! takes one that is there. A thousand queries are made from the index's own text: words, names,
//! phrases, names with filters; each must find something. Prints p50 and p99 for each kind, for
//! counts by facets, and how long opening takes. Nothing asserts a time.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use litmine::index::{Reader, Settings, Writer};
use litmine::lexicon::Lexicon;
use litmine::model::AnnotatedDocument;
use litmine::pipeline::{self, Annotator};
use litmine::read;
use litmine::search::{Facet, Kind, Options, Searcher};
use litmine::words::{self, Words};

const QUERIES: usize = 1_000;
const FACETS: [Facet; 7] = [
    Facet::Gene,
    Facet::Drug,
    Facet::Mechanism,
    Facet::Effect,
    Facet::Disease,
    Facet::Year,
    Facet::Journal,
];

fn main() {
    let path = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    let made = tempfile::tempdir().unwrap();
    let path = match &path {
        Some(path) => Path::new(path),
        None => {
            make(made.path());
            made.path()
        }
    };
    let start = Instant::now();
    let reader = Reader::open(path).unwrap();
    let lexicon = match reader.lexicon().unwrap() {
        Some(bytes) => Lexicon::from_snapshot(&bytes).unwrap().unwrap(),
        None => Lexicon::load(&[]).unwrap(),
    };
    println!("open: {:.1} ms", milliseconds(start.elapsed()));
    let queries = queries(&reader, &lexicon);
    let searcher = Searcher::open(reader, &lexicon);
    let mut all = Vec::new();
    for (kind, queries) in &queries {
        let times = queries.iter().map(|query| answered(&searcher, query));
        let times: Vec<Duration> = times.collect();
        line(kind, &times);
        all.extend(times);
    }
    line("all", &all);
    let named = &queries[1].1;
    let times = named.iter().take(200).map(|query| {
        let start = Instant::now();
        let counts = searcher.facets(query, Kind::Sentence, &FACETS, 10).unwrap();
        assert!(counts.iter().any(|counts| counts.distinct > 0), "{query}");
        start.elapsed()
    });
    line("facets", &times.collect::<Vec<_>>());
    let start = Instant::now();
    searcher
        .facets("-qwertyx", Kind::Sentence, &FACETS, 10)
        .unwrap();
    println!(
        "facets of every sentence: {:.1} ms",
        milliseconds(start.elapsed())
    );
}

/// Makes an index of the shipped articles.
fn make(folder: &Path) {
    let annotator = Annotator::new(Arc::new(Lexicon::load(&[]).unwrap()));
    let lexicon = annotator.recognizer.lexicon();
    let words = Words::new(lexicon.concepts().flat_map(|concept| concept.names()));
    let mut writer = Writer::open(folder, Settings::new(lexicon.fingerprint(), words)).unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for file in read::files(&[corpus]) {
        for document in read::file(&file.unwrap(), Default::default()) {
            let article = pipeline::annotate(document.unwrap(), &annotator);
            writer.put(&article, &article.document.id).unwrap();
        }
    }
    writer.finish().unwrap();
}

/// Makes queries of each kind from articles that lie evenly over the index.
fn queries(reader: &Reader, lexicon: &Lexicon) -> [(&'static str, Vec<String>); 4] {
    let mut kinds = [
        ("term", Vec::new()),
        ("concept", Vec::new()),
        ("phrase", Vec::new()),
        ("filter", Vec::new()),
    ];
    let each = QUERIES / kinds.len();
    let ids = reader.ids().unwrap();
    let step = (ids.len() / QUERIES).max(1);
    let mut seed = 1;
    while kinds.iter().any(|(_, queries)| queries.len() < each) {
        for id in ids.iter().step_by(step) {
            let article = reader.document(id).unwrap().unwrap();
            let made = of_article(&article, lexicon, &mut seed);
            for ((_, queries), query) in kinds.iter_mut().zip(made) {
                queries.extend(query.filter(|_| queries.len() < each));
            }
        }
    }
    kinds
}

/// Makes one query of each kind, as far as the article has what it takes.
fn of_article(
    article: &AnnotatedDocument,
    lexicon: &Lexicon,
    seed: &mut u64,
) -> [Option<String>; 4] {
    let text = &article.document.text;
    let sentences = &article.structure.sentences;
    let sentence = pick(sentences, seed).map_or("", |sentence| sentence.span.of(text));
    let units = words::units(sentence);
    let phrase = pick(&units, seed).map(|first| {
        let rest = units.iter().skip_while(|unit| *unit != first).take(3);
        let end = rest.last().map_or(first.span.end, |unit| unit.span.end);
        &sentence[first.span.start as usize..end as usize]
    });
    let is_plain = |text: &&str| {
        !text.contains([
            '"', '“', '”', '「', '」', '『', '』', ':', '：', '(', ')', '（', '）',
        ])
    };
    let is_said = |text: &&str| !words::units(text).is_empty();
    let phrase = phrase.filter(|text| is_plain(text) && is_said(text));
    let word = pick(&units, seed).map(|unit| unit.span.of(sentence));
    let mention = pick(&article.mentions, seed).filter(|mention| mention.sentence_index.is_some());
    let concept = mention.and_then(|mention| lexicon.concept(&mention.concept));
    let name = concept.map(|concept| concept.name_zh.as_ref().unwrap_or(&concept.name));
    let name = name.filter(|name| is_plain(&name.as_str()));
    let filter = concept.zip(article.document.metadata.year.or(Some(2020)));
    [
        word.filter(is_plain).map(|word| format!("name:{word}")),
        name.cloned(),
        phrase.map(|phrase| format!("\"{phrase}\"")),
        filter.map(|(concept, year)| {
            let language = article.structure.language.as_str();
            format!(
                "concept:{} -year:{year} lang:{language} section:body",
                concept.id
            )
        }),
    ]
}

/// Picks an item; the same ones in every run.
fn pick<'i, T>(items: &'i [T], seed: &mut u64) -> Option<&'i T> {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    items.get((*seed >> 33) as usize % items.len().max(1))
}

fn answered(searcher: &Searcher, query: &str) -> Duration {
    let start = Instant::now();
    let answer = searcher.search(
        query,
        Options {
            limit: 10,
            ..Options::default()
        },
    );
    let time = start.elapsed();
    assert!(answer.is_ok(), "{query}: {answer:?}");
    time
}

fn line(kind: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort();
    let at = |share: f64| milliseconds(times[((times.len() - 1) as f64 * share) as usize]);
    println!(
        "{kind:10} {:5} queries  p50 {:7.2} ms  p99 {:7.2} ms  longest {:7.2} ms",
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
