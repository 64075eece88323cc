//! Certificates that a careless or hostile hand signed with our authority's key, or with another of its name: none opens
//! anything, each leaves a trace, and knocking does not fill the ledger.

use harness::databases;
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::x509::extension::{BasicConstraints, ExtendedKeyUsage, KeyUsage};
use openssl::x509::{X509, X509Builder, X509Name};
use pki::{Authority, AuthorityUse, Lifetime};
use serde_json::json;

use crate::support::city::{City, ORIGIN, PASSWORD, machines_time};
use crate::support::wire::{Client, Identity, connect, exchange, offer};

const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// What is wrong with a certificate; by default nothing.
#[derive(Clone, Copy)]
struct Faults {
    common_names: &'static [&'static str],
    client: bool,
    server: bool,
    authority: bool,
    /// First and last day, counted from today.
    days: (i64, i64),
}

const NONE: Faults = Faults {
    common_names: &["0196b000-0000-7000-8000-000000000001"],
    client: true,
    server: false,
    authority: false,
    days: (-1, 30),
};

fn key() -> PKey<Private> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
}

fn signed_by(authority: &Authority, faults: Faults) -> Identity {
    let issuer = X509::from_pem(authority.certificate_pem().unwrap().as_bytes()).unwrap();
    let issuer_key = PKey::private_key_from_pem(authority.key_pem().unwrap().reveal().as_bytes()).unwrap();
    let key = key();
    let mut subject = X509Name::builder().unwrap();
    for name in faults.common_names {
        subject.append_entry_by_nid(Nid::COMMONNAME, name).unwrap();
    }
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    let serial = BigNum::from_u32(4711).unwrap().to_asn1_integer().unwrap();
    builder.set_serial_number(&serial).unwrap();
    builder.set_subject_name(&subject.build()).unwrap();
    builder.set_issuer_name(issuer.subject_name()).unwrap();
    let day = |days| Asn1Time::from_unix((machines_time() + chrono::TimeDelta::days(days)).timestamp()).unwrap();
    builder.set_not_before(&day(faults.days.0)).unwrap();
    builder.set_not_after(&day(faults.days.1)).unwrap();
    builder.set_pubkey(&key).unwrap();
    extend(&mut builder, faults);
    builder.sign(&issuer_key, MessageDigest::sha256()).unwrap();
    Identity {
        certificate: builder.build(),
        key,
    }
}

fn extend(builder: &mut X509Builder, faults: Faults) {
    let mut constraints = BasicConstraints::new();
    if faults.authority {
        constraints.ca();
    }
    builder
        .append_extension(constraints.critical().build().unwrap())
        .unwrap();
    builder
        .append_extension(KeyUsage::new().critical().digital_signature().build().unwrap())
        .unwrap();
    if faults.client || faults.server {
        let mut usage = ExtendedKeyUsage::new();
        if faults.client {
            usage.client_auth();
        }
        if faults.server {
            usage.server_auth();
        }
        builder.append_extension(usage.build().unwrap()).unwrap();
    }
}

/// The status of the answer to somebody who asks for the first page, if there is an answer.
fn knock(city: &City, identity: &Identity) -> Option<u16> {
    let context = offer(&city.trusted, Some(identity)).build();
    let mut stream = connect(city.address, &context).ok()?;
    exchange(&mut stream, GET).ok().map(|answer| answer.status)
}

/// How many entries `act` leaves in the ledger.
fn traces(city: &City, act: impl FnOnce()) -> u64 {
    // What is handed to the ledger first is written first, so a sign-in that is through has everything before it.
    let through = || drop(city.signed_in(&city.ours));
    let before = city.entries();
    through();
    let of_sign_in = city.entries() - before;
    act();
    through();
    city.entries() - before - 2 * of_sign_in
}

/// What each certificate signed with our key has wrong, and how.
fn faulty() -> [(&'static str, Faults); 8] {
    [
        ("no EKU", Faults { client: false, ..NONE }),
        (
            "EKU of a server only",
            Faults {
                client: false,
                server: true,
                ..NONE
            },
        ),
        (
            "CA:TRUE",
            Faults {
                authority: true,
                ..NONE
            },
        ),
        (
            "NUL in the CN",
            Faults {
                common_names: &["0196b000\0evil"],
                ..NONE
            },
        ),
        (
            "two CNs",
            Faults {
                common_names: &["one", "other"],
                ..NONE
            },
        ),
        (
            "no CN",
            Faults {
                common_names: &[],
                ..NONE
            },
        ),
        (
            "expired",
            Faults {
                days: (-30, -1),
                ..NONE
            },
        ),
        ("not yet valid", Faults { days: (2, 30), ..NONE }),
    ]
}

#[test]
fn no_hostile_certificate_opens_anything_and_each_leaves_one_trace() {
    for database in databases() {
        let city = City::on(&database);
        assert_eq!(
            knock(&city, &signed_by(&city.devices, NONE)),
            Some(200),
            "the test can succeed"
        );
        for (what, faults) in faulty() {
            let identity = signed_by(&city.devices, faults);
            let traces = traces(&city, || {
                let status = knock(&city, &identity);
                assert!(status.is_none_or(|status| status == 403), "{what}: {status:?}");
            });
            assert_eq!(traces, 1, "{what}");
        }
        let lifetime = Lifetime::days_from(machines_time(), 30);
        let foreign = Authority::create(AuthorityUse::Devices, "Devices", lifetime).unwrap();
        let identity = signed_by(&foreign, NONE);
        let traces = traces(&city, || assert_eq!(knock(&city, &identity), None));
        assert_eq!(traces, 1, "another authority of the same name");
    }
}

#[test]
fn a_certificate_well_signed_but_unknown_signs_nobody_in_and_leaves_a_trace() {
    for database in databases() {
        let city = City::on(&database);
        let unknown = signed_by(&city.devices, NONE);
        let traces = traces(&city, || {
            let mut client = Client::new(city.address, &city.trusted, &unknown, ORIGIN);
            let body = json!({ "loginId": city.ours.login, "password": PASSWORD });
            assert_eq!(client.post("/api/v1/session", &body).problem().0, "device-refused");
        });
        assert_eq!(traces, 1);
    }
}

#[test]
fn knocking_does_not_fill_the_ledger() {
    let database = harness::sqlite();
    let city = City::on(&database);
    let expired = signed_by(
        &city.devices,
        Faults {
            days: (-30, -1),
            ..NONE
        },
    );
    let without_usage = signed_by(&city.devices, Faults { client: false, ..NONE });
    let lifetime = Lifetime::days_from(machines_time(), 30);
    let foreign = Authority::create(AuthorityUse::Devices, "Devices", lifetime).unwrap();
    let traces = traces(&city, || {
        for _ in 0..20 {
            assert_eq!(knock(&city, &expired), None);
            assert_eq!(knock(&city, &without_usage), Some(403));
            assert_eq!(knock(&city, &signed_by(&foreign, NONE)), None);
        }
    });
    assert_eq!(traces, 3, "one for each certificate of ours, one for all strangers");
}
