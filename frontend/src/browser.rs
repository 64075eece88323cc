//! The few things that only a browser can do: title, focus, scrolling, printing, loading pages, the device's clock, and
//! the few things that its windows share on a device, none of which tells anything about anybody.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BeforeUnloadEvent, Document, Element, HtmlDocument, HtmlElement, PerformanceNavigation, Storage, StorageEvent,
    Window,
};

/// Where the chosen text size is remembered.
const TEXT_SIZE: &str = "engawa-text";
/// Where the windows of one browser tell each other when the user last did something.
const LAST_USE: &str = "engawa-last-use";
/// Where the windows of one browser tell each other what became of the session; empty but for that moment.
const TOLD: &str = "engawa-session";
/// The mark that a page leaves behind when a step leads to another module's page, which takes it away.
const STEP: &str = "engawa-step";

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// Milliseconds of the device's clock. Good for differences only.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Move the keyboard and the screen reader to an element.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Fails only for an element that has just been taken away.
        let _ = element.focus();
    }
}

/// The element that has the keyboard, if there is one.
pub fn focused() -> Option<HtmlElement> {
    let element = document()?.active_element()?;
    element
        .dyn_into::<HtmlElement>()
        .ok()
        .filter(|element| element.tag_name() != "BODY")
}

/// If what had the keyboard has been taken away, give it to this element, or to the heading of the screen.
pub fn focus_if_lost(to: Option<HtmlElement>) {
    if focused().is_some() {
        return;
    }
    let heading = || document()?.query_selector("h1").ok().flatten();
    let to = to.filter(|element| element.is_connected()).map(Element::from);
    if let Some(element) = to.or_else(heading) {
        focus(&element);
    }
}

pub fn focus_id(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        focus(&element);
    }
}

/// Move to the first link inside an element.
pub fn focus_link_in(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    // The selector is well formed.
    if let Some(link) = element.and_then(|element| element.query_selector("a").ok().flatten()) {
        focus(&link);
    }
}

pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Open the print dialogue.
pub fn print() {
    if let Some(window) = window() {
        // Refused only inside a sandboxed frame, where this application never runs.
        let _ = window.print();
    }
}

/// The browser's own name for itself, and how many fingers its screen can tell apart.
pub fn kind() -> (String, i32) {
    window().map_or_else(Default::default, |window| {
        let navigator = window.navigator();
        (navigator.user_agent().unwrap_or_default(), navigator.max_touch_points())
    })
}

/// Select the words of an element and copy them. Where copying is refused they stay selected.
pub fn copy_text_of(id: &str) -> bool {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let selection = window().and_then(|window| window.get_selection().ok().flatten());
    let (Some(element), Some(selection)) = (element, selection) else {
        return false;
    };
    if selection.select_all_children(&element).is_err() {
        return false;
    }
    // The clipboard of today's browsers is missing in the oldest supported ones; this way all of them know.
    let copied = document()
        .and_then(|document| document.dyn_into::<HtmlDocument>().ok())
        .is_some_and(|document| document.exec_command("copy").unwrap_or(false));
    if copied {
        // What has been copied needs no mark; a selection that stays would only be in the way.
        let _ = selection.remove_all_ranges();
    }
    copied
}

/// Saving a file by a form is a page load to the browser: for so many milliseconds it does not ask before leaving.
const SAVING_MS: f64 = 3_000.0;

thread_local! {
    /// When a file was last saved.
    static SAVED_AT: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// A form is being sent whose answer is a file.
pub fn saves_a_file() {
    SAVED_AT.with(|at| at.set(now_ms()));
}

/// The browser asks before the page is left, as long as the listener lives.
pub fn asks_before_leaving() -> Option<EventListener> {
    let window = window()?;
    let may_ask = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(
        &window,
        "beforeunload",
        may_ask,
        |event| {
            if now_ms() - SAVED_AT.with(Cell::get) < SAVING_MS {
                return;
            }
            event.prevent_default();
            // Browsers before 2023 ask only for a text, and show their own in its place.
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("1");
            }
        },
    ))
}

/// Take the chosen file out of a file input.
pub fn forget_file(event: &web_sys::Event) {
    if let Some(input) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        input.set_value("");
    }
}

/// The first file that a file input holds now, in base64. What its bytes mean is the server's to say.
pub async fn base64_of_file(event: &web_sys::Event) -> Option<String> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    // Blobs that read themselves are younger than the oldest supported browsers; an answer made of one is not.
    let answer = web_sys::Response::new_with_opt_blob(Some(&file)).ok()?;
    let bytes = JsFuture::from(answer.array_buffer().ok()?).await.ok()?;
    // The browser's own base64 takes a character for each byte.
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    let characters: String = bytes.into_iter().map(char::from).collect();
    window()?.btoa(&characters).ok()
}

/// The path of the address.
pub fn path() -> Option<String> {
    window()?.location().pathname().ok()
}

fn storage_of_window() -> Option<Storage> {
    // A browser may forbid storage; then a new page begins at its beginning.
    window()?.session_storage().ok().flatten()
}

/// The page is about to be left by a step inside the application: the next one goes on where this one is.
pub fn mark_step() {
    if let Some(storage) = storage_of_window() {
        let _ = storage.set_item(STEP, "1");
    }
}

/// Whether this page goes on where another one of ours was left, or was gone back to.
pub fn arrived_by_step() -> bool {
    let marked = storage_of_window().is_some_and(|storage| {
        let marked = storage.get_item(STEP).ok().flatten().is_some();
        let _ = storage.remove_item(STEP);
        marked
    });
    let went_back = window()
        .and_then(|window| window.performance())
        .is_some_and(|performance| performance.navigation().type_() == PerformanceNavigation::TYPE_BACK_FORWARD);
    marked || went_back
}

/// Start the application anew at this address, forgetting everything in memory.
pub fn load_again() {
    if let Some(window) = window() {
        mark_step();
        // A reload that the browser refuses leaves the page as it is.
        let _ = window.location().reload();
    }
}

/// Take everything off the screen at once.
pub fn empty_page() {
    if let Some(app) = document().and_then(|document| document.get_element_by_id("app")) {
        app.set_inner_html("");
    }
}

pub fn is_visible() -> bool {
    document().is_some_and(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}

fn storage() -> Option<Storage> {
    // A browser may forbid storage; then nothing is remembered.
    window()?.local_storage().ok().flatten()
}

pub fn remembered_text_size() -> Option<String> {
    storage()?.get_item(TEXT_SIZE).ok().flatten()
}

/// Show the text in this size.
pub fn set_text_size(name: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Neither the attribute's name nor its value can be refused.
        let _ = root.set_attribute("data-text", name);
    }
}

/// Keep the size that is shown for the next time.
pub fn remember_text_size() {
    let root = document().and_then(|document| document.document_element());
    if let (Some(name), Some(storage)) = (root.and_then(|root| root.get_attribute("data-text")), storage()) {
        // Full or forbidden storage only means that the size is chosen again.
        let _ = storage.set_item(TEXT_SIZE, &name);
    }
}

/// Tell the other windows of this browser a word, and leave nothing of it behind.
pub fn tell_windows(word: &str) {
    if let Some(storage) = storage() {
        // Full or forbidden storage only means that the other windows ask the server when they come into sight.
        let _ = storage.set_item(TOLD, word);
        let _ = storage.remove_item(TOLD);
    }
}

/// Hear what other windows tell, as long as the listener lives.
pub fn on_told(hear: impl Fn(&str) + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else {
            return;
        };
        if let (Some(TOLD), Some(word)) = (event.key().as_deref(), event.new_value()) {
            hear(&word);
        }
    }))
}

/// When the user last did something in any window of this browser.
pub fn last_use_anywhere() -> Option<f64> {
    storage()?.get_item(LAST_USE).ok().flatten()?.parse().ok()
}

pub fn note_use(at_ms: f64) {
    if let Some(storage) = storage() {
        // Full or forbidden storage only means that the other windows do not know.
        let _ = storage.set_item(LAST_USE, &format!("{at_ms:.0}"));
    }
}
