//! The HTTP side: TLS with device certificates, who calls, the routes, problem details, the OpenAPI document, the SPA's
//! files. Turns requests into calls of `service` and its answers into JSON; decides nothing, queries nothing.

mod convert;
mod http;
mod listen;
mod openapi;
mod principal;
mod problem;
#[cfg(feature = "readers")]
pub mod readers;
mod routes;
mod settings;

pub use crate::http::reading::rates::Reading;
pub use crate::http::throttle::{Rate, Throttling};
pub use crate::listen::limits::Limits;
pub use crate::listen::listener::ServeError;
pub use crate::listen::server::{Bound, bind};
pub use crate::listen::tls::{MinimumTls, TlsError, TlsSettings};
pub use crate::principal::bearer::{InvalidTokenKey, TokenKey, Tokens};
pub use openapi::{document, enrolment_document};
pub use settings::{EnrolmentSettings, Settings};
