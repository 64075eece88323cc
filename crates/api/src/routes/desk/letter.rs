//! The letters of the insurer: which were made, and making one.

use actix_web::{HttpResponse, get, post, web};
use contract::enrolment::letter::{LetterList, MakeLetter};
use domain::enrolment::letter::NoticeKind;
use domain::id::{OrganizationId, UsageApplicationId};
use service::{Allowed, ManageOrganizations, NoticeOf};

use crate::convert::ToContract;
use crate::convert::desk::letter::asked;
use crate::http::answer::file::Binary;
use crate::http::answer::plain::{private, with_secrets};
use crate::http::read::body::Strict;
use crate::principal::session::Authorized;
use crate::problem::{ApiError, NOT_FOUND};

/// The letters about an application.
///
/// Of each kind that was made or may be: who made it when, under which number and date.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The application's opaque id.")),
    responses((status = OK, description = "The letters.", body = LetterList)),
)]
#[get("/city/usage-applications/{id}/notices")]
pub(crate) async fn list_usage_notices(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<UsageApplicationId>,
) -> Result<HttpResponse, ApiError> {
    let letters = authorized
        .allowed
        .letters(NoticeOf::Application(id.into_inner()))
        .await?;
    Ok(private(&letters.to_contract()))
}

/// The letters about an organization's newest application.
///
/// As for the application.
#[utoipa::path(
    tag = "city",
    params(("id" = uuid::Uuid, Path, description = "The organization's opaque id.")),
    responses((status = OK, description = "The letters.", body = LetterList)),
)]
#[get("/city/organizations/{id}/notices")]
pub(crate) async fn list_organization_notices(
    authorized: Authorized<ManageOrganizations>,
    id: web::Path<OrganizationId>,
) -> Result<HttpResponse, ApiError> {
    let letters = authorized
        .allowed
        .letters(NoticeOf::Organization(id.into_inner()))
        .await?;
    Ok(private(&letters.to_contract()))
}

/// Make a letter, or take it once more.
///
/// `usage-permit`, `install-keys`, `provisional-credentials`, `usage-refusal`, `usage-correction`, `usage-suspension` or
/// `usage-end`. A letter without secrets that was made is given out again, the same bytes. One with keys or passwords is kept
/// nowhere; it is made anew only with `anew`, which ends the keys or passwords of the one before. Needs the password again;
/// `anew` needs one that was given after the letter was made.
#[utoipa::path(
    tag = "city",
    params(
        ("id" = uuid::Uuid, Path, description = "The application's opaque id."),
        ("kind" = String, Path, description = "Which letter."),
    ),
    request_body = MakeLetter,
    responses((status = OK, description = "The letter.", content_type = "application/pdf", body = inline(Binary))),
)]
#[post("/city/usage-applications/{id}/notices/{kind}")]
pub(crate) async fn print_usage_notice(
    authorized: Authorized<ManageOrganizations>,
    path: web::Path<(UsageApplicationId, String)>,
    body: Strict<MakeLetter>,
) -> Result<HttpResponse, ApiError> {
    let (id, kind) = path.into_inner();
    print(&authorized.allowed, NoticeOf::Application(id), &kind, body.0).await
}

/// Make a letter for an organization, or take it once more.
///
/// As for its application.
#[utoipa::path(
    tag = "city",
    params(
        ("id" = uuid::Uuid, Path, description = "The organization's opaque id."),
        ("kind" = String, Path, description = "Which letter."),
    ),
    request_body = MakeLetter,
    responses((status = OK, description = "The letter.", content_type = "application/pdf", body = inline(Binary))),
)]
#[post("/city/organizations/{id}/notices/{kind}")]
pub(crate) async fn print_organization_notice(
    authorized: Authorized<ManageOrganizations>,
    path: web::Path<(OrganizationId, String)>,
    body: Strict<MakeLetter>,
) -> Result<HttpResponse, ApiError> {
    let (id, kind) = path.into_inner();
    print(&authorized.allowed, NoticeOf::Organization(id), &kind, body.0).await
}

async fn print(
    allowed: &Allowed<ManageOrganizations>,
    of: NoticeOf,
    kind: &str,
    body: MakeLetter,
) -> Result<HttpResponse, ApiError> {
    let kind = NoticeKind::from_code(kind).ok_or_else(|| ApiError::of(&NOT_FOUND))?;
    let letter = allowed.print_notice(of, kind, asked(body)).await?;
    let answer = HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{kind}.pdf\"")))
        .insert_header(("Cache-Control", "private, no-store"))
        .body(letter);
    Ok(if kind.holds_secrets() {
        with_secrets(answer)
    } else {
        answer
    })
}
