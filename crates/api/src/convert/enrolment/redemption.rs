//! Enrolment and install keys as the contract shapes them.

use contract::enrolment::redemption::{
    EnrolledDevice, EnrolmentInfo, InstallKeyEntry, InstallKeyList, NewInstallKey, Terms,
};
use domain::record::InstallKeyRecord;
use service::{Handover, InstallKeys, IssuedInstallKey};

use crate::convert::{ToContract, coded, in_japan};

impl ToContract for service::EnrolmentInfo {
    type Shape = EnrolmentInfo;

    fn to_contract(self) -> EnrolmentInfo {
        let Self {
            insurer_name,
            insurer_number,
            admitted_kinds,
            terms: service::Terms { version, text },
            main_origin,
            contact,
            permit_word,
        } = self;
        EnrolmentInfo {
            insurer_name,
            insurer_number: insurer_number.to_string(),
            admitted_kinds: admitted_kinds
                .into_iter()
                .map(|kind| coded(kind.as_str(), kind.name_ja()))
                .collect(),
            terms: Terms { version, text },
            main_origin,
            contact,
            permit_word: coded(permit_word.code(), permit_word.name_ja()),
        }
    }
}

impl ToContract for service::EnrolledDevice {
    type Shape = EnrolledDevice;

    fn to_contract(self) -> EnrolledDevice {
        let Self {
            device,
            organization_name,
            label,
            certificate_last_day,
            handover,
            authority,
        } = self;
        let (pick_up, file_name, password, certificate) = match handover {
            Handover::File {
                pick_up,
                file_name,
                password,
            } => (
                Some(pick_up.reveal().to_owned()),
                Some(file_name.to_owned()),
                Some(password.reveal().to_owned()),
                None,
            ),
            Handover::Certificate(pem) => (None, None, None, Some(pem)),
        };
        EnrolledDevice {
            device_id: device,
            organization_name,
            label,
            certificate_last_day,
            pick_up,
            file_name,
            password,
            certificate,
            authority,
        }
    }
}

impl ToContract for IssuedInstallKey {
    type Shape = NewInstallKey;

    fn to_contract(self) -> NewInstallKey {
        let Self { id, key, expires_on } = self;
        NewInstallKey {
            id,
            install_key: key.reveal().to_owned(),
            expires_on,
        }
    }
}

impl ToContract for InstallKeys {
    type Shape = InstallKeyList;

    fn to_contract(self) -> InstallKeyList {
        let Self {
            keys,
            device_quota,
            used,
        } = self;
        let install_keys = keys.into_iter().map(|(key, status)| {
            let InstallKeyRecord {
                id,
                key_id,
                organization: _,
                label,
                issued_at,
                life,
                reserved_for: _,
                device,
            } = key;
            InstallKeyEntry {
                id,
                key_id: key_id.shown(),
                label,
                status: coded(status.code(), status.name_ja()),
                issued_at: in_japan(issued_at),
                expires_on: life.expires_on,
                device_id: device,
            }
        });
        InstallKeyList {
            install_keys: install_keys.collect(),
            device_quota: device_quota.map(|quota| u16::try_from(quota).unwrap_or(u16::MAX)),
            used: u16::try_from(used).unwrap_or(u16::MAX),
        }
    }
}
