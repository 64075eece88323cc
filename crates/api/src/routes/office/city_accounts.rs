//! Everybody's accounts and devices, as the insurer changes them, and its own staff. Steps with consequences state a
//! reason and ask for the password again.

use actix_web::{HttpResponse, get, post, web};
use contract::office::account::{InviteCityStaff, ProvisionalCredentials, StaffList, StatedReason};
use contract::office::device::DeviceList;
use domain::account::AccountStatus;
use domain::id::{AccountId, DeviceId};
use service::{CityInvitation, ManageCityAccounts, ManageOrganizations};

use crate::convert::ToContract;
use crate::convert::office::account::stated;
use crate::http::answer::plain::{created, private};
use crate::http::read::body::Strict;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// Suspend an account.
///
/// Anybody's, of an organization or of the insurer. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The account's opaque id.")),
    request_body = StatedReason,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/city/accounts/{id}/suspension")]
pub(crate) async fn suspend_account(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<AccountId>,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    set_account(&authorized, *id, AccountStatus::Suspended, body).await
}

/// Reinstate an account.
///
/// With the login ID and password it had. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The account's opaque id.")),
    request_body = StatedReason,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/city/accounts/{id}/reinstatement")]
pub(crate) async fn reinstate_account(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<AccountId>,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    set_account(&authorized, *id, AccountStatus::Active, body).await
}

/// Release an account.
///
/// Today and for good. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The account's opaque id.")),
    request_body = StatedReason,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/city/accounts/{id}/departure")]
pub(crate) async fn release_account(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<AccountId>,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    set_account(&authorized, *id, AccountStatus::Left, body).await
}

async fn set_account(
    authorized: &Authorized<ManageOrganizations>,
    id: AccountId,
    status: AccountStatus,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    authorized.allowed.set_any_status(id, status, &stated(body.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// New provisional credentials for anybody.
///
/// The old ones and every session are over at once. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The account's opaque id.")),
    request_body = StatedReason,
    responses((status = CREATED, description = "Made.", body = ProvisionalCredentials)),
)]
#[post("/city/accounts/{id}/credentials")]
pub(crate) async fn renew_account_credentials(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<AccountId>,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    let issued = authorized
        .allowed
        .renew_any_credentials(id.into_inner(), &stated(body.0))
        .await?;
    Ok(created(&issued.to_contract()))
}

/// The insurer's own staff.
///
/// By name, those who have left last.
#[utoipa::path(
    tag = "city",
    responses((status = OK, description = "The staff.", body = StaffList)),
)]
#[get("/city/accounts")]
pub(crate) async fn list_city_accounts(authorized: Authorized<ManageCityAccounts>) -> Result<HttpResponse, ApiError> {
    Ok(private(&authorized.allowed.city_staff().await?.to_contract()))
}

/// Make an account of the insurer.
///
/// With provisional credentials, which are shown in this answer and never again. Needs the step-up.
#[utoipa::path(
    tag = "city",
    request_body = InviteCityStaff,
    responses((status = CREATED, description = "Made.", body = ProvisionalCredentials)),
)]
#[post("/city/accounts")]
pub(crate) async fn invite_city_staff(
    authorized: Authorized<ManageCityAccounts>,
    body: Strict<InviteCityStaff>,
) -> Result<HttpResponse, ApiError> {
    let InviteCityStaff {
        name,
        role,
        desk,
        reason,
    } = body.0;
    let invitation = CityInvitation {
        name,
        role,
        desk,
        reason,
    };
    Ok(created(
        &authorized.allowed.invite_city_staff(invitation).await?.to_contract(),
    ))
}

/// The insurer's own devices.
///
/// By label, revoked ones last.
#[utoipa::path(
    tag = "city",
    responses((status = OK, description = "The devices.", body = DeviceList)),
)]
#[get("/city/devices")]
pub(crate) async fn list_city_devices(authorized: Authorized<ManageCityAccounts>) -> Result<HttpResponse, ApiError> {
    Ok(private(&authorized.allowed.city_devices().await?.to_contract()))
}

/// Revoke any device.
///
/// Of an organization or of the insurer, for good. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The device's opaque id.")),
    request_body = StatedReason,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/city/devices/{id}/revocation")]
pub(crate) async fn revoke_any_device(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<DeviceId>,
    body: Strict<StatedReason>,
) -> Result<HttpResponse, ApiError> {
    authorized.allowed.revoke_any(id.into_inner(), &stated(body.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
