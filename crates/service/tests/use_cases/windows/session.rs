//! Log-ins, the first log-in, and the password given again.

use domain::account::{AccountStatus, Role};
use domain::audit::Operation;
use service::ManageStaff;

use super::{is_over, meanwhile, open_sessions, suspended_meanwhile};
use crate::town::{ADMINISTRATOR, BACK_OFF, MANAGER, PASSWORD, chosen, is_refused, on_both, presented, secret};

#[test]
fn a_log_in_with_the_old_password_does_not_outlive_new_credentials() {
    on_both(async |town| {
        let id = town.account(MANAGER).id;
        meanwhile(town, Operation::SignIn, move |operator| {
            operator.renew_credentials(id).unwrap();
        });
        let told = town.try_sign_in(town.device, MANAGER, PASSWORD).await;
        assert!(is_refused(&told), "{}: {told:?}", town.kind);
        assert_eq!(open_sessions(town), 0, "{}", town.kind);
    });
}

#[test]
fn a_log_in_begins_no_session_of_an_account_or_a_device_that_was_stopped_meanwhile() {
    on_both(async |town| {
        suspended_meanwhile(town, Operation::SignIn, MANAGER);
        let told = town.try_sign_in(town.device, MANAGER, PASSWORD).await;
        assert!(is_refused(&told), "{}: {told:?}", town.kind);
        let device = town.device.id;
        meanwhile(town, Operation::SignIn, move |operator| {
            operator.revoke_device(device).unwrap();
        });
        let told = town.try_sign_in(town.device, ADMINISTRATOR, PASSWORD).await;
        assert!(is_refused(&told), "{}: {told:?}", town.kind);
        assert_eq!(open_sessions(town), 0, "{}", town.kind);
    });
}

#[test]
fn a_log_in_that_others_have_stopped_by_their_guesses_meanwhile_begins_no_session() {
    on_both(async |town| {
        let login = town.tenant.vault().login_hash(MANAGER).unwrap();
        let (tenant, device, now) = (town.tenant.clone(), town.device.id, town.clock.now());
        town.service.come_between(Operation::SignIn, move || {
            for _ in 0..5 {
                tenant.write_here(|tx| tx.count_sign_in(&login, device, now)).unwrap();
            }
        });
        let told = town.try_sign_in(town.device, MANAGER, PASSWORD).await;
        assert!(is_refused(&told), "{}: {told:?}", town.kind);
    });
}

#[test]
fn provisional_credentials_that_were_renewed_meanwhile_begin_no_session() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let issued = allowed.invite("新人 さくら", Role::CareManager).await.unwrap();
        let id = issued.account;
        meanwhile(town, Operation::SignIn, move |operator| {
            operator.renew_credentials(id).unwrap();
        });
        let told = town
            .try_sign_in(town.device, issued.login_id.as_str(), issued.password.reveal())
            .await;
        assert!(is_refused(&told), "{}: {told:?}", town.kind);
        assert_eq!(open_sessions(town), 1, "{}: the administrator's", town.kind);
    });
}

#[test]
fn a_set_up_is_not_finished_with_credentials_that_were_renewed_meanwhile() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let issued = allowed.invite("新人 さくら", Role::CareManager).await.unwrap();
        let session = town.arrived(town.device, &issued).await;
        let id = issued.account;
        meanwhile(town, Operation::SetUpAccount, move |operator| {
            operator.renew_credentials(id).unwrap();
        });
        let told = town.service.set_up(&session, chosen("shinjin.sakura")).await;
        assert!(is_over(&told), "{}: {told:?}", town.kind);
        let account = town.tenant.read_here(|tx| tx.account(id)).unwrap();
        assert_eq!(account.status, AccountStatus::Provisional, "{}", town.kind);
        assert_eq!(account.provisional_used_at, None, "{}: for whoever got them", town.kind);
    });
}

#[test]
fn only_a_session_begun_with_provisional_credentials_sets_the_account_up() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let issued = allowed.invite("新人 さくら", Role::CareManager).await.unwrap();
        // A session of the own password that was still there when the account got provisional credentials.
        let session = town.signed_in(MANAGER).await;
        let (id, donor) = (town.account(MANAGER).id, issued.account);
        let kept = persistence::NewProvisional {
            login_id: "kari-abcdefgh".parse().unwrap(),
            password_hash: town
                .tenant
                .read_here(|tx| tx.credentials_of(donor))
                .unwrap()
                .password_hash,
            until: town.clock.now() + chrono::TimeDelta::days(14),
        };
        let now = town.clock.now();
        town.tenant
            .write_here(|tx| tx.give_provisional(id, &kept, now))
            .unwrap();
        town.clock.advance(BACK_OFF);
        let told = town.service.set_up(&session, chosen("dorobo.taro")).await;
        assert!(is_over(&told), "{}: {told:?}", town.kind);
        let account = town.tenant.read_here(|tx| tx.account(id)).unwrap();
        assert_eq!(account.status, AccountStatus::Provisional, "{}", town.kind);
    });
}

#[test]
fn the_password_given_again_does_not_outlive_new_credentials() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        let id = town.account(MANAGER).id;
        meanwhile(town, Operation::Confirm, move |operator| {
            operator.renew_credentials(id).unwrap();
        });
        town.clock.advance(BACK_OFF);
        let told = town.service.confirm(&session, secret(PASSWORD)).await;
        assert!(told.is_err(), "{}: {told:?}", town.kind);
        let kept = town.tenant.read_here(|tx| tx.session(session.session)).unwrap();
        assert_eq!(kept.confirmed_at, kept.created_at, "{}", town.kind);
    });
}

#[test]
fn a_locked_session_is_not_opened_for_somebody_suspended_meanwhile() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        town.service.lock(&session).await.unwrap();
        suspended_meanwhile(town, Operation::Unlock, MANAGER);
        let told = town.service.unlock(&session, secret(PASSWORD)).await;
        assert!(told.is_err(), "{}: {told:?}", town.kind);
        let kept = town.tenant.read_here(|tx| tx.session(session.session)).unwrap();
        assert!(kept.locked_at.is_some(), "{}", town.kind);
    });
}

#[test]
fn the_password_given_again_does_not_confirm_a_screen_that_was_locked_meanwhile() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        let (tenant, id, now) = (town.tenant.clone(), session.session, town.clock.now());
        town.service.come_between(Operation::Confirm, move || {
            tenant.write_here(|tx| tx.set_session_lock(id, Some(now))).unwrap();
        });
        town.clock.advance(BACK_OFF);
        let told = town.service.confirm(&session, secret(PASSWORD)).await;
        assert!(is_refused(&told), "{}: {told:?}", town.kind);
    });
}

#[test]
fn a_session_that_was_ended_meanwhile_is_not_locked_as_if_it_went_on() {
    on_both(async |town| {
        let signed_in = town.try_sign_in(town.device, MANAGER, PASSWORD).await.unwrap();
        let session = presented(town.device, &signed_in);
        let id = town.account(MANAGER).id;
        meanwhile(town, Operation::Lock, move |operator| {
            operator.renew_credentials(id).unwrap();
        });
        let told = town.service.lock(&session).await;
        assert!(is_over(&told), "{}: {told:?}", town.kind);
    });
}
