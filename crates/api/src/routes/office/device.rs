//! The device that asks, and the devices of one's own organization.

use actix_web::{HttpResponse, get, post, web};
use contract::office::account::Remark;
use contract::office::device::{DeviceList, RelabelDevice, ThisDevice};
use domain::id::DeviceId;
use service::ManageDevices;

use crate::convert::ToContract;
use crate::http::answer::plain::private;
use crate::http::read::body::Strict;
use crate::principal::insurer::AskedInsurer;
use crate::principal::session::{Authorized, Device};
use crate::problem::ApiError;

/// What this device is.
///
/// Without sign-in: tells whether its certificate is in place, whose it is and when it ends.
#[utoipa::path(
    tag = "devices",
    security(("device" = [])),
    responses((status = OK, description = "The device.", body = ThisDevice)),
)]
#[get("/device")]
pub(crate) async fn get_this_device(device: Device, service: AskedInsurer) -> Result<HttpResponse, ApiError> {
    let head = service.this_device(device.certificate).await?;
    Ok(private(&head.to_contract()))
}

/// The devices of one's own organization.
///
/// By label, revoked ones last, with what is due: certificates that end soon, devices nobody has used for long.
#[utoipa::path(
    tag = "devices",
    responses((status = OK, description = "The devices.", body = DeviceList)),
)]
#[get("/organization/devices")]
pub(crate) async fn list_devices(authorized: Authorized<ManageDevices>) -> Result<HttpResponse, ApiError> {
    let devices = authorized.allowed.devices().await?;
    Ok(private(&devices.to_contract()))
}

/// Give a device another label.
///
/// Only of the own organization; any other device does not exist.
#[utoipa::path(
    tag = "devices",
    params(("id" = uuid::Uuid, Path, description = "The device's opaque id.")),
    request_body = RelabelDevice,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/organization/devices/{id}/label")]
pub(crate) async fn relabel_device(
    authorized: Authorized<ManageDevices>,
    id: web::Path<DeviceId>,
    body: Strict<RelabelDevice>,
) -> Result<HttpResponse, ApiError> {
    authorized.allowed.relabel(id.into_inner(), &body.0.label).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Revoke a device.
///
/// For good, and from its next request on, also on an open connection.
#[utoipa::path(
    tag = "devices",
    params(("id" = uuid::Uuid, Path, description = "The device's opaque id.")),
    request_body = Remark,
    responses((status = NO_CONTENT, description = "Revoked.")),
)]
#[post("/organization/devices/{id}/revocation")]
pub(crate) async fn revoke_device(
    authorized: Authorized<ManageDevices>,
    id: web::Path<DeviceId>,
    body: Strict<Remark>,
) -> Result<HttpResponse, ApiError> {
    authorized
        .allowed
        .revoke(id.into_inner(), body.0.reason.as_deref())
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
