//! A request that changes something: where it goes, what it says, and what is read from the answer. It is a value, so that
//! it can be sent once more after the password has been given. Which changes there are is left to the files of the areas.

use super::failure::{Answer, Failure};
use super::http::{self, Method};
use contract::enrolment::redemption::{EnrolledDevice, NewInstallKey};
use contract::enrolment::usage_application::UsageApplicationReceipt;
use contract::office::account::{BulkStaffResult, ProvisionalCredentials};
use contract::session::Session;
use serde::{Serialize, de::DeserializeOwned};

/// What the answer to a change holds.
pub enum Outcome {
    /// No more than that the change was made.
    Done,
    /// Provisional credentials, shown this once.
    Credentials(ProvisionalCredentials),
    /// For each row of a table, what was done or would be done.
    Bulk(BulkStaffResult),
    /// An install key, shown this once.
    InstallKey(NewInstallKey),
    /// A device's certificate, to be picked up once.
    Enrolled(EnrolledDevice),
    /// The number of an application.
    Receipt(UsageApplicationReceipt),
    /// The new session that has taken the place of the old one.
    Session(Session),
    /// A file; its address inside this window.
    File(String),
}

/// A request that changes something, ready to be sent.
#[derive(Clone)]
pub struct Change {
    path: String,
    body: String,
    accept: &'static str,
    /// The tag of the thing as it was seen, where the change rests on it.
    seen: Option<String>,
    read: fn(String) -> Option<Outcome>,
}

/// The media type of what is printed.
const PDF: &str = "application/pdf";

impl Change {
    /// A change whose answer says no more than that it was made.
    pub fn new(path: String, body: &impl Serialize) -> Self {
        Self {
            path,
            // A body of texts, numbers and days can always be written.
            body: serde_json::to_string(body).unwrap_or_default(),
            accept: "application/json",
            seen: None,
            read: |_| Some(Outcome::Done),
        }
    }

    /// The same, with something to be read from the answer.
    pub fn telling(mut self, read: fn(String) -> Option<Outcome>) -> Self {
        self.read = read;
        self
    }

    /// The same, made only if the thing still is what was seen.
    pub fn seen(mut self, etag: &str) -> Self {
        self.seen = Some(etag.to_owned());
        self
    }

    /// The same, answered by a file to be printed.
    pub fn printing(mut self) -> Self {
        self.accept = PDF;
        self.read = |address| Some(Outcome::File(address));
        self
    }
}

/// Reads an answer as this outcome.
pub fn read<T: DeserializeOwned>(text: &str, outcome: fn(T) -> Outcome) -> Option<Outcome> {
    super::read::read(text).map(outcome)
}

/// Sends the change and reads the answer.
pub async fn send(change: &Change) -> Answer<Outcome> {
    let Change { path, body, accept, .. } = change;
    let answer = if *accept == PDF {
        http::file(Method::Post, path, Some(body.clone()), accept).await
    } else {
        http::text_of(Method::Post, path, Some(body.clone()), change.seen.clone()).await
    };
    (change.read)(answer?).ok_or(Failure::Unreadable(None))
}
