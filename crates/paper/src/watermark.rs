//! Who looked, from where, when: written across the page and along its foot. A photograph of the screen or a print of it
//! still says whose look it was.

use hayro::kurbo::{Affine, BezPath, Point, Rect};
use hayro::vello_cpu::RenderContext;
use hayro::vello_cpu::color::{AlphaColor, Srgb};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};

use crate::error::PaperError;
use crate::fonts::Font;

/// Longest line that is drawn; the rest is left out.
const MAX_CHARACTERS: usize = 120;
/// Dark blue, so faint that what lies beneath stays readable.
const ACROSS: AlphaColor<Srgb> = AlphaColor::new([0.10, 0.15, 0.45, 0.13]);
const FOOT: AlphaColor<Srgb> = AlphaColor::new([0.10, 0.15, 0.45, 0.85]);
const FOOT_GROUND: AlphaColor<Srgb> = AlphaColor::new([1.0, 1.0, 1.0, 0.85]);
/// 30 degrees, rising.
const SLOPE: f64 = -std::f64::consts::FRAC_PI_6;

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

    /// Draws over what `context` holds so far.
    pub(crate) fn draw(&self, context: &mut RenderContext, font: &Font) -> Result<(), PaperError> {
        let (path, length) = outline(&self.line(), font).ok_or(PaperError::NoFont)?;
        let (width, height) = (f64::from(context.width()), f64::from(context.height()));
        draw_across(context, &path, length, width, height);
        draw_foot(context, &path, length, width, height);
        Ok(())
    }
}

/// Rows of the line on a slope over the whole page, each row begun elsewhere, so that no cut-out is without.
fn draw_across(context: &mut RenderContext, path: &BezPath, length: f64, width: f64, height: f64) {
    let letter = (width / 45.0).max(8.0);
    let (across, down) = (letter * (length + 3.0), letter * 6.0);
    // The page turned by 30 degrees fits into a square of its diagonal around its middle.
    let reach = width.hypot(height) / 2.0;
    context.set_paint(ACROSS);
    let turn = Affine::translate((width / 2.0, height / 2.0)) * Affine::rotate(SLOPE);
    let mut y = -reach;
    let mut row = 0_u8;
    while y < reach {
        let mut x = -reach - across * f64::from(row % 3) / 3.0;
        while x < reach {
            let place = turn * Affine::translate((x, y)) * Affine::scale(letter);
            if touches(place, length, width, height) {
                context.set_transform(place);
                context.fill_path(path);
            }
            x += across;
        }
        y += down;
        row = row.wrapping_add(1);
    }
}

fn touches(place: Affine, length: f64, width: f64, height: f64) -> bool {
    place
        .transform_rect_bbox(Rect::new(0.0, -1.0, length, 1.0))
        .overlaps(Rect::new(0.0, 0.0, width, height))
}

/// One readable line at the foot, made smaller if the page is narrow.
fn draw_foot(context: &mut RenderContext, path: &BezPath, length: f64, width: f64, height: f64) {
    let letter = (width / 70.0).min(width * 0.96 / length.max(1.0));
    let ground = Rect::new(0.0, height - letter * 1.8, width, height);
    context.set_transform(Affine::IDENTITY);
    context.set_paint(FOOT_GROUND);
    context.fill_rect(&ground);
    context.set_paint(FOOT);
    context.set_transform(Affine::translate((width * 0.02, height - letter * 0.55)) * Affine::scale(letter));
    context.fill_path(path);
}

/// The outline of a line of text with letters of size 1, its baseline on y = 0, and its length.
fn outline(text: &str, font: &Font) -> Option<(BezPath, f64)> {
    let face = font.face()?;
    let (letters, glyphs) = (face.charmap(), face.outline_glyphs());
    let widths = face.glyph_metrics(Size::new(1.0), LocationRef::default());
    let mut pen = Pen {
        path: BezPath::new(),
        x: 0.0,
    };
    for letter in text.chars() {
        // Glyph 0 is the box that stands for a letter the font has not.
        let glyph = letters.map(letter).unwrap_or_default();
        if let Some(shape) = glyphs.get(glyph) {
            shape
                .draw(DrawSettings::unhinted(Size::new(1.0), LocationRef::default()), &mut pen)
                .ok()?;
        }
        pen.x += f64::from(widths.advance_width(glyph).unwrap_or(1.0));
    }
    Some((pen.path, pen.x))
}

/// Collects outlines; fonts count y upwards, pictures downwards.
struct Pen {
    path: BezPath,
    x: f64,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> Point {
        Point::new(self.x + f64::from(x), -f64::from(y))
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(cx, cy), self.point(x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path
            .curve_to(self.point(cx0, cy0), self.point(cx1, cy1), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}

#[cfg(test)]
mod tests {
    use hayro::kurbo::Shape;

    use super::*;
    use crate::fonts::japanese;

    #[test]
    fn letters_stand_side_by_side_above_the_baseline() {
        let (path, length) = outline("縁側", japanese().unwrap()).unwrap();
        let bounds = path.bounding_box();
        assert!((1.9..=2.1).contains(&length), "two full-width letters: {length}");
        assert!(
            bounds.x0 >= 0.0 && bounds.x1 <= length && bounds.y0 < -0.5 && bounds.y1 < 0.3,
            "{bounds:?}"
        );
    }

    #[test]
    fn a_letter_the_font_has_not_still_leaves_a_mark() {
        let (path, _) = outline("\u{10FFFD}", japanese().unwrap()).unwrap();
        assert!(!path.is_empty());
    }

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
