//! Locks the screen when nobody uses it, tells beforehand how long it will take, and lets the server know meanwhile
//! that the user is still there.

use crate::api;
use crate::browser;
use crate::session::note_failure;
use crate::session::{Action, AppContext};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use std::cell::RefCell;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// The events that count as use.
const USES: [&str; 5] = ["keydown", "mousedown", "mousemove", "touchstart", "wheel"];

/// Below this many seconds the countdown is a warning.
const WARNING_SECONDS: u32 = 60;

/// The windows of one browser tell each other of use at most once in so many milliseconds.
const TELL_MS: f64 = 2_000.0;

/// What is to be done at a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Show that so many seconds are left.
    Left(u32),
    /// Lock now.
    Lock,
}

/// The screen is locked an eighth of the time before the server would end the session, so that the password still opens
/// it: the server hears of use only that often.
pub fn turn(idle_seconds: u32, unused_ms: f64) -> Turn {
    let lock_after = idle_seconds - idle_seconds / 8;
    // A clock that was set back gives a negative time, which the cast turns into zero.
    let unused = (unused_ms / 1_000.0) as u32;
    match lock_after.saturating_sub(unused) {
        0 => Turn::Lock,
        left => Turn::Left(left),
    }
}

/// 「12分」, 「50秒」: minutes while nobody has to hurry.
pub fn words(left: u32) -> String {
    if left > WARNING_SECONDS {
        format!("{}分", left.div_ceil(60))
    } else {
        format!("{left}秒")
    }
}

struct Use {
    last_ms: f64,
    shared_ms: f64,
    renewed_ms: f64,
}

impl Use {
    fn note(&mut self, at_ms: f64) {
        self.last_ms = at_ms;
        if at_ms - self.shared_ms > TELL_MS {
            self.shared_ms = at_ms;
            browser::note_use(at_ms);
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct Props {
    /// After so many unused seconds the server ends the session.
    pub idle_seconds: u32,
}

/// Shows the countdown, and locks the screen at its end.
#[component]
pub fn IdleGuard(props: &Props) -> Html {
    let context = use_context::<AppContext>();
    let left = use_state_eq(|| props.idle_seconds);
    let record = use_mut_ref(|| {
        let now = browser::now_ms();
        browser::note_use(now);
        Use {
            last_ms: now,
            shared_ms: now,
            renewed_ms: now,
        }
    });
    {
        let (left, record) = (left.clone(), Rc::clone(&record));
        use_effect_with(props.idle_seconds, move |&idle_seconds| {
            let listeners = listen(&record);
            let tick = Interval::new(1_000, move || {
                if let Some(context) = &context {
                    each_second(context, &record, idle_seconds, &left);
                }
            });
            move || drop((listeners, tick))
        });
    }
    let stay = Callback::from(move |_: MouseEvent| record.borrow_mut().note(browser::now_ms()));
    if *left > WARNING_SECONDS {
        return html! { <p class="idle">{ "自動ロックまで " }<span class="number">{ words(*left) }</span></p> };
    }
    html! {
        <div class="idle idle-soon">
            <p role="alert">{ "操作がないため、まもなく画面をロックします。" }</p>
            <p><span class="number" aria-hidden="true">{ format!("あと {}", words(*left)) }</span></p>
            <button type="button" class="button" onclick={stay}>{ "操作を続ける" }</button>
        </div>
    }
}

fn listen(record: &Rc<RefCell<Use>>) -> Vec<EventListener> {
    let Some(document) = browser::document() else {
        return Vec::new();
    };
    USES.iter()
        .map(|name| {
            let record = Rc::clone(record);
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&document, *name, options, move |_| {
                record.borrow_mut().note(browser::now_ms());
            })
        })
        .collect()
}

fn each_second(context: &AppContext, record: &RefCell<Use>, idle_seconds: u32, left: &UseStateHandle<u32>) {
    let now = browser::now_ms();
    let mut record = record.borrow_mut();
    if let Some(elsewhere) = browser::last_use_anywhere().filter(|&at| at > record.last_ms && at <= now) {
        record.last_ms = elsewhere;
    }
    match turn(idle_seconds, now - record.last_ms) {
        Turn::Lock => return context.dispatch(Action::Lock),
        // Minutes on the screen need no redrawing every second.
        Turn::Left(seconds) if seconds > WARNING_SECONDS => left.set(seconds.div_ceil(60) * 60),
        Turn::Left(seconds) => left.set(seconds),
    }
    let renew_every = f64::from(idle_seconds) * 1_000.0 / 8.0;
    if record.last_ms > record.renewed_ms && now - record.renewed_ms > renew_every {
        record.renewed_ms = now;
        let context = context.clone();
        spawn_local(async move {
            match api::session::renew().await {
                Ok(session) => context.dispatch(Action::Arrived {
                    session: session.into(),
                    device_ms: browser::now_ms(),
                }),
                Err(failure) => note_failure(Some(&context), &failure),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_is_locked_before_the_server_would_end_the_session() {
        assert_eq!(turn(900, 0.0), Turn::Left(788));
        assert_eq!(turn(900, 787_000.0), Turn::Left(1));
        assert_eq!(turn(900, 788_000.0), Turn::Lock);
    }

    #[test]
    fn a_device_that_slept_is_locked_at_its_first_second() {
        assert_eq!(turn(900, 1e12), Turn::Lock);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_lock() {
        assert_eq!(turn(900, -5_000.0), Turn::Left(788));
    }

    #[test]
    fn the_countdown_is_told_in_minutes_until_the_last_one() {
        assert_eq!([words(788), words(61), words(60)], ["14分", "2分", "60秒"]);
    }
}
