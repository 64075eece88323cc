//! Writes `frontend/dist`: every page and every file with its `.br` and `.gz` twin, and `assets.json`, which lists for the
//! server what each page loads (page → path → content type). Says how large each module is on the wire, and holds it to
//! its limit.

use super::inputs::digest;
use super::module::LARGEST;
use super::page::{Asset, Page};
use super::place::Place;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Write;
use std::ops::Add;
use std::path::Path;

/// Page → path of what it loads → content type.
type Listed = BTreeMap<String, BTreeMap<String, String>>;

/// Digest of the sources, and of the list of assets that they gave.
fn mark(inputs: &str, list: &str) -> String {
    digest([inputs.as_bytes(), list.as_bytes()])
}

/// Whether `dist` is complete and comes from these sources.
pub fn is_built_from(place: &Place, inputs: &str) -> bool {
    let Ok(list) = fs::read_to_string(place.dist.join("assets.json")) else {
        return false;
    };
    let Ok(listed) = serde_json::from_str::<Listed>(&list) else {
        return false;
    };
    let mut names = listed.iter().flat_map(|(page, files)| files.keys().chain([page]));
    fs::read_to_string(place.dist.join(".built-from")).is_ok_and(|from| from == mark(inputs, &list))
        && names.all(|name| place.dist.join(name).exists())
}

/// Replace `dist` by these pages and what they load.
pub fn write(place: &Place, pages: &[Page], inputs: &str) -> Result<()> {
    // Written beside and renamed, so that a server that reads the folder never meets half of it.
    let fresh = place.frontend.join("dist.new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(fresh.join("assets"))?;
    let mut written = BTreeMap::new();
    let mut listed = Listed::new();
    let mut over = Vec::new();
    for page in pages {
        let mut sum = Size::default();
        for asset in page.files.iter().map(AsRef::as_ref).chain([&page.page]) {
            // What several pages load is compressed once.
            let size = match written.get(asset.name.as_str()) {
                Some(size) => *size,
                None => write_asset(&fresh, asset)?,
            };
            written.insert(asset.name.as_str(), size);
            println!("{size}  {}", asset.name);
            if asset.name.ends_with(".wasm") && size.gzip > LARGEST {
                over.push(asset.name.as_str());
            }
            sum = sum + size;
        }
        println!("{sum}  in all for {}, {} allowed\n", page.page.name, page.limit);
        if sum.gzip > page.limit {
            over.push(page.page.name.as_str());
        }
        let files = page
            .files
            .iter()
            .map(|file| (file.name.clone(), file.content_type.to_owned()));
        listed.insert(page.page.name.clone(), files.collect());
    }
    ensure!(over.is_empty(), "larger than allowed: {}", over.join(", "));
    let list = serde_json::to_string_pretty(&listed)? + "\n";
    fs::write(fresh.join("assets.json"), &list)?;
    fs::write(fresh.join(".built-from"), mark(inputs, &list))?;
    if place.dist.exists() {
        fs::remove_dir_all(&place.dist)?;
    }
    fs::rename(&fresh, &place.dist).context("cannot put frontend/dist in its place")
}

/// Bytes as they are, with gzip, with brotli.
#[derive(Clone, Copy, Default)]
struct Size {
    plain: usize,
    gzip: usize,
    brotli: usize,
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            plain: self.plain + other.plain,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>9} {:>8} gz {:>8} br", self.plain, self.gzip, self.brotli)
    }
}

/// The file and its twins.
fn write_asset(folder: &Path, asset: &Asset) -> Result<Size> {
    let path = folder.join(&asset.name);
    fs::write(&path, &asset.bytes)?;
    let gzip = gzipped(&asset.bytes)?;
    let brotli = brotlied(&asset.bytes)?;
    write_twin(&path, "gz", &gzip)?;
    write_twin(&path, "br", &brotli)?;
    Ok(Size {
        plain: asset.bytes.len(),
        gzip: gzip.len(),
        brotli: brotli.len(),
    })
}

fn write_twin(path: &Path, extension: &str, bytes: &[u8]) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    fs::write(name, bytes).map_err(Into::into)
}

/// Zopfli looks for the smallest file that any gzip reader understands: some 4 % less than the usual way, for seconds of
/// the build.
fn gzipped(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut compressed)?;
    Ok(compressed)
}

fn brotlied(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 22);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    drop(encoder);
    Ok(compressed)
}
