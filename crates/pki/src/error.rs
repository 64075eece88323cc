//! What can go wrong with keys and certificates, in words that say what the caller can do about it.

use openssl::error::ErrorStack;

use crate::device::request::RequestRefusal;

/// A key or certificate could not be made, read or used.
#[derive(Debug, thiserror::Error)]
pub enum PkiError {
    /// OpenSSL refused; the cause is in the stack it returned.
    #[error("openssl: {0}")]
    Crypto(#[from] ErrorStack),
    /// The file given as the authority's certificate does not belong to one that may sign.
    #[error("the certificate is not that of an authority (CA:TRUE and keyCertSign)")]
    NotAnAuthority,
    /// Certificate and private key are not a pair.
    #[error("the private key does not belong to the certificate")]
    KeyDoesNotMatch,
    /// A name for a certificate has 1 to 64 characters and none of them is a control character.
    #[error("a name in a certificate has 1 to 64 characters and no control character")]
    Name,
    /// The certificate signing request was refused.
    #[error(transparent)]
    Request(#[from] RequestRefusal),
    /// The private key of this certificate was never here, so no file with it can be made.
    #[error("the private key is with the device that sent the request")]
    KeyIsElsewhere,
}
