//! One session, and one device, may ask for so much in a minute; whoever asks again and again for what is not there is slowed
//! down and noted.

use std::time::Duration;

use api::{Rate, Reading};
use chrono::TimeDelta;
use harness::{databases, sqlite};

use crate::office::people::{administrator, signed_in};
use crate::support::city::City;

fn reading(session: u32, device: u32, misses: u32) -> Reading {
    let a_minute = |burst| Rate {
        burst,
        every: Duration::from_secs(60) / burst,
    };
    Reading {
        session: a_minute(session),
        device: a_minute(device),
        misses: a_minute(misses),
    }
}

/// An id that nothing has.
fn nobody(number: u32) -> String {
    format!("/api/v1/clients/0196b000-0000-7000-8000-{number:012}")
}

#[test]
fn what_is_left_is_told_and_after_it_one_has_to_wait() {
    let city = City::reading_at(&sqlite(), reading(6, 100, 60));
    let mut client = city.signed_in(&city.ours);
    for left in (0..6).rev() {
        let answer = client.get("/api/v1/work");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("ratelimit-policy"), Some("\"session\";q=6;w=60"));
        let rest = format!("\"session\";r={left};t={}", (6 - left) * 10);
        assert_eq!(answer.header("ratelimit"), Some(rest.as_str()));
    }
    let refused = client.get("/api/v1/work");
    assert_eq!(
        (refused.status, refused.problem().0.as_str()),
        (429, "too-many-requests")
    );
    assert!(refused.header("ratelimit").unwrap().starts_with("\"session\";r=0;"));
    let wait: i64 = refused.header("retry-after").unwrap().parse().unwrap();
    city.clock.advance(TimeDelta::seconds(wait));
    assert_eq!(client.get("/api/v1/work").status, 200);
    assert_eq!(
        client.get("/api/v1/work").status,
        429,
        "one more after each tenth of a minute"
    );
}

#[test]
fn sessions_of_one_device_share_what_it_may_and_another_device_has_its_own() {
    let city = City::reading_at(&sqlite(), reading(100, 6, 60));
    administrator(&city, &city.ours, "kanri.taro");
    let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
    let mut client = city.signed_in(&city.ours);
    let statuses: Vec<_> = (0..4).map(|_| client.get("/api/v1/work").status).collect();
    assert_eq!(statuses, [200; 4], "after two log-ins");
    let refused = admin.get("/api/v1/organization");
    assert_eq!(
        (refused.status, refused.header("ratelimit-policy")),
        (429, Some("\"device\";q=6;w=60"))
    );
    assert_eq!(city.signed_in(&city.other).get("/api/v1/work").status, 200);
    assert_eq!(client.get("/").status, 200, "pages are none of the API's business");
}

#[test]
fn who_walks_through_ids_is_slowed_down_and_noted_once_a_minute() {
    for database in databases() {
        let city = City::reading_at(&database, reading(1_000, 1_000, 60));
        let mut client = city.signed_in(&city.ours);
        let before = city.entries();
        let statuses: Vec<_> = (0..70).map(|number| client.get(&nobody(number)).status).collect();
        assert_eq!(statuses[..60], [404; 60]);
        assert_eq!(statuses[60..], [429; 10]);
        // One for each look, whether it was answered or not, and one for the walk.
        assert_eq!(city.entries() - before, 71);
        assert_eq!(client.get("/api/v1/work").status, 200, "what is there is there");
        city.clock.advance(TimeDelta::minutes(1));
        let before = city.entries();
        let statuses: Vec<_> = (0..70).map(|number| client.get(&nobody(number)).status).collect();
        assert_eq!(statuses[59..61], [404, 429]);
        assert_eq!(city.entries() - before, 71, "noted again in the next minute");
    }
}
