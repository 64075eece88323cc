//! The accounts of an organization or of the insurer, and one of them with what can be done with it.

use crate::api::office;
use crate::parts::date;
use crate::parts::layout::link::Link;
use crate::parts::layout::page::{buttons, lists, or_nothing, page};
use crate::parts::layout::table::{facts, or_dash, table};
use crate::parts::notice::waiting::answered;
use crate::route::{AccountAct, Route, Whose};
use crate::waiting::use_answer;
use contract::office::account::StaffMember;
use domain::account::AccountStatus;
use domain::id::AccountId;
use yew::prelude::*;

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub whose: Whose,
}

/// The heading of the list.
pub fn title(whose: Whose) -> &'static str {
    match whose {
        Whose::Office => "職員",
        Whose::City => "市の職員",
        Whose::Of(_) => "利用組織の職員",
    }
}

/// The list.
#[component]
pub fn AccountsPage(props: &Props) -> Html {
    let whose = props.whose;
    let list = use_answer(whose.to_string(), move || office::staff(whose));
    let bulk = (whose == Whose::Office).then_some((Route::Bulk, "CSVでまとめて登録する"));
    let body = html! {
        <>
            { lists(whose, Route::Accounts { whose }) }
            { buttons([(Route::Invite { whose }, "職員を招待する")].into_iter().chain(bulk)) }
            { answered(&list, |list| accounts(whose, &list.staff)) }
        </>
    };
    page(title(whose), &[], body)
}

/// The accounts as a table.
pub fn accounts(whose: Whose, staff: &[StaffMember]) -> Html {
    let row = |member: &StaffMember| {
        vec![
            html! {
                <>
                    <Link to={Route::Account { whose, id: member.id }}>{ &member.name }</Link>
                    if member.is_self { <span class="tag tag-gray">{ "あなた" }</span> }
                </>
            },
            login_id(member),
            html! { <>{ &member.role.label }if let Some(desk) = &member.desk { <span class="kana">{ desk }</span> }</> },
            status(member),
            or_dash(member.last_sign_in_at.map(date::short_moment)),
        ]
    };
    or_nothing(
        staff.is_empty(),
        "登録されている職員はいません。",
        || {
            table(
                title(whose),
                &["氏名", "ログインID", "権限", "状態", "最後のログイン"],
                staff.iter().map(row),
            )
        },
    )
}

/// Breaks anywhere: it may have 64 letters without a space.
fn login_id(member: &StaffMember) -> Html {
    html! { <span class="long">{ &member.login_id }</span> }
}

fn status(member: &StaffMember) -> Html {
    let class = match member.status.code.as_str() {
        "active" => "tag-blue",
        "suspended" => "tag-red",
        _ => "tag-gray",
    };
    html! {
        <>
            <span class={classes!("tag", class)}>{ &member.status.label }</span>
            if let Some(until) = member.provisional_until {
                <span class="kana">{ format!("仮パスワード {}まで", date::short_moment(until)) }</span>
            }
        </>
    }
}

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct OneProps {
    pub whose: Whose,
    pub id: AccountId,
}

/// One account.
#[component]
pub fn AccountPage(props: &OneProps) -> Html {
    let OneProps { whose, id } = *props;
    let list = use_answer(whose.to_string(), move || office::staff(whose));
    let body = answered(&list, |list| match list.staff.iter().find(|member| member.id == id) {
        Some(member) => account(whose, member),
        None => not_in_list(),
    });
    page("職員の登録内容", &[parent_page(whose)], body)
}

/// The screen above an account or a device, for the trail at the head of the page.
pub fn parent_page(whose: Whose) -> (Route, &'static str) {
    match whose {
        Whose::Of(id) => (Route::Organization { id }, "利用組織"),
        _ => (Route::Accounts { whose }, title(whose)),
    }
}

/// Shown in place of something that is not, or no longer, in its list.
pub fn not_in_list() -> Html {
    html! { <p class="notice notice-info">{ "見つかりません。一覧から選び直してください。" }</p> }
}

/// The facts about an account.
pub fn described(member: &StaffMember) -> Html {
    let desk = member.desk.clone().map(|desk| ("所属", desk.into()));
    let first = [
        ("氏名", member.name.clone().into()),
        ("ログインID", login_id(member)),
        ("権限", member.role.label.clone().into()),
    ];
    let last = [
        ("状態", status(member)),
        ("最後のログイン", or_dash(member.last_sign_in_at.map(date::moment))),
    ];
    facts(first.into_iter().chain(desk).chain(last))
}

/// An account with what can be done with it.
pub fn account(whose: Whose, member: &StaffMember) -> Html {
    let acts = acts(whose, member);
    html! {
        <>
            <section class="panel" aria-label="登録内容">{ described(member) }</section>
            if acts.is_empty() {
                <p>{ "変更できることはありません。" }</p>
            } else {
                <h2>{ "変更する" }</h2>
                { buttons(acts.into_iter().map(|act| (Route::ChangeAccount { whose, id: member.id, act }, act.name_ja()))) }
            }
        </>
    }
}

/// What can be done with an account on this side, in this state. The server decides again.
pub fn acts(whose: Whose, member: &StaffMember) -> Vec<AccountAct> {
    let Some(status) = AccountStatus::from_code(&member.status.code) else {
        return Vec::new();
    };
    let fits = |act: AccountAct| match act {
        AccountAct::Role => whose == Whose::Office && status.may_become(AccountStatus::Suspended),
        AccountAct::Credentials => !member.is_self && status != AccountStatus::Left,
        AccountAct::Suspension => !member.is_self && status.may_become(AccountStatus::Suspended),
        AccountAct::Reinstatement => status == AccountStatus::Suspended,
        AccountAct::Departure => status.may_become(AccountStatus::Left),
    };
    AccountAct::ALL.iter().copied().filter(|act| fits(*act)).collect()
}
