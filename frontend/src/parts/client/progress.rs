//! How an application stands: the days so far against the legal 30, the reason of a postponement, the steps.

use crate::parts::client::freshness::freshness;
use crate::parts::client::steps::{Stand, Step, steps};
use crate::parts::date;
use crate::parts::insured::application_details::application_details;
use crate::parts::layout::more::more;
use crate::parts::layout::styled::Styled;
use contract::clients::certification::{ApplicationProgress, MilestoneEntry, ProgressList};
use domain::calendar::day::Day;
use yew::prelude::*;

/// The stage of an application whose dates contradict each other, so that nothing can be counted from them.
const UNCLEAR: &str = "unclear";

/// Everything about a person's applications.
pub fn progress(list: &ProgressList) -> Html {
    let Some((latest, earlier)) = list.applications.split_first() else {
        return html! { <><p>{ "このシステムに記録された申請はありません。" }</p>{ freshness(&list.freshness) }</> };
    };
    html! {
        <>
            { current(list) }
            { application(latest) }
            if !earlier.is_empty() {
                { more(format!("これより前の申請（{}件）", earlier.len()), earlier.iter().map(application).collect()) }
            }
            { freshness(&list.freshness) }
        </>
    }
}

/// If nothing is open, that is said first: a finished application must not look like the one that is due.
fn current(list: &ProgressList) -> Html {
    let open = list
        .applications
        .iter()
        .any(|application| application.open || application.stage.code == UNCLEAR);
    html! { if !open { <p class="notice notice-info">{ "いま進んでいる申請はありません。下は前回の申請です。" }</p> } }
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
                { outlook(application) }
            }
            { application_details(application) }
            <ol class="steps" aria-label="申請の進み具合">{ for steps(application).iter().map(step) }</ol>
            { all_days(&application.milestones) }
        </article>
    }
}

/// Days so far: in words, and, where a day runs by which it is to be decided, as a bar that reaches from the application to
/// the later of today and that day.
fn elapsed(application: &ApplicationProgress) -> Html {
    let days = application.elapsed_days;
    html! {
        <div class={classes!("elapsed", application.overdue.then_some("is-over"), (over(application) > Some(0)).then_some("has-over"))}>
            <p class="elapsed-words">
                <span class="keep">
                    { if application.open { "申請から " } else { "申請から終了まで " } }<strong>{ days }</strong>{ "日" }
                </span>{ " " }
                <span class="keep">{ against_limit(application) }</span>
            </p>
            { application.due_on.map(|due_on| bar(application, due_on)).unwrap_or_default() }
        </div>
    }
}

/// Days beyond the day by which it is to be decided, negative before it; none where no such day runs.
fn over(application: &ApplicationProgress) -> Option<i64> {
    let line = application.applied_on.days_until(application.due_on?);
    Some(application.elapsed_days - line)
}

fn bar(application: &ApplicationProgress, due_on: Day) -> Html {
    let days = application.elapsed_days;
    let line = application.applied_on.days_until(due_on);
    let scale = days.max(line).max(1);
    let percent = |part: i64| 100 * part.clamp(0, scale) / scale;
    let due = if renews(application) {
        "有効期間の満了日 "
    } else {
        "30日目 "
    };
    html! {
        <>
            <div class="elapsed-bar" aria-hidden="true">
                <Styled class="elapsed-fill" measures={format!("width:{}%", percent(days.min(line)))} />
                <Styled class="elapsed-over" measures={format!("left:{}%", percent(line))} />
                <Styled class="elapsed-line" measures={format!("left:{}%", percent(line))} />
            </div>
            <p class="fine">{ due }{ date::long(due_on) }</p>
        </>
    }
}

/// Whether it is held against the end of the validity and not against the 30 days.
fn renews(application: &ApplicationProgress) -> bool {
    application
        .due_basis
        .as_ref()
        .is_some_and(|basis| basis.code == "end-of-validity")
}

fn against_limit(application: &ApplicationProgress) -> String {
    let Some(over) = over(application) else {
        return String::new();
    };
    let renews = renews(application);
    match (application.open, over) {
        (true, 1..) if renews => format!("有効期間の満了日を{over}日超過しています"),
        (true, 1..) => format!("申請から30日を{over}日超過しています"),
        (true, 0) if renews => "今日が有効期間の満了日です".to_owned(),
        (true, 0) => "今日が30日目です".to_owned(),
        (true, _) if renews => format!("有効期間の満了まで あと{}日", -over),
        (true, _) => format!("30日目まで あと{}日", -over),
        (false, 1..) if renews => format!("有効期間の満了日を{over}日超過しました"),
        (false, 1..) => format!("申請から30日を{over}日超過しました"),
        (false, _) if renews => "有効期間の満了日までに決まりました".to_owned(),
        (false, _) => "30日以内でした".to_owned(),
    }
}

/// What an open application waits for by the city's own word, and when its result is expected; why it was turned down.
fn outlook(application: &ApplicationProgress) -> Html {
    if !application.open {
        return html! {
            if let Some(reason) = &application.rejection_reason {
                <p class="notice notice-info">{ format!("却下の理由：{}", reason.label) }{ after_rejection(&reason.code) }</p>
            }
        };
    }
    html! { <>{ postponement(application) }{ forecasts(application) }</> }
}

fn after_rejection(reason: &str) -> &'static str {
    match reason {
        "level-unchanged" => "。これまでの認定が続きます。",
        _ => "",
    }
}

fn postponement(application: &ApplicationProgress) -> Html {
    html! {
        if let Some(notice) = application.postponements.first() {
            <div class="notice notice-warning">
                <p class="notice-title">{ "延期通知が出ています" }</p>
                <dl class="facts">
                    <div><dt>{ "理由" }</dt><dd>{ &notice.reason.label }</dd></div>
                    <div><dt>{ "通知日" }</dt><dd>{ date::long(notice.noticed_on) }</dd></div>
                    <div><dt>{ "通知の見込日" }</dt><dd>{ date::long(notice.expected_on) }</dd></div>
                    if application.postponements.len() > 1 {
                        <div><dt>{ "延期の回数" }</dt><dd>{ format!("{}回", application.postponements.len()) }</dd></div>
                    }
                </dl>
            </div>
        }
    }
}

fn forecasts(application: &ApplicationProgress) -> Html {
    if application.forecasts.is_empty() {
        return html! { <p class="forecast">{ &application.outlook.label }{ "。" }</p> };
    }
    html! {
        <dl class="facts forecast">
            { for application.forecasts.iter().map(|forecast| html! {
                <div>
                    <dt>{ "結果の見込み" }</dt>
                    <dd><strong>{ date::long(forecast.expected_on) }</strong>{ format!(" ごろ（{}）", forecast.forecast_basis.label) }</dd>
                </div>
            }) }
        </dl>
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
