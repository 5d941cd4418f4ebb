//! Progress: a bar on standard error for work that takes longer than a second.

use std::cell::Cell;
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Bytes read, sentences a second, time left; silent unless standard error is a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_wanted: bool,
    sentences: Cell<u64>,
}

impl Progress {
    /// Makes a bar that shows itself after a second.
    pub(crate) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let template = "{bar:30} {bytes}/{total_bytes}  {msg}  {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let is_wanted = !quiet && stderr().is_terminal();
        Self {
            bar,
            started: Instant::now(),
            is_wanted,
            sentences: Cell::new(0),
        }
    }

    /// Sets the number of bytes to read.
    pub(crate) fn expect(&self, bytes: u64) {
        self.bar.set_length(bytes);
    }

    /// Counts bytes that were read.
    pub(crate) fn read(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    /// Counts the sentences of an article.
    pub(crate) fn article_done(&self, sentences: u64) {
        self.sentences.set(self.sentences.get() + sentences);
        let elapsed = self.started.elapsed();
        if !self.is_wanted || elapsed < Duration::from_secs(1) {
            return;
        }
        if self.bar.is_hidden() {
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
        let rate = self.sentences.get() as f64 / elapsed.as_secs_f64();
        self.bar.set_message(format!("{rate:.0} sentences/s"));
    }

    /// Prints a line above the bar.
    pub(crate) fn say(&self, line: &str) {
        self.bar.suspend(|| super::say(line));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
