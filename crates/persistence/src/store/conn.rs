//! A connection to either database, as one type.

use diesel::{PgConnection, SqliteConnection};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub(crate) enum Conn {
    /// The embedded default.
    Sqlite(SqliteConnection),
    /// The way to many nodes.
    Postgres(PgConnection),
}
