//! The project's own build tool, `cargo xtask …`: one sub-module per subcommand, each with its own arguments.
//! Nothing of it is shipped; it leaves what the product does to the crates it builds.

mod bench;
mod demo;
mod fuzz;
mod machine;
mod sbom;
mod step;
mod tally;
mod test;
mod web;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

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
    /// Measure what an audited disclosure costs, on both databases (`--growth`: in a small and a large town)
    Bench(bench::Arguments),
    /// Build everything and start it with an invented municipality in the folder `demo`
    Demo(demo::Arguments),
    /// Let libFuzzer look for bytes that break a reader of what strangers send
    Fuzz(fuzz::Arguments),
    /// Write the list of all parts of the program (CycloneDX 1.5)
    Sbom(sbom::Arguments),
    /// Check and test everything, the quick steps first
    Test(test::Arguments),
    /// Build the browser application into frontend/dist
    Web(web::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Bench(arguments) => bench::run_to_the_end(&arguments).map(|()| true),
        Command::Demo(arguments) => demo::run_to_the_end(&arguments).map(|()| true),
        Command::Fuzz(arguments) => fuzz::run_to_the_end(&arguments).map(|()| true),
        Command::Sbom(arguments) => sbom::run(&arguments).map(|()| true),
        Command::Test(arguments) => test::run_all(&arguments),
        Command::Web(arguments) => web::run(&arguments).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        // What is wrong has been said.
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
