//! Drawing on an A4 page in millimetres from the top left corner: lines, boxes, text, ticks. What a form says is
//! decided by the forms; how a file is put together by `file`.

use pdf_writer::{Content, Name, Settings, Str};

use super::resources::{PRINTED, RING};
use super::typeface::Subset;

/// Millimetres to points.
const POINTS: f32 = 72.0 / 25.4;
const HEIGHT: f32 = 297.0;

/// A pen over one layer of one page.
pub(super) struct Pen<'a> {
    content: Content,
    subset: &'a mut Subset,
    font: Name<'static>,
    /// The font that is set now; it outlives a text object.
    current: Option<(Name<'static>, f32)>,
}

/// A rectangle in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) w: f32,
    pub(super) h: f32,
}

impl Area {
    /// The baseline that sets one line of `size` points in the middle.
    pub(super) fn middle(&self, size: f32) -> f32 {
        self.y + self.h / 2.0 + size * 0.127
    }
}

pub(super) fn area(x: f32, y: f32, w: f32, h: f32) -> Area {
    Area { x, y, w, h }
}

/// Millimetres to points with two decimals: finer than any printer, and short in the file.
fn points(millimetres: f32) -> f32 {
    (millimetres * POINTS * 100.0).round() / 100.0
}

fn from_bottom(y: f32) -> f32 {
    points(HEIGHT - y)
}

impl<'a> Pen<'a> {
    pub(super) fn new(subset: &'a mut Subset, font: Name<'static>) -> Self {
        Self {
            content: Content::with_settings(Settings { pretty: false }),
            subset,
            font,
            current: None,
        }
    }

    /// The finished page description, not yet compressed.
    pub(super) fn finish(self) -> Vec<u8> {
        self.content.finish().into_vec()
    }

    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32) {
        self.content.set_line_width(points(width));
        self.content.move_to(points(from.0), from_bottom(from.1));
        self.content.line_to(points(to.0), from_bottom(to.1));
        self.content.stroke();
    }

    /// A rule from `x` to `x + w` at `y`.
    pub(super) fn rule(&mut self, x: f32, y: f32, w: f32) {
        self.line((x, y), (x + w, y), 0.1);
    }

    pub(super) fn frame(&mut self, area: Area, width: f32) {
        self.content.set_line_width(points(width));
        self.content.rect(
            points(area.x),
            from_bottom(area.y + area.h),
            points(area.w),
            points(area.h),
        );
        self.content.stroke();
    }

    /// A grey ground, 0 black to 1 white.
    pub(super) fn ground(&mut self, area: Area, grey: f32) {
        self.content.set_fill_gray(grey);
        self.content.rect(
            points(area.x),
            from_bottom(area.y + area.h),
            points(area.w),
            points(area.h),
        );
        self.content.fill_nonzero();
        self.content.set_fill_gray(0.0);
    }

    /// A ring around (x, y), as a hand circles a choice; drawn once per file, only placed here.
    pub(super) fn ring(&mut self, x: f32, y: f32, across: f32) {
        let (scale, x, y) = ((across * 100.0).round() / 100.0, points(x), from_bottom(y));
        self.content.save_state();
        self.content.transform([scale, 0.0, 0.0, scale, x, y]);
        self.content.x_object(RING);
        self.content.restore_state();
    }

    /// A tick in the box whose top left corner is (x, y).
    pub(super) fn tick(&mut self, x: f32, y: f32) {
        self.content.set_line_width(points(0.35));
        self.content.move_to(points(x + 0.2), from_bottom(y + 1.0));
        self.content.line_to(points(x + 0.9), from_bottom(y + 1.9));
        self.content.line_to(points(x + 2.3), from_bottom(y - 0.5));
        self.content.stroke();
    }

    /// Text with its baseline at `y`; sizes are points. Returns where it ends.
    pub(super) fn text(&mut self, x: f32, y: f32, size: f32, text: &str) -> f32 {
        self.content.begin_text();
        self.content.next_line(points(x), from_bottom(y));
        for run in self.subset.encode(text) {
            let font = if run.printed { PRINTED } else { self.font };
            if self.current != Some((font, size)) {
                self.content.set_font(font, size);
                self.current = Some((font, size));
            }
            self.content.show(Str(&run.codes));
        }
        self.content.end_text();
        x + self.width(text, size)
    }

    /// Text centred on `x`.
    pub(super) fn centred(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let half = self.width(text, size) / 2.0;
        self.text(x - half, y, size, text);
    }

    /// Text that becomes smaller rather than wider than `w`.
    pub(super) fn fitted(&mut self, x: f32, y: f32, w: f32, size: f32, text: &str) -> f32 {
        let wide = self.width(text, size);
        let size = if wide > w {
            (size * w / wide * 20.0).floor() / 20.0
        } else {
            size
        };
        self.text(x, y, size, text)
    }

    /// Lines of text in a width, `leading` millimetres apart. Returns the baseline after the last one.
    pub(super) fn paragraph(&mut self, x: f32, y: f32, w: f32, (size, leading): (f32, f32), text: &str) -> f32 {
        let mut baseline = y;
        for line in self.wrapped(w, size, text) {
            self.text(x, baseline, size, &line);
            baseline += leading;
        }
        baseline
    }

    /// `text` cut into lines; a line never begins with a closing mark.
    fn wrapped(&self, w: f32, size: f32, text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut used = 0.0;
        for char in text.chars() {
            let wide = self.subset.face().advance(char, size) / POINTS;
            if used + wide > w && !may_hang(char) {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(char);
            used += wide;
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// A grey cell with its label in the middle; `|` parts lines.
    pub(super) fn label(&mut self, area: Area, size: f32, text: &str) {
        self.ground(area, 0.92);
        self.frame(area, 0.15);
        let leading = size * 0.42;
        let lines: u16 = u16::try_from(text.split('|').count()).unwrap_or(1);
        let mut baseline = area.middle(size) - leading * f32::from(lines - 1) / 2.0;
        for line in text.split('|') {
            let wide = self.width(line, size);
            let fit = if wide > area.w - 1.0 {
                size * (area.w - 1.0) / wide
            } else {
                size
            };
            self.centred(area.x + area.w / 2.0, baseline, fit, line);
            baseline += leading;
        }
    }

    /// An empty cell.
    pub(super) fn cell(&mut self, area: Area) {
        self.frame(area, 0.15);
    }

    /// A small empty box to be ticked, whose label follows; returns where the label ends.
    pub(super) fn tick_box(&mut self, x: f32, y: f32, size: f32, text: &str) -> f32 {
        self.frame(area(x, y - 2.0, 2.1, 2.1), 0.12);
        self.text(x + 2.7, y, size, text)
    }

    /// How wide `text` is at `size` points, in millimetres.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        self.subset.face().width(text, size) / POINTS
    }
}

/// A circle of 1 mm across around the origin, to be placed and scaled.
pub(super) fn unit_ring() -> Vec<u8> {
    const ROUND: f32 = 0.5523;
    let at = |dx: f32, dy: f32| (points(dx / 2.0), points(dy / 2.0));
    let mut content = Content::new();
    content.set_line_width(points(0.075));
    let start = at(1.0, 0.0);
    content.move_to(start.0, start.1);
    for (a, b, c) in [
        ((1.0, ROUND), (ROUND, 1.0), (0.0, 1.0)),
        ((-ROUND, 1.0), (-1.0, ROUND), (-1.0, 0.0)),
        ((-1.0, -ROUND), (-ROUND, -1.0), (0.0, -1.0)),
        ((ROUND, -1.0), (1.0, -ROUND), (1.0, 0.0)),
    ] {
        let ((ax, ay), (bx, by), (cx, cy)) = (at(a.0, a.1), at(b.0, b.1), at(c.0, c.1));
        content.cubic_to(ax, ay, bx, by, cx, cy);
    }
    content.stroke();
    content.finish().into_vec()
}

/// Marks that may stand beyond the margin (禁則: 行頭禁則文字).
fn may_hang(char: char) -> bool {
    "、。，．」』）〕】・ー！？々ぁぃぅぇぉっゃゅょァィゥェォッャュョ".contains(char)
}
