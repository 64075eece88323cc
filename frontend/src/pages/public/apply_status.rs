//! How an application stands: reference and secret in, its steps with words out, and the way to correct what was
//! returned.

use crate::api;
use crate::pages::public::apply::draft::Draft;
use crate::pages::public::public_state::PublicState;
use crate::parts::client::steps::Stand;
use crate::parts::date;
use crate::parts::form::question::{Answers, Question};
use crate::parts::form::question_form::QuestionForm;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::markup::{facts, notice, said, words};
use crate::route::Route;
use contract::enrolment::usage_application::{UsageApplicationAccess, UsageApplicationStatus};
use domain::enrolment::usage_application::Reference;
use domain::person::fold_number;
use std::rc::Rc;
use yew::prelude::*;

const ACCESS: &[Question] = &[
    Question {
        id: "reference",
        label: "受付番号",
        support: "R からはじまる番号です。",
        max_length: 40,
        tidy: fold_number,
        fault: |reference| {
            reference
                .parse::<Reference>()
                .is_err()
                .then_some("受付番号に打ち間違いがあります。控えた番号と見比べて入力し直してください。")
        },
        ..Question::PLAIN
    },
    Question {
        id: "secret",
        label: "確認番号",
        support: "申請のときに受付番号と一緒に表示された番号です。大文字と小文字、ハイフンの有無は問いません。",
        max_length: 80,
        tidy: fold_number,
        ..Question::PLAIN
    },
];

const NOT_FOUND: &str = "受付番号か確認番号が違います。控えた番号と見比べて、入力し直してください。";

/// The form for the two numbers, or the application that was found with them.
pub fn apply_status_page(state: &PublicState) -> Html {
    if let Some(found) = &*state.found {
        return found_one(state, found);
    }
    let onanswer = {
        let state = state.clone();
        Callback::from(move |answers: Answers| {
            let state = state.clone();
            Some(Box::pin(async move {
                let access = UsageApplicationAccess {
                    reference: answers.get("reference").to_owned(),
                    secret: answers.get("secret").to_owned(),
                };
                let status = api::public::status(&access).await?;
                state.found.set(Some(Rc::new((status, access.secret))));
                Ok(())
            }) as _)
        })
    };
    html! {
        <>
            <Heading title="申請の状況">{ "申請の状況" }</Heading>
            { words("lead", "申請のときに控えた、2つの番号を入力してください。") }
            <QuestionForm key="status" questions={ACCESS} button="状況を見る" {onanswer} not_found={NOT_FOUND} />
            { words("fine", format!("番号が分からないときは、{} に問い合わせてください。", state.info.contact)) }
        </>
    }
}

fn found_one(state: &PublicState, found: &Rc<(UsageApplicationStatus, String)>) -> Html {
    let status = &found.0;
    let correct = Draft::of_returned(Rc::clone(found))
        .filter(|_| status.may_correct)
        .map(|draft| {
            let state = state.clone();
            Callback::from(move |_: MouseEvent| state.keep(draft.clone()))
        });
    let another = {
        let found = state.found.clone();
        Callback::from(move |_: MouseEvent| found.set(None))
    };
    let title = format!("申請の状況　{}", status.state.label);
    html! {
        <>
            <Heading title={title.clone()}>{ title }</Heading>
            { standing(status) }
            if let Some(correct) = correct {
                <p><button type="button" class="button button-wide" onclick={correct}>{ "申請を直して再提出する" }</button></p>
            }
            <p><button type="button" class="button button-line" onclick={another}>{ "番号を入力し直す" }</button></p>
            { words("fine", format!("お問い合わせの際は、受付番号 {} を伝えてください。", status.reference)) }
        </>
    }
}

/// Steps, words and facts of an application.
pub fn standing(status: &UsageApplicationStatus) -> Html {
    let (meaning, stands) = meaning(&status.state.code);
    // The label is the insurer's own word.
    let meaning = meaning.replace("〔結果〕", &status.state.label);
    let names = ["受付", "市の確認", "結果"];
    let decided = status
        .decided_at
        .map(|at| (status.state.label.clone().into(), date::moment(at).into()));
    let rows = [
        said("事業所", format!("{}（{}）", status.office_name, status.office_number)),
        said("サービスの種類", status.service_code.label.clone()),
        said("利用組織管理者", status.administrator_name.clone()),
        said("端末の台数", format!("{}台", status.devices)),
        said("受付", date::moment(status.received_at)),
    ];
    html! {
        <>
            <ol class="steps" aria-label="申請の進み具合">{ for names.into_iter().zip(stands).map(step) }</ol>
            { words("", meaning) }
            { for status.reason.clone().map(|reason| notice("notice-warning", "市からの連絡", words("", reason))) }
            if status.state.code == "approved" {
                <p><Link to={Route::Enrol} class="button">{ "端末の登録へ進む" }</Link></p>
            }
            { facts(rows.into_iter().chain(decided)) }
        </>
    }
}

/// What a state means for the office, and how far the three steps are.
fn meaning(state: &str) -> (&'static str, [Stand; 3]) {
    use Stand::{Done, Left, Now, ToCome};
    match state {
        "returned" => (
            "申請に直すところがあります。下の連絡を読んで、直してから再提出してください。",
            [Done, Now, ToCome],
        ),
        "approved" => (
            "利用が〔結果〕されました。通知書が届いたら、端末を登録してください。届かないときは、市に問い合わせてください。",
            [Done, Done, Done],
        ),
        "refused" => (
            "利用は〔結果〕になりました。理由は下のとおりです。分からないことは、市に問い合わせてください。",
            [Done, Done, Done],
        ),
        "withdrawn" => (
            "申請は取り下げられています。もう一度利用するには、新しく申請してください。",
            [Done, Left, Left],
        ),
        _ => (
            "市が内容を確認しています。終わるまでお待ちください。電話で尋ねることがあります。",
            [Done, Now, ToCome],
        ),
    }
}

fn step((name, stand): (&'static str, Stand)) -> Html {
    html! {
        <li class={classes!("step", stand.class())} aria-current={(stand == Stand::Now).then_some("step")}>
            <p class="step-head"><span class="step-name">{ name }</span><span class="step-word">{ stand.word() }</span></p>
        </li>
    }
}
