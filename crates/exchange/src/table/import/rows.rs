//! Reading a feed row by row from any reader. What a cell may hold is checked in `row`, what a row means by its subject.

use std::borrow::Cow;
use std::io::{Read, Seek};
use std::marker::PhantomData;
use std::sync::Arc;

use domain::delivery::{FileRule, Finding, FindingRule, RowRule, Severity};

use crate::row::{Cells, Column, Layout, Located, Row, never_empty};
use crate::table::encoding::Encoding;
use crate::table::import::header;
use crate::table::import::lines::{Line, Lines, unreadable};
use crate::table::import::options::Options;
use crate::table::import::survey::survey;

/// The rows of one file, read as they are asked for. A refused row is an `Err` with all that is wrong with it; the rows
/// after it still come.
pub struct Rows<T, R> {
    lines: Lines<R>,
    file: Arc<str>,
    layout: Layout,
    /// What each column holds, as all of its cells say.
    columns: Vec<Column>,
    notices: Vec<Finding>,
    /// What keeps the file from being read at all; given out once.
    refused: Option<Vec<Finding>>,
    finished: bool,
    row: PhantomData<fn() -> T>,
}

/// Read a file of our own layout. What is wrong with the file as a whole comes as the first and only item.
pub fn rows<T: Row, R: Read + Seek>(reader: R, file: &str) -> Rows<T, R> {
    rows_with(reader, file, &Options::default())
}

fn rows_with<T: Row, R: Read + Seek>(mut reader: R, file: &str, options: &Options) -> Rows<T, R> {
    let columns = survey::<T>(&mut reader, options);
    let rewound = reader.rewind();
    let mut rows = Rows {
        lines: Lines::new(reader, options),
        file: Arc::from(file),
        layout: Layout {
            places: Vec::new(),
            headings: Vec::new(),
        },
        columns,
        notices: Vec::new(),
        refused: None,
        finished: false,
        row: PhantomData,
    };
    let read = match rewound {
        Ok(()) => rows.read_header(options),
        Err(error) => Err(vec![rows.finding(unreadable(&error))]),
    };
    rows.refused = read.err();
    rows
}

/// Read a file with options.
///
/// # Errors
/// What is wrong with the file as a whole: not text, not a CSV file, a column missing or given twice.
pub fn open<T: Row, R: Read + Seek>(reader: R, file: &str, options: &Options) -> Result<Rows<T, R>, Vec<Finding>> {
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
        self.lines.encoding()
    }

    fn read_header(&mut self, options: &Options) -> Result<(), Vec<Finding>> {
        self.lines.begin().map_err(|rule| vec![self.of_the_beginning(rule)])?;
        let headings: Result<Vec<String>, _> = self.lines.texts().map(|text| text.map(Cow::into_owned)).collect();
        let headings = headings.map_err(|_| vec![self.finding(FileRule::HeadingUnreadable)])?;
        let (layout, notices) = header::layout::<T>(&headings, &options.mapping, &self.file)?;
        self.lines.expect(layout.headings.len());
        self.layout = layout;
        self.notices = notices;
        Ok(())
    }

    /// A finding about the file as a whole has no line, one about its first row or about where reading broke off has.
    fn of_the_beginning(&self, rule: FindingRule) -> Finding {
        let whole = matches!(&rule, FindingRule::File(rule) if !matches!(rule, FileRule::Unreadable { .. }));
        let finding = self.finding(rule);
        if whole {
            finding
        } else {
            finding.in_row(self.lines.number())
        }
    }

    fn finding(&self, rule: impl Into<FindingRule>) -> Finding {
        Finding::of_file(&self.file, rule)
    }

    fn read_row(&mut self) -> Result<Located<T>, Vec<Finding>> {
        let row = self.lines.number();
        if let Some(rule) = self.lines.other_encoding().or_else(|| self.wrong_width()) {
            return Err(vec![self.finding(rule).in_row(row)]);
        }
        let mut cells = Cells::new(&self.file, row, &self.layout, T::COLUMNS);
        for text in self.lines.texts().take(self.layout.headings.len()) {
            cells.push(text, T::SEVERAL_LINES);
        }
        cells.refuse_my_numbers(&self.columns);
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

    fn wrong_width(&self) -> Option<RowRule> {
        let wanted = self.layout.headings.len();
        let width = self.lines.bytes().len();
        let beyond = self.lines.bytes().skip(wanted).any(|field| !field.is_empty());
        let (headings, columns) = (wanted as u64, width as u64);
        if beyond {
            Some(RowRule::MoreThanHeadings { headings, columns })
        } else if width < wanted {
            Some(RowRule::FewerThanHeadings { headings, columns })
        } else {
            None
        }
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
        match self.lines.advance() {
            Ok(Line::Row) => Some(self.read_row()),
            Ok(Line::Broken(rule)) => Some(Err(vec![self.finding(rule).in_row(self.lines.number())])),
            Ok(Line::End) => {
                self.finished = true;
                None
            }
            Err(error) => {
                self.finished = true;
                Some(Err(vec![self.finding(unreadable(&error)).in_row(self.lines.number())]))
            }
        }
    }
}
