//! The HTTP side: TLS with device certificates, who calls, the routes, problem details, the OpenAPI document, the SPA's
//! files. Turns requests into calls of `service` and its answers into JSON; decides nothing, queries nothing.

mod body;
mod connection;
mod convert;
mod cookie;
mod edge;
mod headers;
mod health;
mod language;
mod methods;
mod openapi;
mod origin;
mod problem;
mod refused;
mod representation;
mod routes;
mod server;
mod settings;
mod spa;
mod throttle;
mod tls;
mod token;
mod viewer;

pub use openapi::document;
pub use server::{Bound, ServeError, bind};
pub use settings::{EnrolmentSettings, Settings};
pub use throttle::{Rate, Throttling};
pub use tls::{MinimumTls, TlsError, TlsSettings};
pub use token::{InvalidTokenKey, TokenKey, Tokens};
