//! What may follow the address of the list of clients: the filter. What was searched for never stands in an address.

use contract::clients::client::ClientFilter;
use serde::{Deserialize, Serialize};

/// The query of the list's address: what follows `/clients?`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// The filter of the list.
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

/// The address of the list with this filter.
pub fn list_address(filter: ClientFilter) -> String {
    match filter {
        ClientFilter::All => "/clients".to_owned(),
        filter => format!("/clients?filter={}", filter_name(filter)),
    }
}
