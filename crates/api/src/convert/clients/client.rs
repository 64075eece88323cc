//! Clients in lists and the head of a client's page.

use contract::clients::client::{ApplicationBrief, ClientFilter, ClientList, ClientListItem, Person};
use contract::coded::Coded;
use domain::calendar::day::Day;
use domain::certification::Pace;
use domain::language::Language;
use domain::person::Sex;
use domain::person::qualification::Qualification;
use domain::record::Attributes;
use service::{ClientHead, ClientListing, ClientPage, ListFilter, ListedApplication};

use super::certification::summary;
use super::continuity::entry_of;
use crate::convert::{ToContract, ToContractIn, coded};
use crate::problem::failing;

/// The filter of a query.
pub(crate) fn filter(filter: ClientFilter) -> ListFilter {
    match filter {
        ClientFilter::All => ListFilter::All,
        ClientFilter::InProgress => ListFilter::InProgress,
        ClientFilter::Overdue => ListFilter::Overdue,
        ClientFilter::Ending => ListFilter::Ending,
        ClientFilter::Decided => ListFilter::Decided,
        ClientFilter::ConsentMissing => ListFilter::ConsentMissing,
    }
}

impl ToContractIn for ClientPage {
    type Shape = ClientList;

    fn to_contract_in(self, language: Language) -> ClientList {
        let Self {
            lines,
            next_cursor,
            today,
            pace,
        } = self;
        ClientList {
            items: lines
                .into_iter()
                .map(|line| list_item(line, today, &pace, language))
                .collect(),
            next_cursor,
        }
    }
}

pub(crate) fn list_item(line: ClientListing, today: Day, pace: &Pace, language: Language) -> ClientListItem {
    let ClientListing {
        person,
        attributes,
        withheld,
        certification,
        application,
        continuity,
    } = line;
    // The rest is for the person's own page.
    let Attributes {
        number,
        name,
        kana,
        birth_date,
        sex: _,
        address: _,
        qualification: _,
    } = attributes;
    ClientListItem {
        person_id: person,
        name: name.to_string(),
        kana: kana.to_string(),
        insured_number: number.to_string(),
        birth_date,
        withheld: withheld.iter().map(|failure| failing(failure, language)).collect(),
        certification: certification.map(|certification| summary(&certification, today)),
        application: application.map(ToContract::to_contract),
        continuity: continuity.map(|line| entry_of(&line, pace)),
    }
}

impl ToContract for ListedApplication {
    type Shape = ApplicationBrief;

    fn to_contract(self) -> ApplicationBrief {
        let Self {
            kind,
            applied_on,
            last_milestone,
            last_milestone_on,
            elapsed_days,
            overdue,
            line,
            open,
        } = self;
        ApplicationBrief {
            kind: coded(kind.code(), kind.name_ja()),
            applied_on,
            last_milestone: coded(last_milestone.code(), last_milestone.name_ja()),
            last_milestone_on,
            elapsed_days,
            overdue,
            due_basis: line.map(|line| coded(line.basis.code(), line.basis.name_ja())),
            open,
        }
    }
}

impl ToContract for ClientHead {
    type Shape = Person;

    fn to_contract(self) -> Person {
        let Self {
            person,
            attributes,
            age,
            consent_from,
            assigned_from,
            assignment_kind,
            delegated,
            freshness,
        } = self;
        let Attributes {
            number,
            name,
            kana,
            birth_date,
            sex,
            address,
            qualification,
        } = attributes;
        let Qualification {
            kind,
            public_assistance,
            moved_in_on,
            lives_elsewhere,
            former_number,
        } = qualification;
        Person {
            person_id: person,
            name: name.to_string(),
            kana: kana.to_string(),
            insured_number: number.to_string(),
            birth_date,
            age,
            sex: sex_code(sex),
            address,
            insured_kind: kind.map(|kind| coded(kind.code(), kind.name_ja())),
            public_assistance,
            moved_in_on,
            lives_elsewhere,
            former_number: former_number.map(|number| number.to_string()),
            consent_from,
            assigned_from,
            assignment_kind: coded(assignment_kind.code(), assignment_kind.name_ja()),
            delegated,
            freshness: freshness.to_contract(),
        }
    }
}

/// The codes of the standard files.
fn sex_code(sex: Sex) -> Coded {
    let code = match sex {
        Sex::Male => "1",
        Sex::Female => "2",
        Sex::Unknown => "0",
    };
    coded(code, sex.name_ja())
}
