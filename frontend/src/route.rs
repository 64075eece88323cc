//! The addresses of the screens. No personal value stands in them: people and documents are named by opaque ids, and
//! what was searched for stays out.

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
    /// Anything else.
    #[not_found]
    #[at("/not-found")]
    NotFound,
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
