//! Pictures of honest, broken and hostile pages.

use proptest::prelude::*;
use tiny_skia::Pixmap;

use super::*;
use crate::testing::{A4, document, drawing, stream};

fn page_image(pdf: &[u8], page: usize, width: u32, mark: &Watermark) -> Result<Vec<u8>, PaperError> {
    drawing().page_image(pdf, page, width, mark)
}

fn page_count(pdf: &[u8]) -> Result<usize, PaperError> {
    drawing().page_count(pdf)
}

fn mark() -> Watermark {
    Watermark {
        office: "居宅介護支援事業所 えんがわ".into(),
        reader: "佐藤 花子".into(),
        at: "2026年5月10日 9時30分".into(),
    }
}

fn picture(pdf: &[u8], width: u32) -> Pixmap {
    let png = page_image(pdf, 0, width, &mark()).unwrap();
    Picture::read(&png).unwrap().canvas().unwrap()
}

/// How many pixels of this part of the picture (in hundredths) are not white.
fn inked(picture: &Pixmap, x: std::ops::Range<u32>, y: std::ops::Range<u32>) -> usize {
    let (width, height) = (picture.width(), picture.height());
    let mut count = 0;
    for y in y.start * height / 100..y.end * height / 100 {
        for x in x.start * width / 100..x.end * width / 100 {
            count += usize::from(colour(picture, x, y) != [255, 255, 255]);
        }
    }
    count
}

fn colour(picture: &Pixmap, x: u32, y: u32) -> [u8; 3] {
    let pixel = picture.pixel(x, y).unwrap();
    [pixel.red(), pixel.green(), pixel.blue()]
}

#[test]
fn a_page_keeps_its_shape_at_the_width_asked_for() {
    let pdf = document(1, A4, "", "", &[]);
    let picture = picture(&pdf, 595);
    assert_eq!((picture.width(), picture.height()), (595, 842));
}

#[test]
fn what_is_on_the_page_is_in_the_picture() {
    let pdf = document(1, A4, "1 0 0 rg 0 421 298 421 re f", "", &[]);
    let picture = picture(&pdf, 400);
    let [red, green, _] = colour(&picture, 3, 3);
    assert_eq!((red > 150, green < 60), (true, true));
    assert!(colour(&picture, 397, 500)[1] > 180);
}

#[test]
fn no_part_of_a_page_is_without_the_watermark() {
    let picture = picture(&document(1, A4, "", "", &[]), 1240);
    for y in (0..100).step_by(25) {
        for x in (0..100).step_by(25) {
            assert!(inked(&picture, x..x + 25, y..y + 25) > 200, "from {x}, {y}");
        }
    }
    assert!(inked(&picture, 2..80, 98..100) > 500, "the line at the foot");
}

#[test]
fn two_readers_get_different_pictures() {
    let pdf = document(1, A4, "", "", &[]);
    let other = Watermark {
        reader: "鈴木 一郎".into(),
        ..mark()
    };
    assert_ne!(
        page_image(&pdf, 0, 600, &mark()).unwrap(),
        page_image(&pdf, 0, 600, &other).unwrap()
    );
}

#[test]
fn a_japanese_font_that_the_file_does_not_carry_is_stood_in_for() {
    let fonts = [
        "<< /Type /Font /Subtype /Type0 /BaseFont /MS-Mincho /Encoding /90ms-RKSJ-H /DescendantFonts [6 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MS-Mincho /CIDSystemInfo << /Registry (Adobe) /Ordering \
         (Japan1) /Supplement 2 >> /DW 1000 >>"
            .to_owned(),
    ];
    // 調査票 in Shift_JIS.
    let with = document(
        1,
        A4,
        "BT /F1 60 Tf 100 700 Td <92B28DB8955B> Tj ET",
        "/Font << /F1 5 0 R >>",
        &fonts,
    );
    let without = document(1, A4, "", "", &[]);
    let (with, without) = (picture(&with, 600), picture(&without, 600));
    let drawn = inked(&with, 15..50, 5..20) - inked(&without, 15..50, 5..20);
    assert!(drawn > 2_000, "{drawn} pixels of three letters of 60 points");
}

#[test]
fn a_note_and_a_form_value_without_looks_are_drawn() {
    let with = |note: &str| {
        let page = format!("/Font << >> >> /Annots [<< /Type /Annot /Rect [100 600 400 700] /F 4 {note} >>] /Other <<");
        inked(&picture(&document(1, A4, "", &page, &[]), 400), 17..67, 17..28)
    };
    let (nothing, square) = (
        with("/Subtype /Link /Border [0 0 0]"),
        with("/Subtype /Square /C [0 0 0] /IC [0 0 0]"),
    );
    assert!(
        square > nothing + 5_000,
        "{square} and {nothing}: what it covers is covered"
    );
    let blank = picture(&document(1, A4, "", "", &[]), 800);
    let form = picture(include_bytes!("form-without-looks.pdf"), 800);
    let (blank, value) = (inked(&blank, 10..50, 49..52), inked(&form, 10..50, 49..52));
    assert!(value > blank + 500, "{value} and {blank}");
}

#[test]
fn pages_count_from_zero_and_end() {
    let pdf = document(3, A4, "", "", &[]);
    assert_eq!(page_count(&pdf), Ok(3));
    assert!(page_image(&pdf, 2, 200, &mark()).is_ok());
    assert_eq!(
        page_image(&pdf, 3, 200, &mark()),
        Err(PaperError::NoSuchPage { index: 3, pages: 3 })
    );
    let index = usize::MAX;
    assert_eq!(
        page_image(&pdf, index, 200, &mark()),
        Err(PaperError::NoSuchPage { index, pages: 3 })
    );
}

#[test]
fn a_width_beyond_the_bounds_is_brought_within() {
    let pdf = document(1, A4, "", "", &[]);
    assert_eq!(picture(&pdf, 1).width(), MIN_WIDTH);
    assert_eq!(size((595.0, 842.0), u32::MAX), Ok((MAX_WIDTH, 3510)));
}

#[test]
fn a_long_page_is_drawn_less_wide_than_asked_for() {
    assert_eq!(size((226.0, 1130.0), 800), Ok((800, 4000)));
    assert_eq!(size((100.0, 2000.0), 1240), Ok((496, MAX_HEIGHT)));
    let receipt = picture(&document(1, "0 0 226 1130", "", "", &[]), 400);
    assert_eq!((receipt.width(), receipt.height()), (400, 2000));
}

#[test]
fn a_page_that_is_not_the_shape_of_paper_is_refused() {
    for size in ["0 0 10 100000", "0 0 100000 10"] {
        let pdf = document(1, size, "", "", &[]);
        assert_eq!(page_image(&pdf, 0, 1000, &mark()), Err(PaperError::PageSize), "{size}");
    }
}

#[test]
fn a_page_of_no_size_is_an_error_or_a_sheet_never_a_crash() {
    for size in ["0 0 0 0", "0 0 -5 -5", "0 0 1e38 1e38", "nonsense"] {
        let pdf = document(1, size, "", "", &[]);
        let _ = page_image(&pdf, 0, 200, &mark());
    }
}

#[test]
fn a_form_that_draws_itself_ends() {
    let form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R >> >>",
        "/A Do",
    );
    let pdf = document(1, A4, "/A Do", "/XObject << /A 5 0 R >>", &[form]);
    assert!(page_image(&pdf, 0, 200, &mark()).is_ok());
}

#[test]
fn a_page_that_would_take_for_ever_is_given_up_on() {
    // Each form draws the next one ten times: ten to the power of thirty squares.
    let forms: Vec<String> = (0..30)
        .map(|level| {
            let next = format!("/XObject << /A {} 0 R >>", 6 + level);
            stream(
                &format!("/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << {next} >>"),
                &format!("0 0 9 9 re f {}", "/A Do ".repeat(10)),
            )
        })
        .collect();
    let pdf = document(1, A4, "/A Do", "/XObject << /A 5 0 R >>", &forms);
    let drawn = page_image(&pdf, 0, 200, &mark());
    assert!(
        matches!(drawn, Err(PaperError::TooSlow(_) | PaperError::TooMuch(_))),
        "{drawn:?}"
    );
    assert!(page_image(&document(1, A4, "", "", &[]), 0, 200, &mark()).is_ok());
}

#[test]
fn pages_that_are_their_own_parent_end() {
    let pdf = crate::testing::pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [2 0 R] >>".to_owned(),
    ]);
    let _ = page_count(&pdf);
}

#[test]
fn arrays_nested_deeper_than_any_stack_are_survived() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let pdf = document(1, A4, &deep, &format!("/Deep {deep}"), &[]);
    let _ = page_image(&pdf, 0, 200, &mark());
}

#[test]
fn what_is_no_pdf_is_refused() {
    for bytes in [&b""[..], b"%PDF-1.7", b"<html>", &[0; 4096]] {
        assert_eq!(page_image(bytes, 0, 200, &mark()), Err(PaperError::Unreadable));
    }
    assert_eq!(page_count(&vec![0; MAX_PDF_BYTES + 1]), Err(PaperError::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_damaged_document_is_drawn_or_refused(cuts in prop::collection::vec((0_usize..2_000, any::<u8>()), 1..30)) {
        let mut pdf = document(2, A4, "0 0 1 rg 10 10 200 300 re f BT /F1 20 Tf 50 50 Td (abc) Tj ET",
            "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>", &[]);
        let length = pdf.len();
        for (at, byte) in cuts {
            pdf[at % length] = byte;
        }
        let _ = page_image(&pdf, 0, 120, &mark());
    }
}
