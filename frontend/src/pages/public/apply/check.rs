//! Everything once more before it is sent, each answer with the way to change it.

use super::draft::Draft;
use crate::api;
use crate::pages::public::public_state::PublicState;
use crate::parts::form::question::{Answers, Question};
use crate::parts::form::question_form::QuestionForm;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::markup::{notice, words};
use crate::route::{ApplyStep, Route};
use contract::enrolment::usage_application::UsageApplicationCorrection;
use std::rc::Rc;
use yew::prelude::*;

/// Nothing is asked here but to look.
const NOTHING: &[Question] = &[];

/// The page before sending.
pub fn check(state: &PublicState) -> Html {
    let draft = &*state.draft;
    let reason = draft
        .correcting
        .as_ref()
        .and_then(|correcting| correcting.0.reason.clone());
    let button = match &draft.correcting {
        Some(_) => "この内容で再提出する",
        None => "この内容で申請する",
    };
    let onanswer = {
        let state = state.clone();
        Callback::from(move |_: Answers| Some(Box::pin(send(state.clone())) as _))
    };
    html! {
        <>
            <Heading title="申請の内容の確認">{ "申請の内容の確認" }</Heading>
            <QuestionForm key="check" questions={NOTHING} {button} {onanswer}>
                { for reason.map(|reason| notice("notice-warning", "市からの連絡", words("", reason))) }
                { words("lead", "まだ送信していません。間違いがないか確かめてください。") }
                <dl class="facts check">{ rows(draft) }</dl>
            </QuestionForm>
        </>
    }
}

/// Once sent, the draft is gone: going back leads to the beginning.
async fn send(state: PublicState) -> api::Answer<()> {
    let draft = &*state.draft;
    let application = draft.application();
    let receipt = match draft.correcting.as_deref() {
        None => api::public::apply(&application).await?,
        Some((status, secret)) => {
            let correction = UsageApplicationCorrection {
                reference: status.reference.clone(),
                secret: secret.clone(),
                application,
            };
            api::public::correct(&correction).await?
        }
    };
    state.found.set(None);
    state.draft.set(Draft {
        receipt: Some(Rc::new(receipt)),
        ..Draft::default()
    });
    if let Some(navigator) = &state.navigator {
        navigator.replace(&Route::ApplyStep { step: ApplyStep::Done });
    }
    Ok(())
}

/// Name, answer, and the page to change it on; the office of a correction stays as it is.
fn rows(draft: &Draft) -> Html {
    let answer = |id: &str| draft.answers.get(id).to_owned();
    let office_step = |step| draft.correcting.is_none().then_some(step);
    let (service, name) = match (draft.office(), draft.correcting.as_deref()) {
        (Some(office), _) => (
            office.service_code.label.clone(),
            format!("{}\n{}", office.name, office.address),
        ),
        (None, Some((status, _))) => (status.service_code.label.clone(), status.office_name.clone()),
        (None, None) => Default::default(),
    };
    let mail = Some(answer("contactMail")).filter(|mail| !mail.is_empty());
    let rows = [
        ("事業所番号", answer("officeNumber"), office_step(ApplyStep::Office)),
        ("サービスの種類", service, office_step(ApplyStep::Kind)),
        ("事業所", name, None),
        (
            "利用組織管理者",
            answer("administratorName"),
            Some(ApplyStep::Administrator),
        ),
        (
            "氏名のカナ",
            answer("administratorKana"),
            Some(ApplyStep::Administrator),
        ),
        ("電話番号", answer("contactPhone"), Some(ApplyStep::Contact)),
        (
            "メールアドレス",
            mail.unwrap_or_else(|| "なし".to_owned()),
            Some(ApplyStep::Contact),
        ),
        (
            "端末の台数",
            format!("{}台", answer("devices")),
            Some(ApplyStep::Devices),
        ),
        (
            "利用規約",
            format!("同意する（版 {}）", answer("termsVersion")),
            Some(ApplyStep::Terms),
        ),
    ];
    rows.into_iter().map(row).collect()
}

fn row((label, text, step): (&'static str, String, Option<ApplyStep>)) -> Html {
    html! {
        <div>
            <dt>{ label }</dt>
            <dd>
                <span class="check-answer">{ text }</span>
                if let Some(step) = step {
                    <Link to={Route::ApplyStep { step }} class="check-change">{ "変更" }<span class="for-reader">{ format!("（{label}）") }</span></Link>
                }
            </dd>
        </div>
    }
}
