//! Only behind the feature `measure`, which nothing that is shipped turns on: what a disclosure is compared with. Both
//! pass the same TLS, middleware and (the second) the same session check as every route; neither can disclose anything.

use actix_web::web::{self, Bytes, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use domain::id::PersonId;
use serde::Deserialize;
use service::ReadClients;

use crate::convert::ToContract;
use crate::http::answer::representation::json;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// Registers both, outside the API's own scope and outside its document.
pub(crate) fn configure(config: &mut ServiceConfig) {
    config.service(fixed).service(unaudited);
}

/// Longer than any answer it is compared with.
const LONGEST: usize = 4_096;

/// White space may stand before JSON, so that its end alone is JSON of any length.
static PADDED: [u8; LONGEST] = {
    let mut padded = [b' '; LONGEST];
    let [.., open, close] = &mut padded;
    (*open, *close) = (b'{', b'}');
    padded
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Length {
    bytes: usize,
}

/// JSON of the length asked for that is there already: what TLS, HTTP and the middleware cost alone.
#[get("/measure/static")]
async fn fixed(length: web::Query<Length>) -> HttpResponse {
    let from = LONGEST.saturating_sub(length.bytes.max(2));
    let body = PADDED.get(from..).unwrap_or_default();
    HttpResponse::Ok()
        .content_type("application/json")
        .body(Bytes::from_static(body))
}

/// The head of a client's page without the ledger: looked up, decided, dropped; the answer is about an invented person.
#[get("/measure/unaudited/{id}")]
async fn unaudited(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    id: web::Path<PersonId>,
) -> Result<HttpResponse, ApiError> {
    let invented = authorized.allowed.look_and_drop(id.into_inner()).await?;
    json(&request, &authorized, &invented.to_contract())
}
