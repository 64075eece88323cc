//! How an act ended.

coded! {
    /// How an act ended.
    pub enum Outcome is "outcome of an act" {
        /// Personal data was shown: the five conditions held, and the entry has the consent and the assignment it rests on.
        Granted = "granted", "表示", "Shown";
        /// A line of the office's own list was shown with identification only, because a condition failed.
        Listed = "listed", "氏名のみ表示", "Name only";
        /// Refused. Within the office's reach the entry has the conditions that failed; outside it, none.
        Refused = "refused", "不可", "Refused";
        /// An act that shows no personal data was done.
        Done = "done", "完了", "Done";
        /// Such an act was tried and failed.
        Failed = "failed", "失敗", "Failed";
    }
}
