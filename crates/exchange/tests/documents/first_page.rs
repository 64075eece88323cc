//! Board papers lose their first page for good: nothing that only it used is left in the file.

use exchange::document::{CannotCut, Pdf, PdfLimits, without_first_page};
use hayro_syntax::Pdf as Parsed;
use hayro_syntax::object::Object;

use crate::made::{deflated, pdf, pdf_of, stream};

fn checked(bytes: Vec<u8>) -> Pdf {
    Pdf::check(bytes, &PdfLimits::default()).unwrap()
}

/// The file as it stands, and everything in it unpacked.
fn all_bytes(pdf: &Pdf) -> String {
    let mut all = pdf.bytes().to_vec();
    let parsed = Parsed::new(pdf.bytes().to_vec()).unwrap();
    for object in parsed.objects() {
        if let Object::Stream(stream) = object {
            all.extend_from_slice(&stream.decoded_data().unwrap());
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

fn packed(dictionary: &str, text: &str) -> Vec<u8> {
    stream(
        &format!("{dictionary} /Filter /FlateDecode"),
        &deflated(text.as_bytes()),
    )
}

/// Three pages that share one dictionary of resources, as many writers make them; everything secret belongs to page 1.
fn board_papers() -> Vec<u8> {
    let page = |contents: u32, more: &str| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents {contents} 0 R {more} >>"
        )
        .into_bytes()
    };
    pdf_of(&[
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction [4 0 R /Fit] /Outlines 16 0 R /Metadata 17 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [4 0 R 5 0 R 6 0 R] /Count 3 >>".to_vec(),
        b"<< /Font << /F1 10 0 R /F2 11 0 R >> /XObject << /Secret 12 0 R /Common 13 0 R /Outer 14 0 R /Old 18 0 R >> >>".to_vec(),
        page(7, ""),
        page(8, "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [4 0 R /Fit] /Contents (SECRET-NOTE) >>]"),
        page(9, "/Rotate 90"),
        packed("", "BT /F2 12 Tf (SECRET-TEXT) Tj ET /Secret Do /Common Do"),
        packed("", "BT /F1 12 Tf (SECOND-PAGE) Tj ET /Common Do /Old Do"),
        packed("", "BT /F1 12 Tf (THIRD-PAGE) Tj ET /Outer Do BI /W 1 /H 1 /CS /G /BPC 8 ID x EI"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /SECRET-FONT >>".to_vec(),
        packed("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "BT (SECRET-FORM) Tj ET"),
        packed("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 3 0 R", "BT /F1 9 Tf (COMMON-FORM) Tj ET"),
        // A form whose resources are the shared ones, but which draws only another form.
        packed("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /In 15 0 R /S 12 0 R >> >>", "/In Do"),
        packed("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /StructParents 4", "BT (INNER-FORM) Tj ET"),
        b"<< /Type /Outlines /Title (SECRET-OUTLINE) >>".to_vec(),
        packed("/Type /Metadata /Subtype /XML", "SECRET-METADATA"),
        // An old form without resources: it uses those of its page.
        packed("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "/F1 9 Tf (OLD-FORM) Tj"),
    ])
}

#[test]
fn nothing_of_the_first_page_is_left() {
    let papers = checked(board_papers());
    assert!(
        all_bytes(&papers).matches("SECRET").count() >= 6,
        "the test looks where the secrets are"
    );
    let rest = without_first_page(&papers, &PdfLimits::default()).unwrap();
    assert_eq!(rest.pages(), 2);
    let all = all_bytes(&rest);
    assert!(!all.contains("SECRET") && !all.contains("/Secret"), "{all}");
}

#[test]
fn everything_the_other_pages_show_is_still_there() {
    let rest = without_first_page(&checked(board_papers()), &PdfLimits::default()).unwrap();
    let all = all_bytes(&rest);
    for text in [
        "SECOND-PAGE",
        "THIRD-PAGE",
        "COMMON-FORM",
        "INNER-FORM",
        "OLD-FORM",
        "/Helvetica",
    ] {
        assert!(all.contains(text), "{text} is missing in {all}");
    }
    let parsed = Parsed::new(rest.bytes().to_vec()).unwrap();
    let pages = parsed.pages();
    assert_eq!(format!("{:?}", pages[1].rotation()), "Horizontal");
    assert_eq!(pages[0].resources().fonts.len(), 1);
    assert_eq!(pages[0].resources().x_objects.len(), 2);
    assert_eq!(pages[1].resources().x_objects.len(), 1);
}

#[test]
fn cutting_twice_cuts_two_pages_and_the_last_one_stays() {
    let three = checked(pdf(&["one", "two", "three"], ""));
    let two = without_first_page(&three, &PdfLimits::default()).unwrap();
    let one = without_first_page(&two, &PdfLimits::default()).unwrap();
    assert_eq!(one.pages(), 1);
    let all = all_bytes(&one);
    assert!(all.contains("(three)") && !all.contains("(one)") && !all.contains("(two)"));
    assert_eq!(
        without_first_page(&one, &PdfLimits::default()),
        Err(CannotCut::OnlyPage)
    );
}

#[test]
fn layers_are_refused_because_what_they_hide_would_show() {
    let layers = checked(pdf(
        &["one", "two"],
        "/OCProperties << /OCGs [3 0 R] /D << /OFF [3 0 R] >> >>",
    ));
    assert_eq!(
        without_first_page(&layers, &PdfLimits::default()),
        Err(CannotCut::Layers)
    );
}
