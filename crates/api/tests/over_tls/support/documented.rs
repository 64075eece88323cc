//! Holds every answer that a test gets against the OpenAPI documents: nothing comes that they do not tell, neither a status nor
//! a kind of problem nor a rule, and every header that they promise is there.

use std::sync::LazyLock;

use serde_json::Value;

use crate::support::wire::Answer;

/// What the insurer's own words take the place of.
const NAMED: [&str; 2] = [domain::insurer::INSURER_MARK, domain::insurer::PERMIT_MARK];

/// What the document of a listener tells.
pub struct Documented(LazyLock<Value>);

/// Of the main listener.
pub static MAIN: Documented = Documented(LazyLock::new(|| serde_json::to_value(api::document()).unwrap()));

/// Of the one for enrolment.
pub static ENROLMENT: Documented = Documented(LazyLock::new(|| {
    serde_json::to_value(api::enrolment_document()).unwrap()
}));

impl Documented {
    /// The item of an address; one without names in braces goes before one with.
    fn item(&self, path: &str) -> Option<&Value> {
        let path = path.split('?').next().unwrap();
        let fits = |template: &str| {
            let (given, known) = (path.split('/'), template.split('/'));
            given.clone().count() == known.clone().count()
                && given
                    .zip(known)
                    .all(|(given, known)| known.starts_with('{') || known == given)
        };
        let items = self.0["paths"].as_object().unwrap().iter();
        let fitting = items.filter(|(template, _)| fits(template));
        let nearest = fitting.min_by_key(|(template, _)| template.matches('{').count());
        nearest.map(|(_, item)| item)
    }

    /// Panics if the answer is none that the document tells of its operation.
    #[track_caller]
    pub fn hold(&self, method: &str, path: &str, answer: &Answer) {
        let words = String::from_utf8_lossy(&answer.body[..]);
        // A text that is edited keeps the mark.
        let edited = method == "GET" && path.starts_with("/api/v1/city/texts/");
        assert!(
            edited || !NAMED.iter().any(|mark| words.contains(mark)),
            "the insurer is not named: {method} {path}"
        );
        let Some(item) = self.item(path) else { return };
        let method = if method == "HEAD" {
            "get".to_owned()
        } else {
            method.to_lowercase()
        };
        let Some(operation) = item.get(&method) else {
            assert!(answer.status >= 400, "{method} {path}: {answer:?}");
            return;
        };
        let place = format!("{} ({path}): {answer:?}", operation["operationId"]);
        let response = &operation["responses"][answer.status.to_string()];
        assert!(response.is_object(), "a status that is not documented: {place}");
        for (name, header) in response["headers"].as_object().into_iter().flatten() {
            let named = header["$ref"].as_str().unwrap();
            let always = !["/retry-after", "/idempotency-replayed"]
                .iter()
                .any(|seldom| named.ends_with(seldom));
            assert!(
                !always || answer.header(&name.to_lowercase()).is_some(),
                "the header {name} is promised: {place}"
            );
        }
        if answer.status >= 400 {
            hold_problem(&self.0, response, answer, &place);
        } else {
            let media = response["content"]
                .as_object()
                .and_then(|content| content.keys().next());
            assert_eq!(answer.header("content-type"), media.map(String::as_str), "{place}");
        }
    }
}

#[track_caller]
fn hold_problem(document: &Value, response: &Value, answer: &Answer, place: &str) {
    if answer.body.is_empty() {
        return;
    }
    let (kind, rules) = answer.problem();
    let known = response["x-problems"][&kind].as_array();
    let known = known.unwrap_or_else(|| panic!("a problem that is not documented: {place}"));
    for rule in rules {
        assert!(
            known.contains(&rule.clone().into()),
            "the rule {rule} is not documented: {place}"
        );
        let example = &document["components"]["examples"][format!("{kind}.{rule}")];
        assert_eq!(
            example["value"]["type"],
            answer.json()["type"],
            "no example of {kind}.{rule}"
        );
    }
}
