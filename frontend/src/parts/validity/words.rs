//! What is said in words of the end of a validity and of what follows it. Which of it is true is the server's knowledge.

use contract::clients::continuity::{ContinuityEntry, ForecastEntry, UsualDays};
use domain::calendar::day::Day;

/// 「認定の有効期間は令和8年10月31日で満了しています。更新申請の結果を待っています（結果は11月1日にさかのぼります）。」
pub fn ended(entry: &ContinuityEntry) -> String {
    let end = era(entry.ends_on);
    format!("認定の有効期間は{end}で満了しています。{}", after_the_end(entry))
}

fn after_the_end(entry: &ContinuityEntry) -> String {
    match entry.filing.code.as_str() {
        "open" => {
            let kind = entry.application_kind.as_ref().map_or("", |kind| kind.label.as_str());
            let from = entry
                .effective_from
                .map(|day| format!("（結果は{}月{}日にさかのぼります）", day.month(), day.day()));
            format!("{kind}申請の結果を待っています{}。", from.unwrap_or_default())
        }
        "decided" => "結果は決まっています。市から認定の内容が届くのを待っています。".to_owned(),
        "none" => "その後の申請の記録がありません。".to_owned(),
        _ => "その後の申請の進捗を確認できません。".to_owned(),
    }
}

/// 「更新申請済み（R8.9.10）」, 「未申請」, or that nothing can be said.
pub fn filing(entry: &ContinuityEntry) -> String {
    let state = &entry.filing.label;
    match (&entry.application_kind, entry.applied_on) {
        (Some(kind), Some(on)) => format!("{}{state}（{}）", kind.label, on.wareki_short()),
        _ => state.clone(),
    }
}

/// 「市の中央値 24日（9割は41日以内）」.
pub fn usual(days: &UsualDays) -> String {
    format!(
        "{}：市の中央値 {}日（9割は{}日以内）",
        days.part, days.median_days, days.ninetieth_days
    )
}

/// 「令和8年6月26日（2026年）ごろ（延期通知の見込日）」.
pub fn forecast(entry: &ForecastEntry) -> String {
    format!(
        "{} ごろ（{}）",
        entry.expected_on.wareki_long(),
        entry.forecast_basis.label
    )
}

/// 「令和8年10月31日」.
fn era(day: Day) -> String {
    let long = day.wareki_long();
    long.split('（').next().unwrap_or_default().to_owned()
}

/// 「あと11日」, 「今日まで」, or how long it is over.
pub fn left(days: i64) -> String {
    match days {
        ..0 => format!("{}日経過", -days),
        0 => "今日まで".to_owned(),
        _ => format!("あと{days}日"),
    }
}
