//! Certificates written byte by byte, as no builder writes them: what the parser reads although it is not DER or not
//! a certificate of RFC 5280 is refused.

use std::sync::OnceLock;

use proptest::prelude::*;
use x509_cert::der::Tag;
use x509_cert::der::asn1::AnyRef;

use super::*;
use crate::testing::{authority, issued};

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const COMMON_NAME: &[u8] = &[0x06, 3, 0x55, 0x04, 0x03];
const ORGANIZATION: &[u8] = &[0x06, 3, 0x55, 0x04, 0x0A];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1D, 0x13];
const KEY_USAGE: &[u8] = &[0x55, 0x1D, 0x0F];
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1D, 0x25];
const CLIENT_AUTH: &[u8] = &[0x06, 8, 0x2B, 6, 1, 5, 5, 7, 3, 2];
const SERVER_AUTH: &[u8] = &[0x06, 8, 0x2B, 6, 1, 5, 5, 7, 3, 1];
const ANY_PURPOSE: &[u8] = &[0x06, 4, 0x55, 0x1D, 0x25, 0];

/// A tag, the length of the content, the content.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let tag = Tag::from_der(&[tag]).unwrap();
    AnyRef::new(tag, content).unwrap().to_der().unwrap()
}

/// The fields of a certificate, each with its tag and length, to be changed before they are put together.
struct Fields {
    version: Vec<u8>,
    serial: Vec<u8>,
    algorithm: Vec<u8>,
    issuer: Vec<u8>,
    validity: Vec<u8>,
    subject: Vec<u8>,
    key: Vec<u8>,
    extensions: Vec<Vec<u8>>,
}

/// A device's certificate after `change`.
fn written(change: impl FnOnce(&mut Fields)) -> Vec<u8> {
    // Once for all tests, because making its key takes a while.
    static PROPER: OnceLock<Vec<u8>> = OnceLock::new();
    let proper = PROPER.get_or_init(|| issued().certificate_der().to_vec());
    let proper = Certificate::from_der(proper).unwrap();
    let content = proper.tbs_certificate();
    let extensions = content.extensions().unwrap().iter();
    let mut fields = Fields {
        version: element(0xA0, &[2, 1, 2]),
        serial: content.serial_number().to_der().unwrap(),
        algorithm: content.signature().to_der().unwrap(),
        issuer: content.issuer().to_der().unwrap(),
        validity: content.validity().to_der().unwrap(),
        subject: content.subject().to_der().unwrap(),
        key: content.subject_public_key_info().to_der().unwrap(),
        extensions: extensions.map(|extension| extension.to_der().unwrap()).collect(),
    };
    change(&mut fields);
    let content = [
        fields.version,
        fields.serial,
        fields.algorithm.clone(),
        fields.issuer,
        fields.validity,
        fields.subject,
        fields.key,
        element(0xA3, &element(SEQUENCE, &fields.extensions.concat())),
    ];
    let parts = [
        element(SEQUENCE, &content.concat()),
        fields.algorithm,
        proper.signature().to_der().unwrap(),
    ];
    element(SEQUENCE, &parts.concat())
}

fn read(change: impl FnOnce(&mut Fields)) -> Result<StrictCertificate, Malformed> {
    StrictCertificate::read(&written(change))
}

/// An extension that is not critical, which is how most are written: without the word.
fn extension(id: &[u8], value: &[u8]) -> Vec<u8> {
    element(SEQUENCE, &[element(6, id), element(4, value)].concat())
}

fn with_only(id: &[u8], value: &[u8]) -> Result<StrictCertificate, Malformed> {
    read(|fields| fields.extensions = vec![extension(id, value)])
}

#[track_caller]
fn assert_malformed(change: impl FnOnce(&mut Fields)) {
    assert_eq!(read(change).err(), Some(Malformed));
}

#[test]
fn what_is_put_together_unchanged_is_a_devices_certificate() {
    let certificate = read(|_| ()).unwrap();
    assert!(certificate.is_for_clients() && certificate.may_sign());
    assert!(!certificate.is_authority() && !certificate.may_sign_certificates() && !certificate.has_name_with_nul());
    assert_eq!(certificate.common_names(), 1);
    let lifetime = crate::testing::lifetime();
    let seconds = [lifetime.from, lifetime.until].map(|moment| u64::try_from(moment.timestamp()).unwrap());
    assert_eq!(certificate.lifetime(), seconds[0]..=seconds[1]);
}

#[test]
fn an_authority_says_that_it_signs() {
    let der = authority().certificate.to_der().unwrap();
    let certificate = StrictCertificate::read(&der).unwrap();
    assert!(certificate.is_authority() && certificate.may_sign_certificates());
    assert!(!certificate.may_sign() && !certificate.is_for_clients());
}

#[test]
fn an_element_longer_than_its_input_is_malformed() {
    let proper = written(|_| ());
    for length in 0..proper.len() {
        assert!(StrictCertificate::read(&proper[..length]).is_err(), "{length} bytes");
    }
    for value in [
        &[0x30, 5, 1, 1][..],
        &[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
        &[0x30],
        &[],
    ] {
        assert_eq!(with_only(BASIC_CONSTRAINTS, value).err(), Some(Malformed), "{value:?}");
    }
}

#[test]
fn bytes_behind_a_value_are_malformed_at_every_depth() {
    let mut proper = written(|_| ());
    proper.push(0);
    assert_eq!(StrictCertificate::read(&proper).err(), Some(Malformed));
    assert_malformed(|fields| fields.extensions.push(element(5, &[])));
    assert_malformed(|fields| fields.key.extend(element(5, &[])));
    assert_malformed(|fields| {
        fields.extensions = vec![element(
            SEQUENCE,
            &[element(6, BASIC_CONSTRAINTS), element(4, &[0x30, 0]), element(5, &[])].concat(),
        )];
    });
    for value in [&[0x30, 0, 0][..], &[0x30, 0, 0x30, 0], &[0x30, 5, 1, 1, 0xFF, 5, 0]] {
        assert_eq!(with_only(BASIC_CONSTRAINTS, value).err(), Some(Malformed), "{value:?}");
    }
}

#[test]
fn a_length_in_more_bytes_than_it_needs_is_malformed() {
    let proper = written(|_| ());
    assert_eq!(proper[..2], [SEQUENCE, 0x82]);
    let longer = [&[SEQUENCE, 0x83, 0], &proper[2..]].concat();
    assert_eq!(StrictCertificate::read(&longer).err(), Some(Malformed));
    for value in [&[0x30, 0x81, 0][..], &[0x30, 0x80, 0, 0], &[0x30, 0x81, 3, 1, 1, 0xFF]] {
        assert_eq!(with_only(BASIC_CONSTRAINTS, value).err(), Some(Malformed), "{value:?}");
    }
}

#[test]
fn basic_constraints_say_whether_somebody_may_sign() {
    let authority = |value: &[u8]| with_only(BASIC_CONSTRAINTS, value).map(|certificate| certificate.is_authority());
    assert_eq!(authority(&[0x30, 0]), Ok(false));
    assert_eq!(authority(&[0x30, 3, 1, 1, 0xFF]), Ok(true));
    assert_eq!(authority(&[0x30, 6, 1, 1, 0xFF, 2, 1, 0]), Ok(true));
    assert_eq!(
        authority(&[0x30, 3, 2, 1, 0]),
        Ok(false),
        "a length of path, but no authority"
    );
    assert_eq!(authority(&[0x31, 0]), Err(Malformed));
    for (value, why) in [
        (&[0x30, 3, 1, 1, 0][..], "FALSE is the default and not written in DER"),
        (&[0x30, 3, 1, 1, 0x01], "TRUE is FF in DER, any byte but zero in BER"),
        (&[0x30, 4, 1, 2, 0xFF, 0xFF], "a BOOLEAN of two bytes"),
        (&[0x30, 6, 2, 1, 0, 1, 1, 0xFF], "the wrong order"),
        (&[0x30, 7, 1, 1, 0xFF, 2, 2, 0, 0], "a padded INTEGER"),
        (&[0x30, 6, 1, 1, 0xFF, 2, 1, 0xFF], "a negative length of path"),
    ] {
        assert_eq!(authority(value), Err(Malformed), "{why}");
    }
    let silent = read(|fields| fields.extensions.clear()).unwrap();
    assert!(!silent.is_authority(), "nothing is said");
}

#[test]
fn a_default_that_is_written_out_or_a_true_that_is_not_ff_is_malformed() {
    for critical in [0_u8, 1, 0x7F] {
        assert_malformed(|fields| {
            let parts = [
                element(6, BASIC_CONSTRAINTS),
                element(1, &[critical]),
                element(4, &[0x30, 0]),
            ];
            fields.extensions = vec![element(SEQUENCE, &parts.concat())];
        });
    }
    assert_malformed(|fields| fields.version = element(0xA0, &[2, 1, 0]));
}

#[test]
fn only_version_three_has_extensions() {
    assert_malformed(|fields| fields.version.clear());
    assert_malformed(|fields| fields.version = element(0xA0, &[2, 1, 1]));
    assert_malformed(|fields| fields.version = element(0xA0, &[2, 1, 3]));
}

#[test]
fn an_extension_that_stands_twice_is_malformed_even_if_nobody_reads_it() {
    for at in 0..5 {
        assert_malformed(|fields| {
            assert_eq!(fields.extensions.len(), 5);
            let again = fields.extensions[at].clone();
            fields.extensions.push(again);
        });
    }
    let constraints = |value: &[u8]| extension(BASIC_CONSTRAINTS, value);
    for values in [
        [&[0x30, 0][..], &[0x30, 3, 1, 1, 0xFF]],
        [&[0x30, 3, 1, 1, 0xFF], &[0x30, 0]],
    ] {
        assert_malformed(|fields| fields.extensions = values.map(constraints).to_vec());
    }
    // id-ce-issuerAltName, which nothing here asks for.
    assert_malformed(|fields| fields.extensions = vec![extension(&[0x55, 0x1D, 0x12], &[0x30, 0]); 2]);
}

#[test]
fn an_identifier_in_more_bytes_than_it_needs_is_malformed_wherever_a_check_looks() {
    // A second extension, name or purpose of the same meaning would otherwise pass for another one.
    const PADDED: &[u8] = &[0x55, 0x1D, 0x80, 0x13];
    assert_malformed(|fields| fields.extensions.push(extension(PADDED, &[0x30, 0])));
    let padded = element(6, &[0x55, 0x04, 0x80, 0x03]);
    let with_padded = name(&[(COMMON_NAME, 0x0C, b"a"), (&padded, 0x0C, b"a")]);
    assert_malformed(|fields| fields.subject = with_padded.clone());
    assert_malformed(|fields| fields.issuer = with_padded.clone());
    let padded = element(6, &[0x2B, 6, 1, 5, 5, 7, 3, 0x80, 2]);
    let purposes = element(SEQUENCE, &[CLIENT_AUTH, &padded].concat());
    assert_eq!(with_only(EXTENDED_KEY_USAGE, &purposes).err(), Some(Malformed));
}

#[test]
fn only_the_purpose_of_clients_itself_makes_a_client() {
    let client = |purposes: &[&[u8]]| {
        with_only(EXTENDED_KEY_USAGE, &element(SEQUENCE, &purposes.concat()))
            .map(|certificate| certificate.is_for_clients())
    };
    assert_eq!(client(&[CLIENT_AUTH]), Ok(true));
    assert_eq!(client(&[SERVER_AUTH, CLIENT_AUTH]), Ok(true));
    assert_eq!(client(&[SERVER_AUTH]), Ok(false));
    assert_eq!(client(&[ANY_PURPOSE]), Ok(false));
    assert_eq!(client(&[]), Ok(false));
    assert_eq!(
        with_only(EXTENDED_KEY_USAGE, &element(SET, CLIENT_AUTH)).err(),
        Some(Malformed)
    );
    assert!(
        !with_only(BASIC_CONSTRAINTS, &[0x30, 0]).unwrap().is_for_clients(),
        "nothing is said"
    );
}

#[test]
fn the_usage_of_a_key_is_written_in_the_bits_it_needs() {
    let usage = |value: &[u8]| {
        with_only(KEY_USAGE, value).map(|certificate| (certificate.may_sign(), certificate.may_sign_certificates()))
    };
    assert_eq!(usage(&[3, 2, 7, 0x80]), Ok((true, false)));
    assert_eq!(usage(&[3, 2, 2, 0x84]), Ok((true, true)));
    assert_eq!(usage(&[3, 2, 1, 0x06]), Ok((false, true)));
    assert_eq!(
        usage(&[3, 3, 7, 0x80, 0x80]),
        Ok((true, false)),
        "the last bit that has a name"
    );
    assert_eq!(usage(&[3, 1, 0]), Ok((false, false)));
    for (value, why) in [
        (&[3, 2, 0, 0x80][..], "zero bits at the end"),
        (&[3, 3, 7, 0x80, 0], "a zero byte at the end"),
        (&[3, 2, 7, 0x81], "a bit that is said not to be used"),
        (&[3, 2, 8, 0x80], "eight unused bits of eight"),
        (&[3, 3, 6, 0x80, 0x40], "a bit without a name"),
        (&[3, 4, 7, 0x80, 0, 0x80], "more bits than there are names"),
        (&[3, 0], "no count of unused bits"),
        (&[4, 2, 7, 0x80], "not a BIT STRING"),
    ] {
        assert_eq!(usage(value), Err(Malformed), "{why}");
    }
}

#[test]
fn a_time_has_one_form() {
    let ends = |tag: u8, first: &str| {
        let last = element(0x18, b"20500101000000Z");
        let validity = element(SEQUENCE, &[element(tag, first.as_bytes()), last].concat());
        read(|fields| fields.validity = validity).map(|certificate| certificate.lifetime())
    };
    assert_eq!(ends(0x17, "260510080000Z"), Ok(1_778_400_000..=2_524_608_000));
    for (tag, first) in [
        (0x18, "20260510080000Z"), // until 2049 the short type
        (0x17, "2605100800Z"),
        (0x17, "260510080000+0900"),
        (0x17, "261310080000Z"),
        (0x18, "20500101000000.5Z"),
        (0x0C, "260510080000Z"),
    ] {
        assert_eq!(ends(tag, first).err(), Some(Malformed), "{first}");
    }
}

#[test]
fn a_serial_number_is_not_padded_and_not_endless() {
    assert_malformed(|fields| fields.serial = element(2, &[0, 1]));
    assert_malformed(|fields| fields.serial = element(2, &[]));
    assert_malformed(|fields| fields.serial = element(2, &[1; 22]));
}

/// A name of one set of these parts (type and string), in this order.
fn name(parts: &[(&[u8], u8, &[u8])]) -> Vec<u8> {
    let part = |(id, tag, value): &(&[u8], u8, &[u8])| element(SEQUENCE, &[id.to_vec(), element(*tag, value)].concat());
    element(
        SEQUENCE,
        &element(SET, &parts.iter().flat_map(part).collect::<Vec<u8>>()),
    )
}

#[test]
fn every_part_of_a_name_counts_whatever_its_place_and_its_type_of_string() {
    let subject = |parts: &[(&[u8], u8, &[u8])]| {
        let subject = name(parts);
        read(|fields| fields.subject = subject)
    };
    let two = subject(&[(COMMON_NAME, 0x0C, b"a"), (COMMON_NAME, 0x13, b"b")]).unwrap();
    assert_eq!(two.common_names(), 2, "in one set");
    let ordered = [(COMMON_NAME, 0x0C, &b"a"[..]), (ORGANIZATION, 0x0C, b"a")];
    assert_eq!(subject(&ordered).unwrap().common_names(), 1);
    assert_eq!(
        subject(&[ordered[1], ordered[0]]).err(),
        Some(Malformed),
        "a SET is in order"
    );
    for tag in [0x0C, 0x13, 0x14, 0x16] {
        assert!(
            subject(&[(COMMON_NAME, tag, b"device\0.example")])
                .unwrap()
                .has_name_with_nul()
        );
    }
    let issuer = name(&[(COMMON_NAME, 0x0C, b"authority\0")]);
    assert!(read(|fields| fields.issuer = issuer).unwrap().has_name_with_nul());
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(StrictCertificate::read(&bytes).is_err());
        for id in [BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE] {
            let _ = value_in(id, &bytes);
        }
    }
}

/// The answers to a value of an extension, without the time it takes to make a certificate around it.
fn value_in(id: &[u8], value: &[u8]) -> Result<(), Malformed> {
    let extensions = [canonical::<Extension>(&extension(id, value))?];
    value_of::<BasicConstraints>(&extensions)?;
    value_of::<KeyUsage>(&extensions)?;
    value_of::<ExtendedKeyUsage>(&extensions).map(drop)
}
