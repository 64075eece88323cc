//! Typed calls of the API, one function per operation the application uses. How a call travels is `http`'s matter,
//! what a failed one means is `failure`'s.

mod change;
pub mod city;
mod failure;
mod http;
pub mod office;
pub mod porch;
mod read;

pub use change::{Change, Outcome, send};
pub use failure::Failure;

use contract::clients::burden_ratio::BurdenRatioList;
use contract::clients::certification::{CertificationList, ProgressList};
use contract::clients::client::{Client, ClientList, ClientSearch};
use contract::clients::document::DocumentList;
use contract::clients::work::TodaysWork;
use contract::session::{Confirmation, Session, SignIn, Unlock};
use domain::id::{DocumentId, PersonId};
use http::{Method, call, empty, picture};

/// What a call gives.
pub type Answer<T> = Result<T, Failure>;

/// Who is signed in on this device.
pub async fn session() -> Answer<Session> {
    call(Method::Get, "/session", None::<&()>).await
}

/// Sign in.
pub async fn sign_in(credentials: &SignIn) -> Answer<Session> {
    call(Method::Post, "/session", Some(credentials)).await
}

/// Tell the server that the user is still there.
pub async fn renew() -> Answer<Session> {
    call(Method::Post, "/session/renew", None::<&()>).await
}

/// Lock the session, so that it answers nothing before the password is given again.
pub async fn lock() -> Answer<()> {
    empty(Method::Post, "/session/lock").await
}

/// Open a locked session.
pub async fn unlock(password: &Unlock) -> Answer<Session> {
    call(Method::Post, "/session/unlock", Some(password)).await
}

/// Give the password again, before something that is asked for with it.
pub async fn confirm(password: &Confirmation) -> Answer<()> {
    let body = serde_json::to_string(password).ok();
    http::text_of(Method::Post, "/session/confirmation", body)
        .await
        .map(drop)
}

/// End the session everywhere.
pub async fn sign_out() -> Answer<()> {
    empty(Method::Delete, "/session").await
}

/// What changed among one's clients and what ends soon.
pub async fn work() -> Answer<TodaysWork> {
    call(Method::Get, "/work", None::<&()>).await
}

/// A page of one's clients. Always the search operation: what was searched for must not stand in an address.
pub async fn clients(search: &ClientSearch) -> Answer<ClientList> {
    call(Method::Post, "/clients/search", Some(search)).await
}

/// The head of a person's page.
pub async fn client(id: PersonId) -> Answer<Client> {
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

/// A text as a value in the query of an address.
fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Gives the memory of a picture or a file back.
pub fn forget_picture(address: &str) {
    // Fails only for an address that is no picture's, and then there is nothing to give back.
    let _ = web_sys::Url::revoke_object_url(address);
}
