//! From a verified token to the viewer behind it: the session alive, on the device it began on, that device in use.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::enrolment::device::CertificateFingerprint;
use domain::id::SessionId;
use persistence::StoreError;

use crate::access::acting::check_session;
use crate::access::service::Service;
use crate::access::viewer::Viewer;
use crate::error::ServiceError;

/// What a request brings: the certificate that the TLS connection proved and the session of a verified token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
    /// SHA-256 of the certificate of the connection.
    pub certificate: CertificateFingerprint,
    /// The session named by the token.
    pub session: SessionId,
    /// The request id, for the ledger.
    pub request: String,
}

impl Service {
    /// The viewer behind a verified token, whatever state things are in; [`Service::live`] judges that. `asked` is now.
    async fn viewer(&self, session: SessionId, asked: DateTime<Utc>) -> Result<Arc<Viewer>, ServiceError> {
        let forgotten = match self.viewers().recall(session, asked) {
            Ok(viewer) => return Ok(viewer),
            Err(forgotten) => forgotten,
        };
        let loaded = self
            .tenant()
            .read(move |tx| {
                let session = tx.session(session)?;
                let account = tx.account(session.account)?;
                let device = tx.device(session.device)?;
                let organization = account.organization.map(|id| tx.organization(id)).transpose()?;
                let settings = tx.insurer_settings()?;
                Ok((session, account, device, organization, settings))
            })
            .await;
        let (record, account, device, organization, settings) = match loaded {
            Err(StoreError::NotFound) => return Err(ServiceError::SessionEnded),
            other => other?,
        };
        let viewer = Arc::new(Viewer {
            session: record,
            account,
            device,
            organization,
            settings,
        });
        self.viewers().remember(session, &viewer, asked, forgotten);
        Ok(viewer)
    }

    /// The viewer behind a verified token, if the session is alive and on the device it began on. A locked one passes:
    /// it may still be unlocked or ended.
    pub(crate) async fn present(&self, presented: &Presented) -> Result<Arc<Viewer>, ServiceError> {
        let viewer = self.viewer(presented.session, self.now()).await?;
        let now = self.now();
        if viewer.device.fingerprint != presented.certificate {
            return Err(ServiceError::SessionEnded);
        }
        check_session(&viewer.session, &viewer.device, now)?;
        Ok(viewer)
    }

    /// The viewer of a session that is alive and not locked.
    pub(crate) async fn live(&self, presented: &Presented) -> Result<Arc<Viewer>, ServiceError> {
        let viewer = self.present(presented).await?;
        if viewer.session.locked_at.is_some() {
            return Err(ServiceError::SessionLocked);
        }
        Ok(viewer)
    }
}
