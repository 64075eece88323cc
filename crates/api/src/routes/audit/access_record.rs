//! An organization's record of what was done there, and to it.

use actix_web::{HttpResponse, get};
use contract::audit::access_record::AccessRecord;
use contract::page::PageLimit;
use serde::Deserialize;
use service::ManageStaff;
use utoipa::IntoParams;

use crate::convert::ToContractIn;
use crate::http::answer::plain::private_in;
use crate::http::read::asked::checked_limit;
use crate::http::read::query::StrictQuery;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// Where to go on in the record.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RecordQuery {
    /// Where the last page ended, as it was given.
    cursor: Option<String>,
    /// How many at most.
    #[param(inline)]
    limit: Option<PageLimit>,
}

/// What was done in one's own organization.
///
/// By the audit ledger's entries of its own people and devices, the newest first: one entry here for each act, with
/// everybody whom it showed. Reading them is an act as well. A page may hold fewer than asked for, and still not be the last.
/// Codes are stable; labels are in the language that `Accept-Language` prefers, Japanese or English.
#[utoipa::path(
    tag = "organization",
    params(RecordQuery),
    responses((status = OK, description = "A page of acts.", body = AccessRecord)),
)]
#[get("/organization/access-record")]
pub(crate) async fn get_access_record(
    authorized: Authorized<ManageStaff>,
    query: StrictQuery<RecordQuery>,
) -> Result<HttpResponse, ApiError> {
    let RecordQuery { cursor, limit } = query.0;
    let limit = checked_limit(limit)?;
    let page = authorized.allowed.access_record(cursor.as_deref(), limit).await?;
    let language = authorized.language;
    Ok(private_in(language, &page.to_contract_in(language)))
}
