//! What gives access to the system and is shown once or handed out: secrets, install keys, certificates.

pub mod enrolled;
pub mod secret;
pub mod shown_once;
pub mod system;
