//! Command line: one file or folder per command; each opens, calls the library, prints.
//!
//! Data goes to standard output, everything else to standard error.

mod annotate;
mod check;
mod claim;
pub(crate) mod exit;
mod export;
mod index;
mod input;
mod lexicon;
mod progress;
mod search;
mod shell;
mod show;
mod status;
mod target;
mod terminal;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{CommandFactory, Parser, Subcommand};
use litmine::error::Error;
use litmine::index::Reader;
use litmine::lexicon::Lexicon;
use rayon::{ThreadPool, ThreadPoolBuilder};

use exit::Code;
use terminal::Paint;

/// Mine biomedical literature in Chinese and English: which gene or drug, by which mechanism, from
/// which reference.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    override_usage = "litmine [OPTIONS] <COMMAND>",
    after_help = "Examples:
  litmine index corpus
  litmine search 赫赛汀
  litmine export cooccurrence -o pairs.csv

Exit codes: 0 done, 1 done but some inputs were refused, 2 usage, query or dictionary error,
3 index busy, 4 index missing, damaged or from another version, 5 input/output error,
130 interrupted"
)]
pub(crate) struct Args {
    #[command(flatten)]
    context: Context,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command knows.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Context {
    /// The index folder
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "LITMINE_INDEX",
        hide_env_values = true,
        default_value = "./litmine-index"
    )]
    index: PathBuf,
    /// A folder of dictionaries to lay over the shipped ones; later ones win
    #[arg(long, global = true, value_name = "DIR")]
    dictionaries: Vec<PathBuf>,
    /// How many threads to use [default: all cores]
    #[arg(
        long,
        global = true,
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true
    )]
    threads: usize,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Print without colour (as does a non-empty NO_COLOR)
    #[arg(long, global = true)]
    no_color: bool,
}

impl Context {
    fn lexicon(&self) -> anyhow::Result<Arc<Lexicon>> {
        Ok(Arc::new(Lexicon::load(&self.dictionaries)?))
    }

    /// Returns the lexicon to search an index with: of the dictionaries that were given, else
    /// the one that the index keeps.
    fn lexicon_of(&self, reader: &Reader) -> anyhow::Result<Arc<Lexicon>> {
        if self.dictionaries.is_empty()
            && let Some(bytes) = reader.lexicon()?
            && let Some(lexicon) = self.kept(&bytes)?
        {
            return Ok(Arc::new(lexicon));
        }
        self.lexicon()
    }

    /// Reads the lexicon that an index keeps; `None` for one of another version.
    fn kept(&self, bytes: &[u8]) -> Result<Option<Lexicon>, Error> {
        Lexicon::from_snapshot(bytes).map_err(|error| Error::IndexUnusable {
            path: self.index.clone(),
            expected: "a whole litmine.lexicon (remove it; the next `litmine index` writes it)"
                .into(),
            found: error.to_string(),
        })
    }

    fn pool(&self) -> anyhow::Result<ThreadPool> {
        Ok(ThreadPoolBuilder::new().num_threads(self.threads).build()?)
    }

    fn reader(&self) -> anyhow::Result<Reader> {
        Ok(Reader::open(&self.index)?)
    }

    /// Returns how standard output is coloured, if at all.
    fn paint(&self) -> Paint {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Paint::new(!self.no_color && !forbidden && !dumb && std::io::stdout().is_terminal())
    }

    /// Says something that is no error, unless nothing but errors is wanted.
    fn note(&self, line: &str) {
        if !self.quiet {
            say(line);
        }
    }

    /// Warns when articles were annotated with other dictionaries than those in use.
    fn warn_of_outdated(&self, reader: &Reader, lexicon: &Lexicon) -> anyhow::Result<()> {
        let outdated = reader.outdated_count(lexicon.fingerprint())?;
        if outdated > 0 {
            let all = reader.manifest().articles;
            self.note(&format!(
                "litmine: warning: {outdated} of {all} articles were annotated with other \
                 dictionaries; `litmine index --reannotate` brings them up to date"
            ));
        }
        Ok(())
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::Index),
    Search(search::Search),
    Export(Box<export::Export>),
    Annotate(annotate::Annotate),
    Show(show::Show),
    Status(status::Status),
    Check(check::Check),
    #[command(subcommand)]
    Lexicon(lexicon::Command),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// Runs one command.
pub(crate) fn run(args: Args) -> anyhow::Result<Code> {
    let context = &args.context;
    let Some(command) = args.command else {
        say(&Args::command().render_help().to_string());
        return Ok(Code::Usage);
    };
    match command {
        Command::Index(command) => command.run(context),
        Command::Search(command) => command.run(context),
        Command::Export(command) => command.run(context),
        Command::Annotate(command) => command.run(context),
        Command::Show(command) => command.run(context),
        Command::Status(command) => command.run(context),
        Command::Check(command) => command.run(context),
        Command::Lexicon(command) => command.run(context),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    }
}

/// Says how many there are of something: `1 article`, `9 articles`.
fn counted(count: u64, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// Writes a line to standard error; when even that is closed there is nobody to tell.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
