//! The addresses of the screens. No personal value stands in them: people and documents are named by opaque ids, and
//! what was searched for stays out.

use crate::pages::apply::draft::Step;
use crate::parts::system::System;
use contract::client::ClientFilter;
use domain::id::{DocumentId, PersonId};
use serde::{Deserialize, Serialize};
use yew_router::Routable;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Routable)]
pub enum Route {
    /// Today's work.
    #[at("/")]
    Work,
    /// Sign-in with ID and password.
    #[at("/sign-in")]
    SignIn,
    /// One's own clients.
    #[at("/clients")]
    Clients,
    /// One person.
    #[at("/clients/:id")]
    Client {
        /// Who.
        id: PersonId,
    },
    /// One document of a person.
    #[at("/clients/:id/documents/:document")]
    Document {
        /// Whose.
        id: PersonId,
        /// Which.
        document: DocumentId,
    },
    /// Applying for the use of the system; no sign-in.
    #[at("/apply")]
    Apply,
    /// How one's application stands; no sign-in.
    #[at("/apply/status")]
    ApplyStatus,
    /// One page of the application; no sign-in.
    #[at("/apply/:step")]
    ApplyStep {
        /// Which.
        step: Step,
    },
    /// Getting a certificate for this device; no sign-in.
    #[at("/enrol")]
    Enrol,
    /// The same, in the words for one kind of device; no sign-in.
    #[at("/enrol/:system")]
    EnrolOn {
        /// Which.
        system: System,
    },
    /// Whether this device has its certificate; no sign-in.
    #[at("/device-check")]
    DeviceCheck,
    /// Anything else.
    #[not_found]
    #[at("/not-found")]
    NotFound,
}

impl Route {
    /// Whether the screen is for those who are not signed in, whoever is.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Apply
                | Self::ApplyStatus
                | Self::ApplyStep { .. }
                | Self::Enrol
                | Self::EnrolOn { .. }
                | Self::DeviceCheck
        )
    }
}

/// What may follow `/clients?`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// Which clients.
    #[serde(default)]
    pub filter: ClientFilter,
}

/// The filter's name in an address.
pub fn filter_name(filter: ClientFilter) -> &'static str {
    match filter {
        ClientFilter::All => "all",
        ClientFilter::InProgress => "in-progress",
        ClientFilter::Overdue => "overdue",
        ClientFilter::Ending => "ending",
        ClientFilter::Decided => "decided",
        ClientFilter::ConsentMissing => "consent-missing",
    }
}

/// The address of a list.
pub fn list_address(filter: ClientFilter) -> String {
    match filter {
        ClientFilter::All => "/clients".to_owned(),
        filter => format!("/clients?filter={}", filter_name(filter)),
    }
}
