//! `engawa import`: files as the city delivers them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use service::{DeliveryReport, Finding, ImportError, ImportOptions, Importer, Service, Severity};

use crate::house::House;

/// `engawa import`.
#[derive(Args)]
pub struct Import {
    /// Files, or directories of them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where every finding is written as CSV (UTF-8); without it the first ones are printed.
    #[arg(long)]
    report: Option<PathBuf>,
}

/// Findings printed per file when no report is asked for.
const PRINTED: usize = 20;

impl Import {
    /// Takes the files in.
    ///
    /// # Errors
    /// If a report cannot be written. A file that cannot be taken in is told and stops nothing else, but the program
    /// then ends with failure.
    pub fn run(&self, data: &Path) -> anyhow::Result<ExitCode> {
        let service = House::open(data)?.service_beside()?;
        let files = in_order(&self.files)?;
        let mut report = match &self.report {
            Some(path) => Some(Report::create(path)?),
            None => None,
        };
        let mut code = ExitCode::SUCCESS;
        for file in files {
            match take_in(&service, &file, report.as_mut()) {
                Ok(_) => {}
                Err(error) => {
                    eprintln!("{error}");
                    code = ExitCode::FAILURE;
                }
            }
        }
        if let Some(report) = report {
            report.finish()?;
        }
        Ok(code)
    }
}

/// Every file, people before what speaks of them, whatever order the directory has.
pub fn in_order(given: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in given {
        if path.is_dir() {
            for entry in std::fs::read_dir(path).with_context(|| format!("{} cannot be read", path.display()))? {
                let path = entry?.path();
                if path
                    .extension()
                    .is_some_and(|extension| extension == "csv" || extension == "zip")
                {
                    files.push(path);
                }
            }
        } else {
            files.push(path.clone());
        }
    }
    files.sort_by_key(|path| (turn(path), path.clone()));
    Ok(files)
}

/// People first, applications before their milestones and results.
fn turn(path: &Path) -> usize {
    const ORDER: [&str; 9] = [
        "offices",
        "jigyosho",
        "person",
        "assignment",
        "consent",
        "application",
        "milestone",
        "certification",
        "burden_ratio",
    ];
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    ORDER.iter().position(|feed| name.contains(feed)).unwrap_or(ORDER.len())
}

/// Takes one file in and prints what came of it.
pub fn take_in(service: &Service, file: &Path, report: Option<&mut Report>) -> Result<DeliveryReport, ImportError> {
    let started = Instant::now();
    let mut printed = 0;
    let mut report = report;
    let mut on_finding = |finding: &Finding| match &mut report {
        Some(report) => report.write(finding),
        None => {
            printed += 1;
            if printed <= PRINTED {
                println!("  {finding}");
            } else if printed == PRINTED + 1 {
                println!("  … more; --report FILE writes all of them");
            }
        }
    };
    let mut on_progress = |rows: u64| {
        if rows % 50_000 < 1_000 {
            log::info!("{}: {rows} rows", file.display());
        }
    };
    let done = Importer::new(service, ImportOptions::default(), &mut on_finding, &mut on_progress).import(file)?;
    println!(
        "{}: {} rows, {} new, {} changed, {} unchanged, {} refused, {} warnings ({:.1} s)",
        done.file,
        done.rows(),
        done.tally.new,
        done.tally.changed,
        done.tally.unchanged,
        done.refused,
        done.warnings,
        started.elapsed().as_secs_f64()
    );
    Ok(done)
}

/// A CSV of findings; values are masked already.
pub struct Report {
    file: std::io::BufWriter<std::fs::File>,
    failed: Option<std::io::Error>,
}

impl Report {
    fn create(path: &Path) -> anyhow::Result<Self> {
        let file = std::fs::File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
        let mut report = Self {
            file: std::io::BufWriter::new(file),
            failed: None,
        };
        report.line(&["ファイル", "行", "列", "重大度", "規則", "内容", "値（伏せ字）"].map(str::to_owned));
        Ok(report)
    }

    fn write(&mut self, finding: &Finding) {
        let severity = match finding.severity {
            Severity::Warning => "警告",
            Severity::Error => "エラー",
        };
        self.line(&[
            finding.file.to_string(),
            finding.row.map(|row| row.to_string()).unwrap_or_default(),
            finding.column.clone().unwrap_or_default(),
            severity.to_owned(),
            finding.rule.to_owned(),
            finding.message_ja.clone(),
            finding.masked_value.clone().unwrap_or_default(),
        ]);
    }

    fn line(&mut self, cells: &[String]) {
        let quoted: Vec<String> = cells
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        if let Err(error) = writeln!(self.file, "{}", quoted.join(",")) {
            self.failed.get_or_insert(error);
        }
    }

    fn finish(mut self) -> anyhow::Result<()> {
        if let Err(error) = self.file.flush() {
            self.failed.get_or_insert(error);
        }
        self.failed
            .map_or(Ok(()), |error| Err(error).context("the report could not be written"))
    }
}
