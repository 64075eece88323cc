//! Server certificates for machines that have no certificate from a public authority: demo, tests, closed networks.

use std::net::IpAddr;

use openssl::x509::extension::{ExtendedKeyUsage, KeyUsage, SubjectAlternativeName};

use crate::authority::{Authority, common_name, new_ec_key, private_pem, random_serial};
use crate::error::PkiError;
use crate::lifetime::Lifetime;
use crate::secret::Secret;

/// A server's certificate with its key (ECDSA P-256), both PEM.
#[derive(Clone, Debug)]
pub struct ServerIdentity {
    certificate_pem: String,
    key_pem: Secret,
}

impl ServerIdentity {
    /// The certificate without its chain; the authority's own is trusted by other means.
    pub fn certificate_pem(&self) -> &str {
        &self.certificate_pem
    }

    /// The private key, PKCS #8, not encrypted.
    pub fn key_pem(&self) -> &Secret {
        &self.key_pem
    }
}

impl Authority {
    /// A certificate for a server reachable under these names and addresses.
    ///
    /// Apple refuses server certificates that live longer than 825 days, whoever signed them.
    ///
    /// # Errors
    /// [`PkiError::Name`] if there is no name or one is unfit; [`PkiError::Crypto`] if OpenSSL fails.
    pub fn server_identity(
        &self,
        names: &[&str],
        addresses: &[IpAddr],
        lifetime: Lifetime,
    ) -> Result<ServerIdentity, PkiError> {
        let key = new_ec_key()?;
        let subject = common_name(names.first().ok_or(PkiError::Name)?)?;
        let mut builder = self.leaf(&random_serial()?, &subject, lifetime, &key)?;
        builder.append_extension(KeyUsage::new().critical().digital_signature().build()?)?;
        builder.append_extension(ExtendedKeyUsage::new().server_auth().build()?)?;
        let mut alternative = SubjectAlternativeName::new();
        for name in names {
            common_name(name)?;
            alternative.dns(name);
        }
        for address in addresses {
            alternative.ip(&address.to_string());
        }
        let alternative = alternative.build(&builder.x509v3_context(Some(&self.certificate), None))?;
        builder.append_extension(alternative)?;
        let certificate = self.sign(builder)?;
        Ok(ServerIdentity {
            certificate_pem: String::from_utf8_lossy(&certificate.to_pem()?).into_owned(),
            key_pem: private_pem(&key)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use openssl::x509::{X509, X509ExtendedKeyUsage};

    use super::*;
    use crate::testing::{authority, lifetime};

    #[test]
    fn the_demo_server_is_named_as_browsers_reach_it() {
        let addresses = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
        let identity = authority()
            .server_identity(&["localhost"], &addresses, lifetime())
            .unwrap();
        let certificate = X509::from_pem(identity.certificate_pem().as_bytes()).unwrap();
        let names = certificate.subject_alt_names().unwrap();
        let found: Vec<_> = names
            .iter()
            .map(|name| (name.dnsname(), name.ipaddress().map(<[u8]>::len)))
            .collect();
        assert_eq!(found, [(Some("localhost"), None), (None, Some(4)), (None, Some(16))]);
    }

    #[test]
    fn a_server_certificate_cannot_be_used_as_a_device() {
        let identity = authority().server_identity(&["localhost"], &[], lifetime()).unwrap();
        let certificate = X509::from_pem(identity.certificate_pem().as_bytes()).unwrap();
        assert_eq!(certificate.extended_key_usage(), Some(X509ExtendedKeyUsage::SSL_SERVER));
        assert_eq!(
            crate::check_device_certificate(&certificate, lifetime().from),
            Err(crate::CertificateRefusal::NoClientAuth)
        );
    }

    #[test]
    fn a_server_without_a_name_gets_no_certificate() {
        assert!(matches!(
            authority().server_identity(&[], &[], lifetime()),
            Err(PkiError::Name)
        ));
    }
}
