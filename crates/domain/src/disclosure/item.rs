//! What can be shown of a person, item by item, and what of an item can be masked.

use crate::person::card::CardKind;
use crate::person::document::DocumentKind;

coded! {
    /// What can be shown of a person.
    pub enum Item is "item" {
        /// The course of an application.
        Progress = "progress", "申請の進捗";
        /// Level, validity, board opinion.
        Result = "result", "認定結果";
        /// 負担割合.
        BurdenRatio = "burden-ratio", "負担割合";
        /// 被保険者証.
        InsuranceCard = "insurance-card", "被保険者証";
        /// 負担限度額認定証.
        CostLimitCard = "cost-limit-card", "負担限度額認定証";
        /// 資格者証.
        ProvisionalCard = "provisional-card", "資格者証";
        /// 認定調査票.
        SurveySheet = "survey-sheet", "認定調査票";
        /// 主治医意見書.
        PhysicianOpinion = "physician-opinion", "主治医意見書";
    }
}

impl From<DocumentKind> for Item {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::SurveySheet => Self::SurveySheet,
            DocumentKind::PhysicianOpinion => Self::PhysicianOpinion,
        }
    }
}

impl From<CardKind> for Item {
    fn from(kind: CardKind) -> Self {
        match kind {
            CardKind::Insurance => Self::InsuranceCard,
            CardKind::CostLimit => Self::CostLimitCard,
            CardKind::Provisional => Self::ProvisionalCard,
        }
    }
}

coded! {
    /// A part of a document that can be masked.
    pub enum MaskedField is "masked field" {
        /// 調査員の氏名.
        SurveyorName = "surveyor-name", "調査員の氏名";
        /// 調査員の所属.
        SurveyorOffice = "surveyor-office", "調査員の所属機関";
        /// 主治医の氏名.
        PhysicianName = "physician-name", "主治医の氏名";
        /// 医療機関.
        PhysicianInstitution = "physician-institution", "医療機関の名称・所在地";
    }
}

coded! {
    /// What is masked in an item.
    pub enum MaskProfile is "mask profile" {
        /// Nothing.
        Nothing = "nothing", "マスクなし";
        /// The surveyor's name and office.
        Surveyor = "surveyor", "調査員の氏名・所属をマスク";
        /// The surveyor's name and office, the physician's name and institution.
        SurveyorAndPhysician = "surveyor-and-physician", "調査員・主治医の氏名・所属をマスク";
    }
}

impl MaskProfile {
    /// Whether the field is masked.
    pub const fn hides(self, field: MaskedField) -> bool {
        match self {
            Self::Nothing => false,
            Self::Surveyor => matches!(field, MaskedField::SurveyorName | MaskedField::SurveyorOffice),
            Self::SurveyorAndPhysician => true,
        }
    }
}
