//! Command line: one file per command; each opens, calls the library, prints.
//!
//! Data goes to standard output, everything else to standard error.

mod annotate;
pub(crate) mod exit;
mod input;
mod progress;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use litmine::lexicon::Lexicon;
use rayon::{ThreadPool, ThreadPoolBuilder};

use exit::Code;

/// Mine biomedical literature in Chinese and English: which gene or drug, by which mechanism, from
/// which reference.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(flatten)]
    context: Context,
    #[command(subcommand)]
    command: Command,
}

/// What every command knows.
#[derive(Debug, clap::Args)]
pub(crate) struct Context {
    /// The index folder
    #[arg(long, global = true, value_name = "DIR", env = "LITMINE_INDEX", default_value = "./litmine-index")]
    index: PathBuf,
    /// A folder of dictionaries to lay over the shipped ones; later ones win
    #[arg(long, global = true, value_name = "DIR")]
    dictionaries: Vec<PathBuf>,
    /// How many threads to use [default: all cores]
    #[arg(long, global = true, value_name = "N", default_value_t = 0, hide_default_value = true)]
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

    fn pool(&self) -> anyhow::Result<ThreadPool> {
        Ok(ThreadPoolBuilder::new().num_threads(self.threads).build()?)
    }

    /// Whether standard output gets colours.
    fn has_color(&self) -> bool {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        !self.no_color && !forbidden && !dumb && std::io::stdout().is_terminal()
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the pipeline without an index: articles in, annotated articles out
    Annotate(annotate::Annotate),
}

/// Runs one command.
pub(crate) fn run(args: Args) -> anyhow::Result<Code> {
    let context = &args.context;
    match args.command {
        Command::Annotate(command) => command.run(context),
    }
}

/// Writes a line to standard error; when even that is closed there is nobody to tell.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
