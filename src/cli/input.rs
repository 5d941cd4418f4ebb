//! Input: paths as the user gave them → the articles in them.

use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use litmine::read::{self, Encoding, Format, Options, Outcome, Outcomes};

use super::progress::Progress;

/// How inputs are to be read.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct InputOptions {
    /// How the input is written [default: by content, then by file name]
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    input_format: Option<Format>,
    /// The encoding of the input, such as gb18030 [default: by content]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
}

impl From<InputOptions> for Options {
    fn from(options: InputOptions) -> Self {
        Self {
            format: options.input_format,
            encoding: options.encoding,
        }
    }
}

/// The formats as the command line names them.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let names = PossibleValuesParser::new(Format::ALL.map(Format::as_str));
    names.map(|name| {
        let mut formats = Format::ALL.into_iter();
        let found = formats.find(|format| format.as_str() == name);
        found.unwrap_or(Format::Text)
    })
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name)
        .ok_or_else(|| "expected an encoding such as gb18030, big5 or utf-16".into())
}

/// Returns the articles of files, folders and `-` (standard input), in order.
///
/// Without a path, what is piped in is read; at a terminal that is an error.
pub(crate) fn articles<'p>(
    paths: &[PathBuf],
    options: Options,
    progress: &'p Progress,
) -> anyhow::Result<Box<dyn Iterator<Item = Outcome> + 'p>> {
    anyhow::ensure!(
        !paths.is_empty() || !io::stdin().is_terminal(),
        "expected a PATH, or articles on standard input"
    );
    if paths.is_empty() || paths == [Path::new("-")] {
        let stdin = BufReader::with_capacity(1 << 16, io::stdin());
        return Ok(read::stream(stdin, options));
    }
    Ok(Box::new(files(paths, options, progress, read::id_of)))
}

/// Returns the articles of files and folders, in order; `name_of` names a file in their ids.
pub(crate) fn files<'p>(
    paths: &[PathBuf],
    options: Options,
    progress: &'p Progress,
    name_of: impl Fn(&Path) -> String + 'p,
) -> impl Iterator<Item = Outcome> + 'p {
    let files = read::files(paths).into_iter().map(|file| {
        let metadata = file.as_ref().ok().and_then(|path| path.metadata().ok());
        (file, metadata.map_or(0, |metadata| metadata.len()))
    });
    let files: Vec<_> = files.collect();
    progress.expect(files.iter().map(|(_, bytes)| bytes).sum());
    files.into_iter().flat_map(move |(file, bytes)| {
        let outcomes = match file {
            Ok(path) => read::named_file(&path, name_of(&path), options),
            Err(refused) => Box::new(std::iter::once(Err(refused))),
        };
        Watched {
            outcomes,
            bytes_left: bytes,
            progress,
        }
    })
}

/// The articles of one file, counted as they are read.
struct Watched<'p> {
    outcomes: Outcomes,
    /// Bytes of the file that are not yet counted.
    bytes_left: u64,
    progress: &'p Progress,
}

impl Iterator for Watched<'_> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        let outcome = self.outcomes.next();
        let bytes = match &outcome {
            Some(Ok(document)) => self.bytes_left.min(document.text.len() as u64),
            Some(Err(_)) => 0,
            None => self.bytes_left,
        };
        self.bytes_left -= bytes;
        self.progress.read(bytes);
        outcome
    }
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
