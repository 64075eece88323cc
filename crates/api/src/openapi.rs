//! The OpenAPI documents, one for each listener: collected from the routes, with what no route says (who may call, problems,
//! headers, examples). Committed under `openapi/`; a test holds the two together, so that their diff is the review of the
//! API. Each also in the older form, 3.0.3, for tools that do not read 3.1.

mod examples;
mod frame;
mod older;
mod refusals;
mod responses;

use std::sync::LazyLock;

use actix_web::{App, HttpResponse, get};
use contract::problem::Problem;
use domain::insurer::{PERMIT_MARK, PermitWord, with_insurer};
use utoipa::openapi::OpenApi;
use utoipa::{PartialSchema, ToSchema};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::routes;

/// The API for registered devices.
pub fn document() -> OpenApi {
    described(frame::main(), routes::configure)
}

/// The API of the enrolment listener.
pub fn enrolment_document() -> OpenApi {
    described(frame::enrolment(), routes::configure_enrolment)
}

fn described(frame: OpenApi, routes: fn(&mut ServiceConfig<'_>)) -> OpenApi {
    let (_app, mut document) = App::new()
        .into_utoipa_app()
        .openapi(frame)
        .configure(routes)
        .split_for_parts();
    if let Some(components) = document.components.as_mut() {
        // No operation names it as its body.
        let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
        Problem::schemas(&mut schemas);
        components.schemas.extend(schemas);
    }
    responses::add(&mut document);
    examples::add(&mut document);
    document
}

/// A document as it is served and committed.
fn text(document: &OpenApi) -> String {
    named(&document.to_pretty_json().map(|text| text + "\n").unwrap_or_default())
}

/// The same in the form of OpenAPI 3.0.3.
fn older_text(document: &OpenApi) -> String {
    let value = serde_json::to_value(document).map(older::of).unwrap_or_default();
    let text = serde_json::to_string_pretty(&value).map(|text| text + "\n");
    named(&text.unwrap_or_default())
}

/// Examples are those of one insurer.
fn named(text: &str) -> String {
    with_insurer(text, "縁側市 高齢介護課").replace(PERMIT_MARK, PermitWord::Permit.name_ja())
}

static MAIN: LazyLock<String> = LazyLock::new(|| text(&document()));
static MAIN_OLDER: LazyLock<String> = LazyLock::new(|| older_text(&document()));
static ENROLMENT: LazyLock<String> = LazyLock::new(|| text(&enrolment_document()));
static ENROLMENT_OLDER: LazyLock<String> = LazyLock::new(|| older_text(&enrolment_document()));

fn served(text: &'static str) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(text)
}

/// The document, for whoever wants to write a client.
#[get("/openapi.json")]
pub(crate) async fn serve_document() -> HttpResponse {
    served(MAIN.as_str())
}

/// The same in the older form.
#[get("/openapi-3.0.json")]
pub(crate) async fn serve_older_document() -> HttpResponse {
    served(MAIN_OLDER.as_str())
}

/// The document of the enrolment listener.
#[get("/openapi.json")]
pub(crate) async fn serve_enrolment_document() -> HttpResponse {
    served(ENROLMENT.as_str())
}

/// The same in the older form.
#[get("/openapi-3.0.json")]
pub(crate) async fn serve_older_enrolment_document() -> HttpResponse {
    served(ENROLMENT_OLDER.as_str())
}

#[cfg(test)]
mod tests;
