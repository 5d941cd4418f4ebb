//! `litmine check`: is the index whole?

use std::io::Write;

use super::Context;
use super::exit::Code;

/// Read every file of the index and tell whether it is whole
#[derive(Debug, clap::Args)]
pub(crate) struct Check {}

impl Check {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let check = context.reader()?.check()?;
        for problem in &check.problems {
            super::say(&format!("litmine: {}: {problem}", context.index.display()));
        }
        if !check.problems.is_empty() {
            return Ok(Code::Index);
        }
        writeln!(
            std::io::stdout().lock(),
            "whole: {} articles, {} sentences, {} segments",
            check.articles,
            check.sentences,
            check.segments
        )?;
        Ok(Code::Done)
    }
}
