//! Deliveries of documents: what is refused as a whole, what is refused alone, and what comes out.
use std::io::Cursor;

use crate::made::{manifest, pdf, zip, zip_with};
use domain::delivery::Finding;
use domain::person::document::DocumentKind;
use exchange::bundle::{Bundle, BundleLimits};
use proptest::prelude::*;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const LINE: &str = "a.pdf,0000000001,A-1,1,20260520,2024-04,,20260601";

fn open(bytes: &[u8]) -> Result<Bundle<Cursor<Vec<u8>>>, Vec<Finding>> {
    Bundle::open(
        Cursor::new(bytes.to_vec()),
        "431007_documents_20260601.zip",
        BundleLimits::default(),
    )
}

fn refused(bytes: &[u8]) -> Vec<&'static str> {
    open(bytes)
        .err()
        .unwrap_or_default()
        .iter()
        .map(|finding| finding.rule.id())
        .collect()
}

/// What becomes of each line, and of the rest.
fn outcome(bytes: &[u8]) -> (Vec<Result<u64, &'static str>>, Vec<&'static str>) {
    let mut bundle = open(bytes).unwrap_or_else(|findings| panic!("{findings:?}"));
    let notices = bundle.notices().iter().map(|finding| finding.rule.id()).collect();
    let lines = bundle
        .by_ref()
        .map(|line| line.map(|line| line.row).map_err(|findings| findings[0].rule.id()))
        .collect();
    (lines, notices)
}

#[test]
fn documents_come_out_one_by_one_with_what_the_manifest_says() {
    let (a, b) = (pdf(&["a"], ""), pdf(&["b", "b"], ""));
    let lines = [
        LINE,
        "意見書/ガ.pdf,0000000001,A-1,2,20260521,2021-04,0,2026-06-01 08:00:00",
    ];
    // macOS writes names decomposed, and adds files of its own.
    let files: [(&str, &[u8]); 5] = [
        ("a.pdf", &a),
        ("意見書/カ\u{3099}.pdf", &b),
        ("manifest.csv", &manifest(&lines)),
        ("__MACOSX/._a.pdf", b"x"),
        (".DS_Store", b"x"),
    ];
    let mut bundle = open(&zip(&files)).unwrap();
    assert!(bundle.notices().is_empty());
    assert_eq!(bundle.remaining(), 2);
    let first = bundle.next().unwrap().unwrap();
    assert_eq!((first.row, first.value.pdf.bytes()), (2, a.as_slice()));
    let second = bundle.next().unwrap().unwrap().value;
    assert_eq!(
        (second.row.kind, second.row.physician_consents, second.pdf.pages()),
        (DocumentKind::PhysicianOpinion, Some(false), 2)
    );
    assert!(bundle.next().is_none());
}

#[test]
fn a_folder_around_everything_does_not_matter() {
    let files: [(&str, &[u8]); 2] = [
        ("20260601/Manifest.CSV", &manifest(&[LINE])),
        ("20260601/a.pdf", &pdf(&["a"], "")),
    ];
    assert_eq!(outcome(&zip(&files)), (vec![Ok(2)], vec![]));
}

#[test]
fn one_broken_pdf_stops_nothing_else() {
    let good = pdf(&["a"], "");
    let script = pdf(&["a"], "/OpenAction << /S /JavaScript /JS (x) >>");
    let name = |name: &str| LINE.replace("a.pdf", name);
    let lines = [
        name("good1.pdf"),
        name("broken.pdf"),
        name("script.pdf"),
        name("missing.pdf"),
        name("good1.pdf"),
        LINE.replace("0000000001", "1"),
        name("good2.pdf"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let files: [(&str, &[u8]); 6] = [
        ("manifest.csv", &manifest(&lines)),
        ("good1.pdf", &good),
        ("broken.pdf", b"%PDF-1.7 broken"),
        ("script.pdf", &script),
        ("good2.pdf", &good),
        ("stray.pdf", &good),
    ];
    let expected = vec![
        Ok(2),
        Err("pdf.damaged"),
        Err("pdf.active-content"),
        Err("manifest.missing"),
        Err("manifest.duplicate"),
        Err("insured-number.invalid"),
        Ok(8),
    ];
    assert_eq!(outcome(&zip(&files)), (expected, vec!["manifest.unlisted"]));
}

#[test]
fn a_file_whose_check_sum_is_wrong_is_refused_alone() {
    let good = pdf(&["a"], "");
    let files: [(&str, &[u8]); 2] = [("manifest.csv", &manifest(&[LINE])), ("a.pdf", &good)];
    let mut bytes = zip_with(&files, |_| {
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
    });
    let at = memchr::memmem::find(&bytes, b"%PDF-").unwrap();
    bytes[at + 200] ^= 1;
    assert_eq!(outcome(&bytes).0, [Err("zip.damaged")]);
}

#[test]
fn an_archive_without_a_readable_manifest_is_refused() {
    assert_eq!(refused(b""), ["zip.unreadable"]);
    assert_eq!(refused(b"PK\x05\x06"), ["zip.unreadable"]);
    assert_eq!(refused(&zip(&[("a.pdf", &pdf(&["a"], ""))])), ["manifest.absent"]);
    let two: [(&str, &[u8]); 2] = [("manifest.csv", b"x"), ("b/manifest.csv", b"x")];
    assert_eq!(refused(&zip(&two)), ["manifest.several"]);
    assert_eq!(
        refused(&zip(&[("manifest.csv", "ファイル名,x\n".as_bytes())])),
        ["header.missing"; 7]
    );
}

#[test]
fn names_that_lead_elsewhere_and_links_refuse_the_archive() {
    for name in ["../a.pdf", "/a.pdf", "b/../../a.pdf", "c:a.pdf"] {
        assert_eq!(
            refused(&zip(&[("manifest.csv", &manifest(&[LINE])), (name, b"x")])),
            ["zip.path"],
            "{name}"
        );
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .add_symlink("a.pdf", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    assert_eq!(refused(&writer.finish().unwrap().into_inner()), ["zip.symlink"]);
}

/// Change every occurrence of `from`, as in local and central headers.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = memchr::memmem::find_iter(&bytes, from).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn the_same_name_twice_refuses_the_archive() {
    let bytes = zip(&[("a.pdf", b"one"), ("A.pdf", b"two")]);
    assert_eq!(refused(&bytes), ["zip.duplicate"], "not even in another case");
    let bytes = patched(zip(&[("a1.pdf", b"one"), ("a2.pdf", b"two")]), b"a2.pdf", b"a1.pdf");
    assert_eq!(refused(&bytes), ["zip.duplicate"]);
}

#[test]
fn bombs_and_encryption_refuse_the_archive() {
    let zeros = vec![0; 5_000_000];
    assert_eq!(refused(&zip(&[("a.pdf", &zeros)])), ["zip.ratio"]);
    let large = vec![0; 51 << 20];
    let stored = zip_with(&[("a.pdf", &large)], |_| {
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
    });
    assert_eq!(refused(&stored), ["zip.entry-too-large"]);
    let limits = BundleLimits {
        entries: 3,
        total_bytes: 10,
        ..BundleLimits::default()
    };
    let rules = |bytes: Vec<u8>| -> Vec<&'static str> {
        let bundle = Bundle::open(Cursor::new(bytes), "d.zip", limits);
        bundle
            .err()
            .unwrap_or_default()
            .iter()
            .map(|finding| finding.rule.id())
            .collect()
    };
    assert_eq!(
        rules(zip(&[("a", b"x"), ("b", b"x"), ("c", b"x"), ("d", b"x")])),
        ["zip.too-many-entries"]
    );
    assert_eq!(rules(zip(&[("a", b"123456"), ("b", b"123456")])), ["zip.too-large"]);

    // The flag of encryption is bit 0 of the flags, 6 bytes after the local and 8 after the central signature.
    let mut bytes = zip(&[("a.pdf", b"x")]);
    let local = memchr::memmem::find(&bytes, b"PK\x03\x04").unwrap() + 6;
    let central = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap() + 8;
    bytes[local] |= 1;
    bytes[central] |= 1;
    assert_eq!(refused(&bytes), ["zip.encrypted"]);
}

#[test]
fn a_size_that_lies_is_found_when_the_file_is_unpacked() {
    let good = pdf(&["a"], "");
    let files: [(&str, &[u8]); 2] = [("a.pdf", &good), ("manifest.csv", &manifest(&[LINE]))];
    let length = u32::try_from(good.len()).unwrap();
    let bytes = patched(zip(&files), &length.to_le_bytes(), &(length - 10).to_le_bytes());
    assert_eq!(outcome(&bytes).0, [Err("zip.damaged")]);
}

#[test]
fn a_manifest_beyond_the_limit_is_refused() {
    let bytes = zip(&[("manifest.csv", &manifest(&[LINE; 4]))]);
    let limits = BundleLimits {
        entries: 3,
        ..BundleLimits::default()
    };
    let findings = Bundle::open(Cursor::new(bytes), "d.zip", limits).err().unwrap();
    assert_eq!(findings[0].rule.id(), "manifest.too-long");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_damaged_archive_never_breaks_the_reader(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8), cut in 0_usize..60,
    ) {
        let files: [(&str, &[u8]); 2] = [("manifest.csv", &manifest(&[LINE])), ("a.pdf", &pdf(&["a"], ""))];
        let mut bytes = zip(&files);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() - cut);
        if let Ok(bundle) = open(&bytes) {
            prop_assert!(bundle.count() <= 20);
        }
    }
}
