//! A clock that goes only when a test says so: nothing that is shipped has one.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use clock::Clock;

/// The time as a test sets it. Clones, and every [`Clock`] made of one, go together.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<DateTime<Utc>>>);

impl TestClock {
    /// A clock that stands at this moment.
    #[must_use]
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(moment)))
    }

    /// A clock that stands at the machine's time, for tests over TLS: OpenSSL judges certificates by that.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the start of a test's time")]
    pub fn at_the_machines_time() -> Self {
        // Microseconds are what both databases keep: what is written and what is read back are equal.
        Self::at(DateTime::<Utc>::from(SystemTime::now()).trunc_subsecs(6))
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets time pass.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    /// Sets the time, also back.
    pub fn set(&self, to: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }

    /// What the code under test is given.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let own = self.clone();
        Clock::new(move || own.now())
    }
}
