//! One entry of the ledger: who did what to what, on which basis, and how it ended. Opaque ids only, no personal values.
//! The words are `domain::audit`'s; chaining and keeping entries is left to `append`.

use domain::audit::{Actor, Item, Operation, Outcome};
use domain::disclosure::{Condition, Grant};
use domain::id::{AssignmentId, ConsentId, OrganizationId, PersonId};
use domain::text::free_text::FreeText;
use serde::{Deserialize, Serialize};

use crate::store::error::UnreadableEntry;

/// The format of an entry's fields. A chain is never rewritten, so every format that was ever written must stay readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "u32", try_from = "u32")]
enum Format {
    /// The fields as they stand below.
    First,
}

impl From<Format> for u32 {
    fn from(format: Format) -> Self {
        match format {
            Format::First => 1,
        }
    }
}

impl TryFrom<u32> for Format {
    type Error = UnreadableEntry;

    fn try_from(version: u32) -> Result<Self, Self::Error> {
        match version {
            1 => Ok(Self::First),
            unknown => Err(UnreadableEntry::Version(unknown)),
        }
    }
}

/// An entry before it has its place in the chain. What does not apply to an act is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    #[serde(rename = "v")]
    format: Format,
    actor: Actor,
    operation: Operation,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    item: Option<Item>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    person: Option<PersonId>,
    /// The consent it rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    consent: Option<ConsentId>,
    /// The assignment it rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    assignment: Option<AssignmentId>,
    outcome: Outcome,
    /// The conditions that failed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    failed: Vec<Condition>,
    /// Why it was done, in the words of who did it: for decisions that must be justified.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    reason: Option<String>,
    /// Whether the organization concerned may read the reason.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    visible_to_organization: bool,
    /// The organization to which it was done by somebody outside it: the insurer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    concerning: Option<OrganizationId>,
    /// Empty where there was no request: a command, a handshake, the program by itself.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    request: String,
}

impl Entry {
    /// An act that shows nobody's data.
    pub fn act(
        actor: Actor,
        operation: Operation,
        item: impl Into<Option<Item>>,
        outcome: Outcome,
        request: &str,
    ) -> Self {
        Self {
            format: Format::First,
            actor,
            operation,
            item: item.into(),
            person: None,
            consent: None,
            assignment: None,
            outcome,
            failed: Vec::new(),
            reason: None,
            visible_to_organization: false,
            concerning: None,
            request: request.to_owned(),
        }
    }

    /// A look that the five conditions allow.
    pub fn granted(
        actor: Actor,
        operation: Operation,
        item: impl Into<Option<Item>>,
        grant: &Grant,
        request: &str,
    ) -> Self {
        Self {
            person: Some(grant.person()),
            consent: Some(grant.consent()),
            assignment: Some(grant.assignment()),
            ..Self::act(actor, operation, item, Outcome::Granted, request)
        }
    }

    /// A look that was refused; outside the reach the failing conditions are left empty.
    pub fn refused(
        actor: Actor,
        operation: Operation,
        item: impl Into<Option<Item>>,
        person: PersonId,
        failed: Vec<Condition>,
        request: &str,
    ) -> Self {
        Self {
            person: Some(person),
            failed,
            ..Self::act(actor, operation, item, Outcome::Refused, request)
        }
    }

    /// Reads the fields of an entry as they were written.
    ///
    /// # Errors
    /// [`UnreadableEntry`], which names a version or an operation that is not known.
    pub fn read(fields: &str) -> Result<Self, UnreadableEntry> {
        serde_json::from_str(fields).map_err(|_| Outline::fault_of(fields))
    }

    /// The same entry with another outcome.
    #[must_use]
    pub fn with(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    /// The same entry with the reason that was stated.
    #[must_use]
    pub fn because(self, reason: FreeText) -> Self {
        Self {
            reason: Some(reason.into()),
            ..self
        }
    }

    /// The same entry, which the organization to which it was done finds in its record, with the reason or without.
    #[must_use]
    pub fn concerning(self, organization: OrganizationId, visible_to_organization: bool) -> Self {
        Self {
            concerning: Some(organization),
            visible_to_organization,
            ..self
        }
    }

    /// Who acted.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What was done.
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// What it was done to, beyond the person whose data it showed.
    pub fn item(&self) -> Option<&Item> {
        self.item.as_ref()
    }

    /// Whose data it showed, or was to show.
    pub fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// The id of the request in which it was done; empty where there was none.
    pub fn request(&self) -> &str {
        &self.request
    }

    /// How it ended.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// In whose record it belongs: of those who did it, else of those to whom it was done.
    pub fn organization(&self) -> Option<OrganizationId> {
        self.actor.organization().or(self.concerning)
    }

    /// Why it was done, as far as the organization in whose record it belongs may read that: its own people's reasons, and
    /// those of the insurer that were stated for it.
    pub fn readable_reason(&self) -> Option<&str> {
        let readable = self.visible_to_organization || self.actor.organization().is_some();
        self.reason.as_deref().filter(|_| readable)
    }
}

/// As much of an entry as tells why the whole of it cannot be read.
#[derive(Deserialize)]
struct Outline {
    v: u32,
    operation: String,
}

impl Outline {
    fn fault_of(fields: &str) -> UnreadableEntry {
        let Ok(Self { v, operation }) = serde_json::from_str(fields) else {
            return UnreadableEntry::Form;
        };
        match (Format::try_from(v), operation.parse::<Operation>()) {
            (Err(unknown), _) => unknown,
            (Ok(_), Err(_)) => UnreadableEntry::Operation(operation),
            (Ok(_), Ok(_)) => UnreadableEntry::Form,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::intake::fresh_id;

    fn written(change: impl Fn(&str) -> String) -> String {
        let item = Item::Device(fresh_id());
        let entry = Entry::act(Actor::STRANGER, Operation::RevokeDevice, item, Outcome::Done, "r");
        change(&serde_json::to_string(&entry.because(FreeText::line("紛失").unwrap())).unwrap())
    }

    #[test]
    fn an_entry_comes_back_as_it_was_written() {
        let entry = Entry::act(
            Actor::System,
            Operation::DropCertificates,
            Item::Count(3),
            Outcome::Done,
            "",
        );
        let concerning = entry
            .clone()
            .because(FreeText::line("期限切れ").unwrap())
            .concerning(fresh_id(), true);
        for entry in [entry, concerning] {
            let fields = serde_json::to_string(&entry).unwrap();
            assert!(fields.starts_with(r#"{"v":1,"#), "{fields}");
            assert_eq!(Entry::read(&fields).unwrap(), entry);
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let later = written(|fields| fields.replace(r#""v":1"#, r#""v":7"#));
        assert_eq!(Entry::read(&later), Err(UnreadableEntry::Version(7)));
        let unknown = written(|fields| fields.replace("revoke-device", "polish-device"));
        let fault = Entry::read(&unknown).unwrap_err();
        assert_eq!(fault, UnreadableEntry::Operation("polish-device".to_owned()));
        assert_eq!(fault.to_string(), r#"its operation "polish-device" is not known"#);
        for fields in [
            written(|fields| fields.replace(r#""v":1,"#, "")),
            written(|fields| fields.replace("紛失", "\"")),
            written(|fields| fields.replace("reason", "weather")),
            written(|fields| fields.replace("stranger", "nobody")),
            String::new(),
        ] {
            assert_eq!(Entry::read(&fields), Err(UnreadableEntry::Form), "{fields}");
        }
    }
}
