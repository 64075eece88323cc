//! An organization as the insurer runs it: suspended, reinstated, closed; how many devices it may have.

use domain::account::AccountStatus;
use domain::enrolment::device::DeviceStatus;
use domain::organization::OrganizationStatus;
use service::{
    DeviceRule, ManageDevices, ManageOrganizations, ManageStaff, OrganizationRule, ReadOrganizations, Rule,
    ServiceError,
};

use crate::town::{ADMINISTRATOR, CITY, MANAGER, on_both, reason};

#[test]
fn a_suspended_organization_is_reinstated_and_what_it_had_is_there_again() {
    on_both(async |town| {
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        for next in [OrganizationStatus::Suspended, OrganizationStatus::Permitted] {
            insurer.set_organization(town.office, next, &reason()).await.unwrap();
            let told = insurer.set_organization(town.office, next, &reason()).await;
            assert!(
                matches!(
                    told,
                    Err(ServiceError::Conflict(Rule::Organization(OrganizationRule::State)))
                ),
                "{}: {told:?}",
                town.kind
            );
        }
        assert_eq!(town.account(ADMINISTRATOR).status, AccountStatus::Active);
        assert_eq!(town.device_record(town.device.id).status, DeviceStatus::Active);
    });
}

#[test]
fn a_closed_organization_loses_its_people_devices_and_keys_for_good() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        let devices = town.allowed::<ManageDevices>(ADMINISTRATOR).await;
        devices.issue_install_key("相談室").await.unwrap();
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let closed = OrganizationStatus::Closed;
        insurer.set_organization(town.office, closed, &reason()).await.unwrap();
        assert_eq!(town.account(ADMINISTRATOR).status, AccountStatus::Left, "{}", town.kind);
        assert_eq!(town.device_record(town.device.id).status, DeviceStatus::Revoked);
        assert!(town.service.session(&session).await.is_err(), "{}", town.kind);
        let reader = town.allowed::<ReadOrganizations>(CITY).await;
        let detail = reader.organization_detail(town.office).await.unwrap();
        assert_eq!((detail.view.active_devices, detail.view.open_install_keys), (0, 0));
        let reinstated = OrganizationStatus::Permitted;
        let told = insurer.set_organization(town.office, reinstated, &reason()).await;
        assert!(
            matches!(
                told,
                Err(ServiceError::Conflict(Rule::Organization(OrganizationRule::Closed)))
            ),
            "{}: {told:?}",
            town.kind
        );
    });
}

#[test]
fn devices_in_use_and_open_keys_together_stay_within_the_quota() {
    on_both(async |town| {
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let devices = town.allowed::<ManageDevices>(ADMINISTRATOR).await;
        insurer.set_quota(town.office, 2, &reason()).await.unwrap();
        let key = devices.issue_install_key("相談室").await.unwrap();
        let quota = |told: Result<_, ServiceError>| {
            matches!(told, Err(ServiceError::Conflict(Rule::Device(DeviceRule::Quota))))
        };
        assert!(
            quota(devices.issue_install_key("受付").await),
            "{}: one device, one key",
            town.kind
        );
        devices.revoke_install_key(key.id).await.unwrap();
        assert!(
            devices.issue_install_key("受付").await.is_ok(),
            "{}: the key is back",
            town.kind
        );
        for number in [0, 51] {
            let told = insurer.set_quota(town.office, number, &reason()).await;
            assert!(
                matches!(told, Err(ServiceError::Invalid(_))),
                "{}: {number}: {told:?}",
                town.kind
            );
        }
    });
}

#[test]
fn an_administrator_ends_a_session_of_the_own_organization_and_of_no_other() {
    on_both(async |town| {
        let (working, foreign) = (town.signed_in(MANAGER).await, town.signed_in(CITY).await);
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        assert_eq!(allowed.sessions().await.unwrap().sessions.len(), 2, "{}", town.kind);
        allowed.end_session(working.session, Some("離席")).await.unwrap();
        assert!(town.service.session(&working).await.is_err(), "{}", town.kind);
        let told = allowed.end_session(foreign.session, None).await;
        assert!(matches!(told, Err(ServiceError::NotFound)), "{}: {told:?}", town.kind);
        assert!(town.service.session(&foreign).await.is_ok(), "{}", town.kind);
    });
}
