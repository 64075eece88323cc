//! What can go wrong with keys and certificates, in words that say what the caller can do about it.

use openssl::error::ErrorStack;

use crate::MAX_REQUEST_BYTES;

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

domain::rules! {
    /// Why a certificate signing request (PKCS #10) was not accepted. All but the last are the sender's to mend.
    #[derive(Copy)]
    pub enum RequestRefusal {
        TooLong = "certificate-request.refused", "the request is longer than {MAX_REQUEST_BYTES} bytes";
        Unreadable = "certificate-request.refused", "this is not a certificate signing request in PEM or DER";
        /// Only RSA of 2048 to 4096 bits (exponent 65537) and the curves P-256 and P-384 are signed.
        Key = "certificate-request.refused",
            "the key must be RSA of 2048 to 4096 bits with exponent 65537, or on the curve P-256 or P-384";
        /// Whoever sent the request may not hold the key.
        Signature = "certificate-request.refused", "the request is not signed with the key it asks a certificate for";
    }
}
