//! The survey sheet (認定調査票): overview, the 74 basic items, special notes, three pages. The answers come from
//! `condition`; this module only puts them where the form has them.

mod basic;
mod notes;
mod overview;

use super::catalogue::Item;
use super::file::{self, Embedded, Printed};
use super::pen::Pen;
use super::spots::Spots;
use super::typeface::{Subset, Typeface};

/// Everything one survey sheet says. Texts are written as they are given, shrunk where they would not fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurveySheet {
    /// 保険者番号.
    pub insurer: String,
    /// 被保険者番号.
    pub insured: String,
    /// 実施日, in the Japanese calendar.
    pub conducted_on: String,
    /// How long the visit took, in minutes.
    pub minutes: i64,
    /// `None`: at home; otherwise where.
    pub elsewhere: Option<String>,
    /// The day of the last certification, if there was one.
    pub previous_on: Option<String>,
    /// Its result, e.g. 要介護2.
    pub previous_level: Option<String>,
    /// ふりがな (katakana is accepted).
    pub kana: String,
    /// 氏名.
    pub name: String,
    /// 0 man, 1 woman.
    pub sex: usize,
    /// 生年月日, in the Japanese calendar.
    pub birth: String,
    /// Age on the day of the survey.
    pub age: i64,
    /// 現住所.
    pub address: String,
    /// 電話.
    pub telephone: String,
    /// Name, relation and telephone of a relative.
    pub family: Option<(String, String, String)>,
    /// Services in use: number on the form and times a month.
    pub services: Vec<(usize, i64)>,
    /// The kind of institution, if the person lives in one.
    pub institution: Option<usize>,
    /// Section Ⅳ.
    pub surroundings: String,
    /// The chosen option of every item of the catalogue, in its order.
    pub answers: Vec<usize>,
    /// 特記事項: number of the item and text.
    pub notes: Vec<(String, String)>,
}

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
        let mut pen = Pen::new(&mut subset, file::PRINTED);
        overview::print(&mut pen, &mut spots);
        pages.push(file::compress(&pen.finish()));
        let mut pen = Pen::new(&mut subset, file::PRINTED);
        basic::print(&mut pen, &mut spots, &items);
        pages.push(file::compress(&pen.finish()));
        let mut pen = Pen::new(&mut subset, file::PRINTED);
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
        let mut pen = Pen::new(&mut subset, file::WRITTEN);
        overview::write(&mut pen, &self.spots, sheet);
        layers.push(pen.finish());
        let mut pen = Pen::new(&mut subset, file::WRITTEN);
        basic::write(&mut pen, &self.spots, &self.items, sheet);
        layers.push(pen.finish());
        let mut pen = Pen::new(&mut subset, file::WRITTEN);
        notes::write(&mut pen, &self.spots, sheet);
        layers.push(pen.finish());
        file::assemble(&self.printed, &layers, &Embedded::new(&subset, "ENGAWB"))
    }
}

/// The head that every page of the form repeats: the two numbers in boxes.
fn print_numbers(pen: &mut Pen, y: f32) {
    pen.text(15.0, y + 3.6, 7.5, "保険者番号");
    boxes(pen, 32.0, y, 6);
    pen.text(118.0, y + 3.6, 7.5, "被保険者番号");
    boxes(pen, 140.0, y, 10);
}

fn write_numbers(pen: &mut Pen, y: f32, sheet: &SurveySheet) {
    in_boxes(pen, 32.0, y, &sheet.insurer);
    in_boxes(pen, 140.0, y, &sheet.insured);
}

const BOX: f32 = 5.5;

fn boxes(pen: &mut Pen, x: f32, y: f32, count: u16) {
    for at in 0..count {
        pen.cell(super::pen::area(x + BOX * f32::from(at), y, BOX, BOX));
    }
}

fn in_boxes(pen: &mut Pen, x: f32, y: f32, text: &str) {
    let mut middle = x + BOX / 2.0;
    for char in text.chars() {
        pen.centred(middle, y + 4.0, 9.0, char.encode_utf8(&mut [0; 4]));
        middle += BOX;
    }
}
