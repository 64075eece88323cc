//! Examples of usage applications, enrolment and install keys.

use contract::coded::Coded;
use contract::enrolment::letter::{LetterLine, LetterList, MadeLetter, MakeLetter};
use contract::enrolment::office_lookup::{FoundOffice, OfficeLookup, OfficeSearch};
use contract::enrolment::redemption::{
    EnrolDevice, EnrolledDevice, EnrolmentInfo, InstallKeyEntry, InstallKeyList, IssueInstallKey, NewInstallKey,
    PickUp, Terms,
};
use contract::enrolment::usage_application::{
    CityUsageApplication, ComparedField, EnteredUsageApplication, NewUsageApplication, PrintNotice, PublishedTerms,
    UsageApplicationAccess, UsageApplicationCorrection, UsageApplicationEvent, UsageApplicationLine,
    UsageApplicationOutcome, UsageApplicationQueue, UsageApplicationReceipt, UsageApplicationStatus, UsageApproval,
    UsageDecision,
};
use contract::office::device::RenewDevice;
use domain::id::{DeviceId, InstallKeyId, UsageApplicationId};
use serde_json::Value;

use super::value::{ETAG, coded, day, of, time, uuid};

const NUMBER: &str = "4370106637";
const OFFICE: &str = "居宅介護支援事業所 えんがわ";
const REFERENCE: &str = "R7K2M9QXT";
const KEY: &str = "K7M2-P9QX-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-4";
const SECRET: &str = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ";

pub(super) fn request(operation: &str) -> Option<Value> {
    let (reference, secret) = (REFERENCE.to_owned(), SECRET.to_owned());
    match operation {
        "search_offices" => of(&OfficeSearch {
            office_number: NUMBER.into(),
        }),
        "create_usage_application" => of(&application()),
        "follow_usage_application" | "withdraw_usage_application" => of(&UsageApplicationAccess { reference, secret }),
        "correct_usage_application" => of(&UsageApplicationCorrection {
            reference,
            secret,
            application: application(),
        }),
        "enrol_device" => of(&EnrolDevice {
            install_key: KEY.into(),
            label: "事務所のパソコン1".into(),
            certificate_request: None,
        }),
        "fetch_device_file" | "fetch_renewed_file" => of(&PickUp { pick_up: SECRET.into() }),
        "renew_device" => of(&RenewDevice {
            certificate_request: None,
        }),
        "issue_install_key" | "issue_city_install_key" => of(&IssueInstallKey {
            label: "相談室のタブレット".into(),
        }),
        "revoke_install_key" | "revoke_city_install_key" => of(&PrintNotice {}),
        "print_usage_notice" | "print_organization_notice" => of(&MakeLetter {
            number: "縁介保第123号".into(),
            dated_on: Some(day(2026, 6, 20)),
            ..MakeLetter::default()
        }),
        "enter_usage_application" => of(&EnteredUsageApplication {
            application: application(),
            received_on: day(2026, 6, 10),
            channel: "post".into(),
        }),
        "approve_usage_application" => of(&UsageApproval {
            device_quota: 3,
            permitted_from: day(2026, 7, 1),
            reason: None,
        }),
        "return_usage_application" | "refuse_usage_application" => of(&UsageDecision {
            reason: "電話番号が事業所台帳と異なります。ご確認のうえ、再度提出してください。".into(),
        }),
        _ => None,
    }
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    match operation {
        "get_enrolment" => of(&EnrolmentInfo {
            insurer_name: "縁側市".into(),
            insurer_number: "431007".into(),
            admitted_kinds: vec![kind()],
            terms: Terms {
                version: "2026-04".into(),
                text: "1. このシステムは、担当する利用者のケアプラン作成とその支援のためにだけ使います。".into(),
            },
            main_origin: "https://engawa.example:8443".into(),
            contact: "縁側市 高齢介護課 096-000-0000（平日8:30〜17:15）".into(),
            permit_word: coded("permit", "許可"),
        }),
        "search_offices" => of(&OfficeLookup {
            office_number: NUMBER.into(),
            check_digit_holds: true,
            offices: vec![FoundOffice {
                service_code: kind(),
                name: OFFICE.into(),
                address: "縁側市中央1丁目2番3号".into(),
                phone: "096-000-0000".into(),
                admitted: true,
                sources: vec![coded("ministry", "厚生労働省の公表データ")],
            }],
        }),
        "create_usage_application" | "enter_usage_application" => of(&receipt(Some(SECRET.into()))),
        "correct_usage_application" => of(&receipt(None)),
        "follow_usage_application" | "withdraw_usage_application" => of(&status()),
        "enrol_device" | "renew_device" => of(&EnrolledDevice {
            device_id: DeviceId::from_uuid(uuid(20)),
            organization_name: OFFICE.into(),
            label: "事務所のパソコン1".into(),
            certificate_last_day: day(2028, 6, 10),
            pick_up: Some(SECRET.into()),
            file_name: Some("engawa-device.p12".into()),
            password: Some("k7m2p9qxabcdefghjkmn".into()),
            certificate: None,
            authority: "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n".into(),
        }),
        "issue_install_key" | "issue_city_install_key" => of(&NewInstallKey {
            id: InstallKeyId::from_uuid(uuid(21)),
            install_key: KEY.into(),
            expires_on: day(2026, 6, 25),
        }),
        "list_install_keys" | "list_city_install_keys" => of(&keys()),
        "list_usage_applications" => of(&UsageApplicationQueue {
            items: vec![line()],
            next_cursor: None,
        }),
        "get_usage_application" => of(&detail()),
        "list_usage_notices" | "list_organization_notices" => of(&letters()),
        "list_published_terms" => of(&PublishedTerms {
            current: "2026-04".into(),
            earlier: vec!["2025-10".into()],
        }),
        "approve_usage_application" => of(&outcome("proposed", "承認（確認待ち）")),
        "return_usage_application" => of(&outcome("returned", "差戻し")),
        "refuse_usage_application" => of(&outcome("refused", "不許可")),
        _ => None,
    }
}

fn kind() -> Coded {
    coded("43", "居宅介護支援")
}

fn outcome(code: &str, label: &str) -> UsageApplicationOutcome {
    UsageApplicationOutcome {
        state: coded(code, label),
    }
}

fn application() -> NewUsageApplication {
    NewUsageApplication {
        office_number: NUMBER.into(),
        service_code: "43".into(),
        administrator_name: "佐藤 花子".into(),
        administrator_kana: "サトウ ハナコ".into(),
        contact_phone: "096-000-0000".into(),
        contact_mail: Some("office@example.jp".into()),
        devices: 3,
        terms_version: "2026-04".into(),
        check_digit_confirmed: false,
    }
}

fn receipt(secret: Option<String>) -> UsageApplicationReceipt {
    UsageApplicationReceipt {
        reference: REFERENCE.into(),
        secret,
        received_at: time("2026-06-11T09:02:00+09:00"),
        warnings: Vec::new(),
    }
}

fn status() -> UsageApplicationStatus {
    UsageApplicationStatus {
        reference: REFERENCE.into(),
        state: coded("received", "受付"),
        received_at: time("2026-06-11T09:02:00+09:00"),
        office_number: NUMBER.into(),
        office_name: OFFICE.into(),
        service_code: kind(),
        administrator_name: "佐藤 花子".into(),
        devices: 3,
        decided_at: None,
        reason: None,
        may_correct: false,
        application: None,
    }
}

fn keys() -> InstallKeyList {
    InstallKeyList {
        install_keys: vec![InstallKeyEntry {
            id: InstallKeyId::from_uuid(uuid(21)),
            key_id: "K7M2-P9QX".into(),
            label: "相談室のタブレット".into(),
            status: coded("open", "未使用"),
            issued_at: time("2026-06-11T09:02:00+09:00"),
            expires_on: day(2026, 6, 25),
            device_id: None,
        }],
        device_quota: Some(3),
        used: 2,
    }
}

fn line() -> UsageApplicationLine {
    UsageApplicationLine {
        id: UsageApplicationId::from_uuid(uuid(22)),
        reference: REFERENCE.into(),
        state: coded("received", "受付"),
        received_on: day(2026, 6, 8),
        waiting_days: Some(3),
        channel: coded("online", "オンライン"),
        office_number: NUMBER.into(),
        office_name: OFFICE.into(),
        service_code: kind(),
        devices: 3,
    }
}

fn detail() -> CityUsageApplication {
    CityUsageApplication {
        line: line(),
        etag: ETAG.into(),
        fields: vec![ComparedField {
            label: "電話番号".into(),
            applied: Some("096-000-0000".into()),
            master: Some("096-000-0000".into()),
            matches: true,
        }],
        warnings: Vec::new(),
        duplicates: Vec::new(),
        history: vec![UsageApplicationEvent {
            at: time("2026-06-08T10:15:00+09:00"),
            what: coded("received", "受付"),
            who: None,
            reason: None,
        }],
        organization_id: None,
        proposal: None,
        may: vec!["approve".into(), "return".into(), "refuse".into()],
        may_not_approve: None,
    }
}

fn letters() -> LetterList {
    LetterList {
        application_id: UsageApplicationId::from_uuid(uuid(30)),
        letters: vec![LetterLine {
            kind: coded("usage-permit", "利用許可通知書"),
            holds_secrets: false,
            needs_number: true,
            needs_reason: false,
            may_make: true,
            made: Some(MadeLetter {
                number: "縁介保第123号".into(),
                dated_on: day(2026, 6, 20),
                made_at: time("2026-06-20T10:15:00+09:00"),
                made_by: Some("役所 花江".into()),
            }),
            before: Vec::new(),
        }],
    }
}
