//! The texts that people agree to: reading every version, looking at one before it is published, publishing it; and the form
//! of consent for somebody to sign.

use actix_web::{HttpResponse, get, post, web};
use contract::setup::text::{NewTextVersion, TextDetail, TextList};
use domain::insurer::TextKind;
use service::{ManageTexts, PrintConsentForm, ReadTexts};

use crate::convert::ToContract;
use crate::convert::setup::text::detail;
use crate::http::answer::file::{Binary, pdf};
use crate::http::answer::plain::{as_written, of_state, private};
use crate::http::read::body::Strict;
use crate::principal::session::Authorized;
use crate::problem::{ApiError, NOT_FOUND};

fn kind(code: &str) -> Result<TextKind, ApiError> {
    TextKind::from_code(code).ok_or_else(|| ApiError::of(&NOT_FOUND))
}

/// The texts that people agree to.
///
/// Terms of use and the form of consent: which version is in force since when, and every one before it. For the insurer's people.
#[utoipa::path(
    tag = "city",
    responses((status = OK, description = "The texts.", body = TextList)),
)]
#[get("/city/texts")]
pub(crate) async fn list_texts(authorized: Authorized<ReadTexts>) -> Result<HttpResponse, ApiError> {
    let texts = authorized.allowed.texts().await?;
    Ok(private(&texts.to_contract()))
}

/// One version of a text.
///
/// Its words as they were written, with the mark 〔市〕 where the insurer is named. Every version stays readable.
#[utoipa::path(
    tag = "city",
    params(
        ("kind" = String, Path, description = "`terms` or `consent-form`."),
        ("version" = String, Path, description = "The name of the version."),
    ),
    responses((status = OK, description = "The version.", body = TextDetail)),
)]
#[get("/city/texts/{kind}/versions/{version}")]
pub(crate) async fn get_text_version(
    authorized: Authorized<ReadTexts>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, ApiError> {
    let (code, name) = path.into_inner();
    let text = authorized.allowed.text(kind(&code)?).await?;
    let shown = detail(text, &name).ok_or_else(|| ApiError::of(&NOT_FOUND))?;
    // Whoever edits it needs the mark, not the name that readers see.
    Ok(as_written(of_state(private(&shown), &shown.etag)))
}

/// Look at a text before it is published.
///
/// The PDF that it would be. Nothing is kept.
#[utoipa::path(
    tag = "city",
    params(("kind" = String, Path, description = "`terms` or `consent-form`.")),
    request_body = NewTextVersion,
    responses((status = OK, description = "The text as a PDF.", content_type = "application/pdf", body = inline(Binary))),
)]
#[post("/city/texts/{kind}/preview")]
pub(crate) async fn preview_text(
    authorized: Authorized<ManageTexts>,
    code: web::Path<String>,
    body: Strict<NewTextVersion>,
) -> Result<HttpResponse, ApiError> {
    let NewTextVersion { version, text } = body.0;
    let kind = kind(&code)?;
    let bytes = authorized.allowed.preview_text(kind, &version, &text).await?;
    Ok(pdf(kind.code(), bytes))
}

/// Publish a version of a text.
///
/// It is in force from then on: whoever applies or begins agrees to it by its name. None is ever changed; those before stay readable.
/// Needs the password again, and `If-Match` with the tag of what was in force when the text was read.
#[utoipa::path(
    tag = "city",
    params(("kind" = String, Path, description = "`terms` or `consent-form`.")),
    request_body = NewTextVersion,
    responses((status = NO_CONTENT, description = "Published.")),
)]
#[post("/city/texts/{kind}/versions")]
pub(crate) async fn publish_text(
    authorized: Authorized<ManageTexts>,
    code: web::Path<String>,
    body: Strict<NewTextVersion>,
) -> Result<HttpResponse, ApiError> {
    let NewTextVersion { version, text } = body.0;
    authorized.allowed.publish_text(kind(&code)?, &version, &text).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The form of consent, to be printed.
///
/// The version in force with the insurer's name, for a person to sign. It holds no personal data. For offices and the insurer's
/// people.
#[utoipa::path(
    tag = "consent",
    responses((status = OK, description = "The form as a PDF.", content_type = "application/pdf", body = inline(Binary))),
)]
#[get("/consent-form")]
pub(crate) async fn print_consent_form(authorized: Authorized<PrintConsentForm>) -> Result<HttpResponse, ApiError> {
    let bytes = authorized.allowed.consent_form().await?;
    Ok(pdf(TextKind::ConsentForm.code(), bytes))
}
