//! Clients as lines: a table on wide windows, cards on narrow ones. The roles are spelled out because browsers forget
//! them when the style sheet turns rows into cards.

use crate::parts::client::certification::days_left;
use crate::parts::date;
use crate::parts::notice::reasons::since;
use crate::parts::validity::words;
use crate::parts::whose::{ClientLink, named_in_list};
use contract::clients::client::{ApplicationBrief, ClientListItem};
use yew::prelude::*;

/// The table; `label` names it for the screen reader.
pub fn client_table(label: &str, clients: &[ClientListItem]) -> Html {
    let head = |text: &'static str| html! { <th scope="col" role="columnheader">{ text }</th> };
    html! {
        <table class="table cards clients" role="table" aria-label={label.to_owned()}>
            <thead role="rowgroup">
                <tr role="row">
                    { head("氏名") }{ head("被保険者番号") }{ head("生年月日") }
                    { head("要介護状態区分") }{ head("有効期間の終わり") }{ head("申請の進み具合") }
                </tr>
            </thead>
            <tbody role="rowgroup">{ for clients.iter().map(row) }</tbody>
        </table>
    }
}

fn row(client: &ClientListItem) -> Html {
    html! {
        <tr role="row" key={client.person_id.to_string()} id={format!("client-{}", client.person_id)}>
            <th scope="row" role="rowheader" class="client-name">
                <ClientLink named={named_in_list(client)} />
                <span class="kana">{ &client.kana }</span>
            </th>
            <td role="cell" data-label="被保険者番号"><span class="number">{ &client.insured_number }</span></td>
            <td role="cell" data-label="生年月日">{ date::short(client.birth_date) }</td>
            if client.withheld.is_empty() {
                { facts(client) }
            } else {
                <td role="cell" colspan="3" class="withheld">
                    <p class="tag tag-gray">{ "表示できません" }</p>
                    { for client.withheld.iter().map(|item| html! { <p>{ &item.detail }{ since(item) }</p> }) }
                </td>
            }
        </tr>
    }
}

fn facts(client: &ClientListItem) -> Html {
    let certification = client.certification.as_ref();
    html! {
        <>
            <td role="cell" data-label="要介護状態区分">
                { certification.map_or_else(|| "認定なし".into(), |c| html! {
                    <>
                        <strong>{ &c.care_level.label }</strong>
                        if c.status.code != "current" { <span class="keep">{ format!("（{}）", c.status.label) }</span> }
                    </>
                }) }
            </td>
            <td role="cell" data-label="有効期間の終わり">
                { certification.map_or_else(|| "―".into(), |c| html! {
                    <>{ c.valid_to.map_or_else(|| "期限なし".into(), date::short) }{ " " }{ days_left(c) }</>
                }) }
            </td>
            <td role="cell" data-label="申請の進み具合">
                { client.application.as_ref().map(brief).unwrap_or_default() }
                { next(client) }
            </td>
        </>
    }
}

/// What follows a validity that ends or has ended, if no open application says it already.
fn next(client: &ClientListItem) -> Html {
    let is_open = client.application.as_ref().is_some_and(|application| application.open);
    match &client.continuity {
        Some(next) if next.filing.code == "none" => html! { <span class="tag tag-red">{ "更新申請なし" }</span> },
        Some(next) if next.provisional => html! { <span class="tag tag-red">{ "暫定ケアプラン" }</span> },
        Some(next) if !is_open => html! { <>{ words::filing(next) }</> },
        _ if client.application.is_none() => "―".into(),
        _ => Html::default(),
    }
}

/// Beyond which day an application is.
fn beyond(application: &ApplicationBrief) -> &'static str {
    match &application.due_basis {
        Some(basis) if basis.code == "end-of-validity" => "・有効期間超過",
        _ => "・30日超過",
    }
}

/// An application in one cell: the last milestone with its day, and the days so far.
fn brief(application: &ApplicationBrief) -> Html {
    html! {
        <div class="brief">
            <span class="keep">{ &application.kind.label }{ "：" }<strong>{ &application.last_milestone.label }</strong></span>{ " " }
            <span class="keep">{ date::short(application.last_milestone_on) }</span>{ " " }
            if application.open {
                <span class={classes!("tag", if application.overdue { "tag-red" } else { "tag-blue" })}>
                    { format!("{}日経過", application.elapsed_days) }{ if application.overdue { beyond(application) } else { "" } }
                </span>
            }
        </div>
    }
}
