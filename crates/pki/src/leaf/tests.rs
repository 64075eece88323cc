//! Certificates that OpenSSL's chain check accepts and that are still refused, and the borders of the time check.

use openssl::nid::Nid;
use openssl::x509::extension::{BasicConstraints, ExtendedKeyUsage, KeyUsage};
use openssl::x509::store::X509StoreBuilder;
use openssl::x509::{X509Builder, X509Name, X509StoreContext};
use proptest::prelude::*;

use super::*;
use crate::Authority;
use crate::testing::{authority, hostile, issued, lifetime};

fn subject(names: &[&str]) -> X509Name {
    let mut builder = X509Name::builder().unwrap();
    for name in names {
        builder.append_entry_by_nid(Nid::COMMONNAME, name).unwrap();
    }
    builder.build()
}

fn proper(builder: &mut X509Builder) {
    builder
        .append_extension(BasicConstraints::new().critical().build().unwrap())
        .unwrap();
    builder
        .append_extension(KeyUsage::new().critical().digital_signature().build().unwrap())
        .unwrap();
    builder
        .append_extension(ExtendedKeyUsage::new().client_auth().build().unwrap())
        .unwrap();
}

/// Whether OpenSSL's own chain check, as a TLS server runs it, would let the certificate in.
fn chain_holds(authority: &Authority, certificate: &X509) -> bool {
    let mut store = X509StoreBuilder::new().unwrap();
    store.add_cert(authority.certificate.clone()).unwrap();
    let mut parameters = openssl::x509::verify::X509VerifyParam::new().unwrap();
    parameters.set_time(lifetime().from.timestamp() + 60);
    store.set_param(&parameters).unwrap();
    let chain = openssl::stack::Stack::new().unwrap();
    X509StoreContext::new()
        .unwrap()
        .init(&store.build(), certificate, &chain, |context| context.verify_cert())
        .unwrap()
}

#[track_caller]
fn refused(names: &X509Name, fill: impl FnOnce(&mut X509Builder), expected: CertificateRefusal) {
    let authority = authority();
    let certificate = hostile(&authority, names, fill);
    assert!(
        chain_holds(&authority, &certificate),
        "the case is only of interest if OpenSSL alone would not notice"
    );
    assert_eq!(check_device_certificate(&certificate, lifetime().from), Err(expected));
}

#[test]
fn a_proper_certificate_is_accepted() {
    let authority = authority();
    let certificate = hostile(&authority, &subject(&["device"]), proper);
    assert_eq!(check_device_certificate(&certificate, lifetime().from), Ok(()));
}

#[test]
fn without_an_extended_key_usage_it_is_not_a_device() {
    let fill = |builder: &mut X509Builder| {
        builder
            .append_extension(KeyUsage::new().critical().digital_signature().build().unwrap())
            .unwrap();
    };
    refused(&subject(&["device"]), fill, CertificateRefusal::NoClientAuth);
}

#[test]
fn a_mail_or_server_certificate_is_not_a_device() {
    for usage in [
        ExtendedKeyUsage::new().server_auth().build(),
        ExtendedKeyUsage::new().email_protection().build(),
    ] {
        let fill = |builder: &mut X509Builder| {
            builder
                .append_extension(KeyUsage::new().critical().digital_signature().build().unwrap())
                .unwrap();
            builder.append_extension(usage.unwrap()).unwrap();
        };
        refused(&subject(&["device"]), fill, CertificateRefusal::NoClientAuth);
    }
}

#[test]
fn a_leaf_that_says_it_is_an_authority_is_refused() {
    let fill = |builder: &mut X509Builder| {
        builder
            .append_extension(BasicConstraints::new().critical().ca().build().unwrap())
            .unwrap();
        let usage = KeyUsage::new()
            .critical()
            .digital_signature()
            .key_cert_sign()
            .build()
            .unwrap();
        builder.append_extension(usage).unwrap();
        builder
            .append_extension(ExtendedKeyUsage::new().client_auth().build().unwrap())
            .unwrap();
    };
    refused(&subject(&["device"]), fill, CertificateRefusal::IsAuthority);
}

#[test]
fn a_leaf_that_is_an_authority_without_the_usage_to_sign_is_refused_too() {
    let fill = |builder: &mut X509Builder| {
        builder
            .append_extension(BasicConstraints::new().ca().build().unwrap())
            .unwrap();
        builder
            .append_extension(KeyUsage::new().digital_signature().build().unwrap())
            .unwrap();
        builder
            .append_extension(ExtendedKeyUsage::new().client_auth().build().unwrap())
            .unwrap();
    };
    refused(&subject(&["device"]), fill, CertificateRefusal::IsAuthority);
}

#[test]
fn a_key_that_may_not_sign_cannot_have_signed_the_handshake() {
    for usage in [
        None,
        Some(KeyUsage::new().critical().key_encipherment().build().unwrap()),
    ] {
        let fill = |builder: &mut X509Builder| {
            if let Some(usage) = usage {
                builder.append_extension(usage).unwrap();
            }
            builder
                .append_extension(ExtendedKeyUsage::new().client_auth().build().unwrap())
                .unwrap();
        };
        refused(&subject(&["device"]), fill, CertificateRefusal::MayNotSign);
    }
}

#[test]
fn a_name_with_nul_is_refused_even_if_it_begins_like_a_known_one() {
    refused(&subject(&["device\0.example"]), proper, CertificateRefusal::NameWithNul);
    let mut name = X509Name::builder().unwrap();
    name.append_entry_by_nid(Nid::COMMONNAME, "device").unwrap();
    name.append_entry_by_nid(Nid::ORGANIZATIONNAME, "office\0.example")
        .unwrap();
    refused(&name.build(), proper, CertificateRefusal::NameWithNul);
}

#[test]
fn there_is_one_common_name_to_read_not_two_and_not_none() {
    refused(
        &subject(&["device", "administrator"]),
        proper,
        CertificateRefusal::CommonNames(2),
    );
    let mut name = X509Name::builder().unwrap();
    name.append_entry_by_nid(Nid::ORGANIZATIONNAME, "office").unwrap();
    refused(&name.build(), proper, CertificateRefusal::CommonNames(0));
}

#[test]
fn the_first_and_the_last_second_count() {
    let certificate = issued().certificate;
    let second = chrono::TimeDelta::seconds(1);
    let crate::Lifetime { from, until } = lifetime();
    assert_eq!(
        check_device_certificate(&certificate, from - second),
        Err(CertificateRefusal::NotYetValid)
    );
    assert_eq!(check_device_certificate(&certificate, from), Ok(()));
    assert_eq!(check_device_certificate(&certificate, until), Ok(()));
    assert_eq!(
        check_device_certificate(&certificate, until + second),
        Err(CertificateRefusal::Expired)
    );
}

#[test]
fn the_last_moment_can_be_remembered() {
    assert_eq!(last_moment(&issued().certificate), Some(lifetime().until));
}

#[test]
fn bytes_behind_a_certificate_are_not_part_of_it() {
    let mut der = issued().certificate_der().to_vec();
    assert_eq!(check_device_certificate_der(&der, lifetime().from), Ok(()));
    der.push(0);
    assert_eq!(
        check_device_certificate_der(&der, lifetime().from),
        Err(CertificateRefusal::Unreadable)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_flipped_bit_never_panics_and_never_keeps_the_fingerprint(at in 0_usize..700, bit in 0_u8..8) {
        static GOOD: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let good = GOOD.get_or_init(|| issued().certificate_der().to_vec());
        let mut der = good.clone();
        let at = at % der.len();
        der[at] ^= 1 << bit;
        let _ = check_device_certificate_der(&der, lifetime().from);
        prop_assert_ne!(crate::fingerprint(&der), crate::fingerprint(good));
    }
}
