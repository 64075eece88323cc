//! The organizations that use the system, as the insurer sees them: search, one of them with its people and devices, and
//! changing it.

use crate::api::city::LettersOf;
use crate::api::{Outcome, city};
use crate::pages::change::command::use_leaving;
use crate::pages::change::confirm::{Confirm, REASON_FOR_ORGANIZATION, VISIBLE_TO_ORGANIZATION, why};
use crate::pages::city::decide::QUOTA;
use crate::pages::city::notices::Notices;
use crate::pages::city::usage_applications::next_page_button;
use crate::pages::office::accounts::accounts;
use crate::pages::office::devices::devices;
use crate::pages::office::organization::{permit, status_tag};
use crate::parts::form::field::Field;
use crate::parts::form::input::typed;
use crate::parts::form::question::{Answers, Question};
use crate::parts::layout::link::Link;
use crate::parts::layout::page::{buttons, or_nothing, page};
use crate::parts::layout::table::table;
use crate::parts::notice::waiting::answered;
use crate::route::{OrganizationAct, Route, Whose};
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::office::organization::{Organization, OrganizationDetail, SetDeviceQuota};
use domain::account::Permission;
use domain::id::OrganizationId;
use domain::organization::OrganizationStatus;
use yew::prelude::*;

const TRAIL: (Route, &str) = (Route::Organizations, "利用組織");

/// The list with its search.
#[component]
pub fn OrganizationsPage() -> Html {
    let node = use_node_ref();
    let asked = use_state_eq(|| (String::new(), None::<String>));
    let (text, cursor) = (*asked).clone();
    let list = use_answer(format!("{text} {cursor:?}"), {
        let text = text.clone();
        move || async move { city::organizations(&text, cursor).await }
    });
    let onsubmit = {
        let (asked, node) = (asked.clone(), node.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asked.set((typed(&node).trim().to_owned(), None));
        })
    };
    let next = Callback::from(move |cursor| asked.set((text.clone(), Some(cursor))));
    let body = html! {
        <>
            <form class="search" role="search" {onsubmit} novalidate=true>
                <Field id="query" label="事業所の名称、事業所番号" required=false {node} kind="search" support="一部だけでも探せます。" />
                <div class="search-buttons"><button type="submit" class="button">{ "探す" }</button></div>
            </form>
            { answered(&list, |list| html! {
                <>{ shown(list.organizations.len()) }{ organizations(&list.organizations) }{ next_page_button(list.next_cursor.clone(), next) }</>
            }) }
        </>
    };
    page("利用組織", &[], body)
}

/// How many there are, said to whoever does not see the table change.
fn shown(number: usize) -> Html {
    html! {
        if number > 0 {
            <p class="result" role="status">{ format!("{number}件を表示しています。") }</p>
        }
    }
}

/// The organizations as a table.
pub fn organizations(list: &[Organization]) -> Html {
    let row = |organization: &Organization| {
        vec![
            html! {
                <>
                    <Link to={Route::Organization { id: organization.id }}>{ &organization.name }</Link>
                    <span class="kana number">{ &organization.office_number }</span>
                </>
            },
            organization.service_code.label.clone().into(),
            status_tag(organization),
            format!("{}／{}台", organization.active_devices, organization.device_quota).into(),
        ]
    };
    or_nothing(
        list.is_empty(),
        "当てはまる利用組織はありません。",
        || {
            table(
                "利用組織",
                &["事業所", "サービスの種類", "状態", "端末"],
                list.iter().map(row),
            )
        },
    )
}

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub id: OrganizationId,
}

/// One organization.
#[component]
pub fn OrganizationPage(props: &Props) -> Html {
    let id = props.id;
    let may_manage = use_context::<AppContext>().is_some_and(|context| context.may(Permission::ManageOrganizations));
    let found = use_answer(id.to_string(), move || city::organization(id));
    let body = answered(&found, |found| {
        html! {
            <>
                { organization(found, may_manage) }
                if may_manage { <Notices of={LettersOf::Organization(id)} /> }
            </>
        }
    });
    page("利用組織の登録内容", &[TRAIL], body)
}

/// An organization with its people and devices.
pub fn organization(found: &OrganizationDetail, may_manage: bool) -> Html {
    let OrganizationDetail {
        organization,
        staff,
        devices: list,
    } = found;
    let whose = Whose::Of(organization.id);
    let ways = acts(organization).into_iter().filter(|_| may_manage);
    html! {
        <>
            <section class="panel" aria-label="概要">{ permit(organization) }</section>
            { buttons(ways.map(|act| (Route::ChangeOrganization { id: organization.id, act }, act.name_ja()))) }
            <section class="panel" aria-labelledby="staff-h"><h2 id="staff-h">{ "職員" }</h2>{ accounts(whose, staff) }</section>
            <section class="panel" aria-labelledby="devices-h"><h2 id="devices-h">{ "端末" }</h2>{ devices(whose, list) }</section>
        </>
    }
}

/// What can be done with an organization in its state. The server decides again.
pub fn acts(organization: &Organization) -> Vec<OrganizationAct> {
    let Some(status) = OrganizationStatus::from_code(&organization.status.code) else {
        return Vec::new();
    };
    let next = |act: OrganizationAct| match act {
        OrganizationAct::DeviceQuota => status != OrganizationStatus::Closed,
        OrganizationAct::Suspension => status.may_become(OrganizationStatus::Suspended),
        OrganizationAct::Reinstatement => status.may_become(OrganizationStatus::Permitted),
        OrganizationAct::Closure => status.may_become(OrganizationStatus::Closed),
    };
    OrganizationAct::ALL.iter().copied().filter(|act| next(*act)).collect()
}

const NEW_QUOTA: &[Question] = &[
    QUOTA,
    Question {
        id: "reason",
        label: "理由",
        support: "例：職員の増員による申出。記録に残ります。",
        max_length: 400,
        ..Question::PLAIN
    },
    VISIBLE_TO_ORGANIZATION,
];

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct ChangeProps {
    pub id: OrganizationId,
    pub act: OrganizationAct,
}

/// Changing an organization.
#[component]
pub fn OrganizationChangePage(props: &ChangeProps) -> Html {
    let ChangeProps { id, act } = *props;
    let found = use_answer(id.to_string(), move || city::organization(id));
    let leave = use_leaving();
    let back = Route::Organization { id };
    let body = answered(&found, |found| {
        let leave = leave.clone();
        let done = Callback::from(move |_: Outcome| leave.emit((back, "変更しました。".to_owned())));
        let mut known = Answers::default();
        known.set("quota", found.organization.device_quota.to_string());
        let etag = found.organization.etag.clone();
        let change = Callback::from(move |answers: Answers| {
            let why = why(&answers);
            match (act, answers.get("quota").parse()) {
                (OrganizationAct::DeviceQuota, Ok(device_quota)) => city::set_device_quota(
                    id,
                    &SetDeviceQuota {
                        device_quota,
                        reason: why.reason,
                        tell_organization: why.visible_to_organization,
                    },
                    &etag,
                ),
                _ => city::act_on_organization(id, act, why),
            }
        });
        let questions = if act == OrganizationAct::DeviceQuota {
            NEW_QUOTA
        } else {
            REASON_FOR_ORGANIZATION
        };
        html! {
            <Confirm {questions} {known} button={act.name_ja()} {back} {change} {done}>
                <section class="panel" aria-label="対象">{ permit(&found.organization) }</section>
                <p>{ consequence(act) }</p>
            </Confirm>
        }
    });
    page(act.name_ja(), &[TRAIL, (back, "登録内容")], body)
}

fn consequence(act: OrganizationAct) -> &'static str {
    match act {
        OrganizationAct::DeviceQuota => {
            "使っている台数より少なくしても、登録済みの端末は使えます。新しい端末は登録できなくなります。"
        }
        OrganizationAct::Suspension => "この利用組織の職員は全員、すぐに使えなくなります。あとで再開できます。",
        OrganizationAct::Reinstatement => "この利用組織の職員が、また使えるようになります。",
        OrganizationAct::Closure => {
            "この利用組織の職員は全員使えなくなり、端末はすべて失効します。元に戻すことはできません。"
        }
    }
}
