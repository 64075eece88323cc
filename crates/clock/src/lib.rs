//! The clock as a value that the program hands to the use cases and to the ledger. This crate reads no time itself: the
//! program's own clock is made in `engawa`, the one of tests, which goes only when told, in `harness`.
#![warn(missing_docs)]

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

/// Where the time comes from. Cheap to clone; all clones tell the same time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// A clock that asks `read` each time it is asked.
    pub fn new(read: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// The time.
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock(..)")
    }
}
