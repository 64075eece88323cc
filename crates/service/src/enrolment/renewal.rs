//! A new certificate for a device before the old one ends. The old one stays good until somebody signs in with the new one
//! (see `sign_in`), which proves that it arrived.

use std::sync::Arc;

use domain::account::AccountStatus;
use domain::audit::{Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::device::RENEWABLE_DAYS;
use persistence::{Entry, fresh_id};
use pki::{DeviceDraft, Lifetime};

use crate::access::acting::Acting;
use crate::access::present::Presented;
use crate::access::service::Service;
use crate::enrolment::issue::{EnrolledDevice, Issue};
use crate::enrolment::owner::owner_name;
use crate::enrolment::redemption::refused_request;
use crate::error::{EnrolmentRefusal, ServiceError};
use crate::rule::DeviceRule;
use crate::setup::operator::device::DEVICE_DAYS;

impl Service {
    /// Renews the certificate of the device that asks, for anybody who is signed in on it. Asking again replaces a new
    /// certificate that nobody has signed in with.
    ///
    /// # Errors
    /// A conflict before the last 60 days; what is wrong with the request; a stopped organization.
    pub async fn renew_device(
        &self,
        presented: &Presented,
        certificate_request: Option<Vec<u8>>,
    ) -> Result<EnrolledDevice, ServiceError> {
        let viewer = self.live(presented).await?;
        match viewer.account.status {
            AccountStatus::Active => {}
            AccountStatus::Provisional => return Err(ServiceError::SetUpRequired),
            AccountStatus::Suspended | AccountStatus::Left => return Err(ServiceError::RoleRefused),
        }
        let old = viewer.device.clone();
        let request = &presented.request;
        if self.today().days_until(Day::in_japan(old.valid_until)) > RENEWABLE_DAYS {
            let entry = Entry::act(viewer.actor(), Operation::RenewDevice, None, Outcome::Refused, request);
            self.ledger().record(vec![entry]).await?;
            let days = RENEWABLE_DAYS;
            return Err(ServiceError::conflict(DeviceRule::NotRenewableYet { days }));
        }
        let lifetime = Lifetime::days_from(self.now(), DEVICE_DAYS);
        let requested = certificate_request
            .map(|bytes| DeviceDraft::from_request(&bytes, lifetime).map_err(refused_request))
            .transpose()?;
        let organization = old.organization;
        let name = self.tenant().read(move |tx| owner_name(tx, organization)).await?;
        let device = fresh_id();
        let entry =
            |item: Option<Item>, outcome| Entry::act(viewer.actor(), Operation::RenewDevice, item, outcome, request);
        let issue = Issue {
            device,
            organization,
            organization_name: name.ok_or(EnrolmentRefusal::OrganizationStopped)?,
            label: old.label.clone(),
            install_key: None,
            renews: Some(Acting::new(Arc::clone(&viewer), None, self.now())),
            requested,
            entry: entry(Some(Item::Device(device)), Outcome::Done),
        };
        let renewed = self.issue(issue).await;
        if renewed.is_err() {
            let failed = entry(None, Outcome::Failed);
            self.ledger().record(vec![failed]).await?;
        }
        renewed
    }
}
