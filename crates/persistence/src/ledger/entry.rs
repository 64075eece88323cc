//! One entry of the ledger: who looked at what, on which basis, with which outcome. Opaque ids only, no personal values.

use domain::account::Role;
use domain::disclosure::{Condition, Grant};
use domain::id::{AccountId, DeviceId, OrganizationId, PersonId, SessionId};
use serde::{Deserialize, Serialize};

/// Who acts: taken from the verified session, or as much of it as is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The account, unknown at a failed log-in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub account: Option<AccountId>,
    /// Its role.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<Role>,
    /// The organization.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organization: Option<OrganizationId>,
    /// The device.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub device: Option<DeviceId>,
    /// The session.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub session: Option<SessionId>,
}

impl Who {
    /// Nobody who has signed in: on behalf of an organization and on a device, as far as these are known.
    pub const fn unsigned(organization: Option<OrganizationId>, device: Option<DeviceId>) -> Self {
        Self {
            account: None,
            role: None,
            organization,
            device,
            session: None,
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The five conditions held; the ids of the consent and the assignment it rests on are in the entry.
    Granted,
    /// A line of the office's own list: identification only, because a condition failed.
    Listed,
    /// Refused. Within reach the failing conditions are named; outside it they stay empty.
    Refused,
    /// An act that is not a look (log-in, log-out, import, …) was done.
    Done,
    /// Such an act failed.
    Failed,
}

/// An entry before it has its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Who.
    #[serde(flatten)]
    pub(crate) who: Who,
    /// The operation, e.g. `read`, `list`, `sign-in`.
    pub(crate) operation: String,
    /// What was looked at, e.g. `progress`, `survey-sheet 0198…`.
    pub(crate) item: String,
    /// Whose data.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) person: Option<PersonId>,
    /// The consent it rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) consent: Option<domain::id::ConsentId>,
    /// The assignment it rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) assignment: Option<domain::id::AssignmentId>,
    /// Outcome.
    pub(crate) outcome: Outcome,
    /// The conditions that failed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub(crate) failed: Vec<Condition>,
    /// Why it was done, in the words of who did it: for decisions that must be justified.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) reason: Option<String>,
    /// Whether the organization concerned may read the reason.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub(crate) told: bool,
    /// To whose organization it was done, by somebody outside it: the insurer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) concerning: Option<OrganizationId>,
    /// The request id.
    pub(crate) request: String,
}

impl Entry {
    /// Who.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The operation.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// What was looked at or changed.
    pub fn item(&self) -> &str {
        &self.item
    }

    /// Whose data.
    pub fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// The id of the request in which it was done.
    pub fn request(&self) -> &str {
        &self.request
    }

    /// Outcome.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// In whose record it belongs: of those who did it, else of those to whom it was done.
    pub fn organization(&self) -> Option<OrganizationId> {
        self.who.organization.or(self.concerning)
    }

    /// Why it was done, as far as the organization in whose record it belongs may read that: its own people's reasons, and
    /// those of the insurer that were stated for it.
    pub fn readable_reason(&self) -> Option<&str> {
        let readable = self.told || self.who.organization.is_some();
        self.reason.as_deref().filter(|_| readable)
    }

    /// A look that the five conditions allow.
    pub fn granted(who: Who, operation: &str, item: impl Into<String>, grant: &Grant, request: &str) -> Self {
        Self {
            person: Some(grant.person()),
            consent: Some(grant.consent()),
            assignment: Some(grant.assignment()),
            ..Self::act(who, operation, item, Outcome::Granted, request)
        }
    }

    /// A look that was refused; outside the reach the failing conditions are left empty.
    pub fn refused(
        who: Who,
        operation: &str,
        item: impl Into<String>,
        person: PersonId,
        failed: Vec<Condition>,
        request: &str,
    ) -> Self {
        Self {
            person: Some(person),
            failed,
            ..Self::act(who, operation, item, Outcome::Refused, request)
        }
    }

    /// The same entry with another outcome.
    #[must_use]
    pub fn with(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    /// The same entry with the reason that was stated.
    #[must_use]
    pub fn because(self, reason: impl Into<String>) -> Self {
        Self {
            reason: Some(reason.into()),
            ..self
        }
    }

    /// The same entry, which the organization to which it was done finds in its record, with the reason or without.
    #[must_use]
    pub fn concerning(self, organization: OrganizationId, told: bool) -> Self {
        Self {
            concerning: Some(organization),
            told,
            ..self
        }
    }

    /// An act that concerns no single person.
    pub fn act(who: Who, operation: &str, item: impl Into<String>, outcome: Outcome, request: &str) -> Self {
        Self {
            who,
            operation: operation.to_owned(),
            item: item.into(),
            person: None,
            consent: None,
            assignment: None,
            outcome,
            failed: Vec::new(),
            reason: None,
            told: false,
            concerning: None,
            request: request.to_owned(),
        }
    }
}
