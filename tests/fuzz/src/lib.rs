//! Everything that reads what strangers send, as functions of bytes: no bytes whatever may break one of them. `tests/bounded.rs`
//! drives them with changed seeds in every test run, `libfuzzer` for as long as somebody likes; ships nowhere.

mod files;
mod texts;

use std::path::PathBuf;

/// One reader of bytes.
pub struct Target {
    /// Its name, and that of the folder of its seeds.
    pub name: &'static str,
    /// Reads the bytes. Whatever they are, it comes back.
    pub read: fn(&[u8]),
}

/// All of them.
pub const TARGETS: &[Target] = &[
    target("rows", texts::rows),
    target("header", texts::header),
    target("dates", texts::dates),
    target("staff", texts::staff),
    target("json", texts::json),
    target("bundle", files::bundle),
    target("pdf", files::pdf),
    target("certificate", files::certificate),
    #[cfg(feature = "requests")]
    target("token", api::readers::token),
    #[cfg(feature = "requests")]
    target("head", api::readers::head),
];

const fn target(name: &'static str, read: fn(&[u8])) -> Target {
    Target { name, read }
}

/// The target of this name.
///
/// # Panics
/// If there is none.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "a name that is wrong is a mistake of whoever drives it"
)]
pub fn named(name: &str) -> &'static Target {
    TARGETS
        .iter()
        .find(|target| target.name == name)
        .expect("a target of this name")
}

impl Target {
    /// The folder of its seeds.
    #[must_use]
    pub fn seeds(&self) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds").join(self.name)
    }
}
