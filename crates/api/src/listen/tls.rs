//! TLS: what may be spoken, and that nobody without a certificate of a device authority gets in by the main listener.
//! Whether that device is still in use is asked on each request, not here, so that a revocation needs no new handshake.

use openssl::error::ErrorStack;
use openssl::pkey::PKey;
use openssl::ssl::{
    SslAcceptor, SslAcceptorBuilder, SslMethod, SslOptions, SslSessionCacheMode, SslVerifyMode, SslVersion,
};
use openssl::x509::X509;
use openssl::x509::store::X509StoreBuilder;
use pki::Secret;
use service::Service;

use crate::listen::refused::record_refused;

/// Keys, certificates and versions.
#[derive(Clone, Debug)]
pub struct TlsSettings {
    /// The server's certificate and whatever leads from it to its root, PEM.
    pub certificate_chain: String,
    /// Its private key, PEM.
    pub key: Secret,
    /// The authorities whose device certificates are accepted, PEM, one after the other.
    pub device_authorities: String,
    /// The oldest version spoken.
    pub minimum: MinimumTls,
}

/// The oldest version of TLS that is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MinimumTls {
    /// For Chrome 69 and iOS 12.0, which do not know the final 1.3.
    #[default]
    Tls12,
    /// For operators whose devices are all newer.
    Tls13,
}

/// TLS 1.2: forward secrecy and authenticated encryption only.
const CIPHERS_12: &str = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
     ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
const CIPHERS_13: &str = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
const GROUPS: &str = "X25519:P-256:P-384";
/// PKCS #1 stays for TLS 1.2 clients whose key sits in a store that cannot do PSS.
const SIGNATURES: &str = "ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:\
     rsa_pss_rsae_sha512:rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512";

/// Sessions of another listener must not be resumed here (OpenSSL refuses client certificates without a context).
const SESSION_CONTEXT: &[u8] = b"engawa main listener";
const ENROLMENT_CONTEXT: &[u8] = b"engawa enrolment listener";

/// An acceptor that lets devices in and nobody else.
///
/// # Errors
/// If a PEM text cannot be read, the key does not fit the certificate, or no device authority is given.
pub(crate) fn acceptor(settings: &TlsSettings, service: &Service) -> Result<SslAcceptorBuilder, TlsError> {
    let mut builder = careful(settings, SESSION_CONTEXT)?;
    require_device(&mut builder, settings, service)?;
    Ok(builder)
}

/// An acceptor for those who have no certificate yet.
///
/// # Errors
/// As above.
pub(crate) fn enrolment_acceptor(settings: &TlsSettings) -> Result<SslAcceptorBuilder, TlsError> {
    careful(settings, ENROLMENT_CONTEXT)
}

fn careful(settings: &TlsSettings, context: &[u8]) -> Result<SslAcceptorBuilder, TlsError> {
    let mut builder = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server())?;
    builder.set_min_proto_version(Some(match settings.minimum {
        MinimumTls::Tls12 => SslVersion::TLS1_2,
        MinimumTls::Tls13 => SslVersion::TLS1_3,
    }))?;
    builder.set_max_proto_version(Some(SslVersion::TLS1_3))?;
    builder.set_cipher_list(CIPHERS_12)?;
    builder.set_ciphersuites(CIPHERS_13)?;
    builder.set_groups_list(GROUPS)?;
    builder.set_sigalgs_list(SIGNATURES)?;
    builder.set_options(
        SslOptions::NO_TICKET
            | SslOptions::NO_COMPRESSION
            | SslOptions::NO_RENEGOTIATION
            | SslOptions::CIPHER_SERVER_PREFERENCE,
    );
    // Nothing is resumed: each connection proves its certificate anew.
    builder.set_num_tickets(0)?;
    builder.set_session_cache_mode(SslSessionCacheMode::OFF);
    builder.set_session_id_context(context)?;
    use_identity(&mut builder, settings)?;
    Ok(builder)
}

fn use_identity(builder: &mut SslAcceptorBuilder, settings: &TlsSettings) -> Result<(), TlsError> {
    let mut chain = X509::stack_from_pem(settings.certificate_chain.as_bytes())?.into_iter();
    builder.set_certificate(&*chain.next().ok_or(TlsError::NoCertificate)?)?;
    for link in chain {
        builder.add_extra_chain_cert(link)?;
    }
    builder.set_private_key(&*PKey::private_key_from_pem(settings.key.reveal().as_bytes())?)?;
    builder.check_private_key()?;
    Ok(())
}

fn require_device(builder: &mut SslAcceptorBuilder, settings: &TlsSettings, service: &Service) -> Result<(), TlsError> {
    let authorities = X509::stack_from_pem(settings.device_authorities.as_bytes())?;
    if authorities.is_empty() {
        return Err(TlsError::NoDeviceAuthority);
    }
    let record = record_refused(service, &authorities);
    let mut store = X509StoreBuilder::new()?;
    for authority in authorities {
        // Sent with the certificate request, so that a browser offers only certificates that fit.
        builder.add_client_ca(&authority)?;
        store.add_cert(authority)?;
    }
    builder.set_verify_cert_store(store.build())?;
    builder.set_verify_callback(SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT, record);
    Ok(())
}

/// The listener cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// OpenSSL refused a text, a key or a list.
    #[error("the TLS set-up is not usable: {0}")]
    OpenSsl(#[from] ErrorStack),
    /// The server's certificate file is empty.
    #[error("there is no server certificate")]
    NoCertificate,
    /// Without a device authority anybody or nobody would get in.
    #[error("there is no device authority")]
    NoDeviceAuthority,
}
