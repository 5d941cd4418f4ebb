//! Journal: what is safe, told as soon as it is.
//!
//! With `--json`, one line on standard output for each article, in input order, written when
//! the article is on the disk; [`Line`] is its form.

use std::io::{self, Write, stdout};

use litmine::pipeline::Change;
use litmine::read::Refused;
use serde::Serialize;

/// What became of one article.
#[derive(Debug, Serialize)]
struct Line {
    /// Its id; nothing where a refused one has none.
    id: Option<String>,
    /// `added`, `updated`, `unchanged`, `removed` or `refused`.
    outcome: &'static str,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Lines that wait until what they tell is true.
#[derive(Debug)]
pub(super) struct Journal {
    is_wanted: bool,
    waiting: Vec<Line>,
}

impl Journal {
    pub(super) fn new(is_wanted: bool) -> Self {
        Self {
            is_wanted,
            waiting: Vec::new(),
        }
    }

    pub(super) fn taken(&mut self, id: String, change: Change) {
        self.wait(Some(id), outcome(change), None);
    }

    pub(super) fn removed(&mut self, id: String) {
        self.wait(Some(id), "removed", None);
    }

    pub(super) fn refused(&mut self, refused: &Refused) {
        let error = Some(refused.error.to_string());
        self.wait(refused.id.clone(), "refused", error);
    }

    fn wait(&mut self, id: Option<String>, outcome: &'static str, error: Option<String>) {
        if self.is_wanted {
            self.waiting.push(Line { id, outcome, error });
        }
    }

    /// Tells everything that waits: it is on the disk now.
    pub(super) fn stored(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let mut bytes = Vec::new();
        for line in self.waiting.drain(..) {
            serde_json::to_writer(&mut bytes, &line)?;
            bytes.push(b'\n');
        }
        let mut out = stdout().lock();
        out.write_all(&bytes)?;
        out.flush()
    }
}

fn outcome(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Updated => "updated",
        Change::Unchanged => "unchanged",
    }
}
