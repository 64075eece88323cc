//! One thing that is wrong, before anybody has asked in which language it is told.

use contract::problem::ProblemItem;
use domain::disclosure::{DocumentRefusal, Failure};
use domain::enrolment::usage_application::FormField;
use domain::language::Language;
use service::{Broken, Field};

use super::told::Told;

/// One thing that is wrong, told in both languages.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    ja: ProblemItem,
    en: ProblemItem,
    /// Whether it is wrong with a field of the form of a usage application, which some requests carry as a part.
    in_form: bool,
}

impl Wrong {
    fn new(told: impl Fn(Language) -> ProblemItem) -> Self {
        Self {
            ja: told(Language::Japanese),
            en: told(Language::English),
            in_form: false,
        }
    }

    /// A rule that does not hold.
    pub(crate) fn rule(rule: &impl Told) -> Self {
        Self::new(|language| item(None, rule, language))
    }

    /// A rule that a place in the body breaks; the place is a JSON pointer (RFC 6901).
    pub(crate) fn at(pointer: &str, rule: &impl Told) -> Self {
        Self::new(|language| item(Some(pointer), rule, language))
    }

    /// A rule that a parameter of the address breaks.
    pub(crate) fn parameter(name: &str, rule: &impl Told) -> Self {
        Self::new(|language| ProblemItem {
            parameter: Some(name.to_owned()),
            ..item(None, rule, language)
        })
    }

    /// A condition of disclosure that fails.
    pub(crate) fn failing(failure: &Failure) -> Self {
        Self::new(|language| failing(failure, language))
    }

    /// An item that the insurer's policy keeps back.
    pub(crate) fn withheld(refusal: &DocumentRefusal) -> Self {
        Self::new(|language| withheld(refusal, language))
    }

    /// The same, where the form of a usage application stands under this pointer in the body.
    pub(super) fn with_form_under(mut self, pointer: &str) -> Self {
        if self.in_form {
            for told in [&mut self.ja, &mut self.en] {
                told.pointer = told.pointer.take().map(|inner| format!("{pointer}{inner}"));
            }
        }
        self
    }

    /// As it is told to this reader.
    pub(super) fn told(&self, language: Language) -> ProblemItem {
        match language {
            Language::Japanese => self.ja.clone(),
            Language::English => self.en.clone(),
        }
    }
}

impl From<Broken> for Wrong {
    fn from(Broken { field, rule }: Broken) -> Self {
        Self {
            in_form: matches!(field, Field::Form(_)),
            ..Self::at(pointer(field), &rule)
        }
    }
}

/// Where a field of a use case stands in the body of its request.
fn pointer(field: Field) -> &'static str {
    match field {
        Field::CertificateRequest => "/certificateRequest",
        Field::Channel => "/channel",
        Field::Desk => "/desk",
        Field::DeviceQuota => "/deviceQuota",
        Field::Form(field) => form_pointer(field),
        Field::InstallKey => "/installKey",
        Field::Label => "/label",
        Field::LetterDate => "/datedOn",
        Field::LetterNumber => "/number",
        Field::LetterUntil => "/until",
        Field::LoginId => "/loginId",
        Field::Name => "/name",
        Field::OfficeNumber => "/officeNumber",
        Field::Password => "/password",
        Field::Query => "/query",
        Field::Reason => "/reason",
        Field::ReceivedOn => "/receivedOn",
        Field::Role => "/role",
        Field::StaffFile => "/file",
        Field::StaffText => "/csv",
        Field::TermsVersion => "/termsVersion",
        Field::Text => "/text",
        Field::VersionName => "/version",
    }
}

/// Where a field of the form of a usage application stands in the form.
pub(crate) fn form_pointer(field: FormField) -> &'static str {
    match field {
        FormField::OfficeNumber => "/officeNumber",
        FormField::ServiceCode => "/serviceCode",
        FormField::AdministratorName => "/administratorName",
        FormField::AdministratorKana => "/administratorKana",
        FormField::ContactPhone => "/contactPhone",
        FormField::ContactMail => "/contactMail",
        FormField::Devices => "/devices",
        FormField::TermsVersion => "/termsVersion",
    }
}

/// A rule that does not hold, in one language.
pub(crate) fn item(pointer: Option<&str>, rule: &impl Told, language: Language) -> ProblemItem {
    ProblemItem {
        pointer: pointer.map(str::to_owned),
        parameter: None,
        rule: rule.id().to_owned(),
        detail: rule.detail(language),
        who: None,
        remedy: rule.remedy(language),
        since: None,
    }
}

/// A condition of disclosure that fails, in one language.
pub(crate) fn failing(failure: &Failure, language: Language) -> ProblemItem {
    ProblemItem {
        pointer: None,
        parameter: None,
        rule: format!("disclosure.{}.{}", failure.condition(), failure.reason),
        detail: failure.what(language),
        who: Some(failure.who(language).to_owned()),
        remedy: Some(failure.what_to_do(language).to_owned()),
        since: failure.since.map(|day| day.to_string()),
    }
}

/// An item that the insurer's policy keeps back, in one language.
pub(crate) fn withheld(refusal: &DocumentRefusal, language: Language) -> ProblemItem {
    ProblemItem {
        pointer: None,
        parameter: None,
        rule: format!("policy.{}.{}", refusal.item, refusal.reason),
        detail: refusal.what(language),
        who: Some(refusal.who(language).to_owned()),
        remedy: Some(refusal.what_to_do(language).to_owned()),
        since: refusal.since.map(|day| day.to_string()),
    }
}
