//! How an application stands: the days so far against the legal 30, the reason of a postponement, the steps.

use crate::parts::client::freshness::freshness;
use crate::parts::client::steps::{Stand, Step, steps};
use crate::parts::date;
use crate::parts::layout::more::more;
use crate::parts::layout::styled::Styled;
use contract::clients::certification::{ApplicationProgress, MilestoneEntry, ProgressList};
use yew::prelude::*;

/// The days within which the person must be notified of the result (介護保険法 art. 27 para. 11).
const LEGAL_DAYS: i64 = 30;

/// The stage of an application whose dates contradict each other, so that nothing can be counted from them.
const UNCLEAR: &str = "unclear";

/// Everything about a person's applications.
pub fn progress(list: &ProgressList) -> Html {
    let Some((latest, earlier)) = list.applications.split_first() else {
        return html! { <><p>{ "このシステムに記録された申請はありません。" }</p>{ freshness(&list.freshness) }</> };
    };
    html! {
        <>
            { application(latest) }
            if !earlier.is_empty() {
                { more(format!("これより前の申請（{}件）", earlier.len()), earlier.iter().map(application).collect()) }
            }
            { freshness(&list.freshness) }
        </>
    }
}

/// One application.
pub fn application(application: &ApplicationProgress) -> Html {
    html! {
        <article class="application">
            <h3>
                { format!("{}申請", application.kind.label.trim_end_matches("申請")) }
                <span class="h-note">{ date::long(application.applied_on) }{ " 申請" }</span>
            </h3>
            if application.stage.code == UNCLEAR {
                <p class="notice notice-warning">{ &application.stage.label }</p>
            } else {
                { elapsed(application) }
                { postponement(application) }
            }
            <ol class="steps" aria-label="申請の進み具合">{ for steps(application).iter().map(step) }</ol>
            { all_days(&application.milestones) }
        </article>
    }
}

/// Days so far: in words, and as a bar that reaches from the application to the later of today and the 30th day.
fn elapsed(application: &ApplicationProgress) -> Html {
    let days = application.elapsed_days;
    let scale = days.max(LEGAL_DAYS).max(1);
    let percent = |part: i64| 100 * part.clamp(0, scale) / scale;
    html! {
        <div class={classes!("elapsed", application.overdue.then_some("is-over"), (days > LEGAL_DAYS).then_some("has-over"))}>
            <p class="elapsed-words">
                <span class="keep">
                    { if application.open { "申請から " } else { "申請から終了まで " } }<strong>{ days }</strong>{ "日" }
                </span>{ " " }
                <span class="keep">{ against_limit(application) }</span>
            </p>
            <div class="elapsed-bar" aria-hidden="true">
                <Styled class="elapsed-fill" measures={format!("width:{}%", percent(days.min(LEGAL_DAYS)))} />
                <Styled class="elapsed-over" measures={format!("left:{}%", percent(LEGAL_DAYS))} />
                <Styled class="elapsed-line" measures={format!("left:{}%", percent(LEGAL_DAYS))} />
            </div>
            <p class="fine">{ "30日目 " }{ date::long(application.due_on) }</p>
        </div>
    }
}

fn against_limit(application: &ApplicationProgress) -> String {
    let over = application.elapsed_days - LEGAL_DAYS;
    match (application.open, over) {
        (true, over) if over > 0 => format!("30日を {over}日 超えています"),
        (true, 0) => "きょうが30日目です".to_owned(),
        (true, over) => format!("30日目まで あと{}日", -over),
        (false, over) if over > 0 => format!("30日を {over}日 超えました"),
        (false, _) => "30日以内でした".to_owned(),
    }
}

fn postponement(application: &ApplicationProgress) -> Html {
    if !application.open {
        return Html::default();
    }
    let latest = application.postponements.first();
    html! {
        if let Some(notice) = latest {
            <div class="notice notice-warning">
                <p class="notice-title">{ "延期通知が出ています" }</p>
                <dl class="facts">
                    <div><dt>{ "理由" }</dt><dd>{ &notice.reason.label }</dd></div>
                    <div><dt>{ "結果の見込み" }</dt><dd>{ date::long(notice.expected_on) }{ " ごろまで" }</dd></div>
                    <div><dt>{ "通知日" }</dt><dd>{ date::long(notice.noticed_on) }</dd></div>
                    if application.postponements.len() > 1 {
                        <div><dt>{ "延期の回数" }</dt><dd>{ format!("{}回", application.postponements.len()) }</dd></div>
                    }
                </dl>
            </div>
        } else if let Some(forecast) = application.forecast_on {
            <p class="forecast">{ "結果の見込み " }<strong>{ date::long(forecast) }</strong>{ " ごろ" }</p>
        }
    }
}

fn step(step: &Step) -> Html {
    html! {
        <li class={classes!("step", step.stand.class())} aria-current={(step.stand == Stand::Now).then_some("step")}>
            <p class="step-head"><span class="step-name">{ step.name }</span><span class="step-word">{ step.stand.word() }</span></p>
            { days(&step.milestones) }
            { for step.tracks.iter().map(|(name, stand, milestones)| html! {
                <div class="track">
                    <p class="track-head">{ *name }<span class="track-word">{ &stand.label }</span></p>
                    { days(milestones) }
                </div>
            }) }
        </li>
    }
}

fn days(milestones: &[MilestoneEntry]) -> Html {
    html! {
        if !milestones.is_empty() {
            <dl class="days">
                { for milestones.iter().map(|m| html! { <div><dt>{ &m.kind.label }</dt><dd>{ date::short(m.on) }</dd></div> }) }
            </dl>
        }
    }
}

/// Every date in one table, for copying into one's own records.
fn all_days(milestones: &[MilestoneEntry]) -> Html {
    let table = html! {
        <table class="table">
            <thead><tr><th scope="col">{ "日付" }</th><th scope="col">{ "できごと" }</th></tr></thead>
            <tbody>
                { for milestones.iter().map(|m| html! {
                    <tr><td>{ date::long(m.on) }</td><td>{ &m.kind.label }</td></tr>
                }) }
            </tbody>
        </table>
    };
    more("日付をすべて表で見る", table)
}
