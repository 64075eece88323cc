//! The board 間に合うか: for each client whose validity ends within 60 days or has ended one line that says what will happen.

use crate::parts::date;
use crate::parts::validity::words;
use crate::parts::whose::{ClientLink, named_in_list};
use contract::clients::client::ClientListItem;
use contract::clients::continuity::ContinuityEntry;
use yew::prelude::*;

/// The board; clients without such a line are passed over. On a page that shows everybody once, rows can be gone to.
pub fn board(clients: &[ClientListItem], rows_have_ids: bool) -> Html {
    let head = |text: &'static str| html! { <th scope="col" role="columnheader">{ text }</th> };
    let lines = clients
        .iter()
        .filter_map(|client| Some((client, client.continuity.as_ref()?)));
    html! {
        <table class="table cards board" role="table" aria-label="間に合うか">
            <thead role="rowgroup">
                <tr role="row">{ head("氏名") }{ head("有効期間の満了日") }{ head("申請") }{ head("待っている段階") }{ head("見込み") }</tr>
            </thead>
            <tbody role="rowgroup">{ for lines.map(|(client, entry)| line(client, entry, rows_have_ids.then(|| format!("client-{}", client.person_id)))) }</tbody>
        </table>
    }
}

fn line(client: &ClientListItem, entry: &ContinuityEntry, id: Option<String>) -> Html {
    html! {
        <tr role="row" key={client.person_id.to_string()} {id}>
            <th scope="row" role="rowheader" class="client-name">
                <ClientLink named={named_in_list(client)} />
                <span class="kana">{ &client.kana }</span>
            </th>
            <td role="cell" data-label="有効期間の満了日">
                <span class="keep">{ date::short(entry.ends_on) }</span>{ " " }{ days(entry.days_left) }
            </td>
            <td role="cell" data-label="申請">
                <span class={classes!("tag", if entry.filing.code == "none" { "tag-red" } else { "tag-gray" })}>{ words::filing(entry) }</span>
            </td>
            <td role="cell" data-label="待っている段階">{ waits(entry) }</td>
            <td role="cell" data-label="見込み">
                <p>{ &entry.prospect.label }</p>
                if let Some(forecast) = &entry.forecast { <p class="fine">{ words::forecast(forecast) }</p> }
                if entry.provisional { <p><span class="tag tag-red">{ "暫定ケアプラン" }</span></p> }
            </td>
        </tr>
    }
}

/// How many days are left, or have gone by since.
pub fn days(left: i64) -> Html {
    if left < 0 {
        html! { <span class="left left-7">{ words::left(left) }</span> }
    } else {
        date::left(left)
    }
}

fn waits(entry: &ContinuityEntry) -> Html {
    html! {
        <>
            <p>{ entry.waits_for.as_ref().map_or("―", |step| step.label.as_str()) }</p>
            if let Some(usual) = &entry.usual_days { <p class="fine">{ words::usual(usual) }</p> }
        </>
    }
}
