//! Who is signed in, and what lasts as long as a session does. `state` is handed to every page, `server` asks the server
//! about the session and tells the application what it has said, `windows` tells the other windows of this browser.

mod clock;
mod presence;
mod server;
mod state;
mod windows;

pub use presence::{Presence, SessionEnd};
pub(crate) use server::{ask_who_is_signed_in, end_if_over, note_failure, sign_out};
pub use state::{Action, AppContext, ListMemory, Named, State};
pub(crate) use windows::use_other_windows;
