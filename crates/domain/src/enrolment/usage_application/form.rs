//! What a usage application must hold. The browser and the server run these same rules; whether the office exists and is
//! admitted is asked of the database.

use std::{fmt, str::FromStr};

use super::fault::{FormFault, FormField, FormRule, LARGEST_QUOTA};
use crate::organization::{OfficeNumber, ServiceCode};
use crate::person::{Kana, LONGEST_NAME, PersonName, fold_number};
use crate::text::free_text::FreeText;
use crate::text::my_number::holds_my_number;
use crate::text::unambiguous;

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubmittedForm {
    /// 事業所番号.
    pub office_number: String,
    /// サービス種類コード.
    pub service_code: String,
    /// 利用組織管理者.
    pub administrator_name: String,
    /// Kana.
    pub administrator_kana: String,
    /// Telephone.
    pub contact_phone: String,
    /// Mail.
    pub contact_mail: Option<String>,
    /// Devices.
    pub devices: u16,
    /// Version of the accepted terms.
    pub terms_version: String,
    /// The office means a number whose check digit does not hold.
    pub check_digit_confirmed: bool,
}

/// A form whose fields are what they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// 事業所番号.
    pub office_number: OfficeNumber,
    /// サービス種類コード.
    pub service_code: ServiceCode,
    /// 利用組織管理者.
    pub administrator_name: PersonName,
    /// Kana.
    pub administrator_kana: Kana,
    /// Telephone.
    pub contact_phone: Phone,
    /// Mail.
    pub contact_mail: Option<Mail>,
    /// Devices, 1 to [`LARGEST_QUOTA`].
    pub devices: u16,
    /// Version of the accepted terms.
    pub terms_version: String,
}

impl Form {
    /// Checks everything that can be checked without the database.
    ///
    /// # Errors
    /// Every fault, so that nobody mends one at a time.
    pub fn check(given: &SubmittedForm, terms_version: &str) -> Result<Self, Vec<FormFault>> {
        let mut faults = Vec::new();
        let office = office(given, &mut faults);
        let person = person(given, &mut faults);
        if !(1..=LARGEST_QUOTA).contains(&given.devices) {
            let largest = LARGEST_QUOTA;
            faults.push(FormFault::new(FormField::Devices, FormRule::Devices { largest }));
        }
        if given.terms_version != terms_version {
            faults.push(FormFault::new(FormField::TermsVersion, FormRule::TermsOutdated));
        }
        match (office, person) {
            (Some((office_number, service_code)), Some(person)) if faults.is_empty() => Ok(Self {
                office_number,
                service_code,
                administrator_name: person.name,
                administrator_kana: person.kana,
                contact_phone: person.phone,
                contact_mail: person.mail,
                devices: given.devices,
                terms_version: given.terms_version.clone(),
            }),
            _ => Err(faults),
        }
    }
}

fn office(given: &SubmittedForm, faults: &mut Vec<FormFault>) -> Option<(OfficeNumber, ServiceCode)> {
    let number = unambiguous::fold(&given.office_number).parse::<OfficeNumber>();
    if number.is_err() {
        faults.push(FormFault::new(FormField::OfficeNumber, FormRule::OfficeNumber));
    }
    if number.is_ok_and(|number| !number.check_digit_holds()) && !given.check_digit_confirmed {
        faults.push(FormFault::new(FormField::OfficeNumber, FormRule::CheckDigit));
    }
    let service = fold_number(&given.service_code).parse::<ServiceCode>();
    if service.is_err() {
        faults.push(FormFault::new(FormField::ServiceCode, FormRule::ServiceCode));
    }
    number.ok().zip(service.ok())
}

struct Person {
    name: PersonName,
    kana: Kana,
    phone: Phone,
    mail: Option<Mail>,
}

fn person(given: &SubmittedForm, faults: &mut Vec<FormFault>) -> Option<Person> {
    use FormField as F;
    let longest = LONGEST_NAME;
    let name = FormRule::AdministratorName { longest };
    let name = text(&given.administrator_name, F::AdministratorName, name, faults);
    let kana = text(
        &given.administrator_kana,
        F::AdministratorKana,
        FormRule::AdministratorKana,
        faults,
    );
    let phone = text(&given.contact_phone, F::ContactPhone, FormRule::ContactPhone, faults);
    let typed = given.contact_mail.as_deref().map(str::trim);
    let mail = typed
        .filter(|mail| !mail.is_empty())
        .map(|mail| text::<Mail>(mail, F::ContactMail, FormRule::ContactMail, faults));
    Some(Person {
        name: name?,
        kana: kana?,
        phone: phone?,
        mail: mail.flatten(),
    })
}

/// A text of the form, which must keep a rule, and the rules of everything that people write.
fn text<T: FromStr>(typed: &str, field: FormField, rule: FormRule, faults: &mut Vec<FormFault>) -> Option<T> {
    if holds_my_number(typed) {
        faults.push(FormFault::new(field, FormRule::MyNumber));
        return None;
    }
    if let Err(rule) = FreeText::line(typed) {
        faults.push(FormFault::new(field, rule));
        return None;
    }
    let parsed = typed.parse().ok();
    if parsed.is_none() {
        faults.push(FormFault::new(field, rule));
    }
    parsed
}

/// A Japanese telephone number: 0 and 9 or 10 more digits, kept with the hyphens it was written with.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

/// The text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a telephone number has 10 or 11 digits, the first 0")]
pub struct InvalidPhone;

impl FromStr for Phone {
    type Err = InvalidPhone;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let written: String = text
            .trim()
            .chars()
            .map(crate::text::fold::ascii)
            .map(|c| match c {
                'ー' | '‐' | '‑' | '–' | '—' | '−' | '(' | ')' | ' ' => '-',
                c => c,
            })
            .collect();
        let written = written.trim_start_matches('-').to_owned();
        let digits = written.chars().filter(char::is_ascii_digit).count();
        let good = (10..=11).contains(&digits)
            && written.starts_with('0')
            && written.ends_with(|c: char| c.is_ascii_digit())
            && written.chars().all(|c| c.is_ascii_digit() || c == '-')
            && written.len() <= digits + 4;
        if good { Ok(Self(written)) } else { Err(InvalidPhone) }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}

/// A mail address, as far as its form can be judged: one `@`, a domain with a dot, no space, at most 254 characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail(String);

/// The text is no mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address")]
pub struct InvalidMail;

impl FromStr for Mail {
    type Err = InvalidMail;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, domain) = text.split_once('@').ok_or(InvalidMail)?;
        let good = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_graphic() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '\\'))
        };
        let domain_good = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
        if text.len() <= 254 && good(local) && good(domain) && domain_good {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidMail)
        }
    }
}

impl fmt::Display for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mail(..)")
    }
}
