//! What the tests of the use cases share: the invented city's insurer on a database of its own.

use domain::calendar::day::Day;
use harness::{Database, TestClock};
use service::{Config, Fence, SealingKey, Service};

/// A node's service of the invented city, set up. Nodes on one database have the same keys.
pub fn node(database: &Database, stream: &str, clock: &TestClock) -> Service {
    let service = service::open(Config {
        database: database.url.clone(),
        folder: "/".into(),
        connections: 4,
        sealing_keys: vec![(1, SealingKey::from_bytes([1; 32]))],
        index_key: SealingKey::from_bytes([2; 32]),
        insurer: sample::INSURER.parse().unwrap(),
        stream: stream.to_owned(),
        witness: None,
        clock: clock.clock(),
        fence: Fence::started_with(["support::in_the_fence", "--exact", "--ignored", "--nocapture"]).unwrap(),
    })
    .unwrap();
    let from = Day::parse_iso("2020-04-01").unwrap();
    let operator = service.operator("test".parse().unwrap());
    operator.set_up_insurer(sample::CITY, from).unwrap();
    service
}

#[test]
#[ignore = "not a test: what the others start in the fence"]
fn in_the_fence() {
    if let Some(code) = service::work_in_the_fence() {
        std::process::exit(code.into());
    }
}
