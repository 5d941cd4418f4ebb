//! CSV: rows → RFC 4180, UTF-8, LF, header first.
//!
//! Invariants: a cell of text never begins with a character that a spreadsheet
//! takes for a formula; numbers are never NaN or infinite; no cell holds NUL,
//! which many readers refuse.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::{Cell, rounded};

/// How to write CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    /// What separates cells: a comma, or a tab for TSV.
    pub delimiter: u8,
    /// Whether a byte-order mark goes in front, which Excel needs to see UTF-8. Off by default.
    pub bom: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self {
            delimiter: b',',
            bom: false,
        }
    }
}

impl CsvOptions {
    /// Tabs between cells.
    pub fn tsv() -> Self {
        Self {
            delimiter: b'\t',
            ..Self::default()
        }
    }
}

/// Writes rows as CSV.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the byte-order mark, if asked for, and the header.
    pub fn new(mut out: W, columns: &[&str], options: &CsvOptions) -> io::Result<Self> {
        if options.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut out = csv::WriterBuilder::new()
            .delimiter(options.delimiter)
            .from_writer(out);
        out.write_record(columns).map_err(to_io)?;
        Ok(Self { out })
    }

    /// Writes one row.
    pub fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        for cell in row {
            self.out
                .write_field(written(cell).as_ref())
                .map_err(to_io)?;
        }
        let end: [&str; 0] = [];
        self.out.write_record(end).map_err(to_io)
    }

    /// Writes what is still held back.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Gives back the error of the writer below, so that a closed pipe can be told.
fn to_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn written<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => guarded(Cow::Borrowed(text)),
        Cell::List(texts) => guarded(Cow::Owned(texts.join(" | "))),
        Cell::Whole(number) => Cow::Owned(number.to_string()),
        Cell::Real(number) => Cow::Owned(real(*number)),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Cell::Empty => Cow::Borrowed(""),
    }
}

/// Ten significant digits without trailing zeros; small and huge numbers as `1.5e-12`.
fn real(number: f64) -> String {
    let number = rounded(number);
    let size = number.abs();
    if !number.is_finite() {
        String::new()
    } else if size != 0.0 && !(1e-4..1e15).contains(&size) {
        format!("{number:e}")
    } else {
        number.to_string()
    }
}

/// Puts `'` before text that a spreadsheet would run as a formula.
fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{FFFD}"))
    } else {
        text
    };
    if is_formula(&text) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

fn is_formula(text: &str) -> bool {
    // Marks without width hide what follows them as white space does.
    let hidden = |mark: char| {
        mark.is_whitespace()
            || mark.is_control()
            || matches!(mark, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    let first = text.trim_start_matches(hidden).chars().next();
    text.starts_with(['\t', '\r', '\n'])
        || matches!(
            first,
            Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_what_looks_like_a_formula() {
        let rows = [
            ("=HYPERLINK(\"x\")", true),
            ("+1", true),
            ("-肌动蛋白", true),
            ("@SUM(A1)", true),
            ("\tx", true),
            ("\r", true),
            ("\n", true),
            (" =1", true),
            ("\u{3000}＝1", true),
            ("\u{FEFF}＋1", true),
            ("－1", true),
            ("＠甲", true),
            ("", false),
            ("a=b", false),
            ("曲妥珠单抗", false),
            ("'=1", false),
            (" 1", false),
        ];
        for (text, is_guarded) in rows {
            let expected = if is_guarded {
                format!("'{text}")
            } else {
                text.to_owned()
            };
            assert_eq!(guarded(Cow::Borrowed(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn leaves_numbers_alone() {
        let rows = [
            (-7.5, "-7.5"),
            (0.0, "0"),
            (-0.0, "0"),
            (2.0, "2"),
            (0.1 + 0.2, "0.3"),
            (0.005017999300851879, "0.005017999301"),
            (1.0 / 3.0, "0.3333333333"),
            (0.0001, "0.0001"),
            (0.000012345, "1.2345e-5"),
            (1e-300, "1e-300"),
            (1234567.0, "1234567"),
            (1e20, "1e20"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
            (f64::NEG_INFINITY, ""),
        ];
        for (number, expected) in rows {
            assert_eq!(written(&Cell::Real(number)), expected);
        }
        assert_eq!(written(&Cell::Whole(-3)), "-3");
    }
}
