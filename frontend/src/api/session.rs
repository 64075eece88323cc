//! The calls about the session: signing in and out, locking, the password again, the first log-in.

use super::change::{Change, Outcome, read};
use super::failure::Answer;
use super::http::{self, Method, call, empty};
use contract::session::{Confirmation, FirstLogIn, Session, SignIn, Unlock};

/// Who is signed in on this device.
pub async fn current() -> Answer<Session> {
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
    http::text_of(Method::Post, "/session/confirmation", body, None)
        .await
        .map(drop)
}

/// End the session everywhere.
pub async fn sign_out() -> Answer<()> {
    empty(Method::Delete, "/session").await
}

/// Finish the first log-in; the session becomes another one.
pub fn set_up(body: &FirstLogIn) -> Change {
    Change::new("/session/setup".to_owned(), body).telling(|text| read(&text, Outcome::Session))
}
