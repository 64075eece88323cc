//! What is kept folded is folded anew when the program folds otherwise than the one that kept it, on both databases.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use harness::Database;
use persistence::{Key, Keys, NewOrganization, Target, Tenant, fresh_id};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn opened(database: &Database) -> Tenant {
    let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
    let opened = persistence::Database::open(&Target::parse(&database.url), keys, 4).unwrap();
    opened.tenant("439992".parse().unwrap()).unwrap()
}

fn found(tenant: &Tenant, typed: &str) -> usize {
    tenant
        .read_here(|tx| tx.organizations_page(typed, None, 10))
        .unwrap()
        .len()
}

#[test]
fn names_folded_in_an_older_way_are_found_after_the_next_opening() {
    for database in harness::databases() {
        let kind = database.kind;
        let tenant = opened(&database);
        let policy = domain::disclosure::DisclosurePolicy::kumamoto_like();
        tenant
            .write_here(|tx| tx.create_insurer("縁側市", &[], &policy, now()))
            .unwrap();
        let organization = NewOrganization {
            id: fresh_id(),
            office_number: "4399900017".parse().unwrap(),
            service_code: "43".parse().unwrap(),
            name: "髙橋ケアプラン ヱビス".to_owned(),
            permitted_from: Day::in_japan(now()),
            device_quota: 1,
        };
        tenant
            .write_here(|tx| tx.create_organization(organization.clone()))
            .unwrap();
        assert_eq!(["高橋", "えびす"].map(|typed| found(&tenant, typed)), [1, 1], "{kind}");

        // As a program kept it that folded otherwise, or before there were versions.
        for version in ["UPDATE folds SET version = 1", "DELETE FROM folds"] {
            database.by_other_hands("UPDATE organizations SET name_folded = 'ヱビス'");
            assert_eq!(found(&tenant, "えびす"), 0, "{kind}");
            database.by_other_hands(version);
            let again = opened(&database);
            assert_eq!(
                ["高橋", "えびす"].map(|typed| found(&again, typed)),
                [1, 1],
                "{kind} {version}"
            );
        }
        // What is of today's version is left alone.
        database.by_other_hands("UPDATE organizations SET name_folded = 'X'");
        assert_eq!(found(&opened(&database), "えびす"), 0, "{kind}");
    }
}
