//! What a PDF must be to be taken in.
use crate::made::{deflated, pdf, pdf_of, stream};
use domain::delivery::ActiveContent;
use exchange::document::{InvalidPdf, Pdf, PdfLimits};
use proptest::prelude::*;

fn check(bytes: &[u8]) -> Result<u32, InvalidPdf> {
    Pdf::check(bytes.to_vec(), &PdfLimits::default()).map(|pdf| pdf.pages())
}

#[test]
fn an_ordinary_pdf_passes_and_stays_as_it_is() {
    let bytes = pdf(&["one", "two", "three"], "");
    let checked = Pdf::check(bytes.clone(), &PdfLimits::default()).unwrap();
    assert_eq!(checked.pages(), 3);
    assert_eq!(checked.bytes(), bytes);
    assert!(!format!("{checked:?}").contains("one"));
}

#[test]
fn what_acts_on_the_readers_machine_is_refused() {
    let cases = [
        (
            "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
            ActiveContent::Script,
        ),
        ("/Names << /JavaScript 9 0 R >>", ActiveContent::Script),
        ("/OpenAction << /S /#4Caunch /F (cmd.exe) >>", ActiveContent::Launch),
        (
            "/Names << /EmbeddedFiles << /Names [(a) << /EF 9 0 R >>] >> >>",
            ActiveContent::Attachment,
        ),
        ("/AA << /O << /S /SubmitForm >> >>", ActiveContent::OutsideAction),
        ("/AcroForm << /XFA 9 0 R >>", ActiveContent::DynamicForm),
        ("/X [[[<< /Subtype /RichMedia >>]]]", ActiveContent::RichMedia),
    ];
    for (catalogue, what) in cases {
        assert_eq!(
            check(&pdf(&["x"], catalogue)),
            Err(InvalidPdf::Active(what)),
            "{catalogue}"
        );
    }
    let harmless = "/OpenAction [4 0 R /Fit] /Outlines << /Title (JavaScript) >> /Lang (ja)";
    assert_eq!(check(&pdf(&["x"], harmless)), Ok(1));
}

/// A PDF with object 5 in an object stream and a table of its own kind.
fn with_hidden(object: &str) -> Vec<u8> {
    let hidden = format!("5 0 {object}");
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_vec(),
        stream(
            "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
            &deflated(hidden.as_bytes()),
        ),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut entries = vec![[0, 0, 0, 0]];
    for (number, body) in (1..).zip(&objects) {
        let at = u16::try_from(file.len()).unwrap().to_be_bytes();
        entries.push([1, at[0], at[1], 0]);
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(body);
        file.extend_from_slice(b"\nendobj\n");
    }
    entries.push([2, 0, 4, 0]);
    let start = file.len();
    file.extend_from_slice(b"6 0 obj\n");
    file.extend_from_slice(&stream("/Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R", &entries.concat()));
    file.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    file
}

#[test]
fn a_script_hidden_in_an_object_stream_is_found() {
    let script = with_hidden("<< /S /JavaScript /JS (app.alert\\(1\\)) >>");
    assert_eq!(check(&script), Err(InvalidPdf::Active(ActiveContent::Script)));
    assert_eq!(check(&with_hidden("<< /S /GoTo /D [3 0 R /Fit] >>")), Ok(1));
}

#[test]
fn what_cannot_be_read_is_refused() {
    assert_eq!(check(b""), Err(InvalidPdf::NotPdf));
    assert_eq!(check(b"PK\x03\x04"), Err(InvalidPdf::NotPdf));
    assert_eq!(check(b"%PDF-1.7\nnothing"), Err(InvalidPdf::Damaged));
    let good = pdf(&["x"], "");
    assert_eq!(check(&good[..good.len() / 3]), Err(InvalidPdf::Damaged));
    assert_eq!(check(&good[..good.len() - 30]), Err(InvalidPdf::Damaged), "cut short");
    let two = String::from_utf8_lossy(&pdf(&["a", "b"], "")).replace("/Count 2", "/Count 3");
    assert_eq!(check(two.as_bytes()), Err(InvalidPdf::Damaged), "a page is missing");
    let lost = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 9 0 R >>".to_vec(),
    ];
    assert_eq!(
        check(&pdf_of(&lost)),
        Err(InvalidPdf::Damaged),
        "the content is missing"
    );
    assert_eq!(check(&pdf(&[], "")), Err(InvalidPdf::Pages(0)));
    let encrypted = String::from_utf8_lossy(&good).replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R");
    assert_eq!(check(encrypted.as_bytes()), Err(InvalidPdf::Encrypted));
}

#[test]
fn the_limits_hold() {
    let limits = PdfLimits {
        bytes: 100_000,
        pages: 2,
        content: 100_000,
        megapixels: 1,
    };
    let check = |bytes: Vec<u8>| Pdf::check(bytes, &limits).map(|pdf| pdf.pages());
    assert_eq!(check(pdf(&["a", "b"], "")), Ok(2));
    assert_eq!(check(pdf(&["a", "b", "c"], "")), Err(InvalidPdf::Pages(3)));
    assert_eq!(check(pdf(&["a"], &" ".repeat(100_000))), Err(InvalidPdf::TooLarge));
}

/// A PDF of one page whose content is this, with further objects from 5 on.
fn drawn(content: &[u8], page: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {page} >>").into_bytes(),
        stream("/Filter /FlateDecode", &deflated(content)),
    ];
    objects.extend_from_slice(more);
    pdf_of(&objects)
}

#[test]
fn an_image_above_the_bound_is_refused_wherever_its_size_stands() {
    let refused = Err(InvalidPdf::Image { most: 80 });
    let image = |entries: &str| stream(&format!("/Type /XObject /Subtype /Image {entries}"), b"x");
    for entries in [
        "/Width 100000 /Height 100000 /Filter /CCITTFaxDecode",
        "/Width 60000 /Height 60000 /Filter /CCITTFaxDecode",
        "/Width 6 0 R /Height 9000",
        "/#57idth 100000 /Height 100000",
    ] {
        let pdf = drawn(b"", "", &[image(entries), b"9000".to_vec()]);
        assert_eq!(check(&pdf), refused, "{entries}");
    }
    let mut jpx = b"\xFF\x4F\xFF\x51\0\x2F\0\0".to_vec();
    jpx.extend([20_000_u32.to_be_bytes(), 20_000_u32.to_be_bytes()].concat());
    let jpx = stream("/Subtype /Image /Width 9 /Height 9 /Filter /JPXDecode", &jpx);
    assert_eq!(check(&drawn(b"", "", &[jpx])), refused);
    let inline = b"q BI /W 100000 /H 100000 /BPC 1 /CS /G ID x EI Q";
    assert_eq!(check(&drawn(inline, "", &[])), refused);
    let a3 = image("/Width 7016 /Height 9933 /BitsPerComponent 1");
    assert_eq!(check(&drawn(b"", "", &[a3])), Ok(1));
}

#[test]
fn content_above_the_bound_is_refused_in_pages_forms_and_patterns() {
    let refused = Err(InvalidPdf::Content { most: 16 << 20 });
    let much = vec![b' '; 28 << 20];
    assert_eq!(check(&drawn(&much, "", &[])), refused);
    for kind in ["/Subtype /Form /BBox [0 0 9 9]", "/PatternType 1"] {
        let part = stream(&format!("{kind} /Filter /FlateDecode"), &deflated(&much));
        assert_eq!(check(&drawn(b"", "", &[part])), refused, "{kind}");
    }
    assert_eq!(check(&drawn(&much[..1 << 20], "", &[])), Ok(1));
}

#[test]
fn honest_files_of_many_small_streams_come_in() {
    for file in [
        &include_bytes!("pdfs/small-streams-1.pdf")[..],
        include_bytes!("pdfs/small-streams-2.pdf"),
        include_bytes!("pdfs/small-streams-3.pdf"),
    ] {
        assert!(check(file).is_ok(), "{:?}", check(file));
    }
}

#[test]
fn a_page_that_is_no_sheet_is_named() {
    let long = |size: &str| {
        let pdf = drawn(b"", "", &[]);
        String::from_utf8_lossy(&pdf).replace("0 0 595 842", size).into_bytes()
    };
    assert_eq!(check(&long("0 0 10 999")), Err(InvalidPdf::PageShape { page: 1 }));
    assert_eq!(check(&long("0 0 226 1130")), Ok(1), "a receipt");
}

#[test]
fn notes_and_fields_whose_looks_are_missing_are_refused_unless_they_are_made_up_rightly() {
    let with = |note: &str| check(&drawn(b"", &format!("/Annots [<< /Rect [9 9 99 99] {note} >>]"), &[]));
    let refused = Err(InvalidPdf::NotFlat { page: 1 });
    for note in [
        "/Subtype /Redact",
        "/Subtype /Stamp /Name /Ours",
        "/Subtype /FreeText /Contents <FEFF8ABF>",
        "/Subtype /Widget /FT /Tx /DA (/F1 9 Tf) /V <FEFF8ABF>",
        "/Subtype /Widget /FT /Tx /V (no manner of writing)",
        "/Subtype /Widget /DA (/F1 9 Tf) /Parent << /FT /Ch /V [(a) (b)] >>",
    ] {
        assert_eq!(with(note), refused, "{note}");
    }
    for note in [
        "/Subtype /Link",
        "/Subtype /Square /IC [0 0 0]",
        "/Subtype /Redact /F 2",
        "/Subtype /Redact /AP << /N 4 0 R >>",
        "/Subtype /Widget /FT /Tx",
        "/Subtype /Widget /FT /Tx /DA (/F1 9 Tf) /V (CHECKED BY HAND)",
        "/Subtype /Widget /FT /Btn /V /Yes",
        "/Subtype /Widget /FT /Tx /V <FEFF8ABF> /AP << /N 4 0 R >>",
    ] {
        assert_eq!(with(note), Ok(1), "{note}");
    }
}

#[test]
fn an_action_whose_name_stands_elsewhere_is_found() {
    let action = |more: &[&str], page: &str| {
        let more: Vec<Vec<u8>> = more.iter().map(|object| object.as_bytes().to_vec()).collect();
        check(&drawn(b"", page, &more))
    };
    let launch = Err(InvalidPdf::Active(ActiveContent::Launch));
    assert_eq!(
        action(&["<< /S 6 0 R /F (cmd.exe) >>", "/Launch"], "/AA << /O 5 0 R >>"),
        launch
    );
    assert_eq!(action(&["/Launch"], "/AA << /O << /S 5 0 R >> >>"), launch);
    let farther = action(&["<< /S 6 0 R >>", "7 0 R", "/Launch"], "/AA << /O 5 0 R >>");
    assert_eq!(farther, Err(InvalidPdf::Active(ActiveContent::TooDeep)));
    let film = "/Annots [<< /Subtype 5 0 R >>]";
    assert_eq!(
        action(&["/Screen"], film),
        Err(InvalidPdf::Active(ActiveContent::RichMedia))
    );
    for (name, what) in [
        ("Rendition", ActiveContent::RichMedia),
        ("Thread", ActiveContent::OutsideAction),
        ("SetOCGState", ActiveContent::ChangesWhatIsShown),
    ] {
        let page = format!("/AA << /C << /S /GoTo /Next [<< /S /{name} >>] >> >>");
        assert_eq!(action(&[], &page), Err(InvalidPdf::Active(what)), "{name}");
    }
    assert_eq!(
        check(include_bytes!("pdfs/launch-by-reference.pdf")),
        Err(InvalidPdf::Active(ActiveContent::Launch))
    );
}

#[test]
fn deep_nesting_and_cycles_end() {
    let deep = format!("/X {}{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(check(&pdf(&["x"], &deep)).is_err());
    let cycle = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>".to_vec(),
    ];
    assert!(check(&pdf_of(&cycle)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn a_damaged_pdf_never_breaks_the_check(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), cut in 0_usize..100,
    ) {
        let mut bytes = pdf(&["one", "two"], "/Names << /Dests 3 0 R >>");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() - cut);
        let _ = check(&bytes);
    }
}
