//! Printing the city's letters to an organization. Keys and passwords are made when they are printed, so printing again
//! means new ones; and the two never travel in one envelope.

use crate::api::{self, Outcome, city};
use crate::pages::change::command::use_command;
use domain::id::OrganizationId;
use yew::prelude::*;

/// The letters: name in the API, title, what printing does.
const KINDS: [(&str, &str, &str); 3] = [
    ("usage-permit", "利用許可通知書", "何度印刷しても内容は変わりません。"),
    (
        "install-keys",
        "電子証明書インストールキー通知書",
        "印刷するたびに新しいキーを作ります。前に印刷した未使用のキーは使えなくなります。",
    ),
    (
        "provisional-credentials",
        "仮ログインID・仮パスワード通知書",
        "印刷するたびに新しい仮パスワードを作ります。前に印刷したものは使えなくなります。",
    ),
];

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    /// The organization to which they go.
    pub organization: OrganizationId,
}

/// The letters with their buttons.
#[component]
pub fn Notices(props: &Props) -> Html {
    let organization = props.organization;
    // Which letter was asked for last, and the addresses of those that have come.
    let asked = use_mut_ref(|| 0_usize);
    let made = use_state(|| [const { None::<String> }; KINDS.len()]);
    {
        let latest = use_mut_ref(Vec::<String>::new);
        *latest.borrow_mut() = made.iter().flatten().cloned().collect();
        use_effect_with((), move |()| {
            move || latest.borrow().iter().for_each(|address| api::forget_picture(address))
        });
    }
    let done = {
        let (asked, made) = (asked.clone(), made.clone());
        Callback::from(move |outcome| {
            if let Outcome::File(address) = outcome {
                let mut files = (*made).clone();
                if let Some(place) = files.get_mut(*asked.borrow())
                    && let Some(old) = place.replace(address)
                {
                    api::forget_picture(&old);
                }
                made.set(files);
            }
        })
    };
    let command = use_command(done);
    let ask = |place: usize, kind: &'static str| {
        let (asked, send) = (asked.clone(), command.send.clone());
        Callback::from(move |_: MouseEvent| {
            *asked.borrow_mut() = place;
            send.emit(city::print_notice(organization, kind));
        })
    };
    html! {
        <section class="panel" aria-labelledby="notices-h">
            <h2 id="notices-h">{ "通知書を印刷する" }</h2>
            <p class="notice notice-warning">
                { "インストールキーの通知書と、仮ログインID・仮パスワードの通知書は、必ず別々の封筒で、日を変えて送ってください。" }
            </p>
            <ul class="letters">
                { for KINDS.iter().enumerate().map(|(place, kind)| {
                    letter(kind, made.get(place).and_then(Option::as_ref), ask(place, kind.0), command.busy)
                }) }
            </ul>
            { command.notice }
        </section>
    }
}

fn letter(
    (_, title, note): &(&str, &'static str, &'static str),
    address: Option<&String>,
    onclick: Callback<MouseEvent>,
    busy: bool,
) -> Html {
    html! {
        <li>
            <h3>{ *title }</h3>
            <p class="fine">{ *note }</p>
            <button type="button" class="button button-line" {onclick} aria-disabled={busy.then_some("true")}>
                { "PDFを作る" }<span class="for-reader">{ format!("（{title}）") }</span>
            </button>
            if let Some(address) = address {
                <p role="status">
                    <a href={address.clone()} download={format!("{title}.pdf")} target="_blank" rel="noopener">
                        { format!("できました：{title}（PDF）を開く・保存する") }
                    </a>
                </p>
            }
        </li>
    }
}
