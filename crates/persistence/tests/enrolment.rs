//! Applications, install keys and files on their way, on both databases.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::day::Day;
use domain::enrolment::device::CertificateFingerprint;
use domain::enrolment::install_key::{InstallKey, KeyLife};
use domain::enrolment::usage_application::{
    Grant, Reference, Standing, UsageApplicationChannel, UsageApplicationState,
};
use domain::id::{AccountId, DeviceId, OrganizationId};
use domain::organization::OrganizationStatus;
use domain::record::{Applicant, InstallKeyRecord, UsageApplicationRecord};
use persistence::{
    Key, Keys, NewDevice, NewIssuance, NewOrganization, SecretHash, StoreError, Target, Tenant, fresh_id, random,
};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn today() -> Day {
    Day::in_japan(now())
}

fn on_both(test: impl Fn(&Tenant)) {
    for database in harness::databases() {
        let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
        let insurer = "439992".parse().unwrap();
        let store = persistence::Database::open(&Target::parse(&database.url), keys, 4)
            .unwrap()
            .tenant(insurer)
            .unwrap();
        let policy = domain::disclosure::DisclosurePolicy::kumamoto_like();
        store
            .write_here(|tx| tx.create_insurer("縁側市", &[], &policy, now()))
            .unwrap();
        test(&store);
    }
}

fn application() -> UsageApplicationRecord {
    UsageApplicationRecord {
        id: fresh_id(),
        reference: Reference::from_random(random().unwrap()).unwrap(),
        standing: Standing::Received,
        office_number: "4370106637".parse().unwrap(),
        service_code: "43".parse().unwrap(),
        applicant: Applicant {
            name: "金糸雀 花子".parse().unwrap(),
            kana: "カナリア ハナコ".parse().unwrap(),
            phone: "096-000-0000".to_owned(),
            mail: None,
        },
        devices: 3,
        terms_version: "1".to_owned(),
        channel: UsageApplicationChannel::Online,
        received_on: today(),
        received_at: now(),
        decided_at: None,
        reason: None,
        organization: None,
        account: None,
    }
}

fn secret() -> SecretHash {
    SecretHash::of("usage-application", b"secret")
}

fn grant() -> Grant {
    Grant {
        device_quota: 4,
        permitted_from: today(),
    }
}

fn organization(store: &Tenant) -> OrganizationId {
    let new = NewOrganization {
        id: fresh_id(),
        office_number: "4370106637".parse().unwrap(),
        service_code: "43".parse().unwrap(),
        name: "えんがわ".to_owned(),
        permitted_from: today(),
        device_quota: 3,
    };
    store.write_here(|tx| tx.create_organization(new.clone())).unwrap();
    new.id
}

fn device(organization: Option<OrganizationId>, replaces: Option<DeviceId>) -> NewDevice {
    NewDevice {
        id: fresh_id(),
        organization,
        label: "端末".to_owned(),
        fingerprint: CertificateFingerprint(random().unwrap()),
        serial: "01".to_owned(),
        valid_from: now(),
        valid_until: now() + TimeDelta::days(700),
        replaces,
    }
}

#[test]
fn an_application_comes_back_as_it_was_kept_in_every_state() {
    on_both(|store| {
        let mut record = application();
        store
            .write_here(|tx| tx.create_usage_application(&record, secret()))
            .unwrap();
        let by: AccountId = fresh_id();
        for standing in [
            Standing::Returned,
            Standing::Received,
            Standing::Proposed { by, grant: grant() },
            Standing::Refused,
        ] {
            record.standing = standing;
            record.reason = (standing == Standing::Returned).then(|| "電話番号".to_owned());
            store.write_here(|tx| tx.keep_usage_application(&record)).unwrap();
            assert_eq!(store.read_here(|tx| tx.usage_application(record.id)).unwrap(), record);
        }
        let in_state = |state| {
            store
                .read_here(|tx| tx.usage_applications(Some(state), None, 10))
                .unwrap()
        };
        assert_eq!(in_state(UsageApplicationState::Refused), [record.clone()]);
        assert!(in_state(UsageApplicationState::Received).is_empty());
        let after = store
            .read_here(|tx| tx.usage_applications(None, Some(record.id), 10))
            .unwrap();
        assert!(after.is_empty());
    });
}

#[test]
fn an_application_is_found_by_its_reference_with_its_own_secret_only() {
    on_both(|store| {
        let record = application();
        store
            .write_here(|tx| tx.create_usage_application(&record, secret()))
            .unwrap();
        let found = |hash| store.read_here(|tx| tx.usage_application_of(&record.reference, hash));
        assert_eq!(found(secret()).unwrap(), record);
        let wrong = found(SecretHash::of("usage-application", b"other"));
        assert!(matches!(wrong, Err(StoreError::NotFound)));
    });
}

#[test]
fn an_office_has_one_open_application_at_a_time() {
    on_both(|store| {
        let mut first = application();
        let second = application();
        store
            .write_here(|tx| tx.create_usage_application(&first, secret()))
            .unwrap();
        let twice = store.write_here(|tx| tx.create_usage_application(&second, secret()));
        assert!(matches!(twice, Err(StoreError::Conflict)), "{twice:?}");
        first.standing = Standing::Withdrawn;
        store.write_here(|tx| tx.keep_usage_application(&first)).unwrap();
        store
            .write_here(|tx| tx.create_usage_application(&second, secret()))
            .unwrap();
    });
}

#[test]
fn only_a_closed_organization_is_permitted_anew() {
    on_both(|store| {
        let id = organization(store);
        let again = || store.write_here(|tx| tx.permit_anew(id, "あたらしい名前", grant(), now() + TimeDelta::days(1)));
        assert!(matches!(again(), Err(StoreError::NotFound)));
        store
            .write_here(|tx| tx.set_organization_status(id, OrganizationStatus::Closed, Some(today()), now()))
            .unwrap();
        again().unwrap();
        let organization = store.read_here(|tx| tx.organization(id)).unwrap();
        assert_eq!(
            (organization.name.as_str(), organization.device_quota),
            ("あたらしい名前", 4)
        );
        assert_eq!(organization.permitted.last, None);
    });
}

#[test]
fn a_key_keeps_its_life_and_tells_its_secret_apart() {
    on_both(|store| {
        let organization = organization(store);
        let key = InstallKey::from_random(random().unwrap()).unwrap();
        let hash = SecretHash::of("install-key", key.secret().as_bytes());
        let mut record = InstallKeyRecord {
            id: fresh_id(),
            key_id: key.id(),
            organization: Some(organization),
            label: "端末".to_owned(),
            issued_at: now(),
            life: KeyLife::issued(today()),
            reserved_for: None,
            device: None,
        };
        store.write_here(|tx| tx.create_install_key(&record, hash)).unwrap();
        let found = |hash| store.read_here(|tx| tx.install_key_by_key_id(&key.id(), hash)).unwrap();
        assert_eq!(found(hash), (record.clone(), true));
        assert_eq!(found(SecretHash::of("install-key", b"x")), (record.clone(), false));
        let open = || {
            store
                .read_here(|tx| tx.open_install_keys(organization, today()))
                .unwrap()
        };
        assert_eq!(open(), 1);
        record.life = record.life.reserve(now()).unwrap().fail();
        record.reserved_for = Some(fresh_id());
        store.write_here(|tx| tx.keep_install_key(&record, now())).unwrap();
        assert_eq!(found(hash).0, record);
        assert_eq!(
            store
                .write_here(|tx| tx.revoke_open_install_keys(organization, now()))
                .unwrap(),
            1
        );
        assert_eq!((open(), found(hash).0.life.revoked), (0, true));
    });
}

#[test]
fn a_renewed_device_counts_once_and_an_ended_one_not_at_all() {
    on_both(|store| {
        let organization = organization(store);
        let (old, spare) = (device(Some(organization), None), device(Some(organization), None));
        let renewed = device(Some(organization), Some(old.id));
        for new in [&old, &spare, &renewed] {
            store.write_here(|tx| tx.create_device(new.clone(), now())).unwrap();
        }
        let in_use = |at| store.read_here(|tx| tx.devices_in_use(organization, at)).unwrap();
        assert_eq!(in_use(now()), 2);
        assert_eq!(in_use(now() + TimeDelta::days(701)), 0);
        store.write_here(|tx| tx.revoke_device(spare.id, now())).unwrap();
        assert_eq!(in_use(now()), 1);
    });
}

#[test]
fn a_public_key_is_certified_once_but_may_be_tried_again_after_a_crash() {
    on_both(|store| {
        let issuance = |serial: &str| NewIssuance {
            device: fresh_id(),
            install_key: None,
            serial: serial.to_owned(),
            key_hash: [7; 32],
        };
        let (crashed, second, third) = (issuance("1"), issuance("2"), issuance("3"));
        store.write_here(|tx| tx.reserve_issuance(&crashed, now())).unwrap();
        store.write_here(|tx| tx.reserve_issuance(&second, now())).unwrap();
        store.write_here(|tx| tx.finish_issuance(second.device, now())).unwrap();
        let again = store.write_here(|tx| tx.reserve_issuance(&third, now()));
        assert!(matches!(again, Err(StoreError::Conflict)));
        let late = store.write_here(|tx| tx.finish_issuance(crashed.device, now()));
        assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
        let never_noted = store.write_here(|tx| tx.finish_issuance(fresh_id(), now()));
        assert!(matches!(never_noted, Err(StoreError::NotFound)));
    });
}

#[test]
fn a_file_is_fetched_once_and_in_time() {
    on_both(|store| {
        let new = device(None, None);
        store.write_here(|tx| tx.create_device(new.clone(), now())).unwrap();
        let token = |text: &[u8]| SecretHash::of("pick-up", text);
        let until = now() + TimeDelta::minutes(15);
        for name in [b"a", b"b", b"c"] {
            store
                .write_here(|tx| tx.keep_pick_up(token(name), new.id, b"file", until))
                .unwrap();
        }
        let take = |name, at| store.write_here(|tx| tx.take_pick_up(token(name), at));
        assert_eq!(take(b"a", now()).unwrap(), (new.id, b"file".to_vec()));
        assert!(matches!(take(b"a", now()), Err(StoreError::NotFound)));
        assert!(matches!(take(b"b", until), Err(StoreError::NotFound)));
        assert!(matches!(take(b"d", now()), Err(StoreError::NotFound)));
        let drop_old = |at| store.write_here(|tx| tx.drop_old_pick_ups(at)).unwrap();
        assert_eq!((drop_old(now()), drop_old(until)), (0, 2));
    });
}
