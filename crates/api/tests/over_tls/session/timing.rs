//! How long a refused log-in takes must not tell why it was refused. A measurement, not a quick test: run by
//! `cargo nextest run --package api --run-ignored only timing`, best on a machine that does nothing else.

use std::time::Instant;

use domain::account::{AccountStatus, Role};
use harness::databases;

use crate::office::people::{staff, try_sign_in};
use crate::support::city::{City, PASSWORD};
use crate::support::wire::Client;

/// Log-ins of each kind; two kinds together are the samples of one comparison.
const ROUNDS: usize = 1_000;
/// Beyond this, two kinds can be told apart by their time (the bound usual in leakage tests).
const LIMIT: f64 = 4.5;

/// Who is refused, and with which password.
const KINDS: [(&str, &str, &str); 5] = [
    ("no such user", "nobody.at.all", PASSWORD),
    ("wrong password", "sato.hanako", "a wrong password"),
    ("suspended", "teishi.chu", PASSWORD),
    ("other office's user", "suzuki.ichiro", PASSWORD),
    ("paused after failures", "matte.iru", PASSWORD),
];

/// Before every sample alike: only the one who is to be paused is, everybody else's failures are forgotten.
const RESET: &str = "UPDATE sign_in_failures SET on_day = 0, in_a_row = \
                     CASE WHEN login_hash IN (SELECT login_hash FROM to_be_paused) THEN 5 ELSE 0 END";

/// Whose failures these are: login IDs are kept as hashes, so it is found by being the only one.
const MARK: &str = "CREATE TABLE to_be_paused AS SELECT login_hash FROM sign_in_failures";

struct Sample {
    mean: f64,
    variance: f64,
}

fn sample(times: &[f64]) -> Sample {
    let count = times.len() as f64;
    let mean = times.iter().sum::<f64>() / count;
    let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
    Sample { mean, variance }
}

/// Welch's t: the difference of the means in units of its own uncertainty.
fn welch(one: &Sample, other: &Sample) -> f64 {
    (one.mean - other.mean) / ((one.variance + other.variance) / ROUNDS as f64).sqrt()
}

fn measure(client: &mut Client, kind: usize) -> f64 {
    let (name, login, password) = KINDS[kind];
    let begun = Instant::now();
    let answer = try_sign_in(client, login, password);
    let taken = begun.elapsed().as_secs_f64() * 1_000.0;
    assert_eq!(answer.status, 401, "{name}");
    taken
}

/// The kinds in another order each round, so that none always follows the same one.
fn shuffled(random: &mut u64) -> [usize; KINDS.len()] {
    let mut order = std::array::from_fn(|place| place);
    for place in (1..order.len()).rev() {
        *random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        order.swap(place, usize::try_from(*random >> 33).unwrap() % (place + 1));
    }
    order
}

#[test]
#[ignore = "takes a quarter of an hour"]
fn the_time_of_a_refused_log_in_does_not_tell_why() {
    for database in databases() {
        let city = City::on(&database);
        for login in ["teishi.chu", "matte.iru"] {
            let id = city
                .operator()
                .add_staff(city.ours.id, staff(login, "別 の人", Role::Viewer))
                .unwrap();
            if login == "teishi.chu" {
                city.operator()
                    .set_account_status(id, AccountStatus::Suspended)
                    .unwrap();
            }
        }
        let mut client = city.device(&city.ours);
        // The one who is to be paused needs a failure to begin with.
        assert_eq!(try_sign_in(&mut client, "matte.iru", "a wrong password").status, 401);
        database.by_other_hands(MARK);
        let mut times: [Vec<f64>; KINDS.len()] = std::array::from_fn(|_| Vec::with_capacity(ROUNDS));
        let mut random = 20_260_511;
        for round in 0..=ROUNDS {
            for kind in shuffled(&mut random) {
                database.by_other_hands(RESET);
                let taken = measure(&mut client, kind);
                // The first round makes the rows that the others find.
                if round > 0 {
                    times[kind].push(taken);
                }
            }
        }
        let samples = times.each_ref().map(|times| sample(times));
        let mut worst: f64 = 0.0;
        for (kind, one) in samples.iter().enumerate() {
            println!(
                "{} {}: mean {:.3} ms, sd {:.3} ms",
                database.kind,
                KINDS[kind].0,
                one.mean,
                one.variance.sqrt()
            );
            for (before, other) in samples[..kind].iter().enumerate() {
                let t = welch(one, other);
                println!("  against {}: t = {t:.2} over {} samples", KINDS[before].0, 2 * ROUNDS);
                worst = worst.max(t.abs());
            }
        }
        println!("{}: the largest |t| is {worst:.2}", database.kind);
        assert!(worst < LIMIT, "{}: |t| = {worst:.2}", database.kind);
    }
}
