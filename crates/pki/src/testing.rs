//! What the tests of this crate share: an authority, a device, requests and hostile certificates.

use chrono::{TimeZone, Utc};
use domain::id::DeviceId;
use domain::insurer::InsurerNumber;
use openssl::asn1::Asn1Integer;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::stack::Stack;
use openssl::x509::extension::SubjectAlternativeName;
use openssl::x509::{X509, X509Builder, X509Name, X509NameRef, X509Req};

use crate::authority::{new_ec_key, random_serial};
use crate::{Authority, AuthorityUse, DeviceDraft, IssuedDevice, Lifetime};

pub(crate) fn lifetime() -> Lifetime {
    Lifetime::days_from(Utc.with_ymd_and_hms(2026, 5, 10, 9, 0, 0).unwrap(), 397)
}

pub(crate) fn device_id() -> DeviceId {
    DeviceId::from_uuid(uuid::Uuid::from_u128(0x0196_b000_0000_7000_8000_0000_0000_0001))
}

pub(crate) fn insurer() -> InsurerNumber {
    "439992".parse().unwrap()
}

pub(crate) fn authority() -> Authority {
    Authority::create(AuthorityUse::Devices, "Engawa device authority", lifetime()).unwrap()
}

pub(crate) fn issued() -> IssuedDevice {
    authority()
        .sign_device(DeviceDraft::with_own_key(lifetime()).unwrap(), device_id(), insurer())
        .unwrap()
}

/// A signing request (DER) with these names and, if wished, an extension asking for somebody's DNS name.
pub(crate) fn request(key: &PKey<Private>, names: &[(Nid, &str)], with_extension: bool) -> Vec<u8> {
    let mut subject = X509Name::builder().unwrap();
    for (nid, value) in names {
        subject.append_entry_by_nid(*nid, value).unwrap();
    }
    let mut builder = X509Req::builder().unwrap();
    builder.set_subject_name(&subject.build()).unwrap();
    builder.set_pubkey(key).unwrap();
    if with_extension {
        let mut extensions = Stack::new().unwrap();
        let name = SubjectAlternativeName::new()
            .dns("admin.example")
            .build(&builder.x509v3_context(None))
            .unwrap();
        extensions.push(name).unwrap();
        builder.add_extensions(&extensions).unwrap();
    }
    builder.sign(key, MessageDigest::sha256()).unwrap();
    builder.build().to_der().unwrap()
}

/// A certificate signed by `authority` as a careless or hostile hand would make it.
pub(crate) fn hostile(authority: &Authority, subject: &X509NameRef, fill: impl FnOnce(&mut X509Builder)) -> X509 {
    let key = new_ec_key().unwrap();
    let serial: Asn1Integer = random_serial().unwrap();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder.set_serial_number(&serial).unwrap();
    builder.set_subject_name(subject).unwrap();
    builder.set_issuer_name(authority.certificate.subject_name()).unwrap();
    builder.set_not_before(&lifetime().first().unwrap()).unwrap();
    builder.set_not_after(&lifetime().last().unwrap()).unwrap();
    builder.set_pubkey(&key).unwrap();
    fill(&mut builder);
    builder.sign(&authority.key, MessageDigest::sha256()).unwrap();
    builder.build()
}
