//! The feeds a city delivers, and how a file's name says which one it is. What the rows say is left to the subjects.

use std::str::FromStr;

use domain::day::Day;
use domain::insurer::InsurerNumber;

use crate::import::Row;

/// The kinds of file that come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 被保険者: who is insured, and who no longer is.
    Person,
    /// 担当: which office makes whose care plan.
    Assignment,
    /// 同意: consents received at the desk or by post.
    Consent,
    /// 申請: applications for certification.
    Application,
    /// 進捗: what has happened to an application, and postponements.
    Milestone,
    /// 認定: results.
    Certification,
    /// 負担割合: burden ratios.
    BurdenRatio,
    /// The ministry's open data on offices (介護サービス情報公表).
    Offices,
    /// A ZIP with documents and their `manifest.csv`.
    Documents,
}

impl Kind {
    /// All kinds, in the order in which a full delivery is taken in: later ones refer to earlier ones.
    pub const ALL: [Self; 9] = [
        Self::Offices,
        Self::Person,
        Self::Assignment,
        Self::Consent,
        Self::Application,
        Self::Milestone,
        Self::Certification,
        Self::BurdenRatio,
        Self::Documents,
    ];

    /// The word for it in file names and mappings.
    #[must_use]
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Assignment => "assignment",
            Self::Consent => "consent",
            Self::Application => "application",
            Self::Milestone => "milestone",
            Self::Certification => "certification",
            Self::BurdenRatio => "burden_ratio",
            Self::Offices => "offices",
            Self::Documents => "documents",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name_ja(self) -> &'static str {
        match self {
            Self::Person => "被保険者",
            Self::Assignment => "担当（届出）",
            Self::Consent => "同意",
            Self::Application => "申請",
            Self::Milestone => "進捗",
            Self::Certification => "認定",
            Self::BurdenRatio => "負担割合",
            Self::Offices => "事業所台帳",
            Self::Documents => "文書",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_stem(stem: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.stem() == stem)
    }

    /// The headings of its CSV file (for documents, of the manifest).
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Person => crate::person::PersonRow::COLUMNS,
            Self::Assignment => crate::assignment::AssignmentRow::COLUMNS,
            Self::Consent => crate::consent::ConsentRow::COLUMNS,
            Self::Application => crate::certification::ApplicationRow::COLUMNS,
            Self::Milestone => crate::certification::MilestoneRow::COLUMNS,
            Self::Certification => crate::certification::CertificationRow::COLUMNS,
            Self::BurdenRatio => crate::burden_ratio::BurdenRatioRow::COLUMNS,
            Self::Offices => crate::organization::OfficeRow::COLUMNS,
            Self::Documents => crate::document::DocumentRow::COLUMNS,
        }
    }

    /// The ending of its files.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Documents => "zip",
            _ => "csv",
        }
    }
}

/// What the name of a delivered file says: `<insurer>_<feed>_<YYYYMMDD>[_NNN].csv`, or `.zip` for documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// Whose file it is. The ministry's files of offices carry none.
    pub insurer: Option<InsurerNumber>,
    /// What is in it.
    pub kind: Kind,
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

impl FromStr for FileName {
    type Err = InvalidFileName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let (stem, extension) = name.rsplit_once('.').ok_or(InvalidFileName::Form)?;
        let name = match ministry(stem) {
            Some(name) => name,
            None => delivered(stem)?,
        };
        if extension.eq_ignore_ascii_case(name.kind.extension()) {
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
        kind: Kind::Offices,
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
    let kind = Kind::from_stem(feed).ok_or(InvalidFileName::Feed)?;
    if !is_number(day, 8) {
        return Err(InvalidFileName::Day);
    }
    let day = Day::parse_feed(day).map_err(|_| InvalidFileName::Day)?;
    Ok(FileName {
        insurer: Some(insurer),
        kind,
        day: Some(day),
        part,
    })
}

/// The name under which a city would deliver this feed.
#[must_use]
pub fn file_name(insurer: InsurerNumber, kind: Kind, day: Day, part: Option<u16>) -> String {
    let part = part.map(|part| format!("_{part:03}")).unwrap_or_default();
    let extension = kind.extension();
    format!(
        "{insurer}_{}_{:04}{:02}{:02}{part}.{extension}",
        kind.stem(),
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
        for kind in Kind::ALL {
            for part in [None, Some(7)] {
                let name = file_name(insurer, kind, day, part);
                let read: FileName = name.parse().unwrap();
                assert_eq!(
                    read,
                    FileName {
                        insurer: Some(insurer),
                        kind,
                        day: Some(day),
                        part
                    },
                    "{name}"
                );
            }
        }
        assert_eq!(
            file_name(insurer, Kind::BurdenRatio, day, None),
            "431007_burden_ratio_20260501.csv"
        );
    }

    #[test]
    fn the_ministrys_files_are_recognised() {
        for name in ["mhlw_offices_730.csv", "jigyosho_770.CSV"] {
            assert_eq!(name.parse::<FileName>().unwrap().kind, Kind::Offices);
        }
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
