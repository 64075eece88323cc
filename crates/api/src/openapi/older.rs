//! A document of OpenAPI 3.1 told in the words of 3.0.3, for tools that know no other. What 3.0 cannot say at all (mutual TLS
//! as a scheme) is said in the description.

use serde_json::{Map, Value, json};

/// The older form.
pub(super) fn of(mut document: Value) -> Value {
    if let Some(version) = document.get_mut("openapi") {
        *version = json!("3.0.3");
    }
    if let Some(license) = document.pointer_mut("/info/license").and_then(Value::as_object_mut) {
        license.remove("identifier");
    }
    without_mutual_tls(&mut document);
    if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
        schemas.values_mut().for_each(schema);
    }
    schemas_within(&mut document);
    document
}

/// 3.0 has no scheme for client certificates: the requirement goes, and the description says that it is there.
fn without_mutual_tls(document: &mut Value) {
    let Some(schemes) = document
        .pointer_mut("/components/securitySchemes")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    schemes.retain(|_, scheme| scheme["type"] != "mutualTLS");
    if let Some(Value::String(about)) = document.pointer_mut("/info/description") {
        about.push_str(
            " Every connection needs the client certificate of a registered device (mutual TLS), which this version of \
             OpenAPI has no word for.",
        );
    }
    only_known_schemes(document);
}

fn only_known_schemes(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::Array(ways)) = fields.get_mut("security") {
                for way in ways.iter_mut().filter_map(Value::as_object_mut) {
                    way.remove("device");
                }
            }
            fields.values_mut().for_each(only_known_schemes);
        }
        Value::Array(items) => items.iter_mut().for_each(only_known_schemes),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every schema that stands under the name `schema`: of parameters, headers and bodies. Examples are left as they are.
fn schemas_within(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match name.as_str() {
                    "schema" => schema(inner),
                    "example" | "examples" | "schemas" => {}
                    _ => schemas_within(inner),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(schemas_within),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// One schema with all that it is made of.
fn schema(value: &mut Value) {
    let Value::Object(fields) = value else { return };
    nullable_type(fields);
    nullable_choice(fields);
    one_example(fields);
    reference_alone(fields);
    for (name, inner) in fields {
        match (name.as_str(), inner) {
            ("properties", Value::Object(properties)) => properties.values_mut().for_each(schema),
            ("allOf" | "anyOf" | "oneOf", Value::Array(choices)) => choices.iter_mut().for_each(schema),
            ("items" | "additionalProperties", inner) => schema(inner),
            _ => {}
        }
    }
}

/// `["string", "null"]` is `string`, `nullable`.
fn nullable_type(fields: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = fields.get("type") else {
        return;
    };
    let (null, others): (Vec<_>, Vec<_>) = types.iter().cloned().partition(|kind| kind == "null");
    let Some(first) = others.into_iter().next() else { return };
    if !null.is_empty() {
        fields.insert("nullable".to_owned(), json!(true));
    }
    fields.insert("type".to_owned(), first);
}

/// A choice of something and null is that, `nullable`.
fn nullable_choice(fields: &mut Map<String, Value>) {
    for name in ["oneOf", "anyOf"] {
        let Some(Value::Array(choices)) = fields.get_mut(name) else {
            continue;
        };
        let before = choices.len();
        choices.retain(|choice| choice["type"] != "null");
        if choices.len() == before {
            continue;
        }
        let left = std::mem::take(choices);
        fields.remove(name);
        let name = if left.len() == 1 { "allOf" } else { name };
        fields.insert(name.to_owned(), Value::Array(left));
        fields.insert("nullable".to_owned(), json!(true));
    }
}

/// The first of several examples; 3.0 knows one.
fn one_example(fields: &mut Map<String, Value>) {
    if let Some(Value::Array(examples)) = fields.remove("examples")
        && let Some(first) = examples.into_iter().next()
    {
        fields.entry("example").or_insert(first);
    }
}

/// Beside a reference 3.0 reads nothing else.
fn reference_alone(fields: &mut Map<String, Value>) {
    if fields.len() < 2 {
        return;
    }
    if let Some(reference) = fields.remove("$ref") {
        fields.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(newer: Value, older: &Value) {
        let mut told = newer;
        schema(&mut told);
        assert_eq!(&told, older);
    }

    #[test]
    fn what_may_be_null_says_so_in_the_older_way() {
        becomes(
            json!({ "type": ["string", "null"] }),
            &json!({ "type": "string", "nullable": true }),
        );
        becomes(
            json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/a", "description": "b" }] }),
            &json!({ "allOf": [{ "allOf": [{ "$ref": "#/a" }], "description": "b" }], "nullable": true }),
        );
        becomes(
            json!({ "anyOf": [{ "type": "null" }, { "type": "string" }, { "type": "integer" }] }),
            &json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }], "nullable": true }),
        );
    }

    #[test]
    fn it_reaches_what_a_schema_is_made_of() {
        becomes(
            json!({ "type": "object", "properties": { "type": { "type": ["array", "null"], "items": { "type": "string", "examples": ["a", "b"] } } } }),
            &json!({ "type": "object", "properties": { "type": { "type": "array", "nullable": true, "items": { "type": "string", "example": "a" } } } }),
        );
    }

    #[test]
    fn a_reference_stands_alone() {
        becomes(json!({ "$ref": "#/a" }), &json!({ "$ref": "#/a" }));
        becomes(
            json!({ "$ref": "#/a", "description": "b" }),
            &json!({ "allOf": [{ "$ref": "#/a" }], "description": "b" }),
        );
    }
}
