//! Devices, as they see themselves and as an administrator sees them.

use contract::office::device::{Device, DeviceList, DeviceWarning, ThisDevice};
use service::{DeviceHead, ListedDevice};

use crate::convert::{ToContract, coded, etag, in_japan};

impl ToContract for DeviceHead {
    type Shape = ThisDevice;

    fn to_contract(self) -> ThisDevice {
        let Self {
            label,
            organization_name,
            certificate_last_day,
            days_left,
            renewable,
        } = self;
        ThisDevice {
            label,
            organization_name,
            certificate_last_day,
            days_left,
            renewable,
        }
    }
}

impl ToContract for ListedDevice {
    type Shape = Device;

    fn to_contract(self) -> Device {
        let Self {
            id,
            tag,
            label,
            standing,
            issued_at,
            last_used_at,
            certificate_last_day,
            days_left,
            warning,
            unused,
            current,
        } = self;
        Device {
            id,
            etag: etag(&tag),
            label,
            status: coded(standing.code(), standing.name_ja()),
            issued_at: in_japan(issued_at),
            last_used_at: last_used_at.map(in_japan),
            certificate_last_day,
            days_left,
            warning: match warning {
                None => DeviceWarning::None,
                Some(..=7) => DeviceWarning::Within7,
                Some(8..=30) => DeviceWarning::Within30,
                Some(_) => DeviceWarning::Within60,
            },
            unused90: unused,
            current,
        }
    }
}

impl ToContract for Vec<ListedDevice> {
    type Shape = DeviceList;

    fn to_contract(self) -> DeviceList {
        DeviceList {
            devices: self.into_iter().map(ToContract::to_contract).collect(),
        }
    }
}
