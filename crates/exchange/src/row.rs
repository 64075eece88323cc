//! What the rows of all feeds share: how a row is read from cells and written back, and its place in the file. What the
//! rows of a feed mean is in the file of its subject; how a file becomes rows, in `import`.

mod cells;
mod codes;
mod columns;
mod moment;
mod numbers;
mod read;

use domain::delivery::Finding;
use domain::delivery::feed::Feed;

pub use cells::Cells;
pub(crate) use cells::{Layout, never_empty};
pub(crate) use codes::{YES_OR_NO, code_of};
pub(crate) use columns::{Column, Known, Tally};
pub(crate) use moment::write as written_moment;
pub(crate) use numbers::{folded, narrow, whole_number};

/// The heading under which feeds name the insured person: for findings about who is not known.
pub const INSURED_NUMBER: &str = "被保険者番号";
/// The heading under which feeds name an application.
pub const APPLICATION_NUMBER: &str = "申請番号";

/// Headings under which cities add numbers of their own of twelve digits.
pub(crate) const OWN_NUMBER_HEADINGS: [&str; 4] = ["宛名番号", "世帯番号", "住民コード", "個人コード"];

/// Headings under which people add remarks.
pub(crate) const REMARK_HEADINGS: [&str; 2] = ["備考", "メモ"];

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
    const FEED: Feed;

    /// The headings of its columns; the places are those that [`Cells`] is asked for and [`Row::write`] fills.
    const COLUMNS: &'static [&'static str];

    /// Columns of `COLUMNS`, by place, that a file may leave out altogether; their cells then read as empty.
    const OPTIONAL: &'static [usize] = &[];

    /// Headings that the publisher is known to add and that nobody here needs: passed over without a notice.
    const KNOWN_EXTRA: &'static [&'static str] = &[];

    /// Columns of `COLUMNS`, by place, that hold points in time, which may have twelve digits like a My Number.
    const MOMENTS: &'static [usize] = &[];

    /// Columns of `COLUMNS`, by place, that hold the city's own numbers, which may have twelve digits like a My Number.
    const OWN_NUMBERS: &'static [usize] = &[];

    /// Columns of `COLUMNS`, by place, whose text people write in several lines. Everywhere else a line break is a mistake.
    const SEVERAL_LINES: &'static [usize] = &[];

    /// Read one row. Every finding is put into `cells`; `None` means that one of them is an error.
    fn read(cells: &mut Cells<'_>) -> Option<Self>;

    /// The cells of the row, in the order of `COLUMNS`.
    fn write(&self) -> Vec<String>;
}
