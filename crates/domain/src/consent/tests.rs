//! Tests of what the desk accepts and of how long a consent holds.

use super::*;
use crate::language::Language;
use crate::person::PersonName;

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn form() -> ConsentForm {
    ConsentForm {
        received_on: day("2026-05-10"),
        channel: Channel::Counter,
        submitter: Submitter::Person,
        signer: Signer::SelfSigned,
        form_version: "2026-04".to_owned(),
        effective_from: day("2026-05-10"),
        representative_confirmed: false,
    }
}

fn representative(relation: &str) -> Signer {
    Signer::Represented {
        name: "森田一郎".parse().unwrap(),
        relation: relation.parse().unwrap(),
        contact: Some("096-000-0000".parse().unwrap()),
        reason: Some("手が不自由なため".parse().unwrap()),
    }
}

#[test]
fn staff_of_a_care_office_may_write_but_never_decide() {
    let relation = Relation::CARE_OFFICE_STAFF;
    let refused = Consent::accept(ConsentForm {
        signer: representative(relation),
        ..form()
    });
    assert_eq!(refused, Err(vec![ConsentRule::RepresentativeIsCareStaff]));
    let scribe = Signer::Scribed {
        name: "森田一郎".parse().unwrap(),
        relation: relation.parse().unwrap(),
    };
    assert!(
        Consent::accept(ConsentForm {
            signer: scribe,
            ..form()
        })
        .is_ok()
    );
    assert!(
        Consent::accept(ConsentForm {
            signer: representative("長男"),
            ..form()
        })
        .is_ok()
    );
}

#[test]
fn a_wife_who_is_a_care_worker_may_decide_once_the_desk_has_made_sure() {
    let of = |relation, representative_confirmed| {
        Consent::accept(ConsentForm {
            signer: representative(relation),
            representative_confirmed,
            ..form()
        })
    };
    let unsure = of("妻（介護福祉士）", false);
    assert_eq!(unsure, Err(vec![ConsentRule::RepresentativeMayBeCareStaff]));
    assert!(of("妻（介護福祉士）", true).is_ok());
    let staff = of(Relation::CARE_OFFICE_STAFF, true);
    assert_eq!(
        staff,
        Err(vec![ConsentRule::RepresentativeIsCareStaff]),
        "confirming does not help staff"
    );
}

#[test]
fn every_broken_rule_is_named_at_once() {
    let signer = Signer::Represented {
        name: "森田一郎".parse().unwrap(),
        relation: Relation::CARE_OFFICE_STAFF.parse().unwrap(),
        contact: None,
        reason: None,
    };
    let bad = ConsentForm {
        signer,
        submitter: Submitter::OfficeStaff { proof: None },
        form_version: String::new(),
        effective_from: day("2026-05-09"),
        ..form()
    };
    let broken = Consent::accept(bad).unwrap_err();
    let shown: Vec<_> = broken
        .iter()
        .map(|rule| format!("{rule} {}", rule.words(Language::Japanese)))
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @"
    consent.representative-is-care-staff 介護事業所の職員は代理人になれません。ご家族などに代理をお願いするか、本人の意思を確認のうえ代筆としてください。
    consent.representative-contact-missing 代理人の連絡先を記入してください。
    consent.representative-reason-missing 代理の理由を記入してください。
    consent.employment-proof-missing 事業所職員の提出には、職員であることの確認が必要です。
    consent.form-version-missing 同意書の様式版を入力してください。
    consent.effective-before-received 効力開始日は受付日以後の日付にしてください。
    ");
}

#[test]
fn office_staff_prove_their_employment_by_post_with_a_copy() {
    let submit = |channel, proof| {
        Consent::accept(ConsentForm {
            channel,
            submitter: Submitter::OfficeStaff { proof },
            ..form()
        })
        .map(|_| ())
    };
    assert_eq!(submit(Channel::Counter, Some(EmploymentProof::Seen)), Ok(()));
    assert_eq!(submit(Channel::Post, Some(EmploymentProof::Copy)), Ok(()));
    assert_eq!(
        submit(Channel::Post, Some(EmploymentProof::Seen)),
        Err(vec![ConsentRule::EmploymentProofNotCopied])
    );
    assert_eq!(
        submit(Channel::Counter, None),
        Err(vec![ConsentRule::EmploymentProofMissing])
    );
}

#[test]
fn a_consent_holds_from_its_day_until_the_day_before_its_withdrawal() {
    let consent = Consent::accept(form()).unwrap().withdraw(day("2026-06-01")).unwrap();
    let states = ["2026-05-09", "2026-05-10", "2026-05-31", "2026-06-01"].map(|d| consent.state(day(d)));
    use ConsentState::{InForce, NotYet, Withdrawn};
    assert_eq!(states, [NotYet, InForce, InForce, Withdrawn]);
    let in_force = ["2026-05-09", "2026-05-10", "2026-05-31", "2026-06-01"].map(|d| consent.in_force(day(d)));
    assert_eq!(in_force, [false, true, true, false]);
}

#[test]
fn a_consent_is_withdrawn_once_and_not_before_it_came() {
    let consent = Consent::accept(form()).unwrap();
    assert_eq!(
        consent.clone().withdraw(day("2026-05-09")),
        Err(ConsentRule::WithdrawnBeforeReceived)
    );
    let withdrawn = consent.withdraw(day("2026-05-10")).unwrap();
    assert_eq!(withdrawn.withdrawn_on(), Some(day("2026-05-10")));
    assert!(!withdrawn.in_force(day("2026-05-10")));
    assert_eq!(
        withdrawn.withdraw(day("2026-05-11")),
        Err(ConsentRule::AlreadyWithdrawn)
    );
}

#[test]
fn a_second_consent_is_accepted_and_changes_nothing() {
    let first = Consent::accept(form()).unwrap();
    let on = |text| {
        Consent::accept(ConsentForm {
            received_on: day(text),
            effective_from: day(text),
            ..form()
        })
        .unwrap()
    };
    assert_eq!(first.effect_beside(&[]), Ok(Effect::Begins));
    assert_eq!(
        on("2026-05-20").effect_beside(std::slice::from_ref(&first)),
        Ok(Effect::ChangesNothing)
    );
    let withdrawn = [first.withdraw(day("2026-06-01")).unwrap()];
    assert_eq!(
        on("2026-06-01").effect_beside(&withdrawn),
        Err(ConsentRule::EffectiveOnWithdrawalDay)
    );
    assert_eq!(on("2026-06-02").effect_beside(&withdrawn), Ok(Effect::Begins));
}

#[test]
fn a_signer_is_put_together_again_from_its_parts_and_from_nothing_else() {
    let name: PersonName = "森田一郎".parse().unwrap();
    let relation: Relation = "長男".parse().unwrap();
    let contact: Contact = "096-000-0000".parse().unwrap();
    let scribed = Signer::Scribed {
        name: name.clone(),
        relation: relation.clone(),
    };
    let unasked = Signer::Represented {
        name: name.clone(),
        relation: relation.clone(),
        contact: None,
        reason: None,
    };
    for signer in [Signer::SelfSigned, scribed, unasked, representative("長男")] {
        let again = Signer::from_parts(
            signer.kind(),
            signer.name().cloned(),
            signer.relation().cloned(),
            signer.contact().cloned(),
            signer.reason().cloned(),
        );
        assert_eq!(again, Some(signer));
    }
    let parts = |kind, name, relation, contact| Signer::from_parts(kind, name, relation, contact, None);
    assert_eq!(parts(SignerKind::SelfSigned, Some(name.clone()), None, None), None);
    assert_eq!(parts(SignerKind::Scribed, Some(name.clone()), None, None), None);
    assert_eq!(
        parts(SignerKind::Scribed, Some(name), Some(relation.clone()), Some(contact)),
        None
    );
    assert_eq!(parts(SignerKind::Represented, None, Some(relation), None), None);
}

#[test]
fn a_contact_and_a_reason_are_short_texts() {
    assert_eq!(" 熊本市1-2 ".parse::<Contact>().unwrap().as_str(), "熊本市1-2");
    assert!("字".repeat(200).parse::<RepresentationReason>().is_ok());
    assert!("字".repeat(201).parse::<RepresentationReason>().is_err());
    for bad in ["", "  ", "a\nb"] {
        assert!(bad.parse::<Contact>().is_err() && bad.parse::<RepresentationReason>().is_err());
    }
}
