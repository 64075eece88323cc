//! How long the answer for somebody else's client takes must not tell that there is such a person. A measurement, not a quick
//! test: run by `cargo nextest run --package api --run-ignored only a_foreign`, best on a machine that does nothing else.

use std::time::Instant;

use harness::{Database, databases};

use crate::support::city::City;
use crate::support::welch::{LIMIT, Random, Sample};
use crate::support::wire::Client;

/// Pairs of one of each kind.
const PAIRS: usize = 2_000;
/// Before anything is measured: connections, caches and rows that later requests find.
const WARM: usize = 100;

/// Somebody's client, with a document of theirs.
struct Foreign {
    person: String,
    document: String,
}

/// The address of a look at a person and a document.
type Look = fn(&str, &str) -> String;

/// What is asked about them.
const LOOKS: [(&str, Look); 4] = [
    ("person", |person, _| format!("/api/v1/clients/{person}")),
    ("progress", |person, _| format!("/api/v1/clients/{person}/progress")),
    ("document", |person, document| {
        format!("/api/v1/clients/{person}/documents/{document}")
    }),
    ("page of a document", |person, document| {
        format!("/api/v1/clients/{person}/documents/{document}/pages/1")
    }),
];

fn foreign(city: &City) -> Foreign {
    let mut theirs = city.signed_in(&city.ours);
    let list = theirs.get("/api/v1/clients").json();
    let person = |line: &serde_json::Value| line["personId"].as_str().unwrap().to_owned();
    let people = list["items"].as_array().unwrap().iter().map(person);
    let with_documents = people.map(|person| {
        let documents = theirs.get(&format!("/api/v1/clients/{person}/documents"));
        (person, documents)
    });
    for (person, documents) in with_documents {
        if documents.status == 200
            && let Some(document) = documents.json()["documents"][0]["documentId"].as_str()
        {
            let document = document.to_owned();
            return Foreign { person, document };
        }
    }
    panic!("nobody has a document");
}

/// An id that nothing has, of the kind that everything has.
fn nothing(random: &mut Random) -> String {
    const FIRST: u128 = 0x0196_b000_0000_7000_8000_0000_0000_0000;
    uuid::Uuid::from_u128(FIRST + u128::from(random.next())).to_string()
}

fn measure(client: &mut Client, path: &str) -> f64 {
    let begun = Instant::now();
    let answer = client.get(path);
    let taken = begun.elapsed().as_secs_f64() * 1_000.0;
    assert_eq!(answer.status, 404, "{path}");
    taken
}

/// Whether what is unknown and what is foreign can be told apart.
fn compare(database: &Database, name: &str, client: &mut Client, look: Look, foreign: &Foreign) {
    let mut random = Random(20_261_128);
    let mut times: [Vec<f64>; 2] = Default::default();
    for pair in 0..WARM + PAIRS {
        let unknown = look(&nothing(&mut random), &nothing(&mut random));
        let known = look(&foreign.person, &foreign.document);
        for kind in random.order::<2>() {
            let taken = measure(client, if kind == 0 { &unknown } else { &known });
            if pair >= WARM {
                times[kind].push(taken);
            }
        }
    }
    let [unknown, known] = times.map(|times| Sample::of(&times));
    let t = unknown.t(&known);
    println!(
        "{} {name}: unknown {:.4} ms (sd {:.3}), foreign {:.4} ms (sd {:.3}), t = {t:.2} over {PAIRS} pairs",
        database.kind,
        unknown.mean,
        unknown.deviation(),
        known.mean,
        known.deviation()
    );
    assert!(t.abs() < LIMIT, "{} {name}: |t| = {:.2}", database.kind, t.abs());
}

#[test]
#[ignore = "takes minutes, and wants the machine for itself"]
fn the_time_of_an_answer_does_not_tell_a_foreign_person_from_nobody() {
    for database in databases() {
        let city = City::on(&database);
        let foreign = foreign(&city);
        let mut outsider = city.signed_in(&city.other);
        for (name, look) in LOOKS {
            compare(&database, name, &mut outsider, look, &foreign);
        }
    }
}
