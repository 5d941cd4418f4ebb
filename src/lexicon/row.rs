//! Row: one line of a concept file → one checked [`Concept`].
//!
//! The format is described in `dictionaries/README.md`.

use csv::StringRecord;

use super::DictionaryFile;
use crate::error::{Error, Result};
use crate::model::{Category, Concept, ConceptId};

const COLUMNS: [&str; 11] = [
    "id",
    "category",
    "name",
    "name_zh",
    "synonyms",
    "synonyms_zh",
    "xrefs",
    "parents",
    "members",
    "targets",
    "ambiguous",
];
const REQUIRED: usize = 3;

/// Reads a concept file and hands on each row with its line: the concept and its ambiguous names,
/// or [`Error::Dictionary`] for a row that breaks the format.
///
/// A row without a name adds to a concept that another row names.
///
/// # Errors
///
/// [`Error::Dictionary`] for a header without the columns needed, and whatever `each` returns.
pub(super) fn read(
    file: &DictionaryFile,
    mut each: impl FnMut(u64, Result<(Concept, Vec<String>)>) -> Result<()>,
) -> Result<()> {
    let (mut reader, header) = open(file)?;
    let columns = columns(file, &header)?;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                each(line, Err(broken(file, &error)))?;
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let row = Row {
            file,
            line,
            record: &record,
            columns,
        };
        let concept = row.concept();
        each(
            line,
            concept.and_then(|concept| Ok((concept, row.list(10)?))),
        )?;
    }
    Ok(())
}

/// A CSV file behind its header, and the header.
pub(super) fn open(file: &DictionaryFile) -> Result<(csv::Reader<&[u8]>, StringRecord)> {
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|error| broken(file, &error))?
        .clone();
    Ok((reader, header))
}

/// Finds each known column in the header; unknown columns are the user's own and left alone.
fn columns(file: &DictionaryFile, header: &StringRecord) -> Result<[Option<usize>; 11]> {
    let place = |name: &str| header.iter().position(|column| column.trim() == name);
    let columns = COLUMNS.map(place);
    match COLUMNS
        .iter()
        .zip(columns)
        .take(REQUIRED)
        .find(|(_, place)| place.is_none())
    {
        None => Ok(columns),
        Some((missing, _)) => Err(Error::Dictionary {
            file: file.path.clone(),
            line: 1,
            expected: format!("a column `{missing}`"),
            found: match header.iter().collect::<Vec<_>>().join(",") {
                columns if columns.trim().is_empty() => "an empty header".into(),
                columns => format!("`{columns}`"),
            },
        }),
    }
}

pub(super) fn broken(file: &DictionaryFile, error: &csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    let (expected, found) = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => (format!("{expected_len} columns"), len.to_string()),
        _ => ("a CSV row".into(), error.to_string()),
    };
    Error::Dictionary {
        file: file.path.clone(),
        line,
        expected,
        found,
    }
}

/// A row on its way to a concept.
struct Row<'a> {
    file: &'a DictionaryFile,
    line: u64,
    record: &'a StringRecord,
    columns: [Option<usize>; 11],
}

impl Row<'_> {
    fn concept(&self) -> Result<Concept> {
        let id = self.cell(0);
        if !is_curie(id) {
            return Err(self.error("an id such as hgnc:3430", format!("`{id}`")));
        }
        let Some(category) = Category::parse(self.cell(1)) else {
            let words = Category::ALL.map(Category::as_str).join(", ");
            return Err(self.error(&format!("one of {words}"), format!("`{}`", self.cell(1))));
        };
        let name = self.cell(2);
        let adds_something = (3..COLUMNS.len()).any(|column| !self.cell(column).is_empty());
        if name.is_empty() && !adds_something {
            return Err(self.error("a name", "an empty cell".into()));
        }
        let ids = |column| -> Result<Vec<ConceptId>> {
            Ok(self
                .list(column)?
                .into_iter()
                .map(ConceptId::from)
                .collect())
        };
        let concept = Concept {
            id: id.into(),
            category,
            name: name.to_owned(),
            name_zh: Some(self.cell(3))
                .filter(|name| !name.is_empty())
                .map(str::to_owned),
            synonyms: self.list(4)?,
            synonyms_zh: self.list(5)?,
            xrefs: self.list(6)?,
            parents: ids(7)?,
            members: ids(8)?,
            targets: ids(9)?,
        };
        let control = concept
            .names()
            .find(|name| name.chars().any(char::is_control))
            .map(str::to_owned);
        match control {
            Some(name) => Err(self.error("names without control characters", format!("{name:?}"))),
            None => Ok(concept),
        }
    }

    fn cell(&self, column: usize) -> &str {
        self.columns[column]
            .and_then(|place| self.record.get(place))
            .unwrap_or_default()
            .trim()
    }

    fn list(&self, column: usize) -> Result<Vec<String>> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Ok(Vec::new());
        }
        let values: Vec<String> = cell
            .split('|')
            .map(|value| value.trim().to_owned())
            .collect();
        match values.iter().any(String::is_empty) {
            true => Err(self.error("values separated by single `|`", format!("`{cell}`"))),
            false => Ok(values),
        }
    }

    fn error(&self, expected: &str, found: String) -> Error {
        Error::Dictionary {
            file: self.file.path.clone(),
            line: self.line,
            expected: expected.to_owned(),
            found,
        }
    }
}

/// Whether an id has the shape `prefix:local` without spaces.
pub(super) fn is_curie(id: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    id.split_once(':')
        .is_some_and(|(prefix, local)| plain(prefix) && plain(local))
}
