//! Walk: files and folders as the user gave them → the files to read.

use std::path::{Path, PathBuf};

use super::{Format, Refused, id_of};
use crate::error::Error;

/// Returns the files to read: a file as it is, a folder's files that litmine reads, by path.
///
/// Inside folders, hidden files, symbolic links and read-me files are left out. A path that is
/// missing or a folder that holds no article is refused by name; the others are still listed.
pub fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, Refused>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(Ok(path.clone()));
            continue;
        }
        let before = files.len();
        walk(path, &mut files);
        if files.len() == before {
            files.push(Err(refuse(
                path,
                "a folder with articles, such as .txt, .md, .xml or .jsonl",
                "none",
            )));
        }
    }
    files
}

fn refuse(path: &Path, expected: &'static str, found: &str) -> Refused {
    let error = Error::Input {
        place: path.display().to_string(),
        expected,
        found: found.to_owned(),
    };
    Refused {
        id: Some(id_of(path)),
        is_line: false,
        error,
    }
}

fn walk(folder: &Path, files: &mut Vec<Result<PathBuf, Refused>>) {
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(error) => {
            let error = Error::io(folder)(error);
            files.push(Err(Refused {
                id: Some(id_of(folder)),
                is_line: false,
                error,
            }));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if is_left_out(&path) || path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            walk(&path, files);
        } else if path.is_file() && Format::of(&path).is_some() {
            files.push(Ok(path));
        }
    }
}

/// Hidden files and read-me files are no articles.
pub(super) fn is_left_out(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase());
    name.is_none_or(|name| name.starts_with('.') || name.starts_with("readme"))
}
