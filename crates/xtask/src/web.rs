//! `cargo xtask web`: from the Yew crate `frontend` to files that a browser of 2018 runs, in modules, so that nobody loads
//! what only others need. The steps, in order: npm's pinned tools, wasm without post-MVP instructions, its JavaScript glue,
//! smaller wasm, proof that the wasm is MVP, the loader script, the style sheet checked against the browsers' own tables,
//! hashed names and compressed twins.
//! Serving the result is left to `api`; it reads `assets.json`.

mod bindgen;
mod dist;
mod inputs;
mod module;
mod npm;
mod page;
mod place;
mod wasm;

use anyhow::Result;
use module::MODULES;
use place::Place;

/// What `cargo xtask web` accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// Build even when nothing has changed since the last build
    #[arg(long)]
    force: bool,
}

/// Build `frontend/dist`, unless it already is what these sources give.
pub fn run(arguments: &Arguments) -> Result<()> {
    let place = Place::find()?;
    let inputs = inputs::fingerprint(&place)?;
    if !arguments.force && dist::is_built_from(&place, &inputs) {
        println!("frontend/dist is up to date");
        return Ok(());
    }
    npm::install(&place)?;
    let compiled = wasm::compile(&place)?;
    let shared = page::shared(&place)?;
    let mut pages = Vec::new();
    for module in &MODULES {
        let bound = bindgen::bind(&place, module, &compiled)?;
        pages.push(page::build(&place, module, &bound, &shared)?);
    }
    dist::write(&place, &pages, &inputs)
}
