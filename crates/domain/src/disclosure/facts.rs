//! What the database knows at one moment about one viewer and one person. Plain data, gathered by one query.

use crate::{
    account::{AccountStatus, Role},
    calendar::day::Day,
    calendar::period::Period,
    enrolment::device::DeviceStatus,
    id::{AccountId, AssignmentId, ConsentId, DeviceId, OrganizationId, PersonId},
    organization::{OfficeNumber, OrganizationStatus, ServiceCode},
    person::LossReason,
    person::assignment::AssignmentKind,
};

/// Everything the five conditions depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Who asks.
    pub viewer: ViewerFacts,
    /// Who is asked about.
    pub person: PersonFacts,
    /// All consents of the person, withdrawn ones as well.
    pub consents: Vec<ConsentFacts>,
    /// The person's assignments, past and coming ones as well; those of other offices may be left out.
    pub assignments: Vec<AssignmentFacts>,
}

/// Account, device and organization of who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewerFacts {
    /// The account.
    pub account_id: AccountId,
    /// Where the account is in its life.
    pub account_status: AccountStatus,
    /// Since when, if known: told in the refusal.
    pub account_status_since: Option<Day>,
    /// The organization the account belongs to; none for the insurer's own accounts.
    pub account_organization: Option<OrganizationId>,
    /// The account's role.
    pub role: Role,
    /// The device.
    pub device_id: DeviceId,
    /// Whether the device may be used.
    pub device_status: DeviceStatus,
    /// Since when, if known.
    pub device_status_since: Option<Day>,
    /// The organization the device is registered for.
    pub device_organization: OrganizationId,
    /// The days in Japan on which the device's certificate is valid; the hour is held by the TLS layer.
    pub certificate_valid: Period,
    /// The organization on whose behalf the viewer asks.
    pub organization: OrganizationFacts,
}

/// The viewer's organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationFacts {
    /// Its id.
    pub id: OrganizationId,
    /// Its office number, by which assignments name it.
    pub office_number: OfficeNumber,
    /// Its kind of service.
    pub service_code: ServiceCode,
    /// Whether it may use the system.
    pub status: OrganizationStatus,
    /// Since when, if known.
    pub status_since: Option<Day>,
    /// From when to when the insurer permits it.
    pub permitted: Period,
    /// From when to when its kind of service is on the insurer's list; none if it is not.
    pub kind_admitted: Option<Period>,
}

/// The person asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// The person.
    pub id: PersonId,
    /// From when on and why the person is no longer insured here.
    pub lost: Option<(Day, LossReason)>,
    /// The day on which an earlier qualification had been lost, before the person returned: consents up to it ended with it.
    pub lapsed_on: Option<Day>,
}

/// One consent of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentFacts {
    /// The consent.
    pub id: ConsentId,
    /// The first day on which it holds.
    pub effective_from: Day,
    /// The first day on which it no longer does.
    pub withdrawn_on: Option<Day>,
}

/// One assignment of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssignmentFacts {
    /// The assignment.
    pub id: AssignmentId,
    /// The kind of notice behind it.
    pub kind: AssignmentKind,
    /// The office named; none for a self-made plan.
    pub office_number: Option<OfficeNumber>,
    /// The office that makes the plan for the named one.
    pub delegated_office_number: Option<OfficeNumber>,
    /// From when to when.
    pub period: Period,
}

impl ConsentFacts {
    /// Whether this consent alone would hold; a withdrawal of another one may still end it.
    pub(super) fn holds(&self, today: Day) -> bool {
        self.effective_from <= today && !self.withdrawn_by(today)
    }

    /// Whether it was withdrawn, on this day at the latest.
    pub(super) fn withdrawn_by(&self, today: Day) -> bool {
        self.withdrawn_on.is_some_and(|on| on <= today)
    }
}

impl AssignmentFacts {
    /// Whether the office has the person in hand by it, itself or by delegation.
    pub(super) fn names(&self, office: OfficeNumber) -> bool {
        self.kind != AssignmentKind::SelfMade
            && (self.office_number == Some(office) || self.delegated_office_number == Some(office))
    }
}
