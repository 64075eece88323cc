//! What all imports have in common: findings, rows with their place, and the reading of a feed row by row. What the rows
//! of each feed mean is in the file of its subject; what becomes of a finding is decided by the caller.

mod cells;
mod header;
pub(crate) mod moment;
mod rows;

use std::fmt;
use std::sync::Arc;

pub use cells::Cells;
pub(crate) use cells::{folded, narrow, whole_number};
pub use rows::{Options, Rows, open, rows};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The row (or the file) is taken in; somebody should look at it.
    Warning,
    /// The row (or the file) is not taken in.
    Error,
}

/// One thing that is wrong with a delivery, in words for the desk that has to put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file's name as delivered.
    pub file: Arc<str>,
    /// The line on which the row starts, counted from 1 with the heading as line 1, as an editor or spreadsheet shows it;
    /// `None` if the whole file is meant.
    pub row: Option<u64>,
    /// The column's heading as our documentation names it, or an unknown column's own heading.
    pub column: Option<String>,
    /// A stable name of the rule, such as `day.unreadable`: for filters and statistics.
    pub rule: &'static str,
    /// What is wrong and what to do about it.
    pub message_ja: String,
    /// The value with everything but its first character masked: the report travels further than the data may.
    pub masked_value: Option<String>,
    /// Whether it keeps the row out.
    pub severity: Severity,
}

impl Finding {
    /// A finding about a whole file.
    #[must_use]
    pub fn of_file(file: &Arc<str>, severity: Severity, rule: &'static str, message_ja: impl Into<String>) -> Self {
        Self {
            file: Arc::clone(file),
            row: None,
            column: None,
            rule,
            message_ja: message_ja.into(),
            masked_value: None,
            severity,
        }
    }

    /// The same finding, about this row.
    #[must_use]
    pub fn in_row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same finding, about this column.
    #[must_use]
    pub fn in_column(self, column: impl Into<String>) -> Self {
        Self {
            column: Some(column.into()),
            ..self
        }
    }

    /// The same finding with the value it is about; the value is masked here and kept nowhere.
    #[must_use]
    pub fn about(self, value: &str) -> Self {
        /// A masked value needs no more length than helps to find it.
        const LONGEST: usize = 24;
        let start: String = value.trim().chars().take(LONGEST).collect();
        Self {
            masked_value: Some(domain::mask::masked(&start)),
            ..self
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(row) = self.row {
            write!(f, " {row}行目")?;
        }
        if let Some(column) = &self.column {
            write!(f, "「{column}」")?;
        }
        write!(f, ": {} [{}]", self.message_ja, self.rule)
    }
}

/// An accepted row and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The line on which it starts; see [`Finding::row`].
    pub row: u64,
    /// What it says.
    pub value: T,
    /// What somebody should look at, although the row is taken in.
    pub warnings: Vec<Finding>,
}

/// A row of a feed: how to read it from cells and how to write it back.
pub trait Row: Sized {
    /// The feed it belongs to.
    const KIND: crate::feed::Kind;

    /// The headings of its columns; the places are those that [`Cells`] is asked for and [`Row::write`] fills.
    const COLUMNS: &'static [&'static str];

    /// Columns of `COLUMNS`, by place, that a file may leave out altogether; their cells then read as empty.
    const OPTIONAL: &'static [usize] = &[];

    /// Headings that the publisher is known to add and that nobody here needs: passed over without a notice.
    const KNOWN_EXTRA: &'static [&'static str] = &[];

    /// Columns of `COLUMNS`, by place, that hold the city's own numbers, which may have twelve digits like a My Number.
    const OWN_NUMBERS: &'static [usize] = &[];

    /// Columns of `COLUMNS`, by place, whose text people write in several lines. Everywhere else a line break is a mistake.
    const SEVERAL_LINES: &'static [usize] = &[];

    /// Read one row. Every finding is put into `cells`; `None` means that one of them is an error.
    fn read(cells: &mut Cells<'_>) -> Option<Self>;

    /// The cells of the row, in the order of `COLUMNS`.
    fn write(&self) -> Vec<String>;
}
