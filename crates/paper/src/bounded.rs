//! Work that a document can make endless: done on a thread of its own, a few at a time, and given up on after a while.
//! A thread cannot be stopped from outside; one that overruns keeps its place among the few until it ends, so that
//! hostile documents can at worst make pictures unavailable, never the rest of the server.

use std::num::NonZero;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::PaperError;

/// Enough for the nesting that the interpreter allows; the default would overflow, which ends the whole process.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// A number of places, of which each piece of work takes one.
pub(crate) struct Places {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A place taken; given back when dropped.
struct Place(Arc<Places>);

impl Drop for Place {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

impl Places {
    pub(crate) fn new(count: usize) -> Arc<Self> {
        Arc::new(Self {
            free: Mutex::new(count),
            freed: Condvar::new(),
        })
    }

    /// As many as the machine has processors, but at least two: one slow page must not stop all others.
    pub(crate) fn for_this_machine() -> Arc<Self> {
        Self::new(thread::available_parallelism().map_or(2, NonZero::get).max(2))
    }

    fn take(self: &Arc<Self>, patience: Duration) -> Result<Place, PaperError> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut free, waited) = self
            .freed
            .wait_timeout_while(free, patience, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() && *free == 0 {
            return Err(PaperError::Busy);
        }
        *free -= 1;
        Ok(Place(self.clone()))
    }
}

/// Does `work` on a thread of its own and waits for it at most `limit`; a panic in it counts as an unreadable document.
pub(crate) fn within<T: Send + 'static>(
    places: &Arc<Places>,
    limit: Duration,
    work: impl FnOnce() -> Result<T, PaperError> + Send + 'static,
) -> Result<T, PaperError> {
    let place = places.take(limit)?;
    let (done, result) = sync_channel(1);
    thread::Builder::new()
        .name("paper".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let _place = place;
            // The receiver may have given up; then nobody wants the result.
            let _ = done.send(work());
        })
        .map_err(|_| PaperError::NoThread)?;
    match result.recv_timeout(limit) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err(PaperError::TooSlow(limit)),
        Err(RecvTimeoutError::Disconnected) => Err(PaperError::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn work_that_does_not_end_is_given_up_on_and_keeps_its_place() {
        let places = Places::new(1);
        let (release, held) = sync_channel::<()>(0);
        let slow = within(&places, SHORT, move || {
            let _ = held.recv();
            Ok(())
        });
        assert_eq!(slow, Err(PaperError::TooSlow(SHORT)));
        assert_eq!(within(&places, SHORT, || Ok(())), Err(PaperError::Busy));
        drop(release);
        assert_eq!(
            within(&places, LONG, || Ok(7)),
            Ok(7),
            "the place is free again once the work has ended"
        );
    }

    #[test]
    fn a_panic_in_the_work_is_an_error_and_frees_its_place() {
        let places = Places::new(1);
        let result: Result<(), _> = within(&places, LONG, || panic!("a document did this on purpose"));
        assert_eq!(result, Err(PaperError::Unreadable));
        assert_eq!(within(&places, LONG, || Ok(7)), Ok(7));
    }
}
