//! Making a letter: its number and date, kept from then on; and making one anew, which names what becomes void.

use crate::api::city::LettersOf;
use crate::api::{Outcome, city};
use crate::browser;
use crate::pages::change::confirm::Confirm;
use crate::pages::change::made_file::{made_file, use_forgetting};
use crate::pages::city::notices::told;
use crate::pages::not_found::NotFoundPage;
use crate::parts::form::day_field;
use crate::parts::form::question::{Answers, Question};
use crate::parts::layout::link::Link;
use crate::parts::layout::page::page;
use crate::parts::notice::waiting::answered;
use crate::route::Route;
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::enrolment::letter::{LetterLine, MakeLetter};
use domain::calendar::day::Day;
use domain::enrolment::letter::NoticeKind;
use domain::id::UsageApplicationId;
use domain::insurer::PermitWord;
use yew::prelude::*;

const NUMBER: Question = Question {
    id: "number",
    label: "文書番号",
    support: "例：縁介保第123号。40文字まで。あとから変えられません。",
    max_length: 40,
    ..Question::PLAIN
};
const NUMBER_OR_NONE: Question = Question {
    required: false,
    support: "付けないときは、空欄にします。40文字まで。",
    ..NUMBER
};
const DATE: Question = Question {
    id: "datedOn",
    label: "文書の日付",
    support: "あとから変えられません。",
    kind: "day",
    fault: day_field::fault,
    ..Question::PLAIN
};
const UNTIL: Question = Question {
    id: "until",
    label: "補正の期限",
    kind: "day",
    fault: day_field::fault,
    ..Question::PLAIN
};
const REASON: Question = Question {
    id: "reason",
    label: "理由",
    support: "通知書に、このまま印刷されます。500文字まで。",
    kind: "area",
    max_length: 500,
    ..Question::PLAIN
};

const WITH_SECRETS: &[Question] = &[NUMBER_OR_NONE, DATE];
const OF_DECISION: &[Question] = &[NUMBER, DATE];
const OF_CORRECTION: &[Question] = &[NUMBER, DATE, UNTIL];
const WITH_REASON: &[Question] = &[NUMBER, DATE, REASON];

/// What is asked before a letter is made.
pub fn questions(kind: NoticeKind) -> &'static [Question] {
    match kind {
        NoticeKind::InstallKeys | NoticeKind::ProvisionalCredentials => WITH_SECRETS,
        NoticeKind::UsagePermit | NoticeKind::UsageRefusal => OF_DECISION,
        NoticeKind::UsageCorrection => OF_CORRECTION,
        NoticeKind::UsageSuspension | NoticeKind::UsageEnd => WITH_REASON,
    }
}

/// What becomes void when a letter is made anew.
pub fn void(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::InstallKeys => {
            "前の通知書のインストールキーのうち、まだ使っていないものは、すべて使えなくなります。登録した端末は、そのまま使えます。"
        }
        NoticeKind::ProvisionalCredentials => {
            "前の通知書の仮ログインIDと仮パスワードは使えなくなります。初期設定の途中の画面も終わります。"
        }
        NoticeKind::UsagePermit
        | NoticeKind::UsageRefusal
        | NoticeKind::UsageCorrection
        | NoticeKind::UsageSuspension
        | NoticeKind::UsageEnd => {
            "前の通知書は、文書番号と日付の違うもう1通になります。送った相手に、前のものが無効になることを伝えてください。"
        }
    }
}

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub id: UsageApplicationId,
    pub kind: NoticeKind,
}

/// Making one letter.
#[component]
pub fn MakeLetterPage(props: &Props) -> Html {
    let Props { id, kind } = *props;
    let context = use_context::<AppContext>();
    let today = context.as_ref().and_then(|context| context.today(browser::now_ms()));
    let word = context.map_or(PermitWord::Permit, |context| context.permit_word());
    let list = use_answer(format!("{id} {kind}"), move || {
        city::letters(LettersOf::Application(id))
    });
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
    let back = Route::UsageApplication { id };
    let body = if made.is_some() {
        html! {
            <>
                { made_file((*made).as_ref(), &kind.title(word)) }
                <p><Link to={back}>{ "利用申請に戻る" }</Link></p>
            </>
        }
    } else {
        answered(&list, |list| {
            let line = list
                .letters
                .iter()
                .find(|line| line.kind.code == kind.code() && line.may_make);
            match line {
                Some(line) => asking(*props, line, today, done.clone()),
                None => html! { <NotFoundPage /> },
            }
        })
    };
    page(
        "通知書を作る",
        &[(Route::UsageApplications, "利用申請"), (back, "審査")],
        body,
    )
}

fn asking(props: Props, line: &LetterLine, today: Option<Day>, done: Callback<Outcome>) -> Html {
    let Props { id, kind } = props;
    let anew = line.made.is_some();
    let mut known = Answers::default();
    known.set("datedOn", today.map(|day| day.to_string()).unwrap_or_default());
    let change = Callback::from(move |answers: Answers| city::make_letter(id, kind, &asked(&answers, anew)));
    let button = if anew {
        "前のものを無効にして作り直す"
    } else {
        "PDFを作る"
    };
    html! {
        <Confirm questions={questions(kind)} {known} {button} back={Route::UsageApplication { id }} {change} {done}>
            <h2>{ &line.kind.label }</h2>
            { beforehand(kind, line) }
        </Confirm>
    }
}

/// What is said before a letter is made: of one that was made, what becomes void.
pub fn beforehand(kind: NoticeKind, line: &LetterLine) -> Html {
    match &line.made {
        Some(made) => html! {
            <div class="notice notice-warning">
                <p class="notice-title">{ "すでに作った通知書があります" }</p>
                <p>{ told(made) }</p>
                <p>{ void(kind) }</p>
                <p>{ "届いていない、失くした、内容に誤りがあるときだけ、作り直してください。パスワードをもう一度入力します。" }</p>
            </div>
        },
        None => html! { <p>{ "文書番号と日付は、ここで入力したものを、次に印刷するときも使います。" }</p> },
    }
}

/// What the letter is asked for with.
pub fn asked(answers: &Answers, anew: bool) -> MakeLetter {
    let day = |id: &str| Day::parse_iso(answers.get(id)).ok();
    MakeLetter {
        number: answers.get("number").to_owned(),
        dated_on: day("datedOn"),
        reason: Some(answers.get("reason").to_owned()).filter(|reason| !reason.is_empty()),
        until: day("until"),
        anew,
    }
}
