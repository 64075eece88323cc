//! The ZIP files in which documents come: about 500 in each, with a manifest at the end. PDFs are stored as they are,
//! they are compressed already.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use domain::delivery::feed::Feed;
use domain::insurer::InsurerNumber;
use domain::person::InsuredNumber;
use domain::person::document::DocumentKind;
use exchange::document::DocumentRow;
use exchange::feed::file_name;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::delivery::feeds::{WrittenFile, manifest};
use crate::error::SampleError;
use crate::paper::Printed;
use crate::person::life::Paper;

/// Documents per file; both papers of a decision stay together.
const MOST: usize = 500;
/// Versions of the printed forms.
const SURVEY_FORM: &str = "2024-04";
const OPINION_FORM: &str = "2026-04";
const OPINION_FORM_WITH_CONSENT: &str = "2021-04";

/// Writes bundles, one after the other.
pub(crate) struct Bundles {
    folder: PathBuf,
    insurer: InsurerNumber,
    day: Day,
    as_of: DateTime<Utc>,
    open: Option<Bundle>,
    written: Vec<WrittenFile>,
}

struct Bundle {
    path: PathBuf,
    zip: ZipWriter<BufWriter<File>>,
    rows: Vec<DocumentRow>,
}

impl Bundles {
    pub(crate) fn new(folder: &Path, insurer: InsurerNumber, day: Day, as_of: DateTime<Utc>) -> Self {
        Self {
            folder: folder.to_owned(),
            insurer,
            day,
            as_of,
            open: None,
            written: Vec::new(),
        }
    }

    /// Adds both papers of a decision.
    pub(crate) fn add(&mut self, number: InsuredNumber, paper: &Paper, printed: &Printed) -> Result<(), SampleError> {
        let asks = paper.physician_consents.is_some();
        let opinion_form = if asks { OPINION_FORM_WITH_CONSENT } else { OPINION_FORM };
        let row = |kind: DocumentKind, code: u8, written_on: Day, form: &str| DocumentRow {
            file_name: format!("{number}_{}_{code}.pdf", paper.application),
            number,
            application: paper.application.clone(),
            kind,
            written_on,
            form_version: form.to_owned(),
            physician_consents: paper
                .physician_consents
                .filter(|_| kind == DocumentKind::PhysicianOpinion),
            as_of: self.as_of,
        };
        let survey = row(DocumentKind::SurveySheet, 1, paper.surveyed_on, SURVEY_FORM);
        let opinion = row(DocumentKind::PhysicianOpinion, 2, paper.opinion_on, opinion_form);
        let options = options(self.day);
        let mut bundle = match self.open.take() {
            Some(bundle) => bundle,
            None => self.begin()?,
        };
        bundle.put(survey, &printed.survey, options)?;
        bundle.put(opinion, &printed.opinion, options)?;
        if bundle.rows.len() >= MOST {
            self.written.push(bundle.finish(options)?);
        } else {
            self.open = Some(bundle);
        }
        Ok(())
    }

    fn begin(&self) -> Result<Bundle, SampleError> {
        let part = u16::try_from(self.written.len() + 1).ok();
        let path = self
            .folder
            .join(file_name(self.insurer, Feed::Documents, self.day, part));
        let file = File::create(&path).map_err(SampleError::file(&path))?;
        Ok(Bundle {
            path,
            zip: ZipWriter::new(BufWriter::new(file)),
            rows: Vec::new(),
        })
    }

    pub(crate) fn finish(mut self) -> Result<Vec<WrittenFile>, SampleError> {
        if let Some(bundle) = self.open.take() {
            self.written.push(bundle.finish(options(self.day))?);
        }
        Ok(self.written)
    }
}

/// Six in the morning of the delivery, so that the same sample has the same bytes.
fn options(day: Day) -> SimpleFileOptions {
    let year = u16::try_from(day.year()).unwrap_or(1980);
    let (month, date) = (
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    );
    let at = zip::DateTime::from_date_and_time(year, month, date, 6, 0, 0).unwrap_or_default();
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(at)
        .unix_permissions(0o644)
}

impl Bundle {
    fn put(&mut self, row: DocumentRow, bytes: &[u8], options: SimpleFileOptions) -> Result<(), SampleError> {
        self.file(&row.file_name.clone(), bytes, options)?;
        self.rows.push(row);
        Ok(())
    }

    fn file(&mut self, name: &str, bytes: &[u8], options: SimpleFileOptions) -> Result<(), SampleError> {
        self.zip
            .start_file(name, options)
            .map_err(SampleError::bundle(&self.path))?;
        self.zip.write_all(bytes).map_err(SampleError::file(&self.path))
    }

    fn finish(mut self, options: SimpleFileOptions) -> Result<WrittenFile, SampleError> {
        let manifest = manifest(&self.rows).map_err(SampleError::file(&self.path))?;
        self.file(
            "manifest.csv",
            &manifest,
            options.compression_method(CompressionMethod::Deflated),
        )?;
        let mut out = self.zip.finish().map_err(SampleError::bundle(&self.path))?;
        out.flush().map_err(SampleError::file(&self.path))?;
        Ok(WrittenFile {
            path: self.path,
            rows: self.rows.len() as u64,
        })
    }
}
