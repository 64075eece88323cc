//! The texts that people agree to: looked at without a trace, published once under a name, and only on what was seen to hold.

use chrono::TimeDelta;
use domain::account::Role;
use domain::audit::Operation;
use domain::insurer::{TextKind, VersionRule};
use service::{
    Allowed, Field, ManageTexts, PrintConsentForm, PublishRule, ReadTexts, Rule, Seen, ServiceError, VersionedText,
};

use crate::town::{CITY, CLERK, MANAGER, SECOND_CITY, Town, on_both};
use crate::windows::{is_over, suspended_meanwhile};

const NEW: &str = "# 利用規約\n\n1. 〔市〕のきまりによる。";
const KIND: TextKind = TextKind::Terms;

async fn text(town: &Town) -> VersionedText {
    town.allowed::<ReadTexts>(CLERK).await.text(KIND).await.unwrap()
}

fn names(text: &VersionedText) -> Vec<&str> {
    let versions = text.versions.iter();
    versions.map(|known| known.version.version.as_str()).collect()
}

fn broken<T>(answer: Result<T, ServiceError>) -> Vec<(Field, Rule)> {
    let Err(ServiceError::Invalid(broken)) = answer else {
        return Vec::new();
    };
    broken.into_iter().map(|broken| (broken.field, broken.rule)).collect()
}

#[test]
fn a_text_that_is_looked_at_leaves_nothing_behind() {
    on_both(async |town| {
        let editor = town.allowed::<ManageTexts>(CITY).await;
        let before = town.database.contents();
        let pdf = editor.preview_text(KIND, "2026-10", NEW).await.unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{}", town.kind);
        let name = broken(editor.preview_text(KIND, "2026/10", NEW).await);
        assert_eq!(name, [(Field::VersionName, VersionRule::Name { longest: 20 }.into())]);
        let empty = broken(editor.preview_text(KIND, "2026-10", " ").await);
        assert_eq!(empty, [(Field::Text, VersionRule::Length { longest: 20_000 }.into())]);
        assert_eq!(town.database.contents(), before, "{}", town.kind);
    });
}

#[test]
fn a_version_is_in_force_once_it_is_published_and_those_before_stay() {
    on_both(async |town| {
        town.clock.advance(TimeDelta::seconds(2));
        let before = text(town).await;
        assert_eq!(names(&before), ["2026-04"], "{}", town.kind);
        assert_eq!(before.versions.first().unwrap().published_at, None);
        let editor = town.allowed::<ManageTexts>(CITY).await;
        editor.publish_text(KIND, " 2026-10 ", NEW).await.unwrap();
        let after = text(town).await;
        assert_eq!(names(&after), ["2026-10", "2026-04"], "{}", town.kind);
        assert_eq!(after.versions.first().unwrap().published_at, Some(town.clock.now()));
        assert_ne!(after.tag, before.tag);
        assert_eq!(town.service.terms().await.unwrap().version, "2026-10", "{}", town.kind);
        // Not even a clock that goes back lets an earlier one come before it.
        town.clock.advance(TimeDelta::seconds(-1));
        town.on_the_machine(|operator| operator.publish_text(KIND, "2026-11", NEW))
            .unwrap();
        assert_eq!(
            names(&text(town).await),
            ["2026-11", "2026-10", "2026-04"],
            "{}",
            town.kind
        );
    });
}

#[test]
fn a_name_is_given_once_on_the_screen_and_on_the_machine_alike() {
    on_both(async |town| {
        let editor = town.allowed::<ManageTexts>(CITY).await;
        editor.publish_text(KIND, "2026-10", NEW).await.unwrap();
        for name in ["2026-10", "2026-04"] {
            let on_screen = editor.publish_text(KIND, name, NEW).await;
            let on_machine = town.on_the_machine(|operator| operator.publish_text(KIND, name, NEW));
            for told in [on_screen, on_machine] {
                assert!(
                    matches!(told, Err(ServiceError::Conflict(Rule::Publish(PublishRule::NameTaken)))),
                    "{}: {name}: {told:?}",
                    town.kind
                );
            }
        }
        assert_eq!(names(&text(town).await).len(), 2, "{}", town.kind);
        // Each text has names of its own.
        editor
            .publish_text(TextKind::ConsentForm, "2026-10", NEW)
            .await
            .unwrap();
    });
}

#[test]
fn what_a_colleague_has_published_meanwhile_is_not_lost() {
    on_both(async |town| {
        let seen = text(town).await.tag;
        let having_seen = async |login: &str, seen: Seen| {
            let allowed: Allowed<ManageTexts> = town.service.allow(&town.signed_in(login).await).await.unwrap();
            allowed.having_seen(seen)
        };
        let unsaid = having_seen(CITY, Seen::Unsaid)
            .await
            .publish_text(KIND, "2026-10", NEW)
            .await;
        assert!(
            matches!(unsaid, Err(ServiceError::NotSeen)),
            "{}: {unsaid:?}",
            town.kind
        );
        let (first, second) = (
            having_seen(CITY, Seen::OneOf(vec![seen.clone()])).await,
            having_seen(SECOND_CITY, Seen::OneOf(vec![seen])).await,
        );
        second.publish_text(KIND, "2026-10", NEW).await.unwrap();
        let told = first.publish_text(KIND, "2026-11", NEW).await;
        assert!(matches!(told, Err(ServiceError::Overtaken)), "{}: {told:?}", town.kind);
        assert_eq!(names(&text(town).await), ["2026-10", "2026-04"], "{}", town.kind);
    });
}

#[test]
fn the_administrator_alone_publishes_and_everybody_prints_the_form() {
    on_both(async |town| {
        town.add("kansa.jiro", None, Role::Auditor);
        for login in [CLERK, MANAGER] {
            let session = town.signed_in(login).await;
            let told = town.service.allow::<ManageTexts>(&session).await.map(drop);
            assert!(matches!(told, Err(ServiceError::RoleRefused)), "{}: {login}", town.kind);
        }
        let session = town.signed_in(MANAGER).await;
        let told = town.service.allow::<ReadTexts>(&session).await.map(drop);
        assert!(matches!(told, Err(ServiceError::RoleRefused)), "{}", town.kind);
        for login in [CITY, CLERK, MANAGER] {
            let form = town
                .allowed::<PrintConsentForm>(login)
                .await
                .consent_form()
                .await
                .unwrap();
            assert!(form.starts_with(b"%PDF-"), "{}: {login}", town.kind);
        }
    });
}

#[test]
fn who_is_suspended_while_the_text_is_set_publishes_nothing() {
    on_both(async |town| {
        let editor = town.allowed::<ManageTexts>(CITY).await;
        suspended_meanwhile(town, Operation::PublishText, CITY);
        let told = editor.publish_text(KIND, "2026-10", NEW).await;
        assert!(is_over(&told), "{}: {told:?}", town.kind);
        assert_eq!(names(&text(town).await), ["2026-04"], "{}", town.kind);
    });
}
