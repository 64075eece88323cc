//! Applications and results, as they are kept.

use crate::calendar::day::Day;
use crate::certification::{
    ApplicationDetails, ApplicationKind, Certification, Milestone, PostponementNotice, RejectionReason,
};
use crate::id::{ApplicationId, CertificationId};

/// An application with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRecord {
    /// Opaque id.
    pub id: ApplicationId,
    /// The city's own number of the application.
    pub number: String,
    /// Kind.
    pub kind: ApplicationKind,
    /// Day of application.
    pub applied_on: Day,
    /// Whether the person ticked on the form that the result may be given to the office.
    pub ticked_consent: bool,
    /// What else the city knows of it.
    pub details: ApplicationDetails,
    /// Milestones by day.
    pub milestones: Vec<Milestone>,
    /// Postponement notices by day.
    pub postponements: Vec<PostponementNotice>,
    /// Why it was turned down, if it was and the city says so.
    pub rejection: Option<RejectionReason>,
}

/// A result as the city delivers it and as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificationRecord {
    /// Opaque id.
    pub id: CertificationId,
    /// The city's own number of the application; empty for 事業対象者.
    pub application_number: String,
    /// The result.
    pub certification: Certification,
}
