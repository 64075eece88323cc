//! 負担限度額認定証: the stage and what a person pays at most a day.

use crate::parts::insured::counted::counted;
use contract::clients::card::CostLimit;
use yew::prelude::*;

/// The stage, and a table of amounts; a line that the card leaves empty is left out.
pub fn cost_limit(card: &CostLimit) -> Html {
    let amounts = [
        ("食費", card.meals),
        ("食費（短期入所）", card.meals_short_stay),
        ("居住費・滞在費　ユニット型個室", card.unit_room),
        ("居住費・滞在費　ユニット型個室的多床室", card.unit_like_room),
        ("居住費・滞在費　従来型個室（特養等）", card.single_room),
        ("居住費・滞在費　従来型個室（老健・医療院等）", card.single_medical_room),
        ("居住費・滞在費　多床室", card.shared_room),
    ];
    let told: Vec<(&str, u32)> = amounts
        .into_iter()
        .filter_map(|(name, amount)| Some((name, amount?)))
        .collect();
    html! {
        <>
            <dl class="facts"><div><dt>{ "利用者負担段階" }</dt><dd>{ &card.stage.label }</dd></div></dl>
            if !told.is_empty() {
                <table class="table">
                    <thead><tr><th scope="col">{ "負担の限度（1日）" }</th><th scope="col">{ "金額" }</th></tr></thead>
                    <tbody>
                        { for told.into_iter().map(|(name, amount)| html! {
                            <tr><th scope="row">{ name }</th><td>{ format!("{}円", counted(amount)) }</td></tr>
                        }) }
                    </tbody>
                </table>
            }
        </>
    }
}
