//! The insurer's desk for usage applications: the queue, one application beside the office master, paper ones, decisions.
//! Its letters are in `letter`.

use actix_web::{HttpResponse, get, post, web};
use contract::enrolment::usage_application::{
    CityUsageApplication, EnteredUsageApplication, PublishedTerms, UsageApplicationOutcome, UsageApplicationQueue,
    UsageApplicationReceipt, UsageApproval, UsageDecision,
};
use contract::page::PageLimit;
use domain::enrolment::usage_application::{Grant, UsageApplicationState};
use domain::id::UsageApplicationId;
use serde::Deserialize;
use service::{
    EnterUsageApplications, ManageOrganizations, ReadOrganizations, UsageApplicationPage, UsageApplicationRule,
};
use utoipa::IntoParams;

use crate::convert::ToContractIn;
use crate::convert::desk::usage_application as shapes;
use crate::convert::enrolment::usage_application::{given, state};
use crate::http::answer::plain::{created, of_state, private, private_in};
use crate::http::read::asked::checked_limit;
use crate::http::read::body::Strict;
use crate::http::read::query::StrictQuery;
use crate::principal::session::Authorized;
use crate::problem::{ApiError, RequestRule};

/// Which applications, and where to go on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct QueueQuery {
    /// `received`, `returned`, `proposed`, `approved`, `refused` or `withdrawn`; all without it.
    state: Option<String>,
    /// Only those that were approved and lack a letter, all of them on one page.
    letters_missing: Option<bool>,
    /// Where the last page ended, as it was given.
    cursor: Option<String>,
    /// How many at most.
    #[param(inline)]
    limit: Option<PageLimit>,
}

/// The queue of applications.
///
/// Oldest first, a page at a time; in one state or all.
#[utoipa::path(
    tag = "city",
    params(QueueQuery),
    responses((status = OK, description = "A page of applications.", body = UsageApplicationQueue)),
)]
#[get("/city/usage-applications")]
pub(crate) async fn list_usage_applications(
    authorized: Authorized<ReadOrganizations>,
    query: StrictQuery<QueueQuery>,
) -> Result<HttpResponse, ApiError> {
    let QueueQuery {
        state,
        letters_missing,
        cursor,
        limit,
    } = query.0;
    let (allowed, today) = (&authorized.allowed, authorized.allowed.today());
    if letters_missing == Some(true) {
        let items = allowed.usage_applications_without_letters().await?;
        return Ok(private(&shapes::queue(
            UsageApplicationPage {
                items,
                next_cursor: None,
            },
            today,
        )));
    }
    let state = state
        .map(|code| UsageApplicationState::from_code(&code).ok_or(code))
        .transpose()
        .map_err(|_| ApiError::named_parameter("state", &RequestRule::State))?;
    let limit = checked_limit(limit)?;
    let page = allowed.usage_applications(state, cursor.as_deref(), limit).await?;
    Ok(private(&shapes::queue(page, today)))
}

/// One application beside the office master.
///
/// Field by field, with warnings, what else there is of the same office, what happened, and what the reader may do.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The application's opaque id.")),
    responses((status = OK, description = "The application.", body = CityUsageApplication)),
)]
#[get("/city/usage-applications/{id}")]
pub(crate) async fn get_usage_application(
    authorized: Authorized<ReadOrganizations>,
    id: web::Path<UsageApplicationId>,
) -> Result<HttpResponse, ApiError> {
    let detail = authorized.allowed.usage_application(id.into_inner()).await?;
    let language = authorized.language;
    let shown = shapes::detail(detail, authorized.allowed.today(), language);
    Ok(of_state(private_in(language, &shown), &shown.etag))
}

/// Enter an application that came on paper.
///
/// The same rules as online; the receipt carries the secret with which the office may follow it.
#[utoipa::path(
    tag = "city",
    request_body = EnteredUsageApplication,
    responses((status = CREATED, description = "Received.", body = UsageApplicationReceipt)),
)]
#[post("/city/usage-applications")]
pub(crate) async fn enter_usage_application(
    authorized: Authorized<EnterUsageApplications>,
    body: Strict<EnteredUsageApplication>,
) -> Result<HttpResponse, ApiError> {
    let EnteredUsageApplication {
        application,
        received_on,
        channel,
    } = body.0;
    let channel = channel
        .parse()
        .map_err(|_| ApiError::body("/channel", &UsageApplicationRule::Channel))?;
    let receipt = authorized
        .allowed
        .enter_usage_application(given(application), received_on, channel)
        .await
        .map_err(|error| ApiError::from(error).with_form_under("/application"))?;
    Ok(created(&receipt.to_contract_in(authorized.language)))
}

/// The versions of the terms that a paper form may bear.
///
/// The one in force, and earlier ones that the insurer has published. An application with another one is refused.
#[utoipa::path(
    tag = "city",
    responses((status = OK, description = "The versions.", body = PublishedTerms)),
)]
#[get("/city/terms")]
pub(crate) async fn list_published_terms(
    authorized: Authorized<EnterUsageApplications>,
) -> Result<HttpResponse, ApiError> {
    let mut versions = authorized.allowed.published_terms().await?.into_iter();
    let current = versions.next().unwrap_or_default();
    let earlier = versions.collect();
    Ok(private(&PublishedTerms { current, earlier }))
}

/// Approve an application.
///
/// Needs the password again. Where two people are needed, the first approval proposes and a second account's approval of
/// the same grant makes the organization and its administrator's account.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The application's opaque id.")),
    request_body = UsageApproval,
    responses((status = OK, description = "Approved or proposed.", body = UsageApplicationOutcome)),
)]
#[post("/city/usage-applications/{id}/approval")]
pub(crate) async fn approve_usage_application(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<UsageApplicationId>,
    body: Strict<UsageApproval>,
) -> Result<HttpResponse, ApiError> {
    let UsageApproval {
        device_quota,
        permitted_from,
        reason,
    } = body.0;
    let grant = Grant {
        device_quota,
        permitted_from,
    };
    let now = authorized
        .allowed
        .approve_usage_application(id.into_inner(), grant, reason.as_deref())
        .await?;
    Ok(private(&UsageApplicationOutcome { state: state(now) }))
}

/// Give an application back.
///
/// Needs the password again and a reason, which the office reads.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The application's opaque id.")),
    request_body = UsageDecision,
    responses((status = OK, description = "Returned.", body = UsageApplicationOutcome)),
)]
#[post("/city/usage-applications/{id}/return")]
pub(crate) async fn return_usage_application(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<UsageApplicationId>,
    body: Strict<UsageDecision>,
) -> Result<HttpResponse, ApiError> {
    authorized
        .allowed
        .return_usage_application(id.into_inner(), &body.0.reason)
        .await?;
    let state = state(UsageApplicationState::Returned);
    Ok(private(&UsageApplicationOutcome { state }))
}

/// Refuse an application.
///
/// Needs the password again and a reason, which the office reads.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The application's opaque id.")),
    request_body = UsageDecision,
    responses((status = OK, description = "Refused.", body = UsageApplicationOutcome)),
)]
#[post("/city/usage-applications/{id}/refusal")]
pub(crate) async fn refuse_usage_application(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<UsageApplicationId>,
    body: Strict<UsageDecision>,
) -> Result<HttpResponse, ApiError> {
    authorized
        .allowed
        .refuse_usage_application(id.into_inner(), &body.0.reason)
        .await?;
    let state = state(UsageApplicationState::Refused);
    Ok(private(&UsageApplicationOutcome { state }))
}
