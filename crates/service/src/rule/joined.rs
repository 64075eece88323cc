//! The rules of all subjects as one type.

use domain::account::password::PasswordWeakness;
use domain::enrolment::install_key::{KeyRefusal, Mistyped};
use domain::enrolment::letter::HeadRule;
use domain::enrolment::usage_application::{FormRule, StepRefused};
use domain::insurer::VersionRule;
use domain::text::free_text::TextRule;
use pki::RequestRefusal;

use super::account::AccountRule;
use super::device::DeviceRule;
use super::enrolment::EnrolmentRule;
use super::first_log_in::FirstLogInRule;
use super::letter::{LetterRule, PublishRule};
use super::organization::OrganizationRule;
use super::reason::{ReasonRule, SearchRule};
use super::staff_table::{StaffRowRule, StaffTableRule};
use super::usage_application::UsageApplicationRule;

domain::rules! {
    /// Every rule of every subject.
    pub enum Rule joins {
        /// Of accounts.
        Account(AccountRule),
        /// Of devices.
        Device(DeviceRule),
        /// Of what a device sends to be enrolled.
        Enrolment(EnrolmentRule),
        /// Of the first log-in.
        FirstLogIn(FirstLogInRule),
        /// Of the form of a usage application.
        Form(FormRule),
        /// Of an install key as it is typed.
        InstallKey(Mistyped),
        /// Of an install key in its life.
        InstallKeyLife(KeyRefusal),
        /// Of letters.
        Letter(LetterRule),
        /// Of the number and the date of a letter.
        LetterHead(HeadRule),
        /// Of organizations.
        Organization(OrganizationRule),
        /// Of passwords.
        Password(PasswordWeakness),
        /// Of publishing a text that people agree to.
        Publish(PublishRule),
        /// Of stated reasons.
        Reason(ReasonRule),
        /// Of a certificate signing request.
        Request(RequestRefusal),
        /// Of a search among clients.
        Search(SearchRule),
        /// Of a row in a table of staff.
        StaffRow(StaffRowRule),
        /// Of a table of staff as a whole.
        StaffTable(StaffTableRule),
        /// Of a step of a usage application.
        Step(StepRefused),
        /// Of what people write.
        Text(TextRule),
        /// Of usage applications.
        UsageApplication(UsageApplicationRule),
        /// Of a version of a text that people agree to.
        Version(VersionRule),
    }
}
