//! How long a refused log-in takes must not tell why it was refused. A measurement, not a quick test: run by
//! `cargo nextest run --package api --run-ignored only timing`, best on a machine that does nothing else.

use std::time::Instant;

use domain::account::{AccountStatus, Role};
use harness::databases;

use crate::office::people::{staff, try_sign_in};
use crate::support::city::{City, PASSWORD};
use crate::support::welch::{LIMIT, Random, Sample};
use crate::support::wire::Client;

/// Log-ins of each kind; two kinds together are the samples of one comparison.
const ROUNDS: usize = 1_000;

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

fn measure(client: &mut Client, kind: usize) -> f64 {
    let (name, login, password) = KINDS[kind];
    let begun = Instant::now();
    let answer = try_sign_in(client, login, password);
    let taken = begun.elapsed().as_secs_f64() * 1_000.0;
    assert_eq!(answer.status, 401, "{name}");
    taken
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
        let mut random = Random(20_260_511);
        for round in 0..=ROUNDS {
            for kind in random.order::<{ KINDS.len() }>() {
                database.by_other_hands(RESET);
                let taken = measure(&mut client, kind);
                // The first round makes the rows that the others find.
                if round > 0 {
                    times[kind].push(taken);
                }
            }
        }
        let samples = times.each_ref().map(|times| Sample::of(times));
        let mut worst: f64 = 0.0;
        for (kind, one) in samples.iter().enumerate() {
            println!(
                "{} {}: mean {:.3} ms, sd {:.3} ms",
                database.kind,
                KINDS[kind].0,
                one.mean,
                one.deviation()
            );
            for (before, other) in samples[..kind].iter().enumerate() {
                let t = one.t(other);
                println!("  against {}: t = {t:.2} over {} samples", KINDS[before].0, 2 * ROUNDS);
                worst = worst.max(t.abs());
            }
        }
        println!("{}: the largest |t| is {worst:.2}", database.kind);
        assert!(worst < LIMIT, "{}: |t| = {worst:.2}", database.kind);
    }
}
