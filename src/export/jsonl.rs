//! JSON lines: rows → one object a line, with the columns as field names.
//!
//! Numbers are numbers, lists are lists, and what is not known is null.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::cell::Cell;

/// Writes rows as JSON lines.
pub struct JsonLinesWriter<W: Write> {
    out: W,
    columns: &'static [&'static str],
}

impl<W: Write> JsonLinesWriter<W> {
    /// Writes nothing yet: there is no header.
    pub fn new(out: W, columns: &'static [&'static str]) -> Self {
        Self { out, columns }
    }

    /// Writes one row.
    pub fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        let columns = self.columns;
        line(&mut self.out, &Object { columns, row })
    }

    /// Writes what is still held back.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

struct Object<'r, 'd> {
    columns: &'static [&'static str],
    row: &'r [Cell<'d>],
}

impl Serialize for Object<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.row))
    }
}

/// Writes one object and a line feed.
pub(super) fn line(out: &mut impl Write, object: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, object)?;
    out.write_all(b"\n")
}
