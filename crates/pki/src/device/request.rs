//! Certificate signing requests (PKCS #10): the key is read from them, and why one is refused.

use openssl::bn::BigNum;
use openssl::nid::Nid;
use openssl::pkey::{Id, PKey, PKeyRef, Public};
use openssl::x509::X509Req;

/// A certificate signing request longer than this is not read.
pub const MAX_REQUEST_BYTES: usize = 16 * 1024;

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

/// The key that a request asks a certificate for, if it is fit for one and the request is signed with it.
pub(super) fn requested_key(request: &[u8]) -> Result<PKey<Public>, RequestRefusal> {
    if request.len() > MAX_REQUEST_BYTES {
        return Err(RequestRefusal::TooLong);
    }
    let pem = request.trim_ascii_start().starts_with(b"-----BEGIN");
    let request = if pem {
        X509Req::from_pem(request)
    } else {
        X509Req::from_der(request)
    }
    .map_err(|_| RequestRefusal::Unreadable)?;
    let key = request.public_key().map_err(|_| RequestRefusal::Key)?;
    // Before the signature: checking one made with a giant exponent would take minutes.
    if !is_fit(&key) {
        return Err(RequestRefusal::Key);
    }
    match request.verify(&key) {
        Ok(true) => Ok(key),
        _ => Err(RequestRefusal::Signature),
    }
}

fn is_fit(key: &PKeyRef<Public>) -> bool {
    match key.id() {
        Id::RSA => key.rsa().is_ok_and(|rsa| {
            let bits = rsa.n().num_bits();
            (2048..=4096).contains(&bits) && BigNum::from_u32(65537).is_ok_and(|common| rsa.e() == &*common)
        }),
        Id::EC => key
            .ec_key()
            .is_ok_and(|ec| matches!(ec.group().curve_name(), Some(Nid::X9_62_PRIME256V1 | Nid::SECP384R1))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use openssl::ec::{EcGroup, EcKey};
    use openssl::rsa::Rsa;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::request;

    #[test]
    fn keys_that_are_too_weak_too_strange_or_too_slow_are_refused() {
        let small = PKey::from_rsa(Rsa::generate(1024).unwrap()).unwrap();
        let three = PKey::from_rsa(Rsa::generate_with_e(2048, &BigNum::from_u32(3).unwrap()).unwrap()).unwrap();
        let curve = EcGroup::from_curve_name(Nid::SECP256K1).unwrap();
        let bitcoin = PKey::from_ec_key(EcKey::generate(&curve).unwrap()).unwrap();
        for key in [small, three, bitcoin] {
            let refused = requested_key(&request(&key, &[], false));
            assert!(matches!(refused, Err(RequestRefusal::Key)));
        }
    }

    #[test]
    fn a_request_with_somebody_elses_key_is_refused() {
        let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
        let mut stolen = request(&key, &[], false);
        let last = stolen.len() - 1;
        stolen[last] ^= 1;
        let refused = requested_key(&stolen);
        assert!(matches!(refused, Err(RequestRefusal::Signature)));
    }

    #[test]
    fn a_request_is_taken_as_pem_too() {
        let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
        let pem = X509Req::from_der(&request(&key, &[], false)).unwrap().to_pem().unwrap();
        assert!(requested_key(&pem).is_ok());
    }

    #[test]
    fn a_request_longer_than_any_honest_one_is_not_read() {
        let refused = requested_key(&vec![0x30; MAX_REQUEST_BYTES + 1]);
        assert!(matches!(refused, Err(RequestRefusal::TooLong)));
    }

    proptest! {
        #[test]
        fn any_bytes_as_a_request_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(requested_key(&bytes).is_err());
        }
    }
}
