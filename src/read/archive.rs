//! Archive: zip and tar files → the inputs in them.
//!
//! Members are read in memory, one at a time; nothing is ever written, so their names are only
//! names. Archives inside archives are refused, and so is one that unpacks to more than the
//! limits allow.

use std::io::{Cursor, Read};
use std::path::{Component, Path};

use super::origin::Origin;
use super::source::{self, Bounded, Stream};
use super::{Format, Options, Outcome, Outcomes, opened, refused, walk};

/// Further members are left out, and that is said.
const MOST_MEMBERS: usize = 100_000;

/// Reads the articles in an archive, in the order of its members.
pub(super) fn documents(stream: Stream, origin: Origin, options: Options) -> Outcomes {
    match origin.format {
        Format::Zip => zip(stream, origin, options),
        _ => tar(stream, origin, options),
    }
}

fn zip(stream: Stream, origin: Origin, options: Options) -> Outcomes {
    let bytes = match source::read_all(stream) {
        Ok(bytes) => bytes,
        Err(found) => return refused(origin.refuse("a zip archive", found)),
    };
    let size = bytes.len() as u64;
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return refused(origin.refuse("a zip archive", error.to_string())),
    };
    let mut names: Vec<(String, usize)> = (0..archive.len().min(MOST_MEMBERS))
        .filter_map(|place| Some((archive.name_for_index(place)?.ok()?.into_owned(), place)))
        .collect();
    names.sort();
    let mut unpacked = 0;
    Box::new(names.into_iter().flat_map(move |(name, place)| {
        let content = || {
            let member = archive.by_index(place).map_err(|error| error.to_string())?;
            let bounded = Bounded::new(member, size, unpacked);
            let bytes = source::read_all(bounded)?;
            unpacked += bytes.len() as u64;
            Ok(bytes)
        };
        member(&origin, options, &name, content)
    }))
}

fn tar(stream: Stream, origin: Origin, options: Options) -> Outcomes {
    // What was packed with gzip is bounded already; a plain tar does not grow.
    let mut archive = tar::Archive::new(stream);
    let mut outcomes: Vec<Outcomes> = Vec::new();
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return refused(origin.refuse("a tar archive", error.to_string())),
    };
    for entry in entries.take(MOST_MEMBERS) {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                outcomes.push(refused(
                    origin.refuse("a whole tar archive", error.to_string()),
                ));
                break;
            }
        };
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let mut content = || source::read_all(&mut entry as &mut dyn Read);
        let read: Vec<Outcome> = member(&origin, options, &name, &mut content).collect();
        outcomes.push(Box::new(read.into_iter()));
    }
    if outcomes.is_empty() {
        outcomes.push(refused(origin.refuse("an archive with articles", "none")));
    }
    Box::new(outcomes.into_iter().flatten())
}

/// Reads one member; one that is no article, hidden or a read-me file is left out.
fn member(
    origin: &Origin,
    options: Options,
    name: &str,
    mut content: impl FnMut() -> Result<Vec<u8>, String>,
) -> Outcomes {
    let path = Path::new(name);
    let is_known = Format::of(path).is_some() && !walk::is_left_out(path);
    if name.ends_with('/') || !is_known {
        return Box::new(std::iter::empty());
    }
    let mut inner = origin.clone();
    inner.place = format!("{}: {name}", origin.place);
    inner.id = format!("{}/{name}", origin.id);
    let is_inside = path
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !is_inside {
        return refused(inner.refuse("a name inside the archive", "a path out of it"));
    }
    if matches!(Format::of(path), Some(Format::Zip | Format::Tar)) {
        return refused(inner.refuse("a member that is no archive", "an archive"));
    }
    match content() {
        Err(found) => refused(inner.refuse("a member that can be read", found)),
        Ok(bytes) => match source::unpack(Box::new(Cursor::new(bytes))) {
            Ok(stream) => opened(stream, path, inner, options),
            Err(error) => refused(inner.refuse("a member that can be read", error.to_string())),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Write};

    use super::super::tests::origin;
    use super::*;

    fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in members {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn tarred(members: &[(&str, &str)]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (name, content) in members {
            let mut header = tar::Header::new_ustar();
            header.set_size(content.len() as u64);
            header.set_cksum();
            builder
                .append_data(&mut header, name, content.as_bytes())
                .unwrap();
        }
        builder.into_inner().unwrap()
    }

    fn read(bytes: Vec<u8>, format: Format) -> Vec<Result<(String, String), String>> {
        let stream: Stream = Box::new(BufReader::new(Cursor::new(bytes)));
        documents(stream, origin("a.arc", format), Options::default())
            .map(|outcome| {
                outcome
                    .map(|d| (d.id, d.text))
                    .map_err(|refused| refused.to_string())
            })
            .collect()
    }

    #[test]
    fn reads_the_articles_in_it() {
        let members = [
            ("b/二.txt", "HER2阳性"),
            ("README.txt", "x"),
            ("a.md", "TP53"),
            ("c.png", "x"),
        ];
        let mut found = read(tarred(&members), Format::Tar);
        assert_eq!(found.len(), 2);
        found.sort();
        assert_eq!(found, read(zipped(&members), Format::Zip));
        assert_eq!(found[0], Ok(("a.arc/a.md".into(), "TP53".into())));
    }

    #[test]
    fn leaves_paths_and_bombs_where_they_are() {
        let found = read(
            zipped(&[("../up.txt", "x"), ("in.zip", "x"), ("ok.txt", "TP53")]),
            Format::Zip,
        );
        let is_refused: Vec<bool> = found.iter().map(Result::is_err).collect();
        assert_eq!(is_refused, [true, true, false]);
        let bomb = zipped(&[("a.txt", &" ".repeat(40 << 20))]);
        assert!(
            read(bomb, Format::Zip)[0]
                .as_ref()
                .unwrap_err()
                .contains("200 times")
        );
        assert!(read(b"PK\x03\x04 not a zip".to_vec(), Format::Zip)[0].is_err());
    }
}
