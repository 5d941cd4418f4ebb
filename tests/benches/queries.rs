//! Queries: how long one answer takes, in one process.
//!
//! `cargo bench --bench queries` makes an index of `corpus/`; `cargo bench --bench queries -- INDEX`
//! takes one that is there. A thousand queries are made from the index's own text: words, names,
//! phrases, names with filters; each must find something. Prints p50 and p99 for each kind, for
//! counts by facets, and how long opening takes. Beside the time on the clock stands the longest
//! time on a processor, where the system tells it: other programs take none of that. Nothing
//! asserts a time.

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
        let times: Vec<Times> = times.collect();
        line(kind, &times);
        all.extend(times);
    }
    line("all", &all);
    let named = queries[1].1.iter().take(200);
    let times: Vec<Times> = named.map(|query| counted(&searcher, query)).collect();
    line("facets", &times);
    line(
        "facets of every sentence",
        &[counted(&searcher, "-qwertyx")],
    );
}

fn counted(searcher: &Searcher, query: &str) -> Times {
    let (counts, times) = timed(|| searcher.facets(query, Kind::Sentence, &FACETS, 10));
    assert!(counts.is_ok(), "{query}: {counts:?}");
    times
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

/// Time on the clock and on a processor.
#[derive(Clone, Copy)]
struct Times {
    clock: Duration,
    processor: Duration,
}

/// Does some work and tells how long it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Times) {
    let (start, before) = (Instant::now(), on_processor());
    let done = work();
    let times = Times {
        clock: start.elapsed(),
        processor: on_processor().saturating_sub(before),
    };
    (done, times)
}

/// How long this thread has been on a processor; nothing where the system does not tell.
fn on_processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

fn answered(searcher: &Searcher, query: &str) -> Times {
    let options = Options {
        limit: 10,
        ..Options::default()
    };
    let (answer, times) = timed(|| searcher.search(query, options));
    assert!(answer.is_ok(), "{query}: {answer:?}");
    times
}

fn line(kind: &str, times: &[Times]) {
    let sorted = |time: &dyn Fn(&Times) -> Duration| {
        let mut sorted: Vec<Duration> = times.iter().map(time).collect();
        sorted.sort();
        sorted
    };
    let at = |times: &[Duration], share: f64| {
        milliseconds(times[((times.len() - 1) as f64 * share) as usize])
    };
    let clock = sorted(&|times| times.clock);
    let processor = sorted(&|times| times.processor);
    println!(
        "{kind:8} {:5} queries  p50 {:6.2}  p99 {:6.2}  longest {:6.2} ms   on a processor p99 {:6.2}  longest {:6.2} ms",
        times.len(),
        at(&clock, 0.5),
        at(&clock, 0.99),
        at(&clock, 1.0),
        at(&processor, 0.99),
        at(&processor, 1.0)
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
