//! Session tokens: short-lived ES256 JWTs bound to the device's certificate (RFC 8705). A token only says which session
//! is meant; whether that session still lives is asked from the database on every request.

mod cache;
mod claims;
mod key;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::enrolment::device::CertificateFingerprint;
use domain::id::SessionId;
use jsonwebtoken::Algorithm;

use cache::Verified;
use claims::{Claims, Confirmation};
pub use key::{InvalidTokenKey, TokenKey};

/// How long a token is good. The SPA renews it while somebody works.
pub(crate) const LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// How long a session lasts without any use: so long after its last token it can still be renewed or locked.
pub(crate) const IDLE: TimeDelta = service::SESSION_IDLE;

/// Nothing of ours is longer; what is longer is not looked at.
const MAX_TOKEN_BYTES: usize = 2_048;

const AUDIENCE: &str = "engawa-api";

/// Makes and checks tokens with a few keys: the first signs, all verify, so that keys can be changed while running.
pub struct Tokens {
    issuer: String,
    keys: Vec<TokenKey>,
    verified: Verified,
}

/// The token is not one of ours, not yet or no longer good, or bound to another certificate. Deliberately says no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the token is not good")]
pub(crate) struct BadToken;

impl Tokens {
    /// `issuer` is the application's origin; `keys` with the signing key first.
    pub fn new(issuer: String, keys: Vec<TokenKey>) -> Self {
        Self {
            issuer,
            keys,
            verified: Verified::default(),
        }
    }

    /// A token for a session on a device, good for [`LIFETIME`] from `now`.
    pub(crate) fn issue(
        &self,
        session: SessionId,
        device: CertificateFingerprint,
        now: DateTime<Utc>,
    ) -> Result<String, CannotSign> {
        let key = self.keys.first().ok_or(CannotSign)?;
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            exp: (now + LIFETIME).timestamp(),
            nbf: now.timestamp(),
            iat: now.timestamp(),
            jti: uuid::Uuid::new_v4().to_string(),
            sid: session,
            cnf: Confirmation {
                certificate: thumbprint(device),
            },
        };
        let payload = serde_json::to_vec(&claims).map_err(|_| CannotSign)?;
        let message = format!("{}.{}", key.header(), URL_SAFE_NO_PAD.encode(payload));
        let signature = key.sign(message.as_bytes()).map_err(|_| CannotSign)?;
        Ok(format!("{message}.{signature}"))
    }

    /// The session a token stands for, if everything about it is right for this device at `now`. With a `grace` the token
    /// may have ended so long ago: enough to renew, lock or unlock the session, never to look.
    pub(crate) fn verify(
        &self,
        token: &str,
        device: CertificateFingerprint,
        now: DateTime<Utc>,
        grace: TimeDelta,
    ) -> Result<SessionId, BadToken> {
        let claims = match self.verified.get(token, now) {
            Some(claims) => claims,
            None => {
                let claims = self.read(token)?;
                self.check(&claims, now, grace)?;
                self.verified.remember(token, claims.clone(), now);
                claims
            }
        };
        self.check(&claims, now, grace)?;
        if claims.cnf.certificate == thumbprint(device) {
            Ok(claims.sid)
        } else {
            Err(BadToken)
        }
    }

    /// The claims of a token whose signature is ours. The header must be, byte for byte, one that we write: that fixes
    /// algorithm and type and leaves no room for `jku`, `x5u`, `jwk`, `crit` or `zip`.
    fn read(&self, token: &str) -> Result<Claims, BadToken> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(BadToken);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(BadToken)?;
        let (header, payload) = message.split_once('.').ok_or(BadToken)?;
        let key = self.keys.iter().find(|key| key.header() == header).ok_or(BadToken)?;
        let genuine = jsonwebtoken::crypto::verify(signature, message.as_bytes(), key.verifying(), Algorithm::ES256);
        if !genuine.unwrap_or(false) {
            return Err(BadToken);
        }
        let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|_| BadToken)?;
        serde_json::from_slice(&payload).map_err(|_| BadToken)
    }

    fn check(&self, claims: &Claims, now: DateTime<Utc>, grace: TimeDelta) -> Result<(), BadToken> {
        let Claims {
            iss,
            aud,
            exp,
            nbf,
            iat,
            jti: _,
            sid: _,
            cnf: _,
        } = claims;
        let now = now.timestamp();
        let times =
            *nbf <= now && now < *exp + grace.num_seconds() && *iat <= now && exp - nbf <= LIFETIME.num_seconds();
        if times && *iss == self.issuer && aud == AUDIENCE {
            Ok(())
        } else {
            Err(BadToken)
        }
    }
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// A token could not be signed: no key, or the key is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no token can be signed")]
pub(crate) struct CannotSign;

/// A certificate's hash as RFC 8705 §3.1 writes it.
fn thumbprint(device: CertificateFingerprint) -> String {
    URL_SAFE_NO_PAD.encode(device.as_bytes())
}

#[cfg(test)]
mod tests;
