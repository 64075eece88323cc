//! `engawa insurer papers`: what an insurer prepares before offices use the system, to be taken to the legal department.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use service::Operator;

/// `engawa insurer papers`.
#[derive(Args)]
pub struct Papers {
    /// The folder into which each paper is written as text (.md) and as .pdf; made if it is not there.
    #[arg(long)]
    out: PathBuf,
}

impl Papers {
    /// Writes them.
    ///
    /// # Errors
    /// If a paper cannot be set or a file cannot be written.
    pub fn write(&self, operator: &Operator) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.out).with_context(|| format!("cannot make {}", self.out.display()))?;
        for paper in operator.papers()? {
            for (ending, bytes) in [("md", paper.markdown.as_bytes()), ("pdf", &paper.pdf)] {
                let file = self.out.join(format!("{}.{ending}", paper.name));
                std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
                println!("{}", file.display());
            }
        }
        Ok(())
    }
}
