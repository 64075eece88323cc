//! Certificates refused at the door, before anybody could sign in or say who they are. Each leaves a trace, but nobody can
//! fill the ledger by knocking: what may be written in an hour is bounded, the rest is counted. How a certificate is
//! judged is `pki`'s and the TLS layer's.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::device::CertificateFingerprint;
use persistence::{Entry, Outcome, Who};

use crate::{LedgerFailed, Service};

/// A certificate that opened nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedCertificate {
    /// Signed by a device authority of ours: expired, or not what a device's certificate must be. Somebody who once had
    /// to do with us, or worse, with our key.
    Ours {
        /// SHA-256 of the certificate.
        fingerprint: CertificateFingerprint,
        /// Why, without any word from the certificate.
        reason: String,
    },
    /// Signed by anybody else; whoever finds the address can make as many as they like. No word of it is kept.
    Foreign,
}

/// How long the bounds below hold.
const WINDOW: TimeDelta = TimeDelta::hours(1);
/// Certificates of ours named in a window; one that knocks again for the same reason is not named again.
const NAMED: usize = 32;

/// What was refused in this window.
#[derive(Default)]
pub(crate) struct RefusedCertificates(Mutex<Window>);

#[derive(Default)]
struct Window {
    began: Option<DateTime<Utc>>,
    named: Vec<(CertificateFingerprint, String)>,
    /// Refused after `NAMED` was reached.
    unnamed: u64,
    foreign: u64,
}

impl RefusedCertificates {
    /// What the ledger is to say now: at most two lines about the window that is over, and one about this certificate.
    fn note(&self, refused: RefusedCertificate, now: DateTime<Utc>) -> Vec<String> {
        // Counters are whole after any panic.
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = Vec::new();
        if window.began.is_none_or(|began| now - began >= WINDOW || now < began) {
            let over = std::mem::replace(
                &mut *window,
                Window {
                    began: Some(now),
                    ..Window::default()
                },
            );
            lines.extend(over.sums());
        }
        lines.extend(window.take(refused));
        lines
    }
}

impl Window {
    fn take(&mut self, refused: RefusedCertificate) -> Option<String> {
        match refused {
            RefusedCertificate::Ours { fingerprint, reason } => {
                let refused = (fingerprint, reason);
                if self.named.contains(&refused) {
                    return None;
                }
                if self.named.len() >= NAMED {
                    self.unnamed = self.unnamed.saturating_add(1);
                    return None;
                }
                let line = format!("certificate {}: {}", refused.0, refused.1);
                self.named.push(refused);
                Some(line)
            }
            RefusedCertificate::Foreign => {
                self.foreign = self.foreign.saturating_add(1);
                (self.foreign == 1).then(|| "a certificate of another authority".to_owned())
            }
        }
    }

    /// What was counted but not written when it happened.
    fn sums(self) -> impl Iterator<Item = String> {
        let Self {
            began,
            unnamed,
            foreign,
            ..
        } = self;
        let since = began.map(|began| began.format("%Y-%m-%dT%H:%MZ").to_string());
        let said = move |count: u64, what: &str| {
            (count > 0).then(|| format!("{count} more {what} since {}", since.as_deref().unwrap_or("start")))
        };
        let ours = said(unnamed, "certificates of ours");
        let others = said(foreign.saturating_sub(1), "certificates of other authorities");
        [ours, others].into_iter().flatten()
    }
}

impl Service {
    /// Records that a certificate was refused, without waiting: nothing is disclosed to it. Of ours, each certificate and
    /// reason once in an hour and at most 32; of others, one an hour; what is beyond is counted and written with the
    /// first refusal of a later hour.
    ///
    /// # Errors
    /// [`LedgerFailed`] if the ledger cannot be written; the certificate stays refused.
    pub fn record_refused_certificate(&self, refused: RefusedCertificate) -> Result<(), LedgerFailed> {
        let lines = self.inner.refused_certificates.note(refused, self.now());
        if lines.is_empty() {
            return Ok(());
        }
        let nobody = Who::unsigned(None, None);
        let entry = |line| Entry::act(nobody.clone(), "connect", line, Outcome::Refused, "");
        self.ledger().record_soon(lines.into_iter().map(entry).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    fn ours(number: u8, reason: &str) -> RefusedCertificate {
        RefusedCertificate::Ours {
            fingerprint: CertificateFingerprint([number; 32]),
            reason: reason.to_owned(),
        }
    }

    #[test]
    fn a_certificate_of_ours_is_named_once_an_hour_for_each_reason() {
        let refused_certificates = RefusedCertificates::default();
        let named = |line: &str| vec![format!("certificate {}: {line}", "07".repeat(32))];
        assert_eq!(refused_certificates.note(ours(7, "expired"), at(0)), named("expired"));
        assert!(refused_certificates.note(ours(7, "expired"), at(59)).is_empty());
        assert_eq!(
            refused_certificates.note(ours(7, "of a server"), at(59)),
            named("of a server")
        );
        assert_eq!(refused_certificates.note(ours(7, "expired"), at(60)), named("expired"));
    }

    #[test]
    fn strangers_leave_one_line_an_hour_and_their_number() {
        let refused_certificates = RefusedCertificates::default();
        assert_eq!(
            refused_certificates.note(RefusedCertificate::Foreign, at(0)),
            ["a certificate of another authority"]
        );
        for _ in 0..100_000 {
            assert!(refused_certificates.note(RefusedCertificate::Foreign, at(1)).is_empty());
        }
        assert_eq!(
            refused_certificates.note(ours(1, "expired"), at(61)),
            [
                "100000 more certificates of other authorities since 1970-01-01T00:00Z".to_owned(),
                format!("certificate {}: expired", "01".repeat(32)),
            ]
        );
    }

    #[test]
    fn even_with_our_key_nobody_fills_the_ledger() {
        let refused_certificates = RefusedCertificates::default();
        let lines: usize = (0..200)
            .map(|number| refused_certificates.note(ours(number, "expired"), at(0)).len())
            .sum();
        assert_eq!(lines, NAMED);
        let later = refused_certificates.note(ours(1, "expired"), at(60));
        assert_eq!(later[0], "168 more certificates of ours since 1970-01-01T00:00Z");
        assert_eq!(later.len(), 2);
    }

    #[test]
    fn a_clock_set_back_begins_a_new_hour() {
        let refused_certificates = RefusedCertificates::default();
        assert_eq!(refused_certificates.note(ours(1, "expired"), at(100)).len(), 1);
        assert_eq!(refused_certificates.note(ours(1, "expired"), at(0)).len(), 1);
    }
}
