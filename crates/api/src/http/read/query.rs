//! The parameters of an address: none that we do not know, and what cannot be read is told by name.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::problem::{ApiError, RequestRule};

/// Longer names are cut: a name comes from outside.
const LONGEST_NAME: usize = 64;

/// Parameters that were read as a `T`.
#[derive(Debug)]
pub(crate) struct StrictQuery<T>(pub T);

impl<T: DeserializeOwned> FromRequest for StrictQuery<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Self))
    }
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    let input = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(input).map_err(|error| {
        let message = error.inner().to_string();
        match name_in(&message).or_else(|| last_key(error.path())) {
            Some(name) => {
                let name: String = name.chars().take(LONGEST_NAME).collect();
                ApiError::named_parameter(&name, &RequestRule::Parameter)
            }
            None => ApiError::parameter(&RequestRule::Parameter),
        }
    })
}

/// The field that serde's message names: one that is unknown, missing or there twice.
fn name_in(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once(" field `")?;
    rest.split('`').next()
}

/// The parameter whose value could not be read.
fn last_key(path: &serde_path_to_error::Path) -> Option<&str> {
    path.iter().rev().find_map(|segment| match segment {
        Segment::Map { key } => Some(key.as_str()),
        Segment::Seq { .. } | Segment::Enum { .. } | Segment::Unknown => None,
    })
}

#[cfg(test)]
mod tests {
    use contract::clients::client::ClientFilter;
    use contract::page::PageLimit;
    use contract::problem::Problem;
    use domain::language::Language;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Asked {
        #[serde(default)]
        filter: ClientFilter,
        limit: Option<PageLimit>,
        text: Option<String>,
    }

    fn refused(query: &str) -> (String, Option<String>) {
        let body = read::<Asked>(query)
            .unwrap_err()
            .render(Language::English, "id")
            .into_body();
        let bytes = actix_web::rt::System::new()
            .block_on(actix_web::body::to_bytes(body))
            .unwrap();
        let problem: Problem = serde_json::from_slice(&bytes).unwrap();
        (problem.errors[0].rule.clone(), problem.errors[0].parameter.clone())
    }

    #[test]
    fn parameters_are_read() {
        let Asked { filter, limit, text } = read("limit=5&filter=in-progress&text=%E7%B8%81+a").unwrap();
        assert_eq!((filter, limit), (ClientFilter::InProgress, Some(PageLimit(5))));
        assert_eq!(text.as_deref(), Some("縁 a"));
        assert_eq!(read::<Asked>("").unwrap().limit, None);
    }

    #[test]
    fn what_is_wrong_is_told_by_name_and_without_its_value() {
        for (query, name) in [
            ("limit=many", "limit"),
            ("limit=-1", "limit"),
            ("text=a&filter=everybody", "filter"),
            ("text=a&color=red", "color"),
            ("limit=1&limit=2", "limit"),
        ] {
            assert_eq!(
                refused(query),
                ("query.invalid".to_owned(), Some(name.to_owned())),
                "{query}"
            );
        }
        let error = read::<Asked>("limit=secret-word").unwrap_err();
        assert!(!format!("{error:?}").contains("secret-word"));
        let long = refused(&"x".repeat(500)).1.unwrap();
        assert_eq!(long.len(), LONGEST_NAME);
    }
}
