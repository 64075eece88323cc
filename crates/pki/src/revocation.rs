//! The list of certificates taken back, for whatever stands before the application (a TLS terminator, another system).
//! The application itself asks its database on each request and does not need the list.

use chrono::{DateTime, Utc};
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::hash::MessageDigest;
use openssl::x509::extension::{AuthorityKeyIdentifier, CrlNumber};
use openssl::x509::{X509, X509CrlBuilder, X509RevokedBuilder};

use crate::authority::Authority;
use crate::device::SerialNumber;
use crate::error::PkiError;
use crate::lifetime::Lifetime;

/// One certificate taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// Its serial number.
    pub serial: SerialNumber,
    /// Since when.
    pub at: DateTime<Utc>,
}

impl Authority {
    /// A signed list (X.509 CRL v2, DER) of everything taken back, good for `lifetime`; `number` grows with each list.
    ///
    /// # Errors
    /// [`PkiError::Crypto`] if OpenSSL fails.
    pub fn revocation_list(&self, revoked: &[Revoked], number: u32, lifetime: Lifetime) -> Result<Vec<u8>, PkiError> {
        let mut list = X509CrlBuilder::new()?;
        list.set_issuer_name(self.certificate.subject_name())?;
        let (first, last) = (lifetime.first()?, lifetime.last()?);
        list.set_last_update(&first)?;
        list.set_next_update(&last)?;
        for Revoked { serial, at } in revoked {
            let mut entry = X509RevokedBuilder::new()?;
            let at = Asn1Time::from_unix(at.timestamp())?;
            let serial = serial.to_asn1()?;
            entry.set_revocation_date(&at)?;
            entry.set_serial_number(&serial)?;
            list.add_revoked(entry.build())?;
        }
        list.sort()?;
        let issuer = X509::builder()?;
        let key_identifier = AuthorityKeyIdentifier::new()
            .keyid(true)
            .build(&issuer.x509v3_context(Some(&self.certificate), None))?;
        list.append_extension(key_identifier)?;
        list.append_extension(CrlNumber::new(BigNum::from_u32(number)?)?.build()?)?;
        list.sign(&self.key, MessageDigest::sha256())?;
        Ok(list.build()?.to_der()?)
    }
}

#[cfg(test)]
mod tests {
    use openssl::x509::{CrlStatus, X509Crl};

    use super::*;
    use crate::DeviceDraft;
    use crate::testing::{authority, device_id, insurer, lifetime};

    #[test]
    fn a_list_names_exactly_what_was_taken_back() {
        let authority = authority();
        let issue = || {
            authority
                .sign_device(DeviceDraft::with_own_key(lifetime()).unwrap(), device_id(), insurer())
                .unwrap()
        };
        let (gone, kept) = (issue(), issue());
        let serial = SerialNumber::read(gone.certificate.serial_number()).unwrap();
        let entries = [Revoked {
            serial,
            at: lifetime().from,
        }];
        let list = X509Crl::from_der(&authority.revocation_list(&entries, 7, lifetime()).unwrap()).unwrap();
        assert!(list.verify(&authority.key).unwrap());
        assert!(matches!(list.get_by_cert(&gone.certificate), CrlStatus::Revoked(_)));
        assert!(matches!(list.get_by_cert(&kept.certificate), CrlStatus::NotRevoked));
    }

    #[test]
    fn an_empty_list_is_a_list() {
        let authority = authority();
        let list = X509Crl::from_der(&authority.revocation_list(&[], 1, lifetime()).unwrap()).unwrap();
        assert!(list.get_revoked().is_none_or(|entries| entries.is_empty()));
    }
}
