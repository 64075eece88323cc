//! One's own clients: the list, and what is known of one of them.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use contract::clients::burden_ratio::BurdenRatioList;
use contract::clients::certification::{CertificationList, ProgressList};
use contract::clients::client::{ClientFilter, ClientList, ClientSearch, Person};
use contract::page::PageLimit;
use domain::id::PersonId;
use serde::Deserialize;
use service::{ClientQuery, ReadClients};
use utoipa::IntoParams;

use crate::convert::clients::client::filter;
use crate::convert::{ToContract, ToContractIn};
use crate::http::answer::representation::json;
use crate::http::read::asked::{checked_limit, checked_text};
use crate::http::read::body::Strict;
use crate::http::read::query::StrictQuery;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// Which clients, and where to go on. No personal value may stand in an address: searching is a POST.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Narrows the list.
    #[serde(default)]
    #[param(inline)]
    filter: ClientFilter,
    /// Where the last page ended, as it was given.
    cursor: Option<String>,
    /// How many at most.
    #[param(inline)]
    limit: Option<PageLimit>,
}

/// The office's own clients.
///
/// In the order of their kana, a page at a time; each client shown is noted in the ledger.
#[utoipa::path(
    tag = "clients",
    params(ListQuery),
    responses((status = OK, description = "A page of clients.", body = ClientList)),
)]
#[get("/clients")]
pub(crate) async fn list_clients(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    query: StrictQuery<ListQuery>,
) -> Result<HttpResponse, ApiError> {
    let ListQuery { filter, cursor, limit } = query.0;
    let page = authorized.allowed.clients(asked(None, filter, cursor, limit)?).await?;
    json(
        &request,
        &authorized,
        &page.into_inner().to_contract_in(authorized.language),
    )
}

/// Search the office's own clients.
///
/// By part of name or kana however they are written, by the beginning of the insured number or four or more of its last digits, or by the
/// date of birth. Nobody else's clients are found.
#[utoipa::path(
    tag = "clients",
    request_body = ClientSearch,
    responses((status = OK, description = "A page of clients.", body = ClientList)),
)]
#[post("/clients/search")]
pub(crate) async fn search_clients(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    body: Strict<ClientSearch>,
) -> Result<HttpResponse, ApiError> {
    let ClientSearch {
        query,
        filter,
        cursor,
        limit,
    } = body.0;
    let page = authorized.allowed.clients(asked(query, filter, cursor, limit)?).await?;
    json(
        &request,
        &authorized,
        &page.into_inner().to_contract_in(authorized.language),
    )
}

fn asked(
    text: Option<String>,
    wanted: ClientFilter,
    cursor: Option<String>,
    limit: Option<PageLimit>,
) -> Result<ClientQuery, ApiError> {
    let limit = checked_limit(limit)?;
    let text = text.unwrap_or_default();
    checked_text(&text)?;
    Ok(ClientQuery {
        text,
        filter: filter(wanted),
        cursor,
        limit,
    })
}

/// The head of a client's page.
///
/// Who it is, and the consent and assignment that this look rests on.
#[utoipa::path(
    tag = "clients",
    params(("id" = uuid::Uuid, Path, description = "The person's opaque id.")),
    responses((status = OK, description = "The client.", body = Person)),
)]
#[get("/clients/{id}")]
pub(crate) async fn get_client(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    id: web::Path<PersonId>,
) -> Result<HttpResponse, ApiError> {
    let client = authorized.allowed.client(id.into_inner()).await?;
    json(&request, &authorized, &client.into_inner().to_contract())
}

/// How a client's applications stand.
///
/// Every milestone and postponement notice, newest application first.
#[utoipa::path(
    tag = "clients",
    params(("id" = uuid::Uuid, Path, description = "The person's opaque id.")),
    responses((status = OK, description = "The applications.", body = ProgressList)),
)]
#[get("/clients/{id}/progress")]
pub(crate) async fn get_progress(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    id: web::Path<PersonId>,
) -> Result<HttpResponse, ApiError> {
    let progress = authorized.allowed.progress(id.into_inner()).await?;
    json(&request, &authorized, &progress.into_inner().to_contract())
}

/// A client's certifications.
///
/// Levels and validity, newest first, with the board's opinion.
#[utoipa::path(
    tag = "clients",
    params(("id" = uuid::Uuid, Path, description = "The person's opaque id.")),
    responses((status = OK, description = "The certifications.", body = CertificationList)),
)]
#[get("/clients/{id}/certifications")]
pub(crate) async fn list_certifications(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    id: web::Path<PersonId>,
) -> Result<HttpResponse, ApiError> {
    let certifications = authorized.allowed.certifications(id.into_inner()).await?;
    let certifications = certifications.into_inner().to_contract_in(authorized.language);
    json(&request, &authorized, &certifications)
}

/// A client's burden-ratio cards.
///
/// Newest first. Benefit restrictions are not in this system; the notice in the answer says so.
#[utoipa::path(
    tag = "clients",
    params(("id" = uuid::Uuid, Path, description = "The person's opaque id.")),
    responses((status = OK, description = "The cards.", body = BurdenRatioList)),
)]
#[get("/clients/{id}/burden-ratios")]
pub(crate) async fn list_burden_ratios(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    id: web::Path<PersonId>,
) -> Result<HttpResponse, ApiError> {
    let cards = authorized.allowed.burden_ratios(id.into_inner()).await?;
    json(
        &request,
        &authorized,
        &cards.into_inner().to_contract_in(authorized.language),
    )
}
