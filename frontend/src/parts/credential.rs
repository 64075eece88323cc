//! What gives access to the system and is shown once or handed out: secrets, install keys, certificates.

pub mod asks_before_leaving;
pub mod enrolled;
pub mod how_to_install;
pub mod secret;
pub mod shown_once;
