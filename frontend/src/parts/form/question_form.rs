//! A page of questions: fields that are read, tidied and checked together when the page is sent, and what came back. What
//! is done with the answers is left to the page.

use crate::api::Failure;
use crate::parts::form::errors::{ErrorSummary, Fault, fault_of};
use crate::parts::form::field::Field;
use crate::parts::form::input::typed;
use crate::parts::form::question::{Answers, Question, judged};
use crate::parts::layout::markup::{error, notice, words};
use crate::parts::notice::failure_notice::failure_notice;
use std::future::Future;
use std::pin::Pin;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What is done with good answers, if it takes a call.
pub type Sending = Option<Pin<Box<dyn Future<Output = Result<(), Failure>>>>>;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The questions.
    pub questions: &'static [Question],
    /// What is in the fields at first.
    #[prop_or_default]
    pub known: Answers,
    /// What can be chosen where a question is of kind `radio`: answer and words.
    #[prop_or_default]
    pub options: Vec<(String, Html)>,
    /// What the button says.
    #[prop_or(AttrValue::Static("次へ"))]
    pub button: AttrValue,
    /// Whether the page itself is sending answers, so that none are taken.
    #[prop_or_default]
    pub busy: bool,
    /// What else good answers are for, without leaving the page: what its button says, and where they go.
    #[prop_or_default]
    pub aside: Option<(&'static str, Callback<Answers>)>,
    /// Where good answers go.
    pub onanswer: Callback<Answers, Sending>,
    /// What is said when the server knows nothing of what was asked for.
    #[prop_or_default]
    pub not_found: &'static str,
    /// What stands between the errors and the questions.
    #[prop_or_default]
    pub children: Html,
}

/// The attempts to send so far.
#[derive(Clone, Default)]
struct Attempt {
    count: u32,
    faults: Vec<Fault>,
    sending: bool,
    failure: Option<Failure>,
}

/// The questions with their button.
#[component]
pub fn QuestionForm(props: &Props) -> Html {
    let questions = props.questions;
    let nodes = use_memo((), |()| {
        questions.iter().map(|_| NodeRef::default()).collect::<Vec<_>>()
    });
    let attempt = use_state(Attempt::default);
    let ticked = use_state(|| props.known.clone());
    let judge = {
        let (nodes, ticked) = (nodes.clone(), ticked.clone());
        Callback::from(move |()| {
            let answer = |(question, node): (&Question, &NodeRef)| match question.is_ticked() {
                true => ticked.get(question.id).to_owned(),
                false => typed(node),
            };
            judged(questions, questions.iter().zip(nodes.iter()).map(answer))
        })
    };
    let onsubmit = {
        let (attempt, judge, onanswer) = (attempt.clone(), judge.clone(), props.onanswer.clone());
        let busy = props.busy;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !attempt.sending && !busy {
                send(&attempt, judge.emit(()), &onanswer);
            }
        })
    };
    let aside = props.aside.clone().map(|(words, go)| {
        let attempt = attempt.clone();
        let onanswer = Callback::from(move |answers| {
            go.emit(answers);
            None
        });
        let onclick = Callback::from(move |_: MouseEvent| send(&attempt, judge.emit(()), &onanswer));
        html! { <p><button type="button" class="button button-line" {onclick}>{ words }</button></p> }
    });
    let Attempt {
        count,
        faults,
        sending,
        failure,
    } = &*attempt;
    let sending = *sending || props.busy;
    html! {
        <form {onsubmit} novalidate=true>
            <ErrorSummary faults={faults.clone()} attempt={*count} />
            { for failure.as_ref().map(|failure| failed(failure, props.not_found)) }
            { props.children.clone() }
            { for questions.iter().zip(nodes.iter()).map(|(question, node)| {
                if question.is_ticked() {
                    ticks(question, props, faults, &ticked)
                } else {
                    field(question, node, props.known.get(question.id), faults)
                }
            }) }
            { for aside }
            <button type="submit" class="button button-wide" aria-disabled={sending.then_some("true")}>
                { if sending { "送信しています…".into() } else { props.button.clone() } }
            </button>
        </form>
    }
}

/// Good answers go to the page; if that takes a call, what became of it is kept here.
fn send(
    attempt: &UseStateHandle<Attempt>,
    (answers, faults): (Answers, Vec<Fault>),
    onanswer: &Callback<Answers, Sending>,
) {
    let good = faults.is_empty();
    let mut now = Attempt {
        count: attempt.count + 1,
        faults,
        ..Attempt::default()
    };
    if !good {
        return attempt.set(now);
    }
    let Some(call) = onanswer.emit(answers) else { return };
    now.sending = true;
    attempt.set(now.clone());
    let attempt = attempt.clone();
    spawn_local(async move {
        now.failure = call.await.err();
        now.sending = false;
        attempt.set(now);
    });
}

fn failed(failure: &Failure, not_found: &'static str) -> Html {
    if *failure == Failure::NotFound && !not_found.is_empty() {
        return notice("notice-error", "見つかりません", words("", not_found));
    }
    failure_notice(failure)
}

fn field(question: &Question, node: &NodeRef, known: &str, faults: &[Fault]) -> Html {
    html! {
        <Field id={question.id} label={question.label} kind={question.kind} choices={question.choices} autocomplete={question.autocomplete}
            support={(!question.support.is_empty()).then_some(question.support)} required={question.required}
            max_length={question.max_length} initial={known.to_owned()}
            error={fault_of(faults, question.id)} node={node.clone()} />
    }
}

/// A box to tick, or one of several to choose. The first carries the question's id, so that its fault leads there.
fn ticks(question: &Question, props: &Props, faults: &[Fault], ticked: &UseStateHandle<Answers>) -> Html {
    let alone = [("yes".to_owned(), Html::from(question.label))];
    let (kind, id) = (question.kind, question.id);
    let options = if kind == "radio" { &*props.options } else { &alone };
    let tick = |(place, (answer, words)): (usize, &(String, Html))| {
        let option = if place == 0 {
            id.to_owned()
        } else {
            format!("{id}-{place}")
        };
        let checked = ticked.get(id) == answer;
        let onchange = {
            let (ticked, answer) = (ticked.clone(), answer.clone());
            Callback::from(move |_: Event| {
                let mut changed = (*ticked).clone();
                // A box can be emptied again; of several, another one is chosen.
                let emptied = kind == "checkbox" && checked;
                changed.set(id, if emptied { String::new() } else { answer.clone() });
                ticked.set(changed);
            })
        };
        html! {
            <div class="choice">
                <input type={kind} name={id} id={option.clone()} {checked} {onchange} />
                <label for={option}>{ words.clone() }</label>
            </div>
        }
    };
    html! {
        <fieldset class="ticks">
            <legend class={(kind == "checkbox").then_some("for-reader")}>{ question.label }</legend>
            { error(fault_of(faults, id)) }
            { for options.iter().enumerate().map(tick) }
        </fieldset>
    }
}
