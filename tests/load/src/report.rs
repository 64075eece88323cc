//! What was measured, on what, as a table for people and as JSON for programs.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use serde::Serialize;

use crate::field::Proof;
use crate::figures::{Goal, Line, Ratio};

/// Everything.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The command and what it was told.
    pub command: String,
    /// The source that was measured.
    pub source: String,
    /// The machine.
    pub machine: String,
    /// Load averages before and after; anything else that ran.
    pub load: (String, String),
    pub lines: Vec<Line>,
    pub ratios: Vec<Ratio>,
    pub proofs: Vec<Proof>,
}

impl Report {
    /// Writes both files, named after the kind of measurement, and answers the table.
    pub fn write(&self, folder: &Path, name: &str) -> Result<String> {
        let table = self.table();
        fs::write(folder.join(format!("{name}.md")), &table)?;
        fs::write(folder.join(format!("{name}.json")), serde_json::to_string_pretty(self)?)?;
        Ok(table)
    }

    fn table(&self) -> String {
        let mut text = format!(
            "`{}` at {}, on {}; load average before {}, after {}.\n\n",
            self.command, self.source, self.machine, self.load.0, self.load.1
        );
        text.push_str(
            "| database | people | request | body B | server CPU µs (least–most) | database CPU µs | requests/s | p50 ms | p99 ms |\n\
             |---|--:|---|--:|--:|--:|--:|--:|--:|\n",
        );
        for line in &self.lines {
            text.push_str(&row(line));
        }
        text.push_str(
            "\n| database | ratio | server CPU (least–most) | goal | kept | server + database CPU | requests/s | p50 | p99 |\n\
             |---|---|--:|--:|---|--:|--:|--:|--:|\n",
        );
        for ratio in &self.ratios {
            text.push_str(&ratio_row(ratio));
        }
        text.push('\n');
        for proof in &self.proofs {
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "- {}, {} people: {} audited answers, {} ledger entries, `engawa audit verify` without a fault.",
                proof.database, proof.people, proof.audited_answers, proof.entries
            );
        }
        text
    }
}

fn row(line: &Line) -> String {
    let database = if line.database_cpu > 0.0 {
        format!("{:.0}", line.database_cpu)
    } else {
        "–".to_owned()
    };
    format!(
        "| {} | {} | {} | {:.0} | **{:.1}** ({:.1}–{:.1}) | {database} | {:.0} | {:.2} | {:.2} |\n",
        line.database,
        line.people,
        line.kind.name(),
        line.bytes,
        line.server_cpu,
        line.server_cpu_range.0,
        line.server_cpu_range.1,
        line.per_second,
        line.p50 / 1_000.0,
        line.p99 / 1_000.0,
    )
}

fn ratio_row(ratio: &Ratio) -> String {
    let goal = match ratio.goal {
        Goal::AtLeast(least) => format!("≥ {least}"),
        Goal::AtMost(most) => format!("≤ {most}"),
    };
    format!(
        "| {} | {} | **{:.3}** ({:.3}–{:.3}) | {goal} | {} | {:.3} | {:.3} | {:.3} | {:.3} |\n",
        ratio.database,
        ratio.what,
        ratio.server_cpu,
        ratio.server_cpu_range.0,
        ratio.server_cpu_range.1,
        if ratio.kept { "yes" } else { "**no**" },
        ratio.server_and_database_cpu,
        ratio.per_second,
        ratio.p50,
        ratio.p99,
    )
}

/// The source as git names it.
pub fn source() -> String {
    let told = Command::new("git")
        .args(["describe", "--always", "--dirty"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    match told {
        Ok(told) if told.status.success() => String::from_utf8_lossy(&told.stdout).trim().to_owned(),
        _ => "unknown source".to_owned(),
    }
}

/// Processor and cores.
pub fn machine() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let field = |line: &str| line.split_once(':').map(|(_, value)| value.trim().to_owned());
    let names: Vec<_> = processors
        .lines()
        .filter(|line| line.starts_with("model name"))
        .filter_map(field)
        .collect();
    let name = names.first().map_or("an unknown processor", String::as_str);
    Ok(format!("{} cores of {name}", names.len()))
}

/// The load average of the last minute.
pub fn load() -> Result<String> {
    let averages = fs::read_to_string("/proc/loadavg")?;
    Ok(averages.split(' ').next().unwrap_or_default().to_owned())
}
