//! What a kind of problem is. Which there are stands in the table `kinds`.

use actix_web::http::StatusCode;
use contract::problem::{Problem, ProblemItem};
use domain::language::Language;

/// One kind of problem, as the whole world knows it. Once published, `slug` never changes its meaning.
#[derive(Debug)]
pub(crate) struct ProblemKind {
    /// Last part of the type URI, `/problems/{slug}`.
    pub slug: &'static str,
    /// HTTP status as a number.
    pub status: u16,
    /// Title and detail in Japanese.
    pub ja: Words,
    /// Title and detail in English.
    pub en: Words,
}

/// What a reader gets to see.
#[derive(Debug)]
pub(crate) struct Words {
    pub title: &'static str,
    pub detail: &'static str,
}

impl ProblemKind {
    pub(crate) fn words(&self, language: Language) -> &Words {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }

    /// An answer of this kind.
    pub(crate) fn problem(&self, language: Language, request_id: &str, errors: Vec<ProblemItem>) -> Problem {
        let Words { title, detail } = self.words(language);
        Problem {
            kind: format!("/problems/{}", self.slug),
            title: (*title).to_owned(),
            status: self.status,
            detail: (*detail).to_owned(),
            instance: request_id.to_owned(),
            errors,
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
