//! The two papers a city scans or prints for every certification, as PDF: the survey sheet and the physician's opinion.
//! The forms are prepared once; what a copy says comes from `condition`.

pub mod catalogue;
mod cut;
mod file;
pub mod opinion;
mod pen;
mod resources;
mod spots;
pub mod survey;
pub mod typeface;

use catalogue::{CatalogueError, opinion_items, survey_items};
use opinion::{OpinionForm, OpinionSheet};
use survey::{SurveyForm, SurveySheet};
use typeface::{Typeface, TypefaceError};

/// Why the forms cannot be prepared.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// The typeface is missing or broken.
    #[error(transparent)]
    Typeface(#[from] TypefaceError),
    /// The catalogue of items is broken.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// The printed forms, ready to be filled in.
pub struct Forms {
    survey: SurveyForm,
    opinion: OpinionForm,
}

impl Forms {
    /// Prepares the forms in `face`.
    ///
    /// # Errors
    /// If a catalogue of items cannot be read.
    pub fn new(face: &Typeface) -> Result<Self, FormError> {
        Ok(Self {
            survey: SurveyForm::new(face, survey_items()?),
            opinion: OpinionForm::new(face, &opinion_items()?),
        })
    }

    /// The survey sheet as a PDF file of three A4 pages.
    #[must_use]
    pub fn survey(&self, sheet: &SurveySheet) -> Vec<u8> {
        self.survey.write(sheet)
    }

    /// The physician's opinion as a PDF file of two A4 pages.
    #[must_use]
    pub fn opinion(&self, sheet: &OpinionSheet) -> Vec<u8> {
        self.opinion.write(sheet)
    }
}
