//! Today's work.

use actix_web::{HttpRequest, HttpResponse, get};
use contract::work::TodaysWork;
use service::ReadClients;

use super::Problems;
use crate::convert::ToContract;
use crate::problem::ApiError;
use crate::representation::json;
use crate::viewer::May;

/// Today's work.
///
/// What changed among the office's clients and what ends soon, in groups by urgency.
#[utoipa::path(
    tag = "work",
    responses((status = OK, description = "The groups.", body = TodaysWork), Problems),
)]
#[get("/work")]
pub(crate) async fn get_work(may: May<ReadClients>, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let work = may.allowed.work().await?;
    json(&request, &may, &work.into_inner().to_contract())
}
