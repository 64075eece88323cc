//! Organizations, as the insurer sees and changes them. Steps with consequences state a reason and ask for the password
//! again.

use actix_web::{HttpResponse, get, post, web};
use contract::office::account::StatedReason;
use contract::office::organization::{OrganizationDetail, OrganizationList, SetDeviceQuota};
use contract::page::PageLimit;
use domain::id::OrganizationId;
use domain::organization::OrganizationStatus;
use serde::Deserialize;
use service::{ManageOrganizations, ReadOrganizations};
use utoipa::IntoParams;

use crate::convert::ToContract;
use crate::convert::office::account::stated;
use crate::http::answer::plain::{of_state, private};
use crate::http::read::asked::{checked_limit, checked_text};
use crate::http::read::body::Strict;
use crate::http::read::query::StrictQuery;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// Which organizations, and where to go on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OrganizationQuery {
    /// Part of an office's name or number: of an office, never of a person.
    text: Option<String>,
    /// Where the last page ended, as it was given.
    cursor: Option<String>,
    /// How many at most.
    #[param(inline)]
    limit: Option<PageLimit>,
}

/// Organizations of the insurer.
///
/// By office number, a page at a time.
#[utoipa::path(
    tag = "city",
    params(OrganizationQuery),
    responses((status = OK, description = "A page of organizations.", body = OrganizationList)),
)]
#[get("/city/organizations")]
pub(crate) async fn list_organizations(
    authorized: Authorized<ReadOrganizations>,
    query: StrictQuery<OrganizationQuery>,
) -> Result<HttpResponse, ApiError> {
    let OrganizationQuery { text, cursor, limit } = query.0;
    let limit = checked_limit(limit)?;
    let text = text.unwrap_or_default();
    checked_text(&text)?;
    let page = authorized
        .allowed
        .organizations(&text, cursor.as_deref(), limit)
        .await?;
    Ok(private(&page.to_contract()))
}

/// One organization.
///
/// With its staff and devices.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The organization's opaque id.")),
    responses((status = OK, description = "The organization.", body = OrganizationDetail)),
)]
#[get("/city/organizations/{id}")]
pub(crate) async fn get_city_organization(
    authorized: Authorized<ReadOrganizations>,
    id: web::Path<OrganizationId>,
) -> Result<HttpResponse, ApiError> {
    let detail = authorized
        .allowed
        .organization_detail(id.into_inner())
        .await?
        .to_contract();
    Ok(of_state(private(&detail), &detail.organization.etag))
}

/// Set the quota of devices.
///
/// How many devices an organization may have at a time. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The organization's opaque id.")),
    request_body = SetDeviceQuota,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/city/organizations/{id}/device-quota")]
pub(crate) async fn set_device_quota(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<OrganizationId>,
    body: Strict<SetDeviceQuota>,
) -> Result<HttpResponse, ApiError> {
    let SetDeviceQuota {
        device_quota,
        reason,
        tell_organization,
    } = body.0;
    let reason = stated(StatedReason {
        reason,
        tell_organization,
    });
    authorized
        .allowed
        .set_quota(id.into_inner(), device_quota, &reason)
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Suspend an organization.
///
/// Its people see no client until it is reinstated. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The organization's opaque id.")),
    request_body = StatedReason,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/city/organizations/{id}/suspension")]
pub(crate) async fn suspend_organization(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<OrganizationId>,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    set_organization(&authorized, *id, OrganizationStatus::Suspended, body).await
}

/// Reinstate an organization.
///
/// After a suspension. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The organization's opaque id.")),
    request_body = StatedReason,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/city/organizations/{id}/reinstatement")]
pub(crate) async fn reinstate_organization(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<OrganizationId>,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    set_organization(&authorized, *id, OrganizationStatus::Permitted, body).await
}

/// Close an organization.
///
/// For good: its people leave, its devices are revoked. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The organization's opaque id.")),
    request_body = StatedReason,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/city/organizations/{id}/closure")]
pub(crate) async fn close_organization(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<OrganizationId>,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    set_organization(&authorized, *id, OrganizationStatus::Closed, body).await
}

async fn set_organization(
    authorized: &Authorized<ManageOrganizations>,
    id: OrganizationId,
    status: OrganizationStatus,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    let reason = stated(body.0);
    authorized.allowed.set_organization(id, status, &reason).await?;
    Ok(HttpResponse::NoContent().finish())
}
