//! Usage applications: filed, followed, given back, taken back; approved by two people or refused.

use domain::account::AccountStatus;
use domain::enrolment::usage_application::{Grant, SubmittedForm, UsageApplicationChannel, UsageApplicationState};
use domain::id::UsageApplicationId;
use service::{
    EnterUsageApplications, Field, ManageOrganizations, ReadOrganizations, Receipt, Rule, ServiceError,
    UsageApplicationRule,
};

use crate::town::{APPLICANT, CITY, CLERK, OFFICE, REQUEST, SECOND_CITY, Town, on_both};

pub fn form() -> SubmittedForm {
    SubmittedForm {
        office_number: APPLICANT.to_owned(),
        service_code: "43".to_owned(),
        administrator_name: "新井 管理".to_owned(),
        administrator_kana: "アライ カンリ".to_owned(),
        contact_phone: "096-222-0000".to_owned(),
        contact_mail: None,
        devices: 3,
        terms_version: "2026-04".to_owned(),
        check_digit_confirmed: true,
    }
}

pub async fn filed(town: &Town) -> Receipt {
    town.service.apply(form(), REQUEST).await.unwrap()
}

/// The only application of the queue.
pub async fn queued(town: &Town) -> UsageApplicationId {
    let reader = town.allowed::<ReadOrganizations>(CLERK).await;
    let page = reader.usage_applications(None, None, 10).await.unwrap();
    assert_eq!(page.items.len(), 1, "{}", town.kind);
    page.items.first().unwrap().record.id
}

pub fn grant(town: &Town) -> Grant {
    Grant {
        device_quota: 3,
        permitted_from: town.service.today(),
    }
}

async fn state(town: &Town, receipt: &Receipt) -> UsageApplicationState {
    let secret = receipt.secret.as_ref().unwrap().reveal();
    let seen = town
        .service
        .usage_application_status(receipt.reference.as_str(), secret, REQUEST)
        .await;
    seen.unwrap().record.standing.state()
}

fn is_duplicate<T>(answer: &Result<T, ServiceError>) -> bool {
    let rule = Rule::from(UsageApplicationRule::AppliedAlready);
    matches!(answer, Err(ServiceError::Conflict(told)) if *told == rule)
}

#[test]
fn an_application_is_followed_by_its_reference_and_secret_only() {
    on_both(async |town| {
        let receipt = filed(town).await;
        assert_eq!(
            state(town, &receipt).await,
            UsageApplicationState::Received,
            "{}",
            town.kind
        );
        let told = town
            .service
            .usage_application_status(receipt.reference.as_str(), "WRONG", REQUEST)
            .await;
        assert!(matches!(told, Err(ServiceError::NotFound)), "{}", town.kind);
    });
}

#[test]
fn an_office_applies_once_while_its_application_is_open_or_it_is_permitted() {
    on_both(async |town| {
        filed(town).await;
        let again = town.service.apply(form(), REQUEST).await;
        assert!(is_duplicate(&again), "{}", town.kind);
        let permitted = SubmittedForm {
            office_number: OFFICE.to_owned(),
            ..form()
        };
        assert!(
            is_duplicate(&town.service.apply(permitted, REQUEST).await),
            "{}",
            town.kind
        );
    });
}

#[test]
fn an_application_that_is_given_back_is_corrected_and_may_be_taken_back() {
    on_both(async |town| {
        let receipt = filed(town).await;
        let secret = receipt.secret.as_ref().unwrap().reveal();
        let reference = receipt.reference.as_str();
        let corrected = async |form| {
            let service = &town.service;
            service
                .correct_usage_application(reference, secret, form, REQUEST)
                .await
        };
        let told = corrected(form()).await;
        assert!(
            matches!(told, Err(ServiceError::Conflict(_))),
            "{}: not given back",
            town.kind
        );
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let id = queued(town).await;
        insurer.return_usage_application(id, "電話番号の確認").await.unwrap();
        assert_eq!(
            state(town, &receipt).await,
            UsageApplicationState::Returned,
            "{}",
            town.kind
        );
        let elsewhere = SubmittedForm {
            office_number: OFFICE.to_owned(),
            ..form()
        };
        let told = corrected(elsewhere).await;
        assert!(
            matches!(told, Err(ServiceError::Invalid(_))),
            "{}: another office",
            town.kind
        );
        corrected(form()).await.unwrap();
        assert_eq!(
            state(town, &receipt).await,
            UsageApplicationState::Received,
            "{}",
            town.kind
        );
        let service = &town.service;
        service
            .withdraw_usage_application(reference, secret, REQUEST)
            .await
            .unwrap();
        assert_eq!(
            state(town, &receipt).await,
            UsageApplicationState::Withdrawn,
            "{}",
            town.kind
        );
    });
}

#[test]
fn an_application_is_approved_by_two_different_people_and_becomes_an_organization_with_an_administrator() {
    on_both(async |town| {
        filed(town).await;
        let id = queued(town).await;
        let first = town.allowed::<ManageOrganizations>(CITY).await;
        let second = town.allowed::<ManageOrganizations>(SECOND_CITY).await;
        let approve = async |by: &service::Allowed<ManageOrganizations>| {
            by.approve_usage_application(id, grant(town), None).await
        };
        assert_eq!(
            approve(&first).await.unwrap(),
            UsageApplicationState::Proposed,
            "{}",
            town.kind
        );
        let told = approve(&first).await;
        assert!(
            matches!(told, Err(ServiceError::Conflict(_))),
            "{}: the same person",
            town.kind
        );
        assert_eq!(
            approve(&second).await.unwrap(),
            UsageApplicationState::Approved,
            "{}",
            town.kind
        );
        let record = town.tenant.read_here(|tx| tx.usage_application(id)).unwrap();
        let account = town.tenant.read_here(|tx| tx.account(record.account.unwrap())).unwrap();
        assert_eq!(account.organization, record.organization, "{}", town.kind);
        assert_eq!(account.status, AccountStatus::Provisional);
    });
}

#[test]
fn a_refused_office_may_apply_anew() {
    on_both(async |town| {
        let receipt = filed(town).await;
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let id = queued(town).await;
        let told = insurer.refuse_usage_application(id, "").await;
        assert!(
            matches!(told, Err(ServiceError::Invalid(_))),
            "{}: without a reason",
            town.kind
        );
        insurer.refuse_usage_application(id, "指定がないため").await.unwrap();
        assert_eq!(
            state(town, &receipt).await,
            UsageApplicationState::Refused,
            "{}",
            town.kind
        );
        assert!(town.service.apply(form(), REQUEST).await.is_ok(), "{}", town.kind);
    });
}

#[test]
fn a_clerk_takes_paper_in_that_came_by_today() {
    on_both(async |town| {
        let clerk = town.allowed::<EnterUsageApplications>(CLERK).await;
        let today = town.service.today();
        let paper = UsageApplicationChannel::Counter;
        let told = clerk.enter_usage_application(form(), today.add_days(1), paper).await;
        assert!(
            matches!(&told, Err(ServiceError::Invalid(broken)) if broken[0].field == Field::ReceivedOn),
            "{}",
            town.kind
        );
        let online = UsageApplicationChannel::Online;
        let told = clerk.enter_usage_application(form(), today, online).await;
        assert!(matches!(told, Err(ServiceError::Invalid(_))), "{}", town.kind);
        clerk
            .enter_usage_application(form(), today.add_days(-3), paper)
            .await
            .unwrap();
        let record = town
            .tenant
            .read_here(|tx| tx.usage_applications(None, None, 10))
            .unwrap();
        assert_eq!(record[0].received_on, today.add_days(-3), "{}", town.kind);
    });
}
