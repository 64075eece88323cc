//! The calls of a care manager's day: today's work, clients, documents, and the certificate of the device.

use super::change::{Change, Outcome, read};
use super::failure::Answer;
use super::http::{self, Method, call, picture};
use contract::clients::burden_ratio::BurdenRatioList;
use contract::clients::card::CardList;
use contract::clients::certification::{CertificationList, ProgressList};
use contract::clients::client::{ClientList, ClientSearch, Person};
use contract::clients::document::DocumentList;
use contract::clients::work::TodaysWork;
use contract::office::device::{RenewDevice, ThisDevice};
use domain::id::{DocumentId, PersonId};

/// Where a renewed device's file is picked up, by a form.
pub const RENEWED_FILE: &str = "/api/v1/device/file";

/// What changed among one's clients and what ends soon.
pub async fn today() -> Answer<TodaysWork> {
    call(Method::Get, "/work", None::<&()>).await
}

/// A page of one's clients. Always the search operation: what was searched for must not stand in an address.
pub async fn clients(search: &ClientSearch) -> Answer<ClientList> {
    call(Method::Post, "/clients/search", Some(search)).await
}

/// The head of a person's page.
pub async fn client(id: PersonId) -> Answer<Person> {
    call(Method::Get, &format!("/clients/{id}"), None::<&()>).await
}

/// A person's applications.
pub async fn progress(id: PersonId) -> Answer<ProgressList> {
    call(Method::Get, &format!("/clients/{id}/progress"), None::<&()>).await
}

/// A person's certifications.
pub async fn certifications(id: PersonId) -> Answer<CertificationList> {
    call(Method::Get, &format!("/clients/{id}/certifications"), None::<&()>).await
}

/// A person's burden ratio cards.
pub async fn burden_ratios(id: PersonId) -> Answer<BurdenRatioList> {
    call(Method::Get, &format!("/clients/{id}/burden-ratios"), None::<&()>).await
}

/// A person's other cards, and the limit of benefits.
pub async fn cards(id: PersonId) -> Answer<CardList> {
    call(Method::Get, &format!("/clients/{id}/cards"), None::<&()>).await
}

/// A person's documents.
pub async fn documents(id: PersonId) -> Answer<DocumentList> {
    call(Method::Get, &format!("/clients/{id}/documents"), None::<&()>).await
}

/// Where the whole document is saved from, as PDF.
pub fn document_address(id: PersonId, document: DocumentId) -> String {
    format!("{}/clients/{id}/documents/{document}", http::BASE)
}

/// The address, inside this window only, of the picture of a page, so many pixels wide; to be given back with `forget_picture`.
pub async fn document_page(id: PersonId, document: DocumentId, page: u32, width: u32) -> Answer<String> {
    picture(&format!(
        "/clients/{id}/documents/{document}/pages/{page}?width={width}"
    ))
    .await
}

/// The device that asks, by its certificate.
pub async fn this_device() -> Answer<ThisDevice> {
    call(Method::Get, "/device", None::<&()>).await
}

/// A new certificate for this device.
pub fn renew_device() -> Change {
    Change::new("/device/renewal".to_owned(), &RenewDevice::default()).telling(|text| read(&text, Outcome::Enrolled))
}

/// The address, inside this window only, of the form of consent in force; to be given back with `forget_picture`.
pub async fn consent_form() -> Answer<String> {
    http::file(Method::Get, "/consent-form", None, "application/pdf").await
}
