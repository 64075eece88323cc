//! Changes rest on what was seen: nobody overwrites what somebody else has changed meanwhile, and nobody decides on what they
//! have not read.

use domain::account::{AccountStatus, Role};
use domain::audit::Operation;
use domain::enrolment::usage_application::{SubmittedForm, UsageApplicationState};
use domain::id::{DeviceId, UsageApplicationId};
use domain::organization::OrganizationStatus;
use domain::text::free_text::FreeText;
use service::{Allowed, ManageDevices, ManageOrganizations, ManageStaff, ReadOrganizations, Right, Seen, ServiceError};

use crate::desk::{filed, form, grant, queued};
use crate::town::{ADMINISTRATOR, CITY, CLERK, MANAGER, PASSWORD, REQUEST, SECOND_CITY, Town, on_both, reason};

/// Somebody who says this about what was seen.
async fn having_seen<R: Right>(town: &Town, login: &str, seen: Seen) -> Allowed<R> {
    let session = town.signed_in(login).await;
    let allowed: Allowed<R> = town.service.allow(&session).await.unwrap();
    allowed.having_seen(seen)
}

fn one(tag: &str) -> Seen {
    Seen::OneOf(vec!["another".to_owned(), tag.to_owned()])
}

fn is_overtaken<T>(answer: &Result<T, ServiceError>) -> bool {
    matches!(answer, Err(ServiceError::Overtaken))
}

fn is_unseen<T>(answer: &Result<T, ServiceError>) -> bool {
    matches!(answer, Err(ServiceError::NotSeen))
}

async fn tag_of_device(town: &Town, id: DeviceId) -> String {
    let devices = town.allowed::<ManageDevices>(ADMINISTRATOR).await.devices().await;
    let devices = devices.unwrap().into_iter();
    devices
        .filter(|device| device.id == id)
        .map(|device| device.tag)
        .next_back()
        .unwrap()
}

async fn tag_of_manager(town: &Town) -> String {
    let staff = town.allowed::<ManageStaff>(ADMINISTRATOR).await.staff().await;
    let mut accounts = staff.unwrap().accounts.into_iter();
    let manager = accounts.find(|member| member.account.login_id.as_str() == MANAGER);
    manager.unwrap().tag
}

async fn tag_of_office(town: &Town) -> String {
    let desk = town.allowed::<ReadOrganizations>(CLERK).await;
    desk.organization_detail(town.office).await.unwrap().view.tag
}

async fn tag_of_application(town: &Town, id: UsageApplicationId) -> String {
    let desk = town.allowed::<ReadOrganizations>(CLERK).await;
    desk.usage_application(id).await.unwrap().tag
}

#[test]
fn nothing_that_was_shown_is_replaced_or_decided_on_unseen() {
    on_both(async |town| {
        filed(town).await;
        let application = queued(town).await;
        let manager = town.account(MANAGER).id;
        let staff = having_seen::<ManageStaff>(town, ADMINISTRATOR, Seen::Unsaid).await;
        let devices = having_seen::<ManageDevices>(town, ADMINISTRATOR, Seen::Unsaid).await;
        let insurer = having_seen::<ManageOrganizations>(town, CITY, Seen::Unsaid).await;
        for answer in [
            staff.set_role(manager, Role::Viewer).await,
            devices.relabel(town.device.id, "受付").await,
            insurer.set_quota(town.office, 9, &reason()).await,
            insurer.return_usage_application(application, "確認").await,
            insurer.refuse_usage_application(application, "確認").await,
            insurer
                .approve_usage_application(application, grant(town), None)
                .await
                .map(drop),
        ] {
            assert!(is_unseen(&answer), "{}: {answer:?}", town.kind);
        }
        assert_eq!(town.account(MANAGER).role, Role::CareManager, "{}", town.kind);
    });
}

#[test]
fn a_label_a_role_and_a_quota_take_the_place_of_what_was_seen_and_of_nothing_else() {
    on_both(async |town| {
        let (spare, manager) = (town.another_device(Some(town.office)).id, town.account(MANAGER).id);
        let label = one(&tag_of_device(town, spare).await);
        let role = one(&tag_of_manager(town).await);
        let quota = one(&tag_of_office(town).await);
        // A log-in changes nothing of an account or a device.
        town.try_sign_in(town.device, MANAGER, PASSWORD).await.unwrap();
        let devices = having_seen::<ManageDevices>(town, ADMINISTRATOR, label).await;
        let staff = having_seen::<ManageStaff>(town, ADMINISTRATOR, role).await;
        let insurer = having_seen::<ManageOrganizations>(town, CITY, quota).await;
        devices.relabel(spare, "受付").await.unwrap();
        staff.set_role(manager, Role::Viewer).await.unwrap();
        insurer.set_quota(town.office, 9, &reason()).await.unwrap();
        for answer in [
            devices.relabel(spare, "書庫").await,
            staff.set_role(manager, Role::CareManager).await,
            insurer.set_quota(town.office, 2, &reason()).await,
        ] {
            assert!(is_overtaken(&answer), "{}: {answer:?}", town.kind);
        }
        assert_eq!(town.device_record(spare).label, "受付", "{}", town.kind);
        assert_eq!(town.account(MANAGER).role, Role::Viewer, "{}", town.kind);
        let office = town.tenant.read_here(|tx| tx.organization(town.office)).unwrap();
        assert_eq!(office.device_quota, 9, "{}", town.kind);
    });
}

#[test]
fn an_application_that_was_corrected_after_it_was_read_is_not_decided_on() {
    on_both(async |town| {
        let receipt = filed(town).await;
        let id = queued(town).await;
        let read = one(&tag_of_application(town, id).await);
        let others = town.allowed::<ManageOrganizations>(SECOND_CITY).await;
        others.return_usage_application(id, "台数の確認").await.unwrap();
        let secret = receipt.secret.as_ref().unwrap().reveal();
        let more = SubmittedForm { devices: 9, ..form() };
        town.service
            .correct_usage_application(receipt.reference.as_str(), secret, more, REQUEST)
            .await
            .unwrap();
        // It waits for a decision, as when it was read, and is another one.
        let insurer = having_seen::<ManageOrganizations>(town, CITY, read).await;
        for answer in [
            insurer.approve_usage_application(id, grant(town), None).await.map(drop),
            insurer.return_usage_application(id, "確認").await,
            insurer.refuse_usage_application(id, "確認").await,
        ] {
            assert!(is_overtaken(&answer), "{}: {answer:?}", town.kind);
        }
        let now = one(&tag_of_application(town, id).await);
        let insurer = having_seen::<ManageOrganizations>(town, CITY, now).await;
        let state = insurer.approve_usage_application(id, grant(town), None).await.unwrap();
        assert_eq!(state, UsageApplicationState::Proposed, "{}", town.kind);
    });
}

#[test]
fn what_was_seen_is_held_against_what_the_change_finds() {
    on_both(async |town| {
        let spare = town.another_device(Some(town.office)).id;
        let seen = one(&tag_of_device(town, spare).await);
        let first = having_seen::<ManageDevices>(town, ADMINISTRATOR, seen).await;
        let (tenant, label) = (town.tenant.clone(), "書庫");
        town.service.come_between(Operation::RelabelDevice, move || {
            let other = std::thread::spawn(move || {
                let label = FreeText::line(label).unwrap();
                tenant.write_here(|tx| tx.set_device_label(spare, &label))
            });
            other.join().unwrap().unwrap();
        });
        let told = first.relabel(spare, "受付").await;
        assert!(is_overtaken(&told), "{}: {told:?}", town.kind);
        assert_eq!(town.device_record(spare).label, label, "{}", town.kind);
    });
}

#[test]
fn what_stops_somebody_waits_for_nothing_but_keeps_to_what_is_said() {
    on_both(async |town| {
        let manager = town.account(MANAGER).id;
        let (suspended, stale) = (AccountStatus::Suspended, one("nothing of today"));
        let staff = having_seen::<ManageStaff>(town, ADMINISTRATOR, stale.clone()).await;
        let insurer = having_seen::<ManageOrganizations>(town, CITY, stale).await;
        for answer in [
            staff.set_staff_status(manager, suspended, None).await,
            staff.renew_credentials(manager, None).await.map(drop),
            insurer.set_any_status(manager, suspended, &reason()).await,
            insurer.revoke_any(town.other_device.id, &reason()).await,
            insurer
                .set_organization(town.office, OrganizationStatus::Suspended, &reason())
                .await,
        ] {
            assert!(is_overtaken(&answer), "{}: {answer:?}", town.kind);
        }
        let staff = having_seen::<ManageStaff>(town, ADMINISTRATOR, Seen::Unsaid).await;
        staff.set_staff_status(manager, suspended, None).await.unwrap();
        assert_eq!(town.account(MANAGER).status, suspended, "{}", town.kind);
    });
}
