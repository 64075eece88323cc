//! What an insurer has settled about the days after a loss and about steps that it does not tell.

use chrono::TimeDelta;
use harness::{Database, databases};
use serde_json::json;

use crate::clients::disclosing::person;
use crate::support::city::{CANARY, CANARY_NUMBER, City};
use crate::support::delivery::deliver_today;
use crate::support::wire::Client;

/// The insurer's policy with other words in it.
pub(crate) fn settle(database: &Database, city: &City, (known, other): (&str, &str)) {
    database.by_other_hands(&format!(
        "UPDATE disclosure_policies SET rules = replace(rules, '{known}', '{other}')"
    ));
    city.clock.advance(TimeDelta::seconds(1));
}

/// She died five days ago.
fn died(city: &City) {
    let on = city.service.today().add_days(-5);
    let heading = "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時";
    let row = format!("{CANARY_NUMBER},{CANARY} ハナ,エンガワカナリア ハナ,1941-03-02,2,縁側市中央1-2-3,{on},1,");
    let as_of = city.service.today();
    deliver_today(city, "person", &format!("{heading}\n{row}{as_of}T01:00:00+09:00\n"));
}

/// Which parts of her page are answered.
fn parts(client: &mut Client, id: &str) -> Vec<&'static str> {
    let all = [
        "",
        "/progress",
        "/certifications",
        "/burden-ratios",
        "/cards",
        "/documents",
    ];
    all.into_iter()
        .filter(|part| client.get(&format!("/api/v1/clients/{id}{part}")).status == 200)
        .collect()
}

#[test]
fn after_a_death_the_office_sees_course_and_result_for_as_many_days_as_are_settled() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let id = person(&mut client, CANARY);
        died(&city);
        assert_eq!(
            parts(&mut client, &id),
            Vec::<&str>::new(),
            "on the day itself nothing more"
        );
        let ended = |client: &mut Client| {
            let work = client.get("/api/v1/work").json();
            let groups = work["groups"].as_array().unwrap().clone();
            groups.into_iter().find(|group| group["kind"]["code"] == "ended")
        };
        let line = ended(&mut client).unwrap()["clients"][0].clone();
        assert!(line["name"].as_str().unwrap().contains(CANARY));
        assert!(
            line["certification"].is_null() && line["application"].is_null(),
            "{line}"
        );

        settle(&database, &city, (r#""days_after_loss":0"#, r#""days_after_loss":60"#));
        assert_eq!(parts(&mut client, &id), ["", "/progress", "/certifications"]);
        // The office that came in charge later was not there on that day.
        let mut other = city.signed_in(&city.other);
        assert_eq!(other.get(&format!("/api/v1/clients/{id}/progress")).status, 404);

        settle(&database, &city, (r#""days_after_loss":60"#, r#""days_after_loss":5"#));
        assert_eq!(parts(&mut client, &id), Vec::<&str>::new(), "the fifth day is over");
    }
}

#[test]
fn steps_that_the_insurer_does_not_tell_are_in_no_answer_and_nothing_rests_on_them() {
    for database in databases() {
        let city = City::on(&database);
        let day = |days: i64| city.service.today().add_days(days).to_string();
        let planned = day(9);
        let mut steps = "被保険者番号,申請番号,進捗区分,日付,延期理由,見込日\n".to_owned();
        for (step, on) in [
            ("survey-received", -4),
            ("opinion-reminded", -3),
            ("opinion-received", -2),
            ("board-scheduled", 9),
        ] {
            steps += &format!("{CANARY_NUMBER},A-1,{step},{},,\n", day(on));
        }
        deliver_today(&city, "milestone", &steps);
        let mut client = city.signed_in(&city.ours);
        let path = format!("/api/v1/clients/{}/progress", person(&mut client, CANARY));
        let open = client.get(&path).json()["applications"][0].clone();
        assert_eq!(open["forecasts"][0]["expectedOn"], json!(planned), "{open}");

        settle(
            &database,
            &city,
            (
                r#""withheld_steps":[]"#,
                r#""withheld_steps":["board-scheduled","opinion-reminded"]"#,
            ),
        );
        for path in [path.as_str(), "/api/v1/clients", "/api/v1/work"] {
            let answer = client.get(path);
            let told = String::from_utf8(answer.body).unwrap();
            for secret in ["board-scheduled", "opinion-reminded", planned.as_str()] {
                assert!(!told.contains(secret), "{path} tells {secret}");
            }
        }
        let withheld = client.get(&path).json()["applications"][0].clone();
        assert_eq!(withheld["forecasts"], json!([]), "{withheld}");
    }
}
