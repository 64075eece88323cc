//! The pages that the `type` of a problem points to: the same words as in the answer, for people who follow the link.

use std::fmt::Write;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};

use super::error::ApiError;
use super::kind::ProblemKind;
use super::kinds::NOT_FOUND;
use crate::http::language::wanted;

/// The page of one kind of problem. Static text: nothing of any request stands in it.
#[get("/problems/{slug}")]
pub(crate) async fn explain_problem(request: HttpRequest, slug: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let kind = ProblemKind::named(&slug).ok_or_else(|| ApiError::of(&NOT_FOUND))?;
    let language = wanted(&request);
    let mut page = String::new();
    for (chosen, tag) in [(language, language.tag()), (language.other(), language.other().tag())] {
        let words = kind.words(chosen);
        let _ = write!(
            page,
            "<section lang=\"{tag}\"><h1>{}</h1><p>{}</p></section>",
            words.title, words.detail
        );
    }
    let html = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{} - {}</title></head><body><main>{page}<p>HTTP {} / <code>{}</code></p>\
         </main></body></html>",
        language.tag(),
        kind.status,
        kind.words(language).title,
        kind.status,
        kind.slug,
    );
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_LANGUAGE, language.tag()))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((header::VARY, "Accept-Language"))
        .body(html))
}
