//! Documents: the manifest that says what they are, the ZIP in which they come, and the checks a PDF must pass. What they say
//! is not read; who may see them is decided elsewhere.

mod bundle;
mod entries;
mod first_page;
mod inflation;
mod pdf;
mod streams;

use chrono::{DateTime, Utc};
use domain::day::Day;
use domain::document::DocumentKind;
use domain::person::InsuredNumber;

pub use bundle::{Bundle, BundleLimits, Delivered};
pub use first_page::{CannotCut, without_first_page};
pub use pdf::{InvalidPdf, Pdf, PdfLimits};

use crate::certification::{ApplicationNumber, YES_OR_NO, application_number};
use crate::feed::Kind;
use crate::import::{Cells, Row, moment};
use crate::person::code_of;

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

const FILE_NAME: usize = 0;
const NUMBER: usize = 1;
const APPLICATION: usize = 2;
const DOCUMENT: usize = 3;
const WRITTEN_ON: usize = 4;
const FORM_VERSION: usize = 5;
const CONSENTS: usize = 6;
const AS_OF: usize = 7;

const KINDS: &[(&str, DocumentKind)] = &[("1", DocumentKind::SurveySheet), ("2", DocumentKind::PhysicianOpinion)];

const LONGEST_FILE_NAME: usize = 200;
const LONGEST_VERSION: usize = 20;

impl Row for DocumentRow {
    const KIND: Kind = Kind::Documents;
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
    const OWN_NUMBERS: &'static [usize] = &[APPLICATION];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let file_name = cells.required_text(FILE_NAME, LONGEST_FILE_NAME);
        let number = cells.insured_number(NUMBER);
        let application = application_number(cells, APPLICATION);
        let kind = cells.choice(DOCUMENT, KINDS);
        let written_on = cells.day(WRITTEN_ON);
        let form_version = cells.required_text(FORM_VERSION, LONGEST_VERSION);
        let physician_consents = cells.optional_choice(CONSENTS, YES_OR_NO);
        let as_of = cells.moment(AS_OF);
        if kind == Some(DocumentKind::SurveySheet) && matches!(physician_consents, Some(Some(_))) {
            cells.warn(
                CONSENTS,
                "document.consent-ignored",
                "調査票に主治医同意はありません。読みとばします。",
            );
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
            moment::write(*as_of),
        ]
    }
}
