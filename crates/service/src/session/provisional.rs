//! 仮ログインID・仮パスワード: made, hashed like any password, handed over once. Who may ask for them is in `account`.

use chrono::{DateTime, Duration, Utc};
use domain::account::{LoginId, PROVISIONAL_DAYS, ProvisionalCredentials, folded_provisional_password};
use domain::enrolment::device::CertificateFingerprint;
use domain::id::AccountId;
use persistence::{NewProvisional, random};

use crate::access::service::Service;
use crate::error::ServiceError;
use crate::session::password::Secret;

/// Provisional credentials on their way out; kept nowhere.
#[derive(Clone, Debug)]
pub struct IssuedCredentials {
    /// The account.
    pub account: AccountId,
    /// 仮ログインID.
    pub login_id: LoginId,
    /// 仮パスワード, as it is printed.
    pub password: Secret,
    /// They are good for one log-in until then.
    pub valid_until: DateTime<Utc>,
}

/// Credentials made, and what is to be kept of them.
pub(crate) struct Made {
    shown: ProvisionalCredentials,
    pub(crate) kept: NewProvisional,
}

impl Made {
    pub(crate) fn issued_to(&self, account: AccountId) -> IssuedCredentials {
        IssuedCredentials {
            account,
            login_id: self.kept.login_id.clone(),
            password: Secret::new(self.shown.reveal()),
            valid_until: self.kept.until,
        }
    }
}

impl Service {
    /// New provisional credentials, asked for on some device. Nothing is stored yet.
    pub(crate) async fn make_provisional(&self, device: CertificateFingerprint) -> Result<Made, ServiceError> {
        let (shown, secret) = fresh()?;
        let password_hash = self.passwords().hash(secret, device).await?;
        Ok(self.made(shown, password_hash))
    }

    /// [`Service::make_provisional`] on the caller's thread, for command-line work.
    pub(crate) fn make_provisional_here(&self) -> Result<Made, ServiceError> {
        let (shown, secret) = fresh()?;
        let password_hash = self.passwords().hash_here(&secret)?;
        Ok(self.made(shown, password_hash))
    }

    fn made(&self, shown: ProvisionalCredentials, password_hash: String) -> Made {
        let kept = NewProvisional {
            login_id: shown.login_id().clone(),
            password_hash,
            until: self.now() + Duration::days(PROVISIONAL_DAYS),
        };
        Made { shown, kept }
    }
}

fn fresh() -> Result<(ProvisionalCredentials, Secret), ServiceError> {
    let shown = ProvisionalCredentials::from_random(random()?).ok_or(ServiceError::PasswordHash)?;
    let secret = Secret::new(folded_provisional_password(&shown.reveal()));
    Ok((shown, secret))
}
