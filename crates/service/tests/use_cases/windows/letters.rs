//! Letters with secrets.

use chrono::TimeDelta;
use domain::audit::Operation;
use domain::enrolment::usage_application::NoticeKind;
use domain::id::{AccountId, OrganizationId};
use domain::organization::OrganizationStatus;
use persistence::{NewSession, fresh_id};
use service::{ManageOrganizations, NoticeOf, Presented, ServiceError};

use super::{is_over, meanwhile};
use crate::desk::{filed, grant, queued};
use crate::town::{CITY, SECOND_CITY, Town, chosen, on_both};

/// An office that was permitted, and its administrator's account.
async fn permitted(town: &Town) -> (NoticeOf, AccountId, OrganizationId) {
    filed(town).await;
    let id = queued(town).await;
    for login in [CITY, SECOND_CITY] {
        let insurer = town.allowed::<ManageOrganizations>(login).await;
        insurer.approve_usage_application(id, grant(town), None).await.unwrap();
    }
    let record = town.tenant.read_here(|tx| tx.usage_application(id)).unwrap();
    (
        NoticeOf::Application(id),
        record.account.unwrap(),
        record.organization.unwrap(),
    )
}

#[test]
fn a_letter_with_secrets_is_not_printed_for_an_organization_that_is_suspended_meanwhile() {
    on_both(async |town| {
        let (of, account, organization) = permitted(town).await;
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let kinds = [NoticeKind::ProvisionalCredentials, NoticeKind::InstallKeys];
        let before = town
            .tenant
            .read_here(|tx| tx.credentials_of(account))
            .unwrap()
            .password_hash;
        for kind in kinds {
            meanwhile(town, Operation::PrintNotice, move |operator| {
                let suspended = OrganizationStatus::Suspended;
                operator.set_organization_status(organization, suspended, None).unwrap();
            });
            let told = insurer.print_notice(of, kind).await;
            assert!(
                matches!(told, Err(ServiceError::Conflict(_))),
                "{} {kind}: {told:?}",
                town.kind
            );
            let permitted = OrganizationStatus::Permitted;
            town.on_the_machine(|operator| operator.set_organization_status(organization, permitted, None))
                .unwrap();
        }
        let after = town
            .tenant
            .read_here(|tx| tx.credentials_of(account))
            .unwrap()
            .password_hash;
        assert_eq!(before, after, "{}", town.kind);
    });
}

#[test]
fn credentials_that_are_printed_again_end_the_session_of_those_before() {
    on_both(async |town| {
        let (of, account, organization) = permitted(town).await;
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        // A session that was begun with what an earlier letter said.
        let device = town.another_device(Some(organization));
        let now = town.clock.now();
        let begun = NewSession {
            id: fresh_id(),
            account,
            device: device.id,
            created_at: now,
            expires_at: now + TimeDelta::hours(8),
            previous_sign_in_at: None,
            provisional: true,
        };
        town.tenant.write_here(|tx| tx.create_session(begun.clone())).unwrap();
        let session = Presented {
            certificate: device.certificate,
            session: begun.id,
            request: "request".to_owned(),
        };
        assert!(town.service.session(&session).await.is_ok(), "{}", town.kind);
        insurer
            .print_notice(of, NoticeKind::ProvisionalCredentials)
            .await
            .unwrap();
        let told = town.service.set_up(&session, chosen("arai.kanri")).await;
        assert!(is_over(&told), "{}: {told:?}", town.kind);
    });
}
