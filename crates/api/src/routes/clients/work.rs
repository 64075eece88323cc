//! Today's work.

use actix_web::{HttpRequest, HttpResponse, get};
use contract::clients::work::TodaysWork;
use service::ReadClients;

use crate::convert::ToContractIn;
use crate::http::answer::representation::json;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// Today's work.
///
/// What changed among the office's clients and what ends soon, in groups by urgency.
#[utoipa::path(
    tag = "work",
    responses((status = OK, description = "The groups.", body = TodaysWork)),
)]
#[get("/work")]
pub(crate) async fn get_work(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let work = authorized.allowed.work().await?;
    json(
        &request,
        &authorized,
        &work.into_inner().to_contract_in(authorized.language),
    )
}
