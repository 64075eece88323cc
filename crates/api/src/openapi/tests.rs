//! The document against the committed file and against the conventions of the API.

use std::path::Path;

use serde_json::Value;

use super::*;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi");

/// Both documents as they are served.
fn documents() -> [Value; 2] {
    [document(), enrolment_document()].map(|document| serde_json::to_value(document).unwrap())
}

/// Each operation of both.
fn all_operations() -> Vec<(String, String, Value)> {
    documents().iter().flat_map(operations).collect()
}

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
fn the_published_documents_are_current() {
    for (name, text) in [
        ("engawa", &*MAIN),
        ("engawa-3.0", &*MAIN_OLDER),
        ("engawa-enrolment", &*ENROLMENT),
        ("engawa-enrolment-3.0", &*ENROLMENT_OLDER),
    ] {
        let file = Path::new(FOLDER).join(format!("{name}.json"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, text).unwrap();
        }
        let published = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            published == *text,
            "{name}: run `UPDATE=1 cargo test -p api openapi` and look at the diff"
        );
    }
}

#[test]
fn every_operation_is_explained_with_an_example_of_what_it_takes_and_gives() {
    let all = all_operations();
    assert_eq!(all.len(), 82);
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
        for (status, response) in operation["responses"].as_object().unwrap() {
            let json = &response["content"]["application/json"];
            assert!(json.is_null() || json["example"].is_object(), "{place} {status}");
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
fn every_operation_tells_its_own_problems_with_their_rules_and_examples() {
    for document in documents() {
        let examples = &document["components"]["examples"];
        for (method, path, operation) in operations(&document) {
            let refused = operation["responses"].as_object().unwrap().iter();
            let refused: Vec<_> = refused.filter(|(status, _)| status.as_str() >= "400").collect();
            assert!(refused.len() >= 3, "{method} {path}");
            for (status, response) in refused {
                let place = format!("{method} {path} {status}");
                assert!(
                    status.parse::<u16>().is_ok(),
                    "{place}: a status of its own, no pattern"
                );
                assert!(response["headers"]["X-Request-Id"].is_object(), "{place}");
                let shown = response["content"][MEDIA_TYPE]["examples"].as_object().unwrap();
                for (kind, rules) in response["x-problems"].as_object().unwrap() {
                    let rules = rules.as_array().unwrap();
                    let names: Vec<String> = match rules.is_empty() {
                        true => vec![kind.clone()],
                        false => rules
                            .iter()
                            .map(|rule| format!("{kind}.{}", rule.as_str().unwrap()))
                            .collect(),
                    };
                    for name in names {
                        assert!(shown.contains_key(&name), "{place}: {name}");
                        let value = &examples[&name]["value"];
                        assert_eq!(value["status"].to_string(), *status, "{place}: {name}");
                        assert_eq!(
                            value["errors"].is_array(),
                            name.contains('.'),
                            "{place}: {name} is a rule that exists"
                        );
                    }
                }
            }
        }
    }
}

/// Every word under a name, at any depth.
fn under<'v>(value: &'v Value, name: &str) -> Vec<&'v Value> {
    objects(value)
        .into_iter()
        .filter_map(|object| object.get(name))
        .collect()
}

#[test]
fn the_older_form_says_nothing_that_it_has_no_words_for() {
    for text in [&*MAIN_OLDER, &*ENROLMENT_OLDER] {
        let older: Value = serde_json::from_str(text).unwrap();
        assert_eq!(older["openapi"], "3.0.3");
        assert!(under(&older, "type").iter().all(|kind| !kind.is_array()));
        assert!(!text.contains("mutualTLS") && !text.contains("\"null\""));
        assert!(older["info"]["license"].get("identifier").is_none());
        for schema in older["components"]["schemas"].as_object().unwrap().values() {
            assert!(under(schema, "examples").is_empty(), "{schema}");
            for object in objects(schema) {
                assert!(!object.contains_key("$ref") || object.len() == 1, "{object:?}");
            }
        }
    }
}

#[test]
fn each_document_holds_the_operations_of_its_own_listener() {
    let [main, enrolment] = documents();
    assert_eq!((operations(&main).len(), operations(&enrolment).len()), (74, 8));
    assert!(
        operations(&enrolment)
            .iter()
            .all(|(.., operation)| operation["tags"][0] == "enrolment")
    );
    assert!(
        operations(&main)
            .iter()
            .all(|(.., operation)| operation["tags"][0] != "enrolment")
    );
}

#[test]
fn no_parameter_could_hold_a_personal_value() {
    for (method, path, operation) in all_operations() {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let known = [
                "id",
                "document",
                "page",
                "width",
                "filter",
                "cursor",
                "limit",
                "text",
                "state",
                "lettersMissing",
                "kind",
                "version",
                "Idempotency-Key",
                "If-Match",
                "lettersMissing",
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
    for (_, path, operation) in operations(&documents()[1]) {
        assert_eq!(operation["security"], serde_json::json!([{}]), "{path}");
    }
    for (method, path, operation) in operations(&document) {
        match operation.get("security") {
            None => {}
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
fn everything_that_is_referred_to_is_there() {
    for text in [&*MAIN, &*MAIN_OLDER, &*ENROLMENT, &*ENROLMENT_OLDER] {
        let document: Value = serde_json::from_str(text).unwrap();
        for place in text.split("\"#/components/").skip(1) {
            let place = place.split('"').next().unwrap();
            let there = document.pointer(&format!("/components/{place}"));
            assert!(there.is_some_and(Value::is_object), "{place}");
        }
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
    assert!(count > 20 && schemas.iter().all(|(name, _)| *name != "Coded"));
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
    let mut files = 0;
    for (method, path, operation) in all_operations() {
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
    assert_eq!(files, 8);
}
