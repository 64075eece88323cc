//! Text that must not reach a log: it can be read only by asking for it.

use std::fmt;

/// A private key or a password as text. No `Display`, and `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a text that is secret from here on.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself. Each caller of this is a place where the secret can leak.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
