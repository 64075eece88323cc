//! Rules of devices: their labels, their number, and what keeps one from being revoked or renewed.

use domain::enrolment::device::RENEWABLE_DAYS;

/// The longest label, in characters: what a certificate chooser shows.
pub const LONGEST_LABEL: usize = 40;

domain::rules! {
    /// What keeps a device from being added or changed.
    pub enum DeviceRule {
        Label {
            /// The most characters.
            longest: usize = LONGEST_LABEL
        } = "label.form", "a label has 1 to {longest} characters and no control characters";
        Revoked = "device.revoked", "the device is revoked already";
        Quota = "device.quota", "devices in use and open install keys together have reached the quota";
        NotRenewableYet {
            /// How many days before its end a certificate can be renewed.
            days: i64 = RENEWABLE_DAYS
        } = "device.not-renewable-yet", "a certificate can be renewed in the last {days} days before it ends";
    }
}
