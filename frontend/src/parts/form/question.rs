//! A page of questions: fields that are read, tidied and checked together when the page is sent, and what became of
//! sending it. What the questions are is data; what is done with the answers is left to the page.

use crate::api::Failure;
use crate::parts::form::errors::{ErrorSummary, Fault, fault_of};
use crate::parts::form::field::{Field, typed};
use crate::parts::layout::markup::{error, notice, words};
use crate::parts::notice::failure_notice::trouble;
use std::future::Future;
use std::pin::Pin;
use yew::platform::spawn_local;
use yew::prelude::*;

/// One thing that is asked for.
pub struct Question {
    /// The field's id, which is also its name in the request.
    pub id: &'static str,
    /// What is asked for.
    pub label: &'static str,
    /// A hint; may be empty.
    pub support: &'static str,
    /// Whether it must be answered.
    pub required: bool,
    /// As `Field` knows it: `text`, `tel`, `area`, `day`; or `checkbox`, which is answered with `yes`; or `radio` among the
    /// form's options.
    pub kind: &'static str,
    /// What can be chosen from a list, value and words; nothing for what is typed.
    pub choices: &'static [(&'static str, &'static str)],
    /// HTML's autocomplete.
    pub autocomplete: &'static str,
    /// Longest text.
    pub max_length: u32,
    /// What is said when it has not been answered, in place of 「…を入力してください。」.
    pub missing: &'static str,
    /// The answer as it is meant, whatever the input method did.
    pub tidy: fn(&str) -> String,
    /// What is wrong with a tidied answer.
    pub fault: fn(&str) -> Option<&'static str>,
}

impl Question {
    /// A required question of text, to be varied.
    pub const PLAIN: Self = Self {
        id: "",
        label: "",
        support: "",
        required: true,
        kind: "text",
        choices: &[],
        autocomplete: "off",
        max_length: 100,
        missing: "",
        tidy: one_line,
        fault: |_| None,
    };

    /// What is wrong with this answer.
    fn judge(&self, answer: &str) -> Option<Fault> {
        let text = match answer {
            "" if !self.required => return None,
            "" if !self.missing.is_empty() => self.missing.to_owned(),
            "" if self.choices.is_empty() => format!("{}を入力してください。", self.label),
            "" => format!("{}を選んでください。", self.label),
            answer => (self.fault)(answer)?.to_owned(),
        };
        Some((self.id.to_owned(), text))
    }

    fn is_ticked(&self) -> bool {
        matches!(self.kind, "checkbox" | "radio")
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Spaces of any width as one, none at the ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Answers by the question's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<(&'static str, String)>);

impl Answers {
    /// The answer; empty if there is none.
    pub fn get(&self, id: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| *known == id)
            .map_or("", |(_, answer)| answer)
    }

    /// Give or change an answer.
    pub fn set(&mut self, id: &'static str, answer: String) {
        self.0.retain(|(known, _)| *known != id);
        self.0.push((id, answer));
    }

    /// These answers, and those of the other ones where they differ.
    pub fn with(mut self, newer: Self) -> Self {
        for (id, answer) in newer.0 {
            self.set(id, answer);
        }
        self
    }
}

/// The tidied answers, and what is wrong with them.
pub fn judged(questions: &[Question], typed: impl IntoIterator<Item = String>) -> (Answers, Vec<Fault>) {
    let mut answers = Answers::default();
    let mut faults = Vec::new();
    for (question, text) in questions.iter().zip(typed) {
        let answer = (question.tidy)(&text);
        faults.extend(question.judge(&answer));
        answers.set(question.id, answer);
    }
    (answers, faults)
}

/// What is done with good answers, if it takes a call.
pub type Sending = Option<Pin<Box<dyn Future<Output = Result<(), Failure>>>>>;

/// See the module.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is asked.
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
    /// Where good answers go.
    pub onanswer: Callback<Answers, Sending>,
    /// What is said when the server knows nothing of what was asked for.
    #[prop_or_default]
    pub not_found: &'static str,
    /// What stands between the errors and the questions.
    #[prop_or_default]
    pub children: Html,
}

/// What became of the attempts so far.
#[derive(Clone, Default)]
struct Attempt {
    count: u32,
    faults: Vec<Fault>,
    sending: bool,
    failure: Option<Failure>,
}

/// See the module.
#[component]
pub fn QuestionForm(props: &Props) -> Html {
    let questions = props.questions;
    let nodes = use_memo((), |()| {
        questions.iter().map(|_| NodeRef::default()).collect::<Vec<_>>()
    });
    let attempt = use_state(Attempt::default);
    let ticked = use_state(|| props.known.clone());
    let onsubmit = {
        let (nodes, attempt, ticked, onanswer) =
            (nodes.clone(), attempt.clone(), ticked.clone(), props.onanswer.clone());
        let busy = props.busy;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !attempt.sending && !busy {
                let answer = |(question, node): (&Question, &NodeRef)| match question.is_ticked() {
                    true => ticked.get(question.id).to_owned(),
                    false => typed(node),
                };
                send(
                    &attempt,
                    judged(questions, questions.iter().zip(nodes.iter()).map(answer)),
                    &onanswer,
                );
            }
        })
    };
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
            { for failure.as_ref().map(|failure| told(failure, props.not_found)) }
            { props.children.clone() }
            { for questions.iter().zip(nodes.iter()).map(|(question, node)| {
                if question.is_ticked() {
                    ticks(question, props, faults, &ticked)
                } else {
                    field(question, node, props.known.get(question.id), faults)
                }
            }) }
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

fn told(failure: &Failure, not_found: &'static str) -> Html {
    if *failure == Failure::NotFound && !not_found.is_empty() {
        return notice("notice-error", "見つかりません", words("", not_found));
    }
    trouble(failure)
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

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTIONS: [Question; 2] = [
        Question {
            id: "name",
            label: "氏名",
            ..Question::PLAIN
        },
        Question {
            id: "mail",
            label: "メール",
            required: false,
            fault: |text| (!text.contains('@')).then_some("メールではありません。"),
            ..Question::PLAIN
        },
    ];

    fn said(typed: [&str; 2]) -> Vec<String> {
        let (_, faults) = judged(&QUESTIONS, typed.map(str::to_owned));
        faults.into_iter().map(|(id, text)| format!("{id}: {text}")).collect()
    }

    #[test]
    fn what_must_be_answered_is_missed_and_what_need_not_is_only_checked_when_given() {
        assert_eq!(said(["　", ""]), ["name: 氏名を入力してください。"]);
        assert_eq!(said(["佐藤", "x"]), ["mail: メールではありません。"]);
        assert!(said(["佐藤", "x@example.jp"]).is_empty());
    }

    #[test]
    fn a_newer_answer_takes_the_place_of_the_older_one() {
        let (older, _) = judged(&QUESTIONS, ["　佐藤　　花子 ".to_owned(), String::new()]);
        assert_eq!(older.get("name"), "佐藤 花子");
        let (newer, _) = judged(&QUESTIONS[..1], ["鈴木".to_owned()]);
        let both = older.with(newer);
        assert_eq!((both.get("name"), both.get("mail"), both.get("none")), ("鈴木", "", ""));
    }
}
