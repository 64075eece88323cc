//! Everything around a module: the loader script, the style sheet with its check, the page itself. Names carry the
//! digest of the content, so that a browser may keep them for ever; only pages have names that stay.

use super::bindgen::Bound;
use super::inputs::digest;
use super::module::Module;
use super::place::{Place, run};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

/// The oldest supported browsers, in esbuild's words.
const FLOOR: &str = "--target=chrome69,safari12";

/// One module of the result.
pub struct Page {
    /// The page itself; the server knows it by its name.
    pub page: Asset,
    /// What it loads.
    pub files: Vec<Rc<Asset>>,
    /// What all of it may cost.
    pub limit: usize,
}

/// One file of the result.
pub struct Asset {
    /// Path below `dist`; what a page loads has the same path below `/` on the server.
    pub name: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Asset {
    fn hashed(stem: &str, extension: &str, content_type: &'static str, bytes: Vec<u8>) -> Self {
        let digest: String = digest([bytes.as_slice()]).chars().take(16).collect();
        Self {
            name: format!("assets/{stem}-{digest}.{extension}"),
            content_type,
            bytes,
        }
    }
}

/// What is the same for all modules.
pub struct Shared {
    style: Rc<Asset>,
    icon: Rc<Asset>,
}

/// See [`Shared`].
pub fn shared(place: &Place) -> Result<Shared> {
    let folder = place.cache.join("page");
    fs::create_dir_all(&folder)?;
    let icon = fs::read(place.frontend.join("page/icon.svg"))?;
    Ok(Shared {
        style: Rc::new(style(place, &folder)?),
        icon: Rc::new(Asset::hashed("icon", "svg", "image/svg+xml", icon)),
    })
}

/// A module's page and all that it loads.
pub fn build(place: &Place, module: &Module, bound: &Bound, shared: &Shared) -> Result<Page> {
    let folder = place.cache.join("page");
    let wasm = Asset::hashed(module.name, "wasm", "application/wasm", fs::read(&bound.wasm)?);
    let script = script(place, module, bound, &folder, &wasm.name)?;
    let (wasm, script) = (Rc::new(wasm), Rc::new(script));
    let addresses = [
        ("module", &wasm),
        ("script", &script),
        ("style", &shared.style),
        ("icon", &shared.icon),
    ];
    Ok(Page {
        page: page(place, module, &addresses)?,
        files: addresses.map(|(_, file)| Rc::clone(file)).into(),
        limit: module.limit,
    })
}

/// The loader and wasm-bindgen's glue in one classic script: the oldest browsers load modules with other rights.
fn script(place: &Place, module: &Module, bound: &Bound, folder: &Path, address: &str) -> Result<Asset> {
    let out = folder.join(module.name).with_extension("js");
    run(place
        .npm_tool("esbuild")
        .args([
            "page/loader.js",
            "--bundle",
            "--minify",
            "--format=iife",
            "--charset=utf8",
            "--log-level=warning",
        ])
        .args([FLOOR, "--supported:destructuring=true", "--define:import.meta.url=''"])
        .arg(format!("--define:MODULE_ADDRESS='/{address}'"))
        .arg(format!("--alias:engawa={}", bound.script.display()))
        .arg(format!("--outfile={}", out.display())))?;
    run(Command::new("node")
        .arg("page/check-script.mjs")
        .arg(&out)
        .current_dir(&place.frontend))?;
    Ok(Asset::hashed(
        module.name,
        "js",
        "text/javascript; charset=utf-8",
        fs::read(out)?,
    ))
}

fn style(place: &Place, folder: &Path) -> Result<Asset> {
    let out = folder.join("engawa.css");
    run(place
        .npm_tool("esbuild")
        .args([
            "style/main.css",
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--log-level=warning",
            FLOOR,
        ])
        .arg(format!("--outfile={}", out.display())))?;
    run(Command::new("node")
        .arg("page/check-style.mjs")
        .arg(&out)
        .current_dir(&place.frontend))?;
    Ok(Asset::hashed(
        "engawa",
        "css",
        "text/css; charset=utf-8",
        fs::read(out)?,
    ))
}

/// The page with the addresses filled in. It must not contain script or style of its own: the server's content
/// security policy would refuse to run them.
fn page(place: &Place, module: &Module, addresses: &[(&str, &Rc<Asset>)]) -> Result<Asset> {
    let mut page = fs::read_to_string(place.frontend.join("page/index.html")).context("frontend/page/index.html")?;
    for (key, asset) in addresses {
        let mark = format!("{{{{{key}}}}}");
        ensure!(page.contains(&mark), "frontend/page/index.html has no {mark}");
        page = page.replace(&mark, &format!("/{}", asset.name));
    }
    ensure!(
        !page.contains("{{"),
        "frontend/page/index.html names something that the build does not make"
    );
    ensure!(
        !page.contains("<style") && !page.contains(" style="),
        "frontend/page/index.html has inline style"
    );
    Ok(Asset {
        name: format!("{}.html", module.name),
        content_type: "text/html; charset=utf-8",
        bytes: page.into_bytes(),
    })
}
