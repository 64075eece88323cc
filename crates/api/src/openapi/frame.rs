//! The frame of the documents: what the API is, its groups, how callers prove who they are.

use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::tag::{Tag, TagBuilder};
use utoipa::openapi::{
    Components, ComponentsBuilder, ContactBuilder, Info, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Server,
};

use crate::http::cookie;

/// Of the API for registered devices.
pub(super) fn main() -> OpenApi {
    let both = |proof: &str| SecurityRequirement::new("device", [""; 0]).add(proof, [""; 0]);
    OpenApiBuilder::new()
        .info(info(
            "Engawa API",
            "Long-term-care certification information for the care managers who make people's care plans: on registered \
             devices, under the person's consent, while the person is their client, and never without a trace. \
             Conventions: RFC 9457 problems, opaque ids, times with offset in milliseconds, days as YYYY-MM-DD, codes with \
             their label, lists of codes open (`x-extensible-enum`). HEAD is answered like GET wherever there is a GET, with \
             the same entry in the ledger. Which problems an operation answers with, and which rules they name, stands under \
             `x-problems`.",
        ))
        .servers(Some([Server::new("/")]))
        .tags(Some([
            tag("session", "Signing in and out, staying signed in, locking."),
            tag("clients", "The office's own clients and what is known of them."),
            tag("documents", "Survey sheets and physicians' opinions."),
            tag("consent", "What people sign."),
            tag("work", "What there is to do today."),
            tag("organization", "One's own organization: its staff and who is signed in."),
            tag("devices", "The device that asks, and those of one's own organization."),
            tag("city", "What the insurer does: organizations, everybody's accounts and devices."),
        ]))
        .components(Some(security()))
        .security(Some([both("cookie"), both("bearer")]))
        .build()
}

/// Of the listener that asks for no certificate.
pub(super) fn enrolment() -> OpenApi {
    OpenApiBuilder::new()
        .info(info(
            "Engawa enrolment API",
            "How an office and its devices come in: usage applications, and the redemption of install keys. On a listener of \
             its own, without device certificates and throttled by address; everything else is the Engawa API's, at the \
             origin that `get_enrolment` tells.",
        ))
        .servers(Some([Server::new("/")]))
        .tags(Some([tag(
            "enrolment",
            "How an office and its devices come in: no device certificate, throttled.",
        )]))
        .components(Some(Components::new()))
        .build()
}

fn info(title: &str, about: &str) -> Info {
    InfoBuilder::new()
        .title(title)
        .version("1")
        .description(Some(about))
        .contact(Some(
            ContactBuilder::new()
                .name(Some("The operator of your municipality's Engawa"))
                .build(),
        ))
        .license(Some(
            LicenseBuilder::new()
                .name("MIT OR Apache-2.0")
                .identifier(Some("MIT OR Apache-2.0"))
                .build(),
        ))
        .build()
}

fn tag(name: &str, about: &str) -> Tag {
    TagBuilder::new().name(name).description(Some(about)).build()
}

fn security() -> Components {
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
