//! What the TLS layer proved about the other side, kept with the connection for all its requests.

use std::any::Any;

use actix_web::body::MessageBody;
use actix_web::dev::{Extensions, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, ResponseError, web};
use chrono::{DateTime, Utc};
use domain::audit::CertificateFault;
use domain::enrolment::device::CertificateFingerprint;
use domain::insurer::InsurerNumber;
use openssl::ssl::SslRef;
use pki::CertificateRefusal;
use service::{Insurers, RefusedCertificate};

use crate::listen::refused::record;
use crate::listen::stack::Connection;
use crate::problem::{ApiError, DEVICE_REFUSED};

/// The other side of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Peer {
    /// SHA-256 of its certificate.
    pub fingerprint: CertificateFingerprint,
    /// The insurer that its certificate names.
    pub insurer: Option<InsurerNumber>,
    /// Why the certificate is not one of a device, found when the connection was made.
    refusal: Option<CertificateRefusal>,
    /// Its certificate's last moment: a connection may outlive it.
    until: DateTime<Utc>,
    /// `TLSv1.2` or `TLSv1.3`.
    pub protocol: &'static str,
}

impl Peer {
    fn read(ssl: &SslRef, now: DateTime<Utc>) -> Option<Self> {
        let certificate = ssl.peer_certificate()?;
        let fingerprint = pki::fingerprint(&certificate.to_der().ok()?);
        let refusal = pki::check_device_certificate(&certificate, now).err();
        let until = pki::last_moment(&certificate)?;
        Some(Self {
            fingerprint,
            insurer: pki::named_insurer(&certificate),
            refusal,
            until,
            protocol: ssl.version_str(),
        })
    }

    /// Whether the certificate is that of a device and still within its time. Whether the device is known and in use is
    /// for the database to say.
    pub(crate) fn check(&self, now: DateTime<Utc>) -> Result<(), CertificateRefusal> {
        match self.refusal {
            Some(refusal) => Err(refusal),
            None if now > self.until => Err(CertificateRefusal::Expired),
            None => Ok(()),
        }
    }

    fn refused(&self, refusal: CertificateRefusal) -> RefusedCertificate {
        RefusedCertificate::Ours {
            fingerprint: self.fingerprint,
            fault: fault(refusal),
        }
    }

    /// The peer of the connection a request came on; none on the operator's listener.
    pub(crate) fn of(request: &HttpRequest) -> Option<&Self> {
        request.conn_data::<Self>()
    }
}

/// The word of the ledger for what `pki` finds.
const fn fault(refusal: CertificateRefusal) -> CertificateFault {
    match refusal {
        CertificateRefusal::NoClientAuth => CertificateFault::NotForClients,
        CertificateRefusal::IsAuthority => CertificateFault::IsAuthority,
        CertificateRefusal::MayNotSign => CertificateFault::MayNotSign,
        CertificateRefusal::NotYetValid => CertificateFault::NotYetValid,
        CertificateRefusal::Expired => CertificateFault::Expired,
        CertificateRefusal::NameWithNul => CertificateFault::NulInName,
        CertificateRefusal::CommonNames(_) => CertificateFault::CommonNames,
        CertificateRefusal::Unreadable => CertificateFault::Unreadable,
    }
}

/// Called once per connection.
pub(crate) fn remember_peer(insurers: &Insurers) -> impl Fn(&dyn Any, &mut Extensions) + Send + Sync + 'static {
    let insurers = insurers.clone();
    move |connection, data| {
        let connection = connection.downcast_ref::<Connection>();
        let Some(peer) =
            connection.and_then(|connection| Peer::read(connection.stream.ssl(), insurers.default().now()))
        else {
            return;
        };
        if let Some(refusal) = peer.refusal {
            record(insurers.named(peer.insurer), peer.refused(refusal));
        }
        if peer.protocol == "TLSv1.2" {
            // So that an operator knows which devices keep the old version necessary.
            log::info!(target: "api::tls", "TLS 1.2 with device {}", peer.fingerprint);
        }
        data.insert(peer);
    }
}

/// The middleware of the main listener: without a proper device certificate nothing is served, not even the SPA.
pub(crate) async fn require_device(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let insurers = request.app_data::<web::Data<Insurers>>();
    let checked = match (request.conn_data::<Peer>(), insurers) {
        (Some(peer), Some(insurers)) => peer.check(insurers.default().now()).map_err(|refusal| {
            // Also what was refused when it connected: a certificate may end while its connection lasts.
            record(insurers.named(peer.insurer), peer.refused(refusal));
            refusal.to_string()
        }),
        _ => Err("no certificate".to_owned()),
    };
    match checked {
        Ok(()) => next.call(request).await.map(ServiceResponse::map_into_boxed_body),
        Err(reason) => {
            log::warn!(target: "api::tls", "a connection's certificate was refused: {reason}");
            Ok(request.into_response(ApiError::of(&DEVICE_REFUSED).error_response()))
        }
    }
}
