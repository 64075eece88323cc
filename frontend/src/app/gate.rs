//! The gate of every module behind the sign-in: who is signed in decides what is on the screen. While a session is locked
//! or over, no page is mounted, so nothing of it is left in the document. Which screens there are, the modules say.

use super::shell::Shell;
use super::start::Leaving;
use crate::browser;
use crate::module::has_left;
use crate::pages::session::lock::LockPage;
use crate::pages::session::set_up::SetUpPage;
use crate::pages::session::sign_in::SignInPage;
use crate::parts::layout::heading::Heading;
use crate::parts::notice::failure::FailureView;
use crate::route::Route;
use crate::session::{AppContext, Presence, State, ask_who_is_signed_in, use_other_windows};
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew_router::prelude::*;

#[derive(Properties, PartialEq)]
pub struct GateProps {
    /// The screen of an address; `true` if the user belongs to the insurer. What somebody may not do, the server refuses.
    pub screen: Callback<(Route, bool), Html>,
}

/// Sign-in, lock, first log-in or the page of the address, as the session wants it.
#[component]
pub fn Gate(props: &GateProps) -> Html {
    let context = use_reducer(State::default);
    {
        let context = context.clone();
        use_effect_with((), move |()| ask_who_is_signed_in(context));
    }
    use_window_watch(&context);
    use_other_windows(&context);
    let again = {
        let context = context.clone();
        Callback::from(move |()| ask_who_is_signed_in(context.clone()))
    };
    let screen = match &context.presence {
        Presence::Unknown => {
            html! { <main class="start"><p class="waiting" role="status">{ "読み込み中です…" }</p></main> }
        }
        Presence::Unreachable(failure) => html! {
            <main class="start">
                <Heading title="接続できません">{ "接続できません" }</Heading>
                <FailureView failure={failure.clone()} again={Some(again)} />
            </main>
        },
        Presence::Out(ended) => html! { <SignInPage ended={ended.clone()} /> },
        Presence::Locked(session) => html! { <LockPage session={session.clone()} /> },
        Presence::In(session) if session.setup_required => html! { <SetUpPage session={session.clone()} /> },
        Presence::In(session) => {
            let city = session.city;
            let screen = props.screen.clone();
            let render = Callback::from(move |route| {
                if has_left() {
                    html! { <Leaving /> }
                } else {
                    screen.emit((route, city))
                }
            });
            html! { <Shell session={session.clone()}><Switch<Route> {render} /></Shell> }
        }
    };
    html! { <ContextProvider<AppContext> {context}>{ screen }</ContextProvider<AppContext>> }
}

/// A page taken out of the browser's back/forward store shows what an earlier user saw: start anew. A window that comes
/// back into sight asks what has become of the session, which may have ended or been locked in another window.
#[hook]
fn use_window_watch(context: &AppContext) {
    let latest = use_mut_ref(|| context.clone());
    *latest.borrow_mut() = context.clone();
    use_effect_with((), move |()| {
        let restored = browser::window().map(|window| {
            EventListener::new(&window, "pageshow", |event| {
                if event
                    .dyn_ref::<web_sys::PageTransitionEvent>()
                    .is_some_and(web_sys::PageTransitionEvent::persisted)
                {
                    browser::empty_page();
                    browser::load_again();
                }
            })
        });
        let seen = browser::document().map(|document| {
            EventListener::new(&document, "visibilitychange", move |_| {
                let context = latest.borrow().clone();
                let knows = matches!(context.presence, Presence::In(_) | Presence::Locked(_));
                if browser::is_visible() && knows {
                    ask_who_is_signed_in(context);
                }
            })
        });
        move || drop((restored, seen))
    });
}
