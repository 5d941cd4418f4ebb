//! Throughput: megabytes of text and documents a second, for each stage and for the whole.
//!
//! `cargo bench` runs over `corpus/`, repeated; `cargo bench -- PATH` over a folder, an
//! article or a JSONL file. Chinese and English are measured apart. Beside our stages
//! stand two bare ones: the scan of aho-corasick over the same folded names and text,
//! and tantivy's indexing of the same sentences, cut by the same analyzers.
//!
//! A round is one pass over all documents on one thread; the best of three counts. Lines
//! of indexing give the time of all processors, since tantivy works in threads of its own;
//! the others the time on the clock. Each round asserts what it found, for a fast wrong
//! answer is none. Nothing asserts a time: compare the ratios, they hang on the machine
//! less than the megabytes do.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use litmine::export::article;
use litmine::index::{Reader, Settings, Writer};
use litmine::lexicon::Lexicon;
use litmine::model::{AnnotatedDocument, Document, Language};
use litmine::normalize::fold;
use litmine::pipeline::{Annotator, Step};
use litmine::words::{self, Words};
use litmine::{link, pipeline, read, segment};
use rayon::ThreadPoolBuilder;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, TantivyDocument};

/// A small input is repeated up to so many bytes of text for each language.
const TARGET_BYTES: usize = 4_000_000;
const ROUNDS: usize = 3;
/// Memory for tantivy's writer; as much as ours has.
const BUDGET_BYTES: usize = Settings::MEMORY_BYTES;

fn main() {
    let path = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    let path = path.map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        PathBuf::from,
    );
    let annotator = Annotator::new(Arc::new(Lexicon::load(&[]).unwrap()));
    let documents = documents(&path);
    assert!(!documents.is_empty(), "no article in {}", path.display());
    for language in [Language::Zh, Language::En] {
        let of_language = |document: &&Document| segment::structure(document).language == language;
        let distinct: Vec<Document> = documents.iter().filter(of_language).cloned().collect();
        if !distinct.is_empty() {
            measure(language, &distinct, &annotator);
        }
    }
}

/// The articles below a path but READMEs.
fn documents(path: &Path) -> Vec<Document> {
    let files = read::files(&[path.to_owned()])
        .into_iter()
        .map(Result::unwrap);
    let articles = files.filter(|file| !file.ends_with("README.md"));
    articles
        .flat_map(|file| read::file(&file, Default::default()))
        .filter_map(Result::ok)
        .collect()
}

/// The documents again and again under ids of their own, and how often.
fn repeated(distinct: &[Document]) -> (Vec<Document>, usize) {
    let bytes: usize = distinct.iter().map(|document| document.text.len()).sum();
    let times = TARGET_BYTES.div_ceil(bytes.max(1));
    // A file may hold one id twice; here every document is to be indexed.
    let copy = |time: usize, place: usize, document: &Document| Document {
        id: format!("{time}-{place}-{}", document.id),
        ..document.clone()
    };
    let all = (0..times).flat_map(|time| {
        let documents = distinct.iter().enumerate();
        documents.map(move |(place, document)| copy(time, place, document))
    });
    (all.collect(), times)
}

/// What one pass over a set of documents must find.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    folded_bytes: usize,
    sentences: usize,
    mentions: usize,
    evidence: usize,
    claims: usize,
    hits: usize,
}

/// Counts once over the distinct documents; the hits with another automaton than the one measured.
fn counts(distinct: &[Document], annotator: &Annotator, times: usize) -> Counts {
    let scan = automaton(annotator, AhoCorasickKind::NoncontiguousNFA);
    let mut counts = Counts::default();
    for document in distinct {
        let folded = fold(&document.text).text;
        let annotated = pipeline::annotate(document.clone(), annotator);
        counts.folded_bytes += times * folded.len();
        counts.sentences += times * annotated.structure.sentences.len();
        counts.mentions += times * annotated.mentions.len();
        counts.evidence += times * annotated.evidence.len();
        counts.claims += times * annotated.claims.len();
        counts.hits += times * scan.find_overlapping_iter(&folded).count();
    }
    counts
}

fn automaton(annotator: &Annotator, kind: AhoCorasickKind) -> AhoCorasick {
    let names = annotator
        .recognizer
        .lexicon()
        .spellings()
        .map(|spelling| spelling.folded.as_bytes());
    AhoCorasick::builder()
        .kind(Some(kind))
        .match_kind(MatchKind::Standard)
        .build(names)
        .unwrap()
}

fn measure(language: Language, distinct: &[Document], annotator: &Annotator) {
    let (documents, times) = repeated(distinct);
    let expected = counts(distinct, annotator, times);
    let annotated: Vec<AnnotatedDocument> = documents
        .iter()
        .map(|document| pipeline::annotate(document.clone(), annotator))
        .collect();
    let size = Size {
        bytes: documents.iter().map(|document| document.text.len()).sum(),
        documents: documents.len(),
    };
    println!(
        "\n{}: {} documents ({} distinct), {:.1} MB, {expected:?}",
        language.as_str(),
        size.documents,
        distinct.len(),
        size.bytes as f64 / 1e6,
    );
    let sum = |count: &dyn Fn(&Document) -> usize| documents.iter().map(count).sum();
    size.line("fold", expected.folded_bytes, || {
        sum(&|document| fold(&document.text).text.len())
    });
    size.line("segment", expected.sentences, || {
        sum(&|document| segment::structure(document).sentences.len())
    });
    let recognize = size.line("recognize (with fold)", expected.mentions, || {
        annotated
            .iter()
            .map(|one| {
                annotator
                    .recognizer
                    .mentions(&one.document, &one.structure)
                    .len()
            })
            .sum()
    });
    let link = size.line("link", expected.evidence + expected.claims, || {
        let linked = |one: &AnnotatedDocument| {
            let claims = annotator
                .linker
                .claims(&one.document, &one.structure, &one.mentions);
            link::evidence(&one.structure, &one.mentions).len() + claims.len()
        };
        annotated.iter().map(linked).sum()
    });
    let annotate = size.line("annotate: the whole", expected.evidence, || {
        let annotate = |document: &Document| pipeline::annotate(document.clone(), annotator);
        sum(&|document| annotate(document).evidence.len())
    });
    size.line("export as JSON", documents.len(), || json_lines(&annotated));
    let again = tempfile::tempdir().unwrap();
    indexed(&documents, annotator, again.path());
    let index = size.cpu_line("index: the whole", expected.sentences, || {
        let folder = tempfile::tempdir().unwrap();
        indexed(&documents, annotator, folder.path())
    });
    let unchanged = size.cpu_line("index again, unchanged", expected.sentences, || {
        indexed(&documents, annotator, again.path())
    });

    let folded: Vec<String> = documents
        .iter()
        .map(|document| fold(&document.text).text)
        .collect();
    let scan = automaton(annotator, AhoCorasickKind::ContiguousNFA);
    let bare_scan = size.line("bare: aho-corasick scan", expected.hits, || {
        folded
            .iter()
            .map(|text| scan.find_overlapping_iter(text).count())
            .sum()
    });
    let words = Arc::new(all_words(annotator));
    let bare_index = size.cpu_line("bare: tantivy, same analyzers", expected.sentences, || {
        plainly_indexed(&annotated, &words)
    });
    ratio(
        "link / the rest of annotate",
        link,
        annotate.saturating_sub(link),
    );
    ratio("recognize / aho-corasick scan", recognize, bare_scan);
    ratio("annotate / aho-corasick scan", annotate, bare_scan);
    ratio("index / tantivy, same analyzers", index, bare_index);
    ratio("unchanged / index", unchanged, index);
}

/// How much one pass reads.
struct Size {
    bytes: usize,
    documents: usize,
}

impl Size {
    /// Measures, asserts the count and prints one line; returns the best time.
    fn line(&self, name: &str, expected: usize, round: impl Fn() -> usize) -> Duration {
        let start = Instant::now();
        self.best(name, expected, || start.elapsed(), round)
    }

    /// The same by the time of all processors.
    fn cpu_line(&self, name: &str, expected: usize, round: impl Fn() -> usize) -> Duration {
        self.best(name, expected, processor_time, round)
    }

    fn best(
        &self,
        name: &str,
        expected: usize,
        now: impl Fn() -> Duration,
        round: impl Fn() -> usize,
    ) -> Duration {
        let best = (0..ROUNDS).map(|_| {
            let start = now();
            let found = round();
            let time = now() - start;
            assert_eq!(
                found, expected,
                "{name}: the count is wrong, so is the time"
            );
            time
        });
        let best = best.min().unwrap();
        let seconds = best.as_secs_f64();
        let megabytes = self.bytes as f64 / 1e6 / seconds;
        println!(
            "  {name:34} {megabytes:9.2} MB/s {:10.0} documents/s",
            self.documents as f64 / seconds
        );
        best
    }
}

/// The time that this process has had of all processors, in hundredths of a second; on
/// systems that do not tell it, the time on the clock.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold blanks; 14 and 15 of all fields count.
    let fields = stat.rsplit(") ").next().unwrap_or_default();
    let ticks = fields.split(' ').skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    if ticks > 0 {
        return Duration::from_millis(10 * ticks);
    }
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.unwrap_or_default()
}

/// Prints how many times the time of the bare one ours takes.
fn ratio(name: &str, ours: Duration, bare: Duration) {
    println!(
        "  {name:34} {:9.2} times the time",
        ours.as_secs_f64() / bare.as_secs_f64()
    );
}

fn all_words(annotator: &Annotator) -> Words {
    let concepts = annotator.recognizer.lexicon().concepts();
    Words::new(concepts.flat_map(|concept| concept.names()))
}

fn json_lines(annotated: &[AnnotatedDocument]) -> usize {
    let mut out = Vec::new();
    let mut lines = 0;
    for one in annotated {
        out.clear();
        article::write(&mut out, one).unwrap();
        lines += usize::from(out.ends_with(b"\n"));
    }
    lines
}

/// Puts the articles into an index of ours; returns the sentences that are in it then.
fn indexed(documents: &[Document], annotator: &Annotator, folder: &Path) -> usize {
    let lexicon = annotator.recognizer.lexicon();
    let settings = Settings::new(lexicon.fingerprint(), all_words(annotator));
    let mut writer = Writer::open(folder, settings).unwrap();
    let pool = ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let documents = documents.iter().cloned().map(Ok);
    pipeline::index(documents, &annotator, &mut writer, &pool, |step| {
        assert!(!matches!(step, Step::Refused(_)), "{step:?}");
        Ok::<(), litmine::error::Error>(())
    })
    .unwrap();
    writer.finish().unwrap();
    let manifest = Reader::open(folder).unwrap().manifest().clone();
    usize::try_from(manifest.sentences).unwrap()
}

/// Puts the same sentences into a plain index, read in both ways, on one thread.
fn plainly_indexed(annotated: &[AnnotatedDocument], words: &Arc<Words>) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let mut builder = Schema::builder();
    let [cut, bigrams] = ["cut", "bigrams"].map(|name| {
        let reading = TextFieldIndexing::default()
            .set_tokenizer(name)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        builder.add_text_field(name, TextOptions::default().set_indexing_options(reading))
    });
    let stored = builder.add_text_field("text", STORED);
    let index = Index::create_in_dir(folder.path(), builder.build()).unwrap();
    let cutter = Arc::clone(words);
    let cutter = Analyzer::new(move |text| cutter.cut(text));
    index.tokenizers().register("cut", cutter);
    let pairer = Analyzer::new(litmine::words::bigrams);
    index.tokenizers().register("bigrams", pairer);
    let mut writer = index.writer_with_num_threads(1, BUDGET_BYTES).unwrap();
    for one in annotated {
        for sentence in &one.structure.sentences {
            let text = sentence.span.of(&one.document.text);
            let mut document = TantivyDocument::default();
            for field in [cut, bigrams, stored] {
                document.add_text(field, text);
            }
            writer.add_document(document).unwrap();
        }
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    usize::try_from(index.reader().unwrap().searcher().num_docs()).unwrap()
}

/// What cuts a text.
type Cut = dyn Fn(&str) -> Vec<words::Token> + Send + Sync;

/// An analyzer of ours as tantivy takes one.
#[derive(Clone)]
struct Analyzer(Arc<Cut>);

impl Analyzer {
    fn new(read: impl Fn(&str) -> Vec<words::Token> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        Tokens {
            left: (self.0)(text).into_iter().enumerate(),
            token: Token::default(),
        }
    }
}

struct Tokens {
    left: std::iter::Enumerate<std::vec::IntoIter<words::Token>>,
    token: Token,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let Some((position, token)) = self.left.next() else {
            return false;
        };
        self.token = Token {
            offset_from: token.span.start as usize,
            offset_to: token.span.end as usize,
            position,
            text: token.text,
            position_length: 1,
        };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
