//! The server's clock, read off the device's: only differences of the device's clock are trusted.

use chrono::{DateTime, Duration, FixedOffset};

/// What the server's clock showed when the device's clock showed something.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerClock {
    /// The server's time.
    pub server: DateTime<FixedOffset>,
    /// Milliseconds of the device's clock at that time.
    pub device_ms: f64,
}

impl ServerClock {
    /// The server's time when the device's clock shows `device_ms`.
    pub fn now(&self, device_ms: f64) -> Option<DateTime<FixedOffset>> {
        // Milliseconds since 1970 fit an i64 for ages to come; the cast saturates.
        let passed = Duration::milliseconds((device_ms - self.device_ms) as i64);
        self.server.checked_add_signed(passed)
    }
}
