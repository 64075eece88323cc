//! The OpenAPI document: collected from the routes, with what no route says (who may call, examples, tags). Committed as
//! `openapi/engawa.json`; a test holds the two together, so that its diff is the review of the API.

mod examples;

use std::sync::LazyLock;

use actix_web::{App, HttpResponse, get};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContactBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Server, tag::TagBuilder,
};
use utoipa_actix_web::AppExt;

use crate::http::cookie;
use crate::problem::problem_schemas;
use crate::routes;

/// The document, whole.
pub fn document() -> OpenApi {
    let (_app, mut document) = App::new()
        .into_utoipa_app()
        .openapi(frame())
        .configure(routes::configure)
        .configure(routes::configure_enrolment)
        .split_for_parts();
    if let Some(components) = document.components.as_mut() {
        components.schemas.extend(problem_schemas());
    }
    examples::add(&mut document);
    document
}

/// The document as it is served and committed.
pub fn text() -> String {
    document().to_pretty_json().map(|text| text + "\n").unwrap_or_default()
}

/// Everything but the operations.
fn frame() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Engawa API")
        .version("1")
        .description(Some(
            "Long-term-care certification information for the care managers who make people's care plans: on registered \
             devices, under the person's consent, while the person is their client, and never without a trace. \
             Conventions: RFC 9457 problems, opaque ids, times with offset, days as YYYY-MM-DD, codes with their label.",
        ))
        .contact(Some(ContactBuilder::new().name(Some("The operator of your municipality's Engawa")).build()))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build()))
        .build();
    let tags = [
        ("session", "Signing in and out, staying signed in, locking."),
        ("clients", "The office's own clients and what is known of them."),
        ("documents", "Survey sheets and physicians' opinions."),
        ("work", "What there is to do today."),
        (
            "organization",
            "One's own organization: its staff and who is signed in.",
        ),
        ("devices", "The device that asks, and those of one's own organization."),
        (
            "city",
            "What the insurer does: organizations, everybody's accounts and devices.",
        ),
        (
            "enrolment",
            "How an office and its devices come in. On the enrolment listener: no device certificate, throttled.",
        ),
    ];
    let both = |proof: &str| SecurityRequirement::new("device", [""; 0]).add(proof, [""; 0]);
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new("/")]))
        .tags(Some(tags.map(|(name, about)| {
            TagBuilder::new().name(name).description(Some(about)).build()
        })))
        .components(Some(security()))
        .security(Some([both("cookie"), both("bearer")]))
        .build()
}

fn security() -> utoipa::openapi::Components {
    use utoipa::openapi::security::{ApiKey, ApiKeyValue};
    ComponentsBuilder::new()
        .security_scheme(
            "device",
            SecurityScheme::MutualTls {
                description: Some("The certificate of a registered device, in the TLS handshake.".to_owned()),
                deprecated: None,
                extensions: None,
            },
        )
        .security_scheme(
            "cookie",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookie::NAME))),
        )
        .security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)))
        .build()
}

static TEXT: LazyLock<String> = LazyLock::new(text);

/// The document, for whoever wants to write a client.
#[get("/openapi.json")]
pub(crate) async fn serve_document() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(TEXT.as_str())
}

#[cfg(test)]
mod tests;
