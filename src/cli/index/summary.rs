//! Summary: what a run has done, in one line, and how it ended.

use std::time::Instant;

use litmine::pipeline::Indexed;
use litmine::read::Refused;

use crate::cli::counted;
use crate::cli::exit::Code;
use crate::cli::progress::Progress;

/// What a run has done.
pub(super) struct Summary {
    started: Instant,
    added: u64,
    updated: u64,
    unchanged: u64,
    /// Whether an article that was to be removed is not there.
    pub(super) is_incomplete: bool,
    pub(super) refused: u64,
    pub(super) removed: u64,
    sentences: usize,
}

impl Summary {
    pub(super) fn new() -> Self {
        Self {
            started: Instant::now(),
            added: 0,
            updated: 0,
            unchanged: 0,
            is_incomplete: false,
            refused: 0,
            removed: 0,
            sentences: 0,
        }
    }

    pub(super) fn count(
        &mut self,
        outcome: Result<Indexed, Refused>,
        progress: &Progress,
    ) -> anyhow::Result<()> {
        let sentence_count = match outcome {
            Ok(Indexed::Added { sentence_count }) => {
                self.added += 1;
                sentence_count
            }
            Ok(Indexed::Updated { sentence_count }) => {
                self.updated += 1;
                sentence_count
            }
            Ok(Indexed::Unchanged) => {
                self.unchanged += 1;
                0
            }
            Err(refused) => {
                self.refused += 1;
                progress.say(&format!("litmine: {refused}"));
                0
            }
        };
        self.sentences += sentence_count;
        progress.article_done(sentence_count);
        Ok(())
    }

    pub(super) fn line(&self) -> String {
        let all = self.added + self.updated + self.unchanged + self.refused;
        let removed = match self.removed {
            0 => String::new(),
            removed => format!(", {removed} removed"),
        };
        let (added, updated, unchanged) = (self.added, self.updated, self.unchanged);
        format!(
            "{}: {added} added, {updated} updated, {unchanged} unchanged, {} refused{removed}; \
             {} in {:.1} s",
            counted(all, "article"),
            self.refused,
            counted(self.sentences as u64, "sentence"),
            self.started.elapsed().as_secs_f64()
        )
    }

    /// Whether there are articles that were not there before.
    pub(super) fn has_changed(&self) -> bool {
        self.added + self.updated > 0
    }

    pub(super) fn code(&self) -> Code {
        match self.refused > 0 || self.is_incomplete {
            true => Code::SomeRefused,
            false => Code::Done,
        }
    }
}
