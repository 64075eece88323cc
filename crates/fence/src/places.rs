//! How many pieces of work are done at the same time. Who finds no place waits, but not for ever.

use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// A number of places, of which each piece of work takes one.
pub(crate) struct Places {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A place taken; given back when dropped.
pub(crate) struct Place<'a>(&'a Places);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.lock() += 1;
        self.0.freed.notify_one();
    }
}

impl Places {
    pub(crate) const fn new(count: usize) -> Self {
        Self {
            free: Mutex::new(count),
            freed: Condvar::new(),
        }
    }

    /// As many as the machine has processors, but at least two: one slow page must not stop all others.
    pub(crate) fn for_this_machine() -> Self {
        Self::new(thread::available_parallelism().map_or(2, NonZero::get).max(2))
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place, if one becomes free in time.
    pub(crate) fn take(&self, patience: Duration) -> Option<Place<'_>> {
        let (mut free, _) = self
            .freed
            .wait_timeout_while(self.lock(), patience, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free = free.checked_sub(1)?;
        Some(Place(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_finds_no_place_in_time_goes_without_and_a_place_given_back_is_taken_again() {
        let places = Places::new(1);
        let held = places.take(Duration::ZERO);
        assert!(held.is_some());
        assert!(places.take(Duration::ZERO).is_none());
        drop(held);
        assert!(places.take(Duration::ZERO).is_some());
    }

    #[test]
    fn who_waits_gets_the_place_that_becomes_free() {
        let places = Places::new(1);
        let held = places.take(Duration::ZERO);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| places.take(Duration::from_secs(20)).is_some());
            drop(held);
            assert!(waiting.join().unwrap());
        });
    }
}
