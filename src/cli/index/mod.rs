//! `litmine index`: articles into the index, out of it, or annotated anew.
//!
//! Order of one run: read the paths, remove, prune, reannotate. An article is wholly
//! in or not, and a run that was stopped is simply run again.

mod dry_run;
mod summary;

use std::io;
use std::path::{Path, PathBuf};

use litmine::index::{Reader, Writer};
use litmine::lexicon::Lexicon;
use litmine::pipeline;
use litmine::pipeline::Annotator;
use litmine::read::{Outcome, Refused};
use litmine::words::Words;
use rayon::ThreadPool;

use super::exit::Code;
use super::input::InputOptions;
use super::progress::Progress;
use super::{Context, counted, input};
use summary::Summary;

/// Put articles into the index: new and changed ones are added, unchanged ones skipped
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine index                           every article in corpus/
  litmine index articles/ new.jsonl       several files and folders
  find . -name '*.md' | litmine index -   a list of files, one a line
  litmine index articles/ --prune         and drop those whose file is gone
  litmine index --reannotate              after a change of the dictionaries

The id of an article is the path of its file as it was given, or the id in its JSON line.
Without a PATH, --remove, --prune and --reannotate read no files.")]
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
        if self.dry_run {
            return dry_run::print(&self, &paths, context, &lexicon, &progress);
        }
        let mut run = Run {
            context,
            lexicon: &lexicon,
            annotator: Annotator::new(lexicon.clone()),
            pool: context.pool()?,
            progress: &progress,
            writer: None,
            summary,
        };
        run.all(&self, &paths)?;
        progress.finish();
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
    lexicon: &'r Lexicon,
    annotator: Annotator,
    pool: ThreadPool,
    progress: &'r Progress,
    /// Opened when there is something to write.
    writer: Option<Writer>,
    summary: Summary,
}

impl Run<'_> {
    fn all(&mut self, command: &Index, paths: &[PathBuf]) -> anyhow::Result<()> {
        if !paths.is_empty() {
            let progress = self.progress;
            self.put(input::files(paths, command.input.into(), progress))?;
        }
        for id in &command.remove {
            if !self.writer()?.remove(id)? {
                self.summary.is_incomplete = true;
                self.progress
                    .say(&format!("litmine: {id}: no such article in the index"));
            } else {
                self.summary.removed += 1;
            }
        }
        if command.prune {
            self.prune()?;
        }
        if command.reannotate {
            self.reannotate()?;
        }
        match self.writer.take() {
            Some(writer) => Ok(writer.finish()?),
            None => Ok(()),
        }
    }

    /// Puts articles in; an index is made only when there is one to put in.
    fn put(&mut self, mut articles: impl Iterator<Item = Outcome>) -> anyhow::Result<()> {
        let first = loop {
            match articles.next() {
                Some(Err(refused)) => {
                    self.summary.refused += 1;
                    self.progress.say(&format!("litmine: {refused}"));
                }
                Some(first) => break first,
                None => return Ok(()),
            }
        };
        self.writer()?;
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        let (progress, summary) = (self.progress, &mut self.summary);
        let articles = std::iter::once(first).chain(articles);
        let (annotator, pool) = (&self.annotator, &self.pool);
        pipeline::index(articles, annotator, writer, pool, |outcome| {
            summary.count(outcome, progress)
        })
    }

    fn prune(&mut self) -> anyhow::Result<()> {
        for id in gone(&self.committed()?)? {
            self.writer()?.remove(&id)?;
            self.summary.removed += 1;
        }
        Ok(())
    }

    /// Puts the articles of the index in again; those that are up to date stay.
    fn reannotate(&mut self) -> anyhow::Result<()> {
        let reader = self.committed()?;
        let progress = self.progress;
        progress.expect(usize::try_from(reader.manifest().articles).unwrap_or(usize::MAX));
        let articles = reader.documents()?.map(|article| {
            progress.file_done();
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
                let lexicon = self.lexicon;
                let writer = Writer::open(&self.context.index, lexicon.fingerprint(), words)?;
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

/// Returns the ids of the articles whose file is gone.
fn gone(reader: &Reader) -> anyhow::Result<Vec<String>> {
    let mut ids = Vec::new();
    for article in reader.documents()? {
        let document = article?.document;
        let source = document.source.as_deref();
        if source.is_some_and(|source| matches!(Path::new(source).try_exists(), Ok(false))) {
            ids.push(document.id);
        }
    }
    Ok(ids)
}
