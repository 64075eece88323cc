//! Staff of an organization and of the insurer: invited, given another role, suspended, released.

use domain::account::{AccountStatus, Role};
use domain::insurer::InsurerRules;
use service::{
    AccountRule, CityInvitation, ManageCityAccounts, ManageDevices, ManageOrganizations, ManageStaff, OrganizationRule,
    ReadClients, Rule, ServiceError, StaffTable,
};

use crate::town::{
    ADMINISTRATOR, BACK_OFF, CITY, MANAGER, OTHER_ADMINISTRATOR, PASSWORD, SECOND_CITY, Town, is_refused, on_both,
    reason,
};

/// The rule that stood in the way.
fn conflict<T: std::fmt::Debug>(answer: Result<T, ServiceError>) -> Rule {
    match answer {
        Err(ServiceError::Conflict(rule)) => rule,
        other => panic!("no conflict: {other:?}"),
    }
}

#[test]
fn another_role_ends_the_sessions_and_holds_from_the_next_one_on() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let id = town.account(MANAGER).id;
        allowed.set_role(id, Role::OrganizationAdministrator).await.unwrap();
        let told = town.service.session(&session).await;
        assert!(
            matches!(told, Err(ServiceError::SessionEnded)),
            "{}: {told:?}",
            town.kind
        );
        let session = town.signed_in(MANAGER).await;
        assert!(
            town.service.allow::<ManageDevices>(&session).await.is_ok(),
            "{}",
            town.kind
        );
    });
}

#[test]
fn who_is_suspended_is_out_at_once_and_comes_back_with_the_own_password() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let id = town.account(MANAGER).id;
        allowed
            .set_staff_status(id, AccountStatus::Suspended, None)
            .await
            .unwrap();
        let told = town.service.allow::<ReadClients>(&session).await;
        assert!(matches!(told, Err(ServiceError::SessionEnded)), "{}", town.kind);
        assert!(is_refused(&town.try_sign_in(town.device, MANAGER, PASSWORD).await));
        allowed.set_staff_status(id, AccountStatus::Active, None).await.unwrap();
        town.clock.advance(BACK_OFF);
        assert!(
            town.try_sign_in(town.device, MANAGER, PASSWORD).await.is_ok(),
            "{}",
            town.kind
        );
    });
}

#[test]
fn who_has_left_has_left_for_good() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let id = town.account(MANAGER).id;
        allowed
            .set_staff_status(id, AccountStatus::Left, Some("退職"))
            .await
            .unwrap();
        let left = Rule::from(AccountRule::Left);
        assert_eq!(
            conflict(allowed.set_staff_status(id, AccountStatus::Active, None).await),
            left
        );
        assert_eq!(conflict(allowed.set_role(id, Role::Viewer).await), left);
        assert_eq!(conflict(allowed.renew_credentials(id, None).await), left);
    });
}

#[test]
fn an_organization_keeps_an_administrator() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let id = town.account(ADMINISTRATOR).id;
        let last = Rule::from(AccountRule::LastAdministrator);
        assert_eq!(
            conflict(allowed.set_role(id, Role::Viewer).await),
            last,
            "{}",
            town.kind
        );
        for status in [AccountStatus::Suspended, AccountStatus::Left] {
            assert_eq!(
                conflict(allowed.set_staff_status(id, status, None).await),
                last,
                "{}",
                town.kind
            );
        }
        town.add("kanri.hanako", Some(town.office), Role::OrganizationAdministrator);
        assert!(
            allowed.set_role(id, Role::Viewer).await.is_ok(),
            "{}: another one is there",
            town.kind
        );
    });
}

#[test]
fn somebody_of_another_organization_does_not_exist() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        for login in [OTHER_ADMINISTRATOR, CITY] {
            let id = town.account(login).id;
            let answers = [
                allowed.set_staff_status(id, AccountStatus::Suspended, None).await,
                allowed.set_role(id, Role::Viewer).await,
                allowed.renew_credentials(id, None).await.map(drop),
            ];
            for told in answers {
                assert!(
                    matches!(told, Err(ServiceError::NotFound)),
                    "{} {login}: {told:?}",
                    town.kind
                );
            }
            assert_eq!(town.account(login).status, AccountStatus::Active);
        }
    });
}

#[test]
fn a_suspended_organization_takes_nobody_in() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let suspended = domain::organization::OrganizationStatus::Suspended;
        insurer
            .set_organization(town.office, suspended, &reason())
            .await
            .unwrap();
        let told = conflict(allowed.invite("新人 さくら", Role::CareManager).await);
        assert_eq!(told, Rule::from(OrganizationRule::Stopped), "{}", town.kind);
    });
}

#[test]
fn the_insurer_suspends_anybody_with_a_reason_and_the_password_at_hand() {
    on_both(async |town| {
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let id = town.account(ADMINISTRATOR).id;
        let mut unstated = reason();
        unstated.reason = "  ".to_owned();
        let told = insurer.set_any_status(id, AccountStatus::Suspended, &unstated).await;
        assert!(matches!(told, Err(ServiceError::Invalid(_))), "{}: {told:?}", town.kind);
        insurer
            .set_any_status(id, AccountStatus::Suspended, &reason())
            .await
            .unwrap();
        assert_eq!(
            town.account(ADMINISTRATOR).status,
            AccountStatus::Suspended,
            "even the last one"
        );
        town.clock.advance(chrono::TimeDelta::minutes(5));
        let told = insurer.set_any_status(id, AccountStatus::Active, &reason()).await;
        assert!(
            matches!(told, Err(ServiceError::StepUpRequired)),
            "{}: {told:?}",
            town.kind
        );
    });
}

#[test]
fn the_insurer_keeps_an_administrator_of_its_own() {
    on_both(async |town| {
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let [own, second] = [CITY, SECOND_CITY].map(|login| town.account(login).id);
        let left = AccountStatus::Left;
        insurer.set_any_status(second, left, &reason()).await.unwrap();
        let told = conflict(insurer.set_any_status(own, left, &reason()).await);
        assert_eq!(told, Rule::from(AccountRule::LastAdministrator), "{}", town.kind);
    });
}

#[test]
fn a_desk_clerk_of_the_insurer_needs_a_desk() {
    on_both(async |town| {
        let insurer = town.allowed::<ManageCityAccounts>(CITY).await;
        let invitation = |desk: Option<&str>| CityInvitation {
            name: "窓口 咲".to_owned(),
            role: Role::DeskClerk,
            desk: desk.map(str::to_owned),
            reason: "配属".to_owned(),
        };
        let told = insurer.invite_city_staff(invitation(Some("  "))).await;
        assert!(matches!(told, Err(ServiceError::Invalid(_))), "{}: {told:?}", town.kind);
        let issued = insurer.invite_city_staff(invitation(Some("東区役所"))).await.unwrap();
        let session = town.arrived(town.city_device, &issued).await;
        assert!(town.service.session(&session).await.unwrap().city, "{}", town.kind);
    });
}

#[test]
fn an_organization_gets_no_more_people_than_the_insurer_lets_it_have() {
    on_both(async |town| {
        // Two are there already.
        let full = Rule::from(OrganizationRule::StaffFull { most: 3 });
        let_have(town, 3);
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let third = allowed.invite("新人 さくら", Role::CareManager).await.unwrap();
        let told = allowed.invite("新人 かえで", Role::Viewer).await;
        assert_eq!(conflict(told), full, "{}", town.kind);
        let both = "新人 かえで,閲覧者,,\r\n新人 もみじ,閲覧者,,\r\n,,退職,sato.hanako\r\n";
        assert_eq!(conflict(allowed.staff_table(table(both), false).await), full);
        // Who leaves makes room, also in the same table.
        let one_for_one = "新人 かえで,閲覧者,,\r\n,,退職,sato.hanako\r\n";
        let done = allowed.staff_table(table(one_for_one), false).await.unwrap();
        assert!(done.applied, "{}", town.kind);
        let left = AccountStatus::Left;
        allowed.set_staff_status(third.account, left, None).await.unwrap();
        let last = allowed.invite("新人 もみじ", Role::Viewer).await.unwrap();
        // Others are not counted, and a lower bound sends nobody away.
        let others = town.allowed::<ManageStaff>(OTHER_ADMINISTRATOR).await;
        others.invite("別の 事業所", Role::Viewer).await.unwrap();
        let_have(town, 1);
        let leaving = format!(",,退職,{}\r\n", last.login_id);
        let done = allowed.staff_table(table(&leaving), false).await.unwrap();
        assert!(done.applied, "{}", town.kind);
    });
}

/// How many accounts an organization may have.
fn let_have(town: &Town, most_staff: u16) {
    let settled = |rules| InsurerRules { most_staff, ..rules };
    town.on_the_machine(|operator| operator.change_insurer_rules(settled))
        .unwrap();
}

fn table(rows: &str) -> StaffTable {
    StaffTable::Text(format!("氏名,権限,操作,ログインID\r\n{rows}"))
}
