//! The load generator of `cargo xtask bench`: prepares invented towns, starts the program on both databases, and measures
//! side by side what a disclosure costs. A process of its own beside the servers; needs the program built with the
//! feature `measure`, and builds nothing itself.

mod cpu;
mod field;
mod figures;
mod report;
mod server;
mod session;
mod town;
mod volley;
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use harness::Cluster;

use cpu::Counted;
use field::{Field, Terms};
use figures::{Goal, Ratio, Series};
use report::Report;
use town::{Plan, Town};
use volley::Kind;

/// Measures what an audited disclosure costs, beside the same without the ledger and beside static JSON.
#[derive(Parser)]
#[command(name = "cargo xtask bench")]
struct Arguments {
    /// The program, built with the feature `measure`
    #[arg(long, hide = true)]
    program: PathBuf,
    /// Where towns, logs and results go
    #[arg(long, hide = true)]
    out: PathBuf,
    /// How often everything is measured
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// How long each measurement takes
    #[arg(long, default_value_t = 4.0)]
    seconds: f64,
    /// How long the same goes on before each measurement, unmeasured
    #[arg(long, default_value_t = 1.0)]
    warm: f64,
    /// Connections to each server, each with one request under way
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Offices from which people are looked at, each with an account and a device
    #[arg(long, default_value_t = 8)]
    offices: usize,
    /// Insured people of the towns; with --growth, of the small and the large one
    #[arg(long, value_delimiter = ',')]
    people: Option<Vec<u64>>,
    /// The databases
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["sqlite", "postgres"])]
    databases: Vec<Database>,
    /// Instead, what an audited disclosure costs in a small and in a large town (takes long: the large one is taken in first)
    #[arg(long)]
    growth: bool,
    /// The core on which the servers run; without it anywhere
    #[arg(long, hide = true)]
    core: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Database {
    Sqlite,
    Postgres,
}

/// Static JSON by audited: how near the disclosure comes to what HTTP alone costs.
const TO_STATIC: [(&str, f64); 2] = [("sqlite", 0.18), ("postgres", 0.08)];
/// Unaudited by audited: how little the ledger adds.
const TO_UNAUDITED: f64 = 0.85;
/// Audited in a large town by audited in a small one.
const GROWTH: f64 = 1.3;

const USUAL: u64 = 10_000;
const LARGE: u64 = 1_000_000;

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let load_before = report::load()?;
    fs::create_dir_all(&arguments.out)?;
    let cluster = match arguments.databases.contains(&Database::Postgres) {
        true => Some(Cluster::start()?),
        false => None,
    };
    let mut fields = arguments.fields(cluster.as_ref())?;
    let series = arguments.rounds(&mut fields)?;
    let ratios = if arguments.growth {
        growth(&series)
    } else {
        comparison(&series)
    };
    let proofs = fields
        .into_iter()
        .map(|field| field.close(arguments.terms()))
        .collect::<Result<_>>()?;
    let report = Report {
        command: command_line(),
        source: report::source(),
        machine: report::machine()?,
        load: (load_before, report::load()?),
        lines: series.iter().map(Series::line).collect(),
        ratios,
        proofs,
    };
    let name = if arguments.growth { "growth" } else { "bench" };
    println!("{}", report.write(&arguments.out, name)?);
    Ok(())
}

impl Arguments {
    fn terms(&self) -> Terms<'_> {
        Terms {
            plan: Plan {
                program: &self.program,
                offices: self.offices,
            },
            connections: self.connections,
            core: self.core,
            time: Duration::from_secs_f64(self.seconds),
            warm: Duration::from_secs_f64(self.warm),
        }
    }

    fn kinds(&self) -> &'static [Kind] {
        if self.growth { &[Kind::Audited] } else { &Kind::ALL }
    }

    fn sizes(&self) -> Vec<u64> {
        let usual: &[u64] = if self.growth { &[USUAL, LARGE] } else { &[USUAL] };
        self.people.clone().unwrap_or_else(|| usual.to_vec())
    }

    /// Prepares every town and starts its server.
    fn fields(&self, cluster: Option<&Cluster>) -> Result<Vec<Field>> {
        let mut fields = Vec::new();
        for people in self.sizes() {
            for database in &self.databases {
                fields.push(match (database, cluster) {
                    (Database::Postgres, Some(cluster)) => self.postgres(cluster, people)?,
                    _ => self.open("sqlite", people, "engawa.sqlite", None)?,
                });
            }
        }
        Ok(fields)
    }

    fn postgres(&self, cluster: &Cluster, people: u64) -> Result<Field> {
        let url = cluster.create_database(&format!("town_{people}"))?;
        self.open("postgres", people, &url, Some(Counted::Family(postmaster(cluster)?)))
    }

    fn open(&self, database: &'static str, people: u64, url: &str, counted: Option<Counted>) -> Result<Field> {
        let data = self.out.join(format!("{database}-{people}"));
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        let terms = self.terms();
        let town = Town::make(terms.plan, &data, people, url)?;
        let log = self.out.join(format!("{database}-{people}.log"));
        Field::open(terms, (database, people), town, counted, &log)
    }

    /// Everything in turn, beginning with another kind in each round.
    fn rounds(&self, fields: &mut [Field]) -> Result<Vec<Series>> {
        let kinds = self.kinds();
        let mut series: Vec<Series> = Vec::new();
        for field in fields.iter() {
            series.extend(kinds.iter().map(|kind| Series {
                database: field.database,
                people: field.people,
                kind: *kind,
                rounds: Vec::with_capacity(self.rounds),
            }));
        }
        for round in 0..self.rounds {
            eprintln!("round {} of {}", round + 1, self.rounds);
            for (field, own) in fields.iter_mut().zip(series.chunks_mut(kinds.len())) {
                field.renew()?;
                own.rotate_left(round % kinds.len());
                for series in own.iter_mut() {
                    series.rounds.push(field.measure(self.terms(), series.kind)?);
                }
                own.rotate_right(round % kinds.len());
            }
        }
        Ok(series)
    }
}

/// The first process of the cluster, whose children are the others.
fn postmaster(cluster: &Cluster) -> Result<u32> {
    let file: &Path = &cluster.socket().join("data/postmaster.pid");
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let pid = text.lines().next().and_then(|line| line.trim().parse().ok());
    pid.context("postmaster.pid holds no process id")
}

fn comparison(series: &[Series]) -> Vec<Ratio> {
    let mut ratios = Vec::new();
    for own in series.chunks(Kind::ALL.len()) {
        let [fixed, unaudited, audited] = own else { continue };
        let goal = TO_STATIC.iter().find(|(database, _)| *database == audited.database);
        let goal = goal.map_or(0.0, |(_, goal)| *goal);
        ratios.push(unaudited.by(audited, "unaudited ÷ audited".to_owned(), Goal::AtLeast(TO_UNAUDITED)));
        ratios.push(fixed.by(audited, "static ÷ audited".to_owned(), Goal::AtLeast(goal)));
    }
    ratios
}

fn growth(series: &[Series]) -> Vec<Ratio> {
    let mut ratios = Vec::new();
    for (at, small) in series.iter().enumerate() {
        for large in series
            .iter()
            .skip(at + 1)
            .filter(|large| large.database == small.database)
        {
            let what = format!("audited with {} ÷ with {}", large.people, small.people);
            ratios.push(large.by(small, what, Goal::AtMost(GROWTH)));
        }
    }
    ratios
}

/// What the user typed, without what `cargo xtask bench` adds.
fn command_line() -> String {
    let mut words = vec!["cargo xtask bench".to_owned()];
    let mut given = std::env::args().skip(1);
    while let Some(word) = given.next() {
        if ["--program", "--out", "--core"].contains(&word.as_str()) {
            given.next();
        } else {
            words.push(word);
        }
    }
    words.join(" ")
}
