//! Organizations, and who is signed in there.

use contract::office::organization::{OpenSession, Organization, OrganizationDetail, OrganizationList, SessionList};
use domain::record::OrganizationRecord;
use service::{OpenSessions, OrganizationPage, OrganizationView};

use super::account::members;
use crate::convert::{ToContract, coded, etag, in_japan, permitting};

impl ToContract for OrganizationView {
    type Shape = Organization;

    fn to_contract(self) -> Organization {
        let Self {
            organization,
            tag,
            active_devices,
            open_install_keys,
        } = self;
        let OrganizationRecord {
            id,
            office_number,
            service_code,
            name,
            status,
            permitted,
            device_quota,
            status_since: _,
        } = organization;
        Organization {
            id,
            etag: etag(&tag),
            name,
            office_number: office_number.to_string(),
            service_code: coded(service_code.as_str(), service_code.name_ja()),
            status: permitting(status.code(), status.name_ja()),
            permitted_from: permitted.first,
            permitted_until: permitted.last,
            device_quota,
            active_devices,
            open_install_keys,
        }
    }
}

impl ToContract for OrganizationPage {
    type Shape = OrganizationList;

    fn to_contract(self) -> OrganizationList {
        let Self {
            organizations,
            next_cursor,
        } = self;
        OrganizationList {
            organizations: organizations.into_iter().map(ToContract::to_contract).collect(),
            next_cursor,
        }
    }
}

impl ToContract for service::OrganizationDetail {
    type Shape = OrganizationDetail;

    fn to_contract(self) -> OrganizationDetail {
        let Self {
            view,
            staff,
            devices,
            asking,
        } = self;
        OrganizationDetail {
            organization: view.to_contract(),
            staff: members(staff, asking),
            devices: devices.into_iter().map(ToContract::to_contract).collect(),
        }
    }
}

impl ToContract for OpenSessions {
    type Shape = SessionList;

    fn to_contract(self) -> SessionList {
        let Self { sessions, asking } = self;
        let line = |open: domain::record::OpenSession| {
            let domain::record::OpenSession {
                session,
                account_name,
                login_id,
                device_label,
            } = open;
            OpenSession {
                id: session.id,
                account_name,
                login_id,
                device_label,
                since: in_japan(session.created_at),
                locked: session.locked_at.is_some(),
                current: session.id == asking,
            }
        };
        SessionList {
            sessions: sessions.into_iter().map(line).collect(),
        }
    }
}
