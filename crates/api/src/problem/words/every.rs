//! The words of a rule, whatever its subject.

use domain::account::password::PasswordWeakness;
use domain::language::Language;
use service::Rule;

use crate::problem::told::Told;

impl Told for PasswordWeakness {
    fn id(&self) -> &'static str {
        Self::id(self)
    }

    fn detail(&self, language: Language) -> String {
        self.words(language)
    }

    fn remedy(&self, _: Language) -> Option<String> {
        None
    }
}

/// The rule itself, whatever its subject.
fn inner(rule: &Rule) -> &dyn Told {
    match rule {
        Rule::Account(rule) => rule,
        Rule::Device(rule) => rule,
        Rule::Enrolment(rule) => rule,
        Rule::FirstLogIn(rule) => rule,
        Rule::Form(rule) => rule,
        Rule::InstallKey(rule) => rule,
        Rule::InstallKeyLife(rule) => rule,
        Rule::Letter(rule) => rule,
        Rule::LetterHead(rule) => rule,
        Rule::Organization(rule) => rule,
        Rule::Password(rule) => rule,
        Rule::Publish(rule) => rule,
        Rule::Reason(rule) => rule,
        Rule::Request(rule) => rule,
        Rule::Search(rule) => rule,
        Rule::StaffRow(rule) => rule,
        Rule::StaffTable(rule) => rule,
        Rule::Step(rule) => rule,
        Rule::Text(rule) => rule,
        Rule::UsageApplication(rule) => rule,
        Rule::Version(rule) => rule,
    }
}

impl Told for Rule {
    fn id(&self) -> &'static str {
        inner(self).id()
    }

    fn detail(&self, language: Language) -> String {
        inner(self).detail(language)
    }

    fn remedy(&self, language: Language) -> Option<String> {
        inner(self).remedy(language)
    }
}
