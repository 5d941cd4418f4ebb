//! `litmine index`: articles into the index, out of it, or annotated anew.
//!
//! Order of one run: read the paths, remove, prune, reannotate. An article is wholly
//! in or not, and a run that was stopped is simply run again.

mod dry_run;
mod interrupt;
mod journal;
mod root;
mod summary;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use litmine::error::Error;
use litmine::index::{Reader, Settings, Writer};
use litmine::lexicon::Lexicon;
use litmine::pipeline::{self, Annotator, Step};
use litmine::read::{Outcome, Refused};
use litmine::words::Words;
use rayon::ThreadPool;

use super::exit::Code;
use super::input::InputOptions;
use super::progress::Progress;
use super::{Context, counted, input};
use interrupt::Interrupt;
use journal::Journal;
use root::Root;
use summary::Summary;

/// Put articles into the index: new and changed ones are added, unchanged ones skipped
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine index                           every article in corpus/
  litmine index articles/ new.jsonl       several files and folders
  find . -name '*.md' | litmine index -   a list of files, one a line
  litmine index articles/ --prune         and drop those whose file is gone
  litmine index --reannotate              after a change of the dictionaries

The id of an article is the path of its file, or the id in its JSON line. Paths count from the
folder in which the index was first made, however they are typed; files outside it have their
absolute path. Without a PATH, --remove, --prune and --reannotate read no files.

Ctrl-C stores what was done and stops; run again, the command goes on where it stopped.")]
pub(crate) struct Index {
    /// Files and folders; `-` reads a list of them from standard input [default: corpus]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    /// Drop the article with this id (repeatable)
    #[arg(long, value_name = "ID")]
    remove: Vec<String>,
    /// Drop articles whose file is gone
    #[arg(long)]
    prune: bool,
    /// Annotate the articles in the index with the dictionaries in use
    #[arg(long)]
    reannotate: bool,
    /// Say what would be done and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Print one JSON line for each article, as soon as it is safely stored
    #[arg(long, conflicts_with = "dry_run")]
    json: bool,
    /// Memory for articles that are not yet on the disk, such as 512M [default: 96M]
    #[arg(long, value_name = "SIZE", value_parser = memory)]
    memory: Option<usize>,
    /// Bring what was put in to the disk this often
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    commit_every: u32,
}

impl Index {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let summary = Summary::new();
        let paths = self.read_paths()?;
        let lexicon = context.lexicon()?;
        if paths.is_empty() {
            // Nothing to read: then there must be an index.
            context.reader()?;
        }
        let progress = Progress::new(context.quiet);
        let root = Root::of(&context.index)?;
        if self.dry_run {
            return dry_run::print(&self, &paths, context, &lexicon, &progress, &root);
        }
        let mut run = Run {
            context,
            lexicon: &lexicon,
            root: &root,
            memory_bytes: self.memory.unwrap_or(Settings::MEMORY_BYTES),
            commit_every: Duration::from_secs(self.commit_every.into()),
            pool: context.pool()?,
            progress: &progress,
            writer: None,
            summary,
            journal: Journal::new(self.json),
            interrupt: Interrupt::new()?,
        };
        let done = run.all(&self, &paths);
        progress.finish();
        done?;
        context.note(&run.summary.line());
        if run.summary.has_changed() {
            let copies = context.reader()?.copies()?.len() as u64;
            if copies > 0 {
                let articles = counted(copies, "near-duplicate");
                context.note(&format!("{articles} in the index: co-occurrences count an article once (`litmine status`)"));
            }
        }
        Ok(run.summary.code())
    }

    /// Returns the paths to read; none where only the index itself is worked on.
    fn read_paths(&self) -> io::Result<Vec<PathBuf>> {
        let is_about_index = !self.remove.is_empty() || self.prune || self.reannotate;
        if self.paths == [Path::new("-")] {
            input::path_list(io::stdin().lock())
        } else if self.paths.is_empty() && !is_about_index {
            Ok(vec![PathBuf::from("corpus")])
        } else {
            Ok(self.paths.clone())
        }
    }
}

/// One run of the command.
struct Run<'r> {
    context: &'r Context,
    lexicon: &'r Arc<Lexicon>,
    root: &'r Root,
    memory_bytes: usize,
    commit_every: Duration,
    pool: ThreadPool,
    progress: &'r Progress,
    /// Opened when there is something to write.
    writer: Option<Writer>,
    summary: Summary,
    journal: Journal,
    interrupt: Interrupt,
}

impl Run<'_> {
    fn all(&mut self, command: &Index, paths: &[PathBuf]) -> anyhow::Result<()> {
        if !paths.is_empty() {
            let (progress, root) = (self.progress, self.root);
            let name_of = |path: &Path| root.name_of(path);
            self.put(input::files(paths, command.input.into(), progress, name_of))?;
        }
        if !self.summary.is_interrupted {
            self.remove(&command.remove)?;
        }
        if command.prune && !self.summary.is_interrupted {
            self.prune()?;
        }
        if command.reannotate && !self.summary.is_interrupted {
            self.reannotate()?;
        }
        if let Some(writer) = &mut self.writer {
            writer.commit()?;
        }
        self.journal.stored()?;
        match self.writer.take() {
            Some(writer) => Ok(writer.finish()?),
            None => Ok(()),
        }
    }

    /// Puts articles in, until the user stops it; an index is made only when there is one to
    /// put in.
    fn put(&mut self, mut articles: impl Iterator<Item = Outcome>) -> anyhow::Result<()> {
        let first = loop {
            if self.interrupt.is_wanted() {
                self.summary.is_interrupted = true;
                return Ok(());
            }
            match articles.next() {
                Some(Err(refused)) => {
                    refuse(refused, &mut self.summary, &mut self.journal, self.progress);
                }
                Some(first) => break first,
                None => return Ok(()),
            }
        };
        self.writer()?;
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        let lexicon = self.lexicon;
        let annotator = LazyLock::new(|| Annotator::new(Arc::clone(lexicon)));
        let articles = std::iter::once(first).chain(articles);
        let (summary, journal, progress) = (&mut self.summary, &mut self.journal, self.progress);
        let interrupt = &self.interrupt;
        let stopped = pipeline::index(articles, &annotator, writer, &self.pool, |step| {
            match step {
                Step::Taken {
                    id,
                    change,
                    sentence_count,
                } => {
                    summary.taken(change, sentence_count);
                    progress.article_done(sentence_count);
                    journal.taken(id, change);
                }
                Step::Refused(refused) => refuse(refused, summary, journal, progress),
                Step::Stored => journal
                    .stored()
                    .map_err(|error| Stop::Failed(error.into()))?,
            }
            match interrupt.is_wanted() {
                true => Err(Stop::Wanted),
                false => Ok(()),
            }
        });
        match stopped {
            Ok(()) => Ok(()),
            Err(Stop::Failed(error)) => Err(error),
            Err(Stop::Wanted) => {
                summary.is_interrupted = true;
                Ok(())
            }
        }
    }

    fn remove(&mut self, ids: &[String]) -> anyhow::Result<()> {
        for id in ids {
            if self.writer()?.remove(id)? {
                self.summary.removed += 1;
                self.journal.removed(id.clone());
            } else {
                self.summary.is_incomplete = true;
                self.progress
                    .say(&format!("litmine: {id}: no such article in the index"));
            }
        }
        Ok(())
    }

    fn prune(&mut self) -> anyhow::Result<()> {
        let gone = gone(&self.committed()?, self.root)?;
        self.remove(&gone)
    }

    /// Puts the articles of the index in again; those that are up to date stay.
    fn reannotate(&mut self) -> anyhow::Result<()> {
        let reader = self.committed()?;
        let progress = self.progress;
        progress.expect(reader.status()?.size_bytes);
        let each_bytes = reader.status()?.size_bytes / reader.manifest().articles.max(1);
        let articles = reader.documents()?.map(|article| {
            progress.read(each_bytes);
            match article {
                Ok(article) => Ok(article.document),
                Err(error) => Err(Refused {
                    id: None,
                    is_line: false,
                    error,
                }),
            }
        });
        self.put(articles)
    }

    fn writer(&mut self) -> anyhow::Result<&mut Writer> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => {
                let concepts = self.lexicon.concepts();
                let words = Words::new(concepts.flat_map(|concept| concept.names()));
                let (lexicon, index) = (self.lexicon, &self.context.index);
                let settings = Settings {
                    root: self.root.seen_from(index).map_err(Error::io(index))?,
                    memory_bytes: self.memory_bytes,
                    commit_every: self.commit_every,
                    ..Settings::new(lexicon.fingerprint(), words)
                };
                let writer = Writer::open(index, settings)?;
                writer.keep_lexicon(&lexicon.snapshot_head(), || lexicon.to_snapshot())?;
                writer
            }
        };
        Ok(self.writer.insert(writer))
    }

    /// Returns a reader that sees everything done so far.
    fn committed(&mut self) -> anyhow::Result<Reader> {
        self.writer()?.commit()?;
        self.context.reader()
    }
}

/// Why no more articles are put in.
enum Stop {
    /// The user does not want more.
    Wanted,
    Failed(anyhow::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Counts and tells an article that was refused.
fn refuse(refused: Refused, summary: &mut Summary, journal: &mut Journal, progress: &Progress) {
    summary.refused += 1;
    progress.say(&format!("litmine: {refused}"));
    journal.refused(&refused);
}

/// Returns the ids of the articles whose file is gone, in order.
fn gone(reader: &Reader, root: &Root) -> anyhow::Result<Vec<String>> {
    let mut is_gone: HashMap<String, bool> = HashMap::new();
    let articles = reader.known()?.into_iter();
    let of_file = articles.filter(|(_, known)| !known.file.is_empty());
    let gone = of_file.filter(|(_, known)| {
        let look = |file: &String| matches!(root.path_of(file).try_exists(), Ok(false));
        *is_gone.entry(known.file.clone()).or_insert_with_key(look)
    });
    Ok(gone.map(|(id, _)| id).collect())
}

/// Reads a size such as `512M`, at least 16 MiB.
fn memory(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" => 1,
        "K" | "KB" => 1 << 10,
        "M" | "MB" => 1 << 20,
        "G" | "GB" => 1 << 30,
        _ => return Err("expected a size such as 512M or 2G".into()),
    };
    let size: usize = digits
        .parse()
        .map_err(|_| "expected a size such as 512M or 2G")?;
    match size.checked_mul(unit) {
        Some(size) if (16 << 20..4 << 30).contains(&size) => Ok(size),
        _ => Err("expected from 16M to less than 4G".into()),
    }
}
