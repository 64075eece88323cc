//! How long the city takes: its own medians, for itself by contractor and institution as well, for offices without names.

use domain::calendar::day::Day;
use harness::databases;
use serde_json::{Value, json};

use crate::office::by_the_insurer::desk;
use crate::office::people::city_desk;
use crate::support::city::{CANARY_NUMBER, City};
use crate::support::delivery::deliver_today;
use crate::support::wire::Client;

/// Ten applications of 21 to 30 days, decided lately: all surveyed by one contractor, nine of them with one institution.
fn decided(city: &City) {
    let today = city.service.today();
    let mut applications = "被保険者番号,申請番号,申請日,申請区分,情報提供同意,調査委託先,医療機関名\n".to_owned();
    let mut milestones = "被保険者番号,申請番号,進捗区分,日付,延期理由,見込日\n".to_owned();
    for n in 1..=10_i64 {
        let applied: Day = today.add_days(-60 - n);
        let institution = if n == 1 {
            "別の医院"
        } else {
            "えんがわ内科医院"
        };
        applications += &format!("{CANARY_NUMBER},P-{n},{applied},1,1,ひなた認定調査センター,{institution}\n");
        for (step, days) in [
            ("survey-received", 10 + n),
            ("opinion-received", 12),
            ("decided", 20 + n),
        ] {
            milestones += &format!("{CANARY_NUMBER},P-{n},{step},{},,\n", applied.add_days(days));
        }
    }
    deliver_today(city, "application", &applications);
    deliver_today(city, "milestone", &milestones);
}

#[test]
fn the_city_sees_its_pace_by_contractor_and_an_office_never_learns_the_names() {
    for database in databases() {
        let city = City::on(&database);
        decided(&city);
        let mut clerk = desk(&city, &city_desk(&city));
        let before = city.entries();
        let pace = clerk.get("/api/v1/city/pace");
        assert_eq!(pace.status, 200, "{pace:?}");
        assert_eq!(city.entries(), before, "days alone are of nobody");
        let pace = pace.json();
        let whole: Vec<&Value> = pace["parts"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|part| part["part"]["code"] == "whole" && part["applicationKind"]["code"] == "new")
            .collect();
        assert_eq!(whole.len(), 1, "{pace}");
        assert_eq!(
            (&whole[0]["medianDays"], &whole[0]["counted"]),
            (&json!(25), &json!(10))
        );
        let contractor =
            json!({"name": "ひなた認定調査センター", "medianDays": 15, "ninetiethDays": 19, "counted": 10});
        assert_eq!(pace["surveyContractors"], json!([contractor]));
        // Nine are too few to be told apart from the people they were about.
        assert_eq!(pace["institutions"], json!([]));

        let mut office = city.signed_in(&city.ours);
        assert_eq!(office.get("/api/v1/city/pace").status, 403);
        for path in ["/api/v1/work", "/api/v1/clients"] {
            let answer = office.get(path);
            assert!(!String::from_utf8_lossy(&answer.body).contains("ひなた"), "{path}");
        }
    }
}

#[test]
fn what_is_counted_follows_the_next_delivery() {
    for database in databases() {
        let city = City::on(&database);
        let mut clerk = desk(&city, &city_desk(&city));
        let contractors = |clerk: &mut Client| {
            let pace = clerk.get("/api/v1/city/pace").json();
            pace["surveyContractors"].as_array().unwrap().len()
        };
        assert_eq!(contractors(&mut clerk), 0);
        decided(&city);
        assert_eq!(contractors(&mut clerk), 1, "the count of before is not told again");
    }
}
