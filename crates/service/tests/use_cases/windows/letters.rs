//! Letters with secrets.

use chrono::TimeDelta;
use domain::audit::Operation;
use domain::enrolment::usage_application::NoticeKind;
use domain::id::{AccountId, OrganizationId};
use domain::organization::OrganizationStatus;
use persistence::{NewSession, fresh_id};
use service::{LetterAsked, ManageOrganizations, NoticeOf, Presented, ServiceError};

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

/// A letter of today.
fn asked(town: &Town) -> LetterAsked {
    LetterAsked {
        dated_on: Some(town.service.today()),
        ..LetterAsked::default()
    }
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
            let told = insurer.print_notice(of, kind, asked(town)).await;
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
            .print_notice(of, NoticeKind::ProvisionalCredentials, asked(town))
            .await
            .unwrap();
        let told = town.service.set_up(&session, chosen("arai.kanri")).await;
        assert!(is_over(&told), "{}: {told:?}", town.kind);
    });
}

/// A letter of today with a number and a reason.
fn numbered(town: &Town, number: &str) -> LetterAsked {
    LetterAsked {
        number: number.to_owned(),
        reason: Some("届出のあった事業所と異なるため。".to_owned()),
        ..asked(town)
    }
}

#[test]
fn the_end_of_use_has_its_letters_which_are_kept_as_they_were_made() {
    on_both(async |town| {
        let (of, _, organization) = permitted(town).await;
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let kinds = [
            (OrganizationStatus::Suspended, NoticeKind::UsageSuspension),
            (OrganizationStatus::Closed, NoticeKind::UsageEnd),
        ];
        for (status, kind) in kinds {
            let early = insurer.print_notice(of, kind, numbered(town, "第1号")).await;
            assert!(
                matches!(early, Err(ServiceError::Conflict(_))),
                "{} {kind}: {early:?}",
                town.kind
            );
            town.on_the_machine(|operator| operator.set_organization_status(organization, status, None))
                .unwrap();
            let without_number = insurer.print_notice(of, kind, asked(town)).await;
            assert!(
                matches!(without_number, Err(ServiceError::Invalid(_))),
                "{without_number:?}"
            );
            let first = insurer.print_notice(of, kind, numbered(town, "第1号")).await.unwrap();
            assert!(first.starts_with(b"%PDF-"), "{} {kind}", town.kind);
            let again = insurer.print_notice(of, kind, numbered(town, "第2号")).await.unwrap();
            assert!(first == again, "{} {kind}: the same bytes", town.kind);
        }
    });
}

#[test]
fn who_is_refused_or_has_to_correct_gets_a_letter_with_the_reason() {
    on_both(async |town| {
        filed(town).await;
        let id = queued(town).await;
        let of = NoticeOf::Application(id);
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        insurer
            .return_usage_application(id, "電話番号を確かめてください。")
            .await
            .unwrap();
        let refused = insurer
            .print_notice(of, NoticeKind::UsageRefusal, numbered(town, "第1号"))
            .await;
        assert!(
            matches!(refused, Err(ServiceError::Conflict(_))),
            "{}: {refused:?}",
            town.kind
        );
        let no_end = insurer
            .print_notice(of, NoticeKind::UsageCorrection, numbered(town, "第1号"))
            .await;
        assert!(
            matches!(no_end, Err(ServiceError::Invalid(_))),
            "{}: {no_end:?}",
            town.kind
        );
        let until = LetterAsked {
            until: Some(town.service.today().add_days(14)),
            ..numbered(town, "第1号")
        };
        let correction = insurer
            .print_notice(of, NoticeKind::UsageCorrection, until)
            .await
            .unwrap();
        assert!(correction.starts_with(b"%PDF-"));
        insurer
            .refuse_usage_application(id, "期限までに補正がなかったため。")
            .await
            .unwrap();
        let refusal = insurer
            .print_notice(of, NoticeKind::UsageRefusal, numbered(town, "第2号"))
            .await
            .unwrap();
        assert!(refusal.starts_with(b"%PDF-"));
        let letters = insurer.letters(of).await.unwrap();
        let kinds: Vec<_> = letters.lines.iter().map(|line| (line.kind, line.may_make)).collect();
        assert_eq!(
            kinds,
            [(NoticeKind::UsageRefusal, true), (NoticeKind::UsageCorrection, false)],
            "{}",
            town.kind
        );
    });
}
