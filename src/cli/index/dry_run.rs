//! Dry run: what `litmine index` would do, one line an article, and nothing done.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write, stdout};
use std::path::{Path, PathBuf};

use litmine::error::Error;
use litmine::index::{self, Reader};
use litmine::lexicon::Lexicon;

use super::root::Root;
use super::{Context, Index, gone};
use crate::cli::exit::Code;
use crate::cli::input;
use crate::cli::progress::Progress;

/// Prints `add`, `update`, `keep` or `remove` and the id of each article.
pub(super) fn print(
    command: &Index,
    paths: &[PathBuf],
    context: &Context,
    lexicon: &Lexicon,
    progress: &Progress,
    root: &Root,
) -> anyhow::Result<Code> {
    let reader = existing(context)?;
    let known = reader.as_ref().map(Reader::known).transpose()?;
    let known = known.unwrap_or_default();
    let mut out = BufWriter::new(stdout().lock());
    let mut code = Code::Done;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let name_of = |path: &Path| root.name_of(path);
    for article in input::files(paths, command.input.into(), progress, name_of) {
        let document = match article {
            Ok(document) => document,
            Err(refused) => {
                progress.say(&format!("litmine: {refused}"));
                code = Code::SomeRefused;
                continue;
            }
        };
        let hash = index::content_hash(&document)?;
        let verb = match known.get(&document.id) {
            None => "add",
            Some(known) if known.hash == hash && known.dictionary == lexicon.fingerprint() => {
                "keep"
            }
            Some(_) => "update",
        };
        writeln!(out, "{verb} {}", document.id)?;
        seen.insert(document.id);
    }
    for id in &command.remove {
        if known.contains_key(id) || seen.contains(id) {
            writeln!(out, "remove {id}")?;
        } else {
            progress.say(&format!("litmine: {id}: no such article in the index"));
            code = Code::SomeRefused;
        }
    }
    let Some(reader) = reader else {
        out.flush()?;
        return Ok(code);
    };
    if command.prune {
        for id in gone(&reader, root)? {
            writeln!(out, "remove {id}")?;
            seen.insert(id);
        }
    }
    if command.reannotate {
        for (id, known) in known {
            if known.dictionary != lexicon.fingerprint() && !seen.contains(&id) {
                writeln!(out, "update {id}")?;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

/// Opens the index; `None` where there is none yet.
fn existing(context: &Context) -> Result<Option<Reader>, Error> {
    match Reader::open(&context.index) {
        Ok(reader) => Ok(Some(reader)),
        Err(Error::IndexUnusable { .. }) if is_unmade(context) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether the index folder is missing or empty, so that a run would make the index.
fn is_unmade(context: &Context) -> bool {
    match context.index.read_dir() {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}
