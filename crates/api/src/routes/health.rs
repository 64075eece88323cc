//! For the machines that watch: is the process there, and can it do its work.

use actix_web::{HttpResponse, get, web};
use serde_json::json;
use service::Insurers;

use crate::problem::{ApiError, UNAVAILABLE};

/// The process answers. Depends on nothing, so that a slow database does not get a healthy process killed.
#[get("/livez")]
pub(crate) async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "alive" }))
}

/// Database and ledger work. What does not is in the log; the asker may be anybody on the machine.
#[get("/readyz")]
pub(crate) async fn readyz(insurers: web::Data<Insurers>) -> Result<HttpResponse, ApiError> {
    for service in insurers.iter() {
        let ready = service.ready().await;
        ready.map_err(|error| ApiError::of(&UNAVAILABLE).because(error))?;
    }
    Ok(HttpResponse::Ok().json(json!({ "status": "ready" })))
}
