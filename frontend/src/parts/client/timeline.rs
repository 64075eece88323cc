//! The certifications of the last years as a bar. It repeats the table below it, so a screen reader passes it over.

use crate::parts::layout::styled::Styled;
use contract::clients::certification::CertificationEntry;
use domain::calendar::day::Day;
use yew::prelude::*;

/// How far back the bar reaches.
const YEARS_BACK: i64 = 4;

/// One stretch of the bar, in hundredths of a percent from its left end, so that no fraction is lost in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins.
    pub from: i64,
    /// How long it is.
    pub length: i64,
    /// What it says.
    pub label: String,
    /// Whether it is in force today.
    pub current: bool,
}

/// The stretches and where today is; nothing if no certification reaches into the last years.
pub fn stretches(certifications: &[CertificationEntry], today: Day) -> Option<(Vec<Stretch>, i64)> {
    let shown: Vec<_> = certifications
        .iter()
        .filter(|entry| entry.summary.status.code != "revoked")
        .map(|e| &e.summary)
        .collect();
    let earliest = shown.iter().map(|summary| summary.valid_from).min()?;
    let first = earliest.max(today.add_days(-365 * YEARS_BACK));
    let open_end = today.add_days(365);
    let last = shown
        .iter()
        .map(|summary| summary.valid_to.unwrap_or(open_end))
        .max()?
        .max(today.add_days(30));
    let whole = first.days_until(last).max(1);
    let at = |day: Day| 10_000 * first.days_until(day).clamp(0, whole) / whole;
    let mut stretches: Vec<_> = shown
        .iter()
        .filter_map(|summary| {
            let from = at(summary.valid_from);
            let until = summary.valid_to.map_or(10_000, |last| at(last.add_days(1)));
            (until > from).then(|| Stretch {
                from,
                length: until - from,
                label: summary.care_level.label.clone(),
                current: summary.status.code == "current",
            })
        })
        .collect();
    stretches.sort_by_key(|stretch| stretch.from);
    Some((stretches, at(today)))
}

/// The bar.
pub fn timeline(certifications: &[CertificationEntry], today: Option<Day>) -> Html {
    let Some((stretches, now)) = today.and_then(|today| stretches(certifications, today)) else {
        return Html::default();
    };
    let percent = |hundredths: i64| format!("{}.{:02}%", hundredths / 100, hundredths % 100);
    html! {
        <div class="timeline" aria-hidden="true">
            <div class="timeline-bar">
                { for stretches.iter().map(|stretch| html! {
                    <Styled
                        class={classes!("stretch", stretch.current.then_some("is-current"))}
                        measures={format!("left:{};width:{}", percent(stretch.from), percent(stretch.length))}
                    >
                        { &stretch.label }
                    </Styled>
                }) }
                <Styled class="timeline-today" measures={format!("left:{}", percent(now))}><span>{ "今日" }</span></Styled>
            </div>
        </div>
    }
}
