//! What is taken back is gone: at the next request of an open connection, on a connection that wants to go on with an old
//! TLS session, and half a second later on another node that shares the database.

use chrono::TimeDelta;
use domain::account::AccountStatus;
use domain::organization::OrganizationStatus;
use harness::databases;

use crate::access::tls::Returning;
use crate::office::people::{administrator, on, signed_in, staff, try_sign_in};
use crate::support::city::City;
use crate::support::wire::Client;

/// What another node may still believe.
const BELIEVED: TimeDelta = TimeDelta::milliseconds(500);

/// For half a second it may still be answered; whatever comes later must be refused.
#[track_caller]
fn refused_after_half_a_second(city: &City, client: &mut Client, path: &str, what: &str) {
    assert_eq!(
        client.get(path).status,
        200,
        "{what}: remembered, or this test shows nothing"
    );
    city.clock.advance(BELIEVED);
    let answer = client.get(path);
    assert!((400..500).contains(&answer.status), "{what}: {answer:?}");
}

#[test]
fn what_another_node_takes_back_is_gone_here_after_half_a_second() {
    for database in databases() {
        let city = City::on(&database);
        let second = city.second_node(&database).operator("test".parse().unwrap());
        let kind = database.kind;
        let account = city
            .operator()
            .add_staff(
                city.ours.id,
                staff("kobayashi", "小林", domain::account::Role::CareManager),
            )
            .unwrap();
        administrator(&city, &city.other, "kanri.jiro");

        let mut suspended = signed_in(&city, &city.ours.identity, "kobayashi");
        assert_eq!(suspended.get("/api/v1/clients").status, 200);
        second.set_account_status(account, AccountStatus::Suspended).unwrap();
        refused_after_half_a_second(&city, &mut suspended, "/api/v1/clients", &format!("{kind}: account"));

        let mut stopped = city.signed_in(&city.ours);
        assert_eq!(stopped.get("/api/v1/clients").status, 200);
        second
            .set_organization_status(city.ours.id, OrganizationStatus::Suspended, None)
            .unwrap();
        refused_after_half_a_second(&city, &mut stopped, "/api/v1/clients", &format!("{kind}: organization"));

        let mut revoked = signed_in(&city, &city.other.identity, "kanri.jiro");
        assert_eq!(revoked.get("/api/v1/organization").status, 200);
        second.revoke_device(city.other.device).unwrap();
        refused_after_half_a_second(&city, &mut revoked, "/api/v1/organization", &format!("{kind}: device"));
        assert_eq!(
            try_sign_in(&mut on(&city, &city.other.identity), "kanri.jiro", "x")
                .problem()
                .0,
            "device-refused",
            "signing in asks the database itself"
        );
    }
}

#[test]
fn a_tls_session_from_before_the_revocation_opens_nothing() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        assert_eq!(client.get("/api/v1/work").status, 200);
        let cookie = client.cookie.clone().unwrap();
        let request =
            format!("GET /api/v1/work HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
        let device = Returning::new(&city.ours.identity);
        let before = device.told(city.address, "-tls1_2", "-sess_out", &request);
        assert!(before.contains("HTTP/1.1 200"), "{before}");
        city.operator().revoke_device(city.ours.device).unwrap();
        // The server gives out nothing to come back with; if it ever did, coming back must not help.
        let direction = if device.has_session() { "-sess_in" } else { "-sess_out" };
        let after = device.told(city.address, "-tls1_2", direction, &request);
        assert!(after.contains("HTTP/1.1 403"), "{after}");
        assert!(after.contains("device-refused"), "{after}");
        assert_eq!(
            client.get("/api/v1/work").problem().0,
            "device-refused",
            "the open connection"
        );
    }
}
