//! Install keys: an office's administrator asks for them within the quota, the insurer for its own devices.

use actix_web::{HttpResponse, get, post, web};
use contract::enrolment::redemption::{InstallKeyList, IssueInstallKey, NewInstallKey};
use contract::enrolment::usage_application::PrintNotice;
use domain::id::InstallKeyId;
use service::{ManageCityAccounts, ManageDevices};

use crate::convert::ToContract;
use crate::http::answer::plain::{created, private};
use crate::http::read::body::Strict;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// The organization's install keys.
///
/// Newest first, without their secrets, with how many devices there may be.
#[utoipa::path(
    tag = "devices",
    responses((status = OK, description = "The keys.", body = InstallKeyList)),
)]
#[get("/organization/install-keys")]
pub(crate) async fn list_install_keys(authorized: Authorized<ManageDevices>) -> Result<HttpResponse, ApiError> {
    let keys = authorized.allowed.install_keys().await?;
    Ok(private(&keys.to_contract()))
}

/// Ask for an install key.
///
/// For one more device of the organization, within its quota. The key is in this answer and nowhere else.
#[utoipa::path(
    tag = "devices",
    request_body = IssueInstallKey,
    responses((status = CREATED, description = "The key.", body = NewInstallKey)),
)]
#[post("/organization/install-keys")]
pub(crate) async fn issue_install_key(
    authorized: Authorized<ManageDevices>,
    body: Strict<IssueInstallKey>,
) -> Result<HttpResponse, ApiError> {
    let issued = authorized.allowed.issue_install_key(&body.0.label).await?;
    Ok(created(&issued.to_contract()))
}

/// Take an install key back.
///
/// One that was used cannot be taken back: revoke its device instead.
#[utoipa::path(
    tag = "devices",
    params(("id" = uuid::Uuid, Path, description = "The key's opaque id.")),
    request_body = PrintNotice,
    responses((status = NO_CONTENT, description = "Taken back.")),
)]
#[post("/organization/install-keys/{id}/revocation")]
pub(crate) async fn revoke_install_key(
    authorized: Authorized<ManageDevices>,
    id: web::Path<InstallKeyId>,
    _body: Strict<PrintNotice>,
) -> Result<HttpResponse, ApiError> {
    authorized.allowed.revoke_install_key(id.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Install keys for the insurer's own devices.
///
/// Newest first, without their secrets.
#[utoipa::path(
    tag = "city",
    responses((status = OK, description = "The keys.", body = InstallKeyList)),
)]
#[get("/city/install-keys")]
pub(crate) async fn list_city_install_keys(
    authorized: Authorized<ManageCityAccounts>,
) -> Result<HttpResponse, ApiError> {
    let keys = authorized.allowed.install_keys().await?;
    Ok(private(&keys.to_contract()))
}

/// Ask for an install key for a device of the insurer.
///
/// Needs the password again. The key is in this answer and nowhere else.
#[utoipa::path(
    tag = "city",
    request_body = IssueInstallKey,
    responses((status = CREATED, description = "The key.", body = NewInstallKey)),
)]
#[post("/city/install-keys")]
pub(crate) async fn issue_city_install_key(
    authorized: Authorized<ManageCityAccounts>,
    body: Strict<IssueInstallKey>,
) -> Result<HttpResponse, ApiError> {
    let issued = authorized.allowed.issue_install_key(&body.0.label).await?;
    Ok(created(&issued.to_contract()))
}

/// Take an install key of the insurer back.
///
/// Needs the password again.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The key's opaque id.")),
    request_body = PrintNotice,
    responses((status = NO_CONTENT, description = "Taken back.")),
)]
#[post("/city/install-keys/{id}/revocation")]
pub(crate) async fn revoke_city_install_key(
    authorized: Authorized<ManageCityAccounts>,
    id: web::Path<InstallKeyId>,
    _body: Strict<PrintNotice>,
) -> Result<HttpResponse, ApiError> {
    authorized.allowed.revoke_install_key(id.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}
