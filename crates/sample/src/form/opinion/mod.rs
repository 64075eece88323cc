//! The physician's opinion (主治医意見書), two pages. The form is a table of lines (`layout`); this module prints it and
//! writes on it. What a physician says comes from `condition`.

mod layout;

use std::collections::BTreeMap;

use self::layout::{Block, Line, PAGES, Part};
use super::catalogue::Item;
use super::file::{self, Embedded, Printed};
use super::pen::{Pen, area};
use super::resources::{PRINTED, WRITTEN};
use super::spots::{Room, Spots};
use super::typeface::{Subset, Typeface};

/// Everything one opinion says, by the numbers of the fields in the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpinionSheet {
    /// Chosen options, counted from 0.
    pub choices: BTreeMap<&'static str, Vec<usize>>,
    /// Texts, dates and numbers as they are written.
    pub texts: BTreeMap<&'static str, String>,
    /// 保険者番号 and 被保険者番号.
    pub numbers: (String, String),
    /// 主治医同意; `None` on forms that do not ask (since 2026-04), which lack the line altogether.
    pub physician_consents: Option<bool>,
}

impl OpinionSheet {
    /// Chooses one option of a field.
    pub fn choose(&mut self, field: &'static str, option: usize) {
        self.choices.entry(field).or_default().push(option);
    }

    /// Writes into a field.
    pub fn say(&mut self, field: &'static str, text: impl Into<String>) {
        self.texts.insert(field, text.into());
    }
}

/// The printed form, prepared once. Every page has its own spots.
pub(super) struct OpinionForm {
    printed: Printed,
    spots: Vec<Spots>,
    face: Typeface,
}

const LEFT: f32 = 15.0;
const WIDTH: f32 = 180.0;
const SIZE: f32 = 7.8;
const WRITTEN_SIZE: f32 = 8.4;
/// From the top of a line to its baseline, and on to the next line.
const ABOVE: f32 = 4.1;
const BELOW: f32 = 1.5;
const TOP: f32 = 22.0;
/// Baseline of the line that older forms have between the first two blocks.
const CONSENT_LINE: f32 = 49.4;

impl OpinionForm {
    pub(super) fn new(face: &Typeface, items: &[Item]) -> Self {
        let mut subset = Subset::new(face);
        let (mut pages, mut spots) = (Vec::new(), Vec::new());
        for (number, blocks) in (1..).zip(PAGES) {
            let mut pen = Pen::new(&mut subset, PRINTED);
            let mut printer = Printer {
                pen: &mut pen,
                spots: Spots::default(),
                items,
                y: TOP,
            };
            printer.page(number, blocks);
            spots.push(printer.spots);
            pages.push(file::compress(&pen.finish()));
        }
        Self {
            printed: Printed::new("主治医意見書", pages, subset),
            spots,
            face: face.clone(),
        }
    }

    pub(super) fn write(&self, sheet: &OpinionSheet) -> Vec<u8> {
        let mut subset = Subset::over(&self.face, &self.printed.codes);
        let mut layers = Vec::new();
        for (at, spots) in self.spots.iter().enumerate() {
            let mut pen = Pen::new(&mut subset, WRITTEN);
            let (insurer, insured) = &sheet.numbers;
            pen.text(LEFT + 17.0, 18.6, 8.0, insurer);
            pen.text(LEFT + 56.0, 18.6, 8.0, insured);
            if at == 0 {
                write_consent(&mut pen, sheet.physician_consents);
            }
            write_page(&mut pen, spots, sheet);
            layers.push(pen.finish());
        }
        file::assemble(&self.printed, &layers, &Embedded::new(&subset, "ENGAWB"))
    }
}

fn write_page(pen: &mut Pen, spots: &Spots, sheet: &OpinionSheet) {
    for (field, chosen) in &sheet.choices {
        for (x, y) in chosen.iter().filter_map(|choice| spots.at(field, *choice)) {
            pen.tick(x, y - 2.0);
        }
    }
    for (field, text) in &sheet.texts {
        match spots.room(field) {
            Some(Room { x, y, w, lines: 0 | 1 }) => {
                pen.fitted(x, y, w, WRITTEN_SIZE, text);
            }
            Some(Room { x, y, w, .. }) => {
                pen.paragraph(x, y, w, (WRITTEN_SIZE, layout::RULE), text);
            }
            None => {}
        }
    }
}

/// Forms until 2026-03 ask the physician; the line is written on the copy, because newer forms lack it.
fn write_consent(pen: &mut Pen, consents: Option<bool>) {
    let Some(consents) = consents else { return };
    let x = pen.text(
        LEFT,
        CONSENT_LINE,
        SIZE,
        "主治医として、本意見書が介護サービス計画作成等に利用されることに",
    ) + 3.0;
    let next = pen.tick_box(x, CONSENT_LINE, SIZE, "同意する。") + 4.0;
    pen.tick_box(next, CONSENT_LINE, SIZE, "同意しない。");
    pen.tick(if consents { x } else { next }, CONSENT_LINE - 2.0);
}

struct Printer<'p, 'a> {
    pen: &'p mut Pen<'a>,
    spots: Spots,
    items: &'p [Item],
    y: f32,
}

impl Printer<'_, '_> {
    fn page(&mut self, number: u8, blocks: &[Block]) {
        if number == 1 {
            self.pen.centred(105.0, 14.5, 15.0, "主 治 医 意 見 書");
        }
        self.pen.text(LEFT, 18.6, SIZE, "保険者番号");
        self.pen.text(LEFT + 36.0, 18.6, SIZE, "被保険者番号");
        self.line(
            &Line::Parts(0.0, &[Part::Skip(124.0), Part::Say("記入日"), Part::Fill("0-01", 40.0)]),
            18.6,
        );
        for block in blocks {
            self.block(block);
        }
        self.pen.centred(105.0, 292.0, 7.0, &format!("－ {number} －"));
    }

    fn block(&mut self, block: &Block) {
        self.y += block.above;
        if !block.title.is_empty() {
            self.pen.text(LEFT, self.y + 3.4, 8.5, block.title);
            self.y += 5.0;
        }
        let top = self.y;
        for line in block.lines {
            match line {
                Line::Parts(..) => {
                    self.y = self.line(line, self.y + ABOVE) + BELOW;
                }
                Line::Rule => self.pen.rule(LEFT, self.y, WIDTH),
                Line::Room(field, lines) => self.room(field, *lines),
            }
        }
        if block.lines.is_empty() {
            return;
        }
        self.y += 0.6;
        self.pen.frame(area(LEFT, top, WIDTH, self.y - top), 0.25);
    }

    /// Ruled lines for a longer text.
    fn room(&mut self, field: &str, lines: u8) {
        let (x, w) = (LEFT + 3.0, WIDTH - 6.0);
        let first = self.y + ABOVE;
        self.spots.keep_room(field, Room { x, y: first, w, lines });
        for line in 0..lines {
            self.pen
                .rule(x - 1.0, first + 1.3 + layout::RULE * f32::from(line), w + 2.0);
        }
        self.y += layout::RULE * f32::from(lines) + 0.8;
    }

    /// One line of parts from left to right; wraps choices that do not fit. Returns the last baseline.
    fn line(&mut self, line: &Line, y: f32) -> f32 {
        let Line::Parts(indent, parts) = line else { return y };
        let start = LEFT + 2.0 + indent;
        let (mut x, mut y) = (start, y);
        for part in *parts {
            match *part {
                Part::Say(text) => x = self.pen.text(x, y, SIZE, text) + 1.2,
                Part::Skip(by) => x += by,
                Part::Fill(field, w) => {
                    self.pen.text(x, y, SIZE, "（");
                    self.spots.keep_room(
                        field,
                        Room {
                            x: x + 2.6,
                            y,
                            w: w - 5.2,
                            lines: 1,
                        },
                    );
                    x = self.pen.text(x + w - 2.6, y, SIZE, "）") + 1.0;
                }
                Part::Choose(field) => (x, y) = self.choices(field, (x, y), start + 6.0),
                Part::Tick(field, label) => {
                    self.spots.keep(field, (x, y));
                    x = self.pen.tick_box(x, y, SIZE, label) + 1.5;
                }
            }
        }
        y
    }

    /// The options of a field as the catalogue words them, each with a box.
    fn choices(&mut self, field: &str, (mut x, mut y): (f32, f32), again: f32) -> (f32, f32) {
        let options = self
            .items
            .iter()
            .find(|item| item.number == field)
            .map_or(&[][..], |item| &item.options);
        for option in options {
            if x + 2.7 + self.pen.width(option, SIZE) > LEFT + WIDTH - 1.0 {
                (x, y) = (again, y + layout::RULE - 0.2);
            }
            self.spots.keep(field, (x, y));
            x = self.pen.tick_box(x, y, SIZE, option) + 2.2;
        }
        (x, y)
    }
}
