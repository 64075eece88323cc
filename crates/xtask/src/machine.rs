//! What the machine must have before anything is built, and how it gets what is missing: Debian's packages, installed
//! when this runs as root, named in one line otherwise. Rust itself is rustup's matter; everything that cargo, npm
//! and pip fetch is theirs.

mod needs;

use crate::workspace::{answer, on_path, root, run};
use anyhow::{Context, Result, bail, ensure};
use needs::{Need, Purpose};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

/// The oldest Node.js that the build tools and the browser tests run with.
const OLDEST_NODE: u32 = 18;

/// Make sure of everything that building and running the product needs.
pub fn prepare_to_build() -> Result<()> {
    prepare(&[Purpose::Build])
}

/// The same, with what the tests need besides.
pub fn prepare_to_test() -> Result<()> {
    prepare(&[Purpose::Build, Purpose::Test])?;
    for tool in ["fmt", "clippy"] {
        let there = answer(crate::workspace::cargo()?.args([tool, "--version"])).is_some();
        ensure!(
            there,
            "cargo {tool} is missing: run `rustup component add clippy rustfmt`"
        );
    }
    Ok(())
}

fn prepare(purposes: &[Purpose]) -> Result<()> {
    let missing = missing(purposes)?;
    if missing.is_empty() {
        println!("everything needed is installed");
    } else {
        for need in &missing {
            println!("missing: {} ({})", need.package, need.what_for);
        }
        install(&missing)?;
        let still = self::missing(purposes)?;
        if let Some(need) = still.first() {
            bail!(
                "{} was installed, but {} is still not there",
                need.package,
                need.evidence
            );
        }
    }
    check_node()
}

fn missing(purposes: &[Purpose]) -> Result<Vec<&'static Need>> {
    let own_sources = has_library_sources()?;
    Ok(needs::all()
        .filter(|need| purposes.contains(&need.purpose))
        .filter(|need| !(own_sources && need.only_without_rust_src))
        .filter(|need| !need.evidence.is_there())
        .collect())
}

/// Whether rustup's toolchain came with the sources of the standard library, which the SPA is built with.
fn has_library_sources() -> Result<bool> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "sysroot"]).current_dir(root()?);
    let sysroot = answer(&mut rustc).context("cannot ask rustc where it is installed")?;
    Ok(Path::new(sysroot.trim())
        .join("lib/rustlib/src/rust/library/Cargo.lock")
        .exists())
}

fn install(missing: &[&Need]) -> Result<()> {
    let packages: Vec<_> = missing.iter().map(|need| need.package).collect();
    let line = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if !on_path("apt-get") {
        bail!(
            "install what is missing with this system's own package manager; on Debian it would be: {line}\n\
             (what the last four rust and lld packages are for: `rustup component add rust-src` will do instead)"
        );
    }
    if fs::metadata("/proc/self").is_ok_and(|this| this.uid() != 0) {
        bail!("run this once, then start again:\n\n    sudo apt-get update && sudo {line}\n");
    }
    run(apt().arg("update")).context("apt-get cannot fetch the lists of packages; is there a network?")?;
    run(apt()
        .args(["install", "--yes", "--no-install-recommends"])
        .args(&packages))
    .with_context(|| format!("see what apt-get says above; by hand it is: {line}"))
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn check_node() -> Result<()> {
    let version = answer(Command::new("node").arg("--version")).context("node --version says nothing")?;
    let major = major(&version).with_context(|| format!("node calls its version {version:?}"))?;
    ensure!(
        major >= OLDEST_NODE,
        "Node.js {OLDEST_NODE} or newer is needed, {} is installed: remove it and Debian's own package will be taken",
        version.trim()
    );
    Ok(())
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v18.20.4\n"), Some(18));
        assert_eq!(major("18"), None);
    }
}
