//! The one place where errors become answers: problem details (RFC 9457) in the reader's language. What can go wrong
//! stands in the table `kinds`; the texts say what happened, who can mend it, and what to do. Causes go to the log only.

mod catalogue;
mod error;
#[cfg(test)]
mod guide;
mod kind;
mod kinds;
mod page;
mod refusal;
mod told;
mod words;
mod wrong;

pub(crate) use catalogue::{failures, rules, withholdings};
pub use error::ApiError;
pub(crate) use error::{Carried, MEDIA_TYPE};
pub(crate) use kind::ProblemKind;
pub(crate) use kinds::*;
pub(crate) use page::explain_problem;
pub(crate) use told::Told;
pub(crate) use words::request::RequestRule;
pub(crate) use wrong::{Wrong, failing, form_pointer, item, withheld};
