//! The head that every page of the survey sheet repeats: the two numbers in boxes.

use super::super::pen::{Pen, area};
use super::sheet::SurveySheet;

pub(super) fn print(pen: &mut Pen, y: f32) {
    pen.text(15.0, y + 3.6, 7.5, "保険者番号");
    boxes(pen, 32.0, y, 6);
    pen.text(118.0, y + 3.6, 7.5, "被保険者番号");
    boxes(pen, 140.0, y, 10);
}

pub(super) fn write(pen: &mut Pen, y: f32, sheet: &SurveySheet) {
    in_boxes(pen, 32.0, y, &sheet.insurer);
    in_boxes(pen, 140.0, y, &sheet.insured);
}

const BOX: f32 = 5.5;

fn boxes(pen: &mut Pen, x: f32, y: f32, count: u16) {
    for at in 0..count {
        pen.cell(area(x + BOX * f32::from(at), y, BOX, BOX));
    }
}

fn in_boxes(pen: &mut Pen, x: f32, y: f32, text: &str) {
    let mut middle = x + BOX / 2.0;
    for char in text.chars() {
        pen.centred(middle, y + 4.0, 9.0, char.encode_utf8(&mut [0; 4]));
        middle += BOX;
    }
}
