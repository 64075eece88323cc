//! The document against the committed file and against the conventions of the API.

use std::path::Path;

use serde_json::Value;

use super::*;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/engawa.json");

/// Every operation: method, path, description.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            all.push((method.clone(), path.clone(), operation.clone()));
        }
    }
    all
}

#[test]
fn the_published_document_is_current() {
    let now = text();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(Path::new(FILE).parent().unwrap()).unwrap();
        std::fs::write(FILE, &now).unwrap();
    }
    let published = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        published == now,
        "run `UPDATE=1 cargo test -p api openapi` and look at the diff"
    );
}

#[test]
fn every_operation_is_explained_with_an_example_and_its_problems() {
    let document = serde_json::to_value(document()).unwrap();
    let all = operations(&document);
    assert_eq!(all.len(), 73);
    for (method, path, operation) in all {
        let place = format!("{method} {path}");
        assert!(path.starts_with("/api/v1/"), "{place}");
        for field in ["operationId", "summary", "description"] {
            assert!(
                operation[field].as_str().is_some_and(|text| text.len() > 5),
                "{place}: {field}"
            );
        }
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{place}");
        let responses = operation["responses"].as_object().unwrap();
        for (status, response) in responses {
            for (media, content) in response["content"].as_object().into_iter().flatten() {
                let binary = matches!(media.as_str(), "application/pdf" | "image/png" | "application/x-pkcs12");
                assert!(binary || content["example"].is_object(), "{place} {status} {media}");
            }
        }
        for status in ["4XX", "5XX"] {
            assert!(
                responses[status]["content"][MEDIA_TYPE].is_object(),
                "{place}: {status}"
            );
        }
        let without_body = ["renew_session", "lock_session"];
        let takes_body = method == "post" && !without_body.contains(&operation["operationId"].as_str().unwrap());
        let contents = &operation["requestBody"]["content"];
        let form = &contents["application/x-www-form-urlencoded"];
        let body = if form.is_object() {
            form
        } else {
            &contents["application/json"]
        };
        assert_eq!(
            body["example"].is_object() && body["schema"].is_object(),
            takes_body,
            "{place}: request"
        );
    }
}

#[test]
fn no_parameter_could_hold_a_personal_value() {
    let document = serde_json::to_value(document()).unwrap();
    for (method, path, operation) in operations(&document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let known = [
                "id", "document", "page", "width", "filter", "cursor", "limit", "text", "state", "kind",
            ];
            assert!(known.contains(&name), "{method} {path}: {name}");
        }
    }
}

#[test]
fn every_operation_needs_a_device_and_all_but_two_a_session() {
    let document = serde_json::to_value(document()).unwrap();
    let everywhere = document["security"].as_array().unwrap();
    assert!(
        everywhere
            .iter()
            .all(|way| way["device"].is_array() && way.as_object().unwrap().len() == 2)
    );
    for (method, path, operation) in operations(&document) {
        match operation.get("security") {
            None => {}
            // The enrolment listener's own.
            Some(own) if operation["tags"][0] == "enrolment" => {
                assert_eq!(own, &serde_json::json!([{}]), "{path}");
            }
            Some(own) => {
                let before_signing_in = [
                    ("post", "/api/v1/session"),
                    ("get", "/api/v1/device"),
                    ("post", "/api/v1/device/file"),
                ];
                assert!(before_signing_in.contains(&(method.as_str(), path.as_str())), "{path}");
                assert_eq!(own, &serde_json::json!([{ "device": [] }]));
            }
        }
    }
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["device"]["type"], "mutualTLS");
    assert_eq!(schemes["cookie"]["name"], "__Host-engawa");
}

#[test]
fn every_schema_that_is_named_is_there() {
    let text = text();
    let document: Value = serde_json::from_str(&text).unwrap();
    for part in text.split("\"#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(document["components"]["schemas"][name].is_object(), "{name}");
    }
}

const MEDIA_TYPE: &str = crate::problem::MEDIA_TYPE;

/// Every object in a value, itself included.
fn objects(value: &Value) -> Vec<&serde_json::Map<String, Value>> {
    match value {
        Value::Object(fields) => std::iter::once(fields)
            .chain(fields.values().flat_map(objects))
            .collect(),
        Value::Array(items) => items.iter().flat_map(objects).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

#[test]
fn every_code_has_an_open_list_and_every_example_keeps_to_some() {
    let document = serde_json::to_value(document()).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let coded = schemas
        .values()
        .filter(|schema| schema["properties"]["code"].is_object() && schema["properties"]["label"].is_object());
    let mut known = std::collections::BTreeSet::new();
    let mut count = 0;
    for schema in coded {
        let code = &schema["properties"]["code"];
        assert_eq!(
            (&code["type"], code.get("enum")),
            (&"string".into(), None),
            "open: {code}"
        );
        let codes = code["x-extensible-enum"].as_array().unwrap();
        assert!(codes.len() > 1, "{code}");
        known.extend(codes.iter().map(|code| code.as_str().unwrap()));
        count += 1;
    }
    assert!(count > 20 && schemas.get("Coded").is_none());
    let examples: Vec<_> = operations(&document)
        .into_iter()
        .map(|(.., operation)| operation)
        .collect();
    for example in examples
        .iter()
        .flat_map(objects)
        .filter_map(|object| object.get("example"))
    {
        for told in objects(example)
            .into_iter()
            .filter(|object| object.contains_key("code") && object.contains_key("label"))
        {
            assert!(known.contains(told["code"].as_str().unwrap()), "{told:?}");
        }
    }
}

#[test]
fn what_a_step_and_what_the_whole_application_is_at_are_told_apart() {
    let document = serde_json::to_value(document()).unwrap();
    let list = |schema: &str, field: &str| {
        let property = &document["components"]["schemas"][schema]["properties"][field];
        property["$ref"].as_str().map(str::to_owned)
    };
    let milestone = Some("#/components/schemas/CodedMilestone".to_owned());
    assert_eq!(list("ApplicationBrief", "lastMilestone"), milestone);
    assert_eq!(list("MilestoneEntry", "kind"), milestone);
    assert_eq!(
        list("ApplicationProgress", "stage"),
        Some("#/components/schemas/CodedStage".to_owned())
    );
}

#[test]
fn a_file_is_described_as_bytes() {
    let document = serde_json::to_value(document()).unwrap();
    let mut files = 0;
    for (method, path, operation) in operations(&document) {
        for (media, content) in operation["responses"]["200"]["content"]
            .as_object()
            .into_iter()
            .flatten()
        {
            if media != "application/json" {
                assert_eq!(
                    content["schema"],
                    serde_json::json!({ "type": "string", "format": "binary" }),
                    "{method} {path}"
                );
                files += 1;
            }
        }
    }
    assert_eq!(files, 6);
}
