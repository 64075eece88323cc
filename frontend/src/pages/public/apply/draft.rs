//! An application while it is being filled in: the pages in their order, what is known so far, what goes to the server.
//! It lies in memory only. What the pages ask is in `asked`, how they look is left to `apply`.

use crate::parts::form::question::Answers;
use contract::enrolment::usage_application::{
    FoundOffice, NewUsageApplication, OfficeLookup, UsageApplicationReceipt, UsageApplicationStatus,
};
use std::fmt;
use std::rc::Rc;
use std::str::FromStr;

/// One page of the application. They come in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The office's number.
    Office,
    /// Which of the services under this number.
    Kind,
    /// Who runs staff and devices.
    Administrator,
    /// How the administrator is reached.
    Contact,
    /// How many devices.
    Devices,
    /// The terms of use.
    Terms,
    /// Everything once more.
    Check,
    /// Reference and secret.
    Done,
}

impl Step {
    /// In the order in which they come.
    pub const ALL: [Self; 8] = [
        Self::Office,
        Self::Kind,
        Self::Administrator,
        Self::Contact,
        Self::Devices,
        Self::Terms,
        Self::Check,
        Self::Done,
    ];

    fn address(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Kind => "kind",
            Self::Administrator => "administrator",
            Self::Contact => "contact",
            Self::Devices => "devices",
            Self::Terms => "terms",
            Self::Check => "check",
            Self::Done => "done",
        }
    }

    /// The page before; none before the first.
    pub fn before(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(place.checked_sub(1)?).copied()
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.address())
    }
}

/// No such page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownStep;

impl FromStr for Step {
    type Err = UnknownStep;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|step| step.address() == text)
            .ok_or(UnknownStep)
    }
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What is known of the office number.
    pub lookup: Option<Rc<OfficeLookup>>,
    /// What has been answered, by the name of the field in the request. A box that was ticked says `yes`, but for the
    /// terms, which say the version that was accepted.
    pub answers: Answers,
    /// The returned application that is corrected, and the secret that proves it one's own; none for a new one. Its
    /// office stays as it is.
    pub correcting: Option<Rc<(UsageApplicationStatus, String)>>,
    /// What the server answered; the end.
    pub receipt: Option<Rc<UsageApplicationReceipt>>,
}

impl Draft {
    /// A returned application as it was sent, to be changed.
    pub fn of_returned(returned: Rc<(UsageApplicationStatus, String)>) -> Option<Self> {
        let application = returned.0.application.clone()?;
        let mut answers = Answers::default();
        answers.set("officeNumber", application.office_number);
        answers.set("serviceCode", application.service_code);
        answers.set("checkDigitConfirmed", tick(application.check_digit_confirmed));
        answers.set("administratorName", application.administrator_name);
        answers.set("administratorKana", application.administrator_kana);
        answers.set("contactPhone", application.contact_phone);
        answers.set("contactMail", application.contact_mail.unwrap_or_default());
        answers.set("devices", application.devices.to_string());
        answers.set("termsVersion", application.terms_version);
        Some(Self {
            answers,
            correcting: Some(returned),
            ..Self::default()
        })
    }

    /// The service that has been chosen.
    pub fn office(&self) -> Option<&FoundOffice> {
        let offices = &self.lookup.as_ref()?.offices;
        let chosen = self.answers.get("serviceCode");
        offices.iter().find(|office| office.service_code.code == chosen)
    }

    /// The first page that is still to be filled in, `Check` when none is; `terms` is the version in force.
    pub fn next(&self, terms: &str) -> Step {
        let missing = |id| self.answers.get(id).is_empty();
        if self.correcting.is_none() && self.lookup.is_none() {
            Step::Office
        } else if missing("serviceCode") {
            Step::Kind
        } else if missing("administratorName") {
            Step::Administrator
        } else if missing("contactPhone") {
            Step::Contact
        } else if missing("devices") {
            Step::Devices
        } else if self.answers.get("termsVersion") != terms {
            Step::Terms
        } else {
            Step::Check
        }
    }

    /// Whether the page can be shown: nothing before it is missing, and a correction leaves the office as it is.
    pub fn reaches(&self, step: Step, terms: &str) -> bool {
        match step {
            Step::Done => self.receipt.is_some(),
            Step::Office | Step::Kind if self.correcting.is_some() => false,
            step => step <= self.next(terms),
        }
    }

    /// What goes to the server.
    pub fn application(&self) -> NewUsageApplication {
        let answer = |id| self.answers.get(id).to_owned();
        NewUsageApplication {
            office_number: answer("officeNumber"),
            service_code: answer("serviceCode"),
            administrator_name: answer("administratorName"),
            administrator_kana: answer("administratorKana"),
            contact_phone: answer("contactPhone"),
            contact_mail: Some(answer("contactMail")).filter(|mail| !mail.is_empty()),
            // Checked when it was answered.
            devices: self.answers.get("devices").parse().unwrap_or_default(),
            terms_version: answer("termsVersion"),
            check_digit_confirmed: !self.answers.get("checkDigitConfirmed").is_empty(),
        }
    }
}

fn tick(ticked: bool) -> String {
    if ticked { "yes".to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_come_one_after_another_and_a_new_office_asks_for_its_service_again() {
        let mut draft = Draft::default();
        let mut pages = vec![draft.next("1")];
        draft.lookup = Some(Rc::new(OfficeLookup {
            office_number: "4370106637".to_owned(),
            check_digit_holds: true,
            offices: Vec::new(),
        }));
        for (id, answer) in [
            ("serviceCode", "43"),
            ("administratorName", "佐藤"),
            ("contactPhone", "096"),
            ("devices", "3"),
            ("termsVersion", "1"),
        ] {
            pages.push(draft.next("1"));
            draft.answers.set(id, answer.to_owned());
        }
        pages.push(draft.next("1"));
        assert_eq!(pages, Step::ALL[..7]);
        assert_eq!(
            draft.next("2"),
            Step::Terms,
            "terms that have changed are to be accepted again"
        );
        draft.answers.set("serviceCode", String::new());
        assert_eq!(draft.next("1"), Step::Kind);
        assert!(
            draft.reaches(Step::Office, "1") && !draft.reaches(Step::Check, "1") && !draft.reaches(Step::Done, "1")
        );
    }

    #[test]
    fn the_pages_know_their_addresses_and_what_came_before() {
        for step in Step::ALL {
            assert_eq!(step.to_string().parse(), Ok(step));
        }
        assert_eq!((Step::Office.before(), Step::Kind.before()), (None, Some(Step::Office)));
        assert_eq!("status".parse::<Step>(), Err(UnknownStep));
    }
}
