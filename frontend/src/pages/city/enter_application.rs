//! Entering a usage application that came on paper or by mail: the form's fields in its order, a look at all of it, the
//! number for the office.

use crate::api::{Change, Outcome, city};
use crate::pages::change::command::use_command;
use crate::pages::city::decide::QUOTA;
use crate::parts::credential::secret::Secret;
use crate::parts::credential::shown_once::shown_once_notice;
use crate::parts::date;
use crate::parts::form::day_field;
use crate::parts::form::input::half_width;
use crate::parts::form::question::{Answers, Question};
use crate::parts::form::question_form::QuestionForm;
use crate::parts::layout::page::{about, buttons, page};
use crate::parts::notice::waiting::answered;
use crate::route::Route;
use crate::waiting::use_answer;
use contract::enrolment::usage_application::{
    EnteredUsageApplication, NewUsageApplication, PublishedTerms, UsageApplicationReceipt,
};
use domain::calendar::day::Day;
use std::rc::Rc;
use yew::prelude::*;

const CHANNELS: &[(&str, &str)] = &[("counter", "窓口"), ("post", "郵送"), ("mail", "電子メール")];

/// The kinds of office that make care plans. The server knows which of them the insurer admits.
const SERVICES: &[(&str, &str)] = &[
    ("43", "居宅介護支援"),
    ("46", "介護予防支援"),
    ("73", "小規模多機能型居宅介護"),
    ("75", "介護予防小規模多機能型居宅介護"),
    ("77", "看護小規模多機能型居宅介護"),
];

const FORM: &[Question] = &[
    Question {
        id: "received",
        label: "受け付けた日",
        kind: "day",
        fault: day_field::fault,
        ..Question::PLAIN
    },
    Question {
        id: "channel",
        label: "受け付けた方法",
        choices: CHANNELS,
        ..Question::PLAIN
    },
    Question {
        id: "office",
        label: "事業所番号",
        support: "10文字。全角でも、途中に空白があってもかまいません。",
        max_length: 40,
        tidy: half_width,
        ..Question::PLAIN
    },
    Question {
        id: "service",
        label: "サービスの種類",
        choices: SERVICES,
        ..Question::PLAIN
    },
    Question {
        id: "name",
        label: "利用組織管理者の氏名",
        ..Question::PLAIN
    },
    Question {
        id: "kana",
        label: "利用組織管理者のフリガナ",
        ..Question::PLAIN
    },
    Question {
        id: "phone",
        label: "連絡先の電話番号",
        max_length: 30,
        tidy: half_width,
        ..Question::PLAIN
    },
    Question {
        id: "mail",
        label: "メールアドレス",
        required: false,
        max_length: 254,
        tidy: half_width,
        ..Question::PLAIN
    },
    Question {
        id: "devices",
        label: "使う端末の数",
        ..QUOTA
    },
    Question {
        id: "terms",
        label: "同意した利用規約の版",
        kind: "radio",
        missing: "同意した利用規約の版を選んでください。申請書の同意欄に印刷されています。",
        ..Question::PLAIN
    },
    Question {
        id: "confirmed",
        label: "検査数字が合わないと表示された番号を申請書と見比べて、間違いないことを確かめた",
        required: false,
        kind: "checkbox",
        ..Question::PLAIN
    },
];

/// The form, then the look at all of it, then the number.
#[component]
pub fn EnterApplicationPage() -> Html {
    let given = use_state(Answers::default);
    let checking = use_state_eq(|| false);
    let receipt = use_state(|| None::<Rc<UsageApplicationReceipt>>);
    let done = {
        let receipt = receipt.clone();
        Callback::from(move |outcome| {
            if let Outcome::Receipt(made) = outcome {
                receipt.set(Some(Rc::new(made)));
            }
        })
    };
    let command = use_command(done);
    let terms = use_answer(String::new(), city::published_terms);
    let trail = [(Route::UsageApplications, "利用申請")];
    if let Some(receipt) = &*receipt {
        return page("申請を受け付けました", &trail, received(receipt));
    }
    if *checking {
        let back = Callback::from(move |_: MouseEvent| checking.set(false));
        let (send, answers) = (command.send.clone(), (*given).clone());
        let onclick = Callback::from(move |_: MouseEvent| send.emit(entered(&answers)));
        let body = html! {
            <>
                { about(FORM.iter().map(|question| (question.label, shown(question, given.get(question.id))))) }
                <button type="button" class="button button-wide" {onclick} aria-disabled={command.busy.then_some("true")}>
                    { if command.busy { "送信しています…" } else { "この内容で受け付ける" } }
                </button>
                { command.notice }
                <p><button type="button" class="button button-line" onclick={back}>{ "入力に戻る" }</button></p>
            </>
        };
        return page("入力の確認", &trail, body);
    }
    let onanswer = {
        let given = given.clone();
        Callback::from(move |answers| {
            given.set(answers);
            checking.set(true);
            None
        })
    };
    let form = answered(&terms, |terms| {
        html! {
            <QuestionForm questions={FORM} known={with_terms((*given).clone(), terms)} options={versions(terms)} button="確認へ" {onanswer} />
        }
    });
    page("紙の利用申請を入力する", &trail, form)
}

/// The versions that can be chosen, the one in force first.
pub fn versions(terms: &PublishedTerms) -> Vec<(String, Html)> {
    let current = (terms.current.clone(), format!("{}（今の版）", terms.current).into());
    let earlier = terms
        .earlier
        .iter()
        .map(|version| (version.clone(), version.clone().into()));
    std::iter::once(current).chain(earlier).collect()
}

/// Where there is but one version, nobody has to choose it.
fn with_terms(mut given: Answers, terms: &PublishedTerms) -> Answers {
    if terms.earlier.is_empty() {
        given.set("terms", terms.current.clone());
    }
    given
}

/// An answer as people read it.
pub fn shown(question: &Question, answer: &str) -> Html {
    let chosen = question.choices.iter().find(|(value, _)| *value == answer);
    match (chosen, question.kind, Day::parse_iso(answer)) {
        (Some((_, words)), ..) => (*words).into(),
        (None, "day", Ok(day)) => date::long(day),
        (None, ..) if answer.is_empty() => "―".into(),
        (None, ..) => answer.to_owned().into(),
    }
}

fn entered(answers: &Answers) -> Change {
    let get = |id: &str| answers.get(id).to_owned();
    city::enter_usage_application(&EnteredUsageApplication {
        application: NewUsageApplication {
            office_number: get("office"),
            service_code: get("service"),
            administrator_name: get("name"),
            administrator_kana: get("kana"),
            contact_phone: get("phone"),
            contact_mail: Some(get("mail")).filter(|mail| !mail.is_empty()),
            // Both have been checked by their questions.
            devices: answers.get("devices").parse().unwrap_or(1),
            terms_version: get("terms"),
            check_digit_confirmed: answers.get("confirmed") == "yes",
        },
        received_on: Day::parse_iso(answers.get("received")).unwrap_or(Day::MAX),
        channel: get("channel"),
    })
}

fn received(receipt: &UsageApplicationReceipt) -> Html {
    html! {
        <>
            if receipt.secret.is_some() { { shown_once_notice() } }
            <section class="panel shown-once">
                <Secret id="reference" label="受付番号" text={receipt.reference.clone()} />
                if let Some(secret) = &receipt.secret {
                    <Secret id="following" label="確認番号（事業所が申請の状況を見るときに使います）" text={secret.clone()} />
                }
                { for receipt.warnings.iter().map(|warning| html! { <p class="notice notice-warning">{ &warning.detail }</p> }) }
            </section>
            { buttons([(Route::UsageApplications, "利用申請の一覧へ")]) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::organization::ServiceCode;

    #[test]
    fn the_offered_services_are_those_that_make_care_plans_by_their_own_names() {
        let known: Vec<_> = ServiceCode::MAKING_CARE_PLANS
            .iter()
            .map(|code| (code.as_str(), code.name_ja()))
            .collect();
        assert_eq!(SERVICES, known);
    }
}
