//! Install keys: issued, redeemed once, over; and the file that is fetched once.

use chrono::TimeDelta;
use domain::enrolment::install_key::KeyRefusal;
use domain::organization::OrganizationStatus;
use service::{
    EnrolDevice, EnrolledDevice, EnrolmentRefusal, Handover, ManageCityAccounts, ManageDevices, ManageOrganizations,
    ServiceError,
};

use crate::devices::as_device;
use crate::town::{ADMINISTRATOR, CITY, MANAGER, OTHER_ADMINISTRATOR, PASSWORD, REQUEST, Town, on_both, reason};

pub async fn redeem(town: &Town, key: &str) -> Result<EnrolledDevice, ServiceError> {
    let asked = EnrolDevice {
        install_key: key.to_owned(),
        label: "相談室".to_owned(),
        certificate_request: None,
    };
    town.service.enrol_device(asked, REQUEST).await
}

pub async fn issued_key(town: &Town) -> String {
    let allowed = town.allowed::<ManageDevices>(ADMINISTRATOR).await;
    allowed
        .issue_install_key("相談室")
        .await
        .unwrap()
        .key
        .reveal()
        .to_owned()
}

fn refusal<T>(answer: Result<T, ServiceError>) -> EnrolmentRefusal {
    match answer {
        Err(ServiceError::Enrolment(refusal)) => refusal,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was taken"),
    }
}

#[test]
fn an_install_key_makes_one_device_on_which_the_office_can_sign_in() {
    on_both(async |town| {
        let key = issued_key(town).await;
        let typed = key.to_lowercase().replace('-', " ");
        let enrolled = redeem(town, &typed).await.unwrap();
        let device = as_device(town, enrolled.device);
        assert!(
            town.try_sign_in(device, MANAGER, PASSWORD).await.is_ok(),
            "{}",
            town.kind
        );
        assert!(town.try_sign_in(device, OTHER_ADMINISTRATOR, PASSWORD).await.is_err());
        let told = refusal(redeem(town, &key).await);
        assert_eq!(told, EnrolmentRefusal::Over(KeyRefusal::Spent), "{}", town.kind);
    });
}

#[test]
fn the_file_of_a_device_is_fetched_once_and_in_time() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageDevices>(ADMINISTRATOR).await;
        let mut tokens = Vec::new();
        for label in ["相談室", "受付"] {
            let key = allowed.issue_install_key(label).await.unwrap().key;
            let Handover::File { pick_up, .. } = redeem(town, key.reveal()).await.unwrap().handover else {
                panic!("no file")
            };
            tokens.push(pick_up.reveal().to_owned());
        }
        assert!(!town.service.pick_up(&tokens[0], REQUEST).await.unwrap().is_empty());
        assert_eq!(
            refusal(town.service.pick_up(&tokens[0], REQUEST).await),
            EnrolmentRefusal::NoFile
        );
        town.clock.advance(TimeDelta::minutes(15));
        let late = refusal(town.service.pick_up(&tokens[1], REQUEST).await);
        assert_eq!(late, EnrolmentRefusal::NoFile, "{}", town.kind);
    });
}

#[test]
fn an_install_key_ends_with_its_fourteenth_day_and_when_it_is_taken_back() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageDevices>(ADMINISTRATOR).await;
        let revoked = allowed.issue_install_key("受付").await.unwrap();
        allowed.revoke_install_key(revoked.id).await.unwrap();
        let told = refusal(redeem(town, revoked.key.reveal()).await);
        assert_eq!(told, EnrolmentRefusal::Over(KeyRefusal::Revoked), "{}", town.kind);
        let key = allowed.issue_install_key("相談室").await.unwrap().key;
        town.clock.advance(TimeDelta::days(15));
        let told = refusal(redeem(town, key.reveal()).await);
        assert_eq!(told, EnrolmentRefusal::Over(KeyRefusal::Expired), "{}", town.kind);
    });
}

#[test]
fn a_key_of_a_suspended_organization_makes_no_device_until_it_is_reinstated() {
    on_both(async |town| {
        let key = issued_key(town).await;
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let [suspended, permitted] = [OrganizationStatus::Suspended, OrganizationStatus::Permitted];
        insurer
            .set_organization(town.office, suspended, &reason())
            .await
            .unwrap();
        let told = refusal(redeem(town, &key).await);
        assert_eq!(told, EnrolmentRefusal::OrganizationStopped, "{}", town.kind);
        insurer
            .set_organization(town.office, permitted, &reason())
            .await
            .unwrap();
        assert!(redeem(town, &key).await.is_ok(), "{}", town.kind);
    });
}

#[test]
fn a_key_of_the_insurer_makes_a_device_of_the_insurer_and_takes_the_password() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageCityAccounts>(CITY).await;
        let key = allowed.issue_install_key("窓口").await.unwrap().key;
        let enrolled = redeem(town, key.reveal()).await.unwrap();
        let device = as_device(town, enrolled.device);
        assert!(town.try_sign_in(device, CITY, PASSWORD).await.is_ok(), "{}", town.kind);
        town.clock.advance(TimeDelta::minutes(5));
        let told = allowed.issue_install_key("窓口").await;
        assert!(matches!(told, Err(ServiceError::StepUpRequired)), "{}", town.kind);
    });
}
