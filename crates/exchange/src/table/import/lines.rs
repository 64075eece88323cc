//! The rows of a file as cells of text, one after the other, in the encoding that they show. What they say is left to others.

use std::borrow::Cow;
use std::io::{self, Read};

use domain::delivery::{FileRule, FindingRule, RowRule};

use crate::table::encoding::{Encoding, Malformed};
use crate::table::import::options::Options;
use crate::table::records::{Fault, Records, Step};
use crate::table::text::normalized;

/// A file as rows of cells.
pub(super) struct Lines<R> {
    records: Records<R>,
    encoding: Option<Encoding>,
}

/// A row as it was found.
pub(super) enum Line {
    /// Its cells can be asked for.
    Row,
    /// It cannot be split.
    Broken(RowRule),
    /// There are no more.
    End,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(reader: R, options: &Options) -> Self {
        Self {
            records: Records::new(reader, options.limits),
            encoding: options.encoding,
        }
    }

    /// Goes to the first row, which should hold the headings.
    pub(super) fn begin(&mut self) -> Result<(), FindingRule> {
        let beginning = self.records.peek(4).map(Beginning::of);
        match beginning.map_err(|error| unreadable(&error))? {
            Beginning::Text => {}
            Beginning::Utf8Mark => {
                self.records.skip(3);
                self.encoding = Some(Encoding::Utf8);
            }
            Beginning::Other(rule) => return Err(rule.into()),
        }
        match self.advance().map_err(|error| unreadable(&error))? {
            Line::Row => Ok(()),
            Line::End => Err(FileRule::Empty.into()),
            Line::Broken(rule) => Err(rule.into()),
        }
    }

    /// Goes to the next row.
    pub(super) fn advance(&mut self) -> io::Result<Line> {
        Ok(match self.records.advance()? {
            Step::Row => {
                self.settle_encoding();
                Line::Row
            }
            Step::Fault(Fault::TooLong) => Line::Broken(RowRule::TooLong),
            Step::Fault(Fault::TooManyColumns) => Line::Broken(RowRule::TooManyColumns),
            Step::Fault(Fault::Quote) => Line::Broken(RowRule::Quote),
            Step::End => Line::End,
        })
    }

    /// The line of the file on which the row starts.
    pub(super) fn number(&self) -> u64 {
        self.records.line()
    }

    /// How many cells rows have from here on.
    pub(super) fn expect(&mut self, cells: usize) {
        self.records.expect(cells);
    }

    /// The cells of the row as bytes.
    pub(super) fn bytes(&self) -> impl ExactSizeIterator<Item = &[u8]> + Clone {
        self.records.fields()
    }

    /// The cells of the row as text in the form in which it is stored.
    pub(super) fn texts(&self) -> impl ExactSizeIterator<Item = Result<Cow<'_, str>, Malformed>> {
        let encoding = self.encoding.unwrap_or(Encoding::Utf8);
        self.records
            .fields()
            .map(move |field| encoding.decode(field).map(stored))
    }

    /// The encoding, as far as the rows so far show it.
    pub(super) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// The rule that a row breaks which was written in another encoding than the file.
    pub(super) fn other_encoding(&self) -> Option<RowRule> {
        let file = self.encoding?;
        // A row of the file's own encoding is hardly ever readable in the other: asked first, because it is fast.
        let foreign = match file {
            Encoding::Utf8 => self.bytes().any(|field| file.decode(field).is_err()),
            Encoding::Ms932 => self.bytes().all(|field| Encoding::Utf8.decode(field).is_ok()),
        };
        let row = Encoding::of_row(self.bytes()).filter(|row| foreign && *row != file)?;
        Some(RowRule::OtherEncoding {
            row: row.name().to_owned(),
            file: file.name().to_owned(),
        })
    }

    /// The first row that is not plain ASCII says which encoding it is; if it could be either, what follows it does.
    fn settle_encoding(&mut self) {
        if self.encoding.is_none() && self.records.fields().any(|field| !field.is_ascii()) {
            let by_itself = Encoding::of_row(self.records.fields());
            self.encoding = by_itself.or_else(|| Encoding::detect(self.records.sample()));
        }
    }
}

/// Reading broke off. The reader's own words are for the log of who opened it; the desk needs to know how far it got.
pub(super) fn unreadable(error: &io::Error) -> FindingRule {
    let reason = error.kind().to_string();
    FileRule::Unreadable { reason }.into()
}

/// The text in the form in which it is stored, without copying where nothing changes.
fn stored(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => normalized(text),
        Cow::Owned(text) => match normalized(&text) {
            Cow::Borrowed(same) if same.len() == text.len() => Cow::Owned(text),
            other => Cow::Owned(other.into_owned()),
        },
    }
}

/// What a file is, judged by its first bytes.
enum Beginning {
    Text,
    Utf8Mark,
    Other(FileRule),
}

impl Beginning {
    fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8Mark,
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Self::Other(FileRule::Utf16),
            [b'P', b'K', 3, 4] | [0xD0, 0xCF, 0x11, 0xE0] => Self::Other(FileRule::Workbook),
            b"%PDF" => Self::Other(FileRule::PdfInsteadOfTable),
            _ => Self::Text,
        }
    }
}
