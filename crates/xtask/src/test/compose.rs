//! Asks Docker Compose whether docker-compose.yml is well formed. Where there is none it can only be read by people.

use crate::workspace::{answer, root, run};
use anyhow::Result;
use std::process::Command;

/// Today's Compose is a part of `docker`, the older one a program of its own.
const COMPOSE: [&[&str]; 2] = [&["docker", "compose"], &["docker-compose"]];

/// Fails on a file that Compose refuses.
pub fn check() -> Result<()> {
    for words in COMPOSE {
        let Some((program, leading)) = words.split_first() else {
            continue;
        };
        if answer(Command::new(program).args(leading).arg("version")).is_some() {
            return run(Command::new(program)
                .args(leading)
                .args(["config", "--quiet"])
                // The file insists on being given one; here it only has to be there.
                .env("ENGAWA_DATABASE_PASSWORD", "none")
                .current_dir(root()?));
        }
    }
    println!("Docker Compose is not installed: not checked");
    Ok(())
}
