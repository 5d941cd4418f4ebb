//! Exit codes: what the program says to the shell.

use std::io;
use std::process::ExitCode;

use litmine::error::Error;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// Done.
    Done = 0,
    /// Done, but some inputs were refused.
    SomeRefused = 1,
    /// Usage, query or dictionary error.
    Usage = 2,
    /// Another process writes to the index.
    Busy = 3,
    /// The index is missing, damaged or from another version.
    Index = 4,
    /// I/O: disk full, permission.
    Io = 5,
    /// The user stopped it.
    Interrupted = 130,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        ExitCode::from(code as u8)
    }
}

/// Tells an error and its causes, each once: some of them repeat the next.
pub(crate) fn message_of(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if message.is_empty() {
            message = cause;
        } else if !message.ends_with(&cause) {
            message = format!("{message}: {cause}");
        }
    }
    message
}

/// Tells the code of an error; a closed pipe is none.
pub(crate) fn code_of(error: &anyhow::Error) -> Code {
    for cause in error.chain() {
        if let Some(io) = cause.downcast_ref::<io::Error>() {
            return if io.kind() == io::ErrorKind::BrokenPipe {
                Code::Done
            } else {
                Code::Io
            };
        }
        match cause.downcast_ref::<Error>() {
            Some(Error::IndexBusy { .. }) => return Code::Busy,
            Some(Error::IndexUnusable { .. }) => return Code::Index,
            Some(Error::Io { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe => {
                return Code::Done;
            }
            Some(Error::Io { .. } | Error::Index { .. }) => return Code::Io,
            Some(_) => return Code::Usage,
            None => {}
        }
    }
    Code::Usage
}
