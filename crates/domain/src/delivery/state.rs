//! How far the taking-in of a file has come.

coded! {
    /// How far the taking-in of a file has come.
    pub enum DeliveryState is "state of a delivery" {
        /// Rows may have gone in. If nobody is at work on it any more, it was interrupted: the same file completes it.
        Begun = "begun", "取込中", "Begun";
        /// All rows have gone in but those that were refused.
        Applied = "applied", "取込済み", "Applied";
        /// The file as a whole was refused; no row of it went in.
        Refused = "refused", "取込不可", "Refused";
    }
}
