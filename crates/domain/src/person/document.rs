//! Documents of a certification: the survey sheet and the physician's opinion. Their content is sealed elsewhere; whether
//! one may be shown is `disclosure`.

use crate::{calendar::day::Day, calendar::period::Period, certification::Milestone};

coded! {
    /// 文書種別. The board's summary page (審査会資料1枚目) is none of these: it must never be stored.
    pub enum DocumentKind is "document kind" {
        /// 調査票: overview, 74 basic items, special notes.
        SurveySheet = "survey-sheet", "認定調査票";
        /// 主治医意見書.
        PhysicianOpinion = "physician-opinion", "主治医意見書";
    }
}

/// What the disclosure policy needs to know of one document, or of one application for the items without a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFacts {
    /// The day it was written (作成日); for results the decision, for burden ratios the issue.
    pub written_on: Option<Day>,
    /// The milestones of its application.
    pub milestones: Vec<Milestone>,
    /// The validity of the certification it belongs to, once there is one.
    pub validity: Option<Period>,
    /// Whether the physician consents; none where the form (2026-04 and later) does not ask.
    pub physician_consents: Option<bool>,
    /// Whether 情報提供同意 is ticked on the application.
    pub consent_ticked: Option<bool>,
}
