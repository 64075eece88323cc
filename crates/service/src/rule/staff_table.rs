//! Rules of a table of staff: of the whole, and of each row.

use domain::account::LARGEST_STAFF_TABLE;
use exchange::staff::StaffColumn;
use exchange::table::encoding::Encoding;

domain::rules! {
    /// What keeps a row of a table of staff from being done, beside the rules of accounts.
    pub enum StaffRowRule {
        Formula = "staff.formula", "a value begins with a sign that a spreadsheet takes for a formula";
        Action = "staff.action", "the operation is none of those that a row may ask for";
        Role = "staff.role", "the role is none that an organization has";
        LoginIdOfNewcomer = "staff.login-id", "somebody new chooses the login ID at the first log-in";
        Unknown = "staff.unknown", "nobody of the organization has this login ID";
        Twice = "staff.twice", "the same person has two rows";
    }
}

domain::rules! {
    /// What keeps a table of staff from being read.
    pub enum StaffTableRule {
        MissingColumn {
            /// The column's heading.
            column: &'static str = "name"
        } = "staff-table.column", "the column {column} is missing";
        UnknownColumn = "staff-table.column", "a heading is unknown, or stands there twice";
        Malformed {
            /// The line, counted from 1.
            line: u32 = 3
        } = "staff-table.line", "line {line} cannot be read";
        NoText {
            /// The line, counted from 1.
            line: u32 = 3,
            /// The column.
            column: StaffColumn = StaffColumn::Numbered(2),
            /// How the bytes were read and how many could be; none for text whose reader had replaced them.
            read: Option<(Encoding, usize)> = Some((Encoding::Utf8, 42))
        } = "staff-table.encoding", "line {line}, column {column} cannot be read as text ({read:?})";
        Empty = "staff-table.empty", "the table holds nobody";
        TooLong {
            /// The most rows.
            largest: usize = LARGEST_STAFF_TABLE
        } = "staff-table.length", "the table holds more than {largest} people";
    }
}
