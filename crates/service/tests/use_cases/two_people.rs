//! Where two people approve, they are two: who gave the other credentials does not approve together with them for a while.

use chrono::TimeDelta;
use domain::account::Role;
use domain::enrolment::usage_application::UsageApplicationState;
use service::{
    Allowed, CityInvitation, IssuedCredentials, ManageCityAccounts, ManageOrganizations, Presented, ReadOrganizations,
    Rule, Seen, ServiceError, UsageApplicationRule, WhatMay,
};

use crate::desk::{filed, grant, queued};
use crate::town::{CITY, SECOND_CITY, Town, chosen, on_both, presented, reason};

async fn invited(town: &Town, by: &Presented) -> IssuedCredentials {
    let accounts = town.service.allow::<ManageCityAccounts>(by).await.unwrap();
    let invitation = CityInvitation {
        name: "役所 三郎".to_owned(),
        role: Role::CityAdministrator,
        desk: None,
        reason: "異動".to_owned(),
    };
    accounts.invite_city_staff(invitation).await.unwrap()
}

/// Somebody comes in with credentials and sets the account up.
async fn set_up(town: &Town, issued: &IssuedCredentials, login: &str) -> Presented {
    let session = town.arrived(town.city_device, issued).await;
    let set_up = town.service.set_up(&session, chosen(login)).await.unwrap();
    presented(town.city_device, &set_up)
}

async fn insurer(town: &Town, who: &Presented) -> Allowed<ManageOrganizations> {
    let allowed: Allowed<ManageOrganizations> = town.service.allow(who).await.unwrap();
    allowed.having_seen(Seen::Whatever)
}

fn is_barred<T>(answer: &Result<T, ServiceError>) -> bool {
    let Err(ServiceError::Conflict(Rule::UsageApplication(rule))) = answer else {
        return false;
    };
    matches!(rule, UsageApplicationRule::CredentialsGiven { days: 30 })
}

#[test]
fn nobody_approves_together_with_an_account_of_their_own_making() {
    on_both(async |town| {
        filed(town).await;
        let id = queued(town).await;
        let first = town.signed_in(CITY).await;
        let issued = invited(town, &first).await;
        let second = set_up(town, &issued, "yakusho.saburo").await;
        let approve = async |who: &Presented| {
            let insurer = insurer(town, who).await;
            insurer.approve_usage_application(id, grant(town), None).await
        };
        assert_eq!(
            approve(&first).await.unwrap(),
            UsageApplicationState::Proposed,
            "{}",
            town.kind
        );
        let told = approve(&second).await;
        assert!(is_barred(&told), "{}: {told:?}", town.kind);
        let reader = town.service.allow::<ReadOrganizations>(&second).await.unwrap();
        let seen = reader.usage_application(id).await.unwrap();
        assert!(
            !seen.may.contains(&WhatMay::Approve),
            "{}: it is not offered",
            town.kind
        );
        assert_eq!(
            seen.barred_until,
            Some(town.service.today().add_days(30)),
            "{}",
            town.kind
        );
        let other = town.signed_in(SECOND_CITY).await;
        assert_eq!(
            approve(&other).await.unwrap(),
            UsageApplicationState::Approved,
            "{}",
            town.kind
        );
    });
}

#[test]
fn a_second_account_that_was_taken_over_counts_as_the_first_ones() {
    on_both(async |town| {
        filed(town).await;
        let id = queued(town).await;
        let first = town.signed_in(CITY).await;
        let allowed = insurer(town, &first).await;
        let taken_over = allowed
            .renew_any_credentials(town.account(SECOND_CITY).id, &reason())
            .await
            .unwrap();
        allowed.approve_usage_application(id, grant(town), None).await.unwrap();
        // With its credentials a third account is made, in its name.
        let second = set_up(town, &taken_over, "yakusho.jiro2").await;
        let third = set_up(town, &invited(town, &second).await, "yakusho.saburo").await;
        for who in [&second, &third] {
            let told = insurer(town, who)
                .await
                .approve_usage_application(id, grant(town), None)
                .await;
            assert!(is_barred(&told), "{}: {told:?}", town.kind);
        }
        town.clock.advance(TimeDelta::days(30));
        let later = town
            .try_sign_in(town.city_device, "yakusho.saburo", crate::town::CHOSEN)
            .await
            .unwrap();
        let later = insurer(town, &presented(town.city_device, &later)).await;
        let told = later.approve_usage_application(id, grant_of_then(town), None).await;
        assert!(!is_barred(&told), "{}: after thirty days: {told:?}", town.kind);
    });
}

/// The grant that was proposed thirty days ago.
fn grant_of_then(town: &Town) -> domain::enrolment::usage_application::Grant {
    domain::enrolment::usage_application::Grant {
        permitted_from: town.service.today().add_days(-30),
        ..grant(town)
    }
}
