//! Parquet: rows → one file with typed columns, compressed with Snappy.
//!
//! Counts are `int64`, measures `double`, lists of texts `list<string>`, an empty cell
//! is null. Written by row groups, so that memory stays bounded; the file cannot be
//! read before it is finished.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use super::cell::{Cell, rounded};
use super::kind::{Kind, kinds};

/// Rows that are held before they are written.
const GROUP_ROWS: usize = 1 << 16;

/// Writes rows as Parquet.
pub struct ParquetWriter<W: Write> {
    out: W,
    file: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Column>,
    row_count: usize,
}

/// The cells of one column that are not yet written.
struct Column {
    values: Values,
    /// Whether each cell, or each place of a list, holds something.
    definition: Vec<i16>,
    /// Whether each place goes on with the list before it; empty where there are no lists.
    repetition: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    List(Vec<ByteArray>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Flag(Vec<bool>),
}

impl<W: Write> ParquetWriter<W> {
    /// Writes the beginning of the file.
    pub fn new(out: W, columns: &[&str]) -> io::Result<Self> {
        let kinds = kinds(columns);
        let fields: String = columns.iter().zip(&kinds).map(field).collect();
        let schema = parse_message_type(&format!("message table {{ {fields} }}"));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("litmine ", env!("CARGO_PKG_VERSION")).into())
            .build();
        let schema = Arc::new(schema.map_err(to_io)?);
        let file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties));
        let mut file = file.map_err(to_io)?;
        let version = env!("CARGO_PKG_VERSION").to_owned();
        file.append_key_value_metadata(KeyValue::new("litmine".to_owned(), version));
        Ok(Self {
            out,
            file,
            columns: kinds.into_iter().map(Column::new).collect(),
            row_count: 0,
        })
    }

    /// Writes one row, or holds it until a group is full.
    pub fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.push(cell);
        }
        self.row_count += 1;
        match self.row_count >= GROUP_ROWS {
            true => self.write_group(),
            false => Ok(()),
        }
    }

    /// Writes what is still held back and the end of the file.
    pub fn finish(mut self) -> io::Result<()> {
        self.write_group()?;
        let rest = self.file.into_inner().map_err(to_io)?;
        self.out.write_all(&rest)?;
        self.out.flush()
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.row_count == 0 {
            return Ok(());
        }
        self.row_count = 0;
        let mut group = self.file.next_row_group().map_err(to_io)?;
        for column in &mut self.columns {
            if let Some(writer) = group.next_column().map_err(to_io)? {
                column.write(writer).map_err(to_io)?;
            }
        }
        group.close().map_err(to_io)?;
        self.file.flush()?;
        self.out.write_all(&mem::take(self.file.inner_mut()))
    }
}

impl Column {
    fn new(kind: Kind) -> Self {
        Self {
            values: match kind {
                Kind::Text => Values::Text(Vec::new()),
                Kind::List => Values::List(Vec::new()),
                Kind::Whole => Values::Whole(Vec::new()),
                Kind::Real => Values::Real(Vec::new()),
                Kind::Flag => Values::Flag(Vec::new()),
            },
            definition: Vec::new(),
            repetition: Vec::new(),
        }
    }

    /// Adds a cell; one of another kind than its column is null.
    fn push(&mut self, cell: &Cell<'_>) {
        if let Values::List(values) = &mut self.values {
            let texts = match cell {
                Cell::List(texts) => texts.as_slice(),
                _ => &[],
            };
            values.extend(texts.iter().map(|text| bytes(text)));
            let is_filled = !texts.is_empty();
            for place in 0..texts.len().max(1) {
                self.definition.push(is_filled.into());
                self.repetition.push((place > 0).into());
            }
            return;
        }
        let is_filled = match (&mut self.values, cell) {
            (Values::Text(values), Cell::Text(text)) => {
                values.push(bytes(text));
                true
            }
            (Values::Whole(values), Cell::Whole(number)) => {
                values.push(*number);
                true
            }
            (Values::Real(values), Cell::Real(number)) if number.is_finite() => {
                values.push(rounded(*number));
                true
            }
            (Values::Flag(values), Cell::Flag(flag)) => {
                values.push(*flag);
                true
            }
            _ => false,
        };
        self.definition.push(is_filled.into());
    }

    fn write(&mut self, mut writer: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let definition = mem::take(&mut self.definition);
        let repetition = mem::take(&mut self.repetition);
        let levels = Some(definition.as_slice());
        match &mut self.values {
            Values::Text(values) => {
                let values = mem::take(values);
                writer
                    .typed::<ByteArrayType>()
                    .write_batch(&values, levels, None)?;
            }
            Values::List(values) => {
                let values = mem::take(values);
                let places = Some(repetition.as_slice());
                writer
                    .typed::<ByteArrayType>()
                    .write_batch(&values, levels, places)?;
            }
            Values::Whole(values) => {
                let values = mem::take(values);
                writer
                    .typed::<Int64Type>()
                    .write_batch(&values, levels, None)?;
            }
            Values::Real(values) => {
                let values = mem::take(values);
                writer
                    .typed::<DoubleType>()
                    .write_batch(&values, levels, None)?;
            }
            Values::Flag(values) => {
                let values = mem::take(values);
                writer
                    .typed::<BoolType>()
                    .write_batch(&values, levels, None)?;
            }
        }
        writer.close()
    }
}

fn bytes(text: &str) -> ByteArray {
    ByteArray::from(text.as_bytes().to_vec())
}

fn field((column, kind): (&&str, &Kind)) -> String {
    match kind {
        Kind::Text => format!("optional binary {column} (UTF8); "),
        Kind::List => format!(
            "required group {column} (LIST) {{ repeated group list {{ required binary element (UTF8); }} }} "
        ),
        Kind::Whole => format!("optional int64 {column}; "),
        Kind::Real => format!("optional double {column}; "),
        Kind::Flag => format!("optional boolean {column}; "),
    }
}

fn to_io(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
