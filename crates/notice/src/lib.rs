//! Letters of the city to those who use Engawa, as PDFs for printing: permit, refusal, correction, suspension, end, the
//! install keys, the provisional credentials. What stands in them comes from `service`; who may print them is decided there.
//!
//! Templates are Typst files beside this crate. Data reaches them as JSON that they read, never as part of their source,
//! so that no name can become a command. Fonts come from the machine. The same data gives the same bytes.

mod error;
mod fonts;
mod glyphs;
mod install_keys;
mod letterhead;
mod press;
mod provisional_credentials;
mod qr;
mod text;
mod usage_outcome;
mod usage_permit;

pub use error::NoticeError;
pub use fonts::check_fonts;
pub use install_keys::{InstallKeySlip, InstallKeysNotice};
pub use letterhead::{Addressee, Letterhead, Sender};
pub use provisional_credentials::ProvisionalCredentialsNotice;
pub use text::TextDocument;
pub use usage_outcome::{UsageOutcome, UsageOutcomeNotice};
pub use usage_permit::UsagePermitNotice;
