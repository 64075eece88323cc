//! Certificates that the TLS handshake itself refuses: without this they would leave no trace. What is written, and how
//! much, is `service`'s to say.

use domain::audit::CertificateFault;
use openssl::pkey::{PKey, Public};
use openssl::x509::{X509, X509Ref, X509StoreContextRef, X509VerifyResult};
use service::{RefusedCertificate, Service};

/// What OpenSSL asks for each certificate of a chain; its own judgement stands.
pub(crate) fn record_refused(
    service: &Service,
    authorities: &[X509],
) -> impl Fn(bool, &mut X509StoreContextRef) -> bool + Send + Sync + 'static {
    let service = service.clone();
    let keys: Vec<PKey<Public>> = authorities
        .iter()
        .filter_map(|authority| authority.public_key().ok())
        .collect();
    move |trusted, chain| {
        if !trusted {
            record(&service, judge(&keys, chain));
        }
        trusted
    }
}

/// Tells the ledger, or at least the log. Called within a handshake: must neither wait nor panic.
pub(crate) fn record(service: &Service, refused: RefusedCertificate) {
    if let Err(failed) = service.record_refused_certificate(refused) {
        log::error!(target: "api::tls", "a refused certificate was not recorded: {failed}");
    }
}

/// By the signature, not by a name: names of authorities are public.
fn judge(keys: &[PKey<Public>], chain: &X509StoreContextRef) -> RefusedCertificate {
    let leaf = chain
        .chain()
        .and_then(|chain| chain.get(0))
        .or_else(|| chain.current_cert());
    match leaf {
        Some(leaf) if is_signed_by(leaf, keys) => match leaf.to_der() {
            Ok(der) => RefusedCertificate::Ours {
                fingerprint: pki::fingerprint(&der),
                fault: fault(chain.error()),
            },
            Err(_) => RefusedCertificate::Foreign,
        },
        _ => RefusedCertificate::Foreign,
    }
}

/// The word of the ledger for what OpenSSL finds (`x509_vfy.h`).
fn fault(found: X509VerifyResult) -> CertificateFault {
    const NOT_YET_VALID: i32 = 9;
    const HAS_EXPIRED: i32 = 10;
    const INVALID_PURPOSE: i32 = 26;
    match found.as_raw() {
        NOT_YET_VALID => CertificateFault::NotYetValid,
        HAS_EXPIRED => CertificateFault::Expired,
        INVALID_PURPOSE => CertificateFault::NotForClients,
        _ => CertificateFault::Untrusted,
    }
}

fn is_signed_by(leaf: &X509Ref, keys: &[PKey<Public>]) -> bool {
    keys.iter().any(|key| leaf.verify(key).unwrap_or(false))
}
