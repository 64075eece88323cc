//! Waiting for an answer inside a component: asked again when its subject changes, late answers to an old question
//! dropped, and a session that turns out to be over told to the whole application.

use crate::api::{Answer, Failure};
use crate::browser;
use crate::session::{AppContext, note_failure};
use std::any::Any;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// An answer that has been asked for.
#[derive(Debug)]
pub enum Waiting<T: ?Sized> {
    /// It has not come yet.
    Asked,
    /// It has come.
    Ready(Rc<T>),
    /// The call failed.
    Failed(Failure),
}

// Derived, it would need an answer that can be cloned; here only the `Rc` is cloned.
impl<T: ?Sized> Clone for Waiting<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Asked => Self::Asked,
            Self::Ready(value) => Self::Ready(Rc::clone(value)),
            Self::Failed(failure) => Self::Failed(failure.clone()),
        }
    }
}

/// An answer and the way to ask again.
pub struct Asked<T: ?Sized> {
    /// The answer, or that it has not come.
    pub answer: Waiting<T>,
    /// Asks again.
    pub again: Callback<()>,
}

/// An answer of any type. All the work is done on these: once in the module, not once per type of answer.
type AnyAnswer = Answer<Rc<dyn Any>>;
type Question = Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = AnyAnswer>>>>;

/// Asks about a subject; asks again when the subject's name changes.
#[hook]
pub fn use_answer<T, F>(subject: String, ask: impl FnOnce() -> F + 'static) -> Asked<T>
where
    T: 'static,
    F: Future<Output = Answer<T>> + 'static,
{
    let question: Question = Box::new(move || {
        let asked = ask();
        Box::pin(async move { asked.await.map(|value| Rc::new(value) as Rc<dyn Any>) })
    });
    let Asked { answer, again } = use_any_answer(subject, question);
    let answer = match answer {
        Waiting::Asked => Waiting::Asked,
        Waiting::Failed(failure) => Waiting::Failed(failure),
        // A component always asks for the same type at the same place.
        Waiting::Ready(value) => value.downcast().map_or(Waiting::Asked, Waiting::Ready),
    };
    Asked { answer, again }
}

#[hook]
fn use_any_answer(subject: String, question: Question) -> Asked<dyn Any> {
    let context = use_context::<AppContext>();
    let answer = use_state(|| Waiting::Asked);
    let attempt = use_state(|| 0_u32);
    let times = use_mut_ref(|| 0_u32);
    {
        // What asked again may have stood in what the answer replaced.
        let times = times.clone();
        use_effect_with(matches!(*answer, Waiting::Asked), move |&asked| {
            if !asked && *times.borrow() > 1 {
                browser::focus_if_lost(None);
            }
        });
    }
    {
        let answer = answer.clone();
        use_effect_with((subject, *attempt), move |_| {
            let wanted = Rc::new(Cell::new(true));
            let still_wanted = Rc::clone(&wanted);
            *times.borrow_mut() += 1;
            answer.set(Waiting::Asked);
            let asked = question();
            spawn_local(async move {
                let given = asked.await;
                if !still_wanted.get() {
                    return;
                }
                answer.set(match given {
                    Ok(value) => Waiting::Ready(value),
                    Err(failure) => {
                        note_failure(context.as_ref(), &failure);
                        Waiting::Failed(failure)
                    }
                });
            });
            move || wanted.set(false)
        });
    }
    let again = Callback::from(move |()| attempt.set(*attempt + 1));
    Asked {
        answer: (*answer).clone(),
        again,
    }
}
