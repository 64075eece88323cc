//! Rules of organizations: what keeps one from being changed, or from getting more people and devices.

use domain::enrolment::usage_application::LARGEST_QUOTA;

domain::rules! {
    /// What keeps an organization from being changed.
    pub enum OrganizationRule {
        Stopped = "organization.stopped", "the organization is suspended or closed, so nobody and nothing can be added";
        Closed = "organization.closed", "the organization is closed";
        State = "organization.state", "the organization is in that state already";
        StaffFull {
            /// How many accounts the insurer lets it have.
            most: u16 = 200
        } = "organization.staff-full", "the organization would have more than {most} accounts, the most that the insurer lets it have";
        DeviceQuota {
            /// The most devices.
            largest: u16 = LARGEST_QUOTA
        } = "device-quota.range", "the number of devices is 1 to {largest}";
    }
}
