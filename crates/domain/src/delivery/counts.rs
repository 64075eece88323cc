//! What came of a delivery, in numbers, and the delivery as it is kept.

use chrono::{DateTime, Utc};

use super::state::DeliveryState;
use crate::delivery::feed::Feed;
use crate::id::DeliveryId;

/// What came of rows that were taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that were not there before.
    pub new: u64,
    /// Rows that were there with other content.
    pub changed: u64,
    /// Rows that were there just so.
    pub unchanged: u64,
}

impl Tally {
    /// How many rows that is.
    pub const fn rows(self) -> u64 {
        self.new + self.changed + self.unchanged
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
    }
}

/// What came of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    /// What came of the rows that were taken in.
    pub tally: Tally,
    /// Rows that were refused.
    pub refused: u64,
    /// Rows that were taken in although somebody should look at them, and notices about the file.
    pub warnings: u64,
    /// Everything that was found, of rows and of the file; more than is kept, if it was very much.
    pub findings: u64,
}

impl DeliveryCounts {
    /// Every row, so that each is accounted for.
    pub const fn rows(self) -> u64 {
        self.tally.rows() + self.refused
    }
}

/// A file of the insurer's data, and how far its taking-in has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Opaque id.
    pub id: DeliveryId,
    /// Feed.
    pub feed: Feed,
    /// The file's name.
    pub file_name: String,
    /// The moment at the source for which the file holds.
    pub as_of: DateTime<Utc>,
    /// How far it has come.
    pub state: DeliveryState,
    /// What came of it until now.
    pub counts: DeliveryCounts,
}
