//! `cargo xtask sbom`: the list of all parts of the program as CycloneDX 1.5, from what cargo itself knows. The same sources
//! give the same list: it holds no time and no random number.

use crate::workspace::{cargo, root, target};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What `cargo xtask sbom` accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where to write it, instead of engawa.cdx.json in cargo's target directory
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Writes it where it was asked for.
pub fn run(arguments: &Arguments) -> Result<()> {
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => target()?.join("engawa.cdx.json"),
    };
    write(&out)
}

/// Writes it.
pub fn write(out: &Path) -> Result<()> {
    let list = list(
        &metadata()?,
        &checksums(&fs::read_to_string(root()?.join("Cargo.lock"))?),
    )?;
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(out, serde_json::to_string_pretty(&list)? + "\n")
        .with_context(|| format!("{} cannot be written", out.display()))?;
    println!("the parts of the program: {}", out.display());
    Ok(())
}

fn metadata() -> Result<Value> {
    let output = cargo()?
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .output()
        .context("cargo metadata")?;
    serde_json::from_slice(&output.stdout).context("what cargo metadata prints")
}

/// The SHA-256 of every crate that was fetched, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |package: &str, key: &str| {
        let start = format!("{key} = \"");
        let line = package.lines().find_map(|line| line.strip_prefix(&start))?;
        line.strip_suffix('"').map(str::to_owned)
    };
    let packages = lock.split("[[package]]").skip(1);
    packages
        .filter_map(|package| {
            let place = (value(package, "name")?, value(package, "version")?);
            Some((place, value(package, "checksum")?))
        })
        .collect()
}

fn list(metadata: &Value, checksums: &BTreeMap<(String, String), String>) -> Result<Value> {
    let packages: BTreeMap<&str, &Value> = all(&metadata["packages"])
        .filter_map(|one| Some((one["id"].as_str()?, one)))
        .collect();
    let uses: BTreeMap<&str, Vec<&str>> = all(metadata.pointer("/resolve/nodes").unwrap_or(&Value::Null))
        .filter_map(|node| Some((node["id"].as_str()?, shipped(node))))
        .collect();
    let (program, package) = packages
        .iter()
        .find(|(_, package)| package["name"] == "engawa")
        .context("the workspace has no package engawa")?;
    let parts = reached(program, &uses);
    let reference = |id: &str| packages.get(id).map(|package| purl(package));
    let dependencies = parts.iter().map(|id| {
        let below: BTreeSet<_> = uses
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|id| reference(id))
            .collect();
        json!({ "ref": reference(id), "dependsOn": below })
    });
    let libraries = parts
        .iter()
        .filter(|id| *id != program)
        .filter_map(|id| packages.get(id));
    let components = libraries.map(|package| component("library", package, checksums));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": component("application", package, checksums) },
        "components": components.collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    }))
}

fn all(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// What a package brings into the program: not what its build or its tests need.
fn shipped(node: &Value) -> Vec<&str> {
    let normal = |one: &&Value| all(&one["dep_kinds"]).any(|kind| kind["kind"].is_null());
    all(&node["deps"])
        .filter(normal)
        .filter_map(|one| one["pkg"].as_str())
        .collect()
}

fn reached<'m>(from: &'m str, uses: &BTreeMap<&'m str, Vec<&'m str>>) -> BTreeSet<&'m str> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(uses.get(id).into_iter().flatten());
        }
    }
    seen
}

fn purl(package: &Value) -> String {
    let text = |key: &str| package[key].as_str().unwrap_or_default().replace('+', "%2B");
    format!("pkg:cargo/{}@{}", text("name"), text("version"))
}

fn component(kind: &str, package: &Value, checksums: &BTreeMap<(String, String), String>) -> Value {
    let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let mut component = json!({
        "type": kind,
        "bom-ref": purl(package),
        "name": text("name"),
        "version": text("version"),
        "purl": purl(package),
        // Old packages part their licences with a stroke.
        "licenses": [{ "expression": text("license").replace('/', " OR ") }],
    });
    if let (Some(sum), Some(fields)) = (
        checksums.get(&(text("name"), text("version"))),
        component.as_object_mut(),
    ) {
        fields.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": sum }]));
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_every_shipped_part_once_with_its_licence_and_sum_and_nothing_of_the_tests() {
        let lock = fs::read_to_string(root().unwrap().join("Cargo.lock")).unwrap();
        let list = list(&metadata().unwrap(), &checksums(&lock)).unwrap();
        let parts: Vec<_> = all(&list["components"]).collect();
        let names: Vec<_> = parts.iter().filter_map(|part| part["name"].as_str()).collect();
        for shipped in ["actix-web", "diesel", "openssl", "libsqlite3-sys", "domain"] {
            assert!(names.contains(&shipped), "{shipped}");
        }
        for other in ["proptest", "insta", "yew", "harness", "xtask"] {
            assert!(!names.contains(&other), "{other}");
        }
        let references: BTreeSet<_> = parts.iter().filter_map(|part| part["bom-ref"].as_str()).collect();
        assert_eq!(references.len(), parts.len(), "each once");
        for part in &parts {
            assert_ne!(part["licenses"][0]["expression"], "", "{part}");
        }
        let summed = parts
            .iter()
            .filter(|part| part["hashes"][0]["content"].is_string())
            .count();
        assert!(
            summed > 100 && summed >= parts.len() - 15,
            "{summed} of {}",
            parts.len()
        );
        let known = |reference: &Value| {
            let own = &list["metadata"]["component"]["bom-ref"];
            reference == own
                || reference
                    .as_str()
                    .is_some_and(|reference| references.contains(reference))
        };
        for dependency in all(&list["dependencies"]) {
            assert!(
                known(&dependency["ref"]) && all(&dependency["dependsOn"]).all(known),
                "{dependency}"
            );
        }
    }
}
