//! How long a certificate is good.

use chrono::{DateTime, Utc};
use openssl::asn1::Asn1Time;

use crate::error::PkiError;

/// From when to when a certificate is good. Both ends are part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The first second.
    pub from: DateTime<Utc>,
    /// The last second.
    pub until: DateTime<Utc>,
}

impl Lifetime {
    /// `days` days from `now`, beginning an hour early, because the clocks of devices are not all right.
    pub fn days_from(now: DateTime<Utc>, days: u16) -> Self {
        Self {
            from: now - chrono::TimeDelta::hours(1),
            until: now + chrono::TimeDelta::days(i64::from(days)),
        }
    }

    pub(crate) fn first(self) -> Result<Asn1Time, PkiError> {
        Ok(Asn1Time::from_unix(self.from.timestamp())?)
    }

    pub(crate) fn last(self) -> Result<Asn1Time, PkiError> {
        Ok(Asn1Time::from_unix(self.until.timestamp())?)
    }
}
