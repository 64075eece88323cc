//! What can be wrong with the form of a usage application: which field, which rule. What people read is left to whoever
//! answers them.

use crate::person::LONGEST_NAME;
use crate::text::free_text::TextRule;

/// The most devices an office can ask for.
pub const LARGEST_QUOTA: u16 = 50;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormField {
    /// 事業所番号.
    OfficeNumber,
    /// サービス種類.
    ServiceCode,
    /// 利用組織管理者.
    AdministratorName,
    /// Kana.
    AdministratorKana,
    /// Telephone.
    ContactPhone,
    /// Mail.
    ContactMail,
    /// Devices.
    Devices,
    /// Terms.
    TermsVersion,
}

rules! {
    /// What the form must hold. Whether an office exists and is admitted is asked of the database by whoever takes it in.
    #[derive(Copy)]
    pub enum FormRule {
        OfficeNumber = "office.number", "an office number has 10 digits";
        CheckDigit = "office.check-digit", "the check digit of the office number does not fit";
        CheckDigitConfirmed = "office.check-digit",
            "the check digit of the office number does not fit, although the office means this number";
        OfficeUnknown = "office.unknown", "no office has this number";
        ServiceCode = "office.service-code", "there is no such kind of service";
        ServiceUnknown = "office.unknown", "the office does not provide this kind of service";
        KindNotAdmitted = "office.kind-not-admitted", "the insurer does not admit this kind of service";
        OfficeFixed = "usage-application.office-fixed", "an application that was given back keeps its office";
        AdministratorName {
            /// The most characters.
            longest: usize = LONGEST_NAME
        } = "administrator.name", "a name has 1 to {longest} characters";
        AdministratorKana = "administrator.kana", "the reading of the name is in kana";
        ContactPhone = "contact.phone", "a telephone number has 10 or 11 digits, the first 0";
        PhoneDiffers = "contact.phone-differs", "the telephone number is not that of the office master";
        ContactMail = "contact.mail", "this is no mail address";
        MyNumber = "my-number", "a number of 12 digits may be a My Number";
        Devices {
            /// The most devices.
            largest: u16 = LARGEST_QUOTA
        } = "usage-application.devices", "the number of devices is 1 to {largest}";
        TermsOutdated = "terms.outdated", "the terms of use were revised";
        TermsUnknown = "terms.unknown", "this version of the terms of use was never published";
    }
}

rules! {
    /// What a field of the form breaks: a rule of the form, or one of every text.
    #[derive(Copy)]
    pub enum FormBroken joins {
        /// Of the form.
        Form(FormRule),
        /// Of what people write.
        Text(TextRule),
    }
}

/// What is wrong with a field. What was typed is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormFault {
    /// Where.
    pub field: FormField,
    /// Which rule.
    pub rule: FormBroken,
}

impl FormFault {
    /// A field that breaks a rule.
    pub fn new(field: FormField, rule: impl Into<FormBroken>) -> Self {
        let rule = rule.into();
        Self { field, rule }
    }
}
