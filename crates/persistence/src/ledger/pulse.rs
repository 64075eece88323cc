//! How those who wait see the writer of the ledger: whether it could write last, and since when the oldest of what it has in
//! hand has been waiting. A disk that hangs answers nothing, so nobody may depend on its answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The state of a writer, for everybody else.
pub(crate) struct Pulse {
    writable: AtomicBool,
    /// Since when the oldest entry has been waiting that the writer has in hand.
    oldest: Mutex<Option<Instant>>,
}

impl Pulse {
    /// Of a writer that has nothing in hand and can write.
    pub(crate) fn new() -> Self {
        Self {
            writable: AtomicBool::new(true),
            oldest: Mutex::new(None),
        }
    }

    /// Whether it could write last, and nothing has been waiting for longer than `patience`.
    pub(crate) fn is_sound(&self, patience: Duration) -> bool {
        self.is_writable() && !self.hangs(patience)
    }

    /// Whether something has been waiting for longer than `patience`.
    pub(crate) fn hangs(&self, patience: Duration) -> bool {
        let oldest = *self.oldest.lock().unwrap_or_else(PoisonError::into_inner);
        oldest.is_some_and(|since| since.elapsed() > patience)
    }

    /// Whether it could write last.
    pub(crate) fn is_writable(&self) -> bool {
        self.writable.load(Ordering::Relaxed)
    }

    /// The writer takes something in hand that has been waiting since then.
    pub(crate) fn begin(&self, since: Instant) {
        *self.oldest.lock().unwrap_or_else(PoisonError::into_inner) = Some(since);
    }

    /// The writer is done with what it had in hand.
    pub(crate) fn end(&self, writable: bool) {
        self.writable.store(writable, Ordering::Relaxed);
        *self.oldest.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
