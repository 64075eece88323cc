//! What a device without a certificate may call: what there is to know of the insurer, redeeming an install key, fetching
//! the file. Served by the enrolment listener alone.

use actix_web::http::header::{self, Accept, Header, Quality};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use contract::enrolment::redemption::{EnrolDevice, EnrolledDevice, EnrolmentInfo, PickUp};
use service::{EnrolmentRefusal, Service, ServiceError};

use crate::convert::ToContract;
use crate::http::answer::file::Binary;
use crate::http::answer::plain::{created, private};
use crate::http::read::body::Strict;
use crate::principal::insurer::AskedInsurer;
use crate::principal::session::Stranger;
use crate::problem::{ApiError, DEVICE_FILE_GONE};

/// What the enrolment pages say about the insurer.
///
/// Its name, who may apply, the terms of use, whom to ask, and where the system is reached afterwards.
#[utoipa::path(
    tag = "enrolment",
    security(()),
    responses((status = OK, description = "The insurer.", body = EnrolmentInfo)),
)]
#[get("/enrolment")]
pub(crate) async fn get_enrolment(service: AskedInsurer) -> Result<HttpResponse, ApiError> {
    let info = service.enrolment_info().await?;
    Ok(private(&info.to_contract()))
}

/// Enrol a device.
///
/// Redeems an install key, once. Without a certificate signing request a key is made and waits as a PKCS #12 file to be
/// fetched; with one, the certificate is in the answer. Unknown, wrong and locked keys are one answer.
#[utoipa::path(
    tag = "enrolment",
    security(()),
    request_body = EnrolDevice,
    responses((status = CREATED, description = "The device is enrolled.", body = EnrolledDevice)),
)]
#[post("/enrolment/devices")]
pub(crate) async fn enrol_device(
    stranger: Stranger,
    service: AskedInsurer,
    body: Strict<EnrolDevice>,
) -> Result<HttpResponse, ApiError> {
    let EnrolDevice {
        install_key,
        label,
        certificate_request,
    } = body.0;
    let asked = service::EnrolDevice {
        install_key,
        label,
        certificate_request: certificate_request.map(String::into_bytes),
    };
    let enrolled = service.enrol_device(asked, &stranger.request).await?;
    Ok(created(&enrolled.to_contract()))
}

/// Fetch a device's file.
///
/// Once, within 15 minutes of the enrolment, by a form post from the page. A browser that comes too late is led to a page
/// that says so.
#[utoipa::path(
    tag = "enrolment",
    security(()),
    request_body(content = PickUp, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = OK, description = "The file.", content_type = "application/x-pkcs12", body = inline(Binary)),
        (status = SEE_OTHER, description = "For a person in front of a browser who comes too late: the page that says so.")),
)]
#[post("/enrolment/devices/file")]
pub(crate) async fn fetch_device_file(
    request: HttpRequest,
    stranger: Stranger,
    service: AskedInsurer,
    form: web::Form<PickUp>,
) -> Result<HttpResponse, ApiError> {
    hand_over(&request, &service, &form.pick_up, &stranger.request).await
}

/// The file as an attachment; for a person in front of a browser an explanation instead of JSON.
pub(crate) async fn hand_over(
    request: &HttpRequest,
    service: &Service,
    token: &str,
    request_id: &str,
) -> Result<HttpResponse, ApiError> {
    match service.pick_up(token, request_id).await {
        Ok(file) => Ok(HttpResponse::Ok()
            .content_type("application/x-pkcs12")
            .insert_header((
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"engawa-device.p12\"",
            ))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .body(file)),
        Err(ServiceError::Enrolment(EnrolmentRefusal::NoFile)) if reads_pages(request) => {
            let place = format!("/problems/{}", DEVICE_FILE_GONE.slug);
            Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, place))
                .finish())
        }
        Err(other) => Err(other.into()),
    }
}

fn reads_pages(request: &HttpRequest) -> bool {
    let accepted = Accept::parse(request).map_or_else(|_| Vec::new(), |accepted| accepted.0);
    accepted
        .iter()
        .any(|media| media.quality > Quality::ZERO && media.item.essence_str() == "text/html")
}
