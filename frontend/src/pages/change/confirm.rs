//! The last page before something is changed: what it concerns, what will follow, a reason where one is wanted, and the
//! way back. What the change is, and what becomes of it, is the caller's matter.

use crate::api::Why;
use crate::api::{Change, Outcome};
use crate::pages::change::command::use_command;
use crate::parts::form::question::{Answers, Question};
use crate::parts::form::question_form::QuestionForm;
use crate::parts::layout::link::Link;
use crate::route::Route;
use yew::prelude::*;

/// Nothing is asked.
pub const NOTHING: &[Question] = &[];
const STATED: Question = Question {
    id: "reason",
    label: "理由",
    support: "記録に残ります。400文字まで。",
    kind: "area",
    max_length: 400,
    ..Question::PLAIN
};
/// A reason must be given.
pub const REASON: &[Question] = &[STATED];
/// Whether the organization to which something is done may read the reason.
pub const VISIBLE_TO_ORGANIZATION: Question = Question {
    id: "tell",
    label: "理由を利用組織にも伝える（組織の「利用の記録」に表示されます。行ったことは、選ばなくても表示されます）",
    required: false,
    kind: "checkbox",
    ..Question::PLAIN
};
/// A reason must be given, and it can be shown to the organization.
pub const REASON_FOR_ORGANIZATION: &[Question] = &[STATED, VISIBLE_TO_ORGANIZATION];
/// A reason may be given.
pub const REMARK: &[Question] = &[Question {
    id: "reason",
    label: "理由",
    support: "必要なときだけ入力してください。記録に残ります。",
    kind: "area",
    required: false,
    max_length: 400,
    ..Question::PLAIN
}];

/// The reason, from the answers to these questions.
pub fn why(answers: &Answers) -> Why {
    Why {
        reason: answers.get("reason").to_owned(),
        visible_to_organization: answers.get("tell") == "yes",
    }
}

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The questions.
    #[prop_or(NOTHING)]
    pub questions: &'static [Question],
    /// What is in the fields at first.
    #[prop_or_default]
    pub known: Answers,
    /// What the button says.
    pub button: AttrValue,
    /// The screen to go back to without changing anything.
    pub back: Route,
    /// The change, with what was answered.
    pub change: Callback<Answers, Change>,
    /// Called with the answer once the change has been made.
    pub done: Callback<Outcome>,
    /// What it concerns and what will follow.
    #[prop_or_default]
    pub children: Html,
}

/// What is asked before a change, the button, and the way back.
#[component]
pub fn Confirm(props: &Props) -> Html {
    let command = use_command(props.done.clone());
    let onanswer = {
        let (change, send) = (props.change.clone(), command.send.clone());
        Callback::from(move |answers| {
            send.emit(change.emit(answers));
            None
        })
    };
    html! {
        <>
            { props.children.clone() }
            <div class="ask">
                <QuestionForm questions={props.questions} known={props.known.clone()} button={props.button.clone()}
                    busy={command.busy} {onanswer} />
                { command.notice }
            </div>
            <p><Link to={props.back}>{ "変更しないで戻る" }</Link></p>
        </>
    }
}
