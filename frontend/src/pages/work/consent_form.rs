//! The form of consent in force, to be printed for somebody to sign. It holds nothing personal.

use crate::api::{self, Failure};
use crate::pages::change::made_file::{made_file, use_forgetting};
use crate::parts::notice::failure::FailureView;
use crate::session::{AppContext, note_failure};
use yew::platform::spawn_local;
use yew::prelude::*;

#[derive(Clone, Default, PartialEq)]
struct Stage {
    asked: bool,
    made: Option<String>,
    failure: Option<Failure>,
}

/// The button, and the way to the form.
#[component]
pub fn ConsentForm() -> Html {
    let context = use_context::<AppContext>();
    let stage = use_state(Stage::default);
    use_forgetting(stage.made.clone());
    let onclick = {
        let stage = stage.clone();
        Callback::from(move |_: MouseEvent| {
            if stage.asked {
                return;
            }
            stage.set(Stage {
                asked: true,
                ..Stage::default()
            });
            let (stage, context) = (stage.clone(), context.clone());
            spawn_local(async move {
                let answer = api::work::consent_form().await;
                if let Err(failure) = &answer {
                    note_failure(context.as_ref(), failure);
                }
                stage.set(Stage {
                    asked: false,
                    made: answer.as_ref().ok().cloned(),
                    failure: answer.err(),
                });
            });
        })
    };
    html! {
        <div class="consent-form">
            <p>
                <button type="button" class="button button-line" {onclick} aria-disabled={stage.asked.then_some("true")}>
                    { if stage.asked { "同意書を用意しています…" } else { "同意書の用紙を印刷する" } }
                </button>
            </p>
            { made_file(stage.made.as_ref(), "同意書") }
            if let Some(failure) = &stage.failure {
                <FailureView failure={failure.clone()} />
            }
        </div>
    }
}
