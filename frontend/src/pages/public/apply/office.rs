//! The office: its number, then which of the services under that number. What the office master knows is shown, and why
//! some services cannot be chosen.

use super::asked::{KIND, KIND_OF_UNSURE_NUMBER, OFFICE};
use super::draft::Draft;
use crate::api;
use crate::pages::public::public_state::PublicState;
use crate::parts::form::question::Answers;
use crate::parts::form::question_form::QuestionForm;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::markup::{notice, points, words};
use crate::route::{ApplyStep, Route};
use contract::enrolment::office_lookup::{FoundOffice, OfficeLookup, OfficeSearch};

use std::rc::Rc;
use yew::prelude::*;

/// The number, which is looked up.
pub fn number(state: &PublicState) -> Html {
    let known = state.draft.answers.clone();
    let onanswer = {
        let state = state.clone();
        Callback::from(move |mut answers: Answers| {
            let state = state.clone();
            Some(Box::pin(async move {
                let office_number = answers.get("officeNumber").to_owned();
                let lookup = api::public::find_office(&OfficeSearch { office_number }).await?;
                answers.set("serviceCode", String::new());
                answers.set("checkDigitConfirmed", String::new());
                let draft = (*state.draft).clone();
                state.keep(Draft {
                    answers: draft.answers.clone().with(answers),
                    lookup: Some(Rc::new(lookup)),
                    ..draft
                });
                Ok(())
            }) as _)
        })
    };
    html! {
        <>
            <Heading title="事業所番号">{ "事業所番号" }</Heading>
            <QuestionForm key="office" questions={OFFICE} {known} button="事業所を調べる" {onanswer} />
        </>
    }
}

/// The service.
pub fn kind(state: &PublicState) -> Html {
    let Some(lookup) = state.draft.lookup.clone() else {
        return Html::default();
    };
    let mut admitted = lookup.offices.iter().filter(|office| office.admitted).peekable();
    let Some(first) = admitted.peek().copied() else {
        return nothing_to_choose(&lookup, &state.info.contact);
    };
    let options: Vec<_> = admitted
        .map(|office| (office.service_code.code.clone(), option(office)))
        .collect();
    let mut known = state.draft.answers.clone();
    if options.len() == 1 {
        // The only one there is needs no choosing.
        known.set("serviceCode", first.service_code.code.clone());
    }
    let onanswer = {
        let state = state.clone();
        Callback::from(move |answers: Answers| {
            let draft = (*state.draft).clone();
            state.keep(Draft {
                answers: draft.answers.clone().with(answers),
                ..draft
            });
            None
        })
    };
    let sure = lookup.check_digit_holds;
    html! {
        <>
            <Heading title="事業所の確認">{ "事業所の確認" }</Heading>
            <QuestionForm key="kind" questions={if sure { KIND } else { KIND_OF_UNSURE_NUMBER }} {known} {options}
                button="この事業所で申請する" {onanswer}>
                { words("lead", format!("事業所番号 {}", lookup.office_number)) }
                if !sure {
                    { notice("notice-warning", "番号の打ち間違いかもしれません", words("", UNSURE)) }
                }
                { not_admitted(&lookup) }
            </QuestionForm>
            <p><Link to={Route::ApplyStep { step: ApplyStep::Office }}>{ "番号を入力し直す" }</Link></p>
        </>
    }
}

const UNSURE: &str =
    "最後の1桁が、ほかの桁から計算した数と合いません。下の名称と住所を見て、ご自分の事業所かどうか確かめてください。";

fn option(office: &FoundOffice) -> Html {
    html! {
        <>
            <strong>{ &office.service_code.label }</strong>
            <span class="choice-more">{ &office.name }</span>
            <span class="choice-more">{ &office.address }</span>
            <span class="choice-more">{ format!("出典　{}", sources(office)) }</span>
        </>
    }
}

/// Where the city knows the office from.
fn sources(office: &FoundOffice) -> String {
    let named: Vec<&str> = office.sources.iter().map(|source| source.label.as_str()).collect();
    named.join("、")
}

/// The services that are known but cannot be chosen, with the reason.
fn not_admitted(lookup: &OfficeLookup) -> Html {
    let others: Vec<AttrValue> = lookup
        .offices
        .iter()
        .filter(|office| !office.admitted)
        .map(|office| format!("{}（{}）", office.service_code.label, office.name).into())
        .collect();
    if others.is_empty() {
        return Html::default();
    }
    let why = words(
        "",
        "このシステムを利用できるのは、市が認めた種類のサービス（おもにケアプランを作るもの）だけです。",
    );
    notice(
        "notice-info",
        "この番号の、申請できないサービス",
        html! { <>{ points(others) }{ why }</> },
    )
}

fn nothing_to_choose(lookup: &OfficeLookup, contact: &str) -> Html {
    let unknown = lookup.offices.is_empty();
    let title = if unknown {
        "事業所が見つかりません"
    } else {
        "申請できるサービスがありません"
    };
    let help = if unknown {
        format!(
            "番号が正しいのに見つからないとき（指定を受けたばかりなど）は、申請書を紙で提出できます。{contact} に相談してください。"
        )
    } else {
        format!("分からないことは、{contact} に相談してください。")
    };
    html! {
        <>
            <Heading {title}>{ title }</Heading>
            { words("lead", format!("事業所番号 {}", lookup.office_number)) }
            if unknown {
                { words("", "国が公表している事業所の一覧に、この番号がありません。") }
            }
            if unknown && !lookup.check_digit_holds {
                { words("", "最後の1桁が、ほかの桁から計算した数と合いません。打ち間違いがないか確かめてください。") }
            }
            { not_admitted(lookup) }
            { words("", help) }
            <p><Link to={Route::ApplyStep { step: ApplyStep::Office }} class="button">{ "番号を入力し直す" }</Link></p>
        </>
    }
}
