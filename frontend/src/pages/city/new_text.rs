//! A new version of a text that people agree to: written from the one in force, looked at as the PDF that it would be, and
//! published after a page that says what follows. What was typed lasts until the page is left.

use crate::api::{Outcome, city};
use crate::pages::change::command::{Command, use_command, use_leaving};
use crate::pages::change::made_file::use_forgetting;
use crate::pages::city::texts::{TRAIL, of_kind};
use crate::pages::not_found::NotFoundPage;
use crate::parts::form::question::{Answers, Question};
use crate::parts::form::question_form::QuestionForm;
use crate::parts::layout::link::Link;
use crate::parts::layout::markup::points;
use crate::parts::layout::page::{about, page};
use crate::parts::notice::waiting::answered;
use crate::route::Route;
use crate::waiting::use_answer;
use contract::setup::text::{NewTextVersion, TextEntry};
use domain::insurer::{INSURER_MARK, InvalidText, LONGEST_TERMS_VERSION, LONGEST_TEXT, TextKind, TextVersion};
use yew::prelude::*;

const LONGEST: u32 = LONGEST_TEXT as u32;

const FORM: &[Question] = &[
    Question {
        id: "version",
        label: "版の名前",
        support: "例：2026-10。文字、数字と - _ . で20文字まで。同意した人の記録に残ります。",
        max_length: LONGEST_TERMS_VERSION as u32,
        fault: name_fault,
        ..Question::PLAIN
    },
    Question {
        id: "text",
        label: "文章",
        support: "〔市〕と書いたところには、市の名前が入ります。行の初めの # は見出し、1. は番号、- は箇条書き、** で囲むと太字です。",
        kind: "area",
        max_length: LONGEST,
        tidy: trimmed,
        fault: text_fault,
        ..Question::PLAIN
    },
];

/// The lines stay as they are.
fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

/// What is wrong with the name of a version.
pub fn name_fault(name: &str) -> Option<&'static str> {
    match TextVersion::new(name, "-") {
        Err(InvalidText::Name(_) | InvalidText::NameWritten(_)) => {
            Some("版の名前は、20文字以内で、文字、数字と - _ . だけで入力してください。")
        }
        _ => None,
    }
}

/// What is wrong with a text.
pub fn text_fault(text: &str) -> Option<&'static str> {
    match TextVersion::new("1", text) {
        Err(InvalidText::Written(_)) => {
            Some("使えない文字、またはマイナンバーと思われる12桁の数字があります。直してください。")
        }
        Err(InvalidText::Text(_)) => Some("文章は20,000文字以内にしてください。"),
        _ => None,
    }
}

/// The version in force from which the text was written: remembered with what was typed.
const FROM: &str = "from";

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub kind: TextKind,
}

/// The form, the look at what follows, and publishing.
#[component]
pub fn NewTextPage(props: &Props) -> Html {
    let kind = props.kind;
    // Each return to the form asks anew what is in force.
    let round = use_state_eq(|| 0_u32);
    let given = use_state(|| None::<Answers>);
    let checking = use_state_eq(|| false);
    let list = use_answer(format!("{kind} {}", *round), city::texts);
    let leave = use_leaving();
    let name = given.as_ref().map(|answers| answers.get("version").to_owned());
    let done = Callback::from(move |_: Outcome| {
        let words = format!("版「{}」を公開しました。", name.clone().unwrap_or_default());
        leave.emit((Route::TextInForce { kind }, words));
    });
    let command = use_command(done);
    let back = {
        let checking = checking.clone();
        Callback::from(move |_: MouseEvent| {
            checking.set(false);
            round.set(*round + 1);
        })
    };
    let body = answered(&list, |list| {
        let Some((entry, now)) = of_kind(list, kind).and_then(|entry| Some((entry, entry.versions.first()?))) else {
            return html! { <NotFoundPage /> };
        };
        if let (Some(answers), true) = (&*given, *checking) {
            return check(kind, entry, answers, &command, back);
        }
        let from = now.version.clone();
        let onanswer = {
            let (given, checking, from) = (given.clone(), checking.clone(), from.clone());
            Callback::from(move |mut answers: Answers| {
                answers.set(FROM, from.clone());
                given.set(Some(answers));
                checking.set(true);
            })
        };
        match &*given {
            Some(known) => html! {
                <>{ overtaken(kind, known.get(FROM), &from) }<TextForm {kind} known={known.clone()} {onanswer} /></>
            },
            None => html! { <FromInForce {kind} version={from} {onanswer} /> },
        }
    });
    let title = format!("{}の新しい版", kind.name_ja());
    page(&title, &[TRAIL, (Route::TextInForce { kind }, kind.name_ja())], body)
}

/// What is said if another version was published since the text was begun.
pub fn overtaken(kind: TextKind, from: &str, now: &str) -> Html {
    html! {
        if from != now {
            <div class="notice notice-warning" role="status">
                <p class="notice-title">{ format!("版「{now}」が公開されました") }</p>
                <p>{ format!("この文章は、版「{from}」をもとにしています。版「{now}」で変わったところを確かめて、必要なら取り込んでください。入力した文章は、このまま残っています。") }</p>
                <p><a href={format!("/city/texts/{kind}")} target="_blank" rel="noopener">{ "公開中の版を別の画面で読む" }</a></p>
            </div>
        }
    }
}

#[derive(Properties, PartialEq)]
struct FromProps {
    kind: TextKind,
    version: String,
    onanswer: Callback<Answers>,
}

/// The form with the text in force in it.
#[component]
fn FromInForce(props: &FromProps) -> Html {
    let FromProps {
        kind,
        version,
        onanswer,
    } = props;
    let (kind, name) = (*kind, version.clone());
    let text = use_answer(format!("{kind} {version}"), move || city::text_version(kind, name));
    answered(&text, |found| {
        let mut known = Answers::default();
        known.set("text", found.text.clone());
        html! { <TextForm {kind} {known} onanswer={onanswer.clone()} /> }
    })
}

#[derive(Properties, PartialEq)]
struct FormProps {
    kind: TextKind,
    known: Answers,
    onanswer: Callback<Answers>,
}

/// Name and text, with the look at the PDF.
#[component]
fn TextForm(props: &FormProps) -> Html {
    let FormProps { kind, known, onanswer } = props;
    let kind = *kind;
    let looked_at = use_state(|| None::<String>);
    use_forgetting((*looked_at).clone());
    let command = {
        let looked_at = looked_at.clone();
        use_command(Callback::from(move |outcome| {
            if let Outcome::File(address) = outcome {
                looked_at.set(Some(address));
            }
        }))
    };
    let preview = {
        let (send, looked_at) = (command.send.clone(), looked_at.clone());
        Callback::from(move |answers: Answers| {
            looked_at.set(None);
            send.emit(city::preview_text(kind, &version(&answers)));
        })
    };
    let onanswer = onanswer.clone();
    let onanswer = Callback::from(move |answers| {
        onanswer.emit(answers);
        None
    });
    html! {
        <>
            <QuestionForm questions={FORM} known={known.clone()} button="公開する（確認へ）" {onanswer}
                aside={Some(("PDFで確かめる", preview))} />
            if command.busy { <p role="status">{ "PDFを作っています…" }</p> }
            if let Some(address) = &*looked_at {
                <p role="status"><a href={address.clone()} target="_blank" rel="noopener">{ "できました：PDFを別の画面で開く（まだ公開していません）" }</a></p>
            }
            { command.notice }
            <p><Link to={Route::TextInForce { kind }}>{ "公開しないで戻る" }</Link></p>
        </>
    }
}

/// What was typed, as it is sent.
pub fn version(answers: &Answers) -> NewTextVersion {
    NewTextVersion {
        version: answers.get("version").to_owned(),
        text: answers.get("text").to_owned(),
    }
}

fn check(kind: TextKind, entry: &TextEntry, answers: &Answers, command: &Command, back: Callback<MouseEvent>) -> Html {
    let (body, etag, send) = (version(answers), entry.etag.clone(), command.send.clone());
    let onclick = Callback::from(move |_: MouseEvent| send.emit(city::publish_text(kind, &body, &etag)));
    let now = entry.versions.first().map_or("", |known| &known.version);
    html! {
        <>
            { summary(kind, answers) }
            <h2>{ "公開すると" }</h2>
            { points(consequences(kind, now).into_iter().map(AttrValue::from)) }
            <button type="button" class="button button-wide" {onclick} aria-disabled={command.busy.then_some("true")}>
                { if command.busy { "公開しています…" } else { "公開する" } }
            </button>
            { command.notice.clone() }
            <p><button type="button" class="button button-line" onclick={back}>{ "入力に戻る" }</button></p>
        </>
    }
}

/// What is about to be published.
pub fn summary(kind: TextKind, answers: &Answers) -> Html {
    let text = answers.get("text");
    let named = if text.contains(INSURER_MARK) {
        "入ります"
    } else {
        "入りません（文章に〔市〕がありません）"
    };
    about([
        ("文章", kind.name_ja().into()),
        ("版の名前", answers.get("version").to_owned().into()),
        ("文字数", format!("{}文字", text.chars().count()).into()),
        ("市の名前", named.into()),
    ])
}

/// What follows from publishing, in place of this version.
pub fn consequences(kind: TextKind, now: &str) -> Vec<String> {
    let own: &[&str] = match kind {
        TextKind::Terms => &[
            "これから利用申請をする事業所と、これから初期設定をする人は、この版に同意します。入力の途中の人には、この版への同意をもう一度お願いします。",
            "すでに利用している人に、同意のやり直しは求めません。知らせる必要があるときは、別に知らせてください。",
            "紙の利用申請は、前の版に同意したものも受け付けられます。",
        ],
        TextKind::ConsentForm => &[
            "これから印刷する同意書の用紙は、この版になります。",
            "すでに受け付けた同意は、そのまま続きます。署名のやり直しは求めません。",
        ],
    };
    let first = format!("すぐに、版「{now}」に代わって公開中の版になります。版「{now}」は、あとからも読めます。");
    let last = "公開した版の文章は、あとから変えられません。直すときは、別の名前の版を公開します。";
    std::iter::once(first)
        .chain(own.iter().map(|words| (*words).to_owned()))
        .chain([last.to_owned()])
        .collect()
}
