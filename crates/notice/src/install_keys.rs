//! 電子証明書インストールキー通知書: a key for each device, on slips to cut off.

use std::fmt;

use domain::calendar::day::Day;
use serde::Serialize;

use crate::error::NoticeError;
use crate::letterhead::{Head, Letterhead, deadline};
use crate::{press, qr};

/// The letter that carries install keys. Whoever reads it can enrol a device: it is made once and never travels with
/// [`crate::ProvisionalCredentialsNotice`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstallKeysNotice {
    /// Number, date, to whom, from whom.
    pub head: Letterhead,
    /// The organization's name.
    pub organization: String,
    /// 介護保険事業所番号, 10 digits.
    pub office_number: String,
    /// The address of the page for enrolling devices; the only thing in the QR code.
    pub enrolment_url: String,
    /// The last day on which the keys work.
    pub expires_on: Day,
    /// The keys, a slip each.
    pub keys: Vec<InstallKeySlip>,
}

/// One key.
#[derive(Clone, PartialEq, Eq)]
pub struct InstallKeySlip {
    /// The key. Printed in groups of four; hyphens and spaces in it do not matter.
    pub key: String,
    /// The device it is meant for, as the administrator named it. Empty: a line to write on.
    pub device: String,
}

impl fmt::Debug for InstallKeySlip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InstallKeySlip")
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Sheet<'a> {
    head: Head<'a>,
    organization: &'a str,
    office_number: &'a str,
    enrolment_url: &'a str,
    expires_on: String,
    qr: String,
    keys: Vec<Slip<'a>>,
}

#[derive(Serialize)]
struct Slip<'a> {
    groups: Vec<String>,
    device: &'a str,
}

impl InstallKeysNotice {
    /// The letter as a PDF, as many pages as the slips need.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub fn pdf(&self) -> Result<Vec<u8>, NoticeError> {
        let Self {
            head,
            organization,
            office_number,
            enrolment_url,
            expires_on,
            keys,
        } = self;
        let sheet = Sheet {
            head: head.for_template(),
            organization,
            office_number,
            enrolment_url,
            expires_on: deadline(*expires_on),
            qr: qr::svg(enrolment_url)?,
            keys: keys
                .iter()
                .map(|InstallKeySlip { key, device }| Slip {
                    groups: groups_of_four(key),
                    device,
                })
                .collect(),
        };
        press::print(press::Template::InstallKeys, head.date, &sheet)
    }
}

/// As people read long codes aloud.
fn groups_of_four(key: &str) -> Vec<String> {
    let characters: Vec<char> = key.chars().filter(|c| *c != '-' && !c.is_whitespace()).collect();
    characters.chunks(4).map(|group| group.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_printed_in_groups_of_four_however_it_comes() {
        let groups = ["ABCD", "EFGH", "J"];
        for key in ["ABCDEFGHJ", "ABCD-EFGH-J", "ABC DEF GHJ"] {
            assert_eq!(groups_of_four(key), groups, "{key}");
        }
        assert!(groups_of_four("").is_empty());
    }

    #[test]
    fn debugging_output_does_not_show_keys() {
        let slip = InstallKeySlip {
            key: "ABCD-EFGH".to_owned(),
            device: "事務所1".to_owned(),
        };
        let shown = format!("{slip:?}");
        assert!(shown.contains("事務所1") && !shown.contains("ABCD"), "{shown}");
    }
}
