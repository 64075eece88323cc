//! Answers that are no representation with a tag of its own (those are in `representation`): kept by no cache.

use actix_web::HttpResponse;
use actix_web::http::header;
use domain::language::Language;
use serde::Serialize;

/// An answer that only its viewer may keep, and nobody's cache.
pub(crate) fn private(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .json(body)
}

/// [`private`] for words in the language that the reader prefers.
pub(crate) fn private_in(language: Language, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::CONTENT_LANGUAGE, language.tag()))
        .insert_header((header::VARY, "Accept-Language"))
        .json(body)
}

/// An answer about one thing, with the tag of its state.
pub(crate) fn of_state(mut answer: HttpResponse, etag: &str) -> HttpResponse {
    if let Ok(etag) = header::HeaderValue::from_str(etag) {
        answer.headers_mut().insert(header::ETAG, etag);
    }
    answer
}

/// [`private`] for something that was just made, with secrets shown this once.
pub(crate) fn created(body: &impl Serialize) -> HttpResponse {
    with_secrets(
        HttpResponse::Created()
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .json(body),
    )
}

/// Marks an answer that holds secrets shown this once: nobody keeps it for long, not even to tell it again.
pub(crate) struct HasSecrets;

/// An answer that holds secrets shown this once.
pub(crate) fn with_secrets(mut answer: HttpResponse) -> HttpResponse {
    answer.extensions_mut().insert(HasSecrets);
    answer
}

/// Marks an answer that holds a text as it was written, with the mark where the insurer is named.
pub(crate) struct AsWritten;

/// An answer in which the mark stays where the insurer is named, for whoever edits the text.
pub(crate) fn as_written(mut answer: HttpResponse) -> HttpResponse {
    answer.extensions_mut().insert(AsWritten);
    answer
}
