//! Usage applications as an office sends and follows them, before it has a device. Served by the enrolment listener alone;
//! the insurer's desk is in `usage_desk`.

use actix_web::{HttpResponse, post};
use contract::enrolment::office_lookup::{OfficeLookup, OfficeSearch};
use contract::enrolment::usage_application::{
    NewUsageApplication, UsageApplicationAccess, UsageApplicationCorrection, UsageApplicationReceipt,
    UsageApplicationStatus,
};

use crate::convert::enrolment::usage_application::given;
use crate::convert::{ToContract, ToContractIn};
use crate::http::answer::plain::{created, private, private_in};
use crate::http::read::body::Strict;
use crate::principal::insurer::AskedInsurer;
use crate::principal::session::Stranger;
use crate::problem::ApiError;

/// Look up an office number.
///
/// In the ministry's open data. An unknown number has no offices.
#[utoipa::path(
    tag = "enrolment",
    security(()),
    request_body = OfficeSearch,
    responses((status = OK, description = "What is known of it.", body = OfficeLookup)),
)]
#[post("/offices/search")]
pub(crate) async fn search_offices(
    service: AskedInsurer,
    body: Strict<OfficeSearch>,
) -> Result<HttpResponse, ApiError> {
    let found = service.search_offices(&body.0.office_number).await?;
    Ok(private(&found.to_contract()))
}

/// Apply for use of the system.
///
/// Every fault is told at once, each by its own rule. The secret in the answer is shown this once.
#[utoipa::path(
    tag = "enrolment",
    security(()),
    request_body = NewUsageApplication,
    responses((status = CREATED, description = "Received.", body = UsageApplicationReceipt)),
)]
#[post("/usage-applications")]
pub(crate) async fn create_usage_application(
    stranger: Stranger,
    service: AskedInsurer,
    body: Strict<NewUsageApplication>,
) -> Result<HttpResponse, ApiError> {
    let receipt = service.apply(given(body.0), &stranger.request).await?;
    Ok(created(&receipt.to_contract_in(stranger.language)))
}

/// Follow an application.
///
/// A wrong reference and a wrong secret are one answer.
#[utoipa::path(
    tag = "enrolment",
    security(()),
    request_body = UsageApplicationAccess,
    responses((status = OK, description = "How it stands.", body = UsageApplicationStatus)),
)]
#[post("/usage-applications/status")]
pub(crate) async fn follow_usage_application(
    stranger: Stranger,
    service: AskedInsurer,
    body: Strict<UsageApplicationAccess>,
) -> Result<HttpResponse, ApiError> {
    let UsageApplicationAccess { reference, secret } = body.0;
    let view = service
        .usage_application_status(&reference, &secret, &stranger.request)
        .await?;
    Ok(private(&view.to_contract()))
}

/// Correct an application that was returned.
///
/// Office number and service stay as they were.
#[utoipa::path(
    tag = "enrolment",
    security(()),
    request_body = UsageApplicationCorrection,
    responses((status = OK, description = "Received again.", body = UsageApplicationReceipt)),
)]
#[post("/usage-applications/correction")]
pub(crate) async fn correct_usage_application(
    stranger: Stranger,
    service: AskedInsurer,
    body: Strict<UsageApplicationCorrection>,
) -> Result<HttpResponse, ApiError> {
    let UsageApplicationCorrection {
        reference,
        secret,
        application,
    } = body.0;
    let receipt = service
        .correct_usage_application(&reference, &secret, given(application), &stranger.request)
        .await
        .map_err(|error| ApiError::from(error).with_form_under("/application"))?;
    Ok(private_in(
        stranger.language,
        &receipt.to_contract_in(stranger.language),
    ))
}

/// Take an application back.
///
/// As long as it is open. The office may apply anew.
#[utoipa::path(
    tag = "enrolment",
    security(()),
    request_body = UsageApplicationAccess,
    responses((status = OK, description = "Taken back.", body = UsageApplicationStatus)),
)]
#[post("/usage-applications/withdrawal")]
pub(crate) async fn withdraw_usage_application(
    stranger: Stranger,
    service: AskedInsurer,
    body: Strict<UsageApplicationAccess>,
) -> Result<HttpResponse, ApiError> {
    let UsageApplicationAccess { reference, secret } = body.0;
    let view = service
        .withdraw_usage_application(&reference, &secret, &stranger.request)
        .await?;
    Ok(private(&view.to_contract()))
}
