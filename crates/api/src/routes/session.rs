//! Signing in and out, staying signed in, locking.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use contract::session::{AccessToken, Confirmation, FirstLogIn, Session, SessionWithToken, SignIn, Unlock};
use service::{Presented, Secret, SessionView, SignedIn};

use crate::convert::ToContract;
use crate::http::cookie;
use crate::http::credential::Carrier;
use crate::http::read::body::Strict;
use crate::principal::bearer::{LIFETIME, Tokens};
use crate::principal::insurer::AskedInsurer;
use crate::principal::session::{Caller, Device, LockedOut};
use crate::problem::{ApiError, INTERNAL};

/// Seconds for which a token is good.
const LIFETIME_SECONDS: u32 = LIFETIME.num_seconds() as u32;

/// Sign in.
///
/// Begins a session on this device. A browser gets the token as a cookie; a program, which names no `Origin`, in the body.
/// Unknown ID, wrong password and foreign device are one answer.
#[utoipa::path(
    tag = "session",
    security(("device" = [])),
    request_body = SignIn,
    responses((status = OK, description = "Signed in, with a token.", body = SessionWithToken)),
)]
#[post("/session")]
pub(crate) async fn create_session(
    asked: HttpRequest,
    device: Device,
    service: AskedInsurer,
    tokens: web::Data<Tokens>,
    body: Strict<SignIn>,
) -> Result<HttpResponse, ApiError> {
    let SignIn { login_id, password } = body.0;
    let Device { certificate, request } = device;
    let SignedIn { session, view } = service
        .sign_in(certificate, &login_id, Secret::new(password), &request)
        .await?;
    let presented = Presented {
        certificate,
        session,
        request,
    };
    let carrier = Carrier::of_newcomer(asked.headers());
    with_token(&tokens, &Caller { presented, carrier }, view)
}

/// Who is signed in.
///
/// Answers for locked sessions as well, so that the page can show whose session it is.
#[utoipa::path(tag = "session", responses((status = OK, description = "The session.", body = Session)))]
#[get("/session")]
pub(crate) async fn get_session(caller: Caller, service: AskedInsurer) -> Result<HttpResponse, ApiError> {
    let session = service.session(&caller.presented).await?;
    Ok(HttpResponse::Ok().json(session.to_contract()))
}

/// Stay signed in.
///
/// Gives a new token for the same session; to be called while somebody works, before the old one ends.
#[utoipa::path(
    tag = "session",
    responses((status = OK, description = "Renewed, with a new token.", body = SessionWithToken)),
)]
#[post("/session/renew")]
pub(crate) async fn renew_session(
    caller: Caller,
    service: AskedInsurer,
    tokens: web::Data<Tokens>,
) -> Result<HttpResponse, ApiError> {
    let view = service.renew(&caller.presented).await?;
    with_token(&tokens, &caller, view)
}

/// Lock the session.
///
/// Nothing is answered until the password comes again.
#[utoipa::path(tag = "session", responses((status = NO_CONTENT, description = "Locked.")))]
#[post("/session/lock")]
pub(crate) async fn lock_session(caller: Caller, service: AskedInsurer) -> Result<HttpResponse, ApiError> {
    service.lock(&caller.presented).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Unlock the session.
///
/// Takes the password of the user whose session it is. Failures count like failed sign-ins.
#[utoipa::path(
    tag = "session",
    request_body = Unlock,
    responses((status = OK, description = "Unlocked, with a new token.", body = SessionWithToken)),
)]
#[post("/session/unlock")]
pub(crate) async fn unlock_session(
    locked_out: LockedOut,
    service: AskedInsurer,
    tokens: web::Data<Tokens>,
    body: Strict<Unlock>,
) -> Result<HttpResponse, ApiError> {
    let Unlock { password } = body.0;
    let LockedOut(caller) = locked_out;
    let view = service.unlock(&caller.presented, Secret::new(password)).await?;
    with_token(&tokens, &caller, view)
}

/// Finish the first log-in.
///
/// The only thing a session of provisional credentials may do: name, login ID and password of one's own choice, and the
/// terms of use accepted. The provisional credentials are dead at once, and the session has another id.
#[utoipa::path(
    tag = "session",
    request_body = FirstLogIn,
    responses((status = OK, description = "Set up, with a new token.", body = SessionWithToken)),
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
    let Caller { presented, carrier } = caller;
    let SignedIn { session, view } = service.set_up(&presented, chosen).await?;
    let presented = Presented { session, ..presented };
    with_token(&tokens, &Caller { presented, carrier }, view)
}

/// Confirm with the password.
///
/// For the next five minutes steps may be taken that ask for the password. Failures count like failed sign-ins.
#[utoipa::path(
    tag = "session",
    request_body = Confirmation,
    responses((status = OK, description = "Confirmed.", body = Session)),
)]
#[post("/session/confirmation")]
pub(crate) async fn confirm_session(
    caller: Caller,
    service: AskedInsurer,
    body: Strict<Confirmation>,
) -> Result<HttpResponse, ApiError> {
    let Confirmation { password } = body.0;
    let view = service.confirm(&caller.presented, Secret::new(password)).await?;
    Ok(HttpResponse::Ok().json(view.to_contract()))
}

/// Sign out.
///
/// Ends the session everywhere and tells the browser to forget. Signing out twice is no error.
#[utoipa::path(tag = "session", responses((status = NO_CONTENT, description = "Signed out.")))]
#[delete("/session")]
pub(crate) async fn delete_session(
    asked: HttpRequest,
    caller: Option<Caller>,
    service: AskedInsurer,
) -> Result<HttpResponse, ApiError> {
    let carrier = match caller {
        Some(Caller { presented, carrier }) => {
            service.sign_out(&presented).await?;
            carrier
        }
        None => Carrier::of_newcomer(asked.headers()),
    };
    let mut answer = HttpResponse::NoContent();
    if carrier == Carrier::Cookie {
        answer
            .cookie(cookie::without())
            .insert_header((header::CLEAR_SITE_DATA, "\"cache\", \"storage\""));
    }
    Ok(answer.finish())
}

/// The session, with a new token for it: in the cookie of a browser, in the body for a program.
fn with_token(tokens: &Tokens, caller: &Caller, view: SessionView) -> Result<HttpResponse, ApiError> {
    let Presented {
        certificate,
        session,
        request: _,
    } = caller.presented;
    let token = tokens
        .issue(session, certificate, view.now)
        .map_err(|error| ApiError::of(&INTERNAL).because(error))?;
    let mut answer = HttpResponse::Ok();
    let access_token = match caller.carrier {
        Carrier::Cookie => {
            answer.cookie(cookie::with(token));
            None
        }
        Carrier::Bearer => Some(AccessToken(token)),
    };
    Ok(answer.json(SessionWithToken {
        session: view.to_contract(),
        expires_in: LIFETIME_SECONDS,
        token_type: access_token.is_some().then(|| "Bearer".to_owned()),
        access_token,
    }))
}
