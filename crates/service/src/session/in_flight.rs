//! The attempts at a password that a node is looking at: one for each login ID and device. Those that other nodes look at are
//! kept apart by what is counted.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::enrolment::device::CertificateFingerprint;
use persistence::LoginHash;

type LookedAt = (LoginHash, CertificateFingerprint);

/// The attempts that are being looked at. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<LookedAt>>>);

/// That an attempt is the only one of its login ID on its device, until it is dropped.
pub(crate) struct Only {
    all: InFlight,
    this: LookedAt,
}

impl InFlight {
    /// Begins to look at an attempt; `None` while another one of the same login ID on the same device is looked at.
    pub(crate) fn enter(&self, login: &LoginHash, device: CertificateFingerprint) -> Option<Only> {
        let this = (login.clone(), device);
        self.all().insert(this.clone()).then(|| Only {
            all: self.clone(),
            this,
        })
    }

    fn all(&self) -> MutexGuard<'_, HashSet<LookedAt>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Only {
    fn drop(&mut self) {
        self.all.all().remove(&self.this);
    }
}
