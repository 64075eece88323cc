//! A client's cards beside the burden ratio.

use actix_web::{HttpRequest, HttpResponse, get, web};
use contract::clients::card::CardList;
use domain::id::PersonId;
use service::ReadClients;

use crate::convert::ToContractIn;
use crate::http::answer::representation::json;
use crate::principal::session::Authorized;
use crate::problem::ApiError;

/// A client's cards and the limit of benefits.
///
/// 被保険者証, 負担限度額認定証 and 資格者証, each as far as the insurer shows it, and 区分支給限度基準額 as it is today. Each kind
/// that is shown is noted in the ledger, and so is the result on which the limit rests. The burden ratio has its own address.
#[utoipa::path(
    tag = "clients",
    params(("id" = uuid::Uuid, Path, description = "The person's opaque id.")),
    responses((status = OK, description = "The cards.", body = CardList)),
)]
#[get("/clients/{id}/cards")]
pub(crate) async fn list_cards(
    authorized: Authorized<ReadClients>,
    request: HttpRequest,
    id: web::Path<PersonId>,
) -> Result<HttpResponse, ApiError> {
    let cards = authorized.allowed.cards(id.into_inner()).await?;
    json(
        &request,
        &authorized,
        &cards.into_inner().to_contract_in(authorized.language),
    )
}
