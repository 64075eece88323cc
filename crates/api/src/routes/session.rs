//! Signing in and out, staying signed in, locking.

use actix_web::http::header;
use actix_web::{HttpResponse, delete, get, post, web};
use contract::session::{Confirmation, FirstLogIn, Session, SignIn, Unlock};
use service::{Presented, Secret, SessionView, SignedIn};

use crate::convert::ToContract;
use crate::http::body::Strict;
use crate::http::cookie;
use crate::principal::bearer::Tokens;
use crate::principal::insurer::AskedInsurer;
use crate::principal::session::{Caller, Device, LockedOut};
use crate::problem::{ApiError, INTERNAL, Problems};

/// Sign in.
///
/// Begins a session on this device and sets its cookie. Unknown ID, wrong password and foreign device are one answer.
#[utoipa::path(
    tag = "session",
    security(("device" = [])),
    request_body = SignIn,
    responses((status = OK, description = "Signed in; the cookie is set.", body = Session), Problems),
)]
#[post("/session")]
pub(crate) async fn create_session(
    device: Device,
    service: AskedInsurer,
    tokens: web::Data<Tokens>,
    body: Strict<SignIn>,
) -> Result<HttpResponse, ApiError> {
    let SignIn { login_id, password } = body.0;
    let Device { certificate, request } = device;
    let signed_in = service
        .sign_in(certificate, &login_id, Secret::new(password), &request)
        .await?;
    let SignedIn { session, view } = signed_in;
    with_token(
        &tokens,
        &Presented {
            certificate,
            session,
            request,
        },
        view,
    )
}

/// Who is signed in.
///
/// Answers for locked sessions as well, so that the page can show whose session it is.
#[utoipa::path(tag = "session", responses((status = OK, description = "The session.", body = Session), Problems))]
#[get("/session")]
pub(crate) async fn get_session(caller: Caller, service: AskedInsurer) -> Result<HttpResponse, ApiError> {
    let session = service.session(&caller.0).await?;
    Ok(HttpResponse::Ok().json(session.to_contract()))
}

/// Stay signed in.
///
/// Gives a new token for the same session; to be called while somebody works, before the old one ends.
#[utoipa::path(
    tag = "session",
    responses((status = OK, description = "Renewed; the cookie is set anew.", body = Session), Problems),
)]
#[post("/session/renew")]
pub(crate) async fn renew_session(
    caller: Caller,
    service: AskedInsurer,
    tokens: web::Data<Tokens>,
) -> Result<HttpResponse, ApiError> {
    let view = service.renew(&caller.0).await?;
    with_token(&tokens, &caller.0, view)
}

/// Lock the session.
///
/// Nothing is answered until the password comes again.
#[utoipa::path(tag = "session", responses((status = NO_CONTENT, description = "Locked."), Problems))]
#[post("/session/lock")]
pub(crate) async fn lock_session(caller: Caller, service: AskedInsurer) -> Result<HttpResponse, ApiError> {
    service.lock(&caller.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Unlock the session.
///
/// Takes the password of the user whose session it is. Failures count like failed sign-ins.
#[utoipa::path(
    tag = "session",
    request_body = Unlock,
    responses((status = OK, description = "Unlocked; the cookie is set anew.", body = Session), Problems),
)]
#[post("/session/unlock")]
pub(crate) async fn unlock_session(
    caller: LockedOut,
    service: AskedInsurer,
    tokens: web::Data<Tokens>,
    body: Strict<Unlock>,
) -> Result<HttpResponse, ApiError> {
    let Unlock { password } = body.0;
    let view = service.unlock(&caller.0, Secret::new(password)).await?;
    with_token(&tokens, &caller.0, view)
}

/// Finish the first log-in.
///
/// The only thing a session of provisional credentials may do: name, login ID and password of one's own choice, and the
/// terms of use accepted. The provisional credentials are dead at once, and the session has another id.
#[utoipa::path(
    tag = "session",
    request_body = FirstLogIn,
    responses((status = OK, description = "Set up; the cookie is set anew.", body = Session), Problems),
)]
#[post("/session/setup")]
pub(crate) async fn set_up_account(
    caller: Caller,
    service: AskedInsurer,
    tokens: web::Data<Tokens>,
    body: Strict<FirstLogIn>,
) -> Result<HttpResponse, ApiError> {
    let FirstLogIn {
        name,
        login_id,
        password,
        terms_version,
    } = body.0;
    let chosen = service::FirstLogIn {
        name,
        login_id,
        password: Secret::new(password),
        terms_version,
    };
    let SignedIn { session, view } = service.set_up(&caller.0, chosen).await?;
    with_token(&tokens, &Presented { session, ..caller.0 }, view)
}

/// Confirm with the password.
///
/// For the next five minutes steps may be taken that ask for the password. Failures count like failed sign-ins.
#[utoipa::path(
    tag = "session",
    request_body = Confirmation,
    responses((status = OK, description = "Confirmed.", body = Session), Problems),
)]
#[post("/session/confirmation")]
pub(crate) async fn confirm_session(
    caller: Caller,
    service: AskedInsurer,
    body: Strict<Confirmation>,
) -> Result<HttpResponse, ApiError> {
    let Confirmation { password } = body.0;
    let view = service.confirm(&caller.0, Secret::new(password)).await?;
    Ok(HttpResponse::Ok().json(view.to_contract()))
}

/// Sign out.
///
/// Ends the session everywhere and tells the browser to forget. Signing out twice is no error.
#[utoipa::path(tag = "session", responses((status = NO_CONTENT, description = "Signed out."), Problems))]
#[delete("/session")]
pub(crate) async fn delete_session(caller: Option<Caller>, service: AskedInsurer) -> Result<HttpResponse, ApiError> {
    if let Some(Caller(presented)) = caller {
        service.sign_out(&presented).await?;
    }
    Ok(HttpResponse::NoContent()
        .cookie(cookie::without())
        .insert_header((header::CLEAR_SITE_DATA, "\"cache\", \"storage\""))
        .finish())
}

fn with_token(tokens: &Tokens, presented: &Presented, view: SessionView) -> Result<HttpResponse, ApiError> {
    let Presented {
        certificate,
        session,
        request: _,
    } = presented;
    let token = tokens
        .issue(*session, *certificate, view.now)
        .map_err(|error| ApiError::of(&INTERNAL).because(error))?;
    Ok(HttpResponse::Ok().cookie(cookie::with(token)).json(view.to_contract()))
}
