//! The files and crates of the workspace, as git and cargo list them, and how a test tells what it found.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::modules::Tree;

/// Where the tests run, which need not be where they were compiled.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        Path::new(&here).ancestors().nth(2).unwrap().to_owned()
    })
}

/// Folders of results, which are not committed.
const RESULTS: [&str; 6] = [".git", "target", "node_modules", "dist", "demo", "output"];

/// Every committed file; outside a git checkout (a release archive) everything that is no result.
pub fn files() -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    let files: Vec<_> = match listed {
        Ok(listed) if listed.status.success() => String::from_utf8(listed.stdout)
            .unwrap()
            .split('\0')
            .map(PathBuf::from)
            .filter(|name| root().join(name).is_file())
            .collect(),
        _ => walk(root()),
    };
    assert!(files.len() > 50, "the files of the workspace were not found");
    files
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            if !RESULTS.iter().any(|result| entry.file_name() == *result) {
                files.extend(walk(&path));
            }
        } else {
            files.push(path.strip_prefix(root()).unwrap().to_owned());
        }
    }
    files
}

/// Name and text of every file of Rust.
pub fn rust_files() -> impl Iterator<Item = (PathBuf, String)> {
    files()
        .into_iter()
        .filter(|name| name.extension().is_some_and(|extension| extension == "rs"))
        .map(|name| {
            let text = fs::read_to_string(root().join(&name)).unwrap();
            (name, text)
        })
}

/// What cargo knows of the workspace's own packages.
pub fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// A library or a program of the workspace without its tests.
pub struct Crate {
    /// The package it belongs to.
    pub package: String,
    pub tree: Tree,
}

thread_local! {
    /// Read once for each test that asks: syntax trees do not travel between threads.
    static CRATES: OnceLock<&'static [Crate]> = const { OnceLock::new() };
}

/// Every library and program of the workspace, read and taken apart.
pub fn crates() -> &'static [Crate] {
    let read = |file: &Path| fs::read_to_string(root().join(file)).ok();
    CRATES.with(|crates| {
        *crates.get_or_init(|| {
            let of_package = |package: &Value| -> Vec<Crate> {
                shipped_roots(package)
                    .into_iter()
                    .map(|file| Crate {
                        package: package["name"].as_str().unwrap().to_owned(),
                        tree: Tree::grow(&file, &read),
                    })
                    .collect()
            };
            Box::leak(packages().iter().flat_map(of_package).collect())
        })
    })
}

/// The first files of a package's library and programs; tests and examples are left out.
fn shipped_roots(package: &Value) -> Vec<PathBuf> {
    let is_shipped = |target: &&Value| {
        let kinds = target["kind"].as_array().unwrap();
        kinds.iter().any(|kind| {
            ["lib", "bin", "cdylib", "rlib", "proc-macro"]
                .iter()
                .any(|shipped| kind == shipped)
        })
    };
    let place = |target: &Value| {
        let path = Path::new(target["src_path"].as_str().unwrap());
        path.strip_prefix(root()).unwrap().to_owned()
    };
    package["targets"]
        .as_array()
        .unwrap()
        .iter()
        .filter(is_shipped)
        .map(place)
        .collect()
}

pub fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// Holds a list that is to become shorter: more than `now` of them fail; fewer ask for a tighter bound.
pub fn assert_at_most(what: &str, found: &[String], now: usize, remedy: &str) {
    let all = found.join("\n  ");
    let count = found.len();
    assert!(count <= now, "{what}: {count}, and {now} are known. {remedy}.\n  {all}");
    println!("{what}: {count} of {now} known, goal 0\n  {all}");
}
