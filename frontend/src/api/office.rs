//! The calls of whoever runs an organization's staff and devices, and of the insurer who runs its own or anybody's.

use super::change::{Change, Outcome, read};
use super::city;
use super::failure::Answer;
use super::http::{Method, call, encoded};
use super::reason::{Why, reasoned};
use crate::route::{AccountAct, DeviceAct, Whose};
use contract::audit::access_record::AccessRecord;
use contract::enrolment::redemption::{InstallKeyList, IssueInstallKey};
use contract::office::account::{BulkStaff, ChangeRole, InviteCityStaff, InviteStaff, StaffList};
use contract::office::device::{DeviceList, RelabelDevice};
use contract::office::organization::{Organization, SessionList};
use domain::id::{AccountId, DeviceId, InstallKeyId, SessionId};

/// The path under which devices and keys of a side are.
fn own(whose: Whose) -> &'static str {
    match whose {
        Whose::Office => "/organization",
        Whose::City | Whose::Of(_) => "/city",
    }
}

fn accounts(whose: Whose) -> String {
    match whose {
        Whose::Office => "/organization/staff".to_owned(),
        Whose::City | Whose::Of(_) => "/city/accounts".to_owned(),
    }
}

fn credentials(text: String) -> Option<Outcome> {
    read(&text, Outcome::Credentials)
}

/// One's own organization.
pub async fn organization() -> Answer<Organization> {
    call(Method::Get, "/organization", None::<&()>).await
}

/// The staff of one's own organization, of the insurer, or of any organization.
pub async fn staff(whose: Whose) -> Answer<StaffList> {
    match whose {
        Whose::Of(id) => city::organization(id)
            .await
            .map(|found| StaffList { staff: found.staff }),
        _ => call(Method::Get, &accounts(whose), None::<&()>).await,
    }
}

/// Make an account; the answer holds its provisional credentials.
pub fn invite(body: &InviteStaff) -> Change {
    Change::new(accounts(Whose::Office), body).telling(credentials)
}

/// Make an account of the insurer; the answer holds its provisional credentials.
pub fn invite_to_city(body: &InviteCityStaff) -> Change {
    Change::new(accounts(Whose::City), body).telling(credentials)
}

/// Change an account; the answer holds new credentials, where some were made.
pub fn account(whose: Whose, id: AccountId, act: AccountAct, why: Why) -> Change {
    let change = reasoned(whose, format!("{}/{id}/{act}", accounts(whose)), why);
    match act {
        AccountAct::Credentials => change.telling(credentials),
        _ => change,
    }
}

/// Give somebody of one's own organization another role than was seen.
pub fn change_role(id: AccountId, body: &ChangeRole, etag: &str) -> Change {
    Change::new(format!("/organization/staff/{id}/role"), body).seen(etag)
}

/// Many accounts at once; the answer says for each row what was done.
pub fn bulk(body: &BulkStaff) -> Change {
    Change::new("/organization/staff/bulk".to_owned(), body).telling(|text| read(&text, Outcome::Bulk))
}

/// The devices of one's own organization, of the insurer, or of any organization.
pub async fn devices(whose: Whose) -> Answer<DeviceList> {
    match whose {
        Whose::Of(id) => city::organization(id)
            .await
            .map(|found| DeviceList { devices: found.devices }),
        _ => call(Method::Get, &format!("{}/devices", own(whose)), None::<&()>).await,
    }
}

/// Give a device another label than was seen.
pub fn relabel(id: DeviceId, label: String, etag: &str) -> Change {
    let path = format!("/organization/devices/{id}/{}", DeviceAct::Label);
    Change::new(path, &RelabelDevice { label }).seen(etag)
}

/// Revoke a device's certificate, for good.
pub fn revoke_device(whose: Whose, id: DeviceId, why: Why) -> Change {
    let path = format!("{}/devices/{id}/{}", own(whose), DeviceAct::Revocation);
    reasoned(whose, path, why)
}

/// The install keys of one's own organization or of the insurer.
pub async fn install_keys(whose: Whose) -> Answer<InstallKeyList> {
    call(Method::Get, &format!("{}/install-keys", own(whose)), None::<&()>).await
}

/// Make an install key; the answer holds it.
pub fn new_install_key(whose: Whose, label: String) -> Change {
    Change::new(format!("{}/install-keys", own(whose)), &IssueInstallKey { label })
        .telling(|text| read(&text, Outcome::InstallKey))
}

/// Revoke an install key.
pub fn revoke_install_key(whose: Whose, id: InstallKeyId) -> Change {
    Change::new(
        format!("{}/install-keys/{id}/revocation", own(whose)),
        &serde_json::Map::new(),
    )
}

/// Who of one's own organization is signed in.
pub async fn sessions() -> Answer<SessionList> {
    call(Method::Get, "/organization/sessions", None::<&()>).await
}

/// End somebody's session.
pub fn end_session(id: SessionId, why: Why) -> Change {
    reasoned(Whose::Office, format!("/organization/sessions/{id}/end"), why)
}

/// A page of what one's own organization did.
pub async fn access_record(cursor: Option<String>) -> Answer<AccessRecord> {
    let from = cursor.map_or_else(String::new, |cursor| format!("&cursor={}", encoded(&cursor)));
    call(
        Method::Get,
        &format!("/organization/access-record?limit=50{from}"),
        None::<&()>,
    )
    .await
}
