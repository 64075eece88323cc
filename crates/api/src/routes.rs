//! Every route under `/api/v1`, each one: take apart the request, call the use case, put together the answer.

pub(crate) mod audit;
pub(crate) mod clients;
pub(crate) mod desk;
pub(crate) mod enrolment;
pub(crate) mod health;
#[cfg(feature = "measure")]
pub(crate) mod measure;
pub(crate) mod office;
mod session;
pub(crate) mod setup;

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::http::throttle::costs::{Cost, Priced};

/// What every address of the API begins with.
const ROOT: &str = "/api/v1";

/// Registers them all; what is registered here is in the OpenAPI document.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(
        scope::scope(ROOT)
            // Tried in this order for every request: first what a day's work asks for.
            .service(clients::work::get_work)
            .service(clients::client::list_clients)
            .service(clients::client::search_clients)
            .service(clients::client::get_client)
            .service(clients::client::get_progress)
            .service(clients::client::list_certifications)
            .service(clients::client::list_burden_ratios)
            .service(clients::card::list_cards)
            .service(clients::document::list_documents)
            .service(clients::document::get_document)
            .service(clients::document::get_document_page)
            .service(session::create_session)
            .service(session::get_session)
            .service(session::delete_session)
            .service(session::renew_session)
            .service(session::lock_session)
            .service(session::unlock_session)
            .service(session::set_up_account)
            .service(session::confirm_session)
            .service(office::device::get_this_device)
            .service(office::organization::get_organization)
            .service(office::organization::list_staff)
            .service(office::organization::invite_staff)
            .service(office::organization::change_many_staff)
            .service(audit::access_record::get_access_record)
            .service(office::organization::renew_staff_credentials)
            .service(office::organization::suspend_staff)
            .service(office::organization::reinstate_staff)
            .service(office::organization::release_staff)
            .service(office::organization::change_staff_role)
            .service(office::organization::list_sessions)
            .service(office::organization::end_session)
            .service(office::device::list_devices)
            .service(office::device::relabel_device)
            .service(office::device::revoke_device)
            .service(clients::pace::get_city_pace)
            .service(office::city::list_organizations)
            .service(office::city::get_city_organization)
            .service(office::city::set_device_quota)
            .service(office::city::suspend_organization)
            .service(office::city::reinstate_organization)
            .service(office::city::close_organization)
            .service(office::city_accounts::list_city_accounts)
            .service(office::city_accounts::invite_city_staff)
            .service(office::city_accounts::suspend_account)
            .service(office::city_accounts::reinstate_account)
            .service(office::city_accounts::release_account)
            .service(office::city_accounts::renew_account_credentials)
            .service(office::city_accounts::list_city_devices)
            .service(office::city_accounts::revoke_any_device)
            .configure(enrolment_and_desk),
    );
}

fn enrolment_and_desk(config: &mut ServiceConfig<'_>) {
    config
        .service(enrolment::install_key::list_install_keys)
        .service(enrolment::install_key::issue_install_key)
        .service(enrolment::install_key::revoke_install_key)
        .service(enrolment::install_key::list_city_install_keys)
        .service(enrolment::install_key::issue_city_install_key)
        .service(enrolment::install_key::revoke_city_install_key)
        .service(desk::usage_application::list_usage_applications)
        .service(desk::usage_application::get_usage_application)
        .service(desk::usage_application::enter_usage_application)
        .service(desk::usage_application::list_published_terms)
        .service(desk::usage_application::approve_usage_application)
        .service(desk::usage_application::return_usage_application)
        .service(desk::usage_application::refuse_usage_application)
        .service(desk::letter::list_usage_notices)
        .service(desk::letter::list_organization_notices)
        .service(desk::letter::print_usage_notice)
        .service(desk::letter::print_organization_notice)
        .service(setup::text::list_texts)
        .service(setup::text::get_text_version)
        .service(setup::text::preview_text)
        .service(setup::text::publish_text)
        .service(setup::text::print_consent_form)
        .service(enrolment::renewal::renew_device)
        .service(enrolment::renewal::fetch_renewed_file);
}

/// Registers what the enrolment listener serves, and nothing else.
pub(crate) fn configure_enrolment(config: &mut ServiceConfig<'_>) {
    Priced::new(ROOT, scope::scope(ROOT))
        .service(Cost::Look, enrolment::redemption::get_enrolment)
        .service(Cost::Secret, enrolment::redemption::enrol_device)
        .service(Cost::Secret, enrolment::redemption::fetch_device_file)
        .service(Cost::Look, enrolment::usage_application::search_offices)
        .service(Cost::Apply, enrolment::usage_application::create_usage_application)
        .service(Cost::Secret, enrolment::usage_application::follow_usage_application)
        .service(Cost::Secret, enrolment::usage_application::correct_usage_application)
        .service(Cost::Secret, enrolment::usage_application::withdraw_usage_application)
        .register(config);
}

#[cfg(test)]
mod tests {
    use actix_web::http::Method;
    use actix_web::test::{TestRequest, call_and_read_body, init_service};
    use actix_web::{App, HttpResponse};
    use utoipa_actix_web::AppExt;

    use super::*;

    #[actix_web::test]
    async fn what_takes_a_secret_is_the_dearest() {
        let (app, _) = App::new()
            .into_utoipa_app()
            .configure(configure_enrolment)
            .split_for_parts();
        let app = init_service(app.wrap_fn(|request, _| {
            let cost = format!("{:?}", Cost::of(&request));
            async { Ok(request.into_response(HttpResponse::Ok().body(cost))) }
        }))
        .await;
        let api = |path: &str| format!("/api/v1/{path}");
        let secret = [
            "usage-applications/status",
            "usage-applications/correction",
            "usage-applications/withdrawal",
            "enrolment/devices",
            "enrolment/devices/file",
            "anything",
        ];
        let others = [
            (Method::GET, "/apply".to_owned(), Cost::Look),
            (Method::HEAD, "/apply".to_owned(), Cost::Look),
            (Method::POST, "/apply".to_owned(), Cost::Secret),
            (Method::GET, api("enrolment"), Cost::Look),
            (Method::GET, api("anything"), Cost::Look),
            (Method::POST, api("offices/search"), Cost::Look),
            (Method::POST, api("usage-applications"), Cost::Apply),
        ];
        let secret = secret.map(|path| (Method::POST, api(path), Cost::Secret));
        for (method, path, cost) in others.into_iter().chain(secret) {
            let request = TestRequest::with_uri(&path).method(method.clone()).to_request();
            let said = call_and_read_body(&app, request).await;
            assert_eq!(said, format!("{cost:?}").as_bytes(), "{method} {path}");
        }
    }
}
