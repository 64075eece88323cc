//! Gets the running product and the browsers ready for `tests/browser`, which holds what is tested.

use super::node;
use super::qt::{self, Qt};
use crate::workspace::{run, xtask};
use anyhow::Result;
use std::process::Command;

/// The command that runs all browser tests.
pub fn command() -> Result<Command> {
    run(&mut xtask("web")?)?;
    let mut node = node::command("browser")?;
    match qt::fetch()? {
        Qt::There(folder) => node.env("ENGAWA_QT", folder),
        Qt::Missing(why) => {
            println!("Qt 5.12 cannot be had, so what needs it will be skipped: {why}");
            node.env("ENGAWA_WITHOUT_QT", format!("Qt 5.12 cannot be had: {why}"))
        }
    };
    Ok(node)
}
