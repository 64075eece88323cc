//! Rules of usage applications, beside those of their form and of the steps they take.

use domain::account::two_people::BARRED;

domain::rules! {
    /// What keeps a usage application from being taken in or approved.
    pub enum UsageApplicationRule {
        AppliedAlready = "usage-application.duplicate", "the office has applied or is permitted already";
        PermittedAlready = "usage-application.duplicate", "the office is permitted already";
        CredentialsGiven {
            /// For how many days.
            days: i64 = BARRED.num_days()
        } = "usage-application.credentials-given",
            "one of the two who approve was given credentials by the other within {days} days";
        ReceivedAhead = "received-on.future", "the day of receipt lies ahead";
        Channel = "channel.unknown", "the channel is none by which an application comes on paper or by mail";
    }
}
