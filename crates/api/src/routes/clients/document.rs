//! Survey sheets and physicians' opinions of one's own clients.

use actix_web::{HttpRequest, HttpResponse, get, web};
use contract::clients::document::DocumentList;
use domain::id::{DocumentId, PersonId};
use serde::Deserialize;
use service::{OpenedDocument, ReadClients, ReadDocuments};
use utoipa::IntoParams;

use crate::convert::ToContractIn;
use crate::http::answer::file::Binary;
use crate::http::answer::representation::{attachment, json, picture};
use crate::http::read::query::StrictQuery;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// Pixels across, unless told otherwise: A4 at 150 dpi.
const USUAL_WIDTH: u32 = 1_240;

/// How large a picture.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PictureQuery {
    /// Width in pixels; brought between the bounds.
    #[param(minimum = 100, maximum = 2480, default = 1240)]
    width: Option<u32>,
}

/// A client's documents.
///
/// Newest first; those that the insurer's policy keeps back say why.
#[utoipa::path(
    tag = "documents",
    params(("id" = uuid::Uuid, Path, description = "The person's opaque id.")),
    responses((status = OK, description = "The documents.", body = DocumentList)),
)]
#[get("/clients/{id}/documents")]
pub(crate) async fn list_documents(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    id: web::Path<PersonId>,
) -> Result<HttpResponse, ApiError> {
    let documents = authorized.allowed.documents(id.into_inner()).await?;
    json(
        &request,
        &authorized,
        &documents.into_inner().to_contract_in(authorized.language),
    )
}

/// A document as a file.
///
/// The PDF, to be saved; it is never shown inside the page.
#[utoipa::path(
    tag = "documents",
    params(
        ("id" = uuid::Uuid, Path, description = "The person's opaque id."),
        ("document" = uuid::Uuid, Path, description = "The document's opaque id."),
    ),
    responses((status = OK, description = "The PDF.", body = inline(Binary), content_type = "application/pdf")),
)]
#[get("/clients/{id}/documents/{document}")]
pub(crate) async fn get_document(
    authorized: Authorized<ReadDocuments>,
    request: HttpRequest,
    path: web::Path<(PersonId, DocumentId)>,
) -> Result<HttpResponse, ApiError> {
    let (person, document) = path.into_inner();
    let OpenedDocument { kind, dated_on, bytes } = authorized.allowed.document(person, document).await?.into_inner();
    let name = format!("{kind}-{dated_on}.pdf");
    Ok(attachment(&request, &authorized, "application/pdf", &name, bytes))
}

/// A page of a document as a picture.
///
/// Office, reader and time are drawn into it.
#[utoipa::path(
    tag = "documents",
    params(
        ("id" = uuid::Uuid, Path, description = "The person's opaque id."),
        ("document" = uuid::Uuid, Path, description = "The document's opaque id."),
        ("page" = u32, Path, description = "The page, counted from 1.", minimum = 1),
        PictureQuery,
    ),
    responses((status = OK, description = "The picture.", body = inline(Binary), content_type = "image/png")),
)]
#[get("/clients/{id}/documents/{document}/pages/{page}")]
pub(crate) async fn get_document_page(
    authorized: Authorized<ReadDocuments>,
    request: HttpRequest,
    path: web::Path<(PersonId, DocumentId, u32)>,
    query: StrictQuery<PictureQuery>,
) -> Result<HttpResponse, ApiError> {
    let (person, document, page) = path.into_inner();
    let width = query.0.width.unwrap_or(USUAL_WIDTH);
    let opened = authorized.allowed.document_page(person, document, page, width).await?;
    let OpenedDocument {
        kind: _,
        dated_on: _,
        bytes,
    } = opened.into_inner();
    Ok(picture(&request, &authorized, bytes))
}
