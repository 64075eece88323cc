//! What is written into the ledger comes back as itself, and nothing else comes back at all.

use chrono::DateTime;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use super::*;
use crate::account::{Permission, Role};
use crate::delivery::feed::Feed;
use crate::enrolment::device::CertificateFingerprint;
use crate::enrolment::install_key::InstallKeyStatus;
use crate::enrolment::usage_application::NoticeKind;
use crate::id::Id;
use crate::insurer::TextKind;

fn id<T>() -> impl Strategy<Value = Id<T>> {
    any::<u128>().prop_map(numbered)
}

fn numbered<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn fingerprint() -> impl Strategy<Value = CertificateFingerprint> {
    any::<[u8; 32]>().prop_map(CertificateFingerprint)
}

fn document_part() -> impl Strategy<Value = DocumentPart> {
    prop_oneof![Just(DocumentPart::Pdf), any::<u32>().prop_map(DocumentPart::Page)]
}

fn recipient() -> impl Strategy<Value = NoticeRecipient> {
    prop_oneof![
        id().prop_map(NoticeRecipient::UsageApplication),
        id().prop_map(NoticeRecipient::Organization),
    ]
}

fn refused() -> impl Strategy<Value = Item> {
    let signer = || select(CertificateSigner::ALL);
    let one = (
        proptest::option::of(fingerprint()),
        select(CertificateFault::ALL),
        signer(),
    );
    let many = (any::<u64>(), signer(), 0i64..4_000_000_000);
    prop_oneof![
        one.prop_map(|(fingerprint, fault, signer)| Item::RefusedCertificate {
            fingerprint,
            fault,
            signer
        }),
        many.prop_map(|(count, signer, since)| Item::RefusedCertificates {
            count,
            signer,
            since: DateTime::from_timestamp(since, 0).unwrap()
        }),
    ]
}

fn item() -> impl Strategy<Value = Item> {
    let status = proptest::option::of(select(InstallKeyStatus::ALL));
    prop_oneof![
        (id(), proptest::option::of(select(Role::ALL))).prop_map(|(id, role)| Item::Account { id, role }),
        id().prop_map(Item::Session),
        id().prop_map(Item::Device),
        (id(), status).prop_map(|(id, status)| Item::InstallKey { id, status }),
        id().prop_map(Item::Organization),
        (id(), any::<u32>()).prop_map(|(organization, devices)| Item::DeviceQuota { organization, devices }),
        id().prop_map(Item::UsageApplication),
        (select(NoticeKind::ALL), recipient()).prop_map(|(kind, to)| Item::Notice { kind, to }),
        (id(), document_part()).prop_map(|(id, part)| Item::Document { id, part }),
        (id(), select(Feed::ALL)).prop_map(|(id, feed)| Item::Delivery { id, feed }),
        select(Permission::ALL).prop_map(Item::Permission),
        fingerprint().prop_map(Item::Certificate),
        refused(),
        Just(Item::Insurer("439992".parse().unwrap())),
        (select(TextKind::ALL), proptest::option::of(any::<u32>()))
            .prop_map(|(kind, number)| Item::Text { kind, number }),
        (0i64..4_000_000_000).prop_map(|moment| Item::EntriesBefore(DateTime::from_timestamp(moment, 0).unwrap())),
        any::<u64>().prop_map(Item::Count),
    ]
}

fn actor() -> impl Strategy<Value = Actor> {
    let office = (id(), select(Role::ALL), id(), id(), id());
    let city = (id(), select(Role::ALL), proptest::option::of(".{0,40}"), id(), id());
    prop_oneof![
        office.prop_map(|(account, role, organization, device, session)| Actor::Staff {
            account,
            role,
            organization,
            device,
            session
        }),
        city.prop_map(|(account, role, desk, device, session)| Actor::CityStaff {
            account,
            role,
            desk,
            device,
            session
        }),
        (id(), proptest::option::of(id())).prop_map(|(client, organization)| Actor::Machine { client, organization }),
        "[a-z][a-z0-9-]{0,12}( [a-z][a-z-]{0,11})?".prop_map(|words| Actor::Operator {
            command: words.parse().unwrap()
        }),
        Just(Actor::System),
        (proptest::option::of(id()), proptest::option::of(id()))
            .prop_map(|(organization, device)| Actor::Stranger { organization, device }),
        id().prop_map(|person| Actor::Person { person }),
    ]
}

/// The only key of an object, or a text by itself.
fn tag(json: &serde_json::Value) -> &str {
    match json {
        serde_json::Value::Object(object) => object.keys().next().unwrap(),
        other => other.as_str().unwrap(),
    }
}

proptest! {
    #[test]
    fn an_item_comes_back_as_itself_under_the_code_of_its_kind(item in item()) {
        let json = serde_json::to_value(item).unwrap();
        prop_assert_eq!(tag(&json), item.kind().code());
        let text = json.to_string();
        prop_assert_eq!(serde_json::from_str::<Item>(&text).unwrap(), item);
    }

    #[test]
    fn an_actor_comes_back_as_itself_under_the_code_of_its_kind(actor in actor()) {
        let json = serde_json::to_value(&actor).unwrap();
        prop_assert_eq!(tag(&json), actor.kind().code());
        let text = json.to_string();
        prop_assert_eq!(serde_json::from_str::<Actor>(&text).unwrap(), actor);
    }
}

#[test]
fn what_is_no_item_and_no_actor_is_refused() {
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    for text in [
        format!(r#"{{"account":{{"id":"{id}","role":"gardener"}}}}"#),
        format!(r#"{{"account":{{"id":"{id}","name":"佐藤"}}}}"#),
        format!(r#"{{"device":"{id}","session":"{id}"}}"#),
        format!(r#""device {id}""#),
        r#"{"device":"12"}"#.to_owned(),
        r#"{"parcel":3}"#.to_owned(),
        r#"{"count":-1}"#.to_owned(),
    ] {
        assert!(serde_json::from_str::<Item>(&text).is_err(), "{text}");
    }
    for text in [
        r#"{"staff":{}}"#.to_owned(),
        format!(r#"{{"person":{{"person":"{id}","name":"縁側"}}}}"#),
        r#"{"operator":{"command":"import /srv/a.csv"}}"#.to_owned(),
        r#""nobody""#.to_owned(),
    ] {
        assert!(serde_json::from_str::<Actor>(&text).is_err(), "{text}");
    }
}

#[test]
fn the_json_of_an_entry_is_reviewed() {
    let staff = Actor::Staff {
        account: numbered(1),
        role: Role::CareManager,
        organization: numbered(2),
        device: numbered(3),
        session: numbered(4),
    };
    let page = Item::Document {
        id: numbered(5),
        part: DocumentPart::Page(2),
    };
    let lines = [
        serde_json::to_string(&staff).unwrap(),
        serde_json::to_string(&Actor::System).unwrap(),
        serde_json::to_string(&Actor::STRANGER).unwrap(),
        serde_json::to_string(&page).unwrap(),
        serde_json::to_string(&Item::count(3)).unwrap(),
        serde_json::to_string(&Operation::opening(None)).unwrap(),
    ];
    insta::assert_snapshot!(lines.join("\n"), @r#"
    {"staff":{"account":"00000000-0000-0000-0000-000000000001","role":"care-manager","organization":"00000000-0000-0000-0000-000000000002","device":"00000000-0000-0000-0000-000000000003","session":"00000000-0000-0000-0000-000000000004"}}
    "system"
    {"stranger":{}}
    {"document":{"id":"00000000-0000-0000-0000-000000000005","part":{"page":2}}}
    {"count":3}
    "read-document"
    "#);
}
