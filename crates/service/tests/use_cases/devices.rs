//! Devices: their labels, taking them out of use, and a new certificate before the old one ends.

use chrono::TimeDelta;
use domain::enrolment::device::{DeviceStatus, RENEWABLE_DAYS};
use service::{DeviceRule, ManageDevices, ManageOrganizations, ReadClients, Rule, ServiceError};

use crate::town::{ADMINISTRATOR, CITY, Device, MANAGER, PASSWORD, Town, on_both, reason};

/// Lets time pass until the certificates of the town can be renewed.
pub fn until_renewable(town: &Town) {
    town.clock.advance(TimeDelta::days(730 - RENEWABLE_DAYS));
}

pub fn as_device(town: &Town, id: domain::id::DeviceId) -> Device {
    Device {
        id,
        certificate: town.device_record(id).fingerprint,
    }
}

#[test]
fn a_revoked_device_is_refused_at_its_next_request() {
    on_both(async |town| {
        let working = town.signed_in(MANAGER).await;
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        insurer.revoke_any(town.device.id, &reason()).await.unwrap();
        let told = town.service.allow::<ReadClients>(&working).await;
        assert!(matches!(told, Err(ServiceError::DeviceRefused)), "{}", town.kind);
        let told = insurer.revoke_any(town.device.id, &reason()).await;
        assert!(
            matches!(told, Err(ServiceError::Conflict(Rule::Device(DeviceRule::Revoked)))),
            "{}: {told:?}",
            town.kind
        );
    });
}

#[test]
fn an_organization_labels_and_revokes_its_own_devices_only() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageDevices>(ADMINISTRATOR).await;
        let spare = town.another_device(Some(town.office));
        allowed.relabel(spare.id, "  受付  ").await.unwrap();
        assert_eq!(town.device_record(spare.id).label, "受付", "{}", town.kind);
        allowed.revoke(spare.id, Some("紛失")).await.unwrap();
        assert_eq!(town.device_record(spare.id).status, DeviceStatus::Revoked);
        for id in [town.other_device.id, town.city_device.id] {
            let told = [allowed.relabel(id, "受付").await, allowed.revoke(id, None).await];
            assert!(
                told.iter().all(|told| matches!(told, Err(ServiceError::NotFound))),
                "{}: {told:?}",
                town.kind
            );
        }
    });
}

#[test]
fn a_certificate_is_renewed_in_its_last_sixty_days_and_the_old_one_ends_with_the_first_log_in_on_the_new_one() {
    on_both(async |town| {
        let early = town.signed_in(MANAGER).await;
        let told = town.service.renew_device(&early, None).await;
        assert!(
            matches!(
                told,
                Err(ServiceError::Conflict(Rule::Device(DeviceRule::NotRenewableYet { .. })))
            ),
            "{}: {told:?}",
            town.kind
        );
        until_renewable(town);
        let session = town.signed_in(MANAGER).await;
        let unused = town.service.renew_device(&session, None).await.unwrap();
        let renewed = town.service.renew_device(&session, None).await.unwrap();
        assert_eq!(
            town.device_record(unused.device).status,
            DeviceStatus::Revoked,
            "{}: asking again replaces what nobody has used",
            town.kind
        );
        assert_eq!(town.device_record(town.device.id).status, DeviceStatus::Active);
        let new = as_device(town, renewed.device);
        town.try_sign_in(new, MANAGER, PASSWORD).await.unwrap();
        assert_eq!(
            town.device_record(town.device.id).status,
            DeviceStatus::Revoked,
            "{}",
            town.kind
        );
    });
}
