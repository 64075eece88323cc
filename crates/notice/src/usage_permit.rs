//! 利用許可通知書: an organization may use Engawa from a day on.

use domain::calendar::day::Day;
use domain::insurer::PermitWord;
use serde::Serialize;

use crate::error::NoticeError;
use crate::letterhead::{Head, Letterhead, wareki};
use crate::press;

/// The permit. Holds nothing secret, so that it may be printed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsagePermitNotice {
    /// Number, date, to whom, from whom.
    pub head: Letterhead,
    /// What the insurer calls the decision.
    pub word: PermitWord,
    /// The day on which the application was received, if there was one.
    pub applied_on: Option<Day>,
    /// The reference of the application. May be empty.
    pub reference: String,
    /// The organization's name.
    pub organization: String,
    /// 介護保険事業所番号, 10 digits.
    pub office_number: String,
    /// サービスの種類, such as 「居宅介護支援」.
    pub kind: String,
    /// The first day of use.
    pub permitted_from: Day,
    /// The last day of use; none: until further notice.
    pub permitted_until: Option<Day>,
    /// The name of the organization's administrator (管理者).
    pub administrator: String,
    /// How many devices may be registered.
    pub device_quota: u16,
    /// 利用の条件, a sentence each. May be empty.
    pub conditions: Vec<String>,
    /// 教示, a paragraph. May be empty.
    pub appeal: String,
    /// The address under which Engawa is used, once certificate and account are there.
    pub service_url: String,
    /// The address of the page for enrolling devices, which needs no certificate.
    pub enrolment_url: String,
}

#[derive(Serialize)]
struct Sheet<'a> {
    head: Head<'a>,
    word: &'static str,
    applied_on: Option<String>,
    reference: &'a str,
    organization: &'a str,
    office_number: &'a str,
    kind: &'a str,
    permitted_from: String,
    permitted_until: Option<String>,
    administrator: &'a str,
    device_quota: u16,
    conditions: &'a [String],
    appeal: &'a str,
    service_url: &'a str,
    enrolment_url: &'a str,
}

impl UsagePermitNotice {
    /// The letter as a PDF.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub fn pdf(&self) -> Result<Vec<u8>, NoticeError> {
        let Self {
            head,
            word,
            applied_on,
            reference,
            organization,
            office_number,
            kind,
            permitted_from,
            permitted_until,
            administrator,
            device_quota,
            conditions,
            appeal,
            service_url,
            enrolment_url,
        } = self;
        let sheet = Sheet {
            head: head.for_template(),
            word: word.name_ja(),
            applied_on: applied_on.map(wareki),
            reference,
            organization,
            office_number,
            kind,
            permitted_from: wareki(*permitted_from),
            permitted_until: permitted_until.map(wareki),
            administrator,
            device_quota: *device_quota,
            conditions,
            appeal,
            service_url,
            enrolment_url,
        };
        press::print(press::Template::UsagePermit, head.date, &sheet)
    }
}
