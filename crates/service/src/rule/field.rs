//! Where a rule does not hold: the fields that use cases are given. Where a field stands in a request is not known here.

use std::fmt;

use domain::enrolment::usage_application::{FormBroken, FormFault, FormField};

use super::joined::Rule;

/// A field of what a use case is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// A certificate signing request.
    CertificateRequest,
    /// How a usage application came.
    Channel,
    /// The ward office or counter of a desk clerk.
    Desk,
    /// How many devices an organization may have.
    DeviceQuota,
    /// A field of the form of a usage application.
    Form(FormField),
    /// An install key.
    InstallKey,
    /// What a device is called.
    Label,
    /// The date of a letter.
    LetterDate,
    /// The number of a letter.
    LetterNumber,
    /// Until when something is to be done.
    LetterUntil,
    /// A login ID.
    LoginId,
    /// A person's name.
    Name,
    /// An office number to be looked up.
    OfficeNumber,
    /// A new password.
    Password,
    /// What clients are searched for.
    Query,
    /// Why something is done.
    Reason,
    /// The day on which a usage application came.
    ReceivedOn,
    /// A role.
    Role,
    /// A table of staff, as the bytes of a file.
    StaffFile,
    /// A table of staff, as text.
    StaffText,
    /// The version of the terms of use that were accepted.
    TermsVersion,
    /// A text that people agree to.
    Text,
    /// The name of a version of such a text.
    VersionName,
}

/// A field that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where.
    pub field: Field,
    /// Which rule.
    pub rule: Rule,
}

impl Broken {
    /// A field that breaks a rule.
    pub fn new(field: Field, rule: impl Into<Rule>) -> Self {
        Self {
            field,
            rule: rule.into(),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rule.fmt(f)
    }
}

impl From<FormFault> for Broken {
    fn from(FormFault { field, rule }: FormFault) -> Self {
        match rule {
            FormBroken::Form(rule) => Self::new(Field::Form(field), rule),
            FormBroken::Text(rule) => Self::new(Field::Form(field), rule),
        }
    }
}
