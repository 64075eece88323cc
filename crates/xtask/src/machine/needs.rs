//! The table of Debian packages, each with what shows that it is there and what it is for. What shows it is a program
//! or a file, not the package, so that the same things from elsewhere will do.

use crate::workspace::on_path;
use std::fmt;
use std::fs;
use std::path::Path;

/// What something is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Building and running the product.
    Build,
    /// The tests, besides.
    Test,
}

/// What shows that a package, or its like, is there.
#[derive(Clone, Copy, Debug)]
pub enum Evidence {
    /// A program that is found by its name.
    Program(&'static str),
    /// A file or folder.
    File(&'static str),
    /// A file below some folder of a folder, as Debian lays out versions beside each other.
    InSomeFolder(&'static str, &'static str),
}

impl Evidence {
    /// Whether it is there.
    pub fn is_there(self) -> bool {
        match self {
            Self::Program(name) => on_path(name),
            Self::File(path) => Path::new(path).exists(),
            Self::InSomeFolder(folder, path) => fs::read_dir(folder)
                .into_iter()
                .flatten()
                .flatten()
                .any(|entry| entry.path().join(path).exists()),
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(name) => write!(f, "the program {name}"),
            Self::File(path) => f.write_str(path),
            Self::InSomeFolder(folder, path) => write!(f, "{folder}/…/{path}"),
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct Need {
    pub package: &'static str,
    pub evidence: Evidence,
    pub purpose: Purpose,
    pub what_for: &'static str,
    /// Not needed where rustup has brought the component `rust-src`.
    pub only_without_rust_src: bool,
}

/// The whole table.
pub fn all() -> impl Iterator<Item = &'static Need> {
    BUILD.iter().chain(&WASM).chain(&TEST)
}

const fn build(package: &'static str, evidence: Evidence, what_for: &'static str) -> Need {
    Need {
        package,
        evidence,
        purpose: Purpose::Build,
        what_for,
        only_without_rust_src: false,
    }
}

const fn wasm(package: &'static str, evidence: Evidence) -> Need {
    let what_for = "Rust's own library compiled for browsers of 2018";
    Need {
        package,
        evidence,
        purpose: Purpose::Build,
        what_for,
        only_without_rust_src: true,
    }
}

const fn test(package: &'static str, evidence: Evidence, what_for: &'static str) -> Need {
    Need {
        package,
        evidence,
        purpose: Purpose::Test,
        what_for,
        only_without_rust_src: false,
    }
}

use Evidence::{File, InSomeFolder, Program};

static BUILD: [Need; 14] = [
    build(
        "ca-certificates",
        File("/etc/ssl/certs/ca-certificates.crt"),
        "downloads by cargo, npm and pip",
    ),
    build("gcc", Program("cc"), "linking, SQLite"),
    build("libc6-dev", File("/usr/include/stdio.h"), "linking, SQLite"),
    build("pkg-config", Program("pkg-config"), "finding OpenSSL"),
    build("libssl-dev", File("/usr/include/openssl/ssl.h"), "TLS and certificates"),
    build("libpq-dev", File("/usr/include/postgresql/libpq-fe.h"), "PostgreSQL"),
    build("nodejs", Program("node"), "building the browser application"),
    build("npm", Program("npm"), "building the browser application"),
    build(
        "fonts-morisawa-bizud-gothic",
        File("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"),
        "papers and watermarks",
    ),
    build(
        "fonts-noto-cjk",
        File("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
        "rare characters in names, on papers",
    ),
    build("poppler-utils", Program("pdftocairo"), "pictures of documents"),
    build(
        "poppler-data",
        File("/usr/share/poppler/cMap/Adobe-Japan1/90ms-RKSJ-H"),
        "Japanese encodings in documents",
    ),
    build(
        "fonts-liberation",
        InSomeFolder("/usr/share/fonts/truetype", "LiberationSans-Regular.ttf"),
        "documents that do not carry their Latin fonts",
    ),
    build(
        "fonts-dejavu-core",
        File("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
        "ticks and symbols in documents",
    ),
];

static WASM: [Need; 4] = [
    wasm("rustc-web", File("/usr/share/doc/rustc-web")),
    wasm("cargo-web", File("/usr/share/doc/cargo-web")),
    wasm("rust-web-src", File("/usr/lib/rustlib/src/rust/library/Cargo.lock")),
    wasm("lld-19", Program("wasm-ld-19")),
];

static TEST: [Need; 8] = [
    test(
        "postgresql",
        InSomeFolder("/usr/lib/postgresql", "bin/initdb"),
        "the suite on PostgreSQL",
    ),
    test("chromium", Program("chromium"), "browser tests"),
    test(
        "libnss3-tools",
        Program("pk12util"),
        "device certificates in the browser's own store",
    ),
    test(
        "python3",
        Program("python3"),
        "a generated client, a window for the browser of Qt 5.12",
    ),
    test(
        "python3-pip",
        Program("pip3"),
        "fetching a generator of clients and the browser of Qt 5.12",
    ),
    test("openssl", Program("openssl"), "a second opinion on certificates"),
    test("gnutls-bin", Program("certtool"), "a third one, on device files"),
    test(
        "default-jre-headless",
        Program("keytool"),
        "device files as Java reads them",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_package_is_listed_twice() {
        let names: BTreeSet<_> = all().map(|need| need.package).collect();
        assert_eq!(names.len(), all().count());
    }

    #[test]
    fn evidence_is_found_where_it_is_and_not_where_it_is_not() {
        assert!(Program("sh").is_there());
        assert!(!Program("no-such-program-anywhere").is_there());
        assert!(File("/").is_there());
        assert!(
            InSomeFolder(concat!(env!("CARGO_MANIFEST_DIR"), "/.."), "xtask.none")
                .is_there()
                .eq(&false)
        );
        assert!(InSomeFolder(concat!(env!("CARGO_MANIFEST_DIR"), "/.."), "src/main.rs").is_there());
    }
}
