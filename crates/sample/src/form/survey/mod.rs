//! The survey sheet (認定調査票): overview, the 74 basic items, special notes, three pages. The answers come from
//! `condition`; this module only puts them where the form has them.

mod basic;
mod notes;
mod numbers;
mod overview;
mod sheet;

pub use sheet::SurveySheet;

use super::catalogue::Item;
use super::file::{self, Embedded, Printed};
use super::pen::Pen;
use super::resources::{PRINTED, WRITTEN};
use super::spots::Spots;
use super::typeface::{Subset, Typeface};

/// The printed form, prepared once.
pub(super) struct SurveyForm {
    printed: Printed,
    spots: Spots,
    items: Vec<Item>,
    face: Typeface,
}

impl SurveyForm {
    pub(super) fn new(face: &Typeface, items: Vec<Item>) -> Self {
        let mut subset = Subset::new(face);
        let mut spots = Spots::default();
        let mut pages = Vec::new();
        let mut pen = Pen::new(&mut subset, PRINTED);
        overview::print(&mut pen, &mut spots);
        pages.push(file::compress(&pen.finish()));
        let mut pen = Pen::new(&mut subset, PRINTED);
        basic::print(&mut pen, &mut spots, &items);
        pages.push(file::compress(&pen.finish()));
        let mut pen = Pen::new(&mut subset, PRINTED);
        notes::print(&mut pen, &mut spots);
        pages.push(file::compress(&pen.finish()));
        Self {
            printed: Printed::new("認定調査票", pages, subset),
            spots,
            items,
            face: face.clone(),
        }
    }

    pub(super) fn write(&self, sheet: &SurveySheet) -> Vec<u8> {
        let mut subset = Subset::over(&self.face, &self.printed.codes);
        let mut layers = Vec::new();
        let mut pen = Pen::new(&mut subset, WRITTEN);
        overview::write(&mut pen, &self.spots, sheet);
        layers.push(pen.finish());
        let mut pen = Pen::new(&mut subset, WRITTEN);
        basic::write(&mut pen, &self.spots, &self.items, sheet);
        layers.push(pen.finish());
        let mut pen = Pen::new(&mut subset, WRITTEN);
        notes::write(&mut pen, &self.spots, sheet);
        layers.push(pen.finish());
        file::assemble(&self.printed, &layers, &Embedded::new(&subset, "ENGAWB"))
    }
}
