//! `litmine lexicon`: are the dictionaries sound, and what can a name mean?

mod check;
mod explain;
mod lookup;
mod near;

use super::Context;
use super::exit::Code;

/// Check dictionaries; look up what a name can mean
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Lookup(lookup::Lookup),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        match self {
            Command::Check(command) => command.run(context),
            Command::Lookup(command) => command.run(context),
        }
    }
}
