//! The clock of the machine, which is read nowhere else.

use service::Clock;

/// The one place where the clock of the machine is read; everything else is given this one.
#[expect(
    clippy::disallowed_methods,
    reason = "the program's clock, handed to everything else as an argument"
)]
pub fn clock() -> Clock {
    Clock::new(chrono::Utc::now)
}
