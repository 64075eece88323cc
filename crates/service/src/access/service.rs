//! What every use case works with: the data and the ledger of one insurer, the clock, and what this node remembers. Opening
//! is in `setup::opening`; the use cases are in their areas.

pub(crate) mod known_pace;

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use clock::Clock;
#[cfg(feature = "windows")]
use domain::audit::Operation;
use domain::calendar::day::Day;
use domain::insurer::InsurerNumber;
use exchange::document::Inspector;
use fence::Fence;
use paper::Drawing;
use persistence::{Ledger, Tenant};

use crate::access::refused::certificate::RefusedCertificates;
use crate::access::service::known_pace::KnownPace;
use crate::access::viewer::Viewers;
use crate::enrolment::enrolling::Enrolling;
use crate::error::ServiceError;
use crate::session::in_flight::InFlight;
use crate::session::password::Passwords;

/// Who waits to be let in between what a use case has judged and what it does.
#[cfg(feature = "windows")]
pub(crate) type Windows = std::sync::Mutex<std::collections::HashMap<Operation, Box<dyn FnOnce() + Send>>>;

/// Work on documents from outside, none of which this process does itself.
#[derive(Clone)]
pub(crate) struct Fenced {
    drawing: Drawing,
    inspector: Inspector,
}

impl Fenced {
    /// Nobody who looks at a page waits for a delivery.
    pub(crate) fn new(fence: Fence) -> Self {
        Self {
            inspector: Inspector::Fenced(fence.beside()),
            drawing: Drawing::new(fence),
        }
    }
}

/// The use cases of one insurer. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    inner: Arc<Inner>,
    tenant: Tenant,
}

struct Inner {
    ledger: Ledger,
    clock: Clock,
    viewers: Viewers,
    refused_certificates: RefusedCertificates,
    passwords: Passwords,
    in_flight: InFlight,
    known_pace: KnownPace,
    enrolling: OnceLock<Enrolling>,
    fenced: Fenced,
    #[cfg(feature = "windows")]
    windows: Windows,
}

impl Service {
    pub(crate) fn new(tenant: Tenant, ledger: Ledger, clock: Clock, passwords: Passwords, fenced: Fenced) -> Self {
        Self {
            tenant,
            inner: Arc::new(Inner {
                ledger,
                clock,
                viewers: Viewers::default(),
                refused_certificates: RefusedCertificates::default(),
                passwords,
                in_flight: InFlight::default(),
                known_pace: KnownPace::default(),
                enrolling: OnceLock::new(),
                fenced,
                #[cfg(feature = "windows")]
                windows: Windows::default(),
            }),
        }
    }

    /// The use cases of another insurer in the same database, by the same clock: with a stream of the ledger and a memory of
    /// its own. Log-ins take turns with everybody else's.
    ///
    /// # Errors
    /// If the end of its stream cannot be read.
    pub fn beside(&self, insurer: InsurerNumber) -> Result<Self, ServiceError> {
        let tenant = self.tenant().database().tenant(insurer)?;
        let clock = self.inner.clock.clone();
        let ledger = self.ledger().beside(&tenant, clock.clone())?;
        let fenced = self.inner.fenced.clone();
        Ok(Self::new(tenant, ledger, clock, self.passwords().clone(), fenced))
    }

    /// Whose use cases they are.
    pub fn insurer(&self) -> InsurerNumber {
        self.tenant().insurer()
    }

    /// The time.
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    /// The day it is in Japan.
    pub fn today(&self) -> Day {
        Day::in_japan(self.now())
    }

    pub(crate) fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// The same for a request that holds this claim: what it changes marks the claim in the same transaction.
    pub(crate) fn writing(&self, tenant: Tenant) -> Self {
        Self { tenant, ..self.clone() }
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    pub(crate) fn viewers(&self) -> &Viewers {
        &self.inner.viewers
    }

    pub(crate) fn refused_certificates(&self) -> &RefusedCertificates {
        &self.inner.refused_certificates
    }

    pub(crate) fn known_pace(&self) -> &KnownPace {
        &self.inner.known_pace
    }

    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.inner.in_flight
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    pub(crate) fn drawing(&self) -> &Drawing {
        &self.inner.fenced.drawing
    }

    pub(crate) fn inspector(&self) -> &Inspector {
        &self.inner.fenced.inspector
    }

    #[cfg(feature = "windows")]
    pub(crate) fn windows(&self) -> &Windows {
        &self.inner.windows
    }

    /// Empty until enrolment is made possible, which happens once, at start.
    pub(crate) fn enrolling_cell(&self) -> &OnceLock<Enrolling> {
        &self.inner.enrolling
    }
}
