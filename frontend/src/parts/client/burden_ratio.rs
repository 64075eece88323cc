//! 負担割合証: the one in force, earlier ones, and always the notice about 給付制限.

use crate::parts::client::freshness::freshness;
use crate::parts::client::restriction::restriction;
use crate::parts::date;
use crate::parts::layout::more::more;
use contract::clients::burden_ratio::{BurdenRatioEntry, BurdenRatioList};
use yew::prelude::*;

/// Everything about a person's burden ratios.
pub fn burden_ratios(list: &BurdenRatioList) -> Html {
    let current = list.burden_ratios.iter().find(|entry| entry.current);
    let others: Vec<_> = list.burden_ratios.iter().filter(|entry| !entry.current).collect();
    html! {
        <>
            if let Some(current) = current {
                { in_force(current) }
            } else {
                <p class="notice notice-info">{ "今日有効な負担割合証の記録はありません。" }</p>
            }
            { restriction(&list.notice, &list.freshness) }
            if !others.is_empty() {
                { more(format!("ほかの期間の負担割合（{}件）", others.len()), table(&others)) }
            }
            { freshness(&list.freshness) }
        </>
    }
}

fn in_force(entry: &BurdenRatioEntry) -> Html {
    html! {
        <div class="level">
            <p class="level-name"><span class="level-caption">{ "利用者負担の割合" }</span><strong>{ format!("{}割", entry.tenths) }</strong></p>
            <dl class="facts">
                <div><dt>{ "適用期間" }</dt><dd>{ date::long_period(entry.valid_from, entry.valid_to) }</dd></div>
                if let Some(issued_on) = entry.issued_on {
                    <div><dt>{ "交付日" }</dt><dd>{ date::long(issued_on) }</dd></div>
                }
                if entry.version > 1 {
                    <div><dt>{ "変更" }</dt><dd>{ format!("さかのぼって変更されています（{}回目の交付）", entry.version) }</dd></div>
                }
            </dl>
        </div>
    }
}

fn table(entries: &[&BurdenRatioEntry]) -> Html {
    html! {
        <table class="table">
            <thead><tr><th scope="col">{ "割合" }</th><th scope="col">{ "適用期間" }</th><th scope="col">{ "交付日" }</th></tr></thead>
            <tbody>
                { for entries.iter().map(|entry| html! {
                    <tr>
                        <th scope="row">{ format!("{}割", entry.tenths) }</th>
                        <td>{ date::short_period(entry.valid_from, entry.valid_to) }</td>
                        <td>{ entry.issued_on.map_or_else(|| "―".into(), date::short) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
