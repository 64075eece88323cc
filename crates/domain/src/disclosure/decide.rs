//! The rule of disclosure: five conditions, all of which must hold now. The only place that makes a `Grant`.

use super::facts::{AssignmentFacts, ConsentFacts, Facts, OrganizationFacts, PersonFacts, ViewerFacts};
use super::refusal::{Failure, FailureReason, Refusal};
use crate::{
    account::{AccountStatus, Permission},
    calendar::day::Day,
    calendar::period::Period,
    enrolment::device::DeviceStatus,
    id::{AccountId, AssignmentId, ConsentId, DeviceId, OrganizationId, PersonId},
    organization::{OfficeNumber, OrganizationStatus},
    person::LossReason,
};

/// Proof that all five conditions held on a day, for one viewer and one person; it names what it rests on, for the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    person: PersonId,
    organization: OrganizationId,
    account: AccountId,
    device: DeviceId,
    consent: ConsentId,
    assignment: AssignmentId,
    on: Day,
}

impl Grant {
    /// Whose data may be shown.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// On whose behalf.
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// To whom.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// On which device.
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// Under which consent.
    pub const fn consent(&self) -> ConsentId {
        self.consent
    }

    /// Under which assignment.
    pub const fn assignment(&self) -> AssignmentId {
        self.assignment
    }

    /// The day on which it was decided; a grant is no promise for another day.
    pub const fn on(&self) -> Day {
        self.on
    }
}

/// Whether the viewer may see the person's data today; if not, every condition that fails and why.
pub fn decide(facts: &Facts, today: Day) -> Result<Grant, Refusal> {
    let office = facts.viewer.organization.office_number;
    judged(
        facts,
        consent(&facts.person, &facts.consents, today),
        assignment(&facts.assignments, office, today),
        today,
    )
}

/// The same for what the insurer still shows for some days after a loss (死亡, 転出): the course of the application and its
/// result, to the office that was in charge on the day of the loss. Cities decide after a death, so that services that were
/// used on a provisional plan can be paid; the office needs that result for its claim.
///
/// A consent that was given before the loss counts, unless it was withdrawn since. Whoever was not in charge gets the
/// refusal of [`decide`].
pub fn decide_after_loss(facts: &Facts, days: u16, today: Day) -> Result<Grant, Refusal> {
    let within = |lost: Day| lost <= today && today < lost.add_days(days.into());
    let Some((lost, _)) = facts.person.lost.filter(|(lost, _)| within(*lost)) else {
        return decide(facts, today);
    };
    let office = facts.viewer.organization.office_number;
    let before = PersonFacts {
        lost: None,
        ..facts.person
    };
    let given: Vec<ConsentFacts> = facts
        .consents
        .iter()
        .filter(|consent| consent.effective_from <= lost)
        .copied()
        .collect();
    let in_charge = assignment(&facts.assignments, office, lost)
        .or_else(|_| assignment(&facts.assignments, office, lost.add_days(-1)));
    judged(facts, consent(&before, &given, today), in_charge, today).or_else(|_| decide(facts, today))
}

/// Puts the five conditions together.
fn judged(
    facts: &Facts,
    consent: Check<ConsentId>,
    assignment: Check<AssignmentId>,
    today: Day,
) -> Result<Grant, Refusal> {
    let Facts {
        viewer,
        person,
        assignments,
        ..
    } = facts;
    let office = viewer.organization.office_number;
    let checks = (
        device(viewer, today),
        account(viewer),
        organization(&viewer.organization, today),
        consent,
        assignment,
    );
    match checks {
        (Ok(()), Ok(()), Ok(()), Ok(consent), Ok(assignment)) => Ok(Grant {
            person: person.id,
            organization: viewer.organization.id,
            account: viewer.account_id,
            device: viewer.device_id,
            consent,
            assignment,
            on: today,
        }),
        (device, account, organization, consent, assignment) => Err(Refusal {
            within_reach: assignments.iter().any(|a| a.names(office) && a.period.has_begun(today)),
            failures: [
                device.err(),
                account.err(),
                organization.err(),
                consent.err(),
                assignment.err(),
            ]
            .into_iter()
            .flatten()
            .collect(),
        }),
    }
}

type Check<T = ()> = Result<T, Failure>;

fn fail<T>(reason: FailureReason, since: Option<Day>) -> Check<T> {
    Err(Failure { reason, since })
}

/// Fails before the first and after the last day of a period.
fn within(period: Period, today: Day, not_begun: FailureReason, ended: FailureReason) -> Check {
    if !period.has_begun(today) {
        fail(not_begun, Some(period.first))
    } else if period.is_over(today) {
        fail(ended, period.ended_since())
    } else {
        Ok(())
    }
}

fn device(viewer: &ViewerFacts, today: Day) -> Check {
    match viewer.device_status {
        DeviceStatus::Revoked => return fail(FailureReason::DeviceRevoked, viewer.device_status_since),
        DeviceStatus::Active => {}
    }
    if viewer.device_organization != viewer.organization.id {
        return fail(FailureReason::DeviceOfAnotherOrganization, None);
    }
    within(
        viewer.certificate_valid,
        today,
        FailureReason::CertificateNotYetValid,
        FailureReason::CertificateExpired,
    )
}

fn account(viewer: &ViewerFacts) -> Check {
    let since = viewer.account_status_since;
    match viewer.account_status {
        AccountStatus::Provisional => return fail(FailureReason::AccountNotSetUp, None),
        AccountStatus::Suspended => return fail(FailureReason::AccountSuspended, since),
        AccountStatus::Left => return fail(FailureReason::AccountLeft, since),
        AccountStatus::Active => {}
    }
    if viewer.account_organization != Some(viewer.organization.id) {
        return fail(FailureReason::AccountOfAnotherOrganization, None);
    }
    if !viewer.role.allows(Permission::ReadClients) {
        return fail(FailureReason::RoleWithoutClients, None);
    }
    Ok(())
}

fn organization(organization: &OrganizationFacts, today: Day) -> Check {
    match organization.status {
        OrganizationStatus::Suspended => return fail(FailureReason::OrganizationSuspended, organization.status_since),
        OrganizationStatus::Closed => return fail(FailureReason::OrganizationClosed, organization.status_since),
        OrganizationStatus::Permitted => {}
    }
    within(
        organization.permitted,
        today,
        FailureReason::PermitNotBegun,
        FailureReason::PermitEnded,
    )?;
    match organization.kind_admitted {
        None => fail(FailureReason::KindNotAdmitted, None),
        Some(period) => within(
            period,
            today,
            FailureReason::KindNotAdmitted,
            FailureReason::KindNotAdmitted,
        ),
    }
}

/// A withdrawal is the person's will, so it ends every consent that began until then, also one whose own record bears no
/// withdrawal. A qualification that was lost and regained has ended the consents before it, if the insurer has it so. The consent that holds since longest is the one a grant names.
fn consent(person: &PersonFacts, consents: &[ConsentFacts], today: Day) -> Check<ConsentId> {
    if let Some((day, reason)) = person.lost.filter(|(day, _)| *day <= today) {
        let reason = match reason {
            LossReason::Died => FailureReason::PersonDied,
            LossReason::MovedOut => FailureReason::PersonMovedOut,
            LossReason::Other => FailureReason::InsuranceLost,
        };
        return fail(reason, Some(day));
    }
    let withdrawn = consents
        .iter()
        .filter(|c| c.withdrawn_by(today))
        .filter_map(|c| c.withdrawn_on)
        .max();
    let ended = withdrawn.max(person.lapsed_on.filter(|_| !consents.is_empty()));
    let outlives = |c: &&ConsentFacts| ended.is_none_or(|on| on < c.effective_from);
    let holding = consents
        .iter()
        .filter(|c| c.holds(today))
        .filter(outlives)
        .min_by_key(|c| (c.effective_from, c.id));
    if let Some(consent) = holding {
        return Ok(consent.id);
    }
    let coming = consents
        .iter()
        .filter(|c| c.withdrawn_on.is_none())
        .filter(outlives)
        .map(|c| c.effective_from)
        .min();
    match (coming, ended) {
        (Some(from), _) => fail(FailureReason::ConsentNotBegun, Some(from)),
        (None, Some(on)) if withdrawn < Some(on) => fail(FailureReason::ConsentLapsed, Some(on)),
        (None, Some(on)) => fail(FailureReason::ConsentWithdrawn, Some(on)),
        (None, None) => fail(FailureReason::NoConsent, None),
    }
}

/// Of several assignments in force a grant names the one that began last.
fn assignment(assignments: &[AssignmentFacts], office: OfficeNumber, today: Day) -> Check<AssignmentId> {
    let named = || assignments.iter().filter(|assignment| assignment.names(office));
    let in_force = named()
        .filter(|a| a.period.contains(today))
        .max_by_key(|a| (a.period.first, a.id));
    if let Some(assignment) = in_force {
        return Ok(assignment.id);
    }
    let ended = named()
        .filter(|a| a.period.has_begun(today))
        .filter_map(|a| a.period.ended_since())
        .max();
    let coming = named()
        .filter(|a| !a.period.has_begun(today))
        .map(|a| a.period.first)
        .min();
    match (coming, ended) {
        (Some(first), _) => fail(FailureReason::AssignmentNotBegun, Some(first)),
        (None, Some(since)) => fail(FailureReason::AssignmentEnded, Some(since)),
        (None, None) => fail(FailureReason::NoAssignment, None),
    }
}
