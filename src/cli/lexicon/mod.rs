//! `litmine lexicon`: are the dictionaries sound, what can a name mean, and how to add to them?

mod candidates;
mod check;
mod explain;
mod import;
mod lookup;
mod near;

use super::Context;
use super::exit::Code;

/// Check dictionaries; look up what a name can mean; import public ones
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Lookup(lookup::Lookup),
    Import(import::Import),
    Candidates(candidates::Candidates),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        match self {
            Command::Check(command) => command.run(context),
            Command::Lookup(command) => command.run(context),
            Command::Import(command) => command.run(context),
            Command::Candidates(command) => command.run(context),
        }
    }
}
