//! Work that a document can make endless: done on a thread of its own, a few at a time, and given up on after a while.
//! A thread cannot be stopped from outside. One that overruns gives its place back, so that other documents are drawn
//! on; but there may be only as many such threads as places, and the document that made one is not tried again while it
//! runs. So one hostile document costs one thread, and many can at worst make pictures unavailable, never the rest of
//! the server.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::error::PaperError;

/// Enough for the nesting that the interpreter allows; the default would overflow, which ends the whole process.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// A number of places, of which each piece of work takes one.
pub(crate) struct Places {
    state: Mutex<State>,
    freed: Condvar,
    /// How many pieces of work may overrun at the same time.
    most_overdue: usize,
}

struct State {
    free: usize,
    /// What overruns now, by what it is about.
    overdue: Vec<u64>,
}

/// A place taken; given back when dropped, or before that if the work overruns.
struct Place {
    places: Arc<Places>,
    about: u64,
    stage: Arc<Stage>,
}

/// How far the work on a place is; read and written under the lock of the places alone.
#[derive(Default)]
struct Stage {
    overdue: AtomicBool,
    ended: AtomicBool,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.places.lock();
        self.stage.ended.store(true, Ordering::Relaxed);
        if self.stage.overdue.load(Ordering::Relaxed) {
            if let Some(at) = state.overdue.iter().position(|about| *about == self.about) {
                state.overdue.swap_remove(at);
            }
        } else {
            state.free += 1;
        }
        drop(state);
        self.places.freed.notify_one();
    }
}

impl Places {
    pub(crate) fn new(count: usize) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State {
                free: count,
                overdue: Vec::new(),
            }),
            freed: Condvar::new(),
            most_overdue: count,
        })
    }

    /// As many as the machine has processors, but at least two: one slow page must not stop all others.
    pub(crate) fn for_this_machine() -> Arc<Self> {
        Self::new(thread::available_parallelism().map_or(2, NonZero::get).max(2))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(self: &Arc<Self>, about: u64, patience: Duration) -> Result<Place, PaperError> {
        let refused = |state: &State| state.overdue.len() >= self.most_overdue || state.overdue.contains(&about);
        let (mut state, _) = self
            .freed
            .wait_timeout_while(self.lock(), patience, |state| state.free == 0 && !refused(state))
            .unwrap_or_else(PoisonError::into_inner);
        if state.free == 0 || refused(&state) {
            return Err(PaperError::Busy);
        }
        state.free -= 1;
        Ok(Place {
            places: self.clone(),
            about,
            stage: Arc::default(),
        })
    }

    /// Gives the place of work that overruns back, unless the work has ended in this moment.
    fn give_back(&self, about: u64, stage: &Stage) {
        let mut state = self.lock();
        if stage.ended.load(Ordering::Relaxed) {
            return;
        }
        stage.overdue.store(true, Ordering::Relaxed);
        state.free += 1;
        state.overdue.push(about);
        drop(state);
        self.freed.notify_one();
    }
}

/// Does `work` on a thread of its own and waits for it at most `limit`; a panic in it counts as an unreadable document.
/// `about` names the document: while work on it overruns, no other work on it begins.
pub(crate) fn within<T: Send + 'static>(
    places: &Arc<Places>,
    about: u64,
    limit: Duration,
    work: impl FnOnce() -> Result<T, PaperError> + Send + 'static,
) -> Result<T, PaperError> {
    let place = places.take(about, limit)?;
    let stage = Arc::clone(&place.stage);
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
        Err(RecvTimeoutError::Timeout) => {
            places.give_back(about, &stage);
            result.try_recv().unwrap_or(Err(PaperError::TooSlow(limit)))
        }
        Err(RecvTimeoutError::Disconnected) => Err(PaperError::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::SyncSender;

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(20);

    /// Work that ends when the sender is dropped.
    fn endless(places: &Arc<Places>, about: u64) -> (SyncSender<()>, Result<(), PaperError>) {
        let (release, held) = sync_channel::<()>(0);
        let slow = within(places, about, SHORT, move || {
            let _ = held.recv();
            Ok(())
        });
        (release, slow)
    }

    #[test]
    fn work_that_does_not_end_is_given_up_on_and_gives_its_place_back() {
        let places = Places::new(2);
        let (release, slow) = endless(&places, 1);
        assert_eq!(slow, Err(PaperError::TooSlow(SHORT)));
        let (started, both) = sync_channel(0);
        let other = {
            let places = Arc::clone(&places);
            thread::spawn(move || {
                within(&places, 2, LONG, move || {
                    both.recv().map_err(|_| PaperError::Unreadable)
                })
            })
        };
        assert_eq!(
            within(&places, 3, LONG, move || started
                .send(())
                .map_err(|_| PaperError::Unreadable)),
            Ok(()),
            "two others work at the same time, as if nothing had happened"
        );
        assert_eq!(other.join().unwrap(), Ok(()));
        assert_eq!(
            within(&places, 1, LONG, || Ok(())),
            Err(PaperError::Busy),
            "the same document is not tried again meanwhile"
        );
        drop(release);
        while places.lock().overdue.contains(&1) {
            thread::yield_now();
        }
        assert_eq!(within(&places, 1, LONG, || Ok(7)), Ok(7));
        // A place is given back a moment after its result; none is won or lost.
        while places.lock().free != 2 {
            thread::yield_now();
        }
    }

    #[test]
    fn endless_work_is_bounded_as_well() {
        let places = Places::new(2);
        let held: Vec<_> = (1..=2).map(|about| endless(&places, about)).collect();
        assert_eq!(within(&places, 3, LONG, || Ok(())), Err(PaperError::Busy));
        drop(held);
        while !places.lock().overdue.is_empty() {
            thread::yield_now();
        }
        assert_eq!(within(&places, 3, LONG, || Ok(7)), Ok(7));
    }

    #[test]
    fn a_panic_in_the_work_is_an_error_and_frees_its_place() {
        let places = Places::new(1);
        let result: Result<(), _> = within(&places, 1, LONG, || panic!("a document did this on purpose"));
        assert_eq!(result, Err(PaperError::Unreadable));
        assert_eq!(within(&places, 1, LONG, || Ok(7)), Ok(7));
    }
}
