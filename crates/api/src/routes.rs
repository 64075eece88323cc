//! Every route under `/api/v1`, each one: take apart the request, call the use case, put together the answer.

mod city;
mod client;
mod device;
mod document;
mod enrolment;
mod install_key;
#[cfg(feature = "measure")]
pub(crate) mod measure;
mod organization;
mod renewal;
mod session;
mod usage_application;
mod usage_desk;
mod work;

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::header;
use contract::problem::Problem;
use serde::Serialize;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, PartialSchema, ToSchema};
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::problem::{ApiError, INVALID_PARAMETER, MEDIA_TYPE, item};

/// Registers them all; what is registered here is in the OpenAPI document.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(
        scope::scope("/api/v1")
            // Tried in this order for every request: first what a day's work asks for.
            .service(work::get_work)
            .service(client::list_clients)
            .service(client::search_clients)
            .service(client::get_client)
            .service(client::get_progress)
            .service(client::list_certifications)
            .service(client::list_burden_ratios)
            .service(document::list_documents)
            .service(document::get_document)
            .service(document::get_document_page)
            .service(session::create_session)
            .service(session::get_session)
            .service(session::delete_session)
            .service(session::renew_session)
            .service(session::lock_session)
            .service(session::unlock_session)
            .service(session::set_up_account)
            .service(session::confirm_session)
            .service(device::get_this_device)
            .service(organization::get_organization)
            .service(organization::list_staff)
            .service(organization::invite_staff)
            .service(organization::change_many_staff)
            .service(organization::get_access_record)
            .service(organization::renew_staff_credentials)
            .service(organization::suspend_staff)
            .service(organization::reinstate_staff)
            .service(organization::release_staff)
            .service(organization::change_staff_role)
            .service(organization::list_sessions)
            .service(organization::end_session)
            .service(device::list_devices)
            .service(device::relabel_device)
            .service(device::revoke_device)
            .service(city::list_organizations)
            .service(city::get_city_organization)
            .service(city::set_device_quota)
            .service(city::suspend_organization)
            .service(city::reinstate_organization)
            .service(city::close_organization)
            .service(city::list_city_accounts)
            .service(city::invite_city_staff)
            .service(city::suspend_account)
            .service(city::reinstate_account)
            .service(city::release_account)
            .service(city::renew_account_credentials)
            .service(city::list_city_devices)
            .service(city::revoke_any_device)
            .configure(enrolment_and_desk),
    );
}

fn enrolment_and_desk(config: &mut ServiceConfig<'_>) {
    config
        .service(install_key::list_install_keys)
        .service(install_key::issue_install_key)
        .service(install_key::revoke_install_key)
        .service(install_key::list_city_install_keys)
        .service(install_key::issue_city_install_key)
        .service(install_key::revoke_city_install_key)
        .service(usage_desk::list_usage_applications)
        .service(usage_desk::get_usage_application)
        .service(usage_desk::enter_usage_application)
        .service(usage_desk::list_published_terms)
        .service(usage_desk::approve_usage_application)
        .service(usage_desk::return_usage_application)
        .service(usage_desk::refuse_usage_application)
        .service(usage_desk::print_usage_notice)
        .service(usage_desk::print_organization_notice)
        .service(renewal::renew_device)
        .service(renewal::fetch_renewed_file);
}

/// Registers what the enrolment listener serves, and nothing else.
pub(crate) fn configure_enrolment(config: &mut ServiceConfig<'_>) {
    config.service(
        scope::scope("/api/v1")
            .service(enrolment::get_enrolment)
            .service(enrolment::enrol_device)
            .service(enrolment::fetch_device_file)
            .service(usage_application::search_offices)
            .service(usage_application::create_usage_application)
            .service(usage_application::follow_usage_application)
            .service(usage_application::correct_usage_application)
            .service(usage_application::withdraw_usage_application),
    );
}

/// An answer that only its viewer may keep, and nobody's cache.
pub(crate) fn private(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .json(body)
}

/// [`private`] for something that was just made, with secrets shown this once.
pub(crate) fn created(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Created()
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .json(body)
}

/// Entries on a page, unless told otherwise.
const USUAL_LIMIT: u32 = 50;
/// Entries on a page at most.
const MAX_LIMIT: u32 = 200;

/// How many entries a page of a list may hold.
pub(crate) fn checked_limit(limit: Option<u32>) -> Result<usize, ApiError> {
    let limit = limit.unwrap_or(USUAL_LIMIT);
    if (1..=MAX_LIMIT).contains(&limit) {
        return Ok(limit as usize);
    }
    let wrong = item(None, "limit.range", "limitは1から200までの数で指定してください。");
    Err(ApiError::of(&INVALID_PARAMETER).with_errors(vec![wrong]))
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
