//! The four facts under a name (要介護度, 有効期間と残り日数, 進捗, 負担割合) and what there is to do. They repeat what the sections
//! below say, so that nobody has to look for it.

use crate::parts::date;
use crate::parts::validity::board::days;
use crate::parts::validity::words;
use contract::clients::burden_ratio::BurdenRatioList;
use contract::clients::certification::{ApplicationProgress, CertificationList, CertificationSummary, ProgressList};
use yew::prelude::*;

/// What has come of a person's parts so far; none while it has not, or may not be shown.
#[derive(Clone, Copy, Default)]
pub struct Facts<'a> {
    /// The results.
    pub certifications: Option<&'a CertificationList>,
    /// The applications.
    pub progress: Option<&'a ProgressList>,
    /// The burden ratios.
    pub ratios: Option<&'a BurdenRatioList>,
}

/// The four facts.
pub fn strip(facts: Facts<'_>) -> Html {
    let current = facts.certifications.and_then(current);
    html! {
        <dl class="strip" aria-label="要点">
            <div><dt>{ "要介護度" }</dt><dd>{ level(facts.certifications, current) }</dd></div>
            <div><dt>{ "有効期間" }</dt><dd>{ validity(facts.certifications, current) }</dd></div>
            <div><dt>{ "進捗" }</dt><dd>{ progress(facts.progress) }</dd></div>
            <div><dt>{ "負担割合" }</dt><dd>{ ratio(facts.ratios) }</dd></div>
        </dl>
    }
}

/// Not come yet, or not shown: the section below says which.
fn missing() -> Html {
    html! { <span aria-hidden="true">{ "―" }</span> }
}

fn current(list: &CertificationList) -> Option<&CertificationSummary> {
    list.certifications
        .iter()
        .map(|entry| &entry.summary)
        .find(|summary| summary.status.code == "current")
}

fn level(list: Option<&CertificationList>, current: Option<&CertificationSummary>) -> Html {
    let Some(list) = list else { return missing() };
    match (current, &list.continuity) {
        (Some(current), _) => html! { <strong>{ &current.care_level.label }</strong> },
        (None, Some(ended)) => html! { <>{ &ended.care_level.label }{ "（期間終了）" }</> },
        (None, None) => "有効な認定なし".into(),
    }
}

fn validity(list: Option<&CertificationList>, current: Option<&CertificationSummary>) -> Html {
    let Some(list) = list else { return missing() };
    match (current, &list.continuity) {
        (Some(current), _) => html! {
            <>
                <span class="keep">{ current.valid_to.map_or_else(|| "期限なし".into(), |last| html! { <>{ date::short(last) }{ " まで" }</> }) }</span>
                { " " }{ current.days_left.map(date::left).unwrap_or_default() }
            </>
        },
        (None, Some(ended)) => html! {
            <><span class="keep">{ date::short(ended.ends_on) }{ " に満了" }</span>{ " " }{ days(ended.days_left) }</>
        },
        (None, None) => "―".into(),
    }
}

fn progress(list: Option<&ProgressList>) -> Html {
    let Some(list) = list else { return missing() };
    match list.applications.iter().find(|application| application.open) {
        Some(open) => html! {
            <><span class="keep">{ &open.kind.label }{ "申請" }</span>{ " " }<span class="keep">{ stage(open) }</span></>
        },
        None => "申請中のものはありません".into(),
    }
}

fn stage(application: &ApplicationProgress) -> Html {
    html! { <strong>{ &application.stage.label }</strong> }
}

fn ratio(list: Option<&BurdenRatioList>) -> Html {
    let Some(list) = list else { return missing() };
    match list.burden_ratios.iter().find(|entry| entry.current) {
        Some(card) => html! { <strong>{ format!("{}割", card.tenths) }</strong> },
        None => "有効な記録なし".into(),
    }
}

/// What there is to do for this person: a sentence, the section it is about, and more of it.
pub fn to_do(list: &CertificationList) -> Vec<(String, String)> {
    let mut all = Vec::new();
    if let Some(entry) = &list.continuity {
        if entry.days_left < 0 {
            all.push((entry.prospect.label.clone(), words::ended(entry)));
        } else if entry.filing.code == "none" {
            let end = format!(
                "認定の有効期間は {} までです（{}）。",
                entry.ends_on.wareki_long(),
                words::left(entry.days_left)
            );
            all.push(("更新申請が出ていません".to_owned(), end));
        } else if entry.prospect.code == "late" {
            let expected = entry.forecast.as_ref().map(words::forecast).unwrap_or_default();
            all.push((entry.prospect.label.clone(), expected));
        }
    }
    if let Some(due) = &list.notice_due {
        all.push((due.title.clone(), due.detail.clone()));
    }
    all
}

/// 「すること」; nothing if there is nothing to do.
pub fn to_do_list(list: Option<&CertificationList>) -> Html {
    let all = list.map(to_do).unwrap_or_default();
    html! {
        if !all.is_empty() {
            <section class="notice notice-warning to-do" aria-labelledby="to-do-h">
                <h2 id="to-do-h" class="notice-title">{ "すること" }</h2>
                <ul>{ for all.iter().map(|(what, more)| html! { <li><strong>{ what }</strong><p>{ more }</p></li> }) }</ul>
            </section>
        }
    }
}
