//! `engawa import`: files as the city delivers them.

pub mod files;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use domain::audit::Command;
use domain::delivery::{Finding, ReceptionRule};
use domain::language::Language;
use service::{DeliveryError, DeliveryReport, ImportOptions, Mapping, Observer, Operator, Reading};

use self::files::Files;
use crate::data_dir::DataDir;

/// Ends a run in which rows were refused, though every file was taken in. 2 is what a wrong command line ends with.
const ROWS_REFUSED: u8 = 3;

/// `engawa import`.
#[derive(Args)]
#[command(
    after_help = "Exit codes: 0 everything was taken in; 1 a file was not taken in; 2 the command line is wrong; \
    3 every file was taken in, but rows of them were refused (see the findings)."
)]
pub struct Import {
    /// Files, or directories of them, at any depth.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where every finding is written as CSV (UTF-8 with a byte order mark, so that Excel opens it); without it the first ones are printed.
    #[arg(long)]
    report: Option<PathBuf>,
    /// A TOML file with a vendor's headings: which of its columns is which of ours.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Take in files also where newer ones of the same feed have been taken in: their rows overwrite newer ones.
    #[arg(long)]
    even_if_older: bool,
}

/// What a file refused for its age may be taken in with.
const EVEN_IF_OLDER: &str = "古い内容で上書きしてよいときだけ、--even-if-older を付けてください。";

/// What is said of a file of a folder that is passed over.
const LEFT: &str = "拡張子が .csv でも .zip でもないため、取り込みません。";

/// What is said when no file can be taken in at all.
const NOTHING_FOUND: &str = "取り込めるファイルが1つもありません（.csv か .zip のファイルが必要です）。";

/// Findings printed per file when no report is asked for.
const PRINTED: usize = 20;

impl Import {
    /// Takes the files in.
    ///
    /// # Errors
    /// If a report cannot be written. A file that cannot be taken in is told and stops nothing else, but the program
    /// then ends with failure.
    pub fn run(&self, data: &Path, by: Command) -> anyhow::Result<ExitCode> {
        let reading = Reading {
            options: ImportOptions {
                mapping: self.mapping.as_deref().map_or(Ok(Mapping::default()), read_mapping)?,
                ..ImportOptions::default()
            },
            even_if_older: self.even_if_older,
        };
        let operator = DataDir::open(data)?.operator_beside(by)?;
        let files = Files::under(&self.files)?;
        for left in &files.left {
            eprintln!("{}: {LEFT}", left.display());
        }
        anyhow::ensure!(!files.taken.is_empty(), NOTHING_FOUND);
        let mut report = match &self.report {
            Some(path) => Some(Report::create(path)?),
            None => None,
        };
        let (mut files_refused, mut rows_refused) = (0_u64, 0);
        for file in files.taken {
            match take_in(&operator, &file, &reading, report.as_mut()) {
                Ok(done) => rows_refused += done.refused,
                Err(error) => {
                    eprintln!("{}", told(&error));
                    files_refused += 1;
                }
            }
        }
        if let Some(report) = report {
            report.finish()?;
        }
        Ok(exit_code(files_refused, rows_refused))
    }
}

/// A file that is missing weighs more than rows that are.
fn exit_code(files_refused: u64, rows_refused: u64) -> ExitCode {
    match (files_refused, rows_refused) {
        (0, 0) => ExitCode::SUCCESS,
        (0, _) => ExitCode::from(ROWS_REFUSED),
        _ => ExitCode::FAILURE,
    }
}

fn read_mapping(path: &Path) -> anyhow::Result<Mapping> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Mapping::from_toml(&text).with_context(|| format!("{} is not a mapping", path.display()))
}

/// Why a file was not taken in, and which option may change that.
fn told(error: &DeliveryError) -> String {
    let words = error.words(Language::Japanese);
    match error.rule() {
        Some(ReceptionRule::Older { .. }) => words + EVEN_IF_OLDER,
        _ => words,
    }
}

/// Takes one file in and prints what came of it.
pub fn take_in(
    operator: &Operator,
    file: &Path,
    reading: &Reading,
    report: Option<&mut Report>,
) -> Result<DeliveryReport, DeliveryError> {
    let started = Instant::now();
    let mut printer = Printer {
        file,
        report,
        printed: 0,
    };
    let received = operator.receive_file(file)?;
    let done = operator.apply(received, reading, &mut printer)?;
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

/// Writes findings into the report, or prints the first of them.
struct Printer<'p> {
    file: &'p Path,
    report: Option<&'p mut Report>,
    printed: usize,
}

impl Observer for Printer<'_> {
    fn found(&mut self, finding: &Finding) {
        match &mut self.report {
            Some(report) => report.write(finding),
            None => {
                self.printed += 1;
                if self.printed <= PRINTED {
                    println!("  {}", finding.line(Language::Japanese));
                } else if self.printed == PRINTED + 1 {
                    println!("  … more; --report FILE writes all of them");
                }
            }
        }
    }

    fn counted(&mut self, rows: u64) {
        if rows % 50_000 < 1_000 {
            log::info!("{}: {rows} rows", self.file.display());
        }
    }
}

/// Without it Excel reads a CSV in the machine's old encoding.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A CSV of findings; values are masked already.
pub struct Report {
    file: std::io::BufWriter<std::fs::File>,
    failed: Option<std::io::Error>,
}

impl Report {
    fn create(path: &Path) -> anyhow::Result<Self> {
        let unwritable = || format!("{} cannot be written", path.display());
        let mut file = std::io::BufWriter::new(std::fs::File::create(path).with_context(unwritable)?);
        file.write_all(BYTE_ORDER_MARK).with_context(unwritable)?;
        let mut report = Self { file, failed: None };
        report.line(&["ファイル", "行", "列", "重大度", "規則", "内容", "値（伏せ字）"].map(str::to_owned));
        Ok(report)
    }

    fn write(&mut self, finding: &Finding) {
        self.line(&[
            finding.file.to_string(),
            finding.row.map(|row| row.to_string()).unwrap_or_default(),
            finding.column.clone().unwrap_or_default(),
            finding.severity().name(Language::Japanese).to_owned(),
            finding.rule.id().to_owned(),
            finding.rule.words(Language::Japanese),
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

#[cfg(test)]
mod tests {
    use domain::calendar::day::Day;
    use domain::delivery::WrittenOut;
    use domain::delivery::feed::Feed;

    use super::*;

    #[test]
    fn a_report_opens_in_excel() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        let mut report = Report::create(&path).unwrap();
        report.write(&Finding::of_file(&"f.csv".into(), ReceptionRule::NameForm));
        report.finish().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("\u{feff}\"ファイル\","), "{text}");
        assert_eq!(text.lines().count(), 2);
    }

    #[test]
    fn a_file_refused_for_its_age_names_the_option_that_takes_it_in_all_the_same() {
        let day = |text: &str| WrittenOut(Day::parse_iso(text).unwrap());
        let refused = |rule| DeliveryError::NotReceived {
            file: "439992_person_20261120.csv".into(),
            rule,
        };
        let older = told(&refused(ReceptionRule::Older {
            of: day("2026-11-20"),
            feed: Feed::Person,
            newest: day("2026-11-21"),
        }));
        for part in ["令和8年11月20日", "令和8年11月21日", "被保険者", "--even-if-older"] {
            assert!(older.contains(part), "{older}");
        }
        assert!(!told(&refused(ReceptionRule::OtherInsurer)).contains("--even-if-older"));
    }
}
