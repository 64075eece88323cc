//! Every route under `/api/v1`, each one: take apart the request, call the use case, put together the answer.

mod client;
mod document;
#[cfg(feature = "measure")]
pub(crate) mod measure;
mod session;
mod work;

use std::collections::BTreeMap;

use contract::problem::Problem;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, PartialSchema, ToSchema};
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::problem::MEDIA_TYPE;

/// Registers them all; what is registered here is in the OpenAPI document.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(
        scope::scope("/api/v1")
            .service(session::create_session)
            .service(session::get_session)
            .service(session::delete_session)
            .service(session::renew_session)
            .service(session::lock_session)
            .service(session::unlock_session)
            .service(work::get_work)
            .service(client::list_clients)
            .service(client::search_clients)
            .service(client::get_client)
            .service(client::get_progress)
            .service(client::list_certifications)
            .service(client::list_burden_ratios)
            .service(document::list_documents)
            .service(document::get_document)
            .service(document::get_document_page),
    );
}

/// The errors every operation may answer with.
pub(crate) struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let schema = Ref::from_schema_name(Problem::name());
        let problem = |what: &str| {
            let content = ContentBuilder::new().schema(Some(schema.clone())).build();
            RefOr::T(
                ResponseBuilder::new()
                    .description(what)
                    .content(MEDIA_TYPE, content)
                    .build(),
            )
        };
        BTreeMap::from([
            (
                "4XX".to_owned(),
                problem("The request was refused; the problem says why, who can mend it, and what to do."),
            ),
            (
                "5XX".to_owned(),
                problem("It could not be done now, and nothing was disclosed."),
            ),
        ])
    }
}

/// The schema of [`Problem`], which no operation names as its body.
pub(crate) fn problem_schemas() -> Vec<(String, RefOr<utoipa::openapi::Schema>)> {
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    schemas
}
