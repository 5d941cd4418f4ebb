//! Cell: one value of a table, before a format decides how it is written.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

/// One row; its cells stand in the order of the columns.
pub type Row<'d> = Vec<Cell<'d>>;

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'d> {
    /// Words that came from a document or a dictionary.
    Text(Cow<'d, str>),
    /// Several of them: joined by ` | ` in CSV, a list in JSON.
    List(Vec<Cow<'d, str>>),
    /// A whole number.
    Whole(i64),
    /// A measure; empty where it is not finite.
    Real(f64),
    /// Yes or no: `true` or `false`.
    Flag(bool),
    /// Nothing known.
    Empty,
}

impl<'d> Cell<'d> {
    /// Text that is read where it stands.
    pub fn text(text: &'d str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Text that was made for the cell.
    pub fn owned(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }

    /// Text, or nothing.
    pub fn optional(text: Option<&'d str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A count, or a place from 0.
    pub fn count(count: u64) -> Self {
        Self::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// The length of a list.
    pub fn length<T>(list: &[T]) -> Self {
        Self::count(list.len() as u64)
    }

    /// A year, or nothing.
    pub fn year(year: Option<i32>) -> Self {
        year.map_or(Self::Empty, |year| Self::Whole(year.into()))
    }

    /// Several texts that are read where they stand.
    pub fn list(texts: impl IntoIterator<Item = &'d str>) -> Self {
        Self::List(texts.into_iter().map(Cow::Borrowed).collect())
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::List(texts) => serializer.collect_seq(texts),
            Cell::Whole(number) => serializer.serialize_i64(*number),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
            Cell::Real(number) if number.is_finite() => serializer.serialize_f64(rounded(*number)),
            Cell::Real(_) | Cell::Empty => serializer.serialize_none(),
        }
    }
}

/// Rounds to ten significant digits: what follows differs between processors.
pub(super) fn rounded(number: f64) -> f64 {
    // Adding 0 turns -0 into 0.
    format!("{number:.9e}").parse().unwrap_or(number) + 0.0
}
