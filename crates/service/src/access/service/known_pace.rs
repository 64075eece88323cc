//! The pace of the city that was counted last. When it is counted anew is left to `clients::pace`.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use domain::certification::Pace;

/// What a count rests on: the day, and the last delivery.
pub(crate) type CountedFrom = (Day, Option<DateTime<Utc>>);

/// The pace that was counted last.
#[derive(Default)]
pub(crate) struct KnownPace(Mutex<Option<(CountedFrom, Arc<Pace>)>>);

impl KnownPace {
    pub(crate) fn recall(&self, from: CountedFrom) -> Option<Arc<Pace>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = known.as_ref().filter(|(counted_from, _)| *counted_from == from);
        same.map(|(_, pace)| Arc::clone(pace))
    }

    pub(crate) fn remember(&self, from: CountedFrom, pace: &Arc<Pace>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((from, Arc::clone(pace)));
    }
}
