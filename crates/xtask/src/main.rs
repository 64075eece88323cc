//! The project's own build tool, `cargo xtask …`: one sub-module per subcommand, each with its own arguments.
//! Nothing of it is shipped; it leaves what the product does to the crates it builds.

mod web;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Build steps of this project that cargo alone cannot do"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the browser application into frontend/dist
    Web(web::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Web(arguments) => web::run(&arguments),
    }
}
