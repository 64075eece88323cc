//! What a usage application must hold. The browser and the server run these same rules; whether the office exists and is
//! admitted is asked of the database.

use std::{fmt, str::FromStr};

use crate::organization::{OfficeNumber, ServiceCode};
use crate::person::{Kana, PersonName, fold_number, looks_like_my_number};
use crate::unambiguous;

/// The most devices an office can ask for.
pub const LARGEST_QUOTA: u16 = 50;
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

impl FormField {
    /// The field's name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OfficeNumber => "officeNumber",
            Self::ServiceCode => "serviceCode",
            Self::AdministratorName => "administratorName",
            Self::AdministratorKana => "administratorKana",
            Self::ContactPhone => "contactPhone",
            Self::ContactMail => "contactMail",
            Self::Devices => "devices",
            Self::TermsVersion => "termsVersion",
        }
    }
}

/// What is wrong with a field. What was typed is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormFault {
    /// Where.
    pub field: FormField,
    /// The rule's stable id.
    pub rule: &'static str,
    /// What to do, for the person at the form.
    pub ja: &'static str,
}

const fn fault(field: FormField, rule: &'static str, ja: &'static str) -> FormFault {
    FormFault { field, rule, ja }
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
            faults.push(fault(
                FormField::Devices,
                "usage-application.devices",
                "利用する端末の台数は1から50までで入力してください。",
            ));
        }
        if given.terms_version != terms_version {
            faults.push(fault(
                FormField::TermsVersion,
                "terms.outdated",
                "利用規約が改定されています。もう一度お読みになり、同意してください。",
            ));
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
        faults.push(fault(
            FormField::OfficeNumber,
            "office.number",
            "事業所番号は10桁です。指定通知書などで確認してください。",
        ));
    }
    if number.is_ok_and(|number| !number.check_digit_holds()) && !given.check_digit_confirmed {
        faults.push(fault(
            FormField::OfficeNumber,
            "office.check-digit",
            "事業所番号の検査数字が合いません。入力間違いがないか確かめ、正しければ「この番号で間違いありません」を選んでください。",
        ));
    }
    let service = fold_number(&given.service_code).parse::<ServiceCode>();
    if service.is_err() {
        faults.push(fault(
            FormField::ServiceCode,
            "office.service-code",
            "サービス種類を選んでください。",
        ));
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
    let name = text(
        &given.administrator_name,
        F::AdministratorName,
        faults,
        "氏名を100文字以内で入力してください。",
    );
    let kana = text(
        &given.administrator_kana,
        F::AdministratorKana,
        faults,
        "氏名のフリガナをカナで入力してください。",
    );
    let phone = text(
        &given.contact_phone,
        F::ContactPhone,
        faults,
        "電話番号を市外局番から入力してください（例 096-000-0000）。",
    );
    let typed = given.contact_mail.as_deref().map(str::trim);
    let mail = typed.filter(|mail| !mail.is_empty()).map(|mail| {
        let words = "メールアドレスの形が正しくありません。空欄でもかまいません。";
        text::<Mail>(mail, F::ContactMail, faults, words)
    });
    Some(Person {
        name: name?,
        kana: kana?,
        phone: phone?,
        mail: mail.flatten(),
    })
}

/// A text of the form, which must never be a My Number.
fn text<T: FromStr>(typed: &str, field: FormField, faults: &mut Vec<FormFault>, ja: &'static str) -> Option<T> {
    if looks_like_my_number(typed) {
        let words = "12桁の番号（マイナンバー）は入力できません。";
        faults.push(fault(field, "my-number", words));
        return None;
    }
    let parsed = typed.parse().ok();
    if parsed.is_none() {
        let rule = match field {
            FormField::AdministratorName => "administrator.name",
            FormField::AdministratorKana => "administrator.kana",
            FormField::ContactPhone => "contact.phone",
            _ => "contact.mail",
        };
        faults.push(fault(field, rule, ja));
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
            .map(crate::fold::ascii)
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
