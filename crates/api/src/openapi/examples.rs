//! An example for every body, made of the contract's own types, so that none can lag behind them. Invented people.

mod cards;
mod enrolment;
mod people;
mod texts;
mod value;

use contract::clients::burden_ratio::{BurdenRatioEntry, BurdenRatioList};
use contract::clients::certification::{
    ApplicationProgress, CertificationEntry, CertificationList, CertificationSummary, MilestoneEntry,
    PostponementEntry, ProgressList,
};
use contract::clients::client::{ApplicationBrief, ClientFilter, ClientList, ClientListItem, ClientSearch, Person};
use contract::clients::continuity::{ContinuityEntry, ForecastEntry, UsualDays};
use contract::clients::document::{DocumentApplication, DocumentEntry, DocumentList};
use contract::clients::work::{TodaysWork, WorkGroup};
use contract::page::{self, PageLimit};
use contract::session::{AccessToken, Session, SessionWithToken, SignIn, Unlock};
use domain::id::{ApplicationId, CertificationId, DocumentId, PersonId};
use serde_json::Value;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{OpenApi, RefOr};

use value::{coded, day, freshness, of, time, uuid};

/// Puts an example beside every JSON body of every operation.
pub(super) fn add(document: &mut OpenApi) {
    for item in document.paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.post, &mut item.delete].into_iter().flatten() {
            illustrate(operation);
        }
    }
}

fn illustrate(operation: &mut Operation) {
    let id = operation.operation_id.clone().unwrap_or_default();
    if let (Some(RefOr::T(body)), Some(example)) = (operation.request_body.as_mut(), request(&id)) {
        for content in body.content.values_mut() {
            if let RefOr::T(content) = content {
                content.example = Some(example.clone());
            }
        }
    }
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else { continue };
        for (media, content) in &mut response.content {
            let RefOr::T(content) = content else { continue };
            if media == "application/json" {
                content.example = answer(&id);
            }
        }
    }
}

fn request(operation: &str) -> Option<Value> {
    let password = || "縁側で飲むお茶はとても格別です".to_owned();
    match operation {
        "create_session" => of(&SignIn {
            login_id: "sato.hanako".into(),
            password: password(),
        }),
        "unlock_session" => of(&Unlock { password: password() }),
        "search_clients" => of(&ClientSearch {
            query: Some("ｻﾄｳ".into()),
            filter: ClientFilter::InProgress,
            cursor: None,
            limit: Some(PageLimit(page::USUAL)),
        }),
        _ => people::request(operation)
            .or_else(|| enrolment::request(operation))
            .or_else(|| texts::request(operation)),
    }
}

fn answer(operation: &str) -> Option<Value> {
    match operation {
        "create_session" | "renew_session" | "unlock_session" | "set_up_account" => of(&with_token()),
        "get_session" | "confirm_session" => of(&session()),
        "list_clients" | "search_clients" => of(&ClientList {
            items: vec![list_item()],
            next_cursor: Some("b3BhcXVl".into()),
        }),
        "get_client" => of(&client()),
        "get_progress" => of(&progress()),
        "list_certifications" => of(&certifications()),
        "list_burden_ratios" => of(&burden_ratios()),
        "list_cards" => of(&cards::cards()),
        "list_documents" => of(&documents()),
        "get_work" => of(&TodaysWork {
            board: vec![list_item()],
            more_on_board: false,
            groups: vec![WorkGroup {
                kind: coded("ending-30-filed", "30日以内に認定の有効期間が終わる方（更新申請済み）"),
                clients: vec![list_item()],
                more: false,
            }],
        }),
        _ => people::answer(operation)
            .or_else(|| enrolment::answer(operation))
            .or_else(|| texts::answer(operation)),
    }
}

fn session() -> Session {
    Session {
        account_name: "佐藤 花子".into(),
        role: coded("care-manager", "介護支援専門員"),
        organization_name: "居宅介護支援事業所 えんがわ".into(),
        office_number: "4370106637".into(),
        insurer_name: "縁側市".into(),
        contact: "縁側市 高齢介護課 096-000-0000（平日8:30〜17:15）".into(),
        permit_word: coded("permit", "許可"),
        device_label: "事務所のパソコン1".into(),
        last_sign_in_at: Some(time("2026-06-10T08:55:00+09:00")),
        locked: false,
        idle_seconds: 900,
        expires_at: time("2026-06-11T17:02:00+09:00"),
        now: time("2026-06-11T09:02:00+09:00"),
        certificate_last_day: "2028-04-01".into(),
        setup_required: false,
        city: false,
        terms: None,
        confirmed_until: Some(time("2026-06-11T09:07:00+09:00")),
    }
}

fn with_token() -> SessionWithToken {
    SessionWithToken {
        session: session(),
        expires_in: 600,
        access_token: Some(AccessToken(
            "eyJhbGciOiJFUzI1NiJ9.eyJzaWQiOiIwMTk2YjAwMCJ9.c2lnbmF0dXJl".into(),
        )),
        token_type: Some("Bearer".into()),
    }
}

fn summary() -> CertificationSummary {
    CertificationSummary {
        care_level: coded("21", "要介護1"),
        valid_from: day(2025, 7, 1),
        valid_to: Some(day(2026, 6, 30)),
        status: coded("current", "有効"),
        days_left: Some(19),
        renewable: true,
    }
}

fn list_item() -> ClientListItem {
    ClientListItem {
        person_id: PersonId::from_uuid(uuid(1)),
        name: "佐藤 ハナ".into(),
        kana: "サトウ ハナ".into(),
        insured_number: "0000012345".into(),
        birth_date: day(1941, 3, 2),
        withheld: Vec::new(),
        certification: Some(summary()),
        application: Some(ApplicationBrief {
            kind: coded("renewal", "更新"),
            applied_on: day(2026, 5, 7),
            last_milestone: coded("survey-conducted", "訪問調査実施"),
            last_milestone_on: day(2026, 5, 25),
            elapsed_days: 35,
            overdue: false,
            due_basis: Some(coded("end-of-validity", "認定の有効期間の満了日")),
            open: true,
        }),
        continuity: Some(continuity()),
    }
}

fn forecast() -> ForecastEntry {
    ForecastEntry {
        expected_on: day(2026, 6, 26),
        forecast_basis: coded("notice", "延期通知の見込日"),
    }
}

fn continuity() -> ContinuityEntry {
    ContinuityEntry {
        care_level: coded("21", "要介護1"),
        ends_on: day(2026, 6, 30),
        days_left: 19,
        filing: coded("open", "申請済み"),
        application_kind: Some(coded("renewal", "更新")),
        applied_on: Some(day(2026, 5, 7)),
        waits_for: Some(coded("opinion-pending", "主治医意見書待ち")),
        usual_days: Some(UsualDays {
            part: "主治医意見書（申請から受領まで）".into(),
            median_days: 24,
            ninetieth_days: 41,
            counted: 310,
        }),
        prospect: coded("in-time", "有効期間が終わるまでに結果が出る見込みです。"),
        forecast: Some(forecast()),
        effective_from: Some(day(2026, 7, 1)),
        provisional: false,
    }
}

fn client() -> Person {
    Person {
        person_id: PersonId::from_uuid(uuid(1)),
        name: "佐藤 ハナ".into(),
        kana: "サトウ ハナ".into(),
        insured_number: "0000012345".into(),
        birth_date: day(1941, 3, 2),
        age: 85,
        sex: coded("2", "女"),
        address: "縁側市中央1丁目2番3号".into(),
        insured_kind: Some(coded("1", "第1号被保険者")),
        public_assistance: Some(false),
        moved_in_on: None,
        lives_elsewhere: Some(false),
        former_number: None,
        consent_from: day(2025, 4, 10),
        assigned_from: day(2025, 4, 1),
        assignment_kind: coded("care-management", "居宅介護支援"),
        delegated: false,
        freshness: freshness("person"),
    }
}

fn progress() -> ProgressList {
    ProgressList {
        applications: vec![ApplicationProgress {
            application_id: ApplicationId::from_uuid(uuid(2)),
            kind: coded("renewal", "更新"),
            applied_on: day(2026, 5, 7),
            by_law: None,
            moved_on: None,
            survey_place: Some("自宅".into()),
            institution: Some("えんがわ内科医院".into()),
            specified_disease: None,
            open: true,
            stage: coded("gathering", "認定調査・主治医意見書待ち"),
            survey: coded("conducted", "実施済み"),
            opinion: coded("requested", "依頼済み"),
            elapsed_days: 35,
            due_on: Some(day(2026, 6, 30)),
            due_basis: Some(coded("end-of-validity", "認定の有効期間の満了日")),
            overdue: false,
            forecasts: vec![forecast()],
            outlook: coded("named", "市から見込みの日が届いています"),
            rejection_reason: None,
            milestones: vec![MilestoneEntry {
                kind: coded("received", "申請受付"),
                on: day(2026, 5, 7),
            }],
            postponements: vec![PostponementEntry {
                noticed_on: day(2026, 6, 5),
                reason: coded("opinion-pending", "主治医意見書待ち"),
                expected_on: day(2026, 6, 26),
            }],
        }],
        freshness: freshness("milestone"),
    }
}

fn certifications() -> CertificationList {
    CertificationList {
        certifications: vec![CertificationEntry {
            certification_id: CertificationId::from_uuid(uuid(3)),
            summary: summary(),
            decided_on: Some(day(2025, 6, 20)),
            checklist_on: None,
            months: Some(12),
            board_opinion: Some("特になし".into()),
            deemed_renewal: false,
            service_restriction: None,
        }],
        notice_due: None,
        continuity: Some(continuity()),
        freshness: freshness("certification"),
    }
}

fn burden_ratios() -> BurdenRatioList {
    BurdenRatioList {
        burden_ratios: vec![BurdenRatioEntry {
            tenths: 1,
            valid_from: day(2025, 8, 1),
            valid_to: Some(day(2026, 7, 31)),
            issued_on: Some(day(2025, 7, 15)),
            current: true,
            version: 1,
        }],
        notice: "給付制限（支払方法の変更・給付額の減額など）はこのシステムでは確認できません。必ず紙の介護保険被保険者証で確認してください。"
            .into(),
        freshness: freshness("burden_ratio"),
    }
}

fn documents() -> DocumentList {
    DocumentList {
        documents: vec![DocumentEntry {
            document_id: DocumentId::from_uuid(uuid(4)),
            kind: coded("survey-sheet", "認定調査票"),
            dated_on: day(2025, 6, 2),
            application_id: Some(ApplicationId::from_uuid(uuid(2))),
            application: Some(DocumentApplication {
                kind: coded("renewal", "更新"),
                applied_on: day(2026, 5, 7),
            }),
            pages: 4,
            withheld: None,
        }],
        freshness: freshness("documents"),
    }
}
