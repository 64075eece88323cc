//! Compiles the crate `frontend` to wasm that uses nothing beyond the first version of WebAssembly. The standard
//! library is built along: since Rust 1.82 the shipped one needs newer browsers than the oldest supported devices have.

use super::place::{Place, output, run};
use anyhow::{Result, bail};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A compiler together with the sources of its standard library.
struct Toolchain {
    cargo: PathBuf,
    rustc: PathBuf,
    /// What this compiler must be told to find a linker for wasm.
    linker: Option<&'static str>,
}

/// The folder in which each module lies, compiled.
pub fn compile(place: &Place) -> Result<PathBuf> {
    let toolchain = Toolchain::find()?;
    // A panic ends the program either way, and the page says so; its words, which nobody would see, are left out.
    let mut flags = String::from("-C target-cpu=mvp -Z unstable-options -C panic=immediate-abort");
    if let Some(linker) = toolchain.linker {
        flags.push_str(" -C linker=");
        flags.push_str(linker);
    }
    let mut cargo = Command::new(&toolchain.cargo);
    forget_outer_cargo(&mut cargo);
    // Building the standard library is not a stable feature of cargo yet.
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", &toolchain.rustc)
        .env("RUSTFLAGS", flags);
    cargo.args([
        "build",
        "--package",
        "frontend",
        "--bins",
        "--profile",
        "web",
        "--locked",
    ]);
    cargo.args(["--target", "wasm32-unknown-unknown"]);
    cargo.args([
        "-Z",
        "build-std=std,panic_abort",
        "-Z",
        "build-std-features=optimize_for_size",
    ]);
    cargo.arg("--target-dir").arg(&place.cache).current_dir(&place.root);
    run(&mut cargo)?;
    Ok(place.cache.join("wasm32-unknown-unknown/web"))
}

impl Toolchain {
    /// The running toolchain where its `rust-src` component is installed, else Debian's `-web` packages.
    fn find() -> Result<Self> {
        let named = |name: &str, default: &str| PathBuf::from(env::var_os(name).unwrap_or_else(|| default.into()));
        let outer = Self {
            cargo: named("CARGO", "cargo"),
            rustc: named("RUSTC", "rustc"),
            linker: None,
        };
        if outer.has_library_sources()? {
            return Ok(outer);
        }
        let debian = Self {
            cargo: "/usr/bin/cargo".into(),
            rustc: "/usr/bin/rustc".into(),
            linker: Some("wasm-ld-19"),
        };
        if debian.rustc.exists() && debian.has_library_sources()? {
            return Ok(debian);
        }
        bail!(
            "the sources of Rust's standard library are missing: `rustup component add rust-src`, or on Debian \
             `apt-get install rustc-web cargo-web rust-web-src lld-19`"
        );
    }

    fn has_library_sources(&self) -> Result<bool> {
        let sysroot = output(Command::new(&self.rustc).args(["--print", "sysroot"]))?;
        Ok(Path::new(sysroot.trim())
            .join("lib/rustlib/src/rust/library/Cargo.lock")
            .exists())
    }
}

/// The cargo that runs this program has set variables that would steer the inner one to the wrong compiler, folder or
/// flags. What says how to reach the registry stays.
fn forget_outer_cargo(command: &mut Command) {
    let kept = |name: &str| {
        [
            "CARGO_HOME",
            "CARGO_HTTP_",
            "CARGO_NET_",
            "CARGO_REGISTR",
            "CARGO_BUILD_JOBS",
            "RUSTUP_HOME",
        ]
        .iter()
        .any(|kept| name.starts_with(kept))
    };
    let steering: Vec<OsString> = env::vars_os()
        .map(|(name, _)| name)
        .filter(|name| {
            let name = name.to_string_lossy();
            ["CARGO", "RUSTC", "RUSTUP", "RUSTFLAGS"]
                .iter()
                .any(|start| name.starts_with(start))
                && !kept(&name)
        })
        .collect();
    for name in steering {
        command.env_remove(name);
    }
}
