//! A care manager's day: today's work, clients, one client, documents, the device.

mod cards;
mod certification;
mod clients;
mod device_check;
mod documents;
mod progress;

use crate::shown::coded;
use contract::clients::client::ClientListItem;
use serde_json::{Value, from_value, json};

fn freshness() -> Value {
    json!({"asOf": "2026-05-10T06:00:00+09:00", "receivedAt": "2026-05-10T07:12:00+09:00", "source": "person",
           "stale": false, "notCovered": ["給付制限", "審査会資料1枚目"]})
}

fn client(extra: Value) -> ClientListItem {
    let mut client = json!({"personId": "01890000-0000-7000-8000-000000000001", "name": "佐藤 ハナ", "kana": "サトウ ハナ",
                            "insuredNumber": "0000012345", "birthDate": "1935-03-31"});
    for (name, value) in extra.as_object().unwrap() {
        client[name] = value.clone();
    }
    from_value(client).unwrap()
}

fn ending_in_11_days() -> Value {
    json!({"certification": {"careLevel": coded("22", "要介護2"), "validFrom": "2025-06-01", "validTo": "2026-05-20",
                             "status": coded("current", "有効"), "daysLeft": 11, "renewable": true}})
}
