//! `engawa sample`: the files of an invented municipality.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use domain::calendar::day::Day;
use sample::{OpenData, Progress, Settings, Size, Summary};

use crate::machine_clock::clock;

/// `engawa sample`.
#[derive(Args)]
pub struct MakeSample {
    /// `demo` (2,000 insured), `kumamoto` (199,384 insured, 41,661 certified), or a number of insured persons.
    #[arg(long, default_value = "demo", value_parser = size)]
    size: Size,
    /// The same seed and day give the same files.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day of the delivery, YYYY-MM-DD; today in Japan unless told.
    #[arg(long)]
    today: Option<String>,
    /// The folder to write into.
    #[arg(long)]
    out: PathBuf,
}

/// Reads `--size`.
pub fn size(text: &str) -> Result<Size, String> {
    match text {
        "demo" => Ok(Size::Demo),
        "kumamoto" => Ok(Size::Kumamoto),
        number => match number.parse() {
            Ok(insured) if insured >= sample::LEAST_INSURED => Ok(Size::Insured(insured)),
            _ => Err(format!("demo, kumamoto, or a number from {} on", sample::LEAST_INSURED)),
        },
    }
}

impl MakeSample {
    /// Writes the files.
    ///
    /// # Errors
    /// If the folder cannot be written or the fonts are missing.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let today = match &self.today {
            Some(text) => Day::parse_iso(text).context("--today is not a day like 2026-11-22")?,
            None => Day::in_japan(clock().now()),
        };
        let summary = write(self.size, self.seed, today, &self.out)?;
        for file in &summary.files {
            println!("{} ({} rows)", file.path.display(), file.rows);
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes a sample and tells how far it is.
pub fn write(size: Size, seed: u64, today: Day, out: &Path) -> anyhow::Result<Summary> {
    if out.exists() && std::fs::read_dir(out)?.next().is_some() {
        bail!("{} is not empty", out.display());
    }
    let mut progress = |Progress { done, of }: Progress| {
        if done % 20_000 == 0 {
            log::info!("sample: {done} of {of} persons");
        }
    };
    let mut settings = Settings {
        size,
        seed,
        today,
        offices: OpenData::BuiltIn,
        typeface: None,
        progress: &mut progress,
    };
    Ok(sample::write(&mut settings, out)?)
}
