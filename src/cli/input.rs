//! Input: paths as the user gave them → the articles in them.

use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use litmine::read::{self, Format, Outcome};

use super::progress::Progress;

/// The formats as the command line names them.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum InputFormat {
    /// Plain text or Markdown, one article
    Text,
    /// JSON lines: {"id", "text", "title"?, "language"?}
    Jsonl,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Text => Format::Text,
            InputFormat::Jsonl => Format::Jsonl,
        }
    }
}

/// Returns the articles of files, folders and `-` (standard input), in order.
///
/// Without a path, what is piped in is read; at a terminal that is an error.
pub(crate) fn articles<'p>(
    paths: &[PathBuf],
    format: Option<Format>,
    progress: &'p Progress,
) -> anyhow::Result<Box<dyn Iterator<Item = Outcome> + 'p>> {
    anyhow::ensure!(
        !paths.is_empty() || !io::stdin().is_terminal(),
        "expected a PATH, or articles on standard input"
    );
    if paths.is_empty() || paths == [Path::new("-")] {
        let stdin = BufReader::with_capacity(1 << 16, io::stdin());
        return Ok(read::stream(stdin, format.unwrap_or(Format::Text)));
    }
    Ok(Box::new(files(paths, format, progress)))
}

/// Returns the articles of files and folders, in order.
pub(crate) fn files<'p>(
    paths: &[PathBuf],
    format: Option<Format>,
    progress: &'p Progress,
) -> impl Iterator<Item = Outcome> + use<'p> {
    let files = read::files(paths);
    progress.expect(files.len());
    files.into_iter().flat_map(move |file| {
        progress.file_done();
        match file {
            Ok(path) => read::file(&path, format),
            Err(refused) => Box::new(std::iter::once(Err(refused))),
        }
    })
}

/// Reads a list of paths, one a line; blank lines are left out.
pub(crate) fn path_list(input: impl BufRead) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for line in input.lines() {
        let line = line?;
        if !line.trim().is_empty() {
            paths.push(PathBuf::from(line));
        }
    }
    Ok(paths)
}
