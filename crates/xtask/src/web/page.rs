//! Everything around the module: the loader script, the style sheet with its check, the page itself. Names carry the
//! digest of the content, so that a browser may keep them for ever; only the page has a name that stays.

use super::bindgen::Bound;
use super::inputs::digest;
use super::place::{Place, run};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The oldest supported browsers, in esbuild's words.
const FLOOR: &str = "--target=chrome69,safari12";

/// One file of the result.
pub struct Asset {
    /// Path below `dist`, and below `/` on the server.
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

/// All files of the result; the page comes last.
pub fn build(place: &Place, bound: &Bound) -> Result<Vec<Asset>> {
    let folder = place.cache.join("page");
    fs::create_dir_all(&folder)?;
    let wasm = Asset::hashed("engawa", "wasm", "application/wasm", fs::read(&bound.wasm)?);
    let script = script(place, bound, &folder, &wasm.name)?;
    let style = style(place, &folder)?;
    let icon = Asset::hashed(
        "icon",
        "svg",
        "image/svg+xml",
        fs::read(place.frontend.join("page/icon.svg"))?,
    );
    let page = page(
        place,
        &[
            ("module", &wasm),
            ("script", &script),
            ("style", &style),
            ("icon", &icon),
        ],
    )?;
    Ok(vec![wasm, script, style, icon, page])
}

/// The loader and wasm-bindgen's glue in one classic script: the oldest browsers load modules with other rights.
fn script(place: &Place, bound: &Bound, folder: &Path, module: &str) -> Result<Asset> {
    let out = folder.join("engawa.js");
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
        .arg(format!("--define:MODULE_ADDRESS='/{module}'"))
        .arg(format!("--alias:engawa={}", bound.script.display()))
        .arg(format!("--outfile={}", out.display())))?;
    run(Command::new("node")
        .arg("page/check-script.mjs")
        .arg(&out)
        .current_dir(&place.frontend))?;
    Ok(Asset::hashed(
        "engawa",
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
fn page(place: &Place, addresses: &[(&str, &Asset)]) -> Result<Asset> {
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
        name: "index.html".to_owned(),
        content_type: "text/html; charset=utf-8",
        bytes: page.into_bytes(),
    })
}
