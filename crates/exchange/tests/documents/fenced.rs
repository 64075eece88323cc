//! PDFs are looked at in the fence: what would take the server's memory or time is an answer like any other.

use std::io::Cursor;

use exchange::bundle::{Bundle, BundleLimits};
use exchange::document::{Inspector, InvalidPdf, PdfLimits};
use fence::{Fence, given_job};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::made::{deflated, manifest, pdf, pdf_of, stream, zip_with};

fn inspector() -> Inspector {
    Inspector::Fenced(Fence::started_with(["fenced::in_the_fence", "--exact", "--ignored", "--nocapture"]).unwrap())
}

#[test]
#[ignore = "not a test: what the others start in the fence"]
fn in_the_fence() {
    if let Some(code) = given_job().and_then(|job| exchange::document::take_up(&job)) {
        std::process::exit(code.into());
    }
}

fn check(bytes: Vec<u8>) -> Result<u32, InvalidPdf> {
    let checked = inspector().check(bytes, &PdfLimits::default());
    checked.map(|pdf| pdf.pages())
}

#[test]
fn the_answers_are_the_same_as_without_the_fence() {
    assert_eq!(check(pdf(&["a", "b"], "")), Ok(2));
    for bad in [
        pdf(&["a"], "/OpenAction << /S /Launch >>"),
        pdf(&[], ""),
        b"%PDF-1.7\nstartxref".to_vec(),
        pdf_of(&[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>".to_vec(),
        ]),
        pdf_of(&[stream("/Subtype /Image /Width 99999 /Height 99999", b"x")]),
    ] {
        let here = Inspector::Here.check(bad.clone(), &PdfLimits::default());
        assert_eq!(check(bad), here.map(|pdf| pdf.pages()));
    }
}

/// A PDF with so many object streams that unpack to 28 MiB each.
fn bomb(streams: u8) -> Vec<u8> {
    let packed = deflated(&vec![b' '; 28 << 20]);
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_vec(),
    ];
    let hidden = stream("/Type /ObjStm /N 1 /First 9 /Filter /FlateDecode", &packed);
    objects.extend((0..streams).map(|_| hidden.clone()));
    let mut file = b"%PDF-1.7\n".to_vec();
    let entry = |kind: u8, place: usize| [&[kind][..], &u32::try_from(place).unwrap().to_be_bytes(), &[0]].concat();
    let mut entries = vec![entry(0, 0)];
    for (number, body) in (1..).zip(&objects) {
        entries.push(entry(1, file.len()));
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(body);
        file.extend_from_slice(b"\nendobj\n");
    }
    entries.extend((0..streams).map(|number| entry(2, 4 + usize::from(number))));
    let (start, size) = (file.len(), entries.len());
    file.extend_from_slice(b"200 0 obj\n");
    let table = format!("/Type /XRef /Size {size} /W [1 4 1] /Root 1 0 R");
    file.extend_from_slice(&stream(&table, &entries.concat()));
    file.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    file
}

#[test]
fn a_file_that_unpacks_to_a_gigabyte_is_refused_alone() {
    let bomb = bomb(40);
    assert!(bomb.len() < 2 << 20, "{} bytes", bomb.len());
    let good = pdf(&["a"], "");
    let line = |name: &str| format!("{name}.pdf,0000000001,A-1,1,20260520,2024-04,,20260601");
    let manifest = manifest(&[&line("bomb"), &line("good")]);
    let files: [(&str, &[u8]); 3] = [("manifest.csv", &manifest), ("bomb.pdf", &bomb), ("good.pdf", &good)];
    let stored = zip_with(&files, |_| {
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
    });
    let bundle = Bundle::open(Cursor::new(stored), "d.zip", BundleLimits::default()).unwrap();
    let outcome: Vec<_> = bundle
        .looked_at_by(inspector())
        .map(|line| line.map(|line| line.row).map_err(|findings| findings[0].rule.id()))
        .collect();
    assert_eq!(outcome, [Err("pdf.too-costly"), Ok(3)]);
}
