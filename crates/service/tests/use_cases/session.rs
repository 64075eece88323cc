//! Log-ins and sessions: who may begin one where, what a locked one answers, how long a password opens steps, when it is
//! over.

use chrono::TimeDelta;
use domain::account::{AccountStatus, Role};
use domain::audit::Operation;
use domain::insurer::InsurerRules;
use service::{ManageCityAccounts, ManageStaff, ReadClients, SESSION_IDLE, ServiceError};

use crate::town::{
    ADMINISTRATOR, BACK_OFF, CITY, MANAGER, OTHER_ADMINISTRATOR, PASSWORD, Town, is_refused, on_both, presented, secret,
};

#[test]
fn the_right_password_on_a_device_of_the_own_organization_begins_a_session() {
    on_both(async |town| {
        let view = town.try_sign_in(town.device, MANAGER, PASSWORD).await.unwrap().view;
        assert_eq!(view.role, Role::CareManager, "{}", town.kind);
        assert_eq!(view.organization_name, "ケアプラン4370106637");
        assert_eq!(view.last_sign_in_at, None, "the first time");
        assert!(!view.city && !view.locked && !view.setup_required && view.terms.is_none());
        let first = town.clock.now();
        town.clock.advance(TimeDelta::hours(1));
        let view = town.try_sign_in(town.device, MANAGER, PASSWORD).await.unwrap().view;
        assert_eq!(view.last_sign_in_at, Some(first));
    });
}

#[test]
fn nobody_signs_in_on_a_device_of_somebody_else() {
    on_both(async |town| {
        for (device, login) in [
            (town.other_device, MANAGER),
            (town.city_device, MANAGER),
            (town.device, CITY),
            (town.device, OTHER_ADMINISTRATOR),
        ] {
            let told = town.try_sign_in(device, login, PASSWORD).await;
            assert!(is_refused(&told), "{} {login}: {told:?}", town.kind);
            town.clock.advance(BACK_OFF);
        }
    });
}

#[test]
fn a_wrong_password_an_unknown_login_id_and_a_suspended_account_are_refused_alike() {
    on_both(async |town| {
        let suspended = town.add("teishi.chu", Some(town.office), Role::Viewer);
        let status = AccountStatus::Suspended;
        town.on_the_machine(|operator| operator.set_account_status(suspended, status))
            .unwrap();
        for (login, password) in [
            (MANAGER, "a wrong password"),
            ("nobody.at.all", PASSWORD),
            ("no login id at all!", PASSWORD),
            ("teishi.chu", PASSWORD),
        ] {
            let told = town.try_sign_in(town.device, login, password).await;
            assert!(is_refused(&told), "{} {login}: {told:?}", town.kind);
        }
    });
}

#[test]
fn a_device_that_is_revoked_or_ended_is_refused_before_any_password_is_looked_at() {
    on_both(async |town| {
        let other = town.another_device(Some(town.office));
        town.on_the_machine(|operator| operator.revoke_device(other.id))
            .unwrap();
        let told = town.try_sign_in(other, MANAGER, PASSWORD).await;
        assert!(
            matches!(told, Err(ServiceError::DeviceRefused)),
            "{}: {told:?}",
            town.kind
        );
        town.clock.advance(TimeDelta::days(731));
        let told = town.try_sign_in(town.device, MANAGER, PASSWORD).await;
        assert!(
            matches!(told, Err(ServiceError::DeviceRefused)),
            "{}: {told:?}",
            town.kind
        );
    });
}

#[test]
fn a_locked_session_answers_nothing_until_its_password_opens_it() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        town.service.lock(&session).await.unwrap();
        let told = town.service.allow::<ReadClients>(&session).await;
        assert!(matches!(told, Err(ServiceError::SessionLocked)), "{}", town.kind);
        assert!(
            town.service.session(&session).await.unwrap().locked,
            "it may still be seen"
        );
        let told = town.service.unlock(&session, secret("a wrong password")).await;
        assert!(is_refused(&told), "{}: {told:?}", town.kind);
        assert!(town.service.allow::<ReadClients>(&session).await.is_err());
        town.clock.advance(BACK_OFF);
        town.service.unlock(&session, secret(PASSWORD)).await.unwrap();
        assert!(
            town.service.allow::<ReadClients>(&session).await.is_ok(),
            "{}",
            town.kind
        );
    });
}

#[test]
fn the_password_opens_steps_for_five_minutes_and_then_is_asked_for_again() {
    on_both(async |town| {
        let session = town.signed_in(CITY).await;
        let confirmed = async || {
            let allowed = town.service.allow::<ManageCityAccounts>(&session).await.unwrap();
            allowed.confirmed().is_ok()
        };
        assert!(confirmed().await, "{}: signing in counts", town.kind);
        town.clock.advance(TimeDelta::minutes(5));
        assert!(!confirmed().await, "{}: after five minutes", town.kind);
        let told = town.service.confirm(&session, secret("a wrong password")).await;
        assert!(is_refused(&told) && !confirmed().await, "{}: {told:?}", town.kind);
        town.clock.advance(BACK_OFF);
        let view = town.service.confirm(&session, secret(PASSWORD)).await.unwrap();
        assert_eq!(view.confirmed_until, Some(town.clock.now() + TimeDelta::minutes(5)));
        assert!(confirmed().await, "{}: given again", town.kind);
    });
}

#[test]
fn who_signs_out_is_out_and_may_say_so_twice() {
    on_both(async |town| {
        let [session, elsewhere] = [town.signed_in(MANAGER).await, town.signed_in(MANAGER).await];
        town.service.sign_out(&session).await.unwrap();
        let told = town.service.session(&session).await;
        assert!(
            matches!(told, Err(ServiceError::SessionEnded)),
            "{}: {told:?}",
            town.kind
        );
        town.service.sign_out(&session).await.unwrap();
        assert!(
            town.service.session(&elsewhere).await.is_ok(),
            "another session goes on"
        );
    });
}

#[test]
fn a_session_ends_after_eight_hours_whatever_is_done_in_it() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        town.clock.advance(TimeDelta::hours(8) - TimeDelta::seconds(1));
        assert!(town.service.renew(&session).await.is_ok(), "{}", town.kind);
        town.clock.advance(TimeDelta::seconds(1));
        let told = town.service.renew(&session).await;
        assert!(
            matches!(told, Err(ServiceError::SessionEnded)),
            "{}: {told:?}",
            town.kind
        );
    });
}

#[test]
fn a_session_is_worth_nothing_on_another_device_of_the_same_office() {
    on_both(async |town| {
        let other = town.another_device(Some(town.office));
        let signed_in = town.try_sign_in(town.device, ADMINISTRATOR, PASSWORD).await.unwrap();
        let told = town.service.allow::<ManageStaff>(&presented(other, &signed_in)).await;
        assert!(matches!(told, Err(ServiceError::SessionEnded)), "{}", town.kind);
    });
}

/// How many sessions an account may have open.
fn let_have(town: &Town, most_sessions: u16) {
    let settled = |rules| InsurerRules { most_sessions, ..rules };
    town.on_the_machine(|operator| operator.change_insurer_rules(settled))
        .unwrap();
}

#[test]
fn one_session_too_many_ends_the_one_unused_for_longest_and_says_so_in_the_ledger() {
    on_both(async |town| {
        let_have(town, 3);
        let colleague = town.signed_in(ADMINISTRATOR).await;
        let mut sessions = Vec::new();
        for _ in 0..3 {
            sessions.push(town.signed_in(MANAGER).await);
            town.clock.advance(TimeDelta::minutes(1));
        }
        // The first one is used again, so the second is unused for longest.
        town.service.renew(&sessions[0]).await.unwrap();
        sessions.push(town.signed_in(MANAGER).await);
        let mut alive = Vec::new();
        for session in &sessions {
            alive.push(town.service.session(session).await.is_ok());
        }
        assert_eq!(alive, [true, false, true, true], "{}", town.kind);
        let allowed = town.service.allow::<ManageStaff>(&colleague).await.unwrap();
        let record = allowed.access_record(None, 50).await.unwrap();
        let ended = record.entries.iter().map(|line| line.operation);
        let ended = ended.filter(|operation| *operation == Operation::EndSession);
        assert_eq!(ended.count(), 1, "{}", town.kind);
    });
}

#[test]
fn sessions_that_are_over_take_no_room() {
    on_both(async |town| {
        let_have(town, 2);
        let kept = town.signed_in(MANAGER).await;
        for _ in 0..3 {
            let over = town.signed_in(MANAGER).await;
            town.service.sign_out(&over).await.unwrap();
        }
        // One that nobody used for a quarter of an hour is over as well.
        town.signed_in(MANAGER).await;
        town.clock.advance(SESSION_IDLE - TimeDelta::minutes(1));
        town.service.renew(&kept).await.unwrap();
        town.clock.advance(TimeDelta::minutes(2));
        town.signed_in(MANAGER).await;
        assert!(town.service.session(&kept).await.is_ok(), "{}", town.kind);
    });
}
