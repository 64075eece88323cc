//! The calls of the insurer's desk: usage applications and the organizations they become.

use super::change::{Change, Outcome, read};
use super::failure::Answer;
use super::http::{Method, call, encoded};
use super::reason::{Why, reasoned};
use crate::route::{OrganizationAct, Whose};
use contract::clients::pace::CityPace;
use contract::enrolment::letter::{LetterList, MakeLetter};
use contract::enrolment::usage_application::{
    CityUsageApplication, EnteredUsageApplication, PublishedTerms, UsageApplicationQueue, UsageApproval, UsageDecision,
};
use contract::office::organization::{OrganizationDetail, OrganizationList, SetDeviceQuota};
use contract::setup::text::{NewTextVersion, TextDetail, TextList};
use domain::enrolment::letter::NoticeKind;
use domain::enrolment::usage_application::UsageApplicationState;
use domain::id::{OrganizationId, UsageApplicationId};
use domain::insurer::TextKind;

const APPLICATIONS: &str = "/city/usage-applications";

/// A page of the queue, all states or one.
pub async fn usage_applications(
    state: Option<UsageApplicationState>,
    cursor: Option<String>,
) -> Answer<UsageApplicationQueue> {
    let state = state.map_or_else(String::new, |state| format!("&state={state}"));
    call(
        Method::Get,
        &format!("{APPLICATIONS}?limit=50{state}{}", from(cursor)),
        None::<&()>,
    )
    .await
}

fn from(cursor: Option<String>) -> String {
    cursor.map_or_else(String::new, |cursor| format!("&cursor={}", encoded(&cursor)))
}

/// How long the insurer takes.
pub async fn pace() -> Answer<CityPace> {
    call(Method::Get, "/city/pace", None::<&()>).await
}

/// One application.
pub async fn usage_application(id: UsageApplicationId) -> Answer<CityUsageApplication> {
    call(Method::Get, &format!("{APPLICATIONS}/{id}"), None::<&()>).await
}

/// Enter an application that came on paper; the answer holds its number.
pub fn enter_usage_application(body: &EnteredUsageApplication) -> Change {
    Change::new(APPLICATIONS.to_owned(), body).telling(|text| read(&text, Outcome::Receipt))
}

/// The versions of the terms that a paper form may bear.
pub async fn published_terms() -> Answer<PublishedTerms> {
    call(Method::Get, "/city/terms", None::<&()>).await
}

/// Approve, as the first or the second of two, what was seen.
pub fn approve(id: UsageApplicationId, body: &UsageApproval, etag: &str) -> Change {
    Change::new(format!("{APPLICATIONS}/{id}/approval"), body).seen(etag)
}

/// Send it back to the office with a reason.
pub fn return_application(id: UsageApplicationId, reason: String, etag: &str) -> Change {
    Change::new(format!("{APPLICATIONS}/{id}/return"), &UsageDecision { reason }).seen(etag)
}

/// Refuse it with a reason.
pub fn refuse(id: UsageApplicationId, reason: String, etag: &str) -> Change {
    Change::new(format!("{APPLICATIONS}/{id}/refusal"), &UsageDecision { reason }).seen(etag)
}

/// Of what the letters are asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LettersOf {
    Application(UsageApplicationId),
    Organization(OrganizationId),
}

/// The letters about an application, or about the newest one of an organization.
pub async fn letters(of: LettersOf) -> Answer<LetterList> {
    let path = match of {
        LettersOf::Application(id) => format!("{APPLICATIONS}/{id}/notices"),
        LettersOf::Organization(id) => format!("/city/organizations/{id}/notices"),
    };
    call(Method::Get, &path, None::<&()>).await
}

/// Make a letter, or take one without secrets once more.
pub fn make_letter(id: UsageApplicationId, kind: NoticeKind, body: &MakeLetter) -> Change {
    Change::new(format!("{APPLICATIONS}/{id}/notices/{kind}"), body).printing()
}

/// Applications that were approved and lack a letter.
pub async fn without_letters() -> Answer<UsageApplicationQueue> {
    call(
        Method::Get,
        &format!("{APPLICATIONS}?limit=50&lettersMissing=true"),
        None::<&()>,
    )
    .await
}

/// A page of the organizations in whose name or number the text occurs.
pub async fn organizations(text: &str, cursor: Option<String>) -> Answer<OrganizationList> {
    let path = format!("/city/organizations?limit=50&text={}{}", encoded(text), from(cursor));
    call(Method::Get, &path, None::<&()>).await
}

/// One organization with its people and devices.
pub async fn organization(id: OrganizationId) -> Answer<OrganizationDetail> {
    call(Method::Get, &format!("/city/organizations/{id}"), None::<&()>).await
}

/// Suspend, reinstate or close an organization.
pub fn act_on_organization(id: OrganizationId, act: OrganizationAct, why: Why) -> Change {
    reasoned(Whose::City, format!("/city/organizations/{id}/{act}"), why)
}

/// Set how many devices an organization may have instead of what was seen.
pub fn set_device_quota(id: OrganizationId, body: &SetDeviceQuota, etag: &str) -> Change {
    let path = format!("/city/organizations/{id}/{}", OrganizationAct::DeviceQuota);
    Change::new(path, body).seen(etag)
}

const TEXTS: &str = "/city/texts";

/// The texts that people agree to, with their versions.
pub async fn texts() -> Answer<TextList> {
    call(Method::Get, TEXTS, None::<&()>).await
}

/// One version of a text, as it was written.
pub async fn text_version(kind: TextKind, version: String) -> Answer<TextDetail> {
    call(
        Method::Get,
        &format!("{TEXTS}/{kind}/versions/{}", encoded(&version)),
        None::<&()>,
    )
    .await
}

/// A text as the PDF that it would be.
pub fn preview_text(kind: TextKind, body: &NewTextVersion) -> Change {
    Change::new(format!("{TEXTS}/{kind}/preview"), body).printing()
}

/// Publish a version instead of what was seen to be in force.
pub fn publish_text(kind: TextKind, body: &NewTextVersion, etag: &str) -> Change {
    Change::new(format!("{TEXTS}/{kind}/versions"), body).seen(etag)
}
