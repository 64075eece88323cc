//! The city's letters to an office: which were made, by whom and when; each without secrets once more, the same bytes. What
//! makes a letter, for the first time or anew, has a page of its own, so that no single press voids what was posted.

use crate::api::city::LettersOf;
use crate::api::{Outcome, city};
use crate::pages::change::command::use_command;
use crate::pages::change::made_file::{made_file, use_forgetting};
use crate::parts::date;
use crate::parts::layout::link::Link;
use crate::parts::notice::waiting::answered;
use crate::route::Route;
use crate::waiting::use_answer;
use contract::enrolment::letter::{LetterLine, LetterList, MadeLetter, MakeLetter};
use domain::enrolment::letter::NoticeKind;
use domain::id::UsageApplicationId;
use yew::prelude::*;

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    /// About what.
    pub of: LettersOf,
}

/// The letters with their ways.
#[component]
pub fn Notices(props: &Props) -> Html {
    let of = props.of;
    let list = use_answer(format!("{of:?}"), move || city::letters(of));
    html! {
        <section class="panel" aria-labelledby="notices-h">
            <h2 id="notices-h">{ "通知書" }</h2>
            { answered(&list, letters) }
        </section>
    }
}

/// Every letter with what may be done with it.
pub fn letters(list: &LetterList) -> Html {
    let with_secrets = list.letters.iter().any(|line| line.holds_secrets && line.may_make);
    html! {
        <>
            if with_secrets {
                <p class="notice notice-warning">
                    { "インストールキーの通知書と、仮ログインID・仮パスワードの通知書は、必ず別々の封筒で、日を変えて送ってください。" }
                </p>
            }
            if list.letters.is_empty() {
                <p>{ "今の状態で作る通知書はありません。" }</p>
            }
            <ul class="letters">{ for list.letters.iter().map(|line| letter(list.application_id, line)) }</ul>
        </>
    }
}

fn letter(application: UsageApplicationId, line: &LetterLine) -> Html {
    let Some(kind) = NoticeKind::from_code(&line.kind.code) else {
        return Html::default();
    };
    let title = line.kind.label.clone();
    let to = Route::MakeLetter { id: application, kind };
    let way = |words: &'static str| html! { <Link {to} class="button button-line">{ words }<span class="for-reader">{ format!("（{title}）") }</span></Link> };
    html! {
        <li>
            <h3>{ &title }</h3>
            if let Some(made) = &line.made {
                <p>{ told(made) }</p>
                if line.holds_secrets {
                    <p class="fine">{ "キーやパスワードはどこにも残らないため、同じものをもう一度印刷することはできません。" }</p>
                } else {
                    <Again {application} {kind} title={title.clone()} />
                }
                if line.may_make { <p>{ way("作り直す") }</p> }
            } else {
                <p>{ "まだ作っていません。" }</p>
                { way("作る") }
            }
            if !line.before.is_empty() {
                <details>
                    <summary>{ format!("前に作ったもの（{}通。使えません）", line.before.len()) }</summary>
                    <ul>{ for line.before.iter().map(|made| html! { <li>{ told(made) }</li> }) }</ul>
                </details>
            }
        </li>
    }
}

/// Number, date, when it was made and by whom.
pub fn told(made: &MadeLetter) -> String {
    let number = match made.number.as_str() {
        "" => "文書番号なし".to_owned(),
        number => number.to_owned(),
    };
    let by = made.made_by.as_ref().map(|name| format!("{name} が"));
    format!(
        "{number}、{}付け。{}に{}作りました。",
        made.dated_on.wareki_long(),
        date::short_moment(made.made_at),
        by.unwrap_or_default()
    )
}

#[derive(Clone, Properties, PartialEq)]
struct AgainProps {
    application: UsageApplicationId,
    kind: NoticeKind,
    title: String,
}

/// The same letter once more.
#[component]
fn Again(props: &AgainProps) -> Html {
    let AgainProps {
        application,
        kind,
        title,
    } = props.clone();
    let made = use_state(|| None::<String>);
    use_forgetting((*made).clone());
    let done = {
        let made = made.clone();
        Callback::from(move |outcome| {
            if let Outcome::File(address) = outcome {
                made.set(Some(address));
            }
        })
    };
    let command = use_command(done);
    let send = command.send.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        send.emit(city::make_letter(application, kind, &MakeLetter::default()));
    });
    html! {
        <>
            <p class="fine">{ "文書番号と日付は、最初の印刷のものを使います。" }</p>
            <button type="button" class="button button-line" {onclick} aria-disabled={command.busy.then_some("true")}>
                { "同じものをもう一度印刷する" }<span class="for-reader">{ format!("（{title}）") }</span>
            </button>
            { made_file((*made).as_ref(), &title) }
            { command.notice }
        </>
    }
}
