//! Keys and certificates: the authority that vouches for devices, the certificates it signs, the file that carries one
//! to a device, and the list of those taken back. Bytes in, bytes out: where keys are kept, who may have a
//! certificate, and whether a known one is still in force is decided elsewhere (`service`, `persistence`).

mod authority;
mod device;
mod error;
mod identity;
mod leaf;
mod lifetime;
mod revocation;
mod secret;
mod server;
mod strict;
#[cfg(test)]
mod testing;

pub use authority::{Authority, AuthorityUse};
pub use device::request::{MAX_REQUEST_BYTES, RequestRefusal};
pub use device::{DeviceDraft, IssuedDevice, SerialNumber, fingerprint};
pub use error::PkiError;
pub use identity::IdentityFile;
pub use leaf::{
    CertificateRefusal, check_device_certificate, check_device_certificate_der, last_moment, named_insurer,
};
pub use lifetime::Lifetime;
pub use revocation::Revoked;
pub use secret::Secret;
pub use server::ServerIdentity;
