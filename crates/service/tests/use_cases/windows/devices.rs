//! Certificates that are made or renewed.

use domain::audit::Operation;
use domain::enrolment::device::DeviceStatus;
use domain::organization::OrganizationStatus;
use service::ServiceError;

use super::meanwhile;
use crate::devices::until_renewable;
use crate::enrolment::{issued_key, redeem};
use crate::town::{MANAGER, on_both};

#[test]
fn a_device_that_is_revoked_meanwhile_gets_no_new_certificate() {
    on_both(async |town| {
        until_renewable(town);
        let session = town.signed_in(MANAGER).await;
        let device = town.device.id;
        meanwhile(town, Operation::RenewDevice, move |operator| {
            operator.revoke_device(device).unwrap();
        });
        let told = town.service.renew_device(&session, None).await;
        assert!(matches!(told, Err(ServiceError::DeviceRefused)), "{}", town.kind);
        let renewals = town.tenant.read_here(|tx| tx.renewals_of(device)).unwrap();
        assert!(renewals.is_empty(), "{}: {renewals:?}", town.kind);
    });
}

#[test]
fn of_two_renewals_at_once_the_one_kept_last_is_good() {
    on_both(async |town| {
        until_renewable(town);
        let session = town.signed_in(MANAGER).await;
        let (service, other) = (town.service.clone(), session.clone());
        town.service.come_between(Operation::RenewDevice, move || {
            let renewing = std::thread::spawn(move || {
                let runtime = tokio::runtime::Runtime::new().unwrap();
                runtime.block_on(service.renew_device(&other, None)).unwrap()
            });
            renewing.join().unwrap();
        });
        let last = town.service.renew_device(&session, None).await.unwrap();
        let renewals = town.tenant.read_here(|tx| tx.renewals_of(town.device.id)).unwrap();
        let good: Vec<_> = renewals
            .iter()
            .filter(|known| known.status == DeviceStatus::Active)
            .map(|known| known.id)
            .collect();
        assert_eq!((renewals.len(), good), (2, vec![last.device]), "{}", town.kind);
    });
}

#[test]
fn an_install_key_makes_no_device_of_an_organization_that_is_suspended_meanwhile() {
    on_both(async |town| {
        let key = issued_key(town).await;
        let office = town.office;
        meanwhile(town, Operation::EnrolDevice, move |operator| {
            let suspended = OrganizationStatus::Suspended;
            operator.set_organization_status(office, suspended, None).unwrap();
        });
        assert!(redeem(town, &key).await.is_err(), "{}", town.kind);
        let devices = town.tenant.read_here(|tx| tx.devices_of(Some(office))).unwrap();
        assert_eq!(devices.len(), 1, "{}", town.kind);
    });
}
