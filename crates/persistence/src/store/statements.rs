//! Only behind the feature `count-statements`, which nothing that is shipped turns on: what was asked of the database on
//! the pooled connections, so that a test can hold that a list asks no more when it is longer.

use std::sync::{Mutex, PoisonError};

use diesel::connection::{Connection, InstrumentationEvent};

use crate::store::conn::Conn;

/// One test in a process, and whatever database it uses at the time.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Statements that begin and end a transaction ask nothing.
const FRAME: [&str; 4] = ["BEGIN", "COMMIT", "ROLLBACK", "SET"];

/// The statements since the last call, in their order.
pub fn take_statements() -> Vec<String> {
    std::mem::take(&mut *ASKED.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Notes what a connection is asked from now on.
pub(crate) fn note_statements(conn: &mut Conn) {
    conn.set_instrumentation(|event: InstrumentationEvent<'_>| {
        let InstrumentationEvent::StartQuery { query, .. } = event else {
            return;
        };
        let text = query.to_string();
        // The ledger is read on as often as its pages are short.
        let of_ledger = text.contains("ledger_entries");
        if !of_ledger && !FRAME.iter().any(|word| text.starts_with(word)) {
            ASKED.lock().unwrap_or_else(PoisonError::into_inner).push(text);
        }
    });
}
