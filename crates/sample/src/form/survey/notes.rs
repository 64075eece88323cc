//! Page 3 of the survey sheet, 特記事項: ruled lines below a heading per group.

use super::super::pen::{Pen, area};
use super::super::spots::Spots;
use super::numbers;
use super::sheet::SurveySheet;

const LEFT: f32 = 15.0;
const WIDTH: f32 = 180.0;
const NUMBERS: f32 = 18.0;
const LINE: f32 = 5.8;

/// Group on the form, its heading, and how many ruled lines it gets.
const GROUPS: [(&str, &str, u8); 6] = [
    ("1", "1　身体機能・起居動作に関連する項目についての特記事項", 8),
    ("2", "2　生活機能に関連する項目についての特記事項", 8),
    ("3", "3　認知機能に関連する項目についての特記事項", 5),
    ("4", "4　精神・行動障害に関連する項目についての特記事項", 5),
    ("5", "5　社会生活への適応に関連する項目についての特記事項", 5),
    (
        "6",
        "6・7　特別な医療、日常生活自立度に関連する項目についての特記事項",
        3,
    ),
];

/// The spots of this page have names of their own: item 6 of page 2 is another place.
fn field(group: &str) -> String {
    format!("notes of {group}")
}

pub(super) fn print(pen: &mut Pen, spots: &mut Spots) {
    pen.centred(105.0, 13.5, 15.0, "認定調査票（特記事項）");
    numbers::print(pen, NUMBERS);
    let mut y = 28.0;
    for (group, heading, lines) in GROUPS {
        let strip = area(LEFT, y, WIDTH, 5.0);
        pen.ground(strip, 0.92);
        pen.text(LEFT + 1.5, strip.middle(8.0), 8.0, heading);
        let first = y + 10.2;
        spots.keep(&field(group), (LEFT + 2.0, first));
        for line in 0..lines {
            pen.rule(LEFT + 1.5, first + 1.3 + f32::from(line) * LINE, WIDTH - 3.0);
        }
        let bottom = first + 1.3 + f32::from(lines - 1) * LINE + 1.6;
        pen.frame(area(LEFT, y, WIDTH, bottom - y), 0.25);
        y = bottom;
    }
    pen.centred(105.0, 291.0, 7.0, "－ 3 －");
}

pub(super) fn write(pen: &mut Pen, spots: &Spots, sheet: &SurveySheet) {
    numbers::write(pen, NUMBERS, sheet);
    for (group, _, lines) in GROUPS {
        let Some((x, mut y)) = spots.at(&field(group), 0) else {
            continue;
        };
        let bottom = y + f32::from(lines) * LINE - 0.1;
        for (number, text) in &sheet.notes {
            let head = number.split('-').next().unwrap_or_default();
            let belongs = head == group || (group == "6" && head == "7");
            if belongs && y < bottom {
                pen.text(x, y, 8.2, &format!("({number})"));
                y = pen.paragraph(x + 13.0, y, WIDTH - 18.0, (8.2, LINE), text);
            }
        }
    }
}
