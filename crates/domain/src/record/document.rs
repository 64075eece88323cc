//! Documents, as they are kept.

use chrono::{DateTime, Utc};

use crate::calendar::day::Day;
use crate::id::DocumentId;
use crate::person::document::DocumentKind;

/// What is known of a document without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRecord {
    /// Opaque id.
    pub id: DocumentId,
    /// The city's own number of the application it belongs to.
    pub application_number: String,
    /// Kind.
    pub kind: DocumentKind,
    /// Day on which it was made.
    pub dated_on: Day,
    /// Version of the form.
    pub form_version: String,
    /// The physician's own consent, in forms that have it.
    pub physician_consent: Option<bool>,
    /// Pages.
    pub pages: u32,
    /// The moment at the source for which it holds.
    pub as_of: DateTime<Utc>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}
