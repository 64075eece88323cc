//! How much one session and one device may ask for in a minute.

use std::time::Duration;

use crate::http::throttle::Rate;

/// The rates of the main listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Requests of one session.
    pub session: Rate,
    /// Requests of one device, whoever is signed in on it.
    pub device: Rate,
    /// Answers that something is not there, to one session or device.
    pub misses: Rate,
}

impl Default for Reading {
    /// A person turns a page in a second or two, each of some ten requests; software that syncs an office of two hundred
    /// people needs a thousand requests once a day.
    fn default() -> Self {
        // Where load is measured, nobody is held up; what counting costs is measured with it.
        let often: u32 = if cfg!(feature = "measure") { 1_000_000 } else { 1 };
        let a_minute = |burst| Rate {
            burst: burst * often,
            every: Duration::from_secs(60) / (burst * often),
        };
        Self {
            session: a_minute(600),
            device: a_minute(1_200),
            misses: a_minute(60),
        }
    }
}
