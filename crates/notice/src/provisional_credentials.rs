//! 仮ログインID・仮パスワード通知書: with what somebody signs in the first time.

use std::fmt;

use chrono::{DateTime, FixedOffset, Timelike, Utc};
use domain::account::password::PasswordRule;
use domain::calendar::day::Day;
use serde::Serialize;

use crate::error::NoticeError;
use crate::letterhead::{Head, Letterhead, deadline};
use crate::press;

/// The letter that carries provisional credentials. It is made once and never travels with
/// [`crate::InstallKeysNotice`].
#[derive(Clone, PartialEq, Eq)]
pub struct ProvisionalCredentialsNotice {
    /// Number, date, to whom, from whom.
    pub head: Letterhead,
    /// The organization's name.
    pub organization: String,
    /// The name of the person who signs in with these.
    pub person: String,
    /// What the person may do, such as 「管理者」.
    pub role: String,
    /// 仮ログインID, to be typed as printed.
    pub login_id: String,
    /// 仮パスワード, to be typed as printed, with its hyphens.
    pub password: String,
    /// From this moment on they no longer work.
    pub valid_until: DateTime<Utc>,
    /// The address of the sign-in page, which opens only on a device with a certificate.
    pub sign_in_url: String,
    /// What the own password must be like.
    pub rule: PasswordRule,
}

impl fmt::Debug for ProvisionalCredentialsNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProvisionalCredentialsNotice")
            .field("organization", &self.organization)
            .finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Sheet<'a> {
    head: Head<'a>,
    organization: &'a str,
    person: &'a str,
    role: &'a str,
    login_id: &'a str,
    /// What stands between the hyphens; the template puts them back.
    password: Vec<&'a str>,
    valid_until: String,
    sign_in_url: &'a str,
    shortest: usize,
    all_classes: bool,
}

impl ProvisionalCredentialsNotice {
    /// The letter as a PDF.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub fn pdf(&self) -> Result<Vec<u8>, NoticeError> {
        let Self {
            head,
            organization,
            person,
            role,
            login_id,
            password,
            valid_until,
            sign_in_url,
            rule,
        } = self;
        let PasswordRule { shortest, all_classes } = *rule;
        let sheet = Sheet {
            head: head.for_template(),
            organization,
            person,
            role,
            login_id,
            password: password.split('-').collect(),
            valid_until: until(*valid_until),
            sign_in_url,
            shortest,
            all_classes,
        };
        press::print(press::Template::ProvisionalCredentials, head.date, &sheet)
    }
}

/// The last minute that is wholly before the moment, in Japan, for people who arrange their day by it:
/// 「令和8年3月31日（火）午後3時29分」.
fn until(moment: DateTime<Utc>) -> String {
    const NINE_HOURS: i32 = 9 * 60 * 60;
    let last = moment - chrono::TimeDelta::minutes(1);
    let day = deadline(Day::in_japan(last));
    let Some(offset) = FixedOffset::east_opt(NINE_HOURS) else {
        return day;
    };
    let clock = last.with_timezone(&offset).time();
    let half = if clock.hour() < 12 { "午前" } else { "午後" };
    format!("{day}{half}{}時{}分", clock.hour() % 12, clock.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_told_as_the_last_whole_minute_in_japan() {
        let at = |text: &str| until(DateTime::parse_from_rfc3339(text).unwrap().to_utc());
        assert_eq!(at("2026-03-31T06:30:00Z"), "令和8年3月31日（火）午後3時29分");
        assert_eq!(at("2026-03-31T06:30:59Z"), "令和8年3月31日（火）午後3時29分");
        assert_eq!(at("2026-03-31T15:00:00Z"), "令和8年3月31日（火）午後11時59分");
        assert_eq!(at("2026-03-31T15:01:00Z"), "令和8年4月1日（水）午前0時0分");
    }
}
