//! Inviting somebody: name and role, then the provisional credentials, shown once.

use crate::api::{Outcome, office};
use crate::pages::change::confirm::Confirm;
use crate::pages::office::accounts::{parent_page, title};
use crate::parts::credential::shown_once::{credentials, shown_once_notice};
use crate::parts::form::question::{Answers, Question};
use crate::parts::layout::page::{buttons, page};
use crate::route::{Route, Whose};
use contract::office::account::{InviteCityStaff, InviteStaff, ProvisionalCredentials};
use domain::account::Role;
use std::rc::Rc;
use yew::prelude::*;

const fn choice(role: Role) -> (&'static str, &'static str) {
    (role.code(), role.name_ja())
}

const NAME: Question = Question {
    id: "name",
    label: "氏名",
    max_length: 60,
    ..Question::PLAIN
};

const ROLE_IN_OFFICE: Question = Question {
    id: "role",
    label: "権限",
    support: "閲覧者は進み具合と結果だけを見られ、調査票や主治医意見書は開けません。",
    choices: &[
        choice(Role::CareManager),
        choice(Role::Viewer),
        choice(Role::OrganizationAdministrator),
        choice(Role::IntegrationClient),
    ],
    ..Question::PLAIN
};

/// The role of somebody in an office.
pub const OFFICE_ROLE: &[Question] = &[ROLE_IN_OFFICE];

const IN_OFFICE: &[Question] = &[NAME, ROLE_IN_OFFICE];

const IN_CITY: &[Question] = &[
    NAME,
    Question {
        id: "role",
        label: "権限",
        choices: &[
            choice(Role::DeskClerk),
            choice(Role::CityAdministrator),
            choice(Role::Auditor),
            choice(Role::IntegrationClient),
        ],
        ..Question::PLAIN
    },
    Question {
        id: "desk",
        label: "所属（区役所・窓口など）",
        support: "窓口職員には必ず入力してください。",
        required: false,
        max_length: 60,
        ..Question::PLAIN
    },
    Question {
        id: "reason",
        label: "理由",
        support: "例：人事異動による配属。記録に残ります。",
        max_length: 400,
        ..Question::PLAIN
    },
];

/// The form, then the provisional credentials.
#[component]
pub fn InvitePage(props: &crate::pages::office::accounts::Props) -> Html {
    let whose = props.whose;
    let name = use_mut_ref(String::new);
    let made = use_state(|| None::<Rc<ProvisionalCredentials>>);
    let list = Route::Accounts { whose };
    if let Some(made) = &*made {
        let body = html! {
            <>
                { shown_once_notice() }
                { credentials(&name.borrow(), made) }
                { buttons([(list, "職員の一覧へ")]) }
            </>
        };
        return page("招待しました", &[(list, title(whose))], body);
    }
    let change = Callback::from(move |answers: Answers| {
        *name.borrow_mut() = answers.get("name").to_owned();
        invitation(whose, &answers)
    });
    let done = Callback::from(move |outcome| {
        if let Outcome::Credentials(credentials) = outcome {
            made.set(Some(Rc::new(credentials)));
        }
    });
    let questions = if whose == Whose::Office { IN_OFFICE } else { IN_CITY };
    let body = html! {
        <Confirm {questions} button="招待する" back={list} {change} {done}>
            <p>{ "仮ログインIDと仮パスワードを、次の画面に1回だけ表示します。本人に渡してください。" }</p>
        </Confirm>
    };
    page("職員を招待する", &[parent_page(whose)], body)
}

fn invitation(whose: Whose, answers: &Answers) -> crate::api::Change {
    let get = |id: &str| answers.get(id).to_owned();
    // The form offers known roles only; the least of them stands for anything else.
    let role = Role::from_code(answers.get("role"));
    if whose == Whose::Office {
        return office::invite(&InviteStaff {
            name: get("name"),
            role: role.unwrap_or(Role::Viewer),
        });
    }
    office::invite_to_city(&InviteCityStaff {
        name: get("name"),
        role: role.unwrap_or(Role::DeskClerk),
        desk: Some(get("desk")).filter(|desk| !desk.is_empty()),
        reason: get("reason"),
    })
}
