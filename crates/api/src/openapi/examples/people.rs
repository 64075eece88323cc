//! Examples of accounts, devices and organizations.

use contract::audit::access_record::{AccessEntry, AccessRecord, AccessedPerson};
use contract::clients::pace::{CityPace, PartPace, PlacePace};
use contract::office::account::{
    BulkStaff, BulkStaffResult, BulkStaffRow, ChangeRole, InviteCityStaff, InviteStaff, ProvisionalCredentials, Remark,
    StaffList, StaffMember, StatedReason,
};
use contract::office::device::{Device, DeviceList, DeviceWarning, RelabelDevice, ThisDevice};
use contract::office::organization::{
    OpenSession, Organization, OrganizationDetail, OrganizationList, SessionList, SetDeviceQuota,
};
use contract::session::{Confirmation, FirstLogIn};
use domain::account::Role;
use domain::id::{AccountId, DeviceId, OrganizationId, PersonId, SessionId};
use serde_json::Value;

use super::value::{ETAG, coded, day, of, time, uuid};

pub(super) fn request(operation: &str) -> Option<Value> {
    let password = || "縁側で飲むお茶はとても格別です".to_owned();
    match operation {
        "set_up_account" => of(&FirstLogIn {
            name: "佐藤 花子".into(),
            login_id: "sato.hanako".into(),
            password: password(),
            terms_version: "2026-04".into(),
        }),
        "confirm_session" => of(&Confirmation { password: password() }),
        "invite_staff" => of(&InviteStaff {
            name: "佐藤 花子".into(),
            role: Role::CareManager,
        }),
        "change_many_staff" => of(&BulkStaff {
            file: None,
            csv: Some("氏名,権限,操作,ログインID\r\n佐藤 花子,ケアマネジャー,追加,\r\n".into()),
            dry_run: false,
        }),
        "change_staff_role" => of(&ChangeRole { role: Role::Viewer }),
        "relabel_device" => of(&RelabelDevice {
            label: "訪問用タブレット2".into(),
        }),
        "renew_staff_credentials"
        | "suspend_staff"
        | "reinstate_staff"
        | "release_staff"
        | "end_session"
        | "revoke_device" => of(&Remark {
            reason: Some("長期休職のため".into()),
        }),
        "invite_city_staff" => of(&InviteCityStaff {
            name: "窓口 咲".into(),
            role: Role::DeskClerk,
            desk: Some("中央区役所 福祉課".into()),
            reason: "人事異動による配属".into(),
        }),
        "set_device_quota" => of(&SetDeviceQuota {
            device_quota: 8,
            reason: "職員の増員による申出".into(),
            tell_organization: true,
        }),
        "suspend_organization"
        | "reinstate_organization"
        | "close_organization"
        | "suspend_account"
        | "reinstate_account"
        | "release_account"
        | "revoke_any_device"
        | "renew_account_credentials" => of(&StatedReason {
            reason: "端末の紛失の届出があったため".into(),
            tell_organization: true,
        }),
        _ => None,
    }
}

fn seen() -> AccessedPerson {
    AccessedPerson {
        person_id: PersonId::from_uuid(uuid(1)),
        outcome: coded("granted", "表示"),
    }
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    match operation {
        "get_this_device" => of(&this_device()),
        "get_organization" => of(&organization()),
        "list_staff" | "list_city_accounts" => of(&StaffList { staff: vec![member()] }),
        "invite_staff" | "renew_staff_credentials" | "invite_city_staff" | "renew_account_credentials" => {
            of(&credentials())
        }
        "change_many_staff" => of(&BulkStaffResult {
            applied: true,
            rows: vec![BulkStaffRow {
                line: 2,
                name: "佐藤 花子".into(),
                action: Some(coded("invitation", "追加")),
                role: Some(coded("care-manager", "ケアマネジャー")),
                login_id: None,
                errors: Vec::new(),
                credentials: Some(credentials()),
            }],
        }),
        "get_access_record" => of(&access_record()),
        "list_sessions" => of(&SessionList {
            sessions: vec![OpenSession {
                id: SessionId::from_uuid(uuid(23)),
                account_name: "佐藤 花子".into(),
                login_id: "sato.hanako".into(),
                device_label: "事務所のパソコン1".into(),
                since: time("2026-06-11T09:02:00+09:00"),
                locked: false,
                current: false,
            }],
        }),
        "list_devices" | "list_city_devices" => of(&DeviceList {
            devices: vec![device()],
        }),
        "get_city_pace" => of(&pace()),
        "list_organizations" => of(&OrganizationList {
            organizations: vec![organization()],
            next_cursor: Some("4370106637-43".into()),
        }),
        "get_city_organization" => of(&OrganizationDetail {
            organization: organization(),
            staff: vec![member()],
            devices: vec![device()],
        }),
        _ => None,
    }
}

fn place(name: &str, (median_days, ninetieth_days): (i64, i64), counted: u32) -> PlacePace {
    PlacePace {
        name: name.into(),
        median_days,
        ninetieth_days,
        counted,
    }
}

fn pace() -> CityPace {
    CityPace {
        since: day(2026, 3, 12),
        until: day(2026, 6, 10),
        fewest: 10,
        parts: vec![PartPace {
            application_kind: coded("renewal", "更新"),
            part: coded("whole", "全体（申請から決定まで）"),
            median_days: 38,
            ninetieth_days: 55,
            counted: 3_120,
        }],
        survey_contractors: vec![place("縁側市社会福祉協議会", (16, 24), 1_240)],
        institutions: vec![place("縁側中央病院", (21, 38), 96)],
    }
}

fn access_record() -> AccessRecord {
    AccessRecord {
        entries: vec![AccessEntry {
            at: time("2026-06-11T09:03:00+09:00"),
            insurer: None,
            account_name: Some("佐藤 花子".into()),
            device_label: Some("事務所のパソコン1".into()),
            operation: coded("read-progress", "申請の進み具合の表示"),
            about: None,
            reason: None,
            people: vec![seen()],
            outcome: coded("granted", "表示"),
        }],
        next_cursor: None,
    }
}

fn this_device() -> ThisDevice {
    ThisDevice {
        label: "事務所のパソコン1".into(),
        organization_name: "居宅介護支援事業所 えんがわ".into(),
        certificate_last_day: day(2028, 4, 1),
        days_left: 660,
        renewable: false,
    }
}

fn credentials() -> ProvisionalCredentials {
    ProvisionalCredentials {
        account_id: AccountId::from_uuid(uuid(21)),
        login_id: "kari-7m4qv2xk".into(),
        password: "H7KM-Q2XV-9TPW-4RNC".into(),
        valid_until: time("2026-06-25T09:00:00+09:00"),
    }
}

fn member() -> StaffMember {
    StaffMember {
        id: AccountId::from_uuid(uuid(21)),
        etag: ETAG.into(),
        name: "佐藤 花子".into(),
        login_id: "sato.hanako".into(),
        role: coded("care-manager", "ケアマネジャー"),
        status: coded("active", "利用中"),
        desk: None,
        last_sign_in_at: Some(time("2026-06-11T09:02:00+09:00")),
        provisional_until: None,
        is_self: false,
    }
}

fn device() -> Device {
    Device {
        id: DeviceId::from_uuid(uuid(22)),
        etag: ETAG.into(),
        label: "事務所のパソコン1".into(),
        status: coded("active", "利用中"),
        issued_at: time("2026-04-02T10:00:00+09:00"),
        last_used_at: Some(time("2026-06-11T09:02:00+09:00")),
        certificate_last_day: day(2028, 4, 1),
        days_left: 660,
        warning: DeviceWarning::None,
        unused90: false,
        current: true,
    }
}

fn organization() -> Organization {
    Organization {
        id: OrganizationId::from_uuid(uuid(20)),
        etag: ETAG.into(),
        name: "居宅介護支援事業所 えんがわ".into(),
        office_number: "4370106637".into(),
        service_code: coded("43", "居宅介護支援"),
        status: coded("permitted", "利用許可"),
        permitted_from: day(2026, 4, 1),
        permitted_until: None,
        device_quota: 5,
        active_devices: 2,
        open_install_keys: 1,
    }
}
