//! What the insurer does: organizations and everybody's accounts and devices. Steps with consequences state a reason and
//! ask for the password again.

use actix_web::{HttpResponse, get, post, web};
use contract::office::account::{InviteCityStaff, ProvisionalCredentials, StaffList, StatedReason};
use contract::office::device::DeviceList;
use contract::office::organization::{OrganizationDetail, OrganizationList, SetDeviceQuota};
use contract::page::PageLimit;
use domain::account::AccountStatus;
use domain::id::{AccountId, DeviceId, OrganizationId};
use domain::organization::OrganizationStatus;
use serde::Deserialize;
use service::{CityInvitation, ManageCityAccounts, ManageOrganizations, ReadOrganizations};
use utoipa::IntoParams;

use crate::convert::ToContract;
use crate::http::body::Strict;
use crate::principal::session::Authorized;
use crate::problem::ApiError;
use crate::routes::{Problems, checked_limit, checked_text, created, private};

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
    responses((status = OK, description = "A page of organizations.", body = OrganizationList), Problems),
)]
#[get("/city/organizations")]
pub(crate) async fn list_organizations(
    authorized: Authorized<ReadOrganizations>,
    query: web::Query<OrganizationQuery>,
) -> Result<HttpResponse, ApiError> {
    let OrganizationQuery { text, cursor, limit } = query.into_inner();
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
    responses((status = OK, description = "The organization.", body = OrganizationDetail), Problems),
)]
#[get("/city/organizations/{id}")]
pub(crate) async fn get_city_organization(
    authorized: Authorized<ReadOrganizations>,
    id: web::Path<OrganizationId>,
) -> Result<HttpResponse, ApiError> {
    let detail = authorized.allowed.organization_detail(id.into_inner()).await?;
    Ok(private(&detail.to_contract()))
}

/// Set the quota of devices.
///
/// How many devices an organization may have at a time. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The organization's opaque id.")),
    request_body = SetDeviceQuota,
    responses((status = NO_CONTENT, description = "Done."), Problems),
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

fn stated(stated: StatedReason) -> service::StatedReason {
    let StatedReason {
        reason,
        tell_organization,
    } = stated;
    service::StatedReason {
        reason,
        visible_to_organization: tell_organization,
    }
}

macro_rules! city_commands {
    ($($(#[doc = $doc:tt])+ $name:ident = $path:tt, $what:tt, $id:ty => $method:ident($($argument:expr)?);)*) => {
        $(
            $(#[doc = $doc])+
            #[utoipa::path(
                tag = "city",
                params(("id" = uuid::Uuid, Path, description = $what)),
                request_body = StatedReason,
                responses((status = NO_CONTENT, description = "Done."), Problems),
            )]
            #[post($path)]
            pub(crate) async fn $name(
                authorized: Authorized<ManageOrganizations>,
                id: web::Path<$id>,
                body: Strict<StatedReason>,
            ) -> Result<HttpResponse, ApiError> {
                authorized.allowed
                    .$method(id.into_inner(), $($argument,)? &stated(body.0))
                    .await?;
                Ok(HttpResponse::NoContent().finish())
            }
        )*
    };
}

city_commands! {
    /// Suspend an organization.
    ///
    /// Its people see no client until it is reinstated. Needs the step-up.
    suspend_organization = "/city/organizations/{id}/suspension", "The organization's opaque id.", OrganizationId
        => set_organization(OrganizationStatus::Suspended);
    /// Reinstate an organization.
    ///
    /// After a suspension. Needs the step-up.
    reinstate_organization = "/city/organizations/{id}/reinstatement", "The organization's opaque id.", OrganizationId
        => set_organization(OrganizationStatus::Permitted);
    /// Close an organization.
    ///
    /// For good: its people leave, its devices are revoked. Needs the step-up.
    close_organization = "/city/organizations/{id}/closure", "The organization's opaque id.", OrganizationId
        => set_organization(OrganizationStatus::Closed);
    /// Suspend an account.
    ///
    /// Anybody's, of an organization or of the insurer. Needs the step-up.
    suspend_account = "/city/accounts/{id}/suspension", "The account's opaque id.", AccountId
        => set_any_status(AccountStatus::Suspended);
    /// Reinstate an account.
    ///
    /// With the login ID and password it had. Needs the step-up.
    reinstate_account = "/city/accounts/{id}/reinstatement", "The account's opaque id.", AccountId
        => set_any_status(AccountStatus::Active);
    /// Release an account.
    ///
    /// Today and for good. Needs the step-up.
    release_account = "/city/accounts/{id}/departure", "The account's opaque id.", AccountId
        => set_any_status(AccountStatus::Left);
    /// Revoke any device.
    ///
    /// Of an organization or of the insurer, for good. Needs the step-up.
    revoke_any_device = "/city/devices/{id}/revocation", "The device's opaque id.", DeviceId => revoke_any();
}

/// New provisional credentials for anybody.
///
/// The old ones and every session are over at once. Needs the step-up.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The account's opaque id.")),
    request_body = StatedReason,
    responses((status = CREATED, description = "Made.", body = ProvisionalCredentials), Problems),
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
    responses((status = OK, description = "The staff.", body = StaffList), Problems),
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
    responses((status = CREATED, description = "Made.", body = ProvisionalCredentials), Problems),
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
    responses((status = OK, description = "The devices.", body = DeviceList), Problems),
)]
#[get("/city/devices")]
pub(crate) async fn list_city_devices(authorized: Authorized<ManageCityAccounts>) -> Result<HttpResponse, ApiError> {
    Ok(private(&authorized.allowed.city_devices().await?.to_contract()))
}
