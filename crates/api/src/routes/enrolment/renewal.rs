//! A new certificate for the device that asks, and the file it comes in.

use actix_web::{HttpRequest, HttpResponse, post, web};
use contract::enrolment::redemption::{EnrolledDevice, PickUp};
use contract::office::device::RenewDevice;

use crate::convert::ToContract;
use crate::http::answer::file::Binary;
use crate::http::answer::plain::created;
use crate::http::read::body::Strict;
use crate::principal::insurer::AskedInsurer;
use crate::principal::session::{Caller, Device};
use crate::problem::ApiError;
use crate::routes::enrolment::redemption::hand_over;

/// Renew this device's certificate.
///
/// From 60 days before its end, for anybody signed in on it. The old one stays good until somebody signs in with the new
/// one. Without a certificate signing request the new one waits as a file.
#[utoipa::path(
    tag = "devices",
    request_body = RenewDevice,
    responses((status = CREATED, description = "The new certificate.", body = EnrolledDevice)),
)]
#[post("/device/renewal")]
pub(crate) async fn renew_device(
    caller: Caller,
    service: AskedInsurer,
    body: Strict<RenewDevice>,
) -> Result<HttpResponse, ApiError> {
    let request = body.0.certificate_request.map(String::into_bytes);
    let renewed = service.renew_device(&caller.presented, request).await?;
    Ok(created(&renewed.to_contract()))
}

/// Fetch the file of a renewed certificate.
///
/// Once, within 15 minutes, by a form post from the page.
#[utoipa::path(
    tag = "devices",
    security(("device" = [])),
    request_body(content = PickUp, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = OK, description = "The file.", content_type = "application/x-pkcs12", body = inline(Binary)),
        (status = SEE_OTHER, description = "For a person in front of a browser who comes too late: the page that says so.")),
)]
#[post("/device/file")]
pub(crate) async fn fetch_renewed_file(
    request: HttpRequest,
    device: Device,
    service: AskedInsurer,
    form: web::Form<PickUp>,
) -> Result<HttpResponse, ApiError> {
    hand_over(&request, &service, &form.pick_up, &device.request).await
}
