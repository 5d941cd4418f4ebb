//! Interrupt: Ctrl-C and TERM, asked for where it is safe to stop.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::TERM_SIGNALS;
use signal_hook::flag;

use crate::cli::exit::Code;

/// Whether the user wants the run to stop.
#[derive(Debug)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Takes the signals from here on: the first is remembered, the second ends the process.
    pub(super) fn new() -> io::Result<Self> {
        let is_wanted = Arc::new(AtomicBool::new(false));
        for &signal in TERM_SIGNALS {
            // In this order: the first signal finds nothing remembered.
            let code = Code::Interrupted as i32;
            flag::register_conditional_shutdown(signal, code, Arc::clone(&is_wanted))?;
            flag::register(signal, Arc::clone(&is_wanted))?;
        }
        Ok(Self(is_wanted))
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
