//! Rows: a table with a header, in commas, semicolons or tabs → one row at a time.
//!
//! CSV as in RFC 4180; in tab-separated files a cell in quotes is unquoted and any other quote is
//! a letter, unless the source says that quotes are letters everywhere. Where a row goes over
//! several lines and comes out broken, only its first line is: reading goes on with the second.

use std::collections::{HashMap, VecDeque};
use std::io::BufRead;
use std::path::Path;

use super::cells::cells;
use super::input;
use crate::error::{Error, Result};

/// A longer line is broken.
pub(super) const LARGEST_BYTES: usize = 1 << 20;

/// A quoted cell goes over at most so many lines.
const MOST_LINES: usize = 32;

/// How a source differs from a plain table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dialect {
    /// Quotes are letters.
    pub quotes_are_letters: bool,
    /// A row of a tab-separated file may be broken in two lines.
    pub joins_lines: bool,
    /// The columns, in a file that has no header.
    pub columns: Option<&'static [&'static str]>,
}

/// Reads rows.
pub(super) struct Rows {
    input: Box<dyn BufRead>,
    path: String,
    file: std::path::PathBuf,
    dialect: Dialect,
    delimiter: char,
    header: HashMap<String, usize>,
    width: usize,
    /// Lines that were looked at and belong to later rows.
    pending: VecDeque<Vec<u8>>,
    /// Number of the line read last.
    line: u64,
}

/// One row.
#[derive(Debug)]
pub(super) struct Row {
    /// Its first line, from 1.
    pub line: u64,
    cells: Vec<String>,
}

impl Rows {
    /// Opens a table and reads its header. Each of `required` is one column under several names.
    pub(super) fn open(path: &Path, dialect: Dialect, required: &[&[&str]]) -> Result<Self> {
        let mut rows = Self {
            input: input::open(path)?,
            path: path.display().to_string(),
            file: path.to_path_buf(),
            dialect,
            delimiter: ',',
            header: HashMap::new(),
            width: 0,
            pending: VecDeque::new(),
            line: 0,
        };
        rows.read_header()?;
        for names in required {
            if !names.iter().any(|name| rows.header.contains_key(*name)) {
                return Err(rows.broken(1, format!("a column `{}`", names[0]), rows.columns()));
            }
        }
        Ok(rows)
    }

    fn read_header(&mut self) -> Result<()> {
        if let Some(columns) = self.dialect.columns {
            self.width = columns.len();
            self.header = columns
                .iter()
                .map(|name| (*name).to_owned())
                .zip(0..)
                .collect();
            return Ok(());
        }
        let line = self.read_line()?.unwrap_or_default();
        let text = String::from_utf8_lossy(&line).into_owned();
        let text = text
            .trim_start_matches('\u{feff}')
            .trim_end_matches(['\n', '\r']);
        let count = |delimiter: char| text.matches(delimiter).count();
        let best = ['\t', ',', ';']
            .into_iter()
            .rev()
            .max_by_key(|delimiter| count(*delimiter));
        self.delimiter = best
            .filter(|delimiter| count(*delimiter) > 0)
            .unwrap_or(',');
        let cells =
            cells(text, self.delimiter, self.dialect.quotes_are_letters).unwrap_or_default();
        self.width = cells.len();
        let key = |cell: &String| cell.trim().trim_start_matches('#').to_lowercase();
        for (place, cell) in cells.iter().enumerate() {
            self.header.entry(key(cell)).or_insert(place);
        }
        Ok(())
    }

    fn columns(&self) -> String {
        let mut columns: Vec<(&usize, &String)> = self.header.iter().map(|(k, v)| (v, k)).collect();
        columns.sort_unstable();
        let names: Vec<&str> = columns.into_iter().map(|pair| pair.1.as_str()).collect();
        match names.concat().trim().is_empty() {
            true => "an empty header".into(),
            false => format!(
                "`{}`",
                names.join(",").chars().take(200).collect::<String>()
            ),
        }
    }

    /// Whether the table has a column, its name in lower case.
    pub(super) fn has(&self, column: &str) -> bool {
        self.header.contains_key(column)
    }

    /// Returns the cell of a row in the first of some columns that the table has.
    pub(super) fn cell<'r>(&self, row: &'r Row, columns: &[&str]) -> &'r str {
        let place = columns.iter().find_map(|column| self.header.get(*column));
        place
            .and_then(|place| row.cells.get(*place))
            .map_or("", |cell| cell.trim())
    }

    /// Returns the values of a cell, without empty ones.
    pub(super) fn list(&self, row: &Row, columns: &[&str], separators: &[char]) -> Vec<String> {
        let values = self.cell(row, columns).split(separators).map(str::trim);
        values
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Says what is wrong with a row.
    pub(super) fn broken(
        &self,
        line: u64,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Error {
        Error::Dictionary {
            file: self.path.clone(),
            line,
            expected: expected.into(),
            found: found.into(),
        }
    }

    /// Reads a line; `None` at the end of the file. A line that is too long comes out cut, and
    /// says so by its length.
    fn read_line(&mut self) -> Result<Option<Vec<u8>>> {
        if let Some(line) = self.pending.pop_front() {
            self.line += 1;
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        let read = input::line(&mut *self.input, LARGEST_BYTES, &mut line);
        match read.map_err(Error::io(&self.file))? {
            None => Ok(None),
            Some(_) => {
                self.line += 1;
                Ok(Some(line))
            }
        }
    }

    /// Returns the next row, `None` at the end. [`Error::Io`] ends the table, any other error is
    /// about one row.
    pub(super) fn next(&mut self) -> Option<Result<Row>> {
        loop {
            match self.read_line() {
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
                Ok(Some(line)) if line.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(self.row(line)),
            }
        }
    }

    fn row(&mut self, first: Vec<u8>) -> Result<Row> {
        let line = self.line;
        if first.len() >= LARGEST_BYTES {
            return Err(self.broken(
                line,
                format!("a row under {LARGEST_BYTES} bytes"),
                "a longer one",
            ));
        }
        let mut fault = match self.complete(&first) {
            Ok(cells) => return Ok(Row { line, cells }),
            Err(fault) => fault,
        };
        let (mut text, mut added) = (first, Vec::new());
        let most = if self.dialect.joins_lines {
            1
        } else {
            MOST_LINES
        };
        while fault.wants_more && added.len() < most {
            let Some(next) = self.read_line()? else { break };
            if self.dialect.joins_lines {
                text.truncate(text.trim_ascii_end().len());
            }
            text.extend_from_slice(&next);
            added.push(next);
            match self.complete(&text) {
                Ok(cells) => return Ok(Row { line, cells }),
                Err(Fault {
                    wants_more: false, ..
                }) => break,
                Err(_) if text.len() >= LARGEST_BYTES => break,
                Err(_) => {}
            }
        }
        self.line -= added.len() as u64;
        for next in added.into_iter().rev() {
            self.pending.push_front(next);
        }
        let Fault {
            expected, found, ..
        } = std::mem::take(&mut fault);
        Err(self.broken(line, expected, found))
    }

    /// Cuts a row and checks it.
    fn complete(&self, bytes: &[u8]) -> std::result::Result<Vec<String>, Fault> {
        let text = std::str::from_utf8(bytes).map_err(|_| Fault {
            expected: "UTF-8".into(),
            found: "bytes of another encoding".into(),
            wants_more: false,
        })?;
        let text = text.trim_end_matches(['\n', '\r']);
        let Some(cells) = cells(text, self.delimiter, self.dialect.quotes_are_letters) else {
            return Err(Fault {
                expected: "a closing quote".into(),
                found: "none".into(),
                wants_more: true,
            });
        };
        match cells.len() == self.width {
            true => Ok(cells),
            false => Err(Fault {
                expected: format!("{} columns", self.width),
                found: cells.len().to_string(),
                wants_more: self.dialect.joins_lines && cells.len() < self.width,
            }),
        }
    }
}

/// Why a row is not one.
#[derive(Default)]
struct Fault {
    expected: String,
    found: String,
    /// Whether the next line might mend it.
    wants_more: bool,
}
