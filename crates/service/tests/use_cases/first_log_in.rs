//! The first log-in with provisional credentials, and new ones for somebody who forgot the password.

use chrono::TimeDelta;
use domain::account::{AccountStatus, Role};
use service::{Field, FirstLogIn, FirstLogInRule, ManageStaff, Presented, ReadClients, Rule, ServiceError};

use crate::town::{
    ADMINISTRATOR, BACK_OFF, CHOSEN, MANAGER, PASSWORD, Town, chosen, is_refused, on_both, presented, secret,
};

#[test]
fn a_newcomer_may_do_nothing_but_the_set_up_and_then_has_another_session() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let issued = allowed.invite("新人 さくら", Role::CareManager).await.unwrap();
        let first = town.arrived(town.device, &issued).await;
        let seen = town.service.session(&first).await.unwrap();
        assert!(seen.setup_required && seen.terms.is_some(), "{}", town.kind);
        let told = town.service.allow::<ReadClients>(&first).await;
        assert!(matches!(told, Err(ServiceError::SetUpRequired)), "{}", town.kind);
        let set_up = town.service.set_up(&first, chosen("shinjin.sakura")).await.unwrap();
        assert!(!set_up.view.setup_required, "{}", town.kind);
        let told = town.service.session(&first).await;
        assert!(
            matches!(told, Err(ServiceError::SessionEnded)),
            "{}: the one before",
            town.kind
        );
        let new = presented(town.device, &set_up);
        assert!(town.service.allow::<ReadClients>(&new).await.is_ok(), "{}", town.kind);
        let again = town.try_sign_in(town.device, "shinjin.sakura", CHOSEN).await;
        assert!(again.is_ok(), "{}: {again:?}", town.kind);
    });
}

#[test]
fn provisional_credentials_are_good_for_one_log_in_within_fourteen_days() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let [used, late] = [
            allowed.invite("新人 さくら", Role::CareManager).await.unwrap(),
            allowed.invite("新人 かえで", Role::Viewer).await.unwrap(),
        ];
        town.arrived(town.device, &used).await;
        let again = town
            .try_sign_in(town.device, used.login_id.as_str(), used.password.reveal())
            .await;
        assert!(is_refused(&again), "{}: a second time: {again:?}", town.kind);
        town.clock.advance(TimeDelta::days(14));
        let again = town
            .try_sign_in(town.device, late.login_id.as_str(), late.password.reveal())
            .await;
        assert!(is_refused(&again), "{}: after fourteen days: {again:?}", town.kind);
    });
}

#[test]
fn everything_that_is_wrong_with_a_set_up_is_told_at_once_and_nothing_is_kept() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let issued = allowed.invite("新人 さくら", Role::CareManager).await.unwrap();
        let session = town.arrived(town.device, &issued).await;
        let wrong = FirstLogIn {
            name: String::new(),
            login_id: "kari-abc".to_owned(),
            password: secret("short"),
            terms_version: "2020-01".to_owned(),
        };
        let Err(ServiceError::Invalid(broken)) = town.service.set_up(&session, wrong).await else {
            panic!("{}: it was taken", town.kind)
        };
        let fields: Vec<_> = broken.iter().map(|broken| broken.field).collect();
        assert_eq!(
            fields,
            [Field::Name, Field::LoginId, Field::Password, Field::TermsVersion],
            "{}",
            town.kind
        );
        assert_eq!(
            town.account(issued.login_id.as_str()).status,
            AccountStatus::Provisional
        );
    });
}

#[test]
fn the_provisional_password_cannot_be_kept_nor_somebody_elses_login_id_taken() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let issued = allowed.invite("新人 さくら", Role::CareManager).await.unwrap();
        let session = town.arrived(town.device, &issued).await;
        let kept = FirstLogIn {
            password: issued.password.clone(),
            ..chosen("shinjin.sakura")
        };
        for (set_up, rule) in [
            (kept, FirstLogInRule::PasswordProvisional),
            (chosen(MANAGER), FirstLogInRule::LoginIdTaken),
        ] {
            let Err(ServiceError::Invalid(broken)) = town.service.set_up(&session, set_up).await else {
                panic!("{}: it was taken", town.kind)
            };
            let rules: Vec<Rule> = broken.into_iter().map(|broken| broken.rule).collect();
            assert_eq!(rules, [Rule::from(rule)], "{}", town.kind);
        }
    });
}

#[test]
fn who_forgot_the_password_gets_new_credentials_and_the_old_ones_are_dead() {
    on_both(async |town| {
        let session = town.signed_in(MANAGER).await;
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let issued = allowed
            .renew_credentials(town.account(MANAGER).id, Some("本人の申出"))
            .await
            .unwrap();
        let told = town.service.session(&session).await;
        assert!(
            matches!(told, Err(ServiceError::SessionEnded)),
            "{}: {told:?}",
            town.kind
        );
        assert!(is_refused(&town.try_sign_in(town.device, MANAGER, PASSWORD).await));
        let session = town.arrived(town.device, &issued).await;
        town.service.set_up(&session, chosen(MANAGER)).await.unwrap();
        town.clock.advance(BACK_OFF);
        assert!(is_refused(&town.try_sign_in(town.device, MANAGER, PASSWORD).await));
        town.clock.advance(BACK_OFF);
        assert!(
            town.try_sign_in(town.device, MANAGER, CHOSEN).await.is_ok(),
            "{}",
            town.kind
        );
    });
}

#[test]
fn nobody_renews_an_own_password_this_way() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let own = town.account(ADMINISTRATOR).id;
        let told = allowed.renew_credentials(own, None).await;
        assert!(
            matches!(told, Err(ServiceError::Conflict(_))),
            "{}: {told:?}",
            town.kind
        );
        assert!(town.try_sign_in(town.device, ADMINISTRATOR, PASSWORD).await.is_ok());
    });
}

/// A newcomer's session, in which nothing but the set-up is possible.
async fn newcomer(town: &Town) -> Presented {
    let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
    let issued = allowed.invite("新人 さくら", Role::CareManager).await.unwrap();
    town.arrived(town.device, &issued).await
}

#[test]
fn a_password_is_the_same_on_every_keyboard_at_the_set_up_the_log_in_the_lock_and_the_step_up() {
    on_both(async |town| {
        let first = newcomer(town).await;
        let set_up = FirstLogIn {
            // Marks by themselves, and spaces of two kinds.
            password: secret("縁側\u{3000}か\u{3099}んは\u{309a}り\u{a0}ます cafe\u{301}"),
            ..chosen("shinjin.sakura")
        };
        town.service.set_up(&first, set_up).await.unwrap();
        for typed in [
            "縁側 がんぱり ます caf\u{e9}",
            "縁側\u{2003}がんは\u{309a}り\u{3000}ます cafe\u{301}",
        ] {
            let told = town.try_sign_in(town.device, "shinjin.sakura", typed).await;
            let session = presented(town.device, &told.unwrap());
            town.service.confirm(&session, secret(typed)).await.unwrap();
            town.service.lock(&session).await.unwrap();
            town.service.unlock(&session, secret(typed)).await.unwrap();
        }
        // Width, case and marks are not the keyboard's but the password's own.
        for other in [
            "縁側 がんぱり ます cafe",
            "縁側 がんぱり ます CAF\u{c9}",
            "縁側 ｶﾞんぱり ます caf\u{e9}",
        ] {
            let told = town.try_sign_in(town.device, "shinjin.sakura", other).await;
            assert!(is_refused(&told), "{}: {other}", town.kind);
            town.clock.advance(BACK_OFF);
        }
    });
}

#[test]
fn a_password_of_characters_that_nobody_could_type_again_is_not_taken() {
    on_both(async |town| {
        let first = newcomer(town).await;
        for password in [
            "ame dare ga\tishi wo ugatsu",
            "ame dare ga\0ishi wo ugatsu",
            "ame dare ga\u{200b}ishi wo ugatsu",
            "ame dare ga\u{202e}ishi wo ugatsu",
            "ame dare ga\u{fffd}ishi wo ugatsu",
        ] {
            let set_up = FirstLogIn {
                password: secret(password),
                ..chosen("shinjin.sakura")
            };
            let told = town.service.set_up(&first, set_up).await;
            let Err(ServiceError::Invalid(broken)) = told else {
                panic!("{} {password:?}: {told:?}", town.kind);
            };
            assert_eq!(broken.len(), 1, "{} {password:?}", town.kind);
            assert!(matches!(
                (broken[0].field, &broken[0].rule),
                (Field::Password, Rule::Text(_))
            ));
        }
    });
}
