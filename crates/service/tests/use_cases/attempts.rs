//! Attempts at a password: how they are counted, whom they keep out, and what is kept of them.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use domain::enrolment::device::CertificateFingerprint;
use persistence::{CountedOn, SignInFailures};

use crate::town::{
    ADMINISTRATOR, BACK_OFF, CHOSEN, CITY, Device, MANAGER, PASSWORD, Town, chosen, is_refused, on_both, secret,
};

/// Failures of a login ID on a device as they are kept, whoever made them.
fn failures(town: &Town, login: &str, device: Device) -> SignInFailures {
    let login = town.tenant.vault().login_hash(login).unwrap();
    let today = town.service.today();
    let of = CountedOn::OneDevice;
    town.tenant
        .read_here(|tx| tx.sign_in_failures(&login, device.id, of, today))
        .unwrap()
}

/// So many failures in the past, without the time that hashing takes.
fn failed(town: &Town, login: &str, device: Device, times: usize) {
    let login = town.tenant.vault().login_hash(login).unwrap();
    let then = town.clock.now();
    for _ in 0..times {
        town.tenant
            .write_here(|tx| tx.count_sign_in(&login, device.id, then))
            .unwrap();
    }
    town.clock.advance(TimeDelta::minutes(15));
}

#[test]
fn of_sixty_guesses_at_once_one_is_looked_at() {
    on_both(async |town| {
        let mut guesses: Vec<_> = (0..59).map(|guess| format!("wrong password {guess}")).collect();
        guesses.push(PASSWORD.to_owned());
        let tries = guesses
            .iter()
            .map(|guess| town.try_sign_in(town.device, MANAGER, guess));
        let told = all(tries).await;
        assert_eq!(told.iter().filter(|told| told.is_ok()).count(), 0, "{}", town.kind);
        assert!(told.iter().all(is_refused), "{}: {told:?}", town.kind);
        let counted = failures(town, MANAGER, town.device);
        assert_eq!((counted.in_a_row, counted.today), (1, 1), "{}", town.kind);
        town.clock.advance(BACK_OFF);
        assert!(
            town.try_sign_in(town.device, MANAGER, PASSWORD).await.is_ok(),
            "{}",
            town.kind
        );
        assert_eq!(failures(town, MANAGER, town.device).in_a_row, 0, "{}", town.kind);
    });
}

/// All of them at once, in their order.
async fn all<F: Future>(tries: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = tries.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        for (one, answer) in &mut waiting {
            if answer.is_none()
                && let std::task::Poll::Ready(told) = one.as_mut().poll(context)
            {
                *answer = Some(told);
            }
        }
        match waiting.iter().all(|(_, answer)| answer.is_some()) {
            true => std::task::Poll::Ready(()),
            false => std::task::Poll::Pending,
        }
    })
    .await;
    waiting.into_iter().filter_map(|(_, answer)| answer).collect()
}

#[test]
fn a_flood_of_guesses_on_one_device_keeps_nobody_on_another_waiting() {
    on_both(async |town| {
        let answered = AtomicUsize::new(0);
        let flood = (0..12).map(async |number| {
            let guess = town
                .try_sign_in(town.other_device, &format!("guess.{number}"), PASSWORD)
                .await;
            answered.fetch_add(1, Ordering::Relaxed);
            guess
        });
        let innocent = async {
            let told = town.try_sign_in(town.device, MANAGER, PASSWORD).await;
            (told.is_ok(), answered.load(Ordering::Relaxed))
        };
        let (told, (signed_in, before)) = tokio::join!(all(flood), innocent);
        assert!(told.iter().all(is_refused), "{}", town.kind);
        assert!(signed_in && before < 6, "{}: {before} guesses came first", town.kind);
    });
}

#[test]
fn spellings_of_one_login_id_are_counted_together() {
    on_both(async |town| {
        for login in ["Sato.Hanako", "sato.HANAKO", "SATO.hanako", "sato.Hanako", MANAGER] {
            assert!(is_refused(
                &town.try_sign_in(town.device, login, "a wrong password").await
            ));
            town.clock.advance(BACK_OFF);
        }
        let told = town.try_sign_in(town.device, MANAGER, PASSWORD).await;
        assert!(is_refused(&told), "{}: five in a row: {told:?}", town.kind);
    });
}

#[test]
fn failures_on_devices_of_others_keep_nobody_out() {
    on_both(async |town| {
        for login in [MANAGER, CITY] {
            failed(town, login, town.other_device, 101);
            let device = town.device_of(login);
            let told = town.try_sign_in(device, login, PASSWORD).await;
            assert!(told.is_ok(), "{} {login}: {told:?}", town.kind);
        }
    });
}

#[test]
fn a_hundred_failures_a_day_on_the_own_devices_stop_log_ins_but_not_a_session_that_is_alive() {
    on_both(async |town| {
        let session = town.signed_in(ADMINISTRATOR).await;
        let spare = town.another_device(Some(town.office));
        failed(town, ADMINISTRATOR, spare, 60);
        failed(town, ADMINISTRATOR, town.device, 40);
        for device in [town.device, spare] {
            let told = town.try_sign_in(device, ADMINISTRATOR, PASSWORD).await;
            assert!(is_refused(&told), "{}: {told:?}", town.kind);
        }
        assert!(
            town.service.confirm(&session, secret(PASSWORD)).await.is_ok(),
            "{}",
            town.kind
        );
        town.service.lock(&session).await.unwrap();
        town.clock.advance(BACK_OFF);
        assert!(
            town.service.unlock(&session, secret(PASSWORD)).await.is_ok(),
            "{}",
            town.kind
        );
        let account = town.account(ADMINISTRATOR).id;
        town.on_the_machine(|operator| operator.unlock_account(account))
            .unwrap();
        assert!(
            town.try_sign_in(town.device, ADMINISTRATOR, PASSWORD).await.is_ok(),
            "{}",
            town.kind
        );
    });
}

#[test]
fn a_device_on_which_many_login_ids_are_tried_is_stopped_for_the_day_and_no_other() {
    on_both(async |town| {
        for number in 0..3 {
            failed(town, &format!("guess.{number}"), town.device, 100);
        }
        let told = town.try_sign_in(town.device, MANAGER, PASSWORD).await;
        assert!(is_refused(&told), "{}: {told:?}", town.kind);
        assert_eq!(
            failures(town, MANAGER, town.device),
            failures(town, "nobody", town.device)
        );
        let spare = town.another_device(Some(town.office));
        assert!(
            town.try_sign_in(spare, MANAGER, PASSWORD).await.is_ok(),
            "{}",
            town.kind
        );
        town.clock.advance(TimeDelta::days(1));
        assert!(
            town.try_sign_in(town.device, MANAGER, PASSWORD).await.is_ok(),
            "{}: tomorrow",
            town.kind
        );
    });
}

#[test]
fn what_was_typed_as_a_login_id_is_kept_nowhere() {
    on_both(async |town| {
        let typed = "my-secret-typed-into-the-wrong-field";
        assert!(is_refused(&town.try_sign_in(town.device, typed, "x").await));
        let held: Vec<_> = town.database.contents();
        assert!(held.iter().any(|row| row.contains("sign_in_failures")), "{}", town.kind);
        assert!(!held.iter().any(|row| row.contains(typed)), "{}", town.kind);
    });
}

#[test]
fn the_same_characters_from_another_keyboard_are_the_same_password() {
    on_both(async |town| {
        let allowed = town.allowed::<service::ManageStaff>(ADMINISTRATOR).await;
        let issued = allowed
            .invite("新人 さくら", domain::account::Role::CareManager)
            .await
            .unwrap();
        let session = town.arrived(town.device, &issued).await;
        let decomposed = service::FirstLogIn {
            password: secret("縁側で か\u{3099}んは\u{309a}る お茶会の日々"),
            ..chosen("shinjin.sakura")
        };
        town.service.set_up(&session, decomposed).await.unwrap();
        let composed = "縁側で\u{3000}がんぱる\u{3000}お茶会の日々";
        let told = town.try_sign_in(town.device, "shinjin.sakura", composed).await;
        assert!(told.is_ok(), "{}: {told:?}", town.kind);
        assert!(is_refused(
            &town.try_sign_in(town.device, "shinjin.sakura", CHOSEN).await
        ));
    });
}

#[test]
fn a_device_that_nobody_knows_is_refused_and_counts_nothing() {
    on_both(async |town| {
        let unknown = Device {
            id: town.device.id,
            certificate: CertificateFingerprint([7; 32]),
        };
        let told = town.try_sign_in(unknown, MANAGER, PASSWORD).await;
        assert!(
            matches!(told, Err(service::ServiceError::DeviceRefused)),
            "{}",
            town.kind
        );
        assert_eq!(failures(town, MANAGER, town.device), SignInFailures::default());
    });
}
