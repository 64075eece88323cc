//! What is kept of requests as such, whatever they ask for.

pub(crate) mod request_claim;
