//! Documents: the line of the manifest that says what one is, and the checks a PDF must pass. The ZIP in which they come is
//! `bundle`; what they say is not read; who may see them is decided elsewhere.

mod active;
mod cost;
mod first_page;
mod flat;
mod inspector;
mod looking;
mod pdf;

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use domain::certification::ApplicationNumber;
use domain::delivery::ManifestRule;
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;
use domain::person::document::DocumentKind;

pub use first_page::{CannotCut, without_first_page};
pub use inspector::{Inspector, take_up};
pub use pdf::{InvalidPdf, Pdf, PdfLimits};

use crate::row::{Cells, Row, YES_OR_NO, code_of, written_moment};

/// One line of `manifest.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// ファイル名, as in the ZIP.
    pub file_name: String,
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// 申請番号.
    pub application: ApplicationNumber,
    /// 文書種別.
    pub kind: DocumentKind,
    /// 作成日.
    pub written_on: Day,
    /// 様式版: the version of the form.
    pub form_version: String,
    /// 主治医同意; missing for survey sheets, and where the form does not ask (2026-04 and later).
    pub physician_consents: Option<bool>,
    /// 基準日時: when this was so at the source.
    pub as_of: DateTime<Utc>,
}

pub(crate) const FILE_NAME: usize = 0;
const NUMBER: usize = 1;
const APPLICATION: usize = 2;
const DOCUMENT: usize = 3;
const WRITTEN_ON: usize = 4;
const FORM_VERSION: usize = 5;
const CONSENTS: usize = 6;
const AS_OF: usize = 7;

const KINDS: &[(&str, DocumentKind)] = &[("1", DocumentKind::SurveySheet), ("2", DocumentKind::PhysicianOpinion)];

const LONGEST_FILE_NAME: u16 = 200;
const LONGEST_VERSION: u16 = 20;

impl Row for DocumentRow {
    const FEED: Feed = Feed::Documents;
    const COLUMNS: &'static [&'static str] = &[
        "ファイル名",
        "被保険者番号",
        "申請番号",
        "文書種別",
        "作成日",
        "様式版",
        "主治医同意",
        "基準日時",
    ];
    const MOMENTS: &'static [usize] = &[AS_OF];
    const OWN_NUMBERS: &'static [usize] = &[APPLICATION];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let file_name = cells.required_text(FILE_NAME, LONGEST_FILE_NAME);
        let number = cells.insured_number(NUMBER);
        let application = cells.application_number(APPLICATION);
        let kind = cells.choice(DOCUMENT, KINDS);
        let written_on = cells.day(WRITTEN_ON);
        let form_version = cells.required_text(FORM_VERSION, LONGEST_VERSION);
        let physician_consents = cells.optional_choice(CONSENTS, YES_OR_NO);
        let as_of = cells.moment(AS_OF);
        if kind == Some(DocumentKind::SurveySheet) && matches!(physician_consents, Some(Some(_))) {
            cells.note(CONSENTS, ManifestRule::ConsentIgnored);
        }
        let kind = kind?;
        Some(Self {
            file_name: file_name?,
            number: number?,
            application: application?,
            kind,
            written_on: written_on?,
            form_version: form_version?,
            physician_consents: physician_consents?.filter(|_| kind == DocumentKind::PhysicianOpinion),
            as_of: as_of?,
        })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            file_name,
            number,
            application,
            kind,
            written_on,
            form_version,
            physician_consents,
            as_of,
        } = self;
        vec![
            file_name.clone(),
            number.to_string(),
            application.to_string(),
            code_of(KINDS, *kind),
            written_on.to_string(),
            form_version.clone(),
            physician_consents
                .map(|consents| code_of(YES_OR_NO, consents))
                .unwrap_or_default(),
            written_moment(*as_of),
        ]
    }
}
