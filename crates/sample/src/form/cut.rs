//! Cuts a TrueType font down to a few glyphs for embedding: only the tables PDF asks for, no hinting, outlines on a
//! coarser grid. A form has some 400 different characters; as delivered by the foundry they weigh more than all the rest
//! of the file, and a grid of 128 steps per square is
//! still finer than a printer's dot at the sizes of a form.

use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::glyf::{Anchor, CurvePoint, Glyf, Glyph};
use skrifa::raw::tables::loca::Loca;
use skrifa::{FontRef, GlyphId};

/// Steps per square after the cut.
const GRID: i32 = 128;
/// How deep composite glyphs may nest.
const DEPTH: u8 = 4;

type Contour = Vec<(i16, i16, bool)>;

/// The font file with `.notdef` and the `glyphs` (id in `font`, advance in thousandths), numbered from 1. Glyphs that
/// cannot be read become blank.
pub(super) fn font_file(font: &[u8], glyphs: &[(u16, u16)]) -> Vec<u8> {
    let mut built = Built::default();
    built.add(&[], 1000);
    if let Ok(font) = FontRef::new(font)
        && let (Ok(glyf), Ok(loca), Ok(head)) = (font.glyf(), font.loca(None), font.head())
    {
        let source = Source {
            glyf,
            loca,
            units: i32::from(head.units_per_em()).max(1),
        };
        for &(id, advance) in glyphs {
            built.add(&source.outline(GlyphId::from(id), DEPTH), advance);
        }
    }
    built.finish()
}

struct Source<'a> {
    glyf: Glyf<'a>,
    loca: Loca<'a>,
    units: i32,
}

impl Source<'_> {
    fn outline(&self, id: GlyphId, depth: u8) -> Vec<Contour> {
        match self.loca.get_glyf(id, &self.glyf) {
            Ok(Some(Glyph::Simple(glyph))) => {
                let mut points = glyph.points();
                let mut contours = Vec::new();
                let mut next = 0;
                for end in glyph.end_pts_of_contours() {
                    let count = usize::from(end.get() + 1).saturating_sub(next);
                    contours.push(simplified(
                        points.by_ref().take(count).map(|point| self.on_grid(point)).collect(),
                    ));
                    next += count;
                }
                contours
            }
            Ok(Some(Glyph::Composite(glyph))) if depth > 0 => {
                let mut contours = Vec::new();
                for component in glyph.components() {
                    let (dx, dy) = match component.anchor {
                        Anchor::Offset { x, y } => (self.scaled(x), self.scaled(y)),
                        Anchor::Point { .. } => (0, 0),
                    };
                    let shifted = |contour: Contour| {
                        contour
                            .into_iter()
                            .map(|(x, y, on)| (x.saturating_add(dx), y.saturating_add(dy), on))
                            .collect()
                    };
                    contours.extend(self.outline(component.glyph, depth - 1).into_iter().map(shifted));
                }
                contours
            }
            _ => Vec::new(),
        }
    }

    fn on_grid(&self, point: CurvePoint) -> (i16, i16, bool) {
        (self.scaled(point.x), self.scaled(point.y), point.on_curve)
    }

    fn scaled(&self, units: i16) -> i16 {
        let doubled = (2 * i32::from(units) * GRID + self.units).div_euclid(2 * self.units);
        i16::try_from(doubled).unwrap_or_default()
    }
}

/// Leaves out the points that the grid has made needless: doubled ones, and those that lie on the line or the curve
/// between their neighbours anyway.
fn simplified(mut contour: Contour) -> Contour {
    let mut at = 0;
    while at < contour.len() && contour.len() > 3 {
        let neighbour = |step: usize| contour.get((at + step) % contour.len()).copied();
        let (Some(before), Some(here), Some(after)) = (neighbour(contour.len() - 1), neighbour(0), neighbour(1)) else {
            break;
        };
        if is_needless(before, here, after) {
            contour.remove(at);
            // The point before may have become needless by this.
            at = at.saturating_sub(1);
        } else {
            at += 1;
        }
    }
    contour
}

fn is_needless(before: (i16, i16, bool), here: (i16, i16, bool), after: (i16, i16, bool)) -> bool {
    let [(ax, ay), (bx, by), (cx, cy)] = [before, here, after].map(|(x, y, _)| (i64::from(x), i64::from(y)));
    let (along_x, along_y) = (cx - ax, cy - ay);
    let (step_x, step_y) = (bx - ax, by - ay);
    // Twice the area of the triangle is its height times its base: how far the point sticks out, which the eye would miss.
    let area = along_x * step_y - along_y * step_x;
    let base = along_x * along_x + along_y * along_y;
    // Below three quarters of a step for a corner; a curve bends only half as far as its control point.
    let flat = |quarters: i64| 16 * area * area <= quarters * quarters * base;
    let forward = step_x * (cx - bx) + step_y * (cy - by) >= 0;
    match (before.2, here.2, after.2) {
        (_, true, _) if (ax, ay) == (bx, by) => before.2,
        (true, true, true) => base > 0 && forward && flat(3),
        (true, false, true) => base > 0 && forward && flat(5),
        (false, true, false) => (ax + cx - 2 * bx).abs() <= 1 && (ay + cy - 2 * by).abs() <= 1,
        _ => false,
    }
}

/// The tables as they grow.
#[derive(Default)]
struct Built {
    glyf: Vec<u8>,
    loca: Vec<u8>,
    hmtx: Vec<u8>,
    count: u16,
    most_points: u16,
    most_contours: u16,
}

impl Built {
    fn add(&mut self, contours: &[Contour], advance: u16) {
        self.loca.extend(offset(&self.glyf));
        let on_grid = u32::from(advance) * GRID.unsigned_abs() / 1000;
        let left = contours.iter().flatten().map(|point| point.0).min().unwrap_or_default();
        self.hmtx
            .extend(u16::try_from(on_grid).unwrap_or_default().to_be_bytes());
        self.hmtx.extend(left.to_be_bytes());
        self.count += 1;
        if !contours.is_empty() {
            let points: usize = contours.iter().map(Vec::len).sum();
            self.most_points = self.most_points.max(u16::try_from(points).unwrap_or(u16::MAX));
            self.most_contours = self
                .most_contours
                .max(u16::try_from(contours.len()).unwrap_or(u16::MAX));
            write_glyph(contours, &mut self.glyf);
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.loca.extend(offset(&self.glyf));
        let grid = u16::try_from(GRID).unwrap_or_default();
        let (above, below) = (grid - grid / 8, (grid / 8).wrapping_neg());
        // Fields in the order of the OpenType specification; zeros are what embedding does not ask for.
        let magic = [0x5F0F, 0x3CF5];
        let head = [
            [1, 0, 1, 0, 0, 0].as_slice(),
            &magic,
            &[0, grid, 0, 0, 0, 0, 0, 0, 0, 0, 0, below, grid, above, 0, 6, 2, 1, 0],
        ];
        let head = words(&head.concat());
        let hhea = words(&[
            1, 0, above, below, 0, grid, 0, 0, grid, 1, 0, 0, 0, 0, 0, 0, 0, self.count,
        ]);
        let maxp = words(&[
            1,
            0,
            self.count,
            self.most_points,
            self.most_contours,
            0,
            0,
            2,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ]);
        let tables: [(&[u8; 4], &[u8]); 6] = [
            (b"glyf", &self.glyf),
            (b"head", &head),
            (b"hhea", &hhea),
            (b"hmtx", &self.hmtx),
            (b"loca", &self.loca),
            (b"maxp", &maxp),
        ];
        assemble(&tables)
    }
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn offset(glyf: &[u8]) -> [u8; 4] {
    u32::try_from(glyf.len()).unwrap_or_default().to_be_bytes()
}

const ON_CURVE: u8 = 1;
const X_SHORT: u8 = 2;
const Y_SHORT: u8 = 4;
const REPEAT: u8 = 8;
const X_SAME_OR_POSITIVE: u8 = 16;
const Y_SAME_OR_POSITIVE: u8 = 32;

/// One simple glyph in the packed form of the `glyf` table (OpenType, "Simple glyph description").
fn write_glyph(contours: &[Contour], out: &mut Vec<u8>) {
    let (mut flags, mut xs, mut ys) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ends, mut count) = (Vec::new(), 0_u16);
    let (mut x, mut y) = (0, 0);
    for contour in contours {
        for &(to_x, to_y, on) in contour {
            let x_flags = step(to_x - x, X_SHORT, X_SAME_OR_POSITIVE, &mut xs);
            let y_flags = step(to_y - y, Y_SHORT, Y_SAME_OR_POSITIVE, &mut ys);
            flags.push(x_flags | y_flags | if on { ON_CURVE } else { 0 });
            (x, y) = (to_x, to_y);
            count = count.saturating_add(1);
        }
        ends.push(count.saturating_sub(1));
    }
    let points = || contours.iter().flatten();
    let corner = |values: [Option<i16>; 4]| values.map(Option::unwrap_or_default);
    let bounds = corner([
        points().map(|point| point.0).min(),
        points().map(|point| point.1).min(),
        points().map(|point| point.0).max(),
        points().map(|point| point.1).max(),
    ]);
    out.extend(i16::try_from(contours.len()).unwrap_or(i16::MAX).to_be_bytes());
    out.extend(bounds.into_iter().flat_map(i16::to_be_bytes));
    out.extend(words(&ends));
    out.extend([0, 0]);
    write_flags(&flags, out);
    out.extend(xs);
    out.extend(ys);
    out.resize(out.len().next_multiple_of(4), 0);
}

/// Appends one step of a coordinate and returns the flags that say how it is written.
fn step(by: i16, short: u8, same_or_positive: u8, out: &mut Vec<u8>) -> u8 {
    match (by, u8::try_from(by.unsigned_abs())) {
        (0, _) => same_or_positive,
        (_, Ok(size)) => {
            out.push(size);
            if by > 0 { short | same_or_positive } else { short }
        }
        (_, Err(_)) => {
            out.extend(by.to_be_bytes());
            0
        }
    }
}

fn write_flags(flags: &[u8], out: &mut Vec<u8>) {
    for same in flags.chunk_by(|a, b| a == b) {
        for chunk in same.chunks(256) {
            let Some(&flag) = chunk.first() else { continue };
            match u8::try_from(chunk.len() - 1) {
                Ok(more @ 1..) => out.extend([flag | REPEAT, more]),
                _ => out.push(flag),
            }
        }
    }
}

/// The font file around its tables; their checksums are what readers of embedded fonts do not ask for.
fn assemble(tables: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or_default();
    // Six tables: searchRange 64, entrySelector 2, rangeShift 32.
    let mut file = words(&[1, 0, count, 64, 2, 32]);
    let mut at = file.len() + tables.len() * 16;
    for (tag, table) in tables {
        file.extend(*tag);
        file.extend(checksum(table).to_be_bytes());
        file.extend(u32::try_from(at).unwrap_or_default().to_be_bytes());
        file.extend(u32::try_from(table.len()).unwrap_or_default().to_be_bytes());
        at = (at + table.len()).next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(*table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0_u32, |sum, chunk| {
        let word = chunk
            .iter()
            .chain(&[0; 3])
            .take(4)
            .fold(0_u32, |word, byte| (word << 8) | u32::from(*byte));
        sum.wrapping_add(word)
    })
}
