//! `If-Match`: a change of what was shown names the state that it rests on.

use harness::databases;
use serde_json::json;

use crate::office::by_the_insurer::{REASON, desk};
use crate::office::people::{administrator, city_desk, signed_in};
use crate::support::city::City;

#[test]
fn a_quota_is_set_on_the_state_that_was_read_and_on_no_other() {
    for database in databases() {
        let city = City::on(&database);
        let city_desk = city_desk(&city);
        let mut clerk = desk(&city, &city_desk);
        let path = format!("/api/v1/city/organizations/{}", city.ours.id);
        let quota = |devices: u32| json!({ "deviceQuota": devices, "reason": REASON });
        let read = clerk.get(&path);
        let etag = read.header("etag").unwrap().to_owned();
        assert_eq!(read.json()["organization"]["etag"], etag.as_str());
        let path = format!("{path}/device-quota");
        let unsaid = clerk.post_having_seen(&path, &quota(7), None);
        assert_eq!(
            (unsaid.status, unsaid.problem().0),
            (428, "precondition-required".into())
        );
        for wrong in ["\"another\"", "W/\"weak\"", "nonsense", &format!("W/{etag}")] {
            let told = clerk.post_having_seen(&path, &quota(7), Some(wrong));
            assert_eq!(
                (told.status, told.problem().0),
                (412, "precondition-failed".into()),
                "{wrong}"
            );
        }
        let either = format!("\"another\", {etag}");
        assert_eq!(clerk.post_having_seen(&path, &quota(7), Some(&either)).status, 204);
        assert_eq!(
            clerk.post_having_seen(&path, &quota(8), Some(&etag)).status,
            412,
            "overtaken"
        );
        assert_eq!(clerk.post_having_seen(&path, &quota(9), Some("*")).status, 204);
    }
}

#[test]
fn a_line_of_a_list_has_the_tag_that_its_change_takes() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let mut office = signed_in(&city, &city.ours.identity, "kanri.taro");
        let devices = office.get("/api/v1/organization/devices").json();
        let device = &devices["devices"][0];
        let (id, etag) = (device["id"].as_str().unwrap(), device["etag"].as_str().unwrap());
        let path = format!("/api/v1/organization/devices/{id}/label");
        let label = json!({ "label": "受付" });
        assert_eq!(office.post_having_seen(&path, &label, None).status, 428);
        assert_eq!(office.post_having_seen(&path, &label, Some(etag)).status, 204);
        assert_eq!(office.post_having_seen(&path, &label, Some(etag)).status, 412);
        // Whatever it says it has seen: of what is not its own it learns nothing.
        let foreign = format!("/api/v1/organization/devices/{}/label", uuid::Uuid::new_v4());
        assert_eq!(office.post_having_seen(&foreign, &label, Some(etag)).status, 404);
    }
}
