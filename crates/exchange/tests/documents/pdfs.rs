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
        unpacked: 100_000,
    };
    let check = |bytes: Vec<u8>| Pdf::check(bytes, &limits).map(|pdf| pdf.pages());
    assert_eq!(check(pdf(&["a", "b"], "")), Ok(2));
    assert_eq!(check(pdf(&["a", "b", "c"], "")), Err(InvalidPdf::Pages(3)));
    assert_eq!(check(pdf(&["a"], &" ".repeat(100_000))), Err(InvalidPdf::TooLarge));
    let bomb = stream("/Filter /FlateDecode", &deflated(&vec![0; 1_000_000]));
    let catalogue = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
    assert_eq!(check(pdf_of(&[catalogue.clone(), bomb])), Err(InvalidPdf::TooLarge));
    let lzw = stream("/Filter /LZWDecode", b"x");
    assert_eq!(check(pdf_of(&[catalogue, lzw])), Err(InvalidPdf::Compression));
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
