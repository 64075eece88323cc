//! Files: bundles of documents with their manifest, PDFs, certificates.

use std::io::Cursor;

use chrono::DateTime;
use exchange::bundle::{Bundle, BundleLimits};
use exchange::document::{Pdf, PdfLimits, without_first_page};

/// Documents in one bundle here.
const ENTRIES: usize = 50;

/// A ZIP with a manifest and documents, within bounds that keep a bomb small.
pub(crate) fn bundle(bytes: &[u8]) {
    let limits = BundleLimits {
        entries: ENTRIES,
        total_bytes: 4 << 20,
        ..BundleLimits::default()
    };
    if let Ok(bundle) = Bundle::open(Cursor::new(bytes), "b.zip", limits) {
        let listed = bundle.remaining();
        assert!(listed <= ENTRIES);
        assert_eq!(bundle.count(), listed, "every line of the manifest is answered");
    }
}

/// A PDF as it is taken in, and without its first page.
pub(crate) fn pdf(bytes: &[u8]) {
    let limits = PdfLimits::default();
    let Ok(pdf) = Pdf::check(bytes.to_vec(), &limits) else {
        return;
    };
    if let Ok(rest) = without_first_page(&pdf, &limits) {
        assert_eq!(rest.pages() + 1, pdf.pages(), "one page is gone");
    }
}

/// A certificate as it comes in a handshake.
pub(crate) fn certificate(bytes: &[u8]) {
    let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
    let _ = pki::check_device_certificate_der(bytes, now);
    let _ = pki::fingerprint(bytes);
}
