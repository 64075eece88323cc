//! When attempts at a password are too many. Failures count for an account only on devices where it may sign in, so that
//! nobody elsewhere can shut it out; each device has a bound of its own, so that nobody tries the passwords of many.

use chrono::{DateTime, Duration, Utc};
use persistence::SignInFailures;

/// Failures in a row, per login ID and device, after which log-in pauses.
const PAUSE_AFTER: u32 = 5;
/// How long it pauses.
const PAUSE: Duration = Duration::minutes(15);
/// After each failure the next attempt counts only after this.
const BACK_OFF: Duration = Duration::seconds(1);
/// Failures of one login ID on one day, on the devices that count for it.
const A_DAY: u32 = 100;
/// Failures on one device on one day, whatever login IDs are tried.
const A_DAY_ON_DEVICE: u32 = 300;

/// What a password is given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To begin a session.
    LogIn,
    /// Again, in a session that is alive: whoever floods log-ins must not keep an administrator from acting.
    Again,
}

/// Whether an attempt now is not even looked at: right after a failure, or while it is stopped.
pub(crate) fn must_wait(failures: SignInFailures, purpose: Purpose, now: DateTime<Utc>) -> bool {
    let since = failures.last_at.map(|at| now - at);
    let at_once = since.is_some_and(|since| failures.in_a_row > 0 && since < BACK_OFF);
    at_once || is_stopped(failures, purpose, now)
}

/// Whether attempts are stopped: for a while after five failures in a row, for the day after a hundred.
pub(crate) fn is_stopped(failures: SignInFailures, purpose: Purpose, now: DateTime<Utc>) -> bool {
    let since = failures.last_at.map(|at| now - at);
    let paused = since.is_some_and(|since| failures.in_a_row >= PAUSE_AFTER && since < PAUSE);
    paused || purpose == Purpose::LogIn && (failures.today >= A_DAY || is_device_stopped(failures))
}

/// Whether so much was tried on a device that nothing more is written down there today.
pub(crate) const fn is_device_stopped(failures: SignInFailures) -> bool {
    failures.on_device >= A_DAY_ON_DEVICE
}

/// The failures besides one's own attempt, which was counted when they stood at `before`: others may have come since.
pub(crate) fn besides_own(before: SignInFailures, now: SignInFailures) -> SignInFailures {
    let in_a_row = now.in_a_row.saturating_sub(1);
    SignInFailures {
        in_a_row,
        last_at: if in_a_row > before.in_a_row {
            now.last_at
        } else {
            before.last_at
        },
        today: now.today.saturating_sub(1),
        on_device: now.on_device.saturating_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn failures(in_a_row: u32, today: u32, on_device: u32, seconds: i64) -> SignInFailures {
        SignInFailures {
            in_a_row,
            last_at: Some(now() - Duration::seconds(seconds)),
            today,
            on_device,
        }
    }

    fn waits(in_a_row: u32, today: u32, seconds: i64) -> bool {
        must_wait(failures(in_a_row, today, today, seconds), Purpose::LogIn, now())
    }

    #[test]
    fn log_in_pauses_a_second_after_a_failure_and_a_quarter_of_an_hour_after_five() {
        assert!(!must_wait(SignInFailures::default(), Purpose::LogIn, now()));
        assert!(waits(1, 1, 0));
        assert!(!waits(1, 1, 1));
        assert!(!waits(4, 4, 2));
        assert!(waits(5, 5, 899));
        assert!(!waits(5, 5, 900));
        assert!(!waits(0, 5, 0), "a success clears the count");
    }

    #[test]
    fn after_a_hundred_failures_a_day_only_the_administrator_helps() {
        assert!(!waits(0, 99, 3600));
        assert!(waits(0, 100, 3600));
    }

    #[test]
    fn a_device_has_a_bound_of_its_own_for_all_login_ids_together() {
        for (on_device, stopped) in [(299, false), (300, true)] {
            let failures = failures(0, 0, on_device, 3600);
            assert_eq!(must_wait(failures, Purpose::LogIn, now()), stopped, "{on_device}");
            assert_eq!(is_device_stopped(failures), stopped, "{on_device}");
        }
    }

    #[test]
    fn the_password_in_a_living_session_pauses_after_five_failures_and_knows_no_days_limit() {
        assert!(!must_wait(failures(0, 100, 300, 3600), Purpose::Again, now()));
        assert!(must_wait(failures(5, 5, 5, 899), Purpose::Again, now()));
        assert!(must_wait(failures(1, 1, 1, 0), Purpose::Again, now()));
    }

    /// Whether an attempt is stopped that was counted just now, when failures stood at `before`.
    fn is_stopped_at_last(before: SignInFailures, counted: SignInFailures) -> bool {
        is_stopped(besides_own(before, counted), Purpose::LogIn, now())
    }

    #[test]
    fn an_attempt_is_not_stopped_by_its_own_count() {
        let fifth = failures(4, 99, 299, 2);
        assert!(!is_stopped_at_last(fifth, failures(5, 100, 300, 0)));
        let after_the_pause = failures(5, 5, 5, 900);
        assert!(!is_stopped_at_last(after_the_pause, failures(6, 6, 6, 0)));
    }

    #[test]
    fn an_attempt_is_stopped_by_what_others_fail_meanwhile() {
        let first = failures(0, 0, 0, 0);
        assert!(is_stopped_at_last(first, failures(6, 6, 6, 0)));
        assert!(!is_stopped_at_last(first, failures(5, 5, 5, 0)));
        assert!(is_stopped_at_last(first, failures(1, 101, 1, 0)), "on other devices");
        assert!(
            is_stopped_at_last(first, failures(1, 1, 301, 0)),
            "with other login IDs"
        );
    }
}
