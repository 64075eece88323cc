//! One request of the API, as the browser sends it: credentials of this origin, the header that a foreign page cannot
//! set, a request id that the answer must carry back. What is asked and what it means is left to the callers.

use super::failure::{Answer, Failure};
use super::read::read;
use contract::problem::Problem;
use serde::{Serialize, de::DeserializeOwned};
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response, Url,
};

/// Where the API lives on the server that sent this application.
pub const BASE: &str = "/api/v1";

const REQUEST_ID: &str = "X-Request-Id";

/// The HTTP methods that the API uses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Delete,
}

/// Send and read the answer as JSON.
pub async fn call<T: DeserializeOwned>(method: Method, path: &str, body: Option<&impl Serialize>) -> Answer<T> {
    let body = match body {
        Some(body) => Some(serde_json::to_string(body).map_err(|_| Failure::Unreadable(None))?),
        None => None,
    };
    let (text, id) = asked(method, path.to_owned(), body, None).await?;
    read(&text).ok_or(Failure::Unreadable(id))
}

/// Text and request id of an answer that is on its way.
type Coming = Pin<Box<dyn Future<Output = Answer<(String, Option<String>)>>>>;

/// The part of a call that is the same for every shape, hence boxed.
fn asked(method: Method, path: String, body: Option<String>, seen: Option<String>) -> Coming {
    Box::pin(async move {
        let response = send(method, &path, body, "application/json", seen).await?;
        Ok((text(&response).await?, header(&response, REQUEST_ID)))
    })
}

/// Send a body that is written already, with the tag of what was seen before, and give the answer as it came.
pub async fn text_of(method: Method, path: &str, body: Option<String>, seen: Option<String>) -> Answer<String> {
    Ok(asked(method, path.to_owned(), body, seen).await?.0)
}

/// Send, and expect an empty answer.
pub async fn empty(method: Method, path: &str) -> Answer<()> {
    send(method, path, None, "application/json", None).await.map(drop)
}

/// Fetch a picture and give it an address inside this window.
pub async fn picture(path: &str) -> Answer<String> {
    file(Method::Get, path, None, "image/png").await
}

/// Fetch something that is no text and give it an address inside this window.
pub async fn file(method: Method, path: &str, body: Option<String>, accept: &str) -> Answer<String> {
    let response = send(method, path, body, accept, None).await?;
    let unreadable = || Failure::Unreadable(header(&response, REQUEST_ID));
    let blob = JsFuture::from(response.blob().map_err(|_| unreadable())?)
        .await
        .map_err(|_| Failure::Network)?;
    let blob: Blob = blob.dyn_into().map_err(|_| unreadable())?;
    Url::create_object_url_with_blob(&blob).map_err(|_| unreadable())
}

/// Sends; if the token has ended meanwhile, renews it once and sends again: somebody who was away for less than the idle
/// time goes on where they were.
async fn send(
    method: Method,
    path: &str,
    body: Option<String>,
    accept: &str,
    seen: Option<String>,
) -> Answer<Response> {
    let seen = seen.as_deref();
    match send_once(method, path, body.clone(), accept, seen).await {
        Err(Failure::SessionOver(_)) if !path.starts_with("/session") && path != "/device" => {
            send_once(Method::Post, "/session/renew", None, "application/json", None).await?;
            send_once(method, path, body, accept, seen).await
        }
        answer => answer,
    }
}

async fn send_once(
    method: Method,
    path: &str,
    body: Option<String>,
    accept: &str,
    seen: Option<&str>,
) -> Answer<Response> {
    let id = request_id();
    let request = request(method, path, body, accept, &id).map_err(|_| Failure::Unreadable(None))?;
    if let Some(seen) = seen {
        let said = request.headers().set("If-Match", seen);
        said.map_err(|_| Failure::Unreadable(None))?;
    }
    let window = web_sys::window().ok_or(Failure::Network)?;
    let response = JsFuture::from(window.fetch_with_request(&request))
        .await
        .map_err(|_| Failure::Network)?;
    let response: Response = response.dyn_into().map_err(|_| Failure::Network)?;
    // A cache or proxy that mixed up two answers would show one person's data as another's.
    if header(&response, REQUEST_ID).is_some_and(|answered| answered != id) {
        return Err(Failure::Unreadable(Some(id)));
    }
    if response.ok() {
        return Ok(response);
    }
    let problem = match header(&response, "Content-Type") {
        Some(kind) if kind.starts_with("application/problem+json") => read::<Problem>(&text(&response).await?),
        _ => None,
    };
    Err(Failure::of(response.status(), problem, Some(id)))
}

fn request(method: Method, path: &str, body: Option<String>, accept: &str, id: &str) -> Result<Request, JsValue> {
    let init = RequestInit::new();
    init.set_method(match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Delete => "DELETE",
    });
    // The oldest browsers leave out cookie and certificate unless told.
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    // Under the page's own policy, no-referrer, the oldest browsers would name no origin either, and the server takes
    // no changes from nowhere. The server itself may know; nobody else is ever asked.
    init.set_referrer_policy(ReferrerPolicy::Origin);
    let has_body = body.is_some();
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(&body));
    }
    let request = Request::new_with_str_and_init(&format!("{BASE}{path}"), &init)?;
    let headers = request.headers();
    headers.set("Accept", &format!("{accept}, application/problem+json"))?;
    headers.set("Accept-Language", "ja")?;
    headers.set(REQUEST_ID, id)?;
    if has_body {
        headers.set("Content-Type", "application/json")?;
    }
    if method != Method::Get {
        headers.set("X-Engawa-Request", "1")?;
    }
    Ok(request)
}

/// A text as a value in the query of an address.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Gives the memory of a picture or a file back.
pub fn forget_picture(address: &str) {
    // Fails only for an address that is no picture's, and then there is nothing to give back.
    let _ = web_sys::Url::revoke_object_url(address);
}

async fn text(response: &Response) -> Answer<String> {
    let text = response.text().map_err(|_| Failure::Network)?;
    let text = JsFuture::from(text).await.map_err(|_| Failure::Network)?;
    Ok(text.as_string().unwrap_or_default())
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten()
}

/// A fresh id in the shape of a random UUID.
fn request_id() -> String {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Without randomness the id is all zeros, which still marks nobody.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    uuid_of(bytes)
}

/// The bytes as a version 4 UUID (RFC 9562).
fn uuid_of(bytes: [u8; 16]) -> String {
    let mut number = u128::from_be_bytes(bytes);
    number &= !(0xf << 76 | 0x3 << 62);
    number |= 0x4 << 76 | 0x2 << 62;
    let hex = format!("{number:032x}");
    let mut text = String::with_capacity(36);
    for (place, digit) in hex.chars().enumerate() {
        if matches!(place, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_id_is_a_version_4_uuid_whatever_the_chance() {
        assert_eq!(uuid_of([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid_of([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
