//! How long a listener waits for what: how long a request may take to arrive, how slow its body may be, and how many connections one address may hold.

use std::time::Duration;

pub(crate) const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(5);
pub(crate) const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long requests under way may take to end when the server is told to stop.
pub(crate) const SHUTDOWN_SECONDS: u64 = 30;

/// What a listener puts up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A request's head must arrive within this: slow senders would hold connections for ever.
    pub head: Duration,
    /// A body may take as long as this, and longer only as it comes with `least_rate`.
    pub body: Duration,
    /// Bytes a second that a long body must come with.
    pub least_rate: u32,
    /// Connections that one address may hold on the listener for everybody; a household of IPv6 is one address.
    pub per_address: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(30),
            least_rate: 1_024,
            per_address: 100,
        }
    }
}

impl Limits {
    /// How long a body may take of which so many bytes have come.
    pub(crate) fn time_for(&self, bytes: u64) -> Duration {
        self.body + Duration::from_secs(bytes / u64::from(self.least_rate.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_body_has_time_as_long_as_it_comes() {
        let limits = Limits::default();
        assert_eq!(limits.time_for(0), Duration::from_secs(30));
        assert_eq!(limits.time_for(1_023), Duration::from_secs(30));
        assert_eq!(limits.time_for(1_024 * 1_024), Duration::from_secs(30 + 1_024));
        let any = Limits {
            least_rate: 0,
            ..limits
        };
        assert_eq!(any.time_for(7), Duration::from_secs(37));
    }
}
