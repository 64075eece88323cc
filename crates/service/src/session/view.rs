//! What the user sees of a session.

use chrono::{DateTime, Utc};
use domain::account::{AccountStatus, Role};
use domain::calendar::day::Day;
use domain::id::SessionId;
use domain::insurer::PermitWord;
use domain::record::DeviceRecord;

use crate::access::present::Presented;
use crate::access::service::Service;
use crate::access::viewer::Viewer;
use crate::enrolment::terms::Terms;
use crate::error::ServiceError;

/// Who is signed in, where, and until when.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// The user's name.
    pub account_name: String,
    /// Role.
    pub role: Role,
    /// The organization's name (the insurer's for city staff).
    pub organization_name: String,
    /// The office number; empty for city staff.
    pub office_number: String,
    /// The insurer's name.
    pub insurer_name: String,
    /// Whom to ask, in the insurer's words.
    pub contact: String,
    /// What the insurer calls a permit.
    pub permit_word: PermitWord,
    /// The device's label.
    pub device_label: String,
    /// When the user signed in the time before.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// Whether it is locked.
    pub locked: bool,
    /// When it is over in any case.
    pub expires_at: DateTime<Utc>,
    /// The last day of the device's certificate.
    pub certificate_last_day: Day,
    /// Whether only the first-login set-up may be done.
    pub setup_required: bool,
    /// Whether the account is the insurer's own.
    pub city: bool,
    /// The terms of use to be accepted, while the set-up is to be done.
    pub terms: Option<Terms>,
    /// Until when the password given last opens steps that ask for it, if it still does.
    pub confirmed_until: Option<DateTime<Utc>>,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

/// A session that has just begun.
#[derive(Debug)]
pub struct SignedIn {
    /// Its id, for the token.
    pub session: SessionId,
    /// What the user sees of it.
    pub view: SessionView,
}

impl Service {
    /// What the user sees of the session, locked or not.
    ///
    /// # Errors
    /// If the session is over or the device is refused.
    pub async fn session(&self, presented: &Presented) -> Result<SessionView, ServiceError> {
        let viewer = self.present(presented).await?;
        self.view(&viewer).await
    }

    pub(crate) async fn view(&self, viewer: &Viewer) -> Result<SessionView, ServiceError> {
        let office = viewer.organization.as_ref();
        let now = self.now();
        let setup_required = viewer.account.status == AccountStatus::Provisional;
        let terms = match setup_required {
            true => Some(self.terms().await?),
            false => None,
        };
        Ok(SessionView {
            account_name: viewer.account.name.clone(),
            role: viewer.account.role,
            organization_name: office.map_or_else(|| viewer.settings.name.clone(), |office| office.name.clone()),
            office_number: office
                .map(|office| office.office_number.to_string())
                .unwrap_or_default(),
            insurer_name: viewer.settings.name.clone(),
            contact: viewer.settings.rules.contact.clone(),
            permit_word: viewer.settings.rules.permit_word,
            device_label: viewer.device.label.clone(),
            last_sign_in_at: viewer.session.previous_sign_in_at,
            locked: viewer.session.locked_at.is_some(),
            expires_at: viewer.session.expires_at,
            certificate_last_day: Day::in_japan(viewer.device.valid_until),
            setup_required,
            city: viewer.account.organization.is_none(),
            terms,
            confirmed_until: Some(viewer.confirmed_until()).filter(|until| *until > now),
            now,
        })
    }

    /// A session that was noted when it began.
    pub(crate) async fn begun(
        &self,
        device: &DeviceRecord,
        session: SessionId,
        request: &str,
    ) -> Result<SignedIn, ServiceError> {
        let presented = Presented {
            certificate: device.fingerprint,
            session,
            request: request.to_owned(),
        };
        let viewer = self.present(&presented).await?;
        Ok(SignedIn {
            session,
            view: self.view(&viewer).await?,
        })
    }
}
