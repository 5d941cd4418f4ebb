//! `litmine check`: is the index whole?

use std::io::{Write, stdout};

use super::exit::Code;
use super::{Context, counted};

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
        let parts = [
            counted(check.articles, "article"),
            counted(check.sentences, "sentence"),
            counted(check.segments as u64, "segment"),
        ];
        writeln!(stdout().lock(), "whole: {}", parts.join(", "))?;
        Ok(Code::Done)
    }
}
