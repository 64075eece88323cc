//! An office's record of what was done there, in the reader's language; the codes are the same in every language.

use contract::audit::access_record::{AccessEntry, AccessRecord, AccessedPerson};
use domain::audit::Outcome;
use domain::id::PersonId;
use domain::language::Language;
use service::{About, AccessLine, AccessRecordPage};

use crate::convert::{ToContractIn, coded, in_japan, permitting};

impl ToContractIn for AccessRecordPage {
    type Shape = AccessRecord;

    fn to_contract_in(self, language: Language) -> AccessRecord {
        let Self { entries, next_cursor } = self;
        AccessRecord {
            entries: entries.into_iter().map(|line| entry(line, language)).collect(),
            next_cursor,
        }
    }
}

fn entry(line: AccessLine, language: Language) -> AccessEntry {
    let AccessLine {
        at,
        insurer,
        account_name,
        device_label,
        operation,
        about,
        reason,
        people,
        outcome,
    } = line;
    let ended = |outcome: Outcome| coded(outcome.code(), outcome.name(language));
    let person = |(person_id, outcome): (PersonId, Outcome)| AccessedPerson {
        person_id,
        outcome: ended(outcome),
    };
    AccessEntry {
        at: in_japan(at),
        insurer,
        account_name,
        device_label,
        operation: permitting(operation.code(), operation.name(language)),
        about: about.map(|about| described(about, language)),
        reason,
        people: people.into_iter().map(person).collect(),
        outcome: ended(outcome),
    }
}

fn described(about: About, language: Language) -> String {
    match about {
        About::Name(name) => name,
        About::Devices(devices) => match language {
            Language::Japanese => format!("{devices}台"),
            Language::English if devices == 1 => "1 device".to_owned(),
            Language::English => format!("{devices} devices"),
        },
        About::Letter(kind) => kind.name(language).to_owned(),
    }
}
