//! The errors and headers of every operation, written into the document: real statuses, for each the kinds of problem with
//! their rules (`x-problems`), and an example of each.

use std::collections::{BTreeMap, BTreeSet};

use domain::disclosure::Item;
use domain::language::Language;
use serde_json::{Map, Value, json};
use utoipa::openapi::example::{Example, ExampleBuilder};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ContentBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder};

use super::refusals::{self, Asked, Refusal};
use crate::problem::{MEDIA_TYPE, ProblemKind, failures, rules, withholdings};

/// Writes them into all operations, and what they refer to into the components.
pub(super) fn add(document: &mut OpenApi) {
    let mut named = BTreeSet::new();
    for (path, item) in &mut document.paths.paths {
        let operations = [
            (true, &mut item.get),
            (false, &mut item.post),
            (false, &mut item.delete),
        ];
        for (reads, operation) in operations {
            if let Some(operation) = operation {
                let asked = Asked { reads, path, operation };
                let (refusals, takes_a_key) = (refusals::of(&asked), asked.takes_a_key());
                let seen = asked.takes_what_was_seen();
                describe(operation, refusals.into_values(), &mut named);
                if let Some(required) = seen {
                    take_what_was_seen(operation, required);
                }
                if takes_a_key {
                    take_a_key(operation);
                }
            }
        }
    }
    let Some(components) = document.components.as_mut() else {
        return;
    };
    components.examples.extend(examples(&named));
    components.headers.extend(headers());
}

/// A kind of problem with the rule that its example names.
type Named = BTreeSet<(&'static str, Option<String>)>;

fn describe(operation: &mut Operation, refusals: impl Iterator<Item = Refusal>, named: &mut Named) {
    let mut by_status: BTreeMap<u16, Vec<Refusal>> = BTreeMap::new();
    for refusal in refusals {
        by_status.entry(refusal.kind.status).or_default().push(refusal);
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            succeed(response);
        }
    }
    if is_tagged(operation) {
        if let Some(RefOr::T(shown)) = operation.responses.responses.get_mut("200") {
            shown.headers.insert("ETag".to_owned(), RefOr::Ref(header("etag")));
        }
        let unchanged = ResponseBuilder::new()
            .description("What the caller has already; judged and noted like any other answer.")
            .header_ref(ID, header("request-id"))
            .header_ref("ETag", header("etag"));
        operation.responses.responses.insert("304".to_owned(), unchanged.into());
    }
    if is_of_one_state(operation)
        && let Some(RefOr::T(shown)) = operation.responses.responses.get_mut("200")
    {
        shown
            .headers
            .insert("ETag".to_owned(), RefOr::Ref(header("state-etag")));
    }
    for (status, refusals) in by_status {
        let response = refused(status, &refusals, named);
        operation
            .responses
            .responses
            .insert(status.to_string(), response.into());
    }
}

/// It may be sent again under the same key.
fn take_a_key(operation: &mut Operation) {
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "A key of the caller's choice, 1 to 255 printable characters, new for each thing that is to be done. Sent again \
             with the same key and body, it is not done a second time and answered as before.",
        ))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).max_length(Some(255))))
        .example(Some(json!("8e03978e-40d5-43dd-bc93-6894a57f9324")))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(key));
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && status.starts_with('2')
        {
            let replayed = RefOr::Ref(header("idempotency-replayed"));
            response.headers.insert("Idempotency-Replayed".to_owned(), replayed);
        }
    }
}

/// It may, or must, say what it has seen of the thing that it changes.
fn take_what_was_seen(operation: &mut Operation, required: Required) {
    let tag = ParameterBuilder::new()
        .name("If-Match")
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(
            "The `etag` that came with the thing: if somebody else has changed it since, nothing is done. `*` for whatever \
             it is now.",
        ))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .example(Some(json!("\"2f1c9a0b77d4e6c85a3e10f4b2d6c9e1\"")))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(tag));
}

const ID: &str = "X-Request-Id";

fn header(name: &str) -> Ref {
    Ref::new(format!("#/components/headers/{name}"))
}

/// Whether its answer is a representation with a tag: what concerns a client, and today's work.
fn is_tagged(operation: &Operation) -> bool {
    let tags = operation.tags.as_deref().unwrap_or_default();
    let about_clients = tags
        .iter()
        .any(|tag| matches!(tag.as_str(), "clients" | "documents" | "work"));
    about_clients && operation.operation_id.as_deref() != Some("search_clients")
}

/// Whether its answer is about one thing that can be changed.
fn is_of_one_state(operation: &Operation) -> bool {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    matches!(
        id,
        "get_organization" | "get_city_organization" | "get_usage_application"
    )
}

fn succeed(response: &mut Response) {
    let mut add = |name: &str, component: &str| {
        response.headers.insert(name.to_owned(), RefOr::Ref(header(component)));
    };
    add(ID, "request-id");
    add("Cache-Control", "cache-control");
    let media = response.content.keys().next().map(String::as_str);
    if matches!(media, Some("application/pdf" | "application/x-pkcs12")) {
        let component = RefOr::Ref(header("content-disposition"));
        response.headers.insert("Content-Disposition".to_owned(), component);
    }
}

fn refused(status: u16, refusals: &[Refusal], named: &mut Named) -> Response {
    let mut content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
    let mut told = Map::new();
    for Refusal { kind, rules } in refusals {
        let mut rules = rules.clone();
        rules.sort_unstable();
        rules.dedup();
        let shown: Vec<Option<String>> = match rules.is_empty() {
            true => vec![None],
            false => rules.iter().cloned().map(Some).collect(),
        };
        let reference = |rule: &Option<String>| {
            let name = name(kind.slug, rule.as_deref());
            (
                name.clone(),
                RefOr::Ref(Ref::new(format!("#/components/examples/{name}"))),
            )
        };
        content = content.examples_from_iter(shown.iter().map(reference));
        named.extend(shown.into_iter().map(|rule| (kind.slug, rule)));
        told.insert(kind.slug.to_owned(), json!(rules));
    }
    let kinds: Vec<_> = refusals
        .iter()
        .map(|Refusal { kind, .. }| format!("`{}`: {}.", kind.slug, kind.en.title))
        .collect();
    let mut response = ResponseBuilder::new()
        .description(kinds.join(" "))
        .content(MEDIA_TYPE, content.build())
        .header_ref(ID, header("request-id"))
        .header_ref("Content-Language", header("content-language"))
        .extensions(Some(
            Extensions::builder().add("x-problems", Value::Object(told)).build(),
        ));
    match status {
        401 => response = response.header_ref("WWW-Authenticate", header("www-authenticate")),
        409 | 429 | 503 => response = response.header_ref("Retry-After", header("retry-after")),
        _ => {}
    }
    response.build()
}

/// The name of an example among the components.
fn name(slug: &str, rule: Option<&str>) -> String {
    rule.map_or_else(|| slug.to_owned(), |rule| format!("{slug}.{rule}"))
}

fn examples(named: &Named) -> BTreeMap<String, RefOr<Example>> {
    let language = Language::Japanese;
    let mut known = rules(language);
    known.extend(failures(language, |_| true));
    known.extend(withholdings(language, Item::ALL));
    let example = |(slug, rule): &(&str, Option<String>)| {
        let kind = ProblemKind::named(slug)?;
        let item = known.iter().find(|item| Some(&item.rule) == rule.as_ref()).cloned();
        let value = kind.problem(
            language,
            "0196b000-0000-7000-8000-000000000009",
            item.into_iter().collect(),
        );
        let value = serde_json::to_value(value).ok();
        let example = ExampleBuilder::new().summary(kind.en.title).value(value).build();
        Some((name(slug, rule.as_deref()), RefOr::T(example)))
    };
    named.iter().filter_map(example).collect()
}

fn headers() -> BTreeMap<String, RefOr<Header>> {
    let number = |about, example: i64| of(Type::Integer, about, json!(example));
    let text = |about, example: &str| of(Type::String, about, json!(example));
    [
        (
            "request-id",
            text(
                "The request's id, the caller's own if it sent one.",
                "0196b000-0000-7000-8000-000000000009",
            ),
        ),
        (
            "cache-control",
            text(
                "Who may keep it; nobody's cache keeps personal data.",
                "private, no-store",
            ),
        ),
        (
            "etag",
            text("The tag of this viewer's own representation.", "\"Zm9vYmFy\""),
        ),
        (
            "state-etag",
            text(
                "The tag of the thing's state, to be sent as `If-Match` with a change of it; also its `etag`.",
                "\"2f1c9a0b77d4e6c85a3e10f4b2d6c9e1\"",
            ),
        ),
        (
            "content-disposition",
            text(
                "A file to be saved, with its name.",
                "attachment; filename=\"document.pdf\"",
            ),
        ),
        ("content-language", text("The language of what is told.", "ja")),
        (
            "idempotency-replayed",
            text(
                "There if this is the answer of the first request under the same key.",
                "true",
            ),
        ),
        (
            "www-authenticate",
            text("Which credential is wanted (RFC 6750).", "Bearer realm=\"engawa\""),
        ),
        (
            "retry-after",
            number("Seconds after which trying again makes sense, where waiting helps.", 5),
        ),
    ]
    .map(|(name, header)| (name.to_owned(), RefOr::T(header)))
    .into()
}

fn of(kind: Type, about: &str, example: Value) -> Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(kind)))
        .description(Some(about))
        .example(Some(example))
        .build()
}
