//! What a load balancer is told: red soon after a fault, green again by itself, without anybody's asking for anything.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod support;

use std::time::{Duration, Instant};

use harness::{Cluster, TestClock, postgres_in};
use service::Service;

/// Within which a balancer must learn that a node has fallen or is back.
const SOON: Duration = Duration::from_secs(5);

/// Asks again and again until the answer is this one.
async fn wait_until(service: &Service, is_ready: bool) {
    let since = Instant::now();
    while service.ready().await.is_ok() != is_ready {
        assert!(since.elapsed() < SOON, "not within {SOON:?}");
        tokio::task::yield_now().await;
    }
}

#[test]
fn a_node_is_ready_again_by_itself_after_its_server_was_gone() {
    let cluster = Cluster::start().unwrap();
    let database = postgres_in(&cluster);
    let service = support::node(&database, "node-1", &TestClock::at_the_machines_time());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        wait_until(&service, true).await;
        for _ in 0..2 {
            cluster.crash().unwrap();
            wait_until(&service, false).await;
            cluster.start_again().unwrap();
            wait_until(&service, true).await;
            // Not only for a moment: every connection that the pool held is a new one.
            for _ in 0..20 {
                service.ready().await.unwrap();
            }
        }
    });
}
