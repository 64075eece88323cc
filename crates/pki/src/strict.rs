//! A certificate read strictly: `x509-cert` reads it, and what that crate lets pass is refused here (bytes that are not
//! the one DER encoding of what they say, an extension that stands twice). What the content must be is in `leaf`.

use std::ops::RangeInclusive;

use x509_cert::certificate::{Certificate, TbsCertificate, Version};
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::oid::db::{rfc4519, rfc5280};
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};
use x509_cert::name::Name;
use x509_cert::time::Validity;

/// The bytes are not the DER they should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

impl From<x509_cert::der::Error> for Malformed {
    fn from(_: x509_cert::der::Error) -> Self {
        Self
    }
}

/// The one value that `der` is the DER encoding of.
///
/// The reader alone takes more than DER: a DEFAULT that is written out, bits that are not named, a SET in any order,
/// dates in the longer of two types. All of them are written differently than they were read.
fn canonical<T: for<'a> Decode<'a, Error = x509_cert::der::Error> + Encode>(der: &[u8]) -> Result<T, Malformed> {
    let value = T::from_der(der)?;
    if value.to_der()? == der {
        Ok(value)
    } else {
        Err(Malformed)
    }
}

/// A certificate of version 3 with what this crate asks of its extensions already read.
#[derive(Debug)]
pub(crate) struct StrictCertificate {
    certificate: Certificate,
    constraints: Option<BasicConstraints>,
    usage: Option<KeyUsage>,
    purposes: Option<ExtendedKeyUsage>,
}

impl StrictCertificate {
    /// Reads the certificate that `der` is from its first byte to its last.
    pub(crate) fn read(der: &[u8]) -> Result<Self, Malformed> {
        let certificate: Certificate = canonical(der)?;
        let content = certificate.tbs_certificate();
        let extensions = content.extensions().map_or(&[][..], Vec::as_slice);
        let (constraints, usage) = (value_of(extensions)?, value_of(extensions)?);
        let purposes: Option<ExtendedKeyUsage> = value_of(extensions)?;
        if content.version() != Version::V3
            || has_one_twice(extensions)
            || has_padded_identifier(content, purposes.as_ref())
        {
            return Err(Malformed);
        }
        Ok(Self {
            constraints,
            usage,
            purposes,
            certificate,
        })
    }

    /// Whether it says of itself that it may sign other certificates (`cA` of the basic constraints).
    pub(crate) fn is_authority(&self) -> bool {
        self.constraints.as_ref().is_some_and(|constraints| constraints.ca)
    }

    /// Whether its key may sign certificates. No: also if nothing is said of the key's usage.
    pub(crate) fn may_sign_certificates(&self) -> bool {
        self.usage.is_some_and(|usage| usage.key_cert_sign())
    }

    /// Whether its key may sign, as a handshake makes it do. No: also if nothing is said of the key's usage.
    pub(crate) fn may_sign(&self) -> bool {
        self.usage.is_some_and(|usage| usage.digital_signature())
    }

    /// Whether clientAuth itself is among its purposes; anyExtendedKeyUsage is not enough.
    pub(crate) fn is_for_clients(&self) -> bool {
        let purposes = self.purposes.as_ref().map_or(&[][..], |purposes| &purposes.0);
        purposes.contains(&rfc5280::ID_KP_CLIENT_AUTH)
    }

    /// Its first and its last second, in seconds since 1970.
    pub(crate) fn lifetime(&self) -> RangeInclusive<u64> {
        let Validity {
            not_before, not_after, ..
        } = self.certificate.tbs_certificate().validity();
        not_before.to_unix_duration().as_secs()..=not_after.to_unix_duration().as_secs()
    }

    /// Whether a value in the names of subject or issuer contains a zero byte, in whichever string type.
    pub(crate) fn has_name_with_nul(&self) -> bool {
        let content = self.certificate.tbs_certificate();
        let with_nul = |name: &Name| name.iter().any(|part| part.value.value().contains(&0));
        with_nul(content.subject()) || with_nul(content.issuer())
    }

    /// How many common names its subject has.
    pub(crate) fn common_names(&self) -> usize {
        let subject = self.certificate.tbs_certificate().subject();
        subject.iter().filter(|part| part.oid == rfc4519::CN).count()
    }
}

/// Whether what a check compares is written in more bytes than it needs: the parser keeps identifiers as it read them,
/// so [`canonical`] cannot see it, and one of the same meaning would pass for another.
fn has_padded_identifier(content: &TbsCertificate, purposes: Option<&ExtendedKeyUsage>) -> bool {
    let extensions = content.extensions().into_iter().flatten();
    let names = content.subject().iter().chain(content.issuer().iter());
    let purposes = purposes.into_iter().flat_map(|purposes| &purposes.0);
    extensions
        .map(|extension| &extension.extn_id)
        .chain(names.map(|part| &part.oid))
        .chain(purposes)
        .any(|identifier| ObjectIdentifier::from_arcs(identifier.arcs()) != Ok(*identifier))
}

fn has_one_twice(extensions: &[Extension]) -> bool {
    let mut seen: Vec<ObjectIdentifier> = extensions.iter().map(|extension| extension.extn_id).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() != extensions.len()
}

fn value_of<T>(extensions: &[Extension]) -> Result<Option<T>, Malformed>
where
    T: AssociatedOid + for<'a> Decode<'a, Error = x509_cert::der::Error> + Encode,
{
    let found = extensions.iter().find(|extension| extension.extn_id == T::OID);
    found
        .map(|extension| canonical(extension.extn_value.as_bytes()))
        .transpose()
}

#[cfg(test)]
mod tests;
