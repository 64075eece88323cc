//! The errors of an operation, as the OpenAPI document describes them.

use std::collections::BTreeMap;

use contract::problem::Problem;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

use super::error::MEDIA_TYPE;

/// The errors every operation may answer with.
pub(crate) struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let schema = Ref::from_schema_name(Problem::name());
        let problem = |what: &str| {
            let content = ContentBuilder::new().schema(Some(schema.clone())).build();
            RefOr::T(
                ResponseBuilder::new()
                    .description(what)
                    .content(MEDIA_TYPE, content)
                    .build(),
            )
        };
        BTreeMap::from([
            (
                "4XX".to_owned(),
                problem("The request was refused; the problem says why, who can mend it, and what to do."),
            ),
            (
                "5XX".to_owned(),
                problem("It could not be done now, and nothing was disclosed."),
            ),
        ])
    }
}

/// The schema of [`Problem`], which no operation names as its body.
pub(crate) fn problem_schemas() -> Vec<(String, RefOr<utoipa::openapi::Schema>)> {
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    schemas
}
