//! Who looked, from where, when: written across the page and along its foot. A photograph of the screen or a print of it
//! still says whose look it was.

use tiny_skia::{Color, Paint, Pixmap, Point, Rect, Transform};

use crate::error::PaperError;
use crate::fonts::Font;
use crate::line::Line;
use crate::stamp::Stamp;

/// Longest line that is drawn; the rest is left out.
const MAX_CHARACTERS: usize = 120;
/// Dark blue, so faint that what lies beneath stays readable.
const ACROSS: [f32; 4] = [0.10, 0.15, 0.45, 0.13];
const FOOT: [f32; 4] = [0.10, 0.15, 0.45, 0.85];
const FOOT_GROUND: [f32; 4] = [1.0, 1.0, 1.0, 0.85];
/// Dark red on white that lets nothing through: it must not be overlooked.
const HEAD: [f32; 4] = [0.60, 0.05, 0.05, 1.0];
const HEAD_GROUND: [f32; 4] = [1.0, 1.0, 1.0, 1.0];
/// Degrees, rising.
const SLOPE: f32 = -30.0;

/// The words of a watermark. Everything is drawn as given, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watermark {
    /// The office that looks.
    pub office: String,
    /// The user's name.
    pub reader: String,
    /// The moment, as people write it.
    pub at: String,
}

impl Watermark {
    fn line(&self) -> String {
        format!("{}　{}　{}", self.office, self.reader, self.at)
            .chars()
            .filter(|c| !c.is_control())
            .take(MAX_CHARACTERS)
            .collect()
    }

    /// Draws over what there is so far.
    pub(crate) fn draw(&self, canvas: &mut Pixmap, font: &Font) -> Result<(), PaperError> {
        let line = Line::of(&self.line(), font)?;
        draw_across(canvas, &line);
        let width = pixels(canvas.width());
        draw_band(canvas, &line, width / 70.0, Edge::Foot);
        Ok(())
    }
}

/// A sentence about the page itself, along its head.
pub(crate) fn draw_head(canvas: &mut Pixmap, font: &Font, words: &str) -> Result<(), PaperError> {
    let line = Line::of(words, font)?;
    let width = pixels(canvas.width());
    draw_band(canvas, &line, width / 34.0, Edge::Head);
    Ok(())
}

/// Along which edge a line is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Head,
    Foot,
}

#[expect(clippy::cast_precision_loss, reason = "a picture has some thousand pixels")]
fn pixels(length: u32) -> f32 {
    length as f32
}

fn paint([red, green, blue, opacity]: [f32; 4]) -> Paint<'static> {
    let mut paint = Paint::default();
    // All parts are between 0 and 1.
    paint.set_color(Color::from_rgba(red, green, blue, opacity).unwrap_or(Color::BLACK));
    paint
}

/// Rows of the line on a slope over the whole page, each row begun elsewhere, so that no cut-out is without.
fn draw_across(canvas: &mut Pixmap, line: &Line) {
    let (width, height) = (pixels(canvas.width()), pixels(canvas.height()));
    let letter = (width / 45.0).max(8.0);
    let (across, down) = (letter * (line.length + 3.0), letter * 6.0);
    let turn = Transform::from_rotate(SLOPE);
    let Some(stamp) = Stamp::of(line, turn.pre_scale(letter, letter)) else {
        return;
    };
    // The page turned by 30 degrees fits into a square of its diagonal around its middle.
    let reach = width.hypot(height) / 2.0;
    let mut y = -reach;
    let mut row = 0_u8;
    while y < reach {
        let mut x = -reach - across * f32::from(row % 3) / 3.0;
        while x < reach {
            let mut place = Point::from_xy(x, y);
            turn.post_translate(width / 2.0, height / 2.0).map_point(&mut place);
            stamp.press(canvas, place, ACROSS);
            x += across;
        }
        y += down;
        row = row.wrapping_add(1);
    }
}

/// One readable line at an edge, made smaller if the page is narrow.
fn draw_band(canvas: &mut Pixmap, line: &Line, letter: f32, edge: Edge) {
    let (width, height) = (pixels(canvas.width()), pixels(canvas.height()));
    let letter = letter.min(width * 0.96 / line.length.max(1.0));
    let band = letter * 1.8;
    let (top, ground, ink) = match edge {
        Edge::Head => (0.0, HEAD_GROUND, HEAD),
        Edge::Foot => (height - band, FOOT_GROUND, FOOT),
    };
    if let Some(area) = Rect::from_xywh(0.0, top, width, band) {
        canvas.fill_rect(area, &paint(ground), Transform::identity(), None);
    }
    let place = Transform::from_translate(width * 0.02, top + letter * 1.25).pre_scale(letter, letter);
    line.fill(canvas, &paint(ink), place);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_of_bounded_length() {
        let mark = Watermark {
            office: "あ\nい\0".into(),
            reader: "長".repeat(1_000),
            at: String::new(),
        };
        let line = mark.line();
        assert!(line.starts_with("あい　長") && line.chars().count() == MAX_CHARACTERS);
    }
}
