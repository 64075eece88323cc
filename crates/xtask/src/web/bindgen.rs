//! Makes a compiled module loadable: its JavaScript glue, then a smaller module, then proof that the smaller module
//! is still the first version of WebAssembly. These steps are slow, so their result is kept for an unchanged module.

use super::inputs::digest;
use super::module::Module;
use super::place::{Place, run};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What came into WebAssembly after its first version and is on unless told otherwise.
const AFTER_MVP: [&str; 7] = [
    "--disable-mutable-globals",
    "--disable-saturating-float-to-int",
    "--disable-sign-extension",
    "--disable-simd",
    "--disable-multi-value",
    "--disable-bulk-memory",
    "--disable-reference-types",
];

/// The module and the script that starts it.
pub struct Bound {
    pub wasm: PathBuf,
    pub script: PathBuf,
}

/// Bind, shrink and prove.
pub fn bind(place: &Place, module: &Module, compiled: &Path) -> Result<Bound> {
    let name = module.name;
    let compiled = compiled.join(name).with_extension("wasm");
    let bytes = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let folder = place.cache.join("bound").join(name);
    let bound = Bound {
        wasm: folder.join(name).with_extension("wasm"),
        script: folder.join(name).with_extension("js"),
    };
    let mark = folder.join("bound-from");
    let wanted = digest([bytes.as_slice()]);
    if fs::read_to_string(&mark).is_ok_and(|from| from == wanted) {
        return Ok(bound);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&compiled)
        .web(true)?
        .typescript(false)
        .out_name(name);
    // The loader names the module's hashed address itself.
    bindgen
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.generate(&folder).context("wasm-bindgen")?;

    let large = folder.join(format!("{name}_bg.wasm"));
    run(place
        .npm_tool("wasm-opt")
        .args(["--mvp-features", "-Oz", "-o"])
        .arg(&bound.wasm)
        .arg(&large))?;
    run(place.npm_tool("wasm-validate").args(AFTER_MVP).arg(&bound.wasm))
        .context("the module uses something that the oldest supported browsers do not know")?;
    fs::write(mark, wanted)?;
    Ok(bound)
}
