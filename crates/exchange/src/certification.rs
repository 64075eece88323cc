//! The feeds of applications (申請), their progress (進捗) and results (認定). Whether a history is possible and what stage it
//! means is decided in the domain, once all of its rows are together.

mod application;
mod milestone;
mod result;

use std::fmt;
use std::str::FromStr;

pub use application::ApplicationRow;
pub(crate) use application::YES_OR_NO;
pub use milestone::{Event, MilestoneRow};
pub use result::CertificationRow;

use crate::import::Cells;

/// 申請番号: the city's own number of an application, unique inside the insurer together with the insured number. 1 to 20
/// digits, Latin letters and hyphens; there is no nation-wide form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApplicationNumber(String);

/// The text is no application number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an application number has 1 to 20 digits, Latin letters and hyphens")]
pub struct InvalidApplicationNumber;

impl ApplicationNumber {
    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ApplicationNumber {
    type Err = InvalidApplicationNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let good =
            (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if good {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidApplicationNumber)
        }
    }
}

impl fmt::Display for ApplicationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

const NUMBER_RULE: &str = "application-number.invalid";
const NUMBER_JA: &str = "申請番号は半角の数字・英字・ハイフン20文字までです。";

pub(crate) fn application_number(cells: &mut Cells<'_>, column: usize) -> Option<ApplicationNumber> {
    cells.parsed(column, NUMBER_RULE, NUMBER_JA)
}

fn optional_application_number(cells: &mut Cells<'_>, column: usize) -> Option<Option<ApplicationNumber>> {
    cells.optional(column, NUMBER_RULE, NUMBER_JA, |text| text.parse().ok())
}
