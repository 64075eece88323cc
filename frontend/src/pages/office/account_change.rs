//! Changing one account: another role, a stop and its end, departure, new provisional credentials.

use crate::api::{Outcome, office};
use crate::pages::change::command::use_leaving;
use crate::pages::change::confirm::{Confirm, REASON, REASON_FOR_ORGANIZATION, REMARK, why};
use crate::pages::office::accounts::{OneProps, described, not_in_list, parent_page, title};
use crate::pages::office::invite::OFFICE_ROLE;
use crate::parts::credential::shown_once::{credentials, shown_once_notice};
use crate::parts::form::question::Answers;
use crate::parts::layout::page::{button, page};
use crate::parts::notice::waiting::answered;
use crate::route::{AccountAct, Route, Whose};
use crate::waiting::use_answer;
use contract::office::account::{ChangeRole, ProvisionalCredentials, StaffMember};
use domain::account::Role;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    /// The account.
    pub one: OneProps,
    pub act: AccountAct,
}

/// The question before the change.
#[component]
pub fn AccountChangePage(props: &Props) -> Html {
    let Props { one, act } = *props;
    let OneProps { whose, id } = one;
    let list = use_answer(whose.to_string(), move || office::staff(whose));
    let made = use_state(|| None::<Rc<ProvisionalCredentials>>);
    let leave = use_leaving();
    let done = {
        let made = made.clone();
        Callback::from(move |outcome| match outcome {
            Outcome::Credentials(credentials) => made.set(Some(Rc::new(credentials))),
            _ => leave.emit((Route::Account { whose, id }, "変更しました。".to_owned())),
        })
    };
    let name = answered(&list, |list| match list.staff.iter().find(|member| member.id == id) {
        None => not_in_list(),
        Some(member) => match &*made {
            Some(made) => html! {
                <>{ shown_once_notice() }{ credentials(&member.name, made) }{ button(Route::Account { whose, id }, "渡し終えた") }</>
            },
            None => question(one, act, member, done),
        },
    });
    let title = if made.is_some() {
        "仮ログインIDと仮パスワード"
    } else {
        act.name_ja()
    };
    page(
        title,
        &[parent_page(whose), (Route::Account { whose, id }, "登録内容")],
        name,
    )
}

fn question(OneProps { whose, id }: OneProps, act: AccountAct, member: &StaffMember, done: Callback<Outcome>) -> Html {
    let questions = match (act, whose) {
        (AccountAct::Role, _) => OFFICE_ROLE,
        (_, Whose::Office) => REMARK,
        (_, Whose::City) => REASON,
        (_, Whose::Of(_)) => REASON_FOR_ORGANIZATION,
    };
    let mut known = Answers::default();
    known.set("role", member.role.code.clone());
    let etag = member.etag.clone();
    let change = Callback::from(
        move |answers: Answers| match (act, Role::from_code(answers.get("role"))) {
            (AccountAct::Role, Some(role)) => office::change_role(id, &ChangeRole { role }, &etag),
            _ => office::account(whose, id, act, why(&answers)),
        },
    );
    html! {
        <Confirm {questions} {known} button={act.name_ja()} back={Route::Account { whose, id }} {change} {done}>
            <section class="panel" aria-label={title(whose)}>{ described(member) }</section>
            <p>{ consequence(act) }</p>
        </Confirm>
    }
}

/// What will follow.
pub fn consequence(act: AccountAct) -> &'static str {
    match act {
        AccountAct::Role => "次の操作から新しい権限になります。",
        AccountAct::Credentials => {
            "今のログインIDとパスワードはすぐに使えなくなり、ログイン中の画面も終わります。新しい仮ログインIDと仮パスワードを\
             次の画面に1回だけ表示します。"
        }
        AccountAct::Suspension => "ログインできなくなり、ログイン中の画面もすぐに終わります。あとで再開できます。",
        AccountAct::Reinstatement => "今までのログインIDとパスワードで、またログインできるようになります。",
        AccountAct::Departure => {
            "今日で利用を終わりにします。ログイン中の画面もすぐに終わります。元に戻すことはできません。"
        }
    }
}
