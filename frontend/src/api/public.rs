//! The calls of the enrolment listener, which asks for no sign-in: applying for the use of the system, following the
//! application, enrolling a device.

use super::failure::Answer;
use super::http::{BASE, Method, call};
use contract::enrolment::office_lookup::{OfficeLookup, OfficeSearch};
use contract::enrolment::redemption::{EnrolDevice, EnrolledDevice, EnrolmentInfo};
use contract::enrolment::usage_application::{
    NewUsageApplication, UsageApplicationAccess, UsageApplicationCorrection, UsageApplicationReceipt,
    UsageApplicationStatus,
};

/// The insurer, the kinds of office that it admits, and its terms of use.
pub async fn information() -> Answer<EnrolmentInfo> {
    call(Method::Get, "/enrolment", None::<&()>).await
}

/// The offices under an office number.
pub async fn find_office(number: &OfficeSearch) -> Answer<OfficeLookup> {
    call(Method::Post, "/offices/search", Some(number)).await
}

/// Apply for the use of the system.
pub async fn apply(application: &NewUsageApplication) -> Answer<UsageApplicationReceipt> {
    call(Method::Post, "/usage-applications", Some(application)).await
}

/// The state of an application.
pub async fn status(access: &UsageApplicationAccess) -> Answer<UsageApplicationStatus> {
    call(Method::Post, "/usage-applications/status", Some(access)).await
}

/// Send a returned application again.
pub async fn correct(correction: &UsageApplicationCorrection) -> Answer<UsageApplicationReceipt> {
    call(Method::Post, "/usage-applications/correction", Some(correction)).await
}

/// Exchange an install key for a certificate.
pub async fn enrol(device: &EnrolDevice) -> Answer<EnrolledDevice> {
    call(Method::Post, "/enrolment/devices", Some(device)).await
}

/// Where the file of a new device's certificate is picked up, by a form.
pub fn file_address() -> String {
    format!("{BASE}/enrolment/devices/file")
}
