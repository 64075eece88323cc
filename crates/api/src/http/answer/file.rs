//! Answers that are a file and no JSON, as the OpenAPI document describes them.

use actix_web::HttpResponse;
use utoipa::openapi::schema::{KnownFormat, SchemaFormat, Type};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// The bytes of a file. `format: binary` is what generators of clients know for a download, in OpenAPI 3.1 too.
pub(crate) struct Binary;

impl PartialSchema for Binary {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .into()
    }
}

impl ToSchema for Binary {}

/// A PDF that holds nothing personal, to be opened where it is asked for.
pub(crate) fn pdf(name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("Content-Disposition", format!("inline; filename=\"{name}.pdf\"")))
        .insert_header(("Cache-Control", "private, no-store"))
        .body(bytes)
}
