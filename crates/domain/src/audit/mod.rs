//! The words of the audit ledger: who did what to what, and what came of it. A chain of entries can never be rewritten, so
//! every word is a value of a type, with a stable code and its words for people beside it. Chaining, keeping and reading
//! entries is left to `persistence`.

mod actor;
mod certificate;
mod item;
mod operation;
mod outcome;

pub use actor::{Actor, ActorKind, Command, InvalidCommand};
pub use certificate::{CertificateFault, CertificateSigner};
pub use item::{DocumentPart, Item, ItemKind, NoticeRecipient};
pub use operation::Operation;
pub use outcome::Outcome;

#[cfg(test)]
mod tests;
