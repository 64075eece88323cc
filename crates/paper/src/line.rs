//! A line of text as outlines.

use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Transform};

use crate::error::PaperError;
use crate::fonts::Font;

/// The outline of a line of text with letters of size 1, its baseline on y = 0.
pub(crate) struct Line {
    /// Nothing if all letters are blank.
    pub(crate) path: Option<Path>,
    pub(crate) length: f32,
}

impl Line {
    pub(crate) fn of(text: &str, font: &Font) -> Result<Self, PaperError> {
        let (path, length) = outline(text, font).ok_or(PaperError::NoFont)?;
        Ok(Self { path, length })
    }

    pub(crate) fn fill(&self, canvas: &mut Pixmap, ink: &Paint<'_>, place: Transform) {
        if let Some(path) = &self.path {
            canvas.fill_path(path, ink, FillRule::Winding, place, None);
        }
    }
}

fn outline(text: &str, font: &Font) -> Option<(Option<Path>, f32)> {
    let face = font.face()?;
    let (letters, glyphs) = (face.charmap(), face.outline_glyphs());
    let widths = face.glyph_metrics(Size::new(1.0), LocationRef::default());
    let mut pen = Pen {
        path: PathBuilder::new(),
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
        pen.x += widths.advance_width(glyph).unwrap_or(1.0);
    }
    Some((pen.path.finish(), pen.x))
}

/// Collects outlines; fonts count y upwards, pictures downwards.
struct Pen {
    path: PathBuilder,
    x: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, -y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, -cy, self.x + x, -y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path
            .cubic_to(self.x + cx0, -cy0, self.x + cx1, -cy1, self.x + x, -y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::japanese;

    #[test]
    fn letters_stand_side_by_side_above_the_baseline() {
        let (path, length) = outline("縁側", japanese().unwrap()).unwrap();
        let bounds = path.unwrap().bounds();
        assert!((1.9..=2.1).contains(&length), "two full-width letters: {length}");
        assert!(
            bounds.left() >= 0.0 && bounds.right() <= length && bounds.top() < -0.5 && bounds.bottom() < 0.3,
            "{bounds:?}"
        );
    }

    #[test]
    fn a_letter_the_font_has_not_still_leaves_a_mark() {
        let (path, _) = outline("\u{10FFFD}", japanese().unwrap()).unwrap();
        assert!(path.is_some());
    }
}
