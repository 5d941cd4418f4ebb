//! `litmine completions` and `litmine man`: what a shell and a manual want to know.

use std::io::Write;

use anyhow::bail;
use clap::CommandFactory;
use clap_complete::Shell;

use super::exit::Code;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  litmine completions bash > ~/.local/share/bash-completion/completions/litmine")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> anyhow::Result<Code> {
        let mut page = Vec::new();
        let mut command = super::Args::command();
        clap_complete::generate(self.shell, &mut command, "litmine", &mut page);
        print(&page)
    }
}

/// Print the manual page of litmine or of one command
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine man | man -l -
  litmine man lexicon lookup > litmine-lexicon-lookup.1")]
pub(crate) struct Man {
    /// The command [default: litmine itself]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

impl Man {
    pub(super) fn run(self) -> anyhow::Result<Code> {
        let mut root = super::Args::command();
        root.build();
        let mut command = &root;
        for name in &self.command {
            let Some(found) = command.find_subcommand(name) else {
                let names: Vec<&str> = command
                    .get_subcommands()
                    .map(clap::Command::get_name)
                    .collect();
                bail!("expected one of {}, found {name}", names.join(", "));
            };
            command = found;
        }
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
        print(&page)
    }
}

fn print(page: &[u8]) -> anyhow::Result<Code> {
    let mut out = std::io::stdout().lock();
    out.write_all(page)?;
    out.flush()?;
    Ok(Code::Done)
}
