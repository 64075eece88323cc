//! Waiting for an answer inside a component: asked again when its subject changes, late answers to an old question
//! dropped, and a session that turns out to be over told to the whole application.

use crate::api::{Answer, Failure};
use crate::state::{Action, AppContext, Notice};
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How far an answer is.
#[derive(Debug)]
pub enum Waiting<T> {
    /// Not here yet.
    Asked,
    /// Here.
    Ready(Rc<T>),
    /// It will not come.
    Failed(Rc<Failure>),
}

impl<T> Clone for Waiting<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Asked => Self::Asked,
            Self::Ready(value) => Self::Ready(Rc::clone(value)),
            Self::Failed(failure) => Self::Failed(Rc::clone(failure)),
        }
    }
}

/// An answer and the way to ask again.
pub struct Asked<T> {
    /// How far it is.
    pub answer: Waiting<T>,
    /// Ask again.
    pub again: Callback<()>,
}

/// Ask about a subject.
#[hook]
pub fn use_answer<S, T, F>(subject: S, ask: fn(S) -> F) -> Asked<T>
where
    S: Clone + PartialEq + 'static,
    T: 'static,
    F: Future<Output = Answer<T>> + 'static,
{
    let context = use_context::<AppContext>();
    let answer = use_state(|| Waiting::Asked);
    let attempt = use_state(|| 0_u32);
    {
        let answer = answer.clone();
        use_effect_with((subject, *attempt), move |(subject, _)| {
            let wanted = Rc::new(Cell::new(true));
            let still_wanted = Rc::clone(&wanted);
            let subject = subject.clone();
            answer.set(Waiting::Asked);
            spawn_local(async move {
                let given = ask(subject).await;
                if !still_wanted.get() {
                    return;
                }
                match given {
                    Ok(value) => answer.set(Waiting::Ready(Rc::new(value))),
                    Err(failure) => {
                        tell_session(context.as_ref(), &failure);
                        answer.set(Waiting::Failed(Rc::new(failure)));
                    }
                }
            });
            move || wanted.set(false)
        });
    }
    let again = Callback::from(move |()| attempt.set(*attempt + 1));
    Asked { answer: (*answer).clone(), again }
}

/// If a failure says that the session is over or locked, the whole application has to know.
pub fn tell_session(context: Option<&AppContext>, failure: &Failure) {
    let Some(context) = context else { return };
    match failure {
        Failure::SessionOver(problem) => {
            let words = problem.as_ref().map(|problem| problem.detail.clone());
            context.dispatch(Action::Ended(Notice::Ended(words)));
        }
        Failure::Locked => context.dispatch(Action::Lock),
        _ => {}
    }
}
