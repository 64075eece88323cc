//! The form of a key, and its life step by step.

use proptest::prelude::*;

use super::*;

fn key() -> InstallKey {
    InstallKey::from_random(std::array::from_fn(|i| u8::try_from(i * 7).unwrap())).unwrap()
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).unwrap()
}

fn life() -> KeyLife {
    KeyLife::issued(Day::in_japan(now()))
}

#[test]
fn a_key_is_printed_in_groups_and_read_back_however_it_is_typed() {
    let printed = key().reveal();
    assert_eq!(printed.len(), 33 + 8);
    assert_eq!(
        printed.split('-').map(str::len).collect::<Vec<_>>(),
        [4, 4, 4, 4, 4, 4, 4, 4, 1]
    );
    let wide: String = printed
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'a'..='z' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
            '-' => '　',
            c => c,
        })
        .collect();
    for typed in [
        printed.clone(),
        printed.to_lowercase(),
        printed.replace('-', ""),
        printed.replace('-', " "),
        wide,
    ] {
        assert_eq!(typed.parse(), Ok(key()), "{typed}");
    }
    assert_eq!(key().id().as_str().len() + key().secret().len(), 32);
    assert_eq!(
        key().id().shown().parse::<KeyId>(),
        Err(Mistyped::Length { typed: 9 }),
        "the shown form is for people"
    );
    assert_eq!(key().id().as_str().parse(), Ok(key().id()));
    assert_eq!(
        key().id().to_string(),
        key().id().as_str(),
        "a key id is stored as it is"
    );
}

#[test]
fn a_mistyped_key_says_how() {
    let printed = key().reveal();
    assert_eq!("".parse::<InstallKey>(), Err(Mistyped::Length { typed: 0 }));
    assert_eq!(printed[1..].parse::<InstallKey>(), Err(Mistyped::Length { typed: 32 }));
    assert_eq!(
        format!("0{}", &printed[1..]).parse::<InstallKey>(),
        Err(Mistyped::Character)
    );
    assert_eq!(
        format!("長{}", &printed[1..]).parse::<InstallKey>(),
        Err(Mistyped::Character)
    );
    let first = printed.chars().next().unwrap();
    let other = if first == 'Z' { 'Y' } else { 'Z' };
    assert_eq!(
        format!("{other}{}", &printed[1..]).parse::<InstallKey>(),
        Err(Mistyped::Check)
    );
}

#[test]
fn debug_shows_no_key() {
    assert_eq!(format!("{:?}", key()), "InstallKey(..)");
}

#[test]
fn a_key_is_good_for_fourteen_days_in_japan() {
    let (life, today) = (life(), Day::in_japan(now()));
    assert_eq!(life.status(today.add_days(14)), InstallKeyStatus::Open);
    assert_eq!(life.status(today.add_days(15)), InstallKeyStatus::Expired);
    assert_eq!(life.reserve(now() + Duration::days(15)), Err(KeyRefusal::Expired));
}

#[test]
fn a_reserved_key_is_in_use_for_two_minutes_and_then_free_again() {
    let reserved = life().reserve(now()).unwrap();
    assert_eq!(reserved.reserve(now() + Duration::seconds(119)), Err(KeyRefusal::InUse));
    assert!(reserved.reserve(now() + Duration::seconds(120)).is_ok());
    assert_eq!(
        reserved.status(Day::in_japan(now())),
        InstallKeyStatus::Open,
        "nobody has used it yet"
    );
}

#[test]
fn a_key_is_spent_once() {
    let spent = life().reserve(now()).unwrap().spend().unwrap();
    assert_eq!(spent.spend(), Err(KeyRefusal::Spent));
    assert_eq!(spent.reserved_until, None, "what is spent is reserved for nobody");
    assert_eq!(spent.reserve(now() + Duration::days(1)), Err(KeyRefusal::Spent));
    assert_eq!(spent.revoke(), Err(KeyRefusal::Spent));
}

#[test]
fn a_key_revoked_while_its_device_is_made_makes_none() {
    let reserved = life().reserve(now()).unwrap();
    assert_eq!(reserved.revoke().unwrap().spend(), Err(KeyRefusal::Revoked));
    assert_eq!(reserved.revoke().unwrap().revoke(), Err(KeyRefusal::Revoked));
}

#[test]
fn the_fifth_wrong_secret_locks_a_key_for_good() {
    let mut life = life();
    for _ in 0..4 {
        life = life.fail();
    }
    assert!(life.reserve(now()).is_ok());
    life = life.fail();
    assert_eq!(life.reserve(now()), Err(KeyRefusal::Locked));
    assert_eq!(life.spend(), Err(KeyRefusal::Locked));
    assert_eq!(life.fail(), life, "it cannot be more locked than that");
}

proptest! {
    #[test]
    fn every_key_comes_back_from_its_print(random in any::<[u8; 32]>()) {
        let key = InstallKey::from_random(random).unwrap();
        prop_assert_eq!(key.reveal().parse(), Ok(key));
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,80}") {
        let _ = text.parse::<InstallKey>();
    }

    #[test]
    fn no_course_of_events_spends_a_key_twice_or_after_its_end(steps in prop::collection::vec((0_u8..4, 0_i64..200), 0..30)) {
        let (mut life, mut at, mut spent) = (life(), now(), 0);
        for (step, seconds) in steps {
            at += Duration::seconds(seconds);
            let over = life.spent || life.revoked || life.failures >= FAILURES_BEFORE_LOCK;
            let next = match step {
                0 => life.reserve(at),
                1 => life.spend(),
                2 => life.revoke(),
                _ => Ok(life.fail()),
            };
            if let Ok(next) = next {
                if step < 2 {
                    prop_assert!(!over);
                }
                spent += u32::from(step == 1);
                life = next;
            }
        }
        prop_assert!(spent <= 1);
    }
}
