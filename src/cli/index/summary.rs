//! Summary: what a run has done, in one line, and how it ended.

use std::time::Instant;

use litmine::pipeline::Change;

use crate::cli::counted;
use crate::cli::exit::Code;

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
    pub(super) is_interrupted: bool,
    sentences: u64,
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
            is_interrupted: false,
            sentences: 0,
        }
    }

    /// Counts an article that was taken.
    pub(super) fn taken(&mut self, change: Change, sentence_count: u64) {
        match change {
            Change::Added => self.added += 1,
            Change::Updated => self.updated += 1,
            Change::Unchanged => self.unchanged += 1,
        }
        self.sentences += sentence_count;
    }

    pub(super) fn line(&self) -> String {
        let all = self.added + self.updated + self.unchanged + self.refused;
        let removed = match self.removed {
            0 => String::new(),
            removed => format!(", {removed} removed"),
        };
        let (added, updated, unchanged) = (self.added, self.updated, self.unchanged);
        let interrupted = match self.is_interrupted {
            true => "interrupted; all that follows is stored, run it again to go on\n",
            false => "",
        };
        format!(
            "{interrupted}{}: {added} added, {updated} updated, {unchanged} unchanged, {} refused{removed}; \
             {} in {:.1} s",
            counted(all, "article"),
            self.refused,
            counted(self.sentences, "sentence"),
            self.started.elapsed().as_secs_f64()
        )
    }

    /// Whether there are articles that were not there before.
    pub(super) fn has_changed(&self) -> bool {
        self.added + self.updated > 0
    }

    pub(super) fn code(&self) -> Code {
        if self.is_interrupted {
            return Code::Interrupted;
        }
        match self.refused > 0 || self.is_incomplete {
            true => Code::SomeRefused,
            false => Code::Done,
        }
    }
}
