//! One usage application: what was applied for beside the office master, what to look at, what happened, and what this
//! reader may do.

use crate::api::city::{self, LettersOf};
use crate::pages::city::notices::Notices;
use crate::pages::city::usage_applications::state_class;
use crate::parts::date;
use crate::parts::layout::link::Link;
use crate::parts::layout::page::{buttons, page};
use crate::parts::layout::table::{facts, or_dash, table};
use crate::parts::notice::waiting::answered;
use crate::route::{ApplicationAct, Route};
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::enrolment::usage_application::{
    CityUsageApplication, ComparedField, FieldWarning, UsageApplicationDuplicate, UsageApplicationEvent,
};
use domain::id::UsageApplicationId;
use domain::insurer::PermitWord;
use yew::prelude::*;

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub id: UsageApplicationId,
}

/// One usage application, for whoever decides it.
#[component]
pub fn UsageApplicationPage(props: &Props) -> Html {
    let id = props.id;
    let context = use_context::<AppContext>();
    let word = context.map_or(PermitWord::Permit, |context| context.permit_word());
    let found = use_answer(id.to_string(), move || city::usage_application(id));
    let body = answered(
        &found,
        |application| html! { <>{ review(application) }{ ways(application, word) }</> },
    );
    page("利用申請の審査", &[(Route::UsageApplications, "利用申請")], body)
}

/// The application for the eyes of the one who decides.
pub fn review(application: &CityUsageApplication) -> Html {
    html! {
        <>
            <section class="panel" aria-label="申請">{ head(application) }</section>
            if application.organization_id.is_none() { { warnings(&application.warnings) } }
            { duplicates(&application.duplicates) }
            <section class="panel" aria-labelledby="compared-h">
                <h2 id="compared-h">{ "申請の内容と事業所台帳" }</h2>
                { compared(&application.fields) }
            </section>
            <section class="panel" aria-labelledby="history-h">
                <h2 id="history-h">{ "経過" }</h2>
                { history(&application.history) }
            </section>
        </>
    }
}

/// What an application is about.
pub fn head(application: &CityUsageApplication) -> Html {
    let line = &application.line;
    facts([
        (
            "事業所",
            html! { <>{ &line.office_name }{ "（" }<span class="number">{ &line.office_number }</span>{ "）" }</> },
        ),
        ("サービスの種類", line.service_code.label.clone().into()),
        ("受付番号", line.reference.clone().into()),
        (
            "状態",
            html! { <span class={classes!("tag", state_class(&line.state.code))}>{ &line.state.label }</span> },
        ),
        (
            "受付日",
            html! { <>{ date::long(line.received_on) }{ " " }<span class="keep">{ &line.channel.label }</span></> },
        ),
        ("使う端末の数", format!("{}台", line.devices).into()),
    ])
}

fn warnings(warnings: &[FieldWarning]) -> Html {
    html! {
        if !warnings.is_empty() {
            <div class="notice notice-warning">
                <p class="notice-title">{ "確かめること" }</p>
                <ul>{ for warnings.iter().map(|warning| html! { <li>{ &warning.detail }</li> }) }</ul>
            </div>
        }
    }
}

fn duplicates(duplicates: &[UsageApplicationDuplicate]) -> Html {
    let row = |other: &UsageApplicationDuplicate| {
        let organization = other.kind.code == "organization";
        let id = other.id.to_string();
        let to = if organization {
            id.parse().ok().map(|id| Route::Organization { id })
        } else {
            id.parse().ok().map(|id| Route::UsageApplication { id })
        };
        let words = other.reference.clone().unwrap_or_else(|| other.kind.label.clone());
        vec![
            to.map_or_else(
                || words.clone().into(),
                |to| html! { <Link {to}>{ words.clone() }</Link> },
            ),
            other.kind.label.clone().into(),
            other.service_code.label.clone().into(),
            other.state.label.clone().into(),
        ]
    };
    html! {
        if !duplicates.is_empty() {
            <section class="panel" aria-labelledby="duplicates-h">
                <h2 id="duplicates-h">{ "同じ事業所番号のもの" }</h2>
                { table("同じ事業所番号のもの", &["番号", "種別", "サービスの種類", "状態"], duplicates.iter().map(row)) }
            </section>
        }
    }
}

/// Field by field, with the verdict in words.
pub fn compared(fields: &[ComparedField]) -> Html {
    let row = |field: &ComparedField| {
        let verdict = match (&field.applied, &field.master, field.matches) {
            (None, _, _) => html! { <span class="tag tag-gray">{ "申請書になし" }</span> },
            (_, None, _) => html! { <span class="tag tag-gray">{ "台帳になし" }</span> },
            (_, _, true) => html! { <span class="tag tag-blue">{ "一致" }</span> },
            (_, _, false) => html! { <strong class="tag tag-red">{ "不一致" }</strong> },
        };
        vec![
            field.label.clone().into(),
            or_dash(field.applied.clone()),
            or_dash(field.master.clone()),
            verdict,
        ]
    };
    table(
        "申請の内容と事業所台帳",
        &["項目", "申請", "事業所台帳", "照合"],
        fields.iter().map(row),
    )
}

fn history(events: &[UsageApplicationEvent]) -> Html {
    let row = |event: &UsageApplicationEvent| {
        vec![
            date::short_moment(event.at).into(),
            event.what.label.clone().into(),
            event.who.clone().unwrap_or_else(|| "事業所".to_owned()).into(),
            or_dash(event.reason.clone()),
        ]
    };
    table(
        "経過",
        &["日時", "できごと", "行った人", "理由"],
        events.iter().map(row),
    )
}

/// What this reader may do now.
pub fn ways(application: &CityUsageApplication, word: PermitWord) -> Html {
    let may = |word: &str| application.may.iter().any(|may| may == word);
    let acts = ApplicationAct::ALL.iter().copied().filter(|act| may(&act.to_string()));
    let id = application.line.id;
    let acts: Vec<_> = acts
        .map(|act| (Route::DecideUsageApplication { id, act }, act.called(word)))
        .collect();
    html! {
        <>
            if let Some(words) = &application.may_not_approve {
                <p class="notice notice-info">{ words }</p>
            }
            if !acts.is_empty() {
                <h2>{ "決める" }</h2>
                { buttons(acts) }
            }
            if let Some(organization) = application.organization_id {
                <p><Link to={Route::Organization { id: organization }}>{ "この申請でできた利用組織を見る" }</Link></p>
            }
            if may("print-notices") { <Notices of={LettersOf::Application(id)} /> }
        </>
    }
}
