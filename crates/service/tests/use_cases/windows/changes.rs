//! Changes by administrators: who loses the right while an act is under way does not finish it.

use domain::account::{AccountStatus, Role};
use domain::audit::Operation;
use domain::enrolment::device::DeviceStatus;
use domain::enrolment::usage_application::{UsageApplicationChannel, UsageApplicationState};
use domain::id::UsageApplicationId;
use domain::insurer::InsurerRules;
use domain::organization::OrganizationStatus;
use service::{
    CityInvitation, EnterUsageApplications, ManageCityAccounts, ManageDevices, ManageOrganizations, ManageStaff,
    StaffTable,
};

use super::{is_over, meanwhile, suspended_meanwhile};
use crate::desk::{filed, form, grant, queued};
use crate::town::{ADMINISTRATOR, CITY, CLERK, MANAGER, Town, on_both, reason};

#[test]
fn an_administrator_who_is_suspended_meanwhile_changes_nothing_more() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let before = allowed.staff().await.unwrap().accounts.len();
        suspended_meanwhile(town, Operation::InviteStaff, ADMINISTRATOR);
        let told = allowed.invite("新人 さくら", Role::OrganizationAdministrator).await;
        assert!(is_over(&told), "{}: {told:?}", town.kind);
        assert_eq!(allowed.staff().await.unwrap().accounts.len(), before, "{}", town.kind);
    });
}

#[test]
fn every_change_of_an_organization_asks_again_who_makes_it() {
    on_both(async |town| {
        let (manager, device) = (town.account(MANAGER).id, town.device.id);
        let staff = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let devices = town.allowed::<ManageDevices>(ADMINISTRATOR).await;
        let key = devices.issue_install_key("受付").await.unwrap().id;
        let working = town.signed_in(MANAGER).await.session;
        let again = AccountStatus::Active;
        let own = town.account(ADMINISTRATOR).id;
        let back = || {
            town.on_the_machine(|operator| operator.set_account_status(own, again))
                .unwrap()
        };
        for operation in [
            Operation::RenewCredentials,
            Operation::SuspendAccount,
            Operation::SetRole,
            Operation::EndSession,
            Operation::RelabelDevice,
            Operation::RevokeDevice,
            Operation::IssueInstallKey,
            Operation::RevokeInstallKey,
            Operation::ApplyStaffTable,
        ] {
            suspended_meanwhile(town, operation, ADMINISTRATOR);
            let answer = match operation {
                Operation::RenewCredentials => staff.renew_credentials(manager, None).await.map(drop),
                Operation::SuspendAccount => staff.set_staff_status(manager, AccountStatus::Suspended, None).await,
                Operation::SetRole => staff.set_role(manager, Role::Viewer).await,
                Operation::EndSession => staff.end_session(working, None).await,
                Operation::RelabelDevice => devices.relabel(device, "受付").await,
                Operation::RevokeDevice => devices.revoke(device, None).await,
                Operation::IssueInstallKey => devices.issue_install_key("受付").await.map(drop),
                Operation::RevokeInstallKey => devices.revoke_install_key(key).await,
                _ => {
                    let table = StaffTable::Text("氏名,権限,操作,ログインID\r\n新人 さくら,閲覧者,,\r\n".to_owned());
                    staff.staff_table(table, false).await.map(drop)
                }
            };
            assert!(is_over(&answer), "{} {operation}: {answer:?}", town.kind);
            back();
        }
        assert_eq!(town.account(MANAGER).role, Role::CareManager, "{}", town.kind);
        assert_eq!(town.account(MANAGER).status, AccountStatus::Active, "{}", town.kind);
        assert_eq!(town.device_record(device).label, "相談室", "{}", town.kind);
        assert_eq!(town.device_record(device).status, DeviceStatus::Active, "{}", town.kind);
    });
}

fn invitation() -> CityInvitation {
    CityInvitation {
        name: "窓口 咲".to_owned(),
        role: Role::Auditor,
        desk: None,
        reason: "配属".to_owned(),
    }
}

/// The application waits as before, and the office is what it was.
fn nothing_has_changed(town: &Town, application: UsageApplicationId) {
    let record = town.tenant.read_here(|tx| tx.usage_application(application)).unwrap();
    assert_eq!(
        record.standing.state(),
        UsageApplicationState::Received,
        "{}",
        town.kind
    );
    let office = town.tenant.read_here(|tx| tx.organization(town.office)).unwrap();
    assert_eq!(
        (office.status, office.device_quota),
        (OrganizationStatus::Permitted, 3),
        "{}",
        town.kind
    );
}

#[test]
fn every_change_of_the_insurer_asks_again_who_makes_it() {
    on_both(async |town| {
        filed(town).await;
        let application = queued(town).await;
        let (manager, device, own) = (town.account(MANAGER).id, town.device.id, town.account(CITY).id);
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let accounts = town.allowed::<ManageCityAccounts>(CITY).await;
        for operation in [
            Operation::SuspendOrganization,
            Operation::SetDeviceQuota,
            Operation::SuspendAccount,
            Operation::RenewCredentials,
            Operation::RevokeDevice,
            Operation::IssueInstallKey,
            Operation::InviteCityStaff,
            Operation::ReturnApplication,
            Operation::RefuseApplication,
            Operation::ApproveApplication,
        ] {
            suspended_meanwhile(town, operation, CITY);
            let answer = match operation {
                Operation::SuspendOrganization => {
                    let next = OrganizationStatus::Suspended;
                    insurer.set_organization(town.office, next, &reason()).await
                }
                Operation::SetDeviceQuota => insurer.set_quota(town.office, 9, &reason()).await,
                Operation::SuspendAccount => {
                    insurer
                        .set_any_status(manager, AccountStatus::Suspended, &reason())
                        .await
                }
                Operation::RenewCredentials => insurer.renew_any_credentials(manager, &reason()).await.map(drop),
                Operation::RevokeDevice => insurer.revoke_any(device, &reason()).await,
                Operation::IssueInstallKey => accounts.issue_install_key("窓口").await.map(drop),
                Operation::InviteCityStaff => accounts.invite_city_staff(invitation()).await.map(drop),
                Operation::ReturnApplication => insurer.return_usage_application(application, "確認").await,
                Operation::RefuseApplication => insurer.refuse_usage_application(application, "確認").await,
                _ => {
                    let approved = insurer.approve_usage_application(application, grant(town), None);
                    approved.await.map(drop)
                }
            };
            assert!(is_over(&answer), "{} {operation}: {answer:?}", town.kind);
            let active = AccountStatus::Active;
            town.on_the_machine(|operator| operator.set_account_status(own, active))
                .unwrap();
        }
        nothing_has_changed(town, application);
    });
}

#[test]
fn a_clerk_who_is_suspended_meanwhile_takes_no_application_in() {
    on_both(async |town| {
        let clerk = town.allowed::<EnterUsageApplications>(CLERK).await;
        suspended_meanwhile(town, Operation::SubmitApplication, CLERK);
        let today = town.service.today();
        let channel = UsageApplicationChannel::Counter;
        let told = clerk.enter_usage_application(form(), today, channel).await;
        assert!(is_over(&told), "{}", town.kind);
        let kept = town
            .tenant
            .read_here(|tx| tx.usage_applications(None, None, 10))
            .unwrap();
        assert!(kept.is_empty(), "{}: {kept:?}", town.kind);
    });
}

#[test]
fn what_the_insurer_has_settled_is_not_kept_over_somebody_elses_change() {
    on_both(async |town| {
        meanwhile(town, Operation::ChangeInsurerRules, |operator| {
            let other = |mut rules: InsurerRules| {
                rules.contact = "介護保険課".to_owned();
                rules
            };
            operator.change_insurer_rules(other).unwrap();
        });
        let told = town.on_the_machine(|operator| {
            operator.change_insurer_rules(|mut rules| {
                rules.letter_issuer = "縁側市長".to_owned();
                rules
            })
        });
        assert!(told.is_err(), "{}", town.kind);
        let rules = town.tenant.read_here(|tx| tx.insurer_rules()).unwrap();
        assert_eq!(rules.contact, "介護保険課", "{}", town.kind);
    });
}
