//! Rules of the enrolment of a device, beside those of its install key and its certificate signing request.

use super::device::LONGEST_LABEL;

domain::rules! {
    /// What keeps a device from being enrolled.
    pub enum EnrolmentRule {
        Label {
            /// The most characters.
            longest: usize = LONGEST_LABEL
        } = "device.label", "a label has 1 to {longest} characters, no control characters and no My Number";
        KeyCertifiedBefore = "certificate-request.key-used", "the public key was certified before";
        OrganizationStopped = "install-key.organization-stopped", "the organization is suspended or closed";
    }
}
