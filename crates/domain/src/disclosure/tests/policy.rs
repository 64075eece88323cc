//! Tests of the insurer's disclosure policy on single items.

use super::{day, today};
use crate::{
    calendar::period::Period,
    certification::{Milestone, MilestoneKind},
    disclosure::{DisclosurePolicy, DocumentReason, DocumentRefusal, Item, ItemRule, MaskProfile, MaskedField},
    language::Language,
    person::document::{DocumentFacts, DocumentKind},
};

fn policy(rule: ItemRule) -> DisclosurePolicy {
    DisclosurePolicy {
        survey_sheet: rule,
        ..DisclosurePolicy::kumamoto_like()
    }
}

fn judge(rule: ItemRule, facts: &DocumentFacts) -> Result<MaskProfile, DocumentRefusal> {
    policy(rule).judge(Item::SurveySheet, facts, today())
}

fn reason(rule: ItemRule, facts: &DocumentFacts) -> DocumentReason {
    judge(rule, facts).unwrap_err().reason
}

fn reached(kind: MilestoneKind, on: &str) -> DocumentFacts {
    DocumentFacts {
        milestones: vec![Milestone { kind, on: day(on) }],
        ..DocumentFacts::default()
    }
}

#[test]
fn the_defaults_show_everything_and_mask_the_surveyor() {
    let policy = DisclosurePolicy::kumamoto_like();
    let decided = reached(MilestoneKind::Decided, "2026-05-01");
    let shown: Vec<_> = Item::ALL
        .iter()
        .map(|item| policy.judge(*item, &decided, today()).unwrap().code())
        .collect();
    assert_eq!(
        shown,
        [
            "nothing", "nothing", "nothing", "nothing", "nothing", "nothing", "surveyor", "nothing"
        ]
    );
    let waiting = policy
        .judge(Item::Result, &DocumentFacts::default(), today())
        .unwrap_err();
    assert_eq!(waiting.waits_for, Some(MilestoneKind::Decided));
}

#[test]
fn the_physicians_refusal_hides_the_opinion_alone() {
    let refuses = DocumentFacts {
        physician_consents: Some(false),
        ..reached(MilestoneKind::Decided, "2026-05-01")
    };
    let policy = DisclosurePolicy::kumamoto_like();
    for item in Item::ALL {
        let judged = policy.judge(*item, &refuses, today());
        assert_eq!(judged.is_err(), *item == Item::PhysicianOpinion, "{item}");
    }
    // Forms of 2026-04 and later do not ask.
    for physician_consents in [None, Some(true)] {
        let facts = DocumentFacts {
            physician_consents,
            ..DocumentFacts::default()
        };
        assert!(policy.judge(Item::PhysicianOpinion, &facts, today()).is_ok());
    }
}

#[test]
fn what_is_not_allowed_is_not_shown() {
    let rule = ItemRule {
        allowed: false,
        ..ItemRule::ALLOWED
    };
    assert_eq!(reason(rule, &DocumentFacts::default()), DocumentReason::NotAllowed);
}

#[test]
fn a_milestone_counts_from_its_day_and_later_ones_imply_it() {
    let rule = ItemRule {
        from_milestone: Some(MilestoneKind::BoardHeld),
        ..ItemRule::ALLOWED
    };
    assert!(judge(rule, &reached(MilestoneKind::BoardHeld, "2026-05-10")).is_ok());
    assert!(judge(rule, &reached(MilestoneKind::Decided, "2026-05-10")).is_ok());
    let refused = [
        reached(MilestoneKind::BoardHeld, "2026-05-11"),
        reached(MilestoneKind::BoardScheduled, "2026-05-01"),
        reached(MilestoneKind::Withdrawn, "2026-05-01"),
    ];
    for facts in refused {
        assert_eq!(reason(rule, &facts), DocumentReason::MilestoneNotReached);
    }
}

#[test]
fn age_counts_from_the_day_it_was_written() {
    let rule = ItemRule {
        maximum_age_days: Some(30),
        ..ItemRule::ALLOWED
    };
    let written = |on: &str| DocumentFacts {
        written_on: Some(day(on)),
        ..DocumentFacts::default()
    };
    assert!(judge(rule, &written("2026-04-10")).is_ok());
    let old = judge(rule, &written("2026-04-09")).unwrap_err();
    assert_eq!((old.reason, old.since), (DocumentReason::TooOld, Some(today())));
    assert_eq!(reason(rule, &DocumentFacts::default()), DocumentReason::TooOld);
}

#[test]
fn validity_and_the_ticked_consent_can_be_asked_for() {
    let rule = ItemRule {
        only_within_validity: true,
        ..ItemRule::ALLOWED
    };
    let valid = |last: &str| DocumentFacts {
        validity: Some(Period {
            first: day("2026-01-01"),
            last: Some(day(last)),
        }),
        ..DocumentFacts::default()
    };
    assert!(judge(rule, &valid("2026-05-10")).is_ok());
    let over = judge(rule, &valid("2026-05-09")).unwrap_err();
    assert_eq!(
        (over.reason, over.since),
        (DocumentReason::OutsideValidity, Some(today()))
    );
    assert_eq!(reason(rule, &DocumentFacts::default()), DocumentReason::OutsideValidity);

    let rule = ItemRule {
        needs_ticked_consent: true,
        ..ItemRule::ALLOWED
    };
    let ticked = |consent_ticked| DocumentFacts {
        consent_ticked,
        ..DocumentFacts::default()
    };
    assert!(judge(rule, &ticked(Some(true))).is_ok());
    assert_eq!(
        [None, Some(false)].map(|t| reason(rule, &ticked(t))),
        [DocumentReason::ConsentNotTicked; 2]
    );
}

#[test]
fn a_policy_counts_on_its_days_only() {
    let until = |last: &str| DisclosurePolicy {
        valid: Period {
            first: day("2026-01-01"),
            last: Some(day(last)),
        },
        ..DisclosurePolicy::kumamoto_like()
    };
    let facts = DocumentFacts::default();
    let over = until("2026-05-09").judge(Item::Progress, &facts, today()).unwrap_err();
    assert_eq!((over.reason, over.since), (DocumentReason::NoPolicy, Some(today())));
    let policies = [
        DisclosurePolicy::kumamoto_like(),
        until("2026-12-31"),
        until("2026-05-09"),
    ];
    assert_eq!(DisclosurePolicy::in_force(&policies, today()), Some(&policies[1]));
    assert_eq!(DisclosurePolicy::in_force(&[], today()), None);
}

#[test]
fn a_policy_is_data_and_unknown_rules_are_refused() {
    let policy = DisclosurePolicy::kumamoto_like();
    let json = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<DisclosurePolicy>(&json).unwrap(), policy);
    let odd = json.replacen("\"allowed\"", "\"alowed\"", 1);
    assert!(serde_json::from_str::<DisclosurePolicy>(&odd).is_err());
}

#[test]
fn mask_profiles_are_reviewed() {
    let rows = MaskProfile::ALL.iter().map(|profile| {
        let hidden: Vec<_> = MaskedField::ALL
            .iter()
            .filter(|f| profile.hides(**f))
            .map(|f| f.code())
            .collect();
        format!("{profile}: {}", hidden.join(" ")).trim_end().to_owned()
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    nothing:
    surveyor: surveyor-name surveyor-office
    surveyor-and-physician: surveyor-name surveyor-office physician-name physician-institution
    ");
    assert_eq!(Item::from(DocumentKind::SurveySheet), Item::SurveySheet);
    assert_eq!(Item::from(DocumentKind::PhysicianOpinion), Item::PhysicianOpinion);
}

#[test]
fn the_texts_of_all_reasons_are_reviewed() {
    let ja = Language::Japanese;
    let rows = DocumentReason::ALL.iter().map(|reason| {
        let refusal = DocumentRefusal {
            item: Item::SurveySheet,
            reason: *reason,
            since: None,
            waits_for: None,
        };
        format!(
            "{}\n  {}：{}",
            refusal.what(ja),
            refusal.who(ja),
            refusal.what_to_do(ja)
        )
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    現在有効な情報提供の基準が設定されていません。
      〔市〕：必要な場合は、窓口での情報提供の手続きを〔市〕に確認してください。
    〔市〕の情報提供の基準により、この項目は提供していません。
      〔市〕：必要な場合は、窓口での情報提供の手続きを〔市〕に確認してください。
    申請の手続きがまだ必要な段階に達していません。
      〔市〕：手続きが進むまでお待ちください。進捗はこの画面で確認できます。
    提供できる期間を過ぎています。
      〔市〕：新しい認定の文書を確認するか、窓口での情報提供を〔市〕に相談してください。
    認定の有効期間内ではないため、提供できません。
      〔市〕：新しい認定の文書を確認するか、窓口での情報提供を〔市〕に相談してください。
    主治医が提供に同意していないため、主治医意見書は提供できません。
      主治医：内容の確認が必要な場合は、主治医または医療機関に直接相談してください。
    申請書の情報提供への同意がないため、提供できません。
      ご本人（または申請の代行者）：次回の申請時に情報提供への同意欄を確認するか、窓口での情報提供を〔市〕に相談してください。
    ");
    let waits = DocumentRefusal {
        item: Item::Result,
        reason: DocumentReason::MilestoneNotReached,
        since: None,
        waits_for: Some(MilestoneKind::Decided),
    };
    assert!(waits.what(ja).contains("「審査結果の決定」の後"));
    assert!(waits.what(Language::English).ends_with("after “decision”."));
}
