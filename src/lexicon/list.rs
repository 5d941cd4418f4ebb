//! List: a file of cues or rules → one value for each row.

use serde::de::DeserializeOwned;

use super::DictionaryFile;
use super::row::{broken, open};
use crate::error::{Error, Result};

/// What a row should have held, and what it held.
pub(super) type Fault = (String, String);

/// Reads each row of a file by the names of its columns and makes a value of it.
///
/// # Errors
///
/// [`Error::Dictionary`] at the first line that is no such row, or of which `make` makes nothing.
pub(super) fn read<R: DeserializeOwned, T>(
    file: &DictionaryFile,
    make: impl Fn(R) -> std::result::Result<T, Fault>,
) -> Result<Vec<T>> {
    let (mut reader, header) = open(file)?;
    let mut values = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(file, &error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row: R = record
            .deserialize(Some(&header))
            .map_err(|error| broken(file, &error))?;
        values.push(make(row).map_err(|(expected, found)| Error::Dictionary {
            file: file.path.clone(),
            line,
            expected,
            found,
        })?);
    }
    Ok(values)
}
