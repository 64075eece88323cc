//! Certificates refused at the door, before anybody could sign in or say who they are. Each leaves a trace, but nobody can
//! fill the ledger by knocking: what may be written in an hour is bounded, the rest is counted. How a certificate is
//! judged is `pki`'s and the TLS layer's.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::{CertificateFault, CertificateSigner, Item};
use domain::enrolment::device::CertificateFingerprint;

/// A certificate that opened nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedCertificate {
    /// Signed by a device authority of ours: expired, or not what a device's certificate must be. Somebody who once had
    /// to do with us, or worse, with our key.
    Ours {
        /// SHA-256 of the certificate.
        fingerprint: CertificateFingerprint,
        /// Why it was refused.
        fault: CertificateFault,
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
    named: Vec<(CertificateFingerprint, CertificateFault)>,
    /// Refused after `NAMED` was reached.
    unnamed: u64,
    foreign: u64,
}

impl RefusedCertificates {
    /// What the ledger is to say now: at most two items about the window that is over, and one about this certificate.
    pub(crate) fn note(&self, refused: RefusedCertificate, now: DateTime<Utc>) -> Vec<Item> {
        // Counters are whole after any panic.
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut items = Vec::new();
        if window.began.is_none_or(|began| now - began >= WINDOW || now < began) {
            let over = std::mem::replace(
                &mut *window,
                Window {
                    began: Some(now),
                    ..Window::default()
                },
            );
            items.extend(over.sums());
        }
        items.extend(window.take(refused));
        items
    }
}

impl Window {
    fn take(&mut self, refused: RefusedCertificate) -> Option<Item> {
        match refused {
            RefusedCertificate::Ours { fingerprint, fault } => {
                let refused = (fingerprint, fault);
                if self.named.contains(&refused) {
                    return None;
                }
                if self.named.len() >= NAMED {
                    self.unnamed = self.unnamed.saturating_add(1);
                    return None;
                }
                self.named.push(refused);
                Some(Item::RefusedCertificate {
                    fingerprint: Some(fingerprint),
                    fault,
                    signer: CertificateSigner::Ours,
                })
            }
            RefusedCertificate::Foreign => {
                self.foreign = self.foreign.saturating_add(1);
                (self.foreign == 1).then_some(Item::RefusedCertificate {
                    fingerprint: None,
                    fault: CertificateFault::Untrusted,
                    signer: CertificateSigner::Another,
                })
            }
        }
    }

    /// What was counted but not written when it happened.
    fn sums(self) -> impl Iterator<Item = Item> {
        let Self {
            began,
            unnamed,
            foreign,
            ..
        } = self;
        let sum = move |count: u64, signer| {
            let since = began.filter(|_| count > 0)?;
            Some(Item::RefusedCertificates { count, signer, since })
        };
        let ours = sum(unnamed, CertificateSigner::Ours);
        let others = sum(foreign.saturating_sub(1), CertificateSigner::Another);
        [ours, others].into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    fn ours(number: u8, fault: CertificateFault) -> RefusedCertificate {
        RefusedCertificate::Ours {
            fingerprint: CertificateFingerprint([number; 32]),
            fault,
        }
    }

    fn expired(number: u8) -> RefusedCertificate {
        ours(number, CertificateFault::Expired)
    }

    fn named(number: u8, fault: CertificateFault) -> Item {
        Item::RefusedCertificate {
            fingerprint: Some(CertificateFingerprint([number; 32])),
            fault,
            signer: CertificateSigner::Ours,
        }
    }

    fn counted(count: u64, signer: CertificateSigner) -> Item {
        Item::RefusedCertificates {
            count,
            signer,
            since: at(0),
        }
    }

    #[test]
    fn a_certificate_of_ours_is_named_once_an_hour_for_each_reason() {
        let refused_certificates = RefusedCertificates::default();
        let expired_named = [named(7, CertificateFault::Expired)];
        assert_eq!(refused_certificates.note(expired(7), at(0)), expired_named);
        assert!(refused_certificates.note(expired(7), at(59)).is_empty());
        let of_a_server = CertificateFault::NotForClients;
        assert_eq!(
            refused_certificates.note(ours(7, of_a_server), at(59)),
            [named(7, of_a_server)]
        );
        assert_eq!(refused_certificates.note(expired(7), at(60)), expired_named);
    }

    #[test]
    fn strangers_leave_one_line_an_hour_and_their_number() {
        let refused_certificates = RefusedCertificates::default();
        assert_eq!(
            refused_certificates.note(RefusedCertificate::Foreign, at(0)),
            [Item::RefusedCertificate {
                fingerprint: None,
                fault: CertificateFault::Untrusted,
                signer: CertificateSigner::Another,
            }]
        );
        for _ in 0..100_000 {
            assert!(refused_certificates.note(RefusedCertificate::Foreign, at(1)).is_empty());
        }
        assert_eq!(
            refused_certificates.note(expired(1), at(61)),
            [
                counted(100_000, CertificateSigner::Another),
                named(1, CertificateFault::Expired),
            ]
        );
    }

    #[test]
    fn even_with_our_key_nobody_fills_the_ledger() {
        let refused_certificates = RefusedCertificates::default();
        let lines: usize = (0..200)
            .map(|number| refused_certificates.note(expired(number), at(0)).len())
            .sum();
        assert_eq!(lines, NAMED);
        let later = refused_certificates.note(expired(1), at(60));
        assert_eq!(
            later,
            [
                counted(168, CertificateSigner::Ours),
                named(1, CertificateFault::Expired)
            ]
        );
    }

    #[test]
    fn a_clock_set_back_begins_a_new_hour() {
        let refused_certificates = RefusedCertificates::default();
        assert_eq!(refused_certificates.note(expired(1), at(100)).len(), 1);
        assert_eq!(refused_certificates.note(expired(1), at(0)).len(), 1);
    }
}
