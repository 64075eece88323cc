//! The certification in force, large, and all of them as a bar and a table.

use crate::parts::client::freshness::freshness;
use crate::parts::client::timeline::timeline;
use crate::parts::date;
use crate::parts::validity::words;
use contract::clients::certification::{CertificationEntry, CertificationList, CertificationSummary};
use contract::clients::continuity::ContinuityEntry;
use domain::calendar::day::Day;
use yew::prelude::*;

/// Everything about a person's certifications.
pub fn certifications(list: &CertificationList, today: Option<Day>) -> Html {
    let current = list
        .certifications
        .iter()
        .find(|entry| entry.summary.status.code == "current");
    html! {
        <>
            if let Some(due) = &list.notice_due {
                <div class="notice notice-warning">
                    <p class="notice-title">{ &due.title }</p>
                    <p>{ &due.detail }</p>
                </div>
            }
            if let Some(current) = current {
                { in_force(current) }
                { renewal(current, list.continuity.as_ref()) }
            } else if let Some(ended) = &list.continuity {
                <div class="notice notice-warning">
                    <p>{ words::ended(ended) }</p>
                    if let Some(forecast) = &ended.forecast { <p>{ "結果の見込み " }{ words::forecast(forecast) }</p> }
                    if ended.provisional { <p><span class="tag tag-red">{ "暫定ケアプラン" }</span></p> }
                </div>
            } else {
                <p class="notice notice-info">{ "有効な認定の記録はありません。" }</p>
            }
            if !list.certifications.is_empty() {
                <h3>{ "認定の経過" }</h3>
                { timeline(&list.certifications, today) }
                { history(&list.certifications) }
            }
            { freshness(&list.freshness) }
        </>
    }
}

fn in_force(entry: &CertificationEntry) -> Html {
    let summary = &entry.summary;
    let fact = |name: &'static str, value: Option<Html>| match value {
        Some(value) => html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> },
        None => Html::default(),
    };
    html! {
        <div class="level">
            <p class="level-name"><span class="level-caption">{ "要介護状態区分" }</span><strong>{ &summary.care_level.label }</strong></p>
            <dl class="facts">
                <div>
                    <dt>{ "認定の有効期間" }</dt>
                    <dd>
                        { date::long_period(summary.valid_from, summary.valid_to) }
                        if let Some(months) = entry.months {
                            <span class="keep">{ format!("（{months}か月）") }</span>
                        }
                        { " " }{ days_left(summary) }
                    </dd>
                </div>
                { fact("認定日", entry.decided_on.map(date::long)) }
                { fact("みなし更新", entry.deemed_renewal.then(|| "区分変更申請を更新とみなして認定されています".into())) }
                { fact("チェックリスト実施日", entry.checklist_on.map(date::long)) }
                { fact("認定審査会の意見", Some(text_or_none(entry.board_opinion.as_deref()))) }
                { fact("サービスの種類の指定", Some(text_or_none(entry.service_restriction.as_deref()))) }
            </dl>
        </div>
    }
}

/// What follows the certification in force, once its renewal is possible.
fn renewal(current: &CertificationEntry, next: Option<&ContinuityEntry>) -> Html {
    html! {
        if let Some(next) = next {
            <p class="notice notice-info">{ words::filing(next) }{ "。" }{ &next.prospect.label }</p>
        } else if current.summary.renewable {
            <p class="notice notice-info">{ "更新後の認定が決まっています（認定の経過を見てください）。" }</p>
        }
    }
}

fn text_or_none(text: Option<&str>) -> Html {
    // What the board says may have several lines; they stay lines.
    html! { <span class="as-written">{ text.unwrap_or("なし") }</span> }
}

/// 「あと11日」 with a mark that grows with the urgency.
pub fn days_left(summary: &CertificationSummary) -> Html {
    summary.days_left.map(date::left).unwrap_or_default()
}

fn history(certifications: &[CertificationEntry]) -> Html {
    let head = |text: &'static str| html! { <th scope="col" role="columnheader">{ text }</th> };
    let day = |day: Option<Day>| day.map_or_else(|| "―".into(), date::short);
    html! {
        <table class="table cards" role="table" aria-label="認定の経過">
            <thead role="rowgroup">
                <tr role="row">{ head("要介護状態区分") }{ head("有効期間") }{ head("認定日") }{ head("状態") }</tr>
            </thead>
            <tbody role="rowgroup">
                { for certifications.iter().map(|entry| html! {
                    <tr role="row">
                        <th scope="row" role="rowheader">{ &entry.summary.care_level.label }</th>
                        <td role="cell" data-label="有効期間">{ date::short_period(entry.summary.valid_from, entry.summary.valid_to) }</td>
                        <td role="cell" data-label="認定日">{ day(entry.decided_on.or(entry.checklist_on)) }</td>
                        <td role="cell" data-label="状態">{ &entry.summary.status.label }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
