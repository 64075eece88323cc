//! An application while it is being filled in: the pages in their order, what is known so far, what goes to the server.
//! It lies in memory only. What the pages ask is in `asked`, how they look is left to `apply`.

use crate::parts::form::question::Answers;
use crate::route::ApplyStep;
use contract::enrolment::office_lookup::{FoundOffice, OfficeLookup};
use contract::enrolment::usage_application::{NewUsageApplication, UsageApplicationReceipt, UsageApplicationStatus};
use std::rc::Rc;

/// An application that is being filled in.
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
    pub fn next(&self, terms: &str) -> ApplyStep {
        let missing = |id| self.answers.get(id).is_empty();
        if self.correcting.is_none() && self.lookup.is_none() {
            ApplyStep::Office
        } else if missing("serviceCode") {
            ApplyStep::Kind
        } else if missing("administratorName") {
            ApplyStep::Administrator
        } else if missing("contactPhone") {
            ApplyStep::Contact
        } else if missing("devices") {
            ApplyStep::Devices
        } else if self.answers.get("termsVersion") != terms {
            ApplyStep::Terms
        } else {
            ApplyStep::Check
        }
    }

    /// Whether the page can be shown: nothing before it is missing, and a correction leaves the office as it is.
    pub fn reaches(&self, step: ApplyStep, terms: &str) -> bool {
        match step {
            ApplyStep::Done => self.receipt.is_some(),
            ApplyStep::Office | ApplyStep::Kind if self.correcting.is_some() => false,
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
        assert_eq!(pages, ApplyStep::ALL[..7]);
        assert_eq!(
            draft.next("2"),
            ApplyStep::Terms,
            "terms that have changed are to be accepted again"
        );
        draft.answers.set("serviceCode", String::new());
        assert_eq!(draft.next("1"), ApplyStep::Kind);
        assert!(
            draft.reaches(ApplyStep::Office, "1")
                && !draft.reaches(ApplyStep::Check, "1")
                && !draft.reaches(ApplyStep::Done, "1")
        );
    }
}
