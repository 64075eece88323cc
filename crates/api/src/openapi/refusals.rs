//! Which problems each operation may answer with, and which rules these name: what follows from its shape (who may call, what
//! it takes), and by name what its use case refuses. The tests over TLS hold every answer they get against it.

mod own;
mod seen;

use std::collections::BTreeMap;

use actix_web::http::Method;
use domain::disclosure::{Condition, Item};
use domain::language::Language;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::{RefOr, Required};

use crate::http::repeat::is_change;
use crate::problem::*;

/// The problems of one operation, each with its rules.
pub(super) type Refusals = BTreeMap<&'static str, Refusal>;

/// One of them.
pub(super) struct Refusal {
    /// What it is.
    pub kind: &'static ProblemKind,
    /// The ids of the rules that `errors` may name; none if there are no `errors`.
    pub rules: Vec<String>,
}

/// What is needed to tell an operation's problems.
pub(super) struct Asked<'o> {
    /// Whether it only reads.
    pub reads: bool,
    /// Its address, with names in braces.
    pub path: &'o str,
    /// As its route describes it.
    pub operation: &'o Operation,
}

impl Asked<'_> {
    fn id(&self) -> &str {
        self.operation.operation_id.as_deref().unwrap_or_default()
    }

    fn tag(&self) -> &str {
        let tags = self.operation.tags.as_deref().unwrap_or_default();
        tags.first().map_or("", String::as_str)
    }

    /// Whether strangers may call it, on the listener for enrolment.
    fn is_for_strangers(&self) -> bool {
        self.tag() == "enrolment"
    }

    /// Whether it needs somebody signed in.
    fn needs_a_session(&self) -> bool {
        self.operation.security.is_none()
    }

    /// Whether it needs a right, not only a session.
    fn needs_a_right(&self) -> bool {
        self.needs_a_session() && self.tag() != "session" && self.id() != "renew_device"
    }

    /// Whether it is a change that may be asked for again under the same `Idempotency-Key`.
    pub(super) fn takes_a_key(&self) -> bool {
        !self.reads && is_change(&Method::POST, self.path)
    }

    /// Whether it says what it has seen of the thing that it changes, and whether it must.
    pub(super) fn takes_what_was_seen(&self) -> Option<Required> {
        seen::of(self.id())
    }

    fn takes(&self, media: &str) -> bool {
        let body = self.operation.request_body.as_ref();
        body.is_some_and(|body| match body {
            RefOr::T(body) => body.content.contains_key(media),
            RefOr::Ref(_) => false,
        })
    }

    fn has(&self, place: &ParameterIn, name: &str) -> bool {
        let parameters = self.operation.parameters.as_deref().unwrap_or_default();
        parameters.iter().any(|parameter| match parameter {
            RefOr::T(parameter) => parameter.name == name && parameter.parameter_in == *place,
            RefOr::Ref(_) => false,
        })
    }

    /// The parameters after `?`, each with the rule that its value may break.
    fn queries(&self) -> Vec<String> {
        let known = [
            ("filter", None),
            ("width", None),
            ("limit", Some("limit.range")),
            ("cursor", Some("cursor.unknown")),
            ("text", Some("query.length")),
            ("state", Some("state.unknown")),
        ];
        let there: Vec<_> = known
            .into_iter()
            .filter(|(name, _)| self.has(&ParameterIn::Query, name))
            .collect();
        let general = (!there.is_empty()).then_some("query.invalid");
        let rules = general
            .into_iter()
            .chain(there.into_iter().filter_map(|(_, rule)| rule));
        rules.map(str::to_owned).collect()
    }
}

fn put(refusals: &mut Refusals, kind: &'static ProblemKind, rules: impl IntoIterator<Item = impl Into<String>>) {
    let refusal = refusals.entry(kind.slug).or_insert(Refusal {
        kind,
        rules: Vec::new(),
    });
    refusal.rules.extend(rules.into_iter().map(Into::into));
}

const NONE: [&str; 0] = [];

/// All problems of an operation.
pub(super) fn of(asked: &Asked<'_>) -> Refusals {
    let mut refusals = Refusals::new();
    for kind in [&INTERNAL, &UNAVAILABLE] {
        put(&mut refusals, kind, NONE);
    }
    for kind in at_the_door(asked) {
        put(&mut refusals, kind, NONE);
    }
    of_what_it_takes(asked, &mut refusals);
    if asked.takes_a_key() {
        for kind in [
            &IDEMPOTENCY_KEY_INVALID,
            &IDEMPOTENCY_KEY_REUSED,
            &IDEMPOTENCY_KEY_IN_USE,
            &IDEMPOTENCY_ANSWER_GONE,
        ] {
            put(&mut refusals, kind, NONE);
        }
    }
    if let Some(required) = asked.takes_what_was_seen() {
        put(&mut refusals, &PRECONDITION_FAILED, NONE);
        if required == Required::True {
            put(&mut refusals, &PRECONDITION_REQUIRED, NONE);
        }
    }
    if asked.path.contains("{id}") {
        put(&mut refusals, &NOT_FOUND, NONE);
    }
    if let "clients" | "documents" | "work" = asked.tag() {
        put(&mut refusals, &NOT_DISCLOSED, conditions(asked));
    }
    for (kind, rules) in own::own(asked.id()) {
        put(&mut refusals, kind, rules.iter().copied());
    }
    refusals
}

/// Who is let in.
fn at_the_door(asked: &Asked<'_>) -> Vec<&'static ProblemKind> {
    let mut kinds = Vec::new();
    kinds.push(&TOO_MANY_REQUESTS);
    if !asked.is_for_strangers() {
        kinds.push(&DEVICE_REFUSED);
    }
    // Fetching a file is a page load, guarded by the token in its body.
    if !asked.reads && !asked.takes(FORM) {
        kinds.push(&ORIGIN_REFUSED);
    }
    if asked.needs_a_session() && asked.id() != "delete_session" {
        kinds.push(&NOT_SIGNED_IN);
    }
    if asked.needs_a_right() {
        kinds.extend([&SESSION_LOCKED, &SETUP_REQUIRED, &NOT_ALLOWED]);
    }
    kinds
}

const FORM: &str = "application/x-www-form-urlencoded";

/// What may be wrong with body and parameters as such.
fn of_what_it_takes(asked: &Asked<'_>, refusals: &mut Refusals) {
    if asked.takes("application/json") {
        for kind in [
            &INVALID_REQUEST,
            &BODY_TOO_LARGE,
            &UNSUPPORTED_MEDIA_TYPE,
            &REQUEST_TIMEOUT,
        ] {
            put(refusals, kind, NONE);
        }
        put(refusals, &MALFORMED_JSON, ["json.syntax", "json.depth"]);
        put(
            refusals,
            &INVALID_BODY,
            [
                "json.unknown-field",
                "json.missing-field",
                "json.duplicate-field",
                "json.type",
                "json.value",
            ],
        );
    }
    if asked.takes(FORM) {
        put(refusals, &INVALID_BODY, NONE);
        put(refusals, &REQUEST_TIMEOUT, NONE);
    }
    let queries = asked.queries();
    if !queries.is_empty() {
        put(refusals, &INVALID_PARAMETER, queries);
    }
}

/// What the insurer's policy may keep back of what is asked for.
fn items(asked: &Asked<'_>) -> &'static [Item] {
    match asked.id() {
        "get_progress" => &[Item::Progress],
        "list_certifications" => &[Item::Result],
        "list_burden_ratios" => &[Item::BurdenRatio],
        "list_cards" => &[Item::InsuranceCard, Item::CostLimitCard, Item::ProvisionalCard],
        _ if asked.has(&ParameterIn::Path, "document") => &[Item::SurveySheet, Item::PhysicianOpinion],
        _ => &[],
    }
}

/// Which conditions of disclosure may fail: those of a person, where one is asked for.
fn conditions(asked: &Asked<'_>) -> Vec<String> {
    let own = |condition| {
        matches!(
            condition,
            Condition::Device | Condition::Account | Condition::Organization
        )
    };
    let mut told = if asked.path.contains("{id}") {
        failures(Language::English, |_| true)
    } else {
        failures(Language::English, own)
    };
    told.extend(withholdings(Language::English, items(asked)));
    told.into_iter().map(|item| item.rule).collect()
}
