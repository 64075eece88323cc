//! Writing feeds in the same layout in which they are read, and the escaping that a table for people's spreadsheets needs.
//! Who may export what is decided elsewhere.

use std::io::{self, Write};
use std::marker::PhantomData;

use crate::row::Row;
use crate::table::encoding::Encoding;

mod formula;

pub use formula::without_formula;

/// Writes the rows of one feed: heading first, CRLF at the end of lines, quotes where needed.
pub struct Writer<T, W: Write> {
    csv: csv::Writer<W>,
    encoding: Encoding,
    row: PhantomData<fn(T)>,
}

/// Why a row was not written. The rows before it are; the next one can still be.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file cannot be written.
    #[error("cannot write the file")]
    Io(#[from] io::Error),
    /// Some characters do not exist in the encoding of the file. The row is left out as a whole.
    #[error("column {column}: the characters {characters} do not exist in the file's encoding")]
    Unrepresentable {
        /// The heading of the column.
        column: &'static str,
        /// Each of the characters once.
        characters: String,
    },
}

impl<T: Row, W: Write> Writer<T, W> {
    /// Start a file: writes the heading.
    ///
    /// # Errors
    /// [`WriteError::Io`] if the file cannot be written.
    pub fn create(writer: W, encoding: Encoding) -> Result<Self, WriteError> {
        let csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(writer);
        let mut writer = Self {
            csv,
            encoding,
            row: PhantomData,
        };
        writer.write_header()?;
        Ok(writer)
    }

    fn write_header(&mut self) -> Result<(), WriteError> {
        let headings: Vec<String> = T::COLUMNS.iter().map(|heading| (*heading).to_owned()).collect();
        self.write_cells(&headings)
    }

    /// Write one row.
    ///
    /// # Errors
    /// [`WriteError::Unrepresentable`] names the column and the characters that MS932 lacks; nothing of the row is written.
    pub fn write_row(&mut self, row: &T) -> Result<(), WriteError> {
        self.write_cells(&row.write())
    }

    fn write_cells(&mut self, cells: &[String]) -> Result<(), WriteError> {
        let mut record = csv::ByteRecord::new();
        let mut bytes = Vec::new();
        for (cell, column) in cells.iter().zip(T::COLUMNS) {
            bytes.clear();
            self.encoding
                .encode(cell, &mut bytes)
                .map_err(|lost| WriteError::Unrepresentable {
                    column,
                    characters: lost.characters,
                })?;
            record.push_field(&bytes);
        }
        self.csv.write_byte_record(&record).map_err(io::Error::from)?;
        Ok(())
    }

    /// Finish the file and give the writer back.
    ///
    /// # Errors
    /// [`WriteError::Io`] if what is still in memory cannot be written.
    pub fn finish(self) -> Result<W, WriteError> {
        self.csv
            .into_inner()
            .map_err(|error| WriteError::Io(error.into_error()))
    }
}
