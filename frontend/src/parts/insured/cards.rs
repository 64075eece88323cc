//! 証: the limit of benefits, the insurance card, the cost limit card, the provisional card. The burden ratio card has a
//! panel of its own.

use crate::parts::client::freshness::freshness;
use crate::parts::date;
use crate::parts::insured::cost_limit::cost_limit;
use crate::parts::insured::counted::counted;
use crate::parts::layout::more::more;
use contract::clients::card::{BenefitLimit, CardEntry, CardList, InsuranceCard};
use domain::person::card::CardKind;
use yew::prelude::*;

/// Everything about a person's cards.
pub fn cards(list: &CardList) -> Html {
    let (current, others): (Vec<&CardEntry>, Vec<&CardEntry>) = list.cards.iter().partition(|card| card.current);
    html! {
        <>
            { list.limit.as_ref().map(limit).unwrap_or_default() }
            if list.cards.is_empty() {
                <p class="notice notice-info">{ "市から届いた証の記録はありません。" }</p>
            } else if current.is_empty() {
                <p class="notice notice-info">{ "今日有効な証の記録はありません。" }</p>
            }
            { for current.iter().map(|card| entry(card)) }
            <p class="fine">{ &list.notice }</p>
            { for list.withheld.iter().map(|item| html! { <p class="fine">{ &item.detail }</p> }) }
            if !others.is_empty() {
                { more(format!("ほかの期間の証（{}件）", others.len()), others.iter().map(|card| entry(card)).collect()) }
            }
            { freshness(&list.freshness) }
        </>
    }
}

/// 区分支給限度基準額 with its period, and where it comes from.
fn limit(limit: &BenefitLimit) -> Html {
    html! {
        <div class="level">
            <p class="level-name">
                <span class="level-caption">{ "区分支給限度基準額（1か月）" }</span>
                <strong>{ format!("{}単位", counted(limit.units)) }</strong>
            </p>
            <dl class="facts">
                <div><dt>{ "適用期間" }</dt><dd>{ date::long_period(limit.valid_from, limit.valid_to) }</dd></div>
                <div><dt>{ "根拠" }</dt><dd>{ &limit.basis.label }</dd></div>
            </dl>
        </div>
    }
}

fn entry(card: &CardEntry) -> Html {
    html! {
        <article class="application">
            <h3>{ &card.kind.label }{ if card.kind.code == CardKind::Provisional.code() { "（暫定）" } else { "" } }</h3>
            <dl class="facts">
                <div><dt>{ "適用期間" }</dt><dd>{ date::long_period(card.valid_from, card.valid_to) }</dd></div>
                if let Some(issued_on) = card.issued_on {
                    <div><dt>{ "交付日" }</dt><dd>{ date::long(issued_on) }</dd></div>
                }
                if card.version > 1 {
                    <div><dt>{ "変更" }</dt><dd>{ format!("さかのぼって変更されています（{}回目の交付）", card.version) }</dd></div>
                }
                { card.insurance.as_ref().map(insurance).unwrap_or_default() }
            </dl>
            { card.cost_limit.as_ref().map(cost_limit).unwrap_or_default() }
        </article>
    }
}

fn insurance(card: &InsuranceCard) -> Html {
    let as_written = |name: &'static str, text: &Option<String>| match text {
        Some(text) => html! { <div><dt>{ name }</dt><dd><span class="as-written">{ text }</span></dd></div> },
        None => Html::default(),
    };
    html! {
        <>
            if let Some(units) = card.limit_units {
                <div><dt>{ "区分支給限度基準額" }</dt><dd>{ format!("1か月 {}単位", counted(units)) }</dd></div>
            }
            { as_written("種類支給限度基準額", &card.service_limits) }
            { as_written("認定審査会の意見", &card.board_opinion) }
            if let Some(restricted) = card.restricted {
                <div><dt>{ "給付制限" }</dt><dd>{ if restricted { "あり（内容と期間は紙の被保険者証で確認してください）" } else { "なし" } }</dd></div>
            }
        </>
    }
}
