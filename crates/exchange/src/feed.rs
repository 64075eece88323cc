//! How the name of a delivered file says which feed it is, and which columns a feed has. What the rows say is left to the
//! subjects.

use std::str::FromStr;

use domain::calendar::day::Day;
use domain::delivery::ReceptionRule;
use domain::delivery::feed::Feed;
use domain::insurer::InsurerNumber;

use crate::assignment::AssignmentRow;
use crate::card::CardRow;
use crate::card::burden_ratio::BurdenRatioRow;
use crate::certification::{ApplicationRow, CertificationRow, MilestoneRow};
use crate::consent::ConsentRow;
use crate::document::DocumentRow;
use crate::organization::OfficeRow;
use crate::organization::designated::DesignatedOfficeRow;
use crate::person::PersonRow;
use crate::row::Row;

/// The headings of a feed's CSV file (for documents, of the manifest).
#[must_use]
pub const fn columns(feed: Feed) -> &'static [&'static str] {
    match feed {
        Feed::Person => PersonRow::COLUMNS,
        Feed::Assignment => AssignmentRow::COLUMNS,
        Feed::Consent => ConsentRow::COLUMNS,
        Feed::Application => ApplicationRow::COLUMNS,
        Feed::Milestone => MilestoneRow::COLUMNS,
        Feed::Certification => CertificationRow::COLUMNS,
        Feed::BurdenRatio => BurdenRatioRow::COLUMNS,
        Feed::Card => CardRow::COLUMNS,
        Feed::Offices => OfficeRow::COLUMNS,
        Feed::DesignatedOffices => DesignatedOfficeRow::COLUMNS,
        Feed::Documents => DocumentRow::COLUMNS,
    }
}

/// The ending of a feed's files.
const fn extension(feed: Feed) -> &'static str {
    match feed {
        Feed::Documents => "zip",
        _ => "csv",
    }
}

/// What the name of a delivered file says: `<insurer>_<feed>_<YYYYMMDD>[_NNN].csv`, or `.zip` for documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// Whose file it is. The ministry's files of offices carry none.
    pub insurer: Option<InsurerNumber>,
    /// What is in it.
    pub feed: Feed,
    /// The day it was made. The ministry's files of offices carry none.
    pub day: Option<Day>,
    /// The number of the part, if a delivery is split.
    pub part: Option<u16>,
}

/// Why a file name cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidFileName {
    /// Not built like a feed's name at all.
    #[error("the name is not built like <insurer>_<feed>_<YYYYMMDD>.csv")]
    Form,
    /// The first part is no insurer number.
    #[error("the name does not begin with a valid insurer number")]
    Insurer,
    /// The middle names no feed.
    #[error("the name names no known feed")]
    Feed,
    /// The last part is no day.
    #[error("the name does not hold a valid day")]
    Day,
    /// The ending does not fit the feed.
    #[error("the ending does not fit the feed")]
    Extension,
}

impl InvalidFileName {
    /// The rule that the name breaks.
    #[must_use]
    pub const fn rule(self) -> ReceptionRule {
        match self {
            Self::Form => ReceptionRule::NameForm,
            Self::Insurer => ReceptionRule::NameInsurer,
            Self::Feed => ReceptionRule::NameFeed,
            Self::Day => ReceptionRule::NameDay,
            Self::Extension => ReceptionRule::NameEnding,
        }
    }
}

impl FromStr for FileName {
    type Err = InvalidFileName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        // Systems of old write names in capitals.
        let name = name.to_ascii_lowercase();
        let (stem, ending) = name.rsplit_once('.').ok_or(InvalidFileName::Form)?;
        let name = match ministry(stem) {
            Some(name) => name,
            None => delivered(stem)?,
        };
        if ending == extension(name.feed) {
            Ok(name)
        } else {
            Err(InvalidFileName::Extension)
        }
    }
}

/// The open data as published (`jigyosho_730`) and as kept in `data/` (`mhlw_offices_730`).
fn ministry(stem: &str) -> Option<FileName> {
    let service = stem
        .strip_prefix("jigyosho_")
        .or_else(|| stem.strip_prefix("mhlw_offices_"))?;
    let digits = service.len() == 3 && service.bytes().all(|byte| byte.is_ascii_alphanumeric());
    digits.then_some(FileName {
        insurer: None,
        feed: Feed::Offices,
        day: None,
        part: None,
    })
}

fn delivered(stem: &str) -> Result<FileName, InvalidFileName> {
    let (insurer, rest) = stem.split_once('_').ok_or(InvalidFileName::Form)?;
    let (rest, last) = rest.rsplit_once('_').ok_or(InvalidFileName::Form)?;
    let is_number = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let (feed, day, part) = match rest.rsplit_once('_') {
        Some((feed, day)) if is_number(day, 8) && is_number(last, 3) => (feed, day, last.parse().ok()),
        _ => (rest, last, None),
    };
    let insurer = insurer.parse().map_err(|_| InvalidFileName::Insurer)?;
    let feed = Feed::from_code(feed).ok_or(InvalidFileName::Feed)?;
    if !is_number(day, 8) {
        return Err(InvalidFileName::Day);
    }
    let day = Day::parse_feed(day).map_err(|_| InvalidFileName::Day)?;
    Ok(FileName {
        insurer: Some(insurer),
        feed,
        day: Some(day),
        part,
    })
}

/// The name under which a city would deliver this feed.
#[must_use]
pub fn file_name(insurer: InsurerNumber, feed: Feed, day: Day, part: Option<u16>) -> String {
    let part = part.map(|part| format!("_{part:03}")).unwrap_or_default();
    let extension = extension(feed);
    format!(
        "{insurer}_{}_{:04}{:02}{:02}{part}.{extension}",
        feed.code(),
        day.year(),
        day.month(),
        day.day()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_recognised_by_the_name_it_is_delivered_under() {
        let insurer: InsurerNumber = "431007".parse().unwrap();
        let day = Day::from_ymd(2026, 5, 1).unwrap();
        for feed in Feed::ALL.iter().copied() {
            for part in [None, Some(7)] {
                let name = file_name(insurer, feed, day, part);
                let read: FileName = name.parse().unwrap();
                assert_eq!(
                    read,
                    FileName {
                        insurer: Some(insurer),
                        feed,
                        day: Some(day),
                        part
                    },
                    "{name}"
                );
            }
        }
        assert_eq!(
            file_name(insurer, Feed::BurdenRatio, day, None),
            "431007_burden_ratio_20260501.csv"
        );
    }

    #[test]
    fn the_ministrys_files_are_recognised() {
        for name in ["mhlw_offices_730.csv", "jigyosho_770.CSV", "JIGYOSHO_730.CSV"] {
            assert_eq!(name.parse::<FileName>().unwrap().feed, Feed::Offices);
        }
    }

    #[test]
    fn capitals_do_not_matter() {
        let name: FileName = "431007_PERSON_20260501.CSV".parse().unwrap();
        assert_eq!(name, "431007_person_20260501.csv".parse().unwrap());
    }

    #[test]
    fn what_is_wrong_with_a_name_is_said() {
        let error = |name: &str| name.parse::<FileName>().unwrap_err();
        assert_eq!(error("person.csv"), InvalidFileName::Form);
        assert_eq!(error("431008_person_20260501.csv"), InvalidFileName::Insurer);
        assert_eq!(error("431007_people_20260501.csv"), InvalidFileName::Feed);
        assert_eq!(error("431007_person_20260532.csv"), InvalidFileName::Day);
        assert_eq!(error("431007_person_5080510.csv"), InvalidFileName::Day);
        assert_eq!(error("431007_documents_20260501.csv"), InvalidFileName::Extension);
        assert_eq!(error("431007_person_20260501"), InvalidFileName::Form);
    }
}
