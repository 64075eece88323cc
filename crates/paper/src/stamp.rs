//! A line of text as the pixels that it covers, to be put on a picture many times: outlines are filled once only.

use tiny_skia::{FillRule, Mask, Pixmap, Point, PremultipliedColorU8, Transform};

use crate::line::Line;

/// The pixels that a line covers, each with how much of it, from the place where the line begins.
pub(crate) struct Stamp(Vec<(i32, i32, u8)>);

impl Stamp {
    /// The line as it is when it has been transformed; nothing if all letters are blank.
    pub(crate) fn of(line: &Line, transform: Transform) -> Option<Self> {
        let path = line.path.clone()?.transform(transform)?;
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let mut mask = Mask::new(whole(bounds.width())?, whole(bounds.height())?)?;
        mask.fill_path(&path, FillRule::Winding, true, Transform::from_translate(-left, -top));
        let width = usize::try_from(mask.width()).ok()?;
        let (left, top) = (near(left), near(top));
        let rows = (top..).zip(mask.data().chunks(width));
        let inked = rows.flat_map(|(y, row)| {
            let covered = (left..).zip(row).filter(|(_, coverage)| **coverage > 0);
            covered.map(move |(x, coverage)| (x, y, *coverage))
        });
        Some(Self(inked.collect()))
    }

    /// Puts it where the line is to begin, in this colour (red, green, blue, opacity).
    pub(crate) fn press(&self, canvas: &mut Pixmap, place: Point, [red, green, blue, opacity]: [f32; 4]) {
        let (left, top) = (near(place.x), near(place.y));
        let (width, height) = (canvas.width(), canvas.height());
        let pixels = canvas.pixels_mut();
        for (x, y, coverage) in &self.0 {
            let inside = |at: i32, most: u32| u32::try_from(at).ok().filter(|at| *at < most);
            let (Some(x), Some(y)) = (inside(left + x, width), inside(top + y, height)) else {
                continue;
            };
            let Some(pixel) = pixels.get_mut((y * width + x) as usize) else {
                continue;
            };
            let ink = opacity * f32::from(*coverage) / 255.0;
            let mixed = |below: u8, above: f32| byte(f32::from(below) * (1.0 - ink) + above * 255.0 * ink);
            let (red, green, blue) = (
                mixed(pixel.red(), red),
                mixed(pixel.green(), green),
                mixed(pixel.blue(), blue),
            );
            // Paper is opaque, so that no part is more than the whole.
            if let Some(mixed) = PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX) {
                *pixel = mixed;
            }
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a place near a picture of some thousand pixels"
)]
fn near(length: f32) -> i32 {
    length.round() as i32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a colour between 0 and 255"
)]
fn byte(colour: f32) -> u8 {
    colour.round() as u8
}

/// Pixels for this length, with one more on each side.
fn whole(length: f32) -> Option<u32> {
    u32::try_from(near(length.ceil()) + 2).ok()
}
