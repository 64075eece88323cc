//! The states of an application, step by step and at random; the reference. The form's rules are in `form`.

mod form;

use proptest::prelude::*;

use super::*;

fn account(last: u128) -> AccountId {
    AccountId::from_uuid(uuid::Uuid::from_u128(last))
}

fn grant(device_quota: u16) -> Grant {
    Grant {
        device_quota,
        permitted_from: Day::from_ymd(2026, 7, 1).unwrap(),
    }
}

const ALL: [fn() -> Standing; 6] = [
    || Standing::Received,
    || Standing::Returned,
    || Standing::Proposed {
        by: account(1),
        grant: grant(3),
    },
    || Standing::Approved,
    || Standing::Refused,
    || Standing::Withdrawn,
];

/// The whole table of steps: a change of it is a decision.
#[test]
fn from_each_state_only_the_known_steps_lead_on() {
    let mut table = String::new();
    for standing in ALL.map(|make| make()) {
        let word =
            |next: Result<Standing, StepRefused>| next.map_or_else(|_| "-".to_owned(), |next| next.state().to_string());
        table.push_str(&format!(
            "{:<9} one={} first={} second={} return={} refuse={} correct={} withdraw={}\n",
            standing.state().to_string(),
            word(standing.approve(account(1), grant(3), false)),
            word(standing.approve(account(1), grant(3), true)),
            word(standing.approve(account(2), grant(3), true)),
            word(standing.send_back()),
            word(standing.refuse()),
            word(standing.correct()),
            word(standing.withdraw()),
        ));
    }
    insta::assert_snapshot!(table, @"
    received  one=approved first=proposed second=proposed return=returned refuse=refused correct=- withdraw=withdrawn
    returned  one=- first=- second=- return=- refuse=refused correct=received withdraw=withdrawn
    proposed  one=approved first=- second=approved return=returned refuse=refused correct=- withdraw=withdrawn
    approved  one=- first=- second=- return=- refuse=- correct=- withdraw=-
    refused   one=- first=- second=- return=- refuse=- correct=- withdraw=-
    withdrawn one=- first=- second=- return=- refuse=- correct=- withdraw=-
    ");
}

#[test]
fn two_people_must_mean_the_same_grant() {
    let first = Standing::Received.approve(account(1), grant(3), true).unwrap();
    assert_eq!(first.approve(account(1), grant(3), true), Err(StepRefused::SamePerson));
    let other = first.approve(account(2), grant(5), true).unwrap();
    assert_eq!(
        other,
        Standing::Proposed {
            by: account(2),
            grant: grant(5)
        }
    );
    assert_eq!(other.approve(account(1), grant(5), true), Ok(Standing::Approved));
}

#[test]
fn nobody_gets_no_device_or_too_many() {
    for quota in [0, 51] {
        assert_eq!(
            Standing::Received.approve(account(1), grant(quota), false),
            Err(StepRefused::Quota { largest: LARGEST_QUOTA })
        );
    }
}

#[test]
fn a_reference_is_read_back_however_it_is_told() {
    let reference = Reference::from_random([1, 2, 3, 4, 5, 6, 7]).unwrap();
    assert_eq!(reference.as_str().len(), 9);
    assert_eq!(reference.to_string(), reference.as_str());
    assert_eq!(
        format!(" {} ", reference.as_str().to_lowercase()).parse(),
        Ok(reference.clone())
    );
    let mut swapped = reference.as_str().to_owned().into_bytes();
    swapped.swap(3, 4);
    assert_eq!(
        String::from_utf8(swapped).unwrap().parse::<Reference>(),
        Err(InvalidReference)
    );
    for wrong in ["", "R", "X2345678", "R0000000O", "受付番号"] {
        assert_eq!(wrong.parse::<Reference>(), Err(InvalidReference), "{wrong}");
    }
}

#[test]
fn a_secret_hides_itself_and_is_the_same_however_it_is_typed() {
    let secret = ApplicationSecret::from_random([9; 24]);
    assert_eq!(format!("{secret:?}"), "ApplicationSecret(..)");
    assert_eq!(ApplicationSecret::typed(&secret.reveal().to_lowercase()), secret);
    assert_eq!(
        secret.bytes(),
        secret.reveal().replace('-', "").as_bytes(),
        "without the hyphens of its print"
    );
}

proptest! {
    #[test]
    fn nothing_is_approved_by_one_person_alone_where_two_are_needed(steps in prop::collection::vec((0_u8..5, 1_u128..3, 1_u16..3), 0..20)) {
        let mut standing = Standing::Received;
        let mut proposer = None;
        for (step, who, quota) in steps {
            let next = match step {
                0 => standing.approve(account(who), grant(quota), true),
                1 => standing.send_back(),
                2 => standing.refuse(),
                3 => standing.correct(),
                _ => standing.withdraw(),
            };
            let Ok(next) = next else { continue };
            match next {
                Standing::Approved => prop_assert!(proposer.is_some_and(|(by, wanted)| by != who && wanted == quota)),
                Standing::Proposed { .. } => proposer = Some((who, quota)),
                _ => proposer = None,
            }
            prop_assert!(standing.is_open(), "what is over stays as it is");
            standing = next;
        }
    }

    #[test]
    fn any_text_is_judged(text in ".{0,40}") {
        let _ = (text.parse::<Phone>(), text.parse::<Mail>(), text.parse::<Reference>());
    }
}
