//! Organizations from the machine: permitting, suspending, closing, listing.

use crate::rule::Field;
use domain::audit::{Item, Operation};
use domain::calendar::day::Day;
use domain::enrolment::usage_application::Grant;
use domain::id::OrganizationId;
use domain::organization::{OfficeNumber, OrganizationStatus, ServiceCode};
use domain::record::OrganizationRecord;
use domain::text::free_text::FreeText;
use persistence::{NewOrganization, Tx, fresh_id};

use super::Operator;
use crate::access::change::Act;
use crate::error::ServiceError;
use crate::office::organization::release_all;
use crate::rule::OrganizationRule;

/// Devices that an organization permitted on the machine may have, until the insurer says otherwise.
const DEVICE_QUOTA: u16 = 5;

impl Operator {
    /// Permits an office; one that is permitted already or suspended is answered as it is, a closed one is permitted anew.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn permit_organization(
        &self,
        office_number: OfficeNumber,
        service_code: ServiceCode,
        name: &str,
        from: Day,
    ) -> Result<OrganizationId, ServiceError> {
        let name = FreeText::line(name).map_err(|rule| ServiceError::invalid(Field::Name, rule))?;
        let new = NewOrganization {
            id: fresh_id(),
            office_number,
            service_code,
            name: name.to_string(),
            permitted_from: from,
            device_quota: DEVICE_QUOTA.into(),
        };
        let grant = Grant {
            device_quota: DEVICE_QUOTA,
            permitted_from: from,
        };
        let now = self.now();
        let work = |tx: &mut Tx<'_>| {
            let known = tx
                .organizations()?
                .into_iter()
                .find(|known| known.office_number == office_number && known.service_code == service_code);
            match known {
                Some(known) if known.status == OrganizationStatus::Closed => {
                    tx.permit_anew(known.id, name.as_str(), grant, now)?;
                    Ok(Ok(known.id))
                }
                Some(known) => Ok(Ok(known.id)),
                None => tx.create_organization(new.clone()).map(|()| Ok(new.id)),
            }
        };
        self.change_here_telling(work, |id| {
            Act::new(Operation::PermitOrganization, Item::Organization(*id)).concerning(Some(*id))
        })
    }

    /// Suspends, closes or permits an organization again; `until` is the last day of the permit. Closing is for good: its
    /// people leave, its devices are revoked.
    ///
    /// # Errors
    /// Not found if there is no such organization; [`ServiceError::Conflict`] for one that is closed.
    pub fn set_organization_status(
        &self,
        id: OrganizationId,
        status: OrganizationStatus,
        until: Option<Day>,
    ) -> Result<(), ServiceError> {
        let now = self.now();
        let act = Act::new(Operation::organization_becomes(status), Item::Organization(id)).concerning(Some(id));
        self.change_here(act, |tx| {
            let known = tx.organization(id)?.status;
            if known != status && !known.may_become(status) {
                return Ok(Err(ServiceError::conflict(OrganizationRule::Closed)));
            }
            tx.set_organization_status(id, status, until, now)?;
            if status == OrganizationStatus::Closed {
                release_all(tx, id, now)?;
            }
            Ok(Ok(()))
        })
    }

    /// Every organization. Looking is noted as well.
    ///
    /// # Errors
    /// If the database cannot be read or the ledger not be written.
    pub fn organizations(&self) -> Result<Vec<OrganizationRecord>, ServiceError> {
        let found = self.tenant().read_here(|tx| tx.organizations())?;
        self.noted(Operation::ListOrganizations, found.len())?;
        Ok(found)
    }
}
