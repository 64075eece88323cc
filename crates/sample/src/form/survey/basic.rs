//! Page 2 of the survey sheet, 基本調査: 74 items and two scales in two columns, the answers ringed.

use super::super::catalogue::Item;
use super::super::pen::{Pen, area};
use super::super::spots::Spots;
use super::numbers;
use super::sheet::SurveySheet;

const NUMBERS: f32 = 18.0;
const TOP: f32 = 27.5;
const BOTTOM: f32 = 286.0;
const COLUMN: f32 = 89.0;
const LEFT: [f32; 2] = [15.0, 106.0];
const SIZE: f32 = 7.1;
const LINE: f32 = 3.65;
/// Between the last line of a question and the rule below it.
const BELOW: f32 = 1.6;

/// A question as it is printed: an item of the catalogue, or several that share one number.
struct Question<'a> {
    group: &'a str,
    number: String,
    name: String,
    options: Vec<&'a str>,
}

/// Joins the parts of 1-1, 1-2 and 6, which the form prints as one question each.
fn questions(items: &[Item]) -> Vec<Question<'_>> {
    let mut questions: Vec<Question> = Vec::new();
    for item in items {
        let Some(number) = shared_number(item) else {
            let (number, name) = (item.number.clone(), item.name.clone());
            let options = item.options.iter().map(String::as_str).collect();
            questions.push(Question {
                group: &item.group,
                number,
                name,
                options,
            });
            continue;
        };
        let (name, part) = parted(item);
        match questions.last_mut() {
            Some(last) if last.number == number => last.options.push(part),
            _ => {
                let first = if number == "6" {
                    vec![part]
                } else {
                    vec!["ない", part]
                };
                let name = format!("{name}（複数回答可）");
                questions.push(Question {
                    group: &item.group,
                    number,
                    name,
                    options: first,
                });
            }
        }
    }
    questions
}

fn shared_number(item: &Item) -> Option<String> {
    match item.kind.as_str() {
        "presence_flag" => item.number.rsplit_once('-').map(|(number, _)| number.to_owned()),
        "special_medical_flag" => Some("6".to_owned()),
        _ => None,
    }
}

fn parted(item: &Item) -> (&str, &str) {
    match item.kind.as_str() {
        "presence_flag" => item.name.split_once(' ').unwrap_or((&item.name, &item.name)),
        _ => ("特別な医療について", &item.name),
    }
}

pub(super) fn print(pen: &mut Pen, spots: &mut Spots, items: &[Item]) {
    pen.centred(105.0, 13.5, 15.0, "認定調査票（基本調査）");
    numbers::print(pen, NUMBERS);
    let mut place = Place { column: 0, y: TOP };
    let mut group = "";
    for question in questions(items) {
        let second = question.group.starts_with("第3群") && place.column == 0;
        if second {
            place = Place { column: 1, y: TOP };
        }
        if question.group != group {
            group = question.group;
            let strip = area(place.x(), place.y, COLUMN, 4.6);
            pen.ground(strip, 0.88);
            pen.text(strip.x + 1.2, strip.middle(7.6), 7.6, group);
            place.y += 4.6;
        }
        print_question(pen, spots, &question, &mut place);
    }
    for x in LEFT {
        pen.frame(area(x, TOP, COLUMN, BOTTOM - TOP), 0.3);
    }
    pen.centred(105.0, 291.0, 7.0, "－ 2 －");
}

struct Place {
    column: usize,
    y: f32,
}

impl Place {
    fn x(&self) -> f32 {
        LEFT.get(self.column).copied().unwrap_or_default()
    }
}

/// The question and its options; beside each other where the column is wide enough, below each other otherwise.
fn print_question(pen: &mut Pen, spots: &mut Spots, question: &Question, place: &mut Place) {
    let head = format!("{} {}", question.number, question.name);
    let options: Vec<String> = question
        .options
        .iter()
        .enumerate()
        .map(|(at, option)| format!("{}.{option}", at + 1))
        .collect();
    let wide: f32 = options.iter().map(|option| pen.width(option, SIZE) + 2.2).sum();
    let left = place.x();
    let beside = pen.width(&head, SIZE) + wide + 6.0 < COLUMN;
    let mut y = place.y + LINE - 0.2;
    pen.text(left + 1.2, y, SIZE, &head);
    let mut x = left + COLUMN - wide;
    if !beside {
        y += LINE;
        x = left + 4.0;
    }
    for option in &options {
        let width = pen.width(option, SIZE);
        if x + width > left + COLUMN - 0.5 {
            y += LINE;
            x = left + 4.0;
        }
        let number = option.split('.').next().unwrap_or_default();
        spots.keep(&question.number, (x + pen.width(number, SIZE) / 2.0, y - 0.9));
        pen.text(x, y, SIZE, option);
        x += width + 2.2;
    }
    place.y = y + BELOW;
    pen.rule(left, place.y, COLUMN);
}

pub(super) fn write(pen: &mut Pen, spots: &Spots, items: &[Item], sheet: &SurveySheet) {
    numbers::write(pen, NUMBERS, sheet);
    for number in ["1-1", "1-2"] {
        let chosen = flags(items, sheet, number);
        if chosen.is_empty() {
            ring(pen, spots, number, 0);
        }
        // The first option printed is ない; the flags follow it.
        chosen.into_iter().for_each(|at| ring(pen, spots, number, at + 1));
    }
    flags(items, sheet, "6")
        .into_iter()
        .for_each(|at| ring(pen, spots, "6", at));
    for (item, &answer) in items.iter().zip(&sheet.answers) {
        if shared_number(item).is_none() {
            ring(pen, spots, &item.number, answer);
        }
    }
}

/// Which flags of a shared number are raised, counted from 0.
fn flags(items: &[Item], sheet: &SurveySheet, number: &str) -> Vec<usize> {
    let parts = items
        .iter()
        .zip(&sheet.answers)
        .filter(|(item, _)| shared_number(item).as_deref() == Some(number));
    parts
        .enumerate()
        .filter(|(_, (_, answer))| **answer == 1)
        .map(|(at, _)| at)
        .collect()
}

fn ring(pen: &mut Pen, spots: &Spots, number: &str, choice: usize) {
    if let Some((x, y)) = spots.at(number, choice) {
        pen.ring(x, y, 3.6);
    }
}
