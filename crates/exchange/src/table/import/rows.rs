//! Reading a feed row by row from any reader. What a cell may hold is checked in `row`, what a row means by its subject.

use std::borrow::Cow;
use std::io::Read;
use std::marker::PhantomData;
use std::sync::Arc;

use domain::delivery::{FileRule, Finding, FindingRule, RowRule, Severity};

use super::header;
use crate::row::{Cells, Layout, Located, Row, Tally, never_empty};
use crate::table::encoding::Encoding;
use crate::table::mapping::Mapping;
use crate::table::records::{Fault, Limits, Records, Step};

/// How to read a file. The default finds the encoding itself, expects our own headings and bounds every row.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding, if somebody knows better than the file; a byte order mark still wins.
    pub encoding: Option<Encoding>,
    /// The vendor's headings.
    pub mapping: Mapping,
    /// How large a row may be.
    pub limits: Limits,
}

/// The rows of one file, read as they are asked for. A refused row is an `Err` with all that is wrong with it; the rows
/// after it still come.
pub struct Rows<T, R> {
    records: Records<R>,
    file: Arc<str>,
    encoding: Option<Encoding>,
    layout: Layout,
    tallies: Vec<Tally>,
    notices: Vec<Finding>,
    /// What keeps the file from being read at all; given out once.
    refused: Option<Vec<Finding>>,
    finished: bool,
    row: PhantomData<fn() -> T>,
}

/// Read a file of our own layout. What is wrong with the file as a whole comes as the first and only item.
pub fn rows<T: Row, R: Read>(reader: R, file: &str) -> Rows<T, R> {
    rows_with(reader, file, &Options::default())
}

fn rows_with<T: Row, R: Read>(reader: R, file: &str, options: &Options) -> Rows<T, R> {
    let mut rows = Rows {
        records: Records::new(reader, options.limits),
        file: Arc::from(file),
        encoding: options.encoding,
        layout: Layout {
            places: Vec::new(),
            headings: Vec::new(),
        },
        tallies: vec![Tally::default(); T::COLUMNS.len()],
        notices: Vec::new(),
        refused: None,
        finished: false,
        row: PhantomData,
    };
    if let Err(findings) = rows.read_header(options) {
        rows.refused = Some(findings);
    }
    rows
}

/// Read a file with options.
///
/// # Errors
/// What is wrong with the file as a whole: not text, not a CSV file, a column missing or given twice.
pub fn open<T: Row, R: Read>(reader: R, file: &str, options: &Options) -> Result<Rows<T, R>, Vec<Finding>> {
    let mut rows = rows_with(reader, file, options);
    match rows.refused.take() {
        Some(findings) => Err(findings),
        None => Ok(rows),
    }
}

impl<T: Row, R: Read> Rows<T, R> {
    /// Notices about the file as a whole, such as columns that are not used.
    #[must_use]
    pub fn notices(&self) -> &[Finding] {
        &self.notices
    }

    /// The encoding, as far as the rows read so far show it; `None` while all of them were ASCII.
    #[must_use]
    pub fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    fn read_header(&mut self, options: &Options) -> Result<(), Vec<Finding>> {
        let beginning = match self.records.peek(4) {
            Ok(beginning) => Beginning::of(beginning),
            Err(error) => return Err(vec![self.unreadable(&error)]),
        };
        match beginning {
            Beginning::Text => {}
            Beginning::Utf8Mark => {
                self.records.skip(3);
                self.encoding = Some(Encoding::Utf8);
            }
            Beginning::Other(rule) => return Err(vec![self.finding(rule)]),
        }
        match self.records.advance() {
            Ok(Step::Row) => {}
            Ok(Step::End) => return Err(vec![self.finding(FileRule::Empty)]),
            Ok(Step::Fault(fault)) => return Err(vec![self.shape(fault)]),
            Err(error) => return Err(vec![self.unreadable(&error)]),
        }
        let encoding = self.settle_encoding();
        let headings: Result<Vec<String>, _> = self
            .records
            .fields()
            .map(|field| {
                encoding
                    .decode(field)
                    .map(|text| crate::table::text::normalized(&text).into_owned())
            })
            .collect();
        let headings = headings.map_err(|_| vec![self.finding(FileRule::HeadingUnreadable)])?;
        let (layout, notices) = header::layout::<T>(headings, &options.mapping, &self.file)?;
        self.records.expect(layout.headings.len());
        self.layout = layout;
        self.notices = notices;
        Ok(())
    }

    /// The encoding of the current row; settled by the first row that is not plain ASCII.
    fn settle_encoding(&mut self) -> Encoding {
        if self.encoding.is_none() && self.records.fields().any(|field| !field.is_ascii()) {
            self.encoding = Encoding::detect(self.records.sample());
        }
        self.encoding.unwrap_or(Encoding::Utf8)
    }

    fn finding(&self, rule: impl Into<FindingRule>) -> Finding {
        Finding::of_file(&self.file, rule)
    }

    fn unreadable(&self, error: &std::io::Error) -> Finding {
        // The reader's own words are for the log of who opened it; the desk needs to know how far it got.
        let reason = error.kind().to_string();
        self.finding(FileRule::Unreadable { reason })
            .in_row(self.records.line())
    }

    fn shape(&self, fault: Fault) -> Finding {
        let rule = match fault {
            Fault::TooLong => RowRule::TooLong,
            Fault::TooManyColumns => RowRule::TooManyColumns,
            Fault::Quote => RowRule::Quote,
        };
        self.finding(rule).in_row(self.records.line())
    }

    fn read_row(&mut self) -> Result<Located<T>, Vec<Finding>> {
        let encoding = self.settle_encoding();
        let row = self.records.line();
        let wanted = self.layout.headings.len();
        let width = self.records.fields().len();
        let beyond = self.records.fields().skip(wanted).any(|field| !field.is_empty());
        if width < wanted || beyond {
            let (headings, columns) = (wanted as u64, width as u64);
            let rule = if beyond {
                RowRule::MoreThanHeadings { headings, columns }
            } else {
                RowRule::FewerThanHeadings { headings, columns }
            };
            return Err(vec![self.finding(rule).in_row(row)]);
        }
        let mut cells = Cells::new(&self.file, row, &self.layout, T::COLUMNS);
        for field in self.records.fields().take(wanted) {
            cells.push(encoding.decode(field).map(stored), T::SEVERAL_LINES);
        }
        cells.refuse_my_numbers(T::OWN_NUMBERS, &mut self.tallies);
        let value = T::read(&mut cells);
        let findings = cells.into_findings();
        match value {
            Some(value) if findings.iter().all(|finding| finding.severity() == Severity::Warning) => Ok(Located {
                row,
                value,
                warnings: findings,
            }),
            _ => Err(never_empty(findings, &self.file, row)),
        }
    }
}

/// The text in the form in which it is stored, without copying where nothing changes.
fn stored(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => crate::table::text::normalized(text),
        Cow::Owned(text) => match crate::table::text::normalized(&text) {
            Cow::Borrowed(same) if same.len() == text.len() => Cow::Owned(text),
            other => Cow::Owned(other.into_owned()),
        },
    }
}

impl<T: Row, R: Read> Iterator for Rows<T, R> {
    type Item = Result<Located<T>, Vec<Finding>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(findings) = self.refused.take() {
            self.finished = true;
            return Some(Err(findings));
        }
        if self.finished {
            return None;
        }
        match self.records.advance() {
            Ok(Step::Row) => Some(self.read_row()),
            Ok(Step::Fault(fault)) => Some(Err(vec![self.shape(fault)])),
            Ok(Step::End) => {
                self.finished = true;
                None
            }
            Err(error) => {
                self.finished = true;
                Some(Err(vec![self.unreadable(&error)]))
            }
        }
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
