//! How old the shown data is: a feed is as fresh as its last delivery.

use chrono::{DateTime, Duration, Utc};

use crate::access::viewer::Viewer;

/// Age of one kind of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// The moment at the source for which it was true.
    pub as_of: DateTime<Utc>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The feed.
    pub source: &'static str,
    /// Whether the feed is overdue, so that a phone call may be wise.
    pub stale: bool,
    /// What is not in this system, in the insurer's words.
    pub not_covered: Vec<&'static str>,
}

/// Cities deliver weekly or daily; a feed older than this is overdue.
const STALE_AFTER: Duration = Duration::days(14);

impl Viewer {
    /// The age of what a feed delivers; `fallback` is the row's own age if no delivery is noted.
    pub(crate) fn freshness(
        &self,
        source: &'static str,
        fallback: (DateTime<Utc>, DateTime<Utc>),
        now: DateTime<Utc>,
    ) -> Freshness {
        let latest = self.settings.deliveries.iter().find(|(feed, ..)| feed == source);
        let (as_of, received_at) = latest.map_or(fallback, |(_, as_of, received_at)| (*as_of, *received_at));
        Freshness {
            as_of,
            received_at,
            source,
            stale: now - as_of > STALE_AFTER,
            not_covered: self.settings.rules.shown.not_covered(),
        }
    }
}
