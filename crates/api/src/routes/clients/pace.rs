//! How long the insurer takes, for itself.

use actix_web::{HttpResponse, get};
use contract::clients::pace::CityPace;
use service::ReadOrganizations;

use crate::convert::ToContract;
use crate::http::answer::plain::private;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// How long the insurer takes.
///
/// Median and 90th percentile of each part of the course, by kind of application, from the decisions of the last 90 days. The same
/// days are told to offices as what is usual.
#[utoipa::path(
    tag = "city",
    responses((status = OK, description = "What is counted.", body = CityPace)),
)]
#[get("/city/pace")]
pub(crate) async fn get_city_pace(authorized: Authorized<ReadOrganizations>) -> Result<HttpResponse, ApiError> {
    Ok(private(&authorized.allowed.pace().await?.to_contract()))
}
