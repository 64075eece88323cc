//! Puts a PDF file together from a form that is the same for everybody (compressed once) and what one person's copy
//! adds to it. Nothing here knows what a form says.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Settings, Str, TextStr};

use super::pen;
use super::resources::{PRINTED, RING, WRITTEN};
use super::typeface::Subset;

const FORM: Name<'static> = Name(b"X0");
/// The advance of a character that fills its square, in thousandths.
const FULL_WIDTH: u16 = 1000;
const A4: Rect = Rect {
    x1: 0.0,
    y1: 0.0,
    x2: 595.28,
    y2: 841.89,
};
const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// A font cut down to what is used, ready to be written.
pub(super) struct Embedded {
    name: Vec<u8>,
    file: Vec<u8>,
    file_length: i32,
    to_unicode: Vec<u8>,
    /// Runs of codes narrower than a full square: first code, last code, width.
    narrow: Vec<(u16, u16, f32)>,
}

/// The printed part of a form: one layer per page, and their font.
pub(super) struct Printed {
    pub(super) title: &'static str,
    pub(super) pages: Vec<Vec<u8>>,
    pub(super) font: Embedded,
    /// The characters of that font and their codes.
    pub(super) codes: Arc<BTreeMap<char, u16>>,
}

impl Printed {
    /// A form from the pages drawn with `subset`.
    pub(super) fn new(title: &'static str, pages: Vec<Vec<u8>>, subset: Subset) -> Self {
        let font = Embedded::new(&subset, "ENGAWA");
        Self {
            title,
            pages,
            font,
            codes: subset.into_codes(),
        }
    }
}

pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
    // Writing into memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

impl Embedded {
    /// `tag`: the six capitals that PDF wants before the name of a subset (ISO 32000-1, 9.6.4).
    pub(super) fn new(subset: &Subset, tag: &str) -> Self {
        let name = format!("{tag}+BIZUDGothic").into_bytes();
        let file = subset.font_file();
        let mut cmap = UnicodeCmap::<u16>::new(Name(b"Adobe-Identity-UCS"), SYSTEM);
        let mut narrow: Vec<(u16, u16, f32)> = Vec::new();
        for (code, (char, advance)) in (1..).zip(subset.used()) {
            cmap.pair(code, char);
            let width = f32::from(advance);
            match narrow.last_mut() {
                Some((_, last, same)) if *last + 1 == code && (*same - width).abs() < 0.5 => *last = code,
                _ if advance != FULL_WIDTH => narrow.push((code, code, width)),
                _ => {}
            }
        }
        Self {
            name,
            file_length: i32::try_from(file.len()).unwrap_or(i32::MAX),
            file: compress(&file),
            to_unicode: compress(&cmap.finish()),
            narrow,
        }
    }

    fn write(&self, pdf: &mut Pdf, refs: &mut Refs) -> Ref {
        let [font, cid, descriptor, file, to_unicode] = refs.several();
        let name = Name(&self.name);
        let mut type0 = pdf.type0_font(font);
        type0
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(to_unicode);
        type0.finish();
        let mut cid_font = pdf.cid_font(cid);
        cid_font
            .subtype(CidFontType::Type2)
            .base_font(name)
            .system_info(SYSTEM)
            .font_descriptor(descriptor);
        cid_font
            .default_width(f32::from(FULL_WIDTH))
            .cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = cid_font.widths();
        for &(first, last, width) in &self.narrow {
            widths.same(first, last, width);
        }
        widths.finish();
        cid_font.finish();
        let mut described = pdf.font_descriptor(descriptor);
        described
            .name(name)
            .flags(FontFlags::SYMBOLIC | FontFlags::FIXED_PITCH)
            .italic_angle(0.0);
        described
            .bbox(Rect::new(0.0, -120.0, 1000.0, 880.0))
            .ascent(880.0)
            .descent(-120.0)
            .cap_height(730.0);
        described.stem_v(80.0).font_file2(file);
        described.finish();
        let mut stream = pdf.stream(file, &self.file);
        stream
            .filter(Filter::FlateDecode)
            .pair(Name(b"Length1"), self.file_length);
        stream.finish();
        let mut stream = pdf.stream(to_unicode, &self.to_unicode);
        stream.filter(Filter::FlateDecode);
        stream.finish();
        font
    }
}

struct Refs(i32);

impl Refs {
    fn one(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }

    fn several<const N: usize>(&mut self) -> [Ref; N] {
        std::array::from_fn(|_| self.one())
    }
}

/// One copy: the printed form with the written layers on its pages, in order.
pub(super) fn assemble(printed: &Printed, written: &[Vec<u8>], font: &Embedded) -> Vec<u8> {
    let mut pdf = Pdf::with_settings(Settings { pretty: false });
    let mut refs = Refs(0);
    let [catalog, tree, info, ring] = refs.several();
    let printed_font = printed.font.write(&mut pdf, &mut refs);
    let written_font = font.write(&mut pdf, &mut refs);
    let mut kids = Vec::new();
    for (form, layer) in printed.pages.iter().zip(written) {
        let [page_id, form_id, content_id] = refs.several();
        kids.push(page_id);
        let mut page = pdf.page(page_id);
        page.media_box(A4).parent(tree).contents(content_id);
        let mut resources = page.resources();
        resources
            .fonts()
            .pair(PRINTED, printed_font)
            .pair(WRITTEN, written_font);
        resources.x_objects().pair(FORM, form_id).pair(RING, ring);
        resources.finish();
        page.finish();
        let mut object = pdf.form_xobject(form_id, form);
        object.bbox(A4).filter(Filter::FlateDecode);
        object.resources().fonts().pair(PRINTED, printed_font);
        object.finish();
        let mut content = b"/X0 Do\n".to_vec();
        content.extend_from_slice(layer);
        let content = compress(&content);
        pdf.stream(content_id, &content).filter(Filter::FlateDecode);
    }
    let circle = pen::unit_ring();
    pdf.form_xobject(ring, &circle).bbox(Rect::new(-3.0, -3.0, 3.0, 3.0));
    pdf.pages(tree).count(i32::try_from(kids.len()).unwrap_or(0)).kids(kids);
    pdf.document_info(info)
        .title(TextStr(printed.title))
        .producer(TextStr("Engawa sample (invented data)"));
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr("ja-JP"));
    root.finish();
    pdf.finish()
}
