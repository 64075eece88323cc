//! `engawa insurer text`: the texts that people agree to, in versions of the insurer's own.

use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;
use domain::insurer::TextKind;
use service::Operator;

fn kind(text: &str) -> Result<TextKind, &'static str> {
    TextKind::from_code(text).ok_or("terms or consent-form")
}

/// `engawa insurer text`.
#[derive(Subcommand)]
pub enum Text {
    /// Show which versions there are, the one in force first, and the text in force.
    Show {
        /// `terms` or `consent-form`.
        #[arg(long, value_parser = kind)]
        kind: TextKind,
    },
    /// Write a text as the PDF that it would be, without publishing it.
    Preview {
        /// `terms` or `consent-form`.
        #[arg(long, value_parser = kind)]
        kind: TextKind,
        /// What the version would be called.
        #[arg(long)]
        version: String,
        /// The text, in Markdown.
        #[arg(long)]
        file: PathBuf,
        /// Where the PDF is written.
        #[arg(long)]
        out: PathBuf,
    },
    /// Publish a version: it is in force from then on, and everybody who begins is asked to agree to it.
    Publish {
        /// `terms` or `consent-form`.
        #[arg(long, value_parser = kind)]
        kind: TextKind,
        /// What the version is called, such as 2026-10.
        #[arg(long)]
        version: String,
        /// The text, in Markdown.
        #[arg(long)]
        file: PathBuf,
    },
}

impl Text {
    /// Runs it.
    ///
    /// # Errors
    /// If a file cannot be read or written, or the text may not be published.
    pub fn run(&self, operator: &Operator) -> anyhow::Result<()> {
        let read =
            |file: &PathBuf| std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()));
        match self {
            Self::Show { kind } => {
                let versions = operator.texts(*kind)?;
                for version in &versions {
                    println!("version {}", version.version.version);
                }
                if let Some(in_force) = versions.first() {
                    println!("{}", in_force.version.text);
                }
            }
            Self::Preview {
                kind,
                version,
                file,
                out,
            } => {
                let paper = operator.preview_text(*kind, version, &read(file)?)?;
                std::fs::write(out, paper.pdf).with_context(|| format!("cannot write {}", out.display()))?;
                println!("{}", out.display());
            }
            Self::Publish { kind, version, file } => {
                operator.publish_text(*kind, version, &read(file)?)?;
                println!("published {kind} {version}");
            }
        }
        Ok(())
    }
}
