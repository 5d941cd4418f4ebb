//! `litmine check`: is the index whole?

use std::io::{Write, stdout};

use super::exit::Code;
use super::{Context, counted};

/// Read every file of the index and tell whether it is whole
#[derive(Debug, clap::Args)]
pub(crate) struct Check {}

impl Check {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let reader = context.reader()?;
        let mut check = reader.check()?;
        if let Some(bytes) = reader.lexicon()?
            && context.kept(&bytes).is_err()
        {
            let problem =
                "litmine.lexicon: damaged (remove it; the next `litmine index` writes it)";
            check.problems.push(problem.into());
        }
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
